import KassaRuntime

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
