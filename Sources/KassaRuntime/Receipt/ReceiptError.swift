/// Why a receipt refused a change.
///
/// The receipt stays as it was.
package enum ReceiptError: Error, Codable, Hashable, Sendable {
  case alreadyPrinted
  case printUnknown
  case notPrinting
  case attemptOpen(String, Money)
  case noOpenAttempt(Int)
  case nothingUnknown
  case seniorNeeded
  case nothingDetached
  /// A person chose otherwise than to print it.
  case heldBack
  case attemptNumber
  case slipNotAsked
  case slipMismatched
  case saidToHaveRun
  /// Somebody may have undone the charge on that terminal.
  case undoUnknown(String)
  case slipFieldBad(SlipField)
  case slipFieldRequired(SlipField)
  case nothingToVoid(Int)
  /// The terminal took more than the charge counts for, and the rest went back already.
  case voidTakesMore
  case cashBeforeCard
  case chargeAmount(Money, due: Money)
  case cashAmount(Money)
  case nothingDue
  case needsEvidence(TenderKind)
  case methodMismatch(TenderKind)
  case tendersTaken
  case belowCharges(Money)
  case paymentShort(due: Money, tendered: Money)
  case overpaid
  case foreignKey
  case empty
  case noLine(Int)
  case nameLength(Int)
  case codeLength(field: String)
  case negativePrice(Money)
  case priceTooLarge(Money)
  case tooLarge
  case tooManyLines
  case discountShare(Int)
  case discountTooLarge(Money, of: Money)
  case badContact
  case cardNumber(field: String)
  case notPrintable(field: String)
  case badBarcode
  case memoKey(Int)
  case memoFull
  case noSnapshot(Int)
  case stepTooLarge
  case inHand
  case guardDue(String)
  case noReceipt
  /// A listener of that point asks for what is none of its business.
  case notForListeners(point: String, what: String)
  /// The receipt of that point is nobody's.
  case noReceiptAt(point: String)
  case onlyLooks(String)
  /// Only a return does that, or only a sale.
  case noReturn
  case isReturn
  /// All of the sale went back, or may have.
  case nothingLeft
  case moreThanLeft
  case returnNotAllowed
  case nothingToRefund
  /// Its sale's money went back, and no return has it.
  case refundGiven
  /// The slip of a charge of its sale shows less, and nobody has seen to that.
  case takenLess
  /// Its paper has less than that, after what went back of it here.
  case moreThanPaper
  /// More of it went back already than the chosen lines come to.
  case givenMore
  /// Nobody knows yet what became of another refund of that charge.
  case refundUnknown(String)
  /// Only a correction does that.
  case noCorrection
  case isCorrection
  /// Another document has put it right, or may have.
  case alreadyCorrected
  /// A return or a correction of it is set aside.
  case saleInQuestion
  /// The right document would have less than what went back.
  case goneBack
  /// What a terminal says it took can't be called unpaid.
  case paidByTerminal
  case nothingCorrected
  /// Card money that no charge shows needs a slip.
  case slipMissing
  case correctionNotAllowed
}

extension ReceiptError: WordedError {
  package var words: ErrorWords {
    switch self {
    case .alreadyPrinted: .init("the receipt is already printed", "start a new one")
    case .printUnknown:
      .init("nobody knows yet whether the receipt came out", "print again to ask the registrar")
    case .notPrinting: .init("no print of this receipt is under way", "print it first")
    case .attemptOpen(let terminal, let amount):
      .init(
        "the charge of \(amount) on «\(terminal)» has no outcome yet", "say what the terminal shows"
      )
    case .noOpenAttempt(let id): .init("attempt \(id) is not open", "its outcome is known")
    case .nothingUnknown: .init("no charge is unknown", "only an unknown one can be set aside")
    case .seniorNeeded:
      .init(
        "a charge of this receipt was set aside", "a senior allows the rest, see cashier.require")
    case .nothingDetached:
      .init("no charge of this receipt was set aside", "nobody need allow anything")
    case .heldBack:
      .init(
        "the cashier chose to give the money back, or to wait with the receipt",
        "do so, or ask payment.leave again")
    case .attemptNumber: .init("attempts are numbered in order", "this one is out of order")
    case .slipNotAsked:
      .init("this charge does not wait for its slip", "ask what the terminal shows first")
    case .slipMismatched:
      .init("the slip shows another amount", "void the charge, accept it, or type the slip again")
    case .saidToHaveRun:
      .init("the terminal was said to have run this charge", "say approved, declined or unknown")
    case .undoUnknown(let terminal):
      .init(
        "nobody knows whether the charge on «\(terminal)» was undone", "say whether it was first")
    case .slipFieldBad(let field):
      .init("that is no «\(field.rawValue)» of a slip", "type it as the slip shows it")
    case .slipFieldRequired(let field):
      .init("this charge counts only with its «\(field.rawValue)»", "type it, or void the charge")
    case .nothingToVoid(let id):
      .init("charge \(id) is not approved for that amount", "nothing to void")
    case .voidTakesMore:
      .init("a void would give back more than the charge counts for", "give it back by a refund")
    case .cashBeforeCard: .init("cash is already taken", "give it back and take the card first")
    case .chargeAmount(let amount, let due):
      .init("\(amount) can't be charged", "from 0.01 to \(due) is due")
    case .cashAmount(let amount): .init("\(amount) in cash was expected to be more than nothing")
    case .nothingDue: .init("the receipt is fully paid", "print it")
    case .needsEvidence(let kind):
      .init("\(kind.rawValue) needs its own evidence", "take it as a payment")
    case .methodMismatch(let kind):
      .init(
        "the lines' settlement method does not go with «\(kind.rawValue)»", "change one of the two")
    case .tendersTaken: .init("money is already taken", "give it back before changing the goods")
    case .belowCharges(let charged):
      .init("the total can't fall below \(charged) that cards have paid", "refund first")
    case .paymentShort(let due, let tendered):
      .init("\(tendered) of \(due) is paid", "take the rest first")
    case .overpaid:
      .init("more than the total is paid and not in cash", "refund the difference first")
    case .foreignKey:
      .init("the print's key is not this receipt's", "a receipt prints under its own id")
    case .empty: .init("the receipt is empty", "add something first")
    case .noLine(let id): .init("the receipt has no line \(id)", "see its lines")
    case .nameLength(let count):
      .init("a name has from 1 to 128 characters, this one \(count)", "shorten it")
    case .codeLength(let field):
      .init("a \(field) has at most \(Item.codeBytesMax) bytes", "shorten it")
    case .negativePrice(let price): .init("a price can't be negative, got \(price)")
    case .priceTooLarge(let price):
      .init(
        "a price is at most \(Item.priceMax), got \(price)",
        "correct it, or sell more of a smaller unit")
    case .tooLarge: .init("the sum is beyond what fiscal memory holds", "split the receipt")
    case .tooManyLines:
      .init("a receipt has at most \(ReceiptLines.countMax) lines", "start another")
    case .discountShare(let hundredths):
      .init("a discount is from 0 to 10000 hundredths of a percent, got \(hundredths)")
    case .discountTooLarge(let discount, let gross):
      .init("a discount of \(discount) is not between nothing and the line's \(gross)")
    case .badContact: .init("a phone (+7…) or an e-mail address was expected")
    case .cardNumber(let field): .init("\(field) looks like a card number", "none may be stored")
    case .notPrintable(let field):
      .init("\(field) has a character that can't be printed", "take it out")
    case .badBarcode:
      .init("a barcode has letters, digits and hyphens", "give what a scanner reads, or nothing")
    case .memoKey(let count): .init("a memo's key has from 1 to 64 characters, this one \(count)")
    case .noSnapshot(let number):
      .init("no snapshot \(number) was taken", "use what snapshot() returned")
    case .stepTooLarge: .init("the step changes too much at once", "wait for an answer between")
    case .guardDue(let name):
      .init(
        "the store's «\(name)» has not let these goods pass",
        "somebody entitled goes on, see receipt.lift")
    case .notForListeners(let point, let what):
      .init("\(point) can't \(what)", "the flow does that: return, and let it go on")
    case .noReceiptAt(let point):
      .init(
        "the receipt of \(point) is nobody's, so nothing can be kept with it",
        "remember it where the receipt begins, in on.receipt_begun")
    case .onlyLooks(let name):
      .init("\(name) is computed from its arguments alone", "change nothing there")
    case .inHand: .init("a receipt is in hand", "finish it or set it aside at the till first")
    case .noReceipt: .init("no receipt is in hand", "a flow begins with one")
    case .noReturn: .init("the receipt is no return", "see receipt.begin_return")
    case .isReturn: .init("the receipt is a return", "what goes back is set by receipt.return_line")
    case .nothingLeft: .init("nothing of the sale is left to give back", "find another")
    case .moreThanLeft: .init("less of that line is left", "see receipt.sale()")
    case .returnNotAllowed:
      .init("nobody has said yes to this return", "see receipt.allow_return")
    case .nothingToRefund:
      .init("that charge gives back nothing, or another amount", "see receipt.return_plan()")
    case .refundGiven:
      .init("its money went back already, and no return has it", "see terminal.unconfirmed()")
    case .takenLess:
      .init(
        "the slip of its card charge shows less than that", "see terminal.unconfirmed()")
    case .moreThanPaper:
      .init("the paper of that sale has less left than that", "take a line off")
    case .givenMore:
      .init("more went back than these lines come to", "choose more of them")
    case .refundUnknown(let terminal):
      .init(
        "nobody knows what became of another refund on «\(terminal)»",
        "resolve it first: it is set aside")
    case .noCorrection: .init("the receipt is no correction", "see documents.begin_correction")
    case .isCorrection:
      .init("the receipt is a correction", "what should have been is set by documents.right_line")
    case .alreadyCorrected: .init("another document has put it right", "find that one")
    case .saleInQuestion:
      .init("a return or a correction of it is set aside", "finish that one first")
    case .goneBack: .init("more than that went back already", "see documents.correction()")
    case .paidByTerminal:
      .init("its terminal says that it took the money", "give it back by a return")
    case .nothingCorrected: .init("both documents would say the same", "change something first")
    case .slipMissing:
      .init("card money needs a slip that no receipt has used", "see documents.right_slip")
    case .correctionNotAllowed:
      .init("nobody has said yes to this correction", "see documents.allow_correction")
    case .memoFull: .init("a memo holds at most 256 keys and 64 KiB", "remove some")
    }
  }
}

extension ReceiptError {
  /// The reason's id in the words, for what a cashier can bring about; nil for what only a wrong
  /// script can.
  var cashierReason: String? {
    switch self {
    case .alreadyPrinted: "already_printed"
    case .printUnknown: "print_unknown"
    case .attemptOpen: "attempt_open"
    case .tendersTaken: "tenders_taken"
    case .belowCharges: "below_charges"
    case .nameLength: "name_length"
    case .priceTooLarge: "price_too_large"
    case .tooLarge: "too_large"
    case .tooManyLines: "too_many_lines"
    case .discountTooLarge: "discount_too_large"
    case .badContact: "bad_contact"
    case .cardNumber: "card_number"
    case .notPrintable: "not_printable"
    case .badBarcode: "bad_barcode"
    case .noLine: "no_line"
    case .seniorNeeded: "senior_needed"
    case .undoUnknown: "undo_unknown"
    case .methodMismatch: "method_mismatch"
    case .nothingLeft: "nothing_left"
    case .moreThanLeft: "more_than_left"
    case .refundGiven: "refund_given"
    case .takenLess: "taken_less"
    case .moreThanPaper: "more_than_paper"
    case .givenMore: "given_more"
    case .refundUnknown: "refund_unknown"
    case .alreadyCorrected: "already_corrected"
    case .saleInQuestion: "sale_in_question"
    case .goneBack: "gone_back"
    case .paidByTerminal: "paid_by_terminal"
    case .nothingCorrected: "nothing_corrected"
    case .slipMissing: "slip_missing"
    case .slipFieldBad: "slip_field_bad"
    case .noCorrection, .isCorrection, .correctionNotAllowed, .noReturn, .isReturn,
      .returnNotAllowed, .nothingToRefund, .notPrinting, .noOpenAttempt,
      .nothingUnknown, .nothingDetached, .heldBack, .attemptNumber,
      .slipNotAsked, .slipMismatched, .saidToHaveRun, .slipFieldRequired,
      .nothingToVoid, .voidTakesMore, .cashBeforeCard, .chargeAmount,
      .cashAmount,
      .nothingDue, .needsEvidence, .paymentShort, .overpaid, .foreignKey, .empty,
      .codeLength, .negativePrice, .discountShare, .memoKey, .memoFull, .noSnapshot, .stepTooLarge,
      .inHand, .guardDue, .noReceipt, .notForListeners, .noReceiptAt, .onlyLooks:
      nil
    }
  }
}
