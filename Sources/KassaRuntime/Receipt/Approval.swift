/// The success of one attempt.
///
/// It is for that attempt, its amount, its terminal and its receipt.
struct Approval: JSONCoded, Hashable, Sendable {
  let amount: Money
  let witness: Witness
  /// What was typed from the terminal's slip.
  let slip: Slip
  let at: Moment

  init(amount: Money, witness: Witness, slip: Slip = Slip(), at: Moment) {
    self.amount = amount
    self.witness = witness
    self.slip = slip
    self.at = at
  }
}

/// Whose word an outcome is: the only two sources there are.
package enum Witness: JSONCoded, Hashable, Sendable {
  case person(cashier: String)
  case device(reply: String)

  var isDevice: Bool { if case .device = self { true } else { false } }

  /// A terminal that says it is still at it.
  static let running = Witness.device(reply: "running")
}

/// What a terminal did with an attempt.
package enum Outcome: String, JSONCoded, Hashable, Sendable, CaseIterable {
  case approved
  case declined
  case unknown
  case notRun = "not_run"

  /// What a button of a question about a terminal says; going to another terminal says that nothing
  /// was run on this one.
  package init?(button: String) {
    if button == "other" { self = .notRun } else { self.init(rawValue: button) }
  }
}
