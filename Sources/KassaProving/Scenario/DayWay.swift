import KassaRuntime

/// The way of a cashier who wants the sale to go on, whatever a store asks in between.
struct DayWay {
  let to: String?
  let outcome: String
  private var answered = 0
  /// More questions than any store has between two sales.
  private static let answersMax = 60

  init(to: String?, outcome: String) {
    self.to = to
    self.outcome = outcome
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
    case .secret where view.record.request?.use.isAllowance == true:
      return .text(DayCashierSteps.pin)
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

/// Setting a terminal up in the till's settings.
struct DayTerminal {
  private let wanted: Value
  private var settings: ArraySlice<Value>
  private var isAdded = false
  private var isMarked: Bool
  private var answered = 0

  init(_ wanted: Value) {
    self.wanted = wanted
    settings = (wanted["settings"].list ?? [])[...]
    isMarked = wanted["marked"].bool != true
  }

  private var name: String { wanted["name"].string ?? "" }

  mutating func meet(_ view: DayView) throws(DayMismatch) -> DayMove {
    let prompt = view.prompt
    if let sale = view.sale {
      if isAdded { return .done([]) }
      guard sale.lines.isEmpty, answered == 0 else {
        throw DayMismatch(expected: "an empty sale", came: "\(sale.lines.count) lines")
      }
    }
    answered += 1
    guard let answer = answer(prompt) else {
      throw DayMismatch(expected: "the terminal «\(name)» to be set up", came: prompt.shown)
    }
    return .answer(answer, then: .goOn)
  }

  private mutating func answer(_ prompt: Prompt) -> Answer? {
    switch prompt.id {
    case "sale": return .button("terminals")
    case "technician.who": return prompt.buttons.first.map { .button($0.id) }
    case "technician.pin": return .text(DayCashierSteps.pin)
    case "terminals.none", "terminals.list": return .button(choice(prompt))
    case "terminals.provider": return .button(wanted["provider"].string ?? "")
    case "settings": return .button("terminals")
    case "terminals.chosen", "terminals.exists": return .button("next")
    case "terminals.name":
      isAdded = true
      return .text(name)
    case "terminals.purpose": return .button(wanted["purpose"].string ?? "none")
    case "terminals.setting", "terminals.setting.yes_no":
      return settings.popFirst().map { DayAnswer.answer($0, to: prompt) }
    case "terminals.edit":
      isMarked = true
      return .button("mark")
    default: return nil
    }
  }

  /// Add it, then mark it where wanted, then back to the goods.
  private func choice(_ prompt: Prompt) -> String {
    if !isAdded { return "add" }
    if isMarked { return "back" }
    return prompt.buttons.first { $0.label == name || $0.label.hasPrefix(name + " · ") }?.id
      ?? "back"
  }
}
