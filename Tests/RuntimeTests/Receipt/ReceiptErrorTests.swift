import Testing

@testable import KassaRuntime

/// What a receipt says when it refuses: what happened, with its values, and what to do.
@Suite struct ReceiptErrorTests {
  private static let one = Money(checked: 100)
  private static let two = Money(checked: 200)

  static let texts: [(error: ReceiptError, says: String)] = [
    (.alreadyPrinted, "the receipt is already printed; start a new one"),
    (
      .printUnknown,
      "nobody knows yet whether the receipt came out; print again to ask the registrar"
    ),
    (.notPrinting, "no print of this receipt is under way; print it first"),
    (
      .attemptOpen("VTB", one),
      "the charge of 1.00 on «VTB» has no outcome yet; say what the terminal shows"
    ),
    (.noOpenAttempt(3), "attempt 3 is not open; its outcome is known"),
    (.nothingUnknown, "no charge is unknown; only an unknown one can be set aside"),
    (
      .seniorNeeded,
      "a charge of this receipt was set aside; a senior allows the rest, see cashier.require"
    ),
    (.nothingDetached, "no charge of this receipt was set aside; nobody need allow anything"),
    (.attemptNumber, "attempts are numbered in order; this one is out of order"),
    (
      .slipNotAsked, "this charge does not wait for its slip; ask what the terminal shows first"
    ),
    (
      .slipMismatched,
      "the slip shows another amount; void the charge, accept it, or type the slip again"
    ),
    (
      .saidToHaveRun,
      "the terminal was said to have run this charge; say approved, declined or unknown"
    ),
    (.slipFieldBad(.rrn), "that is no «rrn» of a slip; type it as the slip shows it"),
    (
      .slipFieldRequired(.authCode),
      "this charge counts only with its «auth_code»; type it, or void the charge"
    ),
    (.nothingToVoid(2), "charge 2 is not approved for that amount; nothing to void"),
    (.cashBeforeCard, "cash is already taken; give it back and take the card first"),
    (.chargeAmount(two, due: one), "2.00 can't be charged; from 0.01 to 1.00 is due"),
    (.cashAmount(.zero), "0.00 in cash was expected to be more than nothing"),
    (.nothingDue, "the receipt is fully paid; print it"),
    (.needsEvidence(.cash), "cash needs its own evidence; take it as a payment"),
    (
      .methodMismatch(.credit),
      "the lines' settlement method does not go with «credit»; change one of the two"
    ),
    (.tendersTaken, "money is already taken; give it back before changing the goods"),
    (
      .belowCharges(two), "the total can't fall below 2.00 that cards have paid; refund first"
    ),
    (.paymentShort(due: two, tendered: one), "1.00 of 2.00 is paid; take the rest first"),
    (.overpaid, "more than the total is paid and not in cash; refund the difference first"),
    (.foreignKey, "the print's key is not this receipt's; a receipt prints under its own id"),
    (.empty, "the receipt is empty; add something first"),
    (.noLine(7), "the receipt has no line 7; see its lines"),
    (.nameLength(129), "a name has from 1 to 128 characters, this one 129; shorten it"),
    (.negativePrice(Money(checked: -1)), "a price can't be negative, got -0.01"),
    (
      .priceTooLarge(Money(checked: 1_000_000_000)),
      "a price is at most 9999999.00, got 10000000.00; correct it, or sell more of a smaller unit"
    ),
    (.tooLarge, "the sum is beyond what fiscal memory holds; split the receipt"),
    (.tooManyLines, "a receipt has at most 16384 lines; start another"),
    (
      .discountShare(10_001),
      "a discount is from 0 to 10000 hundredths of a percent, got 10001"
    ),
    (
      .discountTooLarge(two, of: one),
      "a discount of 2.00 is not between nothing and the line's 1.00"
    ),
    (.badContact, "a phone (+7…) or an e-mail address was expected"),
    (.cardNumber(field: "memo"), "memo looks like a card number; none may be stored"),
    (.notPrintable(field: "name"), "name has a character that can't be printed; take it out"),
    (
      .badBarcode,
      "a barcode has letters, digits and hyphens; give what a scanner reads, or nothing"
    ),
    (.memoKey(65), "a memo's key has from 1 to 64 characters, this one 65"),
    (.noSnapshot(3), "no snapshot 3 was taken; use what snapshot() returned"),
    (.stepTooLarge, "the step changes too much at once; wait for an answer between"),
    (.memoFull, "a memo holds at most 256 keys and 64 KiB; remove some"),
  ]

  @Test(arguments: texts.indices)
  func `says what happened and what to do`(index: Int) {
    #expect(Self.texts[index].error.description == Self.texts[index].says)
  }

  /// Each reason that a cashier can meet has words in both languages.
  @Test(arguments: Language.allCases)
  func `every reason has words for the cashier`(language: Language) throws {
    let words = try StoreLoading.stockWords(Bundle(files: StockLibrary.files))
    let reasons = Set(Self.texts.compactMap(\.error.cashierReason))
    #expect(reasons.count == 18)
    for reason in reasons {
      #expect(words[language, "reason.\(reason)"]?.title?.isEmpty == false, "\(reason)")
    }
  }

  @Test func `a refused change leaves the receipt as it was`() throws {
    var receipt = Receipt(id: "r", taxation: .usnIncome)
    try receipt.apply(.lineAdded(item: Item(name: "Кофе", price: Self.one)))
    let before = receipt
    let refused: [(change: ReceiptChange, error: ReceiptError)] = [
      (.lineAdded(item: Item(name: "", price: Self.one)), .nameLength(0)),
      (
        .lineAdded(item: Item(name: "Кофе", price: Money(checked: -1))),
        .negativePrice(Money(checked: -1))
      ),
      (.lineRemoved(line: 2), .noLine(2)),
      (
        .discountSet(line: 1, discount: .amount(of: Self.two)),
        .discountTooLarge(Self.two, of: Self.one)
      ),
      (
        .discountSet(line: 1, discount: .share(hundredths: 10_001, rounding: .halfUp)),
        .discountShare(10_001)
      ),
      (.contactSet(contact: "x"), .badContact),
      (.memoSet(key: "", value: 1), .memoKey(0)),
      (.cashReceived(amount: .zero), .cashAmount(.zero)),
      (.confirmed(kind: .cash, amount: Self.one, cashier: ""), .needsEvidence(.cash)),
      (
        .confirmed(kind: .other, amount: Self.two, cashier: ""),
        .chargeAmount(Self.two, due: Self.one)
      ),
      (.printRefused(key: "r"), .notPrinting), (.detached, .nothingUnknown),
      (.seniorAllowed(by: "", at: Moment(milliseconds: 0)), .nothingDetached),
      (
        .printIntended(intent: PrintIntent(key: "s", lastDocument: 0, document: .null, memory: "")),
        .foreignKey
      ),
      (
        .printIntended(intent: PrintIntent(key: "r", lastDocument: 0, document: .null, memory: "")),
        .paymentShort(due: Self.one, tendered: .zero)
      ),
      (
        .outcome(
          attempt: 1, outcome: .approved, by: .person(cashier: ""), at: Moment(milliseconds: 0)),
        .noOpenAttempt(1)
      ),
    ]
    for (change, error) in refused {
      #expect(throws: error) { try receipt.apply(change) }
      #expect(receipt == before)
    }
  }
}
