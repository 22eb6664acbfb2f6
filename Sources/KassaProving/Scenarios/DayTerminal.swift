import KassaRuntime

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
        let lines = sale.lines.count
        throw DayMismatch(
          expected: "an empty sale", came: "a sale with \(lines == 1 ? "1 line" : "\(lines) lines")"
        )
      }
    } else if answered == 0 {
      throw DayMismatch(
        expected: "an empty sale",
        came: "\(prompt.shown), which stands before it; answer it first: "
          + "day.answer(…, \"\(prompt.id)\")")
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
    case "terminals.address":
      return settings.popFirst()?.string.map(Answer.text)
    case "terminals.setting", "terminals.setting.yes_no":
      return settings.popFirst().map { DayAnswer.answer($0, to: prompt) }
    case "terminals.edit":
      isMarked = true
      return .button("mark")
    // What the store asks where a receipt begins is none of the settings.
    default: return prompt.mayCancel ? .cancel : nil
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
