/// Which of a person's keys were meant for the prompt that is shown.
///
/// A value without a clock: keys come with their times. What it can't know yet, because a key may turn
/// out to be the first of several, or the first repeat of one that is held, waits.
struct PromptGate {
  /// What a key would do.
  enum Act {
    /// Puts a character into the line.
    case types
    /// Enter, after a line or with nothing in it.
    case submits(emptily: Bool)
    /// Ends the prompt by itself, or after a digit of the same number.
    case chooses(afterDigit: Bool)
    /// Neither: edits the line, or means nothing.
    case edits
  }

  enum Ruling: Equatable {
    case takes
    /// Counts once no key has followed it for so long.
    case takesAlone(milliseconds: Int)
    /// In silence.
    case drops
    /// It was part of something that began too early: all of it has to be typed again.
    case dropsNumber
    /// Too fast for a hand; what was typed stays.
    case dropsTooFast
  }

  private var shownAt: Int
  private let quietMilliseconds: Int
  private let isAboutMoney: Bool
  private let gapMilliseconds: Int
  private var opener: Press?
  private var last: Press?
  private var secondLast: Press?
  /// When each key was last pressed.
  private var pressedAt: [Key: Int] = [:]
  /// Keys that began before the prompt was shown go on.
  private var isInEarlyBurst: Bool
  /// A digit was dropped, so the rest of its number is none.
  private var hasDroppedDigit = false

  /// - Parameters:
  ///   - opener: the key that ended the prompt before this one; it belongs to no burst.
  ///   - last: the key before that, or after it and before this prompt was shown.
  init(
    shownAt: Int, quietMilliseconds: Int, isAboutMoney: Bool, scanner: Scanner, opener: Press?,
    last: Press?
  ) {
    self.shownAt = shownAt
    self.quietMilliseconds = quietMilliseconds
    self.isAboutMoney = isAboutMoney
    gapMilliseconds = scanner.gapMilliseconds
    self.opener = opener
    self.last = last
    isInEarlyBurst = last != nil
    for press in [opener, last].compactMap(\.self) {
      pressedAt[press.key] = max(press.at, pressedAt[press.key] ?? press.at)
    }
  }

  /// The prompt is on the screen from then on, later than it was begun to be drawn.
  mutating func isDrawn(at now: Int) { shownAt = max(shownAt, now) }

  /// Scans went by: a key that is held may be one of their characters, and goes on afterwards.
  mutating func passed(_ scannedAt: [Key: Int]) {
    pressedAt.merge(scannedAt) { max($0, $1) }
  }

  mutating func rule(_ press: Press, _ act: Act) -> Ruling {
    defer {
      (secondLast, last) = (last, press)
      pressedAt[press.key] = press.at
    }
    let gap = last.map { press.at - $0.at } ?? .max
    // Whoever presses another key holds that one no more.
    if !isAboutMoney, let opener, press.key != opener.key { self.opener = nil }
    let isLeftover = isAboutMoney && press.isLeftover
    if isRepeatOfOpener(press) || isEarly(press, gap) || isLeftover { return drop(act) }
    switch act {
    case .edits:
      // Whoever empties the line begins a new number.
      if press.key == .clear || press.key == .escape { hasDroppedDigit = false }
      return .takes
    case .types:
      if gap >= Scanner.numberMilliseconds { hasDroppedDigit = false }
      return hasDroppedDigit ? .dropsNumber : .takes
    case .submits(let isEmpty):
      if hasDroppedDigit {
        hasDroppedDigit = false
        return .dropsNumber
      }
      return isEmpty ? ruleKey(press, gap) : ruleEnter(press, gap)
    case .chooses(let isAfterDigit):
      guard isAfterDigit, press.at >= shownAt + quietMilliseconds else {
        return ruleKey(press, gap)
      }
      return isTooFast(press, gap)
        ? .drops : .takesAlone(milliseconds: Scanner.aloneMilliseconds)
    }
  }

  private func ruleEnter(_ press: Press, _ gap: Int) -> Ruling {
    guard press.at >= shownAt + quietMilliseconds else { return .drops }
    guard isAboutMoney else { return .takes }
    if isTooFast(press, gap) { return .dropsTooFast }
    return isRepeat(press) ? .drops : .takesAlone(milliseconds: milliseconds(press))
  }

  /// A key that ends the prompt by itself.
  private func ruleKey(_ press: Press, _ gap: Int) -> Ruling {
    guard press.at >= shownAt + quietMilliseconds else { return .drops }
    let isOfBurst = isAboutMoney || last?.key == press.key
    let least = isOfBurst ? Scanner.burstMilliseconds : Scanner.aloneMilliseconds
    guard gap >= least, !isRepeat(press) else { return .drops }
    // No scanner begins with these, and no hand holds them that did not open the prompt by them.
    let isOnlyItself = press.key.isOfNoCode && press.key != opener?.key
    let takesAtOnce = isOnlyItself && !isAboutMoney
    return takesAtOnce ? .takes : .takesAlone(milliseconds: milliseconds(press))
  }

  /// Whether it goes on with a key that is held: about money nobody means the same key so soon again.
  private func isRepeat(_ press: Press) -> Bool {
    isAboutMoney && wasPressed(press, within: Scanner.repeatMilliseconds)
  }

  /// How long it has to stay the last: a key that may be down still shows it by its next repeat.
  private func milliseconds(_ press: Press) -> Int {
    isAboutMoney && wasPressed(press, within: Scanner.heldMilliseconds)
      ? Scanner.repeatMilliseconds : Scanner.aloneMilliseconds
  }

  private func wasPressed(_ press: Press, within milliseconds: Int) -> Bool {
    pressedAt[press.key].map { press.at - $0 < milliseconds } ?? false
  }

  private mutating func drop(_ act: Act) -> Ruling {
    switch act {
    case .types:
      hasDroppedDigit = true
      return .dropsNumber
    case .submits:
      defer { hasDroppedDigit = false }
      return hasDroppedDigit ? .dropsNumber : .drops
    case .chooses, .edits: return .drops
    }
  }

  /// Whether it came before the prompt, or goes on with what did.
  private mutating func isEarly(_ press: Press, _ gap: Int) -> Bool {
    if press.at < shownAt {
      isInEarlyBurst = true
    } else if gap >= Scanner.burstMilliseconds {
      isInEarlyBurst = false
    }
    return isInEarlyBurst
  }

  /// Whether it is the key that opened the prompt, held or pressed twice.
  private mutating func isRepeatOfOpener(_ press: Press) -> Bool {
    guard let opener, press.key == opener.key,
      press.at - opener.at < Scanner.burstMilliseconds,
      // A PIN may begin with the number of whoever types it.
      isAboutMoney || !press.isOfRun
    else { return false }
    self.opener = press
    return true
  }

  private func isTooFast(_ press: Press, _ gap: Int) -> Bool {
    guard gap > gapMilliseconds else { return true }
    return secondLast.map { press.at - $0.at <= Scanner.threeKeysMilliseconds } ?? false
  }
}

extension Key {
  fileprivate var isOfNoCode: Bool {
    switch self {
    case .function, .escape: true
    case .character, .enter, .tab, .backspace, .delete, .left, .right, .home, .end, .up, .down,
      .pageUp, .pageDown, .clear, .eraseWord, .endOfInput, .pasteBegins, .pasteEnds, .other:
      false
    }
  }
}
