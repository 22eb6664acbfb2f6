import KassaRuntime

/// What a prompt offers for one key: suggested amounts first, then its buttons.
struct Choices {
  struct Choice: Hashable {
    /// From 1; also the number of the function key.
    let number: Int
    /// A letter of the label that no choice before it has; lower case.
    let letter: Character?
    let label: String
    let answer: Answer
    /// The button's id; none of a suggested amount.
    let id: String?
  }

  let all: [Choice]

  init(_ prompt: Prompt) {
    var all: [Choice] = []
    var taken: Set<Character> = []
    if case .amount(let rule) = prompt.kind {
      for amount in rule.offered {
        all.append(
          Choice(
            number: all.count + 1, letter: nil, label: amount.text(prompt.language),
            answer: .amount(amount), id: nil))
      }
    }
    for button in prompt.buttons {
      let letter = Self.letter(of: button.label, without: taken)
      letter.map { _ = taken.insert($0) }
      all.append(
        Choice(
          number: all.count + 1, letter: letter, label: button.label, answer: .button(button.id),
          id: button.id))
    }
    self.all = all
  }

  /// The first letters of the label's words are easiest to guess; any other letter comes after.
  private static func letter(of label: String, without taken: Set<Character>) -> Character? {
    let lowered = label.lowercased()
    let initials = lowered.split(separator: " ").compactMap(\.first)
    return (initials + Array(lowered)).first { $0.isLetter && !taken.contains($0) }
  }

  func numbered(_ number: Int) -> Choice? { all.first { $0.number == number } }

  /// The choice of a letter key, also when the keyboard is in the other layout.
  func lettered(_ letter: Character) -> Choice? {
    let lowered = Character(letter.lowercased())
    return all.first { $0.letter == lowered }
      ?? Keyboard.otherLayout(lowered).flatMap { other in all.first { $0.letter == other } }
  }

  /// The choice that a typed word means: a number, a letter, a label or an id.
  func named(_ word: String) -> Choice? {
    if let number = Int(word) { return numbered(number) }
    if word.count == 1, let letter = word.first { return lettered(letter) }
    let lowered = word.lowercased()
    return all.first {
      // The sign in front of an outcome is there to be read, not to be typed.
      let label = $0.label.lowercased()
      return label == lowered || label.drop { !$0.isLetter } == lowered || $0.id == word
    }
  }
}

/// The two layouts of a Russian keyboard: the same keys, other letters.
enum Keyboard {
  private static let latin = Array("qwertyuiop[]asdfghjkl;'zxcvbnm,.")
  private static let russian = Array("йцукенгшщзхъфывапролджэячсмитьбю")

  static func otherLayout(_ letter: Character) -> Character? {
    if let place = latin.firstIndex(of: letter) { return russian[place] }
    return russian.firstIndex(of: letter).map { latin[$0] }
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
    case .delete, .left, .right, .home, .end, .eraseWord, .endOfInput, .other: return .ignored
    }
  }

  private mutating func take(_ digit: Int) -> Step {
    let number = (pending ?? 0) * 10 + digit
    if number > 0, number * 10 <= choices.all.count {
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
