/// What a button says happened to money; its label begins with it.
enum OutcomeSign: String, CaseIterable, Hashable, Sendable {
  case charged = "✓"
  case notCharged = "✕"
  /// Undone, or given back.
  case undone = "↩"
  case notUndone = "≠"
  /// Nobody knows.
  case unknown = "?"
}

extension OutcomeSign {
  /// What the button `id` of a prompt of `use` says; nil where it ends nothing.
  ///
  /// - Parameter isUndoing: whether its attempt undoes a charge.
  init?(button id: String, of use: AnswerUse, isUndoing: Bool) {
    switch use {
    case .outcome, .mismatchVoided, .differenceReturned:
      switch Outcome(button: id) {
      case .approved: self = isUndoing ? .undone : .charged
      case .declined, .notRun: self = isUndoing ? .notUndone : .notCharged
      case .unknown: self = .unknown
      case nil: return nil
      }
    case .cashReturned where id == "returned": self = .undone
    case .cashHandedOver where id == "given": self = .undone
    case .confirmed where id == "yes": self = .charged
    case .confirmed where id == "no": self = .notCharged
    default: return nil
    }
  }

  /// What the button `id` of a choice after a slip leads to: it bears no sign, and says nothing else.
  init?(verdict id: String) {
    switch id {
    case "rest": self = .charged
    case "void", "difference": self = .undone
    default: return nil
    }
  }

  /// What it says where nothing else is fit to.
  func word(_ language: Language) -> String {
    switch (self, language) {
    case (.charged, .ru): "Одобрено"
    case (.charged, .en): "Approved"
    case (.notCharged, .ru): "Отказ"
    case (.notCharged, .en): "Declined"
    case (.undone, .ru): "Отменено"
    case (.undone, .en): "Undone"
    case (.notUndone, .ru): "Не вышло"
    case (.notUndone, .en): "Failed"
    case (.unknown, .ru): "Не знаю"
    case (.unknown, .en): "Not sure"
    }
  }

  /// `label` after this sign.
  func signed(_ label: String) -> String { "\(rawValue) \(label)" }

  /// Signs, and what looks like them.
  private static let marks = Set("✓✔☑✅🗸🗹✕✖✗✘☒❌❎🗙🗴🗶×⨯↩↪⮌⎌↶↺⤺⤾🔙↵⏎≠≢∄?？¿❓❔⁇⁈⁉")

  /// `label` without any sign, for a button of a prompt whose buttons bear them.
  static func without(_ label: String) -> String {
    String(label.filter { !marks.contains($0) }).trimmed
  }

  /// `label` without a sign in front: buttons of other prompts don't look like those that bear them.
  static func unsigned(_ label: String) -> String {
    // No mark begins with a letter of ASCII or a Cyrillic one, as most labels do.
    let byte = label.utf8.first ?? 0x41
    guard !(0x41...0x7A).contains(byte), byte != 0xD0, byte != 0xD1,
      let first = label.trimmed.first, marks.contains(first)
    else { return label }
    return String(label.trimmed.drop { marks.contains($0) || $0.isWhitespace })
  }
}
