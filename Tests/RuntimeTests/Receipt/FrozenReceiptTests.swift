import Testing

@testable import KassaRuntime

/// While a print's or a charge's outcome is missing nothing of the receipt changes but by that outcome.
@Suite struct FrozenReceiptTests {
  private static let now = Moment(milliseconds: 1_800_000_000_000)
  private static let person = Witness.person(cashier: "Анна")
  private static let one = Money(checked: 100)
  private static let terminal = TerminalReference(id: "t1", name: "ВТБ")
  private static let charge = Attempt(
    id: 1, operation: .charge, terminal: terminal, reason: "", amount: one, since: now,
    day: "2027-01-15", proof: Proof([.amount: .required]))
  private static let issued = Issued(number: 7, sign: "1", shift: 1, at: now)

  private static func intent(_ key: String) -> PrintIntent {
    PrintIntent(key: key, lastDocument: 6, document: .null, memory: "")
  }

  private static func outcome(_ outcome: Outcome) -> ReceiptChange {
    .outcome(attempt: 1, outcome: outcome, by: person, at: now)
  }

  /// A receipt of one line for 1.00, after `changes`.
  private static func receipt(_ changes: [ReceiptChange] = []) throws -> Receipt {
    var receipt = Receipt(id: "r", taxation: .usnIncome)
    try receipt.apply(.lineAdded(item: Item(name: "Кофе", price: one)))
    for change in changes { try receipt.apply(change) }
    return receipt
  }

  private static let slip = Slip()
  private static let paid = [ReceiptChange.cashReceived(amount: one)]
  private static let intended = paid + [.printIntended(intent: intent("r"))]
  private static let opened = ReceiptChange.attemptOpened(attempt: charge)

  /// Every change that a receipt knows, one of each.
  private static func every() throws -> [ReceiptChange] {
    var lines = ReceiptLines()
    lines.append(try Line(id: 1, item: Item(name: "Чай", price: one)))
    let changes: [ReceiptChange] = [
      .lineAdded(item: Item(name: "Чай", price: one)), .quantitySet(line: 1, quantity: .one),
      .lineRemoved(line: 1), .discountSet(line: 1, discount: nil),
      .contactSet(contact: "+79991234567"), .memoSet(key: "a", value: 1),
      .unknownCodesSet(codes: ["46"]), .restored(lines: lines, contact: nil, memo: [:]), opened,
      outcome(.approved),
      .approvedInPart(attempt: 1, amount: one, by: .device(reply: "1"), at: now),
      .approvedOver(attempt: 1, amount: one, by: .device(reply: "1"), at: now),
      .undoUnknown(attempt: 1, undo: .charge, by: person, at: now),
      .undoFailed(attempt: 1, by: person, at: now),
      .slipAmount(attempt: 1, amount: one, by: person, at: now),
      .slipField(attempt: 1, field: .rrn, text: nil, use: nil, by: person, at: now),
      .slipAccepted(attempt: 1, by: person, at: now), .slipVoided(attempt: 1, by: person, at: now),
      .cashReceived(amount: one), .cashReturned,
      .confirmed(kind: .other, amount: one, cashier: "Анна"),
      .printIntended(intent: intent("r")), .printRefused(key: "r"), .printed(document: issued),
      .detached, .seniorAllowed(by: "Анна", at: now), .guardPassed(name: StoreTerms.beforePayment),
      .guardLifted(name: StoreTerms.beforePayment, by: "Анна", isEntitled: true, at: now),
      .guardUnderWay(name: StoreTerms.lineAdded), .guardOver, .begun, .tenderBegun, .tenderHeard,
      .tenderOver(isTaken: false),
      .repriced(lines: [CutLine(line: 1, cuts: [PriceCut(name: "Скидка", amount: one)])]),
      .heldBack(by: "Анна", at: now), .goesOn(by: "Анна", at: now),
      .returnBegun(sale: sold), .returnLineSet(line: 1, quantity: .one),
      .returnAllowed(by: "Анна", isListed: false, at: now), .cashPromised(by: "Анна"),
      .cashHandedOver(by: "Анна", at: now),
    ]
    #expect(
      Set(changes.map(\.name)).count == 42,
      "one of each kind, but for a late yes and corrections")
    return changes
  }

  private static let sold = SoldReceipt(
    receipt: "s", document: 1, at: now, total: one, taxation: .usnIncome,
    soldBy: SoldBy(name: "Лето", inn: "7701234567", address: "Москва", place: "Кафе"),
    lines: [SoldLine(line: 1, item: Item(name: "Чай", price: one), sum: one)],
    tenders: [SoldTender(kind: .cash, paid: one)])

  /// The same goods, with other words beside them: what a failed listener goes back to.
  private static func sameGoods(_ receipt: Receipt) -> ReceiptChange {
    .restored(lines: receipt.lines, contact: "a@b.ru", memo: ["a": 1])
  }

  /// - Parameter goesOn: the kinds of change that end the question, or are about it.
  private func check(_ receipt: Receipt, refusing error: ReceiptError, goesOn: Set<String>) throws {
    for change in try Self.every() + [Self.sameGoods(receipt)] where !goesOn.contains(change.name) {
      var copy = receipt
      let refusal = #expect(throws: ReceiptError.self, "\(change.name)") { try copy.apply(change) }
      #expect(copy == receipt, "\(change.name)")
      if change.isOfAReceiptInHand { #expect(refusal == error, "\(change.name)") }
    }
  }

  @Test func `nothing changes while nobody knows whether it was printed`() throws {
    let receipt = try Self.receipt(Self.intended)
    try check(
      receipt, refusing: .printUnknown,
      goesOn: ["printed", "print refused", "held back", "goes on"])
    var copy = receipt
    #expect(throws: ReceiptError.notPrinting) { try copy.apply(.printRefused(key: "s")) }
    #expect(copy == receipt)
    try copy.apply(.printRefused(key: "r"))
    #expect(copy == (try Self.receipt(Self.paid)))
    try copy.apply(.cashReturned)
    try copy.apply(.memoSet(key: "a", value: 1))
    #expect(copy.memo == ["a": 1])
  }

  /// What has been said of the charge so far.
  static let questions: [(name: String, changes: [ReceiptChange])] = [
    ("open", []), ("unknown", [outcome(.unknown)]), ("claimed", [outcome(.approved)]),
    (
      "mismatched",
      [
        outcome(.approved),
        .slipAmount(attempt: 1, amount: Money(checked: 90), by: person, at: now),
      ]
    ),
    (
      "in part",
      [
        .approvedInPart(
          attempt: 1, amount: Money(checked: 90), by: .device(reply: "1"), at: now)
      ]
    ),
  ]

  @Test(arguments: questions.indices)
  func `nothing changes while a charge has no outcome`(index: Int) throws {
    let (name, changes) = Self.questions[index]
    let receipt = try Self.receipt([Self.opened] + changes)
    #expect(receipt.openAttempt != nil, "\(name)")
    let about: Set<String> = [
      "outcome", "in part", "over", "slip amount", "slip field", "slip accepted", "slip voided",
      "undo unknown", "undo failed", "detached", "held back", "goes on",
    ]
    try check(receipt, refusing: .attemptOpen("ВТБ", Self.one), goesOn: about)
  }

  /// Money was taken for these goods: they stay what they are until it went back.
  @Test(arguments: [
    [ReceiptChange.cashReceived(amount: Money(checked: 1))], paid,
    [.confirmed(kind: .other, amount: Money(checked: 1), cashier: "Анна")],
  ])
  func `no goods change while money is taken for them`(taken: [ReceiptChange]) throws {
    let receipt = try Self.receipt(taken)
    for change in try Self.every() where change.isOfGoods {
      var copy = receipt
      #expect(throws: ReceiptError.tendersTaken, "\(change.name)") { try copy.apply(change) }
      #expect(copy == receipt, "\(change.name)")
    }
    var copy = receipt
    try copy.apply(.contactSet(contact: "a@b.ru"))
    try copy.apply(.memoSet(key: "a", value: 1))
    try copy.apply(Self.sameGoods(receipt))
    #expect(copy.tenders == receipt.tenders && copy.lines == receipt.lines)
  }

  @Test func `nothing but the memo changes once it is printed`() throws {
    let receipt = try Self.receipt(Self.intended + [.printed(document: Self.issued)])
    for change in try Self.every() + [Self.sameGoods(receipt)] where change.name != "memo" {
      var copy = receipt
      #expect(throws: ReceiptError.alreadyPrinted, "\(change.name)") { try copy.apply(change) }
      #expect(copy == receipt, "\(change.name)")
    }
    var copy = receipt
    try copy.apply(.memoSet(key: "a", value: 1))
    #expect(copy.memo == ["a": 1] && copy.isPrinted)
  }
}

extension ReceiptChange {
  fileprivate var name: String {
    switch self {
    case .lineAdded: "added"
    case .quantitySet: "quantity"
    case .lineRemoved: "removed"
    case .discountSet: "discount"
    case .contactSet: "contact"
    case .memoSet: "memo"
    case .unknownCodesSet: "unknown codes"
    case .restored: "restored"
    case .attemptOpened: "attempt"
    case .outcome: "outcome"
    case .approvedInPart: "in part"
    case .approvedOver: "over"
    case .slipReplaced: "slip replaced"
    case .slipAmount: "slip amount"
    case .slipField: "slip field"
    case .slipAccepted: "slip accepted"
    case .slipOver: "slip over"
    case .refundTakenOver: "refund taken over"
    case .slipVoided: "slip voided"
    case .undoUnknown: "undo unknown"
    case .undoFailed: "undo failed"
    case .leftToPerson: "left to a person"
    case .strayVoid: "stray void"
    case .refundFound: "refund found"
    case .cashReceived: "cash"
    case .cashReturned: "cash back"
    case .confirmed: "confirmed"
    case .printIntended: "print"
    case .printRefused: "print refused"
    case .printed: "printed"
    case .detached: "detached"
    case .seniorAllowed: "senior"
    case .guardPassed: "guard passed"
    case .guardLifted: "guard lifted"
    case .guardUnderWay: "guard under way"
    case .guardOver: "guard over"
    case .begun: "begun"
    case .tenderBegun: "tender begun"
    case .tenderHeard: "tender heard"
    case .tenderOver: "tender over"
    case .repriced: "repriced"
    case .heldBack: "held back"
    case .goesOn: "goes on"
    case .returnBegun: "return begun"
    case .otherReturnBegun: "other return begun"
    case .returnLineSet: "return line"
    case .returnAllowed: "return allowed"
    case .cashPromised: "cash promised"
    case .refundMoved: "refund moved"
    case .cashHandedOver: "cash handed over"
    case .correctionBegun: "correction begun"
    case .missingBegun: "missing begun"
    case .lateDropped: "late dropped"
    case .rightLineSet: "right line"
    case .rightCashSet: "right cash"
    case .rightSlipTyped: "right slip"
    case .correctionAllowed: "correction allowed"
    }
  }

  fileprivate var isOfGoods: Bool {
    switch self {
    case .lineAdded, .quantitySet, .lineRemoved, .discountSet, .restored, .repriced: true
    case .contactSet, .memoSet, .unknownCodesSet, .attemptOpened, .outcome, .approvedInPart,
      .approvedOver, .slipReplaced, .slipAmount, .slipField, .undoUnknown, .undoFailed,
      .slipAccepted, .slipVoided, .cashReceived, .cashReturned, .confirmed, .printIntended,
      .printRefused, .printed, .detached, .seniorAllowed, .guardPassed, .guardLifted,
      .guardUnderWay, .guardOver, .begun, .tenderBegun, .tenderHeard, .tenderOver,
      .heldBack, .goesOn, .leftToPerson, .refundFound, .strayVoid, .slipOver, .refundTakenOver,
      .returnBegun, .otherReturnBegun, .returnLineSet, .returnAllowed, .refundMoved,
      .cashPromised, .cashHandedOver,
      .correctionBegun, .missingBegun, .lateDropped, .rightLineSet, .rightCashSet, .rightSlipTyped,
      .correctionAllowed:
      false
    }
  }

  /// Whether it is about goods and payments, and so is told what hinders it.
  fileprivate var isOfAReceiptInHand: Bool {
    switch self {
    case .lineAdded, .quantitySet, .lineRemoved, .discountSet, .contactSet, .memoSet,
      .unknownCodesSet, .restored,
      .attemptOpened, .cashReceived, .cashReturned, .confirmed, .printIntended,
      .guardPassed, .guardLifted, .guardUnderWay, .guardOver, .begun, .tenderBegun, .tenderHeard,
      .tenderOver, .repriced:
      true
    case .outcome, .approvedInPart, .approvedOver, .slipReplaced, .slipAmount, .slipField,
      .slipAccepted, .slipVoided, .undoUnknown, .undoFailed,
      .printRefused, .printed, .detached, .seniorAllowed, .heldBack, .goesOn,
      .leftToPerson, .refundFound, .strayVoid, .slipOver, .refundTakenOver,
      .returnBegun, .otherReturnBegun, .returnLineSet, .returnAllowed, .refundMoved,
      .cashPromised, .cashHandedOver,
      .correctionBegun, .missingBegun, .lateDropped, .rightLineSet, .rightCashSet, .rightSlipTyped,
      .correctionAllowed:
      false
    }
  }
}
