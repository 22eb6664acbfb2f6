/// One thing that happened: to the receipt of the flow, or to the till.
package enum Change: JSONCoded, Hashable, Sendable {
  case receipt(change: ReceiptChange)
  case till(change: TillChange)
}

/// What a parameter was and is; absent for what its declaration says.
package struct ParameterChange: JSONCoded, Hashable, Sendable {
  let name: String
  var old: Value?
  var value: Value?
  /// Who it was.
  let by: String
}

/// Something that outlives a flow.
package enum TillChange: JSONCoded, Hashable, Sendable {
  case signedIn(cashier: String)
  case signedOut
  /// Somebody of that role said yes by their PIN.
  case allowed(role: Role, by: String, at: Moment)
  /// A senior let the cashier, who has a PIN, choose a new one.
  case newPINAllowed(cashier: String, by: String, at: Moment)
  /// `key` names the report that was asked for, here and below.
  case shiftOpened(number: Int, document: Int, at: Moment, key: String)
  case shiftClosed(number: Int, document: Int, at: Moment, key: String, figures: ShiftFigures?)
  /// The registrar was asked for a shift's report and has not answered: it may have issued one.
  case shiftUnanswered(key: String)
  /// The registrar was asked about a shift's report and has issued none.
  case shiftNotIssued(key: String)
  /// A connected terminal was asked again about a charge.
  case chargeAnswered(charge: ChargeKey, word: ChargeWord, at: Moment)
  /// A senior has seen to a charge that its terminal has not confirmed, or that was owed.
  case chargeStruck(charge: ChargeKey, by: String, at: Moment)
  case terminals(change: TerminalChange)
  /// Somebody entitled goes on past a guard that does not finish, until the shift is closed or another
  /// script runs.
  case guardLifted(name: String, by: String, at: Moment)
  /// A senior has seen who went on past guards without being entitled to it.
  case liftsSeen(by: String, at: Moment)
  /// A senior has seen which returns no senior said yes to.
  case returnsSeen(by: String, at: Moment)
  /// A senior lets the store's script sell again that was stopped too often.
  case scriptRestored(by: String, at: Moment)
  /// A script remembers something beyond the receipt.
  case kept(change: KeptChange)
  /// Somebody gave a parameter of the script its value at the till itself.
  case parameter(change: ParameterChange)
  /// Nobody knows what became of a call of a service that changes something there.
  case serviceUnknown(call: UnknownCall)
  /// A technician has seen to such a call, or to all of a service's.
  case serviceSettled(service: String, key: String?, by: String, at: Moment)
}
