import KassaRuntime

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
