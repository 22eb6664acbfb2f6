import Testing

@testable import KassaRuntime

/// A charge goes where its table says by the words of its terminal, also once its receipt is printed.
@Suite struct UnconfirmedChargeTests {
  private static let at = Moment(milliseconds: 0)
  private static let amount = Money(checked: 10_000)
  private static let anna = Witness.person(cashier: "Анна")

  private static let words: [(UnconfirmedCharge.Said, ChargeWord)] = [
    (.took, .took(amount: amount, reference: "1")),
    (.tookOther, .took(amount: Money(checked: 14_000), reference: "1")),
    (.nothing, .nothing(reason: "host_error")), (.silent, .silent),
  ]

  /// A charge of a receipt that has taken those changes.
  private static func charge(_ changes: [ReceiptChange]) throws -> UnconfirmedCharge {
    var receipt = Receipt(id: "r", taxation: .usnIncome)
    let terminal = TerminalReference(id: "t", name: "Пинпад", provider: Provider.connected)
    var charges = [
      UnconfirmedCharge(
        key: ChargeKey(receipt: "r", attempt: 1), terminal: terminal, amount: amount, since: at)
    ]
    let attempt = Attempt(
      id: 1, operation: .charge, terminal: terminal, reason: "", amount: amount, since: at,
      day: "2026-01-01", proof: .button)
    let opening: [ReceiptChange] = [
      .lineAdded(item: Item(name: "Кофе", price: amount)), .attemptOpened(attempt: attempt),
    ]
    for change in opening + changes {
      try receipt.apply(change)
      charges.follow(change, of: receipt)
    }
    return try #require(charges.first)
  }

  private static func say(_ outcome: Outcome, _ witness: Witness = anna) -> ReceiptChange {
    .outcome(attempt: 1, outcome: outcome, by: witness, at: at)
  }

  @Test func `each row of the table is taken, and nothing goes beside them`() throws {
    let begun = try [
      [], [Self.say(.declined)], [Self.say(.declined, .device(reply: "no"))],
      [Self.say(.approved)],
    ].map(Self.charge)
    var taken: Set<UnconfirmedCharge.Row> = []
    var seen: Set<UnconfirmedCharge.Stage> = []
    var open = begun
    while let charge = open.popLast() {
      guard seen.insert(charge.stage).inserted else { continue }
      for (said, word) in Self.words {
        let next = charge.after(word)
        let row = UnconfirmedCharge.Row(charge.stage, said, next?.stage)
        if next == charge {
          #expect(
            !UnconfirmedCharge.moves.contains {
              ($0.from, $0.said) == (row.from, said) && $0.to != row.from
            })
        } else {
          #expect(UnconfirmedCharge.moves.contains(row), "\(row)")
        }
        taken.insert(row)
        if let next { open.append(next) }
      }
    }
    #expect(UnconfirmedCharge.moves.subtracting(taken).isEmpty)
    #expect(seen == Set(UnconfirmedCharge.Stage.allCases))
  }

  @Test func `a yes that comes after a no is owed, also when the receipt is printed`() throws {
    let intent = PrintIntent(key: "r", lastDocument: 0, document: .null, memory: "")
    let charge = try Self.charge([
      Self.say(.declined), .cashReceived(amount: Self.amount), .printIntended(intent: intent),
      .printed(document: Issued(number: 7, sign: "1", shift: 1, at: Self.at)),
    ])
    let owed = charge.after(.took(amount: Self.amount, reference: "1"))
    #expect(owed?.standing == .owed && owed?.taken == Self.amount && owed?.document == 7)
    #expect(owed?.isListed == true)
    // Nothing that the terminal says ends it.
    for (_, word) in Self.words { #expect(owed?.after(word) == owed) }
  }
}
