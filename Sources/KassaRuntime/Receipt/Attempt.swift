/// One try to charge a terminal, or to void a charge on it.
///
/// It belongs to one receipt, names one amount and one terminal, and is open from the moment its
/// window is committed until an outcome ends it. Neither an error nor a power cut ends it.
package struct Attempt: Codable, Hashable, Sendable {
  enum Operation: Codable, Hashable, Sendable {
    case charge
    /// Undoes the approved charge of that number.
    case void(charge: Int)
  }

  enum State: Codable, Hashable, Sendable {
    /// The window is shown, or the device was asked; nobody has said what happened.
    case open
    /// Somebody looked and could not tell, or the device did not reply.
    case unknown
    /// The terminal is said to have approved; the slip has still to prove it.
    case claimed(slip: Slip)
    /// The slip shows another amount than the one asked for.
    case mismatched(slip: Money)
    case approved(approval: Approval)
    case declined
    /// A person said that nothing was run, so nothing was charged.
    case notRun
  }

  /// Counts from 1 within the receipt.
  let id: Int
  let operation: Operation
  let terminal: TerminalReference
  /// Why that terminal: the rule that chose it, or who.
  package let reason: String
  /// Each rule that was looked at: whether it held and why.
  let trace: Value
  package let amount: Money
  let since: Moment
  /// The terminal's business day: the local date of `since`.
  let day: String
  /// What the slip must show before the charge counts.
  let proof: Proof
  var state: State
  /// What a connected terminal said it took, where that is less than asked.
  var takenInPart: Money?

  init(
    id: Int, operation: Operation, terminal: TerminalReference, reason: String,
    trace: Value = [], amount: Money, since: Moment, day: String,
    proof: Proof
  ) {
    self.id = id
    self.operation = operation
    self.terminal = terminal
    self.reason = reason
    self.trace = trace
    self.amount = amount
    self.since = since
    self.day = day
    self.proof = proof
    self.state = .open
  }

  /// Whether an outcome is still missing.
  var isOpen: Bool {
    switch state {
    case .open, .unknown, .claimed, .mismatched: true
    case .approved, .declined, .notRun: false
    }
  }
}

/// A terminal as a receipt remembers it, whatever becomes of its configuration.
struct TerminalReference: Codable, Hashable, Sendable {
  let id: String
  let name: String
  /// The provider it was made from.
  let provider: String

  init(id: String, name: String, provider: String = "standalone") {
    self.id = id
    self.name = name
    self.provider = provider
  }
}

/// The success of one attempt.
///
/// It is for that attempt, its amount, its terminal and its receipt.
struct Approval: Codable, Hashable, Sendable {
  let amount: Money
  let witness: Witness
  /// What was typed from the terminal's slip.
  let slip: Slip
  let at: Moment
  /// Set when a later attempt voided the charge.
  var voided = false

  init(amount: Money, witness: Witness, slip: Slip = Slip(), at: Moment) {
    self.amount = amount
    self.witness = witness
    self.slip = slip
    self.at = at
  }
}

/// Whose word an outcome is: the only two sources there are.
package enum Witness: Codable, Hashable, Sendable {
  case person(cashier: String)
  case device(reply: String)
}

/// What a terminal did with an attempt.
package enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
  case approved
  case declined
  case unknown
  case notRun = "not_run"

  /// What a button of a question about a terminal says; going to another terminal says that nothing
  /// was run on this one.
  init?(button: String) {
    if button == "other" { self = .notRun } else { self.init(rawValue: button) }
  }
}
