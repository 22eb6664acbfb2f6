/// A key and when it came, in milliseconds of the source's clock.
struct Press: Equatable {
  let key: Key
  let at: Int
  /// Whether it is one of several different keys that came as one run.
  var isOfRun = false
  /// Whether it came with a scan or a paste, as what is left of it.
  var isLeftover = false
}

/// What came from a terminal, told apart by speed and ending.
enum Typed: Equatable {
  /// A hand's.
  case key(Press)
  /// A scanner's, and when it began.
  case scan(String, from: Int)
  case paste(String, at: Int)

  var at: Int {
    switch self {
    case .key(let press): press.at
    case .scan(_, let at), .paste(_, let at): at
    }
  }
}

/// From a terminal's bytes to what a hand typed and a scanner read.
///
/// A value without a clock: whoever feeds it says when things came, and calls `pass` at `deadline`.
struct Keyboard {
  private let scanner: Scanner
  private var decoder = KeyDecoder()
  private var bytesAt = 0
  /// Characters that may be a scanner's.
  private var run: [Press] = []
  private var paste: (text: String, at: Int)?
  /// The last key that was no hand's, and how long what follows belongs to it.
  private var foreign: (at: Int, milliseconds: Int)?
  /// How long a run that nothing ends must be to be a scan.
  var unendedMin = Scanner.unendedMin

  /// An Esc that nothing follows for so long is the key.
  private static let escapeMilliseconds = 50
  /// Such a run of one character is a held key; no code begins with more of one.
  private static let heldMin = 20

  init(_ scanner: Scanner = Scanner()) { self.scanner = scanner }

  /// When something is known that is not known yet; nil where nothing is held back.
  var deadline: Int? {
    let ofRun = run.last.map { $0.at + runMilliseconds + 1 }
    let ofPaste = paste.map { $0.at + Scanner.burstMilliseconds }
    let ofKey = decoder.awaitsMore ? bytesAt + Self.escapeMilliseconds : nil
    return [ofRun, ofPaste, ofKey].compactMap(\.self).min()
  }

  mutating func take(_ bytes: [UInt8], at now: Int) -> [Typed] {
    var typed = pass(to: now)
    bytesAt = now
    for key in decoder.keys(bytes) { typed += take(key, at: now) }
    return typed
  }

  /// What is known once it is `now`.
  mutating func pass(to now: Int) -> [Typed] {
    var typed: [Typed] = []
    if decoder.awaitsMore, now >= bytesAt + Self.escapeMilliseconds {
      for key in decoder.flush() { typed += take(key, at: bytesAt) }
    }
    if let last = run.last, now > last.at + runMilliseconds { typed += endRun() }
    // Its end may be on its way still.
    if let paste, now >= paste.at + Scanner.burstMilliseconds {
      typed += end(paste, Scanner.numberMilliseconds)
    }
    return typed
  }

  private mutating func take(_ key: Key, at now: Int) -> [Typed] {
    if let paste {
      switch key {
      case .character(let character): self.paste = (paste.text + String(character), now)
      case .enter, .tab: self.paste = (paste.text + " ", now)
      case .pasteEnds: return end(paste)
      default: break
      }
      return []
    }
    switch key {
    case .character:
      let typed = isBroken(at: now) ? endRun() : []
      run.append(Press(key: key, at: now))
      let isHeld = run.count >= Self.heldMin && isOneKey
      return isHeld ? typed + endRun() : typed
    case .enter, .tab:
      if isScan(least: Scanner.endedMin) {
        defer { foreign = (now, Scanner.burstMilliseconds) }
        return endRun(least: Scanner.endedMin)
      }
      return endRun() + [.key(press(key, at: now))]
    case .pasteBegins:
      defer { paste = ("", now) }
      return endRun()
    case .pasteEnds:
      foreign = (now, Scanner.burstMilliseconds)
      return endRun() + [.key(press(key, at: now))]
    default: return endRun() + [.key(press(key, at: now))]
    }
  }

  /// The key, and whether it goes on with something that was no hand's.
  private mutating func press(_ key: Key, at now: Int, isOfRun: Bool = false) -> Press {
    var press = Press(key: key, at: now, isOfRun: isOfRun)
    if let foreign, now - foreign.at < foreign.milliseconds {
      press.isLeftover = true
      self.foreign?.at = now
    } else {
      foreign = nil
    }
    return press
  }

  /// A long run may still be ended by Enter; until then nobody knows what it is.
  private var runMilliseconds: Int {
    run.count >= Scanner.endedMin
      ? max(Scanner.aloneMilliseconds, scanner.gapMilliseconds) : scanner.gapMilliseconds
  }

  private func isBroken(at now: Int) -> Bool {
    run.last.map { now - $0.at > scanner.gapMilliseconds } ?? false
  }

  private var isOneKey: Bool { run.allSatisfy { $0.key == run.first?.key } }

  private var text: String {
    String(run.compactMap { if case .character(let character) = $0.key { character } else { nil } })
  }

  private func isScan(least: Int) -> Bool {
    run.count >= least && !isOneKey || scanner.announces(text)
  }

  private mutating func endRun(least: Int? = nil) -> [Typed] {
    defer { run = [] }
    guard let first = run.first, let last = run.last, isScan(least: least ?? unendedMin) else {
      return hands()
    }
    foreign = (last.at, Scanner.burstMilliseconds)
    return [.scan(scanner.code(text), from: first.at)]
  }

  /// The run as a hand's keys.
  private mutating func hands() -> [Typed] {
    let isOfRun = !isOneKey
    return run.map { .key(press($0.key, at: $0.at, isOfRun: isOfRun)) }
  }

  /// - Parameter milliseconds: how long what follows belongs to it.
  private mutating func end(
    _ paste: (text: String, at: Int), _ milliseconds: Int = Scanner.burstMilliseconds
  ) -> [Typed] {
    self.paste = nil
    foreign = (paste.at, milliseconds)
    return [.paste(paste.text, at: paste.at)]
  }
}
