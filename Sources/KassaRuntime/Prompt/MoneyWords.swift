/// Which words belong to what happened to money, and to what an answer will do.
///
/// A store's words around a prompt about money are its own; they can't say what another button, or
/// another prompt, says. A stem stands for every word that begins so; one with a dot at its end for
/// itself alone; a text of several for words one after the other. Russian words in Latin letters stand
/// among the English ones.
enum MoneyWords {
  private struct Said: Sendable {
    let signs: Set<OutcomeSign>
    let words: [Language: [String]]

    init(_ signs: OutcomeSign..., ru: [String], en: [String]) {
      (self.signs, words) = (Set(signs), [.ru: ru, .en: en])
    }
  }

  /// What the words of a label say; after a «не» they say the opposite.
  private static let said = [
    Said(
      .charged,
      ru: [
        "одобр", "оплачен", "оплатил", "оплатит", "заплат", "уплачен", "списан", "списал", "пришл",
        "пришел", "приде", "дошл", "дошел", "получен", "зачисл", "погаш", "поступил", "проведен",
        "проводил", "провел", "перевел", "переводил", "принят", "снят", "засчит", "зачтен",
      ],
      en: [
        "approv", "paid", "charged", "accept", "received", "credited", "debited", "redeem", "come.",
        "came", "arrived", "sent", "counted", "it has.", "odobr", "oplachen", "oplatil",
      ]),
    Said(
      .notCharged, ru: ["отказ", "отклон", "отвергн", "одобр нет.", "оплат нет."],
      en: [
        "declin", "refus", "reject", "denied", "unpaid", "disapprov", "unapprov", "it has not.",
        "otkaz", "otklon",
      ]),
    Said(
      .undone, ru: ["отмен", "возвра", "верн", "аннул", "сторн"],
      en: [
        "void", "cancel", "refund", "revers", "return", "undo", "given back", "gave back", "otmen",
        "vozvra",
      ]),
    Said(.notUndone, ru: ["отмен нет.", "возвра нет."], en: []),
    Said(
      .charged, .undone,
      ru: [
        "да.", "успе", "прошл", "прошел", "готов", "получил", "удал", "вышл", "выполн", "подтвер",
      ],
      en: [
        "yes", "success", "done", "passed", "worked", "complet", "went through", "confirm", "run.",
      ]),
    Said(
      .notCharged, .notUndone, ru: ["неуда", "неуспе", "ошибк", "сбой", "сбоя"],
      en: ["none", "fail", "error", "unsuccess"]),
    Said(
      .unknown,
      ru: [
        "не знаю", "не знаем", "не знает", "не выясн", "неизвест", "непонят", "не понят", "неясн",
        "не ясн", "не уверен", "жде", "подожд", "возможн", "сомн",
      ],
      en: [
        "not sure", "not know", "can't tell", "cannot tell", "don't know", "unknown", "unsure",
        "uncertain", "unclear", "wait", "pending", "maybe", "perhaps",
      ]),
  ]

  /// What is taken back by the word before it.
  private static let negations: [Language: [String]] = [
    .ru: ["не.", "нет.", "без."],
    .en: ["not.", "no.", "never.", "cannot.", "without."],
  ]

  /// What may stand between a negation and its word.
  private static let between: [Language: [String]] = [
    .ru: ["бы", "буд", "еще.", "была."], .en: ["be.", "been.", "was.", "yet."],
  ]

  /// Words of titles and texts, by what an answer does there.
  private enum Theme: CaseIterable { case payment, undoing, tender, printing, receiptFirst }

  private static let themes: [(theme: Theme, words: [Language: [String]])] = [
    (
      .payment,
      [.ru: ["оплат", "карт", "плат", "списа"], .en: ["pay", "card", "charge", "key in"]]
    ),
    (
      .undoing,
      [
        .ru: ["отмен", "возвра", "верн", "аннул", "сторн"],
        .en: [
          "void", "cancel", "refund", "revers", "return", "undo", "give back", "giving back",
          "otmen", "vozvra",
        ],
      ]
    ),
    (.tender, [.ru: ["засчит", "зачес", "зачет"], .en: ["set off", "count as"]]),
    (
      .printing,
      [.ru: ["печат", "напечат", "допечат", "копи"], .en: ["print", "reprint", "copy", "copies"]]
    ),
    (
      .receiptFirst,
      [
        .ru: [
          "сначала чек", "сперва чек", "чек сначала", "чек сперва", "чек вперед", "чек до",
          "чек перед",
          "чек потом карт", "чек потом оплат", "чек затем", "чек а потом",
        ],
        .en: [
          "receipt first", "first receipt", "first the. receipt", "receipt before", "receipt then",
          "receipt and then",
        ],
      ]
    ),
  ]
}

// MARK: - What a text says

extension MoneyWords {
  /// Whether `label` says what only a button of another sign says.
  ///
  /// - Parameter sign: the button's own; a button without one may say yes or no, and no outcome.
  static func isLie(_ label: String, for sign: OutcomeSign?) -> Bool {
    outcomes(of: FoldedText(label)).contains { signs in
      sign.map { !signs.contains($0) } ?? (signs.count == 1)
    }
  }

  /// Whether `label` says what the library says on another button of the same prompt.
  static func isLie(_ label: String, beside others: [String], own: String) -> Bool {
    let (words, own) = (FoldedText(label).words, FoldedText(own).words)
    return others.contains { other in
      let other = FoldedText(other).words
      return !other.isEmpty && words.contains(other) && !own.contains(other)
    }
  }

  /// Whether a title says what only a prompt that does something else says.
  static func isLie(title: String, for act: PromptEffect.Act) -> Bool {
    switch act {
    case .payment: says(title, .undoing, .tender, .printing, .receiptFirst)
    case .void, .refund:
      says(title, .tender, .printing) || says(title, .payment) && !says(title, .undoing)
    case .handover: says(title, .tender, .printing)
    case .tender, .unchecked: says(title, .undoing, .printing)
    case .closing: says(title, .payment, .undoing, .tender)
    case .print: says(title, .undoing, .tender)
    case .cashIn, .cashOut, .counting, .settling: says(title, .payment, .tender, .printing)
    case .correction: says(title, .tender)
    case .strike, .again, .terminals, .address, .parameter: false
    }
  }

  /// The same of a text, which may speak of what comes after.
  static func isLie(body: String, for act: PromptEffect.Act) -> Bool {
    switch act {
    case .payment, .tender: says(body, .undoing, .receiptFirst)
    case .void, .refund: says(body, .payment) && !says(body, .undoing)
    case .closing, .print, .unchecked, .strike, .again, .terminals, .address, .parameter,
      .handover, .cashIn, .cashOut, .counting, .settling, .correction:
      false
    }
  }

  private static func says(_ text: String, _ asked: Theme...) -> Bool {
    let folded = FoldedText(text)
    return asked.contains { theme in
      let phrases = themePhrases[theme] ?? []
      return folded.words.indices.contains { index in
        phrases.contains { $0.begins(folded.words[index...]) }
      }
    }
  }

  /// Each thing that the words say, from the first to the last; the longest phrase counts.
  private static func outcomes(of text: FoldedText) -> [Set<OutcomeSign>] {
    var found: [Set<OutcomeSign>] = []
    var index = 0
    var isNegated = false
    while index < text.words.count {
      let rest = text.words[index...]
      let match = outcomePhrases.filter { $0.phrase.begins(rest) }
        .max { $0.phrase.count < $1.phrase.count }
      if let match {
        found.append(isNegated ? Set(match.signs.map(\.opposite)) : match.signs)
        (index, isNegated) = (index + match.phrase.count, false)
      } else if negationPhrases.contains(where: { $0.begins(rest) })
        || rest[index].hasSuffix(FoldedText.negatedEnd)
      {
        (index, isNegated) = (index + 1, true)
      } else if isNegated, betweenPhrases.contains(where: { $0.begins(rest) }) {
        index += 1
      } else {
        // A «не» before any other word denies it, whatever it is.
        if isNegated { found.append(Self.denied) }
        (index, isNegated) = (index + 1, false)
      }
    }
    return isNegated ? found + [Self.denied] : found
  }

  private static let denied: Set<OutcomeSign> = [.notCharged, .notUndone, .unknown]

  private static let outcomePhrases = said.flatMap { row in
    phrases(row.words).map { (phrase: $0, signs: row.signs) }
  }
  private static let negationPhrases = phrases(negations)
  private static let betweenPhrases = phrases(between)
  private static let themePhrases = Dictionary(
    uniqueKeysWithValues: themes.map { ($0.theme, phrases($0.words)) })

  private static func phrases(_ words: [Language: [String]]) -> [Phrase] {
    Language.allCases.flatMap { (words[$0] ?? []).map(Phrase.init) }
  }
}

extension OutcomeSign {
  /// What a «не» before a word makes of it.
  fileprivate var opposite: OutcomeSign {
    switch self {
    case .charged: .notCharged
    case .notCharged: .charged
    case .undone: .notUndone
    case .notUndone: .undone
    case .unknown: .unknown
    }
  }
}

/// Stems that follow each other.
private struct Phrase: Sendable {
  private let stems: [(text: String, isWhole: Bool)]

  init(_ text: String) {
    stems = text.split(separator: " ").map { stem in
      (FoldedText.folded(stem.hasSuffix(".") ? stem.dropLast() : stem), stem.hasSuffix("."))
    }
  }

  var count: Int { stems.count }

  func begins(_ words: ArraySlice<String>) -> Bool {
    guard words.count >= stems.count else { return false }
    return zip(stems, words).allSatisfy { stem, word in
      stem.isWhole ? word == stem.text : word.hasPrefix(stem.text)
    }
  }
}
