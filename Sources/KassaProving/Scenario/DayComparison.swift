import KassaRuntime

/// Compares what a scenario names with what is there.
enum DayComparison {
  /// - Parameter fact: what is there under a key; any of several will do, none is nothing.
  /// - Throws: the expected and the found values of all keys that differ, side by side.
  static func compare(
    _ expected: Value, _ fields: [Field], _ fact: (String) -> [Value]
  ) throws(DayMismatch) {
    var (wanted, came): ([String], [String]) = ([], [])
    for field in fields {
      let value = expected[field.name]
      let found = fact(field.name)
      guard value != .null, !found.contains(where: { matches(value, $0, field) }) else { continue }
      wanted.append("\(field.name) \(shown(value, field))")
      let words = found.map { shown($0, field) }
      came.append("\(field.name) \(words.isEmpty ? "none" : words.joined(separator: ", "))")
    }
    guard wanted.isEmpty else {
      throw DayMismatch(
        expected: wanted.joined(separator: ", "), came: came.joined(separator: ", "))
    }
  }

  /// Words may be a part of what is shown.
  private static func matches(_ value: Value, _ found: Value, _ field: Field) -> Bool {
    guard ["title", "body", "note"].contains(field.name), let part = value.string,
      let whole = found.string
    else { return value == found }
    return whole.contains(part)
  }

  private static func shown(_ value: Value, _ field: Field) -> String {
    switch value {
    case .int(let number):
      if case .money = field.shape, let money = try? Money(kopecks: number) {
        "\(money)"
      } else {
        "\(number)"
      }
    case .string(let text): "«\(text)»"
    case .bool(let flag): "\(flag)"
    case .null, .list, .record: "\(value)"
    }
  }
}

/// What a scenario can ask of a prompt.
enum PromptFacts {
  static let fields = [
    Field("prompt", .string, optional: true, summary: "Its id."),
    Field("kind", .string, optional: true, summary: "\"outcome\", \"amount\", \"sale\" …"),
    Field("title", .string, optional: true, summary: "Part of its title."),
    Field("body", .string, optional: true, summary: "Part of its text."),
    Field("button", .string, optional: true, summary: "The id of one of its buttons."),
    Field("default", .string, optional: true, summary: "The button that Enter takes."),
    Field("may_cancel", .boolean, optional: true, summary: "Whether it may be left."),
    Field("terminal", .string, optional: true, summary: "The terminal of an outcome."),
    Field("amount", .money, optional: true, summary: "The amount of an outcome.", unit: "kopecks"),
    Field("total", .money, optional: true, summary: "The total of the sale.", unit: "kopecks"),
    Field("paid", .money, optional: true, summary: "What of it is paid.", unit: "kopecks"),
    Field("lines", .integer, optional: true, summary: "How many lines the sale has."),
    Field("cashier", .string, optional: true, summary: "Who sells."),
  ]

  /// What `prompt` says under `key`; nothing where its kind has no such thing.
  static func fact(_ key: String, of prompt: Prompt) -> [Value] {
    switch key {
    case "prompt": return [.string(prompt.id)]
    case "kind": return [.string(prompt.kind.name)]
    case "title": return [.string(prompt.title)]
    case "body": return [.string(prompt.body)]
    case "button": return prompt.buttons.map { .string($0.id) }
    case "default": return prompt.defaultButton.map { [.string($0)] } ?? []
    case "may_cancel": return [.bool(prompt.mayCancel)]
    default: break
    }
    if case .outcome(let question) = prompt.kind {
      switch key {
      case "terminal": return [.string(question.terminal)]
      case "amount": return [.int(question.amount.kopecks)]
      default: return []
      }
    }
    guard case .sale(let sale) = prompt.kind else { return [] }
    switch key {
    case "total": return [.int(sale.total.kopecks)]
    case "paid": return [.int(sale.paid.kopecks)]
    case "lines": return [.int(Int64(sale.lines.count))]
    case "cashier": return [.string(sale.cashier)]
    default: return []
    }
  }
}

extension PromptKind {
  /// As a scenario names it.
  fileprivate var name: String {
    switch self {
    case .tell: "tell"
    case .confirm: "confirm"
    case .choose: "choose"
    case .amount: "amount"
    case .text: "text"
    case .secret: "secret"
    case .outcome: "outcome"
    case .sale: "sale"
    }
  }
}

/// What a scenario can ask of a printed receipt.
enum ReceiptFacts {
  private static let amounts: [(String, String, @Sendable (FiscalDocument) -> Money?)] = [
    ("total", "What the goods cost.", { $0.total }),
    ("cash", "Paid in cash, net of change.", { $0.payments.cash }),
    ("cashless", "Paid by cards and transfers.", { $0.payments.cashless }),
    ("prepaid", "Set off from an advance.", { $0.payments.prepaid }),
    ("credit", "To be paid later.", { $0.payments.credit }),
    ("other", "Paid otherwise.", { $0.payments.other }),
    ("received", "Cash that was handed over.", { $0.received }),
    ("change", "Cash that was given back.", { $0.change }),
  ]

  static var fields: [Field] {
    amounts.map { name, summary, _ in
      Field(name, .money, optional: true, summary: summary, unit: "kopecks")
    } + [
      Field("lines", .integer, optional: true, summary: "How many lines it has."),
      Field("line", .string, optional: true, summary: "The name of one of its lines."),
      Field("cashier", .string, optional: true, summary: "Who sold."),
      Field("contact", .string, optional: true, summary: "Where the electronic one goes."),
      Field("note", .string, optional: true, summary: "Part of a line that only paper shows."),
    ]
  }

  static func fact(_ key: String, of document: FiscalDocument) -> [Value] {
    if let amount = amounts.first(where: { $0.0 == key }) {
      return amount.2(document).map { [.int($0.kopecks)] } ?? []
    }
    switch key {
    case "lines": return [.int(Int64(document.lines.count))]
    case "line": return document.lines.map { .string($0.name) }
    case "cashier": return [.string(document.cashier)]
    case "contact": return document.contact.map { [.string($0)] } ?? []
    case "note": return document.notes.map { .string($0) }
    default: return []
    }
  }
}
