/// One thing that happened: to the receipt of the flow, or to the till.
package indirect enum Change: JSONCoded, Hashable, Sendable {
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
  /// Somebody read on the slip of a printed charge another amount than its receipt has.
  case amountFound(charge: UnconfirmedCharge, by: String, at: Moment)
  /// A senior has seen to a charge that its terminal has not confirmed, or that was owed.
  case chargeStruck(charge: ChargeKey, by: String, at: Moment)
  case terminals(change: TerminalChange)
  /// Somebody entitled goes on past a guard that does not finish, until the shift is closed or another
  /// script runs.
  case guardLifted(name: String, by: String, at: Moment)
  /// A senior has seen who went on past guards without being entitled to it.
  case liftsSeen(by: String, at: Moment)
  /// A senior has seen which returns no senior said yes to: so many, the largest; all where nothing is said.
  case returnsSeen(by: String, at: Moment, shown: Int? = nil)
  /// A senior lets the store's script sell again that was stopped too often.
  case scriptRestored(by: String, at: Moment)
  /// A script remembers something beyond the receipt.
  case kept(change: KeptChange)
  /// Somebody gave a parameter of the script its value at the till itself.
  case parameter(change: ParameterChange)
  /// Cash was put into the drawer or taken out of it.
  case cashMoved(movement: CashMovement)
  /// What the registrar says of cash that it had not answered about.
  case cashNoted(key: String, noted: CashMovement.Noted, at: Moment)
  /// Cash was asked for that the drawer does not hold.
  case cashShort(at: Moment)
  /// A first figure of the drawer's count that does not fit: it is typed once more.
  case drawerTyped(figure: Int64)
  case drawerCounted(count: DrawerCount)
  /// Somebody saw on paper what the drawer should hold.
  case drawerSeen(look: DrawerLook)
  /// The first figures of a terminal's count that do not fit.
  case terminalTyped(terminal: String, figures: [String: Int64], at: Moment? = nil)
  case terminalCounted(count: TerminalCount)
  case terminalSettled(settlement: Settlement)
  /// A document is issued, and its paper ended in the middle.
  case paperEnded(paper: LostPaper)
  /// Its rest or a copy of it came out, or by somebody's word it is not wanted; no document for the last one.
  case paperMended(document: Int?, by: String?, at: Moment)
  /// Matters were given to somebody by name.
  case mattersHandedOver(handover: Handover)
  /// Nobody knows what became of a call of a service that changes something there.
  case serviceUnknown(call: UnknownCall)
  /// A technician has seen to such a call, or to all of a service's.
  case serviceSettled(service: String, key: String?, by: String, at: Moment)
}
