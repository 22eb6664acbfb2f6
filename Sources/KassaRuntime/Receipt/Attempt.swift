/// One try to charge a terminal, to void a charge on it, or to give a charge back.
///
/// It belongs to one receipt, names one amount and one terminal, and is open from the moment its
/// window is committed until an outcome ends it. Neither an error nor a power cut ends it.
package struct Attempt: Codable, Hashable, Sendable {
  enum Operation: JSONCoded, Hashable, Sendable {
    case charge
    /// Undoes the approved charge of that number.
    case void(charge: Int)
    /// Gives back that charge of an earlier sale, or a part of it.
    case refund(charge: ChargeKey)
  }

  /// What of a charge is undone by hand, without an attempt of its own.
  package enum Undo: String, JSONCoded, Hashable, Sendable {
    /// All of it.
    case charge
    /// What the slip shows beyond the amount asked for.
    case difference
  }

  enum State: JSONCoded, Hashable, Sendable {
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
    /// Approved, and undone by a later attempt.
    case voided(approval: Approval)
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
  private(set) var state: State
  /// What a connected terminal said it took, where that is another amount than asked.
  var takenInPart: Money?
  /// What somebody tried to undo of it, for as long as nobody knows whether they did.
  var undoing: Undo?
  /// Whether the terminal last said that it is still at it.
  var isRunning: Bool?
  /// Of a refund of a printed sale: the terminal voids the whole charge; nil for no.
  private(set) var byVoid: Bool?
  /// What its slip showed beyond what counts, and what somebody said went back; nil for nothing.
  var over: Money?
  /// Of a void, what its slip shows again of the charge's, by field, as far as that was typed.
  private(set) var repeats: [String: String]?

  init(
    id: Int, operation: Operation, terminal: TerminalReference, reason: String,
    trace: Value = [], amount: Money, since: Moment, day: String,
    proof: Proof, byVoid: Bool? = nil, repeats: [String: String]? = nil
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
    self.byVoid = byVoid
    self.repeats = repeats
    self.state = .open
  }

  /// What its terminal does, whatever is made of it.
  package enum Deed: String, JSONCoded, Hashable, Sendable { case charge, void, refund }

  var deed: Deed {
    switch operation {
    case .charge: .charge
    case .void: .void
    case .refund: byVoid == true ? .void : .refund
    }
  }

  /// Whether its money counts.
  var counts: Bool { state.stage == .approved }

  /// Whether an outcome is still missing.
  var isOpen: Bool {
    switch state {
    case .open, .unknown, .claimed, .mismatched: true
    case .approved, .declined, .notRun, .voided: false
    }
  }
}

// MARK: - Its life: every move there is, and nothing else moves one
//
// What its terminal says of a charge once this is over is no move of it: `UnconfirmedCharge` outlives the
// receipt.

extension Attempt {
  /// Where an attempt stands, without what it carries.
  enum Stage: Hashable, Sendable, CaseIterable {
    case open, unknown, claimed, mismatched, approved, declined, notRun, voided
  }

  /// What happens to an attempt.
  enum Move: Hashable, Sendable, CaseIterable {
    /// Somebody or something says yes.
    case approve
    /// The slip's text is typed: it agrees so far, or shows another amount.
    case prove
    /// The other amount that the slip shows counts, as a person settled it.
    case accept
    /// A device took another amount than it was asked for.
    case takeOther
    case decline, notRun, lose
    /// Set aside with its question; the receipt remembers it until a senior was there.
    case detach
    /// The charge of another amount was undone on the terminal.
    case undo
    /// A later attempt undid the charge.
    case void
    /// Of a refund alone: its terminal made it after a person's no.
    case approveLate
  }

  struct Row: Hashable, Sendable {
    let from: Stage
    let move: Move
    let to: Stage

    init(_ from: Stage, _ move: Move, _ to: Stage) {
      (self.from, self.move, self.to) = (from, move, to)
    }
  }

  static let moves: Set<Row> = [
    Row(.open, .approve, .approved),  // no proof is asked, or a device's word
    Row(.open, .approve, .claimed),  // the slip has to prove it
    Row(.open, .takeOther, .mismatched),
    Row(.open, .decline, .declined),
    Row(.open, .notRun, .notRun),  // only before anybody said that something was run
    Row(.open, .lose, .unknown),  // nobody can tell, no reply, a script that went away

    Row(.unknown, .approve, .approved),
    Row(.unknown, .approve, .claimed),
    Row(.unknown, .takeOther, .mismatched),
    Row(.unknown, .decline, .declined),
    Row(.unknown, .lose, .unknown),
    Row(.unknown, .detach, .unknown),
    Row(.unknown, .undo, .declined),  // its undoing, unknown before, was found done

    Row(.claimed, .approve, .approved),  // a device's word after a person's
    Row(.claimed, .approve, .claimed),
    Row(.claimed, .prove, .claimed),
    Row(.claimed, .prove, .approved),
    Row(.claimed, .prove, .mismatched),
    Row(.claimed, .decline, .declined),
    Row(.claimed, .lose, .unknown),
    Row(.claimed, .detach, .claimed),
    Row(.claimed, .undo, .declined),

    Row(.mismatched, .prove, .claimed),  // typed again
    Row(.mismatched, .prove, .approved),
    Row(.mismatched, .prove, .mismatched),
    Row(.mismatched, .accept, .claimed),
    Row(.mismatched, .accept, .approved),
    Row(.mismatched, .lose, .mismatched),  // not knowing whether it was undone leaves the slip
    Row(.mismatched, .detach, .mismatched),
    Row(.mismatched, .undo, .declined),

    Row(.approved, .void, .voided),

    Row(.declined, .approveLate, .approved), Row(.notRun, .approveLate, .approved),
  ]

  /// Goes to `state`, or says why it may not.
  mutating func go(_ move: Move, to state: State) throws(ReceiptError) {
    guard Self.moves.contains(Row(self.state.stage, move, state.stage)) else {
      throw refusal(of: move)
    }
    self.state = state
  }

  private func refusal(of move: Move) -> ReceiptError {
    switch move {
    case .notRun where state.stage != .mismatched: .saidToHaveRun
    // A slip shows that money was taken: only undoing the charge ends it as not taken.
    case .approve, .decline, .notRun, .lose, .takeOther: .slipMismatched
    case .prove, .accept, .undo: .slipNotAsked
    case .detach: .nothingUnknown
    case .void: .nothingToVoid(id)
    case .approveLate: .nothingToRefund
    }
  }
}

extension Attempt.State {
  var stage: Attempt.Stage {
    switch self {
    case .open: .open
    case .unknown: .unknown
    case .claimed: .claimed
    case .mismatched: .mismatched
    case .approved: .approved
    case .declined: .declined
    case .notRun: .notRun
    case .voided: .voided
    }
  }
}

extension Attempt: JSONCoded {
  package func write(to json: inout JSONWriter) {
    json.record { json in
      json.field("amount", amount)
      json.field("byVoid", byVoid)
      json.field("day", day)
      json.field("id", id)
      json.field("isRunning", isRunning)
      json.field("operation", operation)
      json.field("over", over)
      json.field("proof", proof)
      json.field("reason", reason)
      json.field("repeats", repeats)
      json.field("since", since)
      json.field("state", state)
      json.field("takenInPart", takenInPart)
      json.field("terminal", terminal)
      json.field("trace", trace)
      json.field("undoing", undoing)
    }
  }

  package init(json: JSONNode) throws {
    var fields = try json.fields()
    amount = try fields.take("amount")
    byVoid = try fields.find("byVoid")
    day = try fields.take("day")
    id = try fields.take("id")
    isRunning = try fields.find("isRunning")
    operation = try fields.take("operation")
    over = try fields.find("over")
    proof = try fields.take("proof")
    reason = try fields.take("reason")
    repeats = try fields.find("repeats")
    since = try fields.take("since")
    state = try fields.take("state")
    takenInPart = try fields.find("takenInPart")
    terminal = try fields.take("terminal")
    trace = try fields.take("trace")
    undoing = try fields.find("undoing")
  }
}
