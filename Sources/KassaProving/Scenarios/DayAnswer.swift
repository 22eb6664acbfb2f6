import KassaRuntime

/// A scenario's value as an answer.
enum DayAnswer {
  static func answer(_ value: Value, to prompt: Prompt) -> Answer {
    if let kopecks = value.int, case .count(let rule) = prompt.kind, let field = rule.fields.first {
      return .count([field.id: kopecks])
    }
    if let kopecks = value.int, let amount = try? Money(kopecks: kopecks) { return .amount(amount) }
    if let isYes = value.bool {
      let button = isYes ? "yes" : "no"
      let isThere = isYes || prompt.buttons.contains { $0.id == button }
      return isThere ? .button(button) : .cancel
    }
    if let figures = value.record, !figures.isEmpty {
      return .count(figures.compactMapValues(\.int))
    }
    let text = value.string ?? ""
    if prompt.label(of: text) != nil { return .button(text) }
    return switch prompt.kind {
    case .text, .secret: .text(text)
    case .tell, .confirm, .choose, .amount, .outcome, .sale, .count: .button(text)
    }
  }
}
