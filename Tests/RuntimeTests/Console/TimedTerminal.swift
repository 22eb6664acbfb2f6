import Glibc
import KassaStart
import Synchronization
import Testing

@testable import KassaRuntime
@testable import kassa_run

/// A pseudo-terminal whose clock is the test's: what is typed comes at the time that the test gives it.
///
/// The console's reads move the clock, to the next key or to what they wait for; once nothing is to
/// come and nobody waits for a time, the input has ended.
final class TimedTerminal: KeySource, TypedTerminal {
  private let keyboard: Int32
  private let screen: Int32
  /// What is drawn goes to a file: nobody reads a pseudo-terminal's other end while the console draws.
  private let drawn: Int32
  private let feed: InputFeed
  private let state = Mutex(State())

  private struct State {
    var now = 10_000
    var coming: [(at: Int, text: String, isMeant: Bool)] = []
    var shownBytes: off_t = 0
    var size = (columns: 80, rows: 24)
    /// How long a drawing takes.
    var drawing = 0
    /// When its window gets another size, and which.
    var resize: (at: Int, columns: Int, rows: Int)?
  }

  init() throws {
    var ends: (Int32, Int32) = (-1, -1)
    try #require(openpty(&ends.0, &ends.1, nil, nil, nil) == 0)
    (keyboard, screen) = ends
    var mode = termios()
    tcgetattr(screen, &mode)
    cfmakeraw(&mode)
    tcsetattr(screen, TCSANOW, &mode)
    let file = try #require(tmpfile())
    drawn = dup(fileno(file))
    fclose(file)
    feed = InputFeed(descriptor: screen)
  }

  deinit {
    close(keyboard)
    close(screen)
    close(drawn)
  }

  let tries = 1
  var now: Int { state.withLock(\.now) }

  /// What is typed from `start` on, the clock's time where nothing else is said.
  ///
  /// - Parameter isMeant: whether a person means it for the prompt that is open now.
  func type(_ typing: [Typing], from start: Int? = nil, isMeant: Bool = false) {
    state.withLock { state in
      var at = start ?? state.now
      for each in typing {
        at += each.after
        for (index, text) in each.parts.enumerated() {
          if index > 0 { at += each.every }
          state.coming.append((at, text, isMeant))
        }
      }
      state.coming.sort { $0.at < $1.at }
    }
  }

  /// The window gets another size so much later.
  func resize(after: Int, columns: Int, rows: Int) {
    state.withLock { $0.resize = ($0.now + after, columns, rows) }
  }

  /// From now on each drawing takes so long.
  func drawing(takes milliseconds: Int) { state.withLock { $0.drawing = milliseconds } }

  /// What a drawing asks first.
  private func size() -> (columns: Int, rows: Int) {
    state.withLock { state in
      state.now += state.drawing
      return state.size
    }
  }

  private func takeResize(until deadline: Int?) -> Bool {
    state.withLock { state in
      let limit = min(deadline ?? .max, state.coming.first?.at ?? .max)
      guard let resize = state.resize, resize.at <= limit else { return false }
      state.now = max(state.now, resize.at)
      state.size = (resize.columns, resize.rows)
      state.resize = nil
      return true
    }
  }

  /// What was meant for a prompt is not typed any more once another one is there.
  func forgetMeant() { state.withLock { $0.coming.removeAll(where: \.isMeant) } }

  /// When the last key comes that is still to come; now where none is.
  var lastAt: Int { state.withLock { $0.coming.last?.at ?? $0.now } }

  func read(until deadline: Int?) async -> (read: InputFeed.Read, at: Int) {
    if takeResize(until: deadline) { return (.resized, now) }
    let next: String? = state.withLock { state in
      if let first = state.coming.first, deadline.map({ first.at <= max($0, state.now) }) ?? true {
        state.now = max(state.now, first.at)
        return state.coming.removeFirst().text
      }
      if let deadline { state.now = max(state.now, deadline) }
      return nil
    }
    guard let next else { return (deadline == nil ? .end : .nothing, now) }
    _ = Array(next.utf8).withUnsafeBytes { write(keyboard, $0.baseAddress, $0.count) }
    return (await feed.read(withinMilliseconds: 5_000), now)
  }

  func closing() async { try? await Task.sleep(for: .seconds(3_600)) }

  /// What was written to the screen since the last call.
  func shown() -> String {
    state.withLock { state in
      var text: [UInt8] = []
      var bytes = [UInt8](repeating: 0, count: 65_536)
      while case let count = pread(drawn, &bytes, bytes.count, state.shownBytes), count > 0 {
        text += bytes[..<count]
        state.shownBytes += off_t(count)
      }
      return String(decoding: text, as: UTF8.self)
    }
  }

  func console(_ scanner: Scanner = Scanner()) -> LiveConsole {
    LiveConsole(
      input: self, output: Output(descriptor: drawn), style: .plain, scanner: scanner,
      size: { self.size() })
  }
}

/// Something that comes from a keyboard: when after what came before, what, and how fast.
struct Typing: Sendable {
  var after: Int
  var parts: [String]
  var every: Int

  /// A hand's keys: long after what was before, and slowly.
  static func hand(_ keys: String, after: Int = 900, every: Int = 160) -> Typing {
    Typing(after: after, parts: Self.keys(keys), every: every)
  }

  /// A scanner's code with what it sends around it.
  static func scan(_ code: String, after: Int = 900, every: Int = 4, ending: String = "\r")
    -> Typing
  {
    Typing(after: after, parts: Self.keys(code + ending), every: every)
  }

  /// A key that is held: once more after `delay`, then each `every` milliseconds.
  static func held(
    _ key: String, after: Int = 900, delay: Int = 500, every: Int = 33, times: Int = 90
  ) -> [Typing] {
    [
      Typing(after: after, parts: [key], every: 0),
      Typing(after: delay, parts: Array(repeating: key, count: times), every: every),
    ]
  }

  static func paste(_ text: String, after: Int = 900) -> Typing {
    Typing(after: after, parts: ["\u{1B}[200~\(text)\u{1B}[201~"], every: 0)
  }

  /// All of it in one read of the terminal.
  static func atOnce(_ text: String, after: Int = 900) -> Typing {
    Typing(after: after, parts: [text], every: 0)
  }

  private static func keys(_ text: String) -> [String] {
    var keys: [String] = []
    for character in text.unicodeScalars {
      if let last = keys.last, last.first == "\u{1B}", last.count < 3,
        last != "\u{1B}" || character == "O"
      {
        keys[keys.count - 1].unicodeScalars.append(character)
      } else {
        keys.append(String(character))
      }
    }
    return keys
  }
}

extension Typing {
  static let f1 = "\u{1B}OP"
  static let f2 = "\u{1B}OQ"
}
