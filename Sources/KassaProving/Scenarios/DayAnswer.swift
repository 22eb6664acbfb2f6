import KassaRuntime

/// A scenario's value as an answer.
enum DayAnswer {
  static func answer(_ value: Value, to prompt: Prompt) -> Answer {
    if let kopecks = value.int, let amount = try? Money(kopecks: kopecks) { return .amount(amount) }
    if let isYes = value.bool {
      let button = isYes ? "yes" : "no"
      let isThere = isYes || prompt.buttons.contains { $0.id == button }
      return isThere ? .button(button) : .cancel
    }
    let text = value.string ?? ""
    if prompt.buttons.contains(where: { $0.id == text }) { return .button(text) }
    return switch prompt.kind {
    case .text, .secret: .text(text)
    case .tell, .confirm, .choose, .amount, .outcome, .sale: .button(text)
    }
  }
}
