import Testing

@testable import KassaRuntime

/// Which tenders go with which settlement method (tags 1214 to 1217), when they are taken and when the
/// receipt is printed; and that each is covered as what it is.
@Suite struct TenderFitTests {
  private static let now = Moment(milliseconds: 1_800_000_000_000)
  private static let one = Money(checked: 100)

  /// The methods whose lines a tender may pay.
  static let table: [(kind: TenderKind, methods: Set<SettlementMethod>)] = [
    (.cash, Set(SettlementMethod.allCases).subtracting([.credit])),
    (.cashless, Set(SettlementMethod.allCases).subtracting([.credit])),
    (.other, Set(SettlementMethod.allCases).subtracting([.credit])),
    (.prepaid, [.fullPayment, .partialPayment]), (.credit, [.partialPayment, .credit]),
  ]

  private static func receipt(_ methods: [SettlementMethod]) throws -> Receipt {
    var receipt = Receipt(id: "r", taxation: .usnIncome)
    for method in methods {
      let price = Money(checked: one.kopecks / Int64(methods.count))
      try receipt.apply(.lineAdded(item: Item(name: "Кофе", price: price, method: method)))
    }
    return receipt
  }

  /// Covers the receipt by that kind.
  private static func pay(_ receipt: inout Receipt, _ kind: TenderKind) throws(ReceiptError) {
    switch kind {
    case .cash: try receipt.apply(.cashReceived(amount: one))
    case .cashless:
      try receipt.apply(
        .attemptOpened(
          attempt: Attempt(
            id: 1, operation: .charge, terminal: TerminalReference(id: "t1", name: "ВТБ"),
            reason: "", amount: one, since: now, day: "2027-01-15", proof: .button)))
      try receipt.apply(
        .outcome(attempt: 1, outcome: .approved, by: .person(cashier: "Анна"), at: now))
    case .prepaid, .credit, .other:
      try receipt.apply(.confirmed(kind: kind, amount: one, cashier: "Анна"))
    }
  }

  private static let print = ReceiptChange.printIntended(
    intent: PrintIntent(key: "r", lastDocument: 0, document: .null, memory: ""))

  @Test(arguments: table.indices, SettlementMethod.allCases)
  func `a receipt prints only where its tender fits its lines`(
    index: Int, method: SettlementMethod
  ) throws {
    let (kind, methods) = Self.table[index]
    let fits = methods.contains(method)
    #expect(kind.fits(method) == fits)
    var receipt = try Self.receipt([method])
    do {
      try Self.pay(&receipt, kind)
    } catch {
      #expect(error == .methodMismatch(kind) && !fits)
      return
    }
    for other in TenderKind.allCases {
      #expect(receipt.covered(by: other) == (other == kind ? Self.one : .zero), "\(other)")
    }
    #expect(receipt.due == .zero)
    if fits {
      try receipt.apply(Self.print)
    } else {
      #expect(throws: ReceiptError.methodMismatch(kind)) { try receipt.apply(Self.print) }
    }
  }

  /// One line that does not fit is enough.
  @Test(arguments: [TenderKind.cash, .cashless, .prepaid, .other])
  func `every line counts`(kind: TenderKind) throws {
    var receipt = try Self.receipt([.fullPayment, .credit])
    #expect(throws: ReceiptError.methodMismatch(kind)) {
      try Self.pay(&receipt, kind)
      try receipt.apply(Self.print)
    }
  }
}
