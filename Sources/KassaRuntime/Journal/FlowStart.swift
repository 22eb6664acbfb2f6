/// One run of a script's function: where it starts from.
package struct FlowStart: JSONCoded, Hashable, Sendable {
  /// What the runtime calls it, such as "sign_in" or "sale".
  let name: String
  /// The content hash of the bundle it runs; none for the runtime's own last flow.
  let bundle: String?
  /// How far from the store's own script it is.
  let level: FlowLevel
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
  /// The till as the flow finds it; what it changes itself follows in its steps.
  var till: TillState.Core
  /// The number that its receipt was set aside under; nil where it never was.
  var parkedNumber: Int?
  /// What of the store holds in this flow; older programs kept none.
  var terms: StoreTerms?
  /// What scripts have spent since a person's last input, this start included.
  var spent: Spending?
  /// Whether a person's yes to a charge of a connected terminal needs its slip or a senior; older
  /// programs asked for neither.
  var asksSlips: Bool?
  /// Whether what a person chose to do with a charged receipt holds against its script; older programs
  /// left it to that.
  var keepsChoices: Bool?
  /// Whether a document over its size is refused before any money; older programs printed it.
  var limitsDocument: Bool?
  /// Whether connected terminals are asked by key to void and to refund; older programs asked a person.
  var undoesByKey: Bool?
  /// Whether a void by hand has to show its slip, and none undoes more than its charge counts for; older
  /// programs took a person's word.
  var provesVoids: Bool?
  /// Whether the registrar is asked once more about cash that it had not answered about; older programs
  /// left that to people.
  var asksCash: Bool?
  /// Whether all such cash is asked about, a yes to another way of a return holds for that alone and in its own
  /// step, what a cashier may give back alone counts from its first attempt on, and lines may be chosen once money
  /// was taken over; older programs did otherwise.
  var holdsReturns: Bool?
  /// Whether paper that ended leaves the list by a senior's PIN alone, a receipt paid in a shift since closed
  /// becomes a correction unless its store says no, a transfer was paid when it came, and a terminal may hold a
  /// refund; older programs believed a script, printed it unless told, took the transfer's first question for it,
  /// and remembered charges alone.
  var holdsMatters: Bool?
  /// Charges of which a terminal said something late: asked about before the flow's first prompt.
  var asksCharges: [ChargeKey]?
  /// Whether what a terminal did counts in the period that it did it in, however late the till learns of it, a
  /// count of one holds until it does something more, all that goes back of another till's paper counts together,
  /// what a senior's list has no room for is summed up, and every count, settlement, discount and term of the drawer
  /// stays until the closing report has it; older programs did otherwise.
  var holdsPeriods: Bool?
  /// Whether a correction of a receipt whose slip shows another amount moves nothing more at its terminal, and ends
  /// that matter where it says what the slip does; older programs moved it twice.
  var holdsSlips: Bool?
  /// Whether what gives money back beside documents stands on the senior's list, a difference that went back is
  /// charged and refunded in its terminal's books, and what was asked of one person is only left by another; older
  /// programs did otherwise.
  var listsAlone: Bool?
  /// Whether voids by a person's word, cash that went back before a receipt, cash out and sums of slips that were
  /// changed stand on the senior's list, all of which is shown, a charge undone before it counted is in its
  /// terminal's books, transfers count by whose word they came, matters beside receipts are handed over with the
  /// others, and whoever comes has no yes that was given before, nor after a restart the leave to choose a PIN; older
  /// programs did otherwise.
  var listsUndone: Bool?
}

extension FlowStart {
  /// Who is signed in when it starts.
  var cashier: String? { till.cashier }

  /// The state that its first step is drafted on.
  ///
  /// What scripts remember is not in it: what they read of that stands in their steps.
  /// - Parameter parked: the receipts set aside, which change only between flows.
  func ledger(parked: ParkedReceipts) -> Ledger { ledger(on: TillState(till, parked: parked)) }

  /// The same of a till as the flow finds it.
  func ledger(on till: TillState) -> Ledger {
    var state = till
    // What holds in the flow, holds in its replay.
    state.flow = TillState.FlowState(entry: 0, start: self)
    return Ledger(till: state, receipt: receipt)
  }
}

/// Who wrote the flow that runs: each level needs less of the store than the one before.
enum FlowLevel: String, JSONCoded, Hashable, Sendable {
  /// The store's script and the stock library.
  case store
  /// The stock library alone, after the store's script failed.
  case stock
  /// Swift's own, after the stock library failed too.
  case last
}
