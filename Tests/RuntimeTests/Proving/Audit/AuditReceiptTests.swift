import Foundation
import Testing

@testable import KassaProving
@testable import KassaRuntime

/// The audit reads the same of a receipt from its changes and from the whole of it.
@Suite struct AuditReceiptTests {
  private static let at = Moment(milliseconds: 1_800_000_000_000)
  private static let amount = Money(checked: 10_000)
  private static let by = Witness.device(reply: "OK")

  private static let charged: [(name: String, changes: [ReceiptChange], hasMoney: Bool)] = {
    let charge = attempt(1, .charge)
    let void = attempt(2, .void(charge: 1))
    func outcome(_ id: Int, _ outcome: Outcome) -> ReceiptChange {
      .outcome(attempt: id, outcome: outcome, by: by, at: at)
    }
    let approved: [ReceiptChange] = [.attemptOpened(attempt: charge), outcome(1, .approved)]
    return [
      ("an open charge", [.attemptOpened(attempt: charge)], true),
      ("an unknown charge", [.attemptOpened(attempt: charge), outcome(1, .unknown)], true),
      ("a declined charge", [.attemptOpened(attempt: charge), outcome(1, .declined)], false),
      ("an approved charge", approved, true),
      ("an open void", approved + [.attemptOpened(attempt: void)], true),
      (
        "a declined void", approved + [.attemptOpened(attempt: void), outcome(2, .declined)], true
      ),
      (
        "a charge that was voided",
        approved + [.attemptOpened(attempt: void), outcome(2, .approved)],
        false
      ),
    ]
  }()

  private static func attempt(_ id: Int, _ operation: Attempt.Operation) -> Attempt {
    Attempt(
      id: id, operation: operation,
      terminal: TerminalReference(id: "t1", name: "Банк", provider: "standalone"), reason: "",
      amount: amount, since: at, day: "2027-01-15", proof: Proof([:]))
  }

  @Test(arguments: charged.indices)
  func `a snapshot says what the changes said`(index: Int) throws {
    let (name, changes, hasMoney) = Self.charged[index]
    var receipt = Receipt(id: "r", taxation: .usnIncome)
    try receipt.apply(.lineAdded(item: Item(name: "Кофе", price: Self.amount)))
    var live = AuditReceipt(snapshot: try AuditJSON(Self.json(receipt)))
    for change in changes {
      try receipt.apply(change)
      try live.apply(try AuditJSON(Self.json(change)))
    }
    let read = AuditReceipt(snapshot: try AuditJSON(Self.json(receipt)))
    #expect(live.hasMoney == hasMoney, "\(name)")
    try live.compare(read, name)
  }

  /// As the journal writes it.
  private static func json(_ part: some JSONCoded) -> Data { Data(part.json) }
}
