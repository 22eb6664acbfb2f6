import Testing

@testable import KassaRuntime

/// A void undoes the one charge it names, and no other of its receipt.
@Suite struct VoidedChargeTests {
  private static let now = Moment(milliseconds: 1_800_000_000_000)
  /// Charges in roubles, by number from 1: the second was declined.
  private static let charged: [Int64] = [30, 20, 50, 20]

  private static func rub(_ roubles: Int64) -> Money { Money(checked: roubles * 100) }

  private static func terminal(of charge: Int) -> TerminalReference {
    TerminalReference(id: "t\(charge)", name: "Терминал \(charge)")
  }

  private static func attempt(
    _ id: Int, _ operation: Attempt.Operation, _ roubles: Int64, on charge: Int
  ) -> Attempt {
    Attempt(
      id: id, operation: operation, terminal: terminal(of: charge), reason: "",
      amount: rub(roubles), since: now, day: "2027-01-15", proof: .button)
  }

  private static func end(_ id: Int, _ outcome: Outcome) -> ReceiptChange {
    .outcome(attempt: id, outcome: outcome, by: .person(cashier: "Анна"), at: now)
  }

  /// A receipt over 100 ₽, all of it charged.
  private static func receipt() throws -> Receipt {
    var receipt = Receipt(id: "r", taxation: .usnIncome)
    try receipt.apply(.lineAdded(item: Item(name: "Кофе", price: rub(100))))
    for (index, roubles) in charged.enumerated() {
      let id = index + 1
      try receipt.apply(.attemptOpened(attempt: attempt(id, .charge, roubles, on: id)))
      try receipt.apply(end(id, id == 2 ? .declined : .approved))
    }
    #expect(receipt.charges.map(\.attempt.id) == [1, 3, 4] && receipt.due == .zero)
    return receipt
  }

  private static func void(
    _ charge: Int, of receipt: inout Receipt, _ outcome: Outcome = .approved
  ) throws {
    let id = receipt.attempts.count + 1
    try receipt.apply(
      .attemptOpened(
        attempt: attempt(id, .void(charge: charge), charged[charge - 1], on: charge)))
    try receipt.apply(end(id, outcome))
  }

  @Test(arguments: [[1], [3], [4], [1, 3], [3, 1], [4, 1], [4, 3], [3, 4, 1], [1, 3, 4]])
  func `marks the charge it names`(order: [Int]) throws {
    var receipt = try Self.receipt()
    var left = [1, 3, 4]
    for charge in order {
      try Self.void(charge, of: &receipt)
      left.removeAll { $0 == charge }
      #expect(receipt.charges.map(\.attempt.id) == left, "\(order), after \(charge)")
      let sum = left.reduce(0) { $0 + Self.charged[$1 - 1] }
      #expect(receipt.charged == Self.rub(sum) && receipt.due == Self.rub(100 - sum))
    }
    // What each approval was for stays as it was approved.
    for (index, attempt) in receipt.attempts.prefix(Self.charged.count).enumerated() {
      switch attempt.state {
      case .approved(let approval), .voided(let approval):
        #expect(approval.amount == Self.rub(Self.charged[index]))
        #expect((attempt.state.stage == .voided) == order.contains(index + 1))
      case .open, .unknown, .claimed, .mismatched, .declined, .notRun: continue
      }
    }
  }

  @Test(arguments: [1, 3, 4], [Outcome.declined, .unknown, .notRun])
  func `marks nothing until it is approved`(charge: Int, outcome: Outcome) throws {
    var receipt = try Self.receipt()
    try Self.void(charge, of: &receipt, outcome)
    #expect(receipt.charges.map(\.attempt.id) == [1, 3, 4])
    #expect(receipt.charged == Self.rub(100))
  }

  /// Voids that no charge stands behind, by what they name and the amount they are for.
  static let refused: [(charge: Int, roubles: Int64)] = [
    (0, 30), (1, 29), (1, 31), (1, 50), (2, 20), (3, 30), (4, 50), (5, 30), (6, 20),
  ]

  @Test(arguments: refused.indices)
  func `is refused for what is not approved for that amount`(index: Int) throws {
    let (charge, roubles) = Self.refused[index]
    var receipt = try Self.receipt()
    // Attempt 5 undoes the third charge: neither is there to be undone.
    try Self.void(3, of: &receipt)
    let before = receipt
    #expect(throws: ReceiptError.nothingToVoid(charge)) {
      try receipt.apply(
        .attemptOpened(attempt: Self.attempt(6, .void(charge: charge), roubles, on: 1)))
    }
    #expect(receipt == before)
  }
}
