import KassaRuntime

/// Why a typed line is no answer; its words are in `ConsoleWords`.
enum LineProblem: Error, Hashable {
  /// Nothing was typed, and Enter alone means nothing here.
  case empty
  case noSuchChoice
  case number(MoneyError, TypedKind = .amount)
  case receiptEmpty
  case tooManyFigures(count: Int)
  /// A number of pieces that is none.
  case notPieces
  case noSuchLine(count: Int)
  /// A line's place on the screen, and nothing that is to be done to it.
  case lineWithoutCommand(Int)
  case notACommand
}

/// Reads one typed line as the answer to a prompt.
///
/// The same grammar on a terminal and through a pipe.
enum LineAnswer {
  static func of(_ line: String, to prompt: Prompt) throws(LineProblem) -> Answer {
    let typed = line.trimmed
    if typed == "\u{1B}" || typed.lowercased() == "esc" { return .cancel }
    if typed.isEmpty {
      guard let button = prompt.defaultButton else { throw .empty }
      return .button(button)
    }
    let choices = Choices(prompt)
    if typed.first == "/" { return try choice(typed.dropFirst().trimmed, of: choices) }
    switch prompt.kind {
    case .tell, .confirm, .choose, .outcome: return try choice(typed, of: choices)
    case .amount: return try amount(typed, choices)
    case .count(let rule): return try figures(typed, rule, choices)
    case .text(let rule):
      if rule.narrows, let number = Int(typed), let choice = choices.numbered(number) {
        return choice.answer
      }
      let isWord = startsWithLetter(typed) && !prompt.kind.takesLetters
      return isWord ? try choice(typed, of: choices) : .text(typed)
    case .secret: return .text(line)
    case .sale(let view): return try SaleLine.answer(typed, view, choices)
    }
  }

  static func choice(_ word: String, of choices: Choices) throws(LineProblem) -> Answer {
    guard let choice = choices.named(word) else { throw .noSuchChoice }
    return choice.answer
  }

  private static func amount(_ typed: String, _ choices: Choices) throws(LineProblem) -> Answer {
    if startsWithLetter(typed) { return try choice(typed, of: choices) }
    do { return .amount(try Money(parsing: typed)) } catch { throw .number(error) }
  }

  /// The fields in their order between semicolons: «12 340,50» or «3; 0; 12».
  private static func figures(
    _ typed: String, _ rule: CountRule, _ choices: Choices
  ) throws(LineProblem) -> Answer {
    if startsWithLetter(typed) { return try choice(typed, of: choices) }
    let parts = typed.split(separator: ";", omittingEmptySubsequences: false).map(\.trimmed)
    guard parts.count <= rule.fields.count else { throw .tooManyFigures(count: rule.fields.count) }
    var figures: [String: Int64] = [:]
    for (field, part) in zip(rule.fields, parts) where !part.isEmpty {
      switch field.unit {
      case .amount:
        do { figures[field.id] = try Money(parsing: part).kopecks } catch { throw .number(error) }
      case .pieces:
        guard let pieces = Int64(part) else { throw .notPieces }
        figures[field.id] = pieces
      }
    }
    return .count(figures)
  }

  private static func startsWithLetter(_ text: String) -> Bool { text.first?.isLetter ?? false }
}

extension PromptKind {
  /// Whether its buttons are finds: chosen by a number that is typed, or narrowed.
  var narrows: Bool { if case .text(let rule) = self { rule.narrows } else { false } }

  /// Whether a letter may begin the answer itself, so that it can't be a choice's key.
  var takesLetters: Bool {
    switch self {
    case .tell, .confirm, .choose, .outcome, .amount, .count: false
    case .text(let rule): rule.format != .digits
    case .secret, .sale: true
    }
  }
}
