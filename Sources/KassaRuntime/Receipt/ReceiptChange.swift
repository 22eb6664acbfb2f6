/// Something that happened to a receipt: what the journal keeps and the receipt is rebuilt from.
///
/// A change is applied by `Receipt.apply`, live and at a rebuild alike; what the rules refuse never
/// becomes an entry.
package enum ReceiptChange: JSONCoded, Hashable, Sendable {
  case lineAdded(item: Item)
  case quantitySet(line: Int, quantity: Quantity)
  case lineRemoved(line: Int)
  case discountSet(line: Int, discount: Discount?)
  case contactSet(contact: String?)
  case memoSet(key: String, value: Value)
  /// The codes that were scanned and no good has, until somebody deals with them.
  case unknownCodesSet(codes: [String])
  /// The goods, the contact and the memo as they were before: what a failed hook did is undone.
  case restored(lines: ReceiptLines, contact: String?, memo: [String: Value])

  /// What the store's prices take off these lines, in place of what they took off before.
  case repriced(lines: [CutLine])

  /// The store's listeners are told of the receipt's beginning.
  case begun
  /// A tender is about to be taken: what listeners and prices change for it goes with it.
  case tenderBegun
  /// The listeners before that tender have done what they do.
  case tenderHeard
  /// The tender was taken, or what was changed for it is undone.
  case tenderOver(isTaken: Bool)

  /// A guard of the store asks somebody about goods that are on the receipt already.
  case guardUnderWay(name: String)
  /// It has let them pass, or they are gone again.
  case guardOver
  /// A guard of the store let the goods pass as they are.
  case guardPassed(name: String)
  /// Somebody went on past a guard that did not finish, for this receipt.
  case guardLifted(name: String, by: String, isEntitled: Bool, at: Moment)

  case attemptOpened(attempt: Attempt)
  case outcome(attempt: Int, outcome: Outcome, by: Witness, at: Moment)
  /// A connected terminal did nothing of what it was asked to undo: a person does it there.
  case leftToPerson(attempt: Int)
  /// A refund that a person had called failed was made: its terminal says so.
  case refundFound(attempt: Int, by: Witness, at: Moment)
  /// A connected terminal took less than it was asked for, and more than nothing.
  case approvedInPart(attempt: Int, amount: Money, by: Witness, at: Moment)
  /// A connected terminal took more than it was asked for.
  case approvedOver(attempt: Int, amount: Money, by: Witness, at: Moment)
  /// The amount typed from the slip of a claimed charge.
  case slipAmount(attempt: Int, amount: Money, by: Witness, at: Moment)
  /// What was typed from the slip of a claimed charge, or that the slip does not show it; `use` is
  /// there for what identifies the slip.
  case slipField(
    attempt: Int, field: SlipField, text: String?, use: SlipUse?, by: Witness, at: Moment)
  /// A charge whose slip shows less than was asked counts for what it shows; one whose slip shows
  /// more counts for what was asked, once a person has said that the difference went back.
  case slipAccepted(attempt: Int, by: Witness, at: Moment)

  /// The slip of a charge shows more than counts, and somebody is about to say that it went back: a void
  /// would give it back once more.
  case slipOver(attempt: Int, slip: Money)

  /// There is no slip of a charge that its connected terminal did not report; that senior says that it
  /// was taken.
  case slipReplaced(attempt: Int, by: String, at: Moment)

  /// A charge whose slip shows another amount was undone on the terminal.
  case slipVoided(attempt: Int, by: Witness, at: Moment)
  /// A void undid another charge than the one it was of, as its slip or its terminal says: that one stands.
  case strayVoid(attempt: Int, by: Witness, at: Moment)
  /// Somebody was to undo a charge, all of it or what was too much, and could not tell whether they did.
  case undoUnknown(attempt: Int, undo: Attempt.Undo, by: Witness, at: Moment)
  /// What was to be undone stands as it stood.
  case undoFailed(attempt: Int, by: Witness, at: Moment)

  case cashReceived(amount: Money)
  case cashReturned
  case confirmed(kind: TenderKind, amount: Money, cashier: String)

  /// A person, asked what is to become of the money, chose otherwise than to print the receipt.
  case heldBack(by: String, at: Moment)
  /// A person chose to print it, or to pay the rest.
  case goesOn(by: String, at: Moment)

  /// The receipt gives back that sale, as it stood then.
  case returnBegun(sale: SoldReceipt)
  /// The receipt gives back a sale that this journal does not have: its lines are typed, or taken from goods.
  case otherReturnBegun(sale: SoldReceipt)
  /// How much of a line of the sale goes back; nil for nothing of it.
  case returnLineSet(line: Int, quantity: Quantity?)
  /// Somebody said yes to these lines and their amount; whether a senior is shown it afterwards.
  case returnAllowed(by: String, isListed: Bool, at: Moment)
  /// A senior said that a charge is given back on another terminal than took it, or cash on one; nil for
  /// in cash. A reason stands for a second person where nobody else has a PIN at this till.
  case refundMoved(
    charge: ChargeKey, terminal: TerminalReference?, by: String, reason: String?, at: Moment)
  /// A refund of the sale that its terminal made after the return that asked for it was left, under that
  /// key: this return's document tells of it.
  case refundTakenOver(refund: ChargeKey, attempt: Attempt, by: Witness, at: Moment)
  /// The cashier said yes to giving back in cash what is left.
  case cashPromised(by: String)
  /// The cash of a printed return was handed over.
  case cashHandedOver(by: String, at: Moment)

  case printIntended(intent: PrintIntent)
  case printRefused(key: String)
  case printed(document: Issued)

  /// The receipt puts that document right.
  case correctionBegun(original: CorrectedDocument, wrong: Correcting.Wrong)
  /// The receipt makes up for a document that a sale never had.
  case missingBegun(sale: MissingSale)
  /// The receipt makes up late for its own document no more: it is again as it was set aside.
  case lateDropped
  /// What a line of it should have been; nil for nothing, or for the price that it had.
  case rightLineSet(line: Int, quantity: Quantity?, price: Money?)
  /// What of it cash should have paid.
  case rightCashSet(cash: Money)
  /// The slip of card money that no charge of it shows.
  case rightSlipTyped(slip: CardSlip)
  /// Somebody said yes to the documents as they stand.
  case correctionAllowed(allowance: CorrectionAllowance)

  /// An open attempt is set aside as a matter, so that the till can go on.
  case detached
  /// A senior has said by their PIN that the receipt set aside may be paid and printed.
  case seniorAllowed(by: String, at: Moment)
}

/// A print that was begun.
///
/// While its outcome is missing the receipt can't change.
package struct PrintIntent: JSONCoded, Hashable, Sendable {
  /// One a receipt: a registrar that knows the key never prints it twice.
  let key: String
  /// The registrar's last fiscal document before this one.
  let lastDocument: Int
  /// The document as it was frozen.
  let document: JSONText
  /// The number of the fiscal memory it was sent to (tag 1041): no other can tell what became of it.
  let memory: String
  /// The slip that it uses up, of card money that no charge shows; nil for none.
  var slip: SlipUse?
}

/// The fiscal document that a receipt became.
package struct Issued: JSONCoded, Hashable, Sendable {
  /// Tag 1040.
  package let number: Int
  /// Tag 1077, in decimal.
  package let sign: String
  package let shift: Int
  package let at: Moment

  init(number: Int, sign: String, shift: Int, at: Moment) {
    self.number = number
    self.sign = sign
    self.shift = shift
    self.at = at
  }
}
