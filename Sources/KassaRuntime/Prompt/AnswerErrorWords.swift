extension AnswerError {
  /// One line for the cashier: what was expected, what came, what to do.
  public func text(_ language: Language) -> String {
    "\(message(language)); \(remedy(language))"
  }

  /// What was expected and what came, without the thing itself.
  package func message(_ language: Language) -> String {
    switch language {
    case .ru: russian.message
    case .en: english.message
    }
  }

  /// What to do now.
  package func remedy(_ language: Language) -> String {
    switch language {
    case .ru: russian.remedy
    case .en: english.remedy
    }
  }

  private typealias Words = (message: String, remedy: String)

  private var russian: Words {
    switch self {
    case .notOneOfTheButtons(let offered):
      ("такого варианта нет", "выберите из: \(offered.joined(separator: ", "))")
    case .wrongKind(let expected, let got):
      ("ожидалось: \(expected.russian), пришло: \(got.russian)", "ответьте заново")
    case .mayNotCancel: ("отменить нельзя", "выберите ответ")
    case .amountOutOfRange(let least, let most):
      ("сумма вне пределов", "введите от \(least.text(.ru)) до \(most.text(.ru))")
    case .textLength(let least, let most):
      (
        "не та длина",
        least == most ? "нужно знаков: \(least)" : "нужно знаков: от \(least) до \(most)"
      )
    case .notACode: ("есть не только буквы и цифры", "введите латинские буквы и цифры")
    case .notDigits: ("есть не только цифры", "введите одни цифры")
    case .notAContact: ("это не телефон и не почта", "введите +7… или адрес почты")
    case .notPrintable: ("в тексте есть непечатные знаки", "введите заново")
    case .cardNumber: ("похоже на номер карты", "номера карт вводить нельзя; уберите его")
    case .noLine: ("такой позиции в чеке нет", "выберите позицию из чека")
    case .shareOutOfRange: ("скидка вне пределов", "введите от 0 до 100 %")
    case .notOneOfTheFields(let offered):
      ("такой графы нет", "заполните: \(offered.joined(separator: ", "))")
    case .piecesOutOfRange(let most): ("количество вне пределов", "введите от 0 до \(most)")
    case .staleNumber(let expected):
      ("ответ на другой запрос, открыт запрос \(expected)", "ответьте на открытый")
    case .tooSoon(let seconds):
      ("PIN несколько раз не подошёл", "подождите \(Self.time(seconds, .ru)) и введите снова")
    case .refused(let rule): (rule, "ответьте иначе")
    }
  }

  private static func time(_ seconds: Int, _ language: Language) -> String {
    let minutes = (seconds + 59) / 60
    return switch language {
    case .ru: seconds < 60 ? "\(seconds) с" : "\(minutes) мин"
    case .en: seconds < 60 ? "\(seconds) s" : "\(minutes) min"
    }
  }

  private var english: Words {
    switch self {
    case .notOneOfTheButtons(let offered):
      ("no such choice", "choose one of: \(offered.joined(separator: ", "))")
    case .wrongKind(let expected, let got):
      ("expected: \(expected.english), got: \(got.english)", "answer again")
    case .mayNotCancel: ("this can't be cancelled", "choose an answer")
    case .amountOutOfRange(let least, let most):
      ("the amount is out of range", "type from \(least.text(.en)) to \(most.text(.en))")
    case .textLength(let least, let most):
      (
        "the length is wrong",
        least == most ? "type \(least) characters" : "type \(least) to \(most) characters"
      )
    case .notACode: ("not only letters and digits", "type letters A to Z and digits")
    case .notDigits: ("not only digits", "type digits only")
    case .notAContact: ("neither a phone nor an e-mail address", "type +7… or an address")
    case .notPrintable: ("the text has characters that can't be printed", "type it again")
    case .cardNumber: ("this looks like a card number", "take it out; card numbers are never kept")
    case .noLine: ("the receipt has no such line", "choose a line of the receipt")
    case .shareOutOfRange: ("the discount is out of range", "type from 0 to 100 %")
    case .notOneOfTheFields(let offered):
      ("there is no such field", "fill in: \(offered.joined(separator: ", "))")
    case .piecesOutOfRange(let most): ("the number is out of range", "type from 0 to \(most)")
    case .staleNumber(let expected):
      ("the answer is for another prompt; prompt \(expected) is open", "answer the open one")
    case .tooSoon(let seconds):
      ("the PIN was wrong several times", "wait \(Self.time(seconds, .en)) and type it again")
    case .refused(let rule): (rule, "answer otherwise")
    }
  }
}

extension AnswerKind {
  fileprivate var russian: String {
    switch self {
    case .button: "вариант"
    case .amount: "сумма"
    case .text: "текст"
    case .action: "действие с чеком"
    case .count: "пересчёт"
    }
  }

  fileprivate var english: String {
    switch self {
    case .button: "a button"
    case .amount: "an amount"
    case .text: "a text"
    case .action: "an action of the sale"
    case .count: "a count"
    }
  }
}

extension AnswerError: CustomStringConvertible {
  public var description: String { text(.en) }
}
