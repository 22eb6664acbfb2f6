import KassaRuntime
import Testing

@testable import KassaServer

/// What the customer reads while the cashier is asked.
@Suite struct CustomerViewTests {
  private func asked(_ operation: OutcomeQuestion.Operation, _ id: String) -> Prompt {
    Prompt(
      number: 1, id: id,
      kind: .outcome(
        OutcomeQuestion(
          operation: operation, amount: Money(checked: 100_50), terminal: "ВТБ",
          since: Moment(milliseconds: 0))),
      title: "", body: "", buttons: [], mayCancel: false, language: .ru)
  }

  private func prompt(_ id: String, _ kind: PromptKind, _ effect: PromptEffect? = nil) -> Prompt {
    Prompt(
      number: 1, id: id, kind: kind, title: "", body: "", buttons: [], mayCancel: false,
      language: .ru, effect: effect)
  }

  private func state(_ view: CustomerView) -> String? { view.wire["view"]["state"].string }
  private func due(_ view: CustomerView) -> Int64? { view.wire["view"]["due"].int }

  @Test(arguments: [
    (OutcomeQuestion.Operation.charge, "charge.window", "card"),
    (.charge, "transfer.window", "transfer"),
    (.charge, "charge.unknown", "wait"),
    (.charge, "charge.resumed", "wait"),
    (.refund, "return.window", "refund"),
    (.void, "charge.void", "refund"),
  ])
  func `a window is no question about what was paid`(
    _ operation: OutcomeQuestion.Operation, _ id: String, _ expected: String
  ) {
    var view = CustomerView()
    view.note(asked(operation, id))
    #expect(state(view) == expected && due(view) == 10_050)
  }

  @Test func `what is asked next takes the demand away`() {
    var view = CustomerView()
    view.note(asked(.charge, "charge.window"))
    view.note(prompt("charge.declined", .choose))
    #expect(state(view) == "sale" && due(view) == nil)
  }

  @Test func `the rest in cash is the rest`() {
    var view = CustomerView()
    view.note(asked(.charge, "charge.window"))
    view.note(
      prompt(
        "payment.cash", .amount(AmountRule(least: .zero, most: Money(checked: 697_50))),
        PromptEffect(.payment, amount: Money(checked: 697_50))))
    #expect(state(view) == "cash" && due(view) == 69_750)
  }

  @Test func `a terminal that gives back asks for no card`() {
    var view = CustomerView()
    view.note(
      TillWait(.terminal, .refund, amount: Money(checked: 5_00), since: Moment(milliseconds: 0)))
    #expect(state(view) == "refund" && due(view) == 500)
    view.note(
      TillWait(.terminal, .charge, amount: Money(checked: 5_00), since: Moment(milliseconds: 0)))
    #expect(state(view) == "card")
  }
}
