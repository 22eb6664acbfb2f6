import Testing

@testable import KassaRuntime

/// Invariant 3, for what a connected terminal says: a charge in part is never the whole.
@Suite struct ChargeInPartTests {
  private static let now = Moment(milliseconds: 1_800_000_000_000)
  private static let device = Witness.device(reply: "1")
  private static let person = Witness.person(cashier: "Анна")

  private static func rub(_ roubles: Int64) -> Money { Money(checked: roubles * 100) }

  /// A receipt over 100 ₽ with an open charge of it.
  private static func receipt() throws -> Receipt {
    var receipt = Receipt(id: "r", taxation: .usnIncome)
    try receipt.apply(.lineAdded(item: Item(name: "Кофе", price: rub(100))))
    let terminal = TerminalReference(id: "t1", name: "Пинпад", provider: "connected")
    try receipt.apply(
      .attemptOpened(
        attempt: Attempt(
          id: 1, operation: .charge, terminal: terminal, reason: "", amount: rub(100),
          since: now, day: "2026-11-24",
          proof: Proof([.amount: .required]))))
    return receipt
  }

  private static func part(_ roubles: Int64, _ witness: Witness = device) -> ReceiptChange {
    .approvedInPart(attempt: 1, amount: rub(roubles), by: witness, at: now)
  }

  private static func end(_ outcome: Outcome, _ witness: Witness = person) -> ReceiptChange {
    .outcome(attempt: 1, outcome: outcome, by: witness, at: now)
  }

  private static let slip = ReceiptChange.slipAmount(
    attempt: 1, amount: rub(100), by: person, at: now)
  private static let accepted = ReceiptChange.slipAccepted(attempt: 1, by: person, at: now)
  private static let voided = ReceiptChange.slipVoided(attempt: 1, by: person, at: now)

  /// Changes in order, and what comes of the last: a refusal, or the charge's state and what is due.
  static let table:
    [(changes: [ReceiptChange], refusal: ReceiptError?, state: String, due: Int64)] =
      [
        ([part(40)], nil, "mismatched", 100),
        ([end(.unknown, device), part(40)], nil, "mismatched", 100),
        ([part(40), accepted], nil, "approved", 60),
        ([part(40), voided], nil, "declined", 100),
        ([part(40), end(.unknown)], nil, "mismatched", 100),
        ([part(40), end(.unknown), end(.approved)], .slipMismatched, "mismatched", 100),
        ([part(40), end(.unknown), end(.approved, device)], .slipMismatched, "mismatched", 100),
        ([part(40), end(.unknown), accepted], nil, "approved", 60),
        ([part(40), end(.unknown), end(.declined)], .slipMismatched, "mismatched", 100),
        ([part(40), end(.approved)], .slipMismatched, "mismatched", 100),
        ([part(40), end(.approved, device)], .slipMismatched, "mismatched", 100),
        ([part(40), end(.declined)], .slipMismatched, "mismatched", 100),
        ([part(40), slip], .slipNotAsked, "mismatched", 100),
        ([part(40), part(50)], .slipMismatched, "mismatched", 100),
        ([part(40, person)], .slipNotAsked, "open", 100),
        ([part(0)], .chargeAmount(rub(0), due: rub(100)), "open", 100),
        ([part(100)], .chargeAmount(rub(100), due: rub(100)), "open", 100),
        ([part(101)], .chargeAmount(rub(101), due: rub(100)), "open", 100),
        ([end(.declined, device), part(40)], .noOpenAttempt(1), "declined", 100),
      ]

  @Test(arguments: table.indices)
  func `what was taken in part never counts as the whole`(index: Int) throws {
    let (changes, refusal, state, due) = Self.table[index]
    var receipt = try Self.receipt()
    for change in changes.dropLast() { try receipt.apply(change) }
    var error: ReceiptError?
    if let last = changes.last {
      do throws(ReceiptError) { try receipt.apply(last) } catch let refused { error = refused }
    }
    #expect(error == refusal)
    #expect(Self.name(receipt.attempts[0].state) == state)
    #expect(receipt.due == Self.rub(due))
    #expect(receipt.openAttempt == nil || receipt.hasMoneyInQuestion)
  }

  private static func name(_ state: Attempt.State) -> String {
    switch state {
    case .open: "open"
    case .unknown: "unknown"
    case .claimed: "claimed"
    case .mismatched: "mismatched"
    case .approved: "approved"
    case .declined: "declined"
    case .notRun: "not run"
    case .voided: "voided"
    }
  }

  @Test func `a void is never done in part`() throws {
    var receipt = try Self.receipt()
    try receipt.apply(Self.end(.approved, Self.device))
    try receipt.apply(
      .attemptOpened(
        attempt: Attempt(
          id: 2, operation: .void(charge: 1), terminal: receipt.attempts[0].terminal,
          reason: "void", amount: Self.rub(100), since: Self.now, day: "2026-11-24",
          proof: .button)))
    try receipt.apply(
      .approvedInPart(attempt: 2, amount: Self.rub(40), by: Self.device, at: Self.now))
    // Another amount was undone than the charge's: that stands to be looked at.
    #expect(receipt.attempts[1].state == .mismatched(slip: Self.rub(40)))
    #expect(throws: ReceiptError.slipMismatched) {
      try receipt.apply(.slipAccepted(attempt: 2, by: Self.device, at: Self.now))
    }
    #expect(receipt.charged == Self.rub(100))
  }
}
