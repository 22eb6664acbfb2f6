import KassaRuntime

/// The way of a cashier who wants the sale to go on, whatever a store asks in between.
struct DayWay {
  let to: String?
  let outcome: String
  private var answered = 0
  /// More questions than any store has between two sales.
  private static let answersMax = 60

  /// The prompt at which nobody is served, where that is no sale.
  private let rest: String?

  init(to: String?, outcome: String, rest: String?) {
    self.to = to
    self.outcome = outcome
    self.rest = rest
  }

  /// Stops at the prompt wanted, or answers the open one.
  mutating func meet(_ view: DayView) throws(DayMismatch) -> DayMove {
    let prompt = view.prompt
    if isReached(prompt) { return .done([]) }
    guard view.sale == nil, answered < Self.answersMax else {
      let wanted = to.map { $0 == "outcome" ? "the question what a terminal did" : "prompt \($0)" }
      throw DayMismatch(expected: wanted ?? "the sale", came: prompt.shown)
    }
    answered += 1
    return .answer(try answer(view), then: .goOn)
  }

  private func isReached(_ prompt: Prompt) -> Bool {
    switch (to, prompt.kind) {
    case (nil, .sale), ("outcome", .outcome): true
    case (nil, _) where rest != nil: prompt.id == rest
    default: prompt.id == to
    }
  }

  private func answer(_ view: DayView) throws(DayMismatch) -> Answer {
    let prompt = view.prompt
    switch prompt.kind {
    case .outcome: return .button(outcome)
    case .confirm: return .button("yes")
    case .tell, .choose, .sale:
      guard let button = prompt.defaultButton ?? prompt.buttons.first?.id else {
        throw DayMismatch(expected: "a prompt with a button", came: prompt.shown)
      }
      return .button(button)
    case .amount(let rule): return .amount(amount(rule, view.record))
    // Who has something to sell counts later, where that may be left.
    case .count: return prompt.mayCancel ? .cancel : .count([:])
    case .secret where view.record.request?.use.isAllowance == true:
      return .text(DayCashierSteps.pin)
    case .text(let rule) where rule.narrows: return .button(prompt.buttons.first?.id ?? "")
    case .text(let rule), .secret(let rule):
      if prompt.mayCancel { return .cancel }
      return .text(text(rule, view.record))
    }
  }

  /// What the slip shows, what is due, or the least of what is asked.
  private func amount(_ rule: AmountRule, _ record: DayRecord) -> Money {
    switch record.request?.use {
    case .slipAmount: record.lastAttempt?.amount ?? rule.least
    case .cashReceived: record.ledger.receipt?.due ?? rule.least
    default: rule.offered.first ?? rule.least
    }
  }

  private func text(_ rule: TextRule, _ record: DayRecord) -> String {
    if case .slipField(let attempt, let field) = record.request?.use {
      // A number that no other slip of the day has.
      let digits = (record.count * 10 + attempt).padded(digits: field.length.lowerBound)
      return String(digits.suffix(field.length.upperBound))
    }
    return switch rule.format {
    case .contact: "+79991234567"
    case .free, .digits, .code: String(repeating: "1", count: max(1, rule.least))
    }
  }
}
