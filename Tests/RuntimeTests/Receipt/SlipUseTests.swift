import Testing

@testable import KassaRuntime

/// What a slip's number is kept as used for: this charge of this receipt and nothing else.
@Suite struct SlipUseTests {
  private static let at = Moment(milliseconds: 1_800_000_000_000)
  private static let person = Witness.person(cashier: "Анна")
  private static let amount = Money(checked: 100)

  private static func use(
    terminal: String = "t", day: String = "2027-01-15", number: String = "rrn 123456789012",
    receipt: String = "r", attempt: Int = 1, at: Moment = at
  ) -> SlipUse {
    SlipUse(
      terminal: terminal, day: day, number: number, receipt: receipt, attempt: attempt, at: at,
      document: nil)
  }

  /// A receipt whose charge is said to be approved, and whose slip has to show its RRN.
  private static func claimed() throws -> Receipt {
    var receipt = Receipt(id: "r", taxation: .usnIncome)
    try receipt.apply(.lineAdded(item: Item(name: "Кофе", price: amount)))
    try receipt.apply(
      .attemptOpened(
        attempt: Attempt(
          id: 1, operation: .charge, terminal: TerminalReference(id: "t", name: "ВТБ"), reason: "",
          amount: amount, since: at, day: "2027-01-15", proof: Proof([.rrn: .required]))))
    try receipt.apply(.outcome(attempt: 1, outcome: .approved, by: person, at: at))
    return receipt
  }

  private static func typed(_ use: SlipUse?) -> ReceiptChange {
    .slipField(
      attempt: 1, field: .rrn, text: "123456789012", use: use, by: person, at: at)
  }

  @Test func `its own pays the receipt`() throws {
    var receipt = try Self.claimed()
    try receipt.apply(Self.typed(Self.use()))
    #expect(receipt.charged == Self.amount)
  }

  static let others: [SlipUse?] = [
    nil, use(terminal: "u"), use(day: "2027-01-16"), use(number: "rrn 123456789013"),
    use(receipt: "s"), use(attempt: 2), use(at: Moment(milliseconds: 0)),
  ]

  @Test(arguments: others.indices)
  func `none and another's are refused`(index: Int) throws {
    var receipt = try Self.claimed()
    let before = receipt
    #expect(throws: ReceiptError.slipFieldBad(.rrn)) {
      try receipt.apply(Self.typed(Self.others[index]))
    }
    #expect(receipt == before)
  }
}
