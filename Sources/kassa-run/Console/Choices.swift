import KassaRuntime

/// What a prompt offers for one key: its buttons, each under its own, then suggested amounts.
struct Choices {
  struct Choice: Hashable {
    /// From 1; also the number of the function key.
    ///
    /// What is not offered this time leaves its number free.
    let number: Int
    /// The label's first letter, lower case, where no other choice begins with it; none at a prompt
    /// about money.
    let letter: Character?
    let label: String
    let answer: Answer
    /// Whether it is what has been chosen so far.
    var isChosen = false
  }

  let all: [Choice]

  init(_ prompt: Prompt) {
    let initials = prompt.buttons.map { Self.initial(of: $0.label) }
    let takesLetters = !prompt.isAboutMoney && !prompt.kind.takesLetters
    var all = prompt.buttons.enumerated().map { place, button in
      let initial = initials[place]
      let isAlone = initials.count { $0 == initial } == 1
      return Choice(
        number: button.key ?? place + 1, letter: takesLetters && isAlone ? initial : nil,
        label: button.label, answer: .button(button.id), isChosen: button.role == .chosen)
    }
    if case .amount(let rule) = prompt.kind {
      // The way out stands apart: what else is offered keeps its key beside it.
      let last = zip(all, prompt.buttons).filter { !$1.isWayOut }.map(\.0.number).max() ?? 0
      for (place, amount) in rule.offered.enumerated() {
        all.append(
          Choice(
            number: last + place + 1, letter: nil, label: amount.text(prompt.language),
            answer: .amount(amount)))
      }
    }
    // What a long press offers elsewhere stands behind the buttons, under what it belongs to.
    var last = all.map(\.number).max() ?? 0
    for button in prompt.buttons {
      let name = button.label.split(separator: " · ").first.map(String.init) ?? button.label
      for item in button.menu ?? [] {
        last += 1
        all.append(
          Choice(
            number: last, letter: nil, label: "\(name) → \(item.label)", answer: .button(item.id)))
      }
    }
    self.all = all
  }

  private static func initial(of label: String) -> Character? {
    label.lowercased().first { $0.isLetter }
  }

  var numberMax: Int { all.map(\.number).max() ?? 0 }

  func numbered(_ number: Int) -> Choice? { all.first { $0.number == number } }

  /// The choice of a letter key, also when the keyboard is in the other layout; none where the two
  /// mean different choices.
  func lettered(_ letter: Character) -> Choice? {
    guard let lowered = letter.lowercased().first else { return nil }
    let letters = [lowered, KeyboardLayout.other(lowered)]
    let meant = all.filter { $0.letter != nil && letters.contains($0.letter) }
    return meant.count == 1 ? meant.first : nil
  }

  /// The choice that a typed word means: a number, a letter or a label.
  ///
  /// A number as it is shown: «00000001» is a code, and chooses nothing.
  func named(_ word: String) -> Choice? {
    if let number = Int(word) { return "\(number)" == word ? numbered(number) : nil }
    if word.count == 1, let letter = word.first { return lettered(letter) }
    return labelled(word)
  }

  func labelled(_ word: String) -> Choice? {
    let lowered = word.lowercased()
    return all.first {
      // The sign in front of an outcome is there to be read, not to be typed.
      let label = $0.label.lowercased()
      return label == lowered || label.drop { !$0.isLetter } == lowered
    }
  }
}

extension Prompt {
  /// Whether its answer moves money: no letter answers it, and no key that was not meant for it.
  var isAboutMoney: Bool {
    if case .outcome = kind { return true }
    return quietMilliseconds > 0
  }
}

/// Chooses by single keys: a digit or a letter answers at once.
///
/// With ten choices or more a digit that may begin a longer number waits for the next key or Enter.
struct ChoiceKeys {
  enum Step: Equatable {
    case chosen(Answer)
    /// The digit typed so far.
    case pending(Int)
    /// The key means nothing here.
    case ignored
  }

  private let choices: Choices
  private let defaultAnswer: Answer?
  private var pending: Int?

  init(_ prompt: Prompt) {
    choices = Choices(prompt)
    defaultAnswer = prompt.defaultButton.map(Answer.button)
  }

  /// Whether a digit waits for the rest of its number.
  var isPending: Bool { pending != nil }

  /// The number typed so far; nil before its first digit.
  var pendingText: String? { pending.map(String.init) }

  mutating func take(_ key: Key) -> Step {
    switch key {
    case .character(let character):
      if let digit = character.wholeNumberValue, character.isASCII { return take(digit) }
      pending = nil
      return choices.lettered(character).map { .chosen($0.answer) } ?? .ignored
    case .function(let number):
      return choices.numbered(number).map { .chosen($0.answer) } ?? .ignored
    case .enter: return enter()
    case .backspace, .clear, .escape:
      pending = nil
      return .ignored
    case .delete, .left, .right, .home, .end, .up, .down, .pageUp, .pageDown, .eraseWord,
      .endOfInput, .tab, .pasteBegins, .pasteEnds, .other:
      return .ignored
    }
  }

  private mutating func take(_ digit: Int) -> Step {
    let number = (pending ?? 0) * 10 + digit
    if number > 0, number * 10 <= choices.numberMax {
      pending = number
      return .pending(number)
    }
    pending = nil
    return choices.numbered(number).map { .chosen($0.answer) } ?? .ignored
  }

  private mutating func enter() -> Step {
    defer { pending = nil }
    if let pending { return choices.numbered(pending).map { .chosen($0.answer) } ?? .ignored }
    return defaultAnswer.map(Step.chosen) ?? .ignored
  }
}
