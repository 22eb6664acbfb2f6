/// One thing that happened: to the receipt of the flow, or to the till.
package enum Change: Codable, Hashable, Sendable {
  case receipt(change: ReceiptChange)
  case till(change: TillChange)
}

/// Something that outlives a flow.
package enum TillChange: Codable, Hashable, Sendable {
  case signedIn(cashier: String)
  case signedOut
  /// Somebody of that role said yes by their PIN.
  case allowed(role: Role, by: String, at: Moment)
  /// A senior let the cashier, who has a PIN, choose a new one.
  case newPINAllowed(cashier: String, by: String, at: Moment)
  /// `key` names the report that was asked for, here and below.
  case shiftOpened(number: Int, document: Int, at: Moment, key: String)
  case shiftClosed(number: Int, document: Int, at: Moment, key: String)
  /// The registrar was asked for a shift's report and has not answered: it may have issued one.
  case shiftUnanswered(key: String)
  case terminals(change: TerminalChange)
}

/// One run of a script's function: where it starts from.
package struct FlowStart: Codable, Hashable, Sendable {
  /// What the runtime calls it, such as "sign_in" or "sale".
  let name: String
  /// The content hash of the bundle it runs; none for the runtime's own last flow.
  let bundle: String?
  /// How far from the store's own script it is.
  let level: FlowLevel
  let cashier: String?
  let language: Language
  let at: Moment
  /// Seconds east of UTC: the till's time zone as the flow shows it.
  let offsetSeconds: Int
  /// What its script draws random numbers from.
  let seed: UInt64
  /// The receipt it starts with; later changes apply to it.
  package let receipt: Receipt
  /// Whose receipts this flow prints.
  let seller: Seller
  /// The till's terminals as it found them; what it changes itself follows in its steps.
  let terminals: TerminalBook
  /// The highest fiscal document number known then (tag 1040).
  var lastDocument = 0
}

/// Who wrote the flow that runs: each level needs less of the store than the one before.
enum FlowLevel: String, Codable, Hashable, Sendable {
  /// The store's script and the stock library.
  case store
  /// The stock library alone, after the store's script failed.
  case stock
  /// Swift's own, after the stock library failed too.
  case last
}

/// What a script did between two waits, and what it waits for now.
///
/// One transaction. `answered` is what the runtime itself made of the answer; a fault leaves it
/// standing and discards the script's own `changes`.
package struct Step: Codable, Hashable, Sendable {
  let at: Moment
  /// The answer that began the step; none after a start or a device.
  var answer: RecordedAnswer?
  var answered: [Change] = []
  /// What the script read from outside, in order; replay gives it the same again.
  var reads: [Value] = []
  var changes: [Change] = []
  package var next: Next
}

/// An answer as it is kept.
enum RecordedAnswer: Codable, Hashable, Sendable {
  case given(answer: Answer)
  /// What the runtime found of a secret; the secret itself is kept nowhere.
  case verdict(right: Bool)
  /// A slip's number that was accepted before: what the runtime found of it.
  case duplicate(text: String, of: SlipUse)
}

/// What follows a step.
package enum Next: Codable, Hashable, Sendable {
  case prompt(request: PromptRequest)
  case device(call: DeviceCall)
  case end(with: FlowEnd)
  /// The script failed or was stopped; the flow falls back.
  case fault(because: Fault)
}

/// How a flow ended.
package struct FlowEnd: Codable, Hashable, Sendable {
  enum Disposition: String, Codable, Sendable { case none, printed, parked, discarded }

  /// The flow the script asks for next, if it does.
  let next: String?
  /// The receipt set aside that the next flow takes back.
  let takesBack: String?
  let disposition: Disposition
}

/// Why a script's flow could not go on.
package struct Fault: Codable, Hashable, Sendable {
  enum Kind: String, Codable, Sendable {
    /// The script raised an error.
    case error
    /// It spent more than a step may.
    case killed
    /// Replay did not arrive at the recorded place.
    case diverged
    /// Its bundle can't be loaded.
    case unloadable
    /// The process died in it, again and again at the same place.
    case crashed
  }

  let kind: Kind
  package let message: String
  /// The script's calls that led there, innermost first.
  let calls: [String]

  /// A message is a script's own text, which goes into the journal and before the cashier.
  init(_ kind: Kind, _ message: String, calls: [String] = []) {
    self.kind = kind
    self.message = CardNumber.redacted(message)
    self.calls = calls.map(CardNumber.redacted)
  }
}

/// What a device is asked to do, complete, so that it can be repeated or asked about after a crash.
package enum DeviceCall: Codable, Hashable, Sendable {
  case charge(attempt: Int, terminal: String, amount: Money)
  case print(intent: PrintIntent)
  /// Asks what became of a print whose outcome is missing; sends nothing.
  case settlePrint(intent: PrintIntent)
  case continuePrinting
  case copyOfLast
  case openShift(key: String, cashier: String)
  case closeShift(key: String, cashier: String)
}

/// What a device did, as the flow goes on from it.
package struct DeviceOutcome: Codable, Hashable, Sendable {
  let at: Moment
  /// What the script is told.
  let result: [Value]
  var changes: [Change]
  /// Paper to show once this is committed.
  let paper: Paper?
}

/// One entry of the journal.
package enum EntryBody: Codable, Hashable, Sendable {
  case flow(start: FlowStart)
  case step(taken: Step)
  case device(outcome: DeviceOutcome)
  /// A person has seen that the registrar issued documents up to that number which this journal
  /// does not know: it was restored from a copy, or the registrar served another till.
  case reconciled(document: Int)
  /// Somebody set up the terminals while no till ran.
  ///
  /// It stands between flows: one that waited with nothing in hand ends here.
  case terminals(visit: TerminalVisit)
}

/// What a technician did to the terminals of a till that did not run.
package struct TerminalVisit: Codable, Hashable, Sendable {
  /// Who it was, as the operating system knows them.
  let by: String
  let changes: [TerminalChange]
}
