import Testing

@testable import KassaRuntime

/// Every state of a charge and everything that can be said of it: where it goes, or why it stays.
@Suite struct AttemptMovesTests {
  private static let now = Moment(milliseconds: 1_800_000_000_000)
  private static let person = Witness.person(cashier: "Анна")
  private static let device = Witness.device(reply: "1")
  private static let due = Money(checked: 10_000)
  private static let terminal = TerminalReference(id: "t1", name: "ВТБ")

  private static func say(_ outcome: Outcome, _ witness: Witness = person) -> ReceiptChange {
    .outcome(attempt: 1, outcome: outcome, by: witness, at: now)
  }

  private static func slip(_ kopecks: Int64) -> ReceiptChange {
    .slipAmount(attempt: 1, amount: Money(checked: kopecks), by: person, at: now)
  }

  private static func use(_ number: String, receipt: String = "r", attempt: Int = 1) -> SlipUse {
    SlipUse(
      terminal: "t1", day: "2027-01-15", number: number, receipt: receipt, attempt: attempt,
      at: now, document: nil)
  }

  private static func rrn(_ text: String?, _ use: SlipUse?) -> ReceiptChange {
    .slipField(attempt: 1, field: .rrn, text: text, use: use, by: person, at: now)
  }

  private static let number = "123456789012"
  private static let accepted = ReceiptChange.slipAccepted(attempt: 1, by: person, at: now)
  private static let voided = ReceiptChange.slipVoided(attempt: 1, by: person, at: now)
  private static let part = ReceiptChange.approvedInPart(
    attempt: 1, amount: Money(checked: 4_000), by: device, at: now)

  /// A receipt over 100 ₽ whose charge needs the amount and the RRN of its slip, after `changes`.
  private static func receipt(_ changes: [ReceiptChange]) throws -> Receipt {
    var receipt = Receipt(id: "r", taxation: .usnIncome)
    try receipt.apply(.lineAdded(item: Item(name: "Кофе", price: due)))
    let charge = Attempt(
      id: 1, operation: .charge, terminal: terminal, reason: "", amount: due, since: now,
      day: "2027-01-15", proof: Proof([.amount: .required, .rrn: .required]))
    try receipt.apply(.attemptOpened(attempt: charge))
    for change in changes { try receipt.apply(change) }
    return receipt
  }

  /// What brings the charge to each state.
  private static let states: [String: [ReceiptChange]] = [
    "open": [], "unknown": [say(.unknown)], "claimed": [say(.approved)],
    "amount": [say(.approved), slip(10_000)], "under": [say(.approved), slip(9_000)],
    "over": [say(.approved), slip(11_000)], "part": [part],
    "approved": [say(.approved, device)], "declined": [say(.declined)], "not run": [say(.notRun)],
  ]

  /// What is said in a state, and the state after it, or the refusal.
  static let table: [(from: String, said: ReceiptChange, to: String?, refusal: ReceiptError?)] = [
    ("open", say(.approved), "claimed", nil), ("open", say(.approved, device), "approved", nil),
    ("open", say(.declined), "declined", nil), ("open", say(.notRun), "not run", nil),
    ("open", say(.unknown), "unknown", nil), ("open", part, "mismatched", nil),
    ("open", slip(10_000), nil, .slipNotAsked), ("open", accepted, nil, .slipNotAsked),
    ("open", voided, nil, .slipNotAsked), ("open", .detached, nil, .nothingUnknown),
    ("unknown", say(.approved), "claimed", nil), ("unknown", say(.declined), "declined", nil),
    ("unknown", say(.approved, device), "approved", nil),
    ("unknown", say(.notRun), nil, .saidToHaveRun), ("unknown", say(.unknown), "unknown", nil),
    ("unknown", part, "mismatched", nil), ("unknown", voided, nil, .slipNotAsked),
    ("unknown", .detached, "unknown", nil),
    ("claimed", say(.notRun), nil, .saidToHaveRun), ("claimed", say(.declined), "declined", nil),
    ("claimed", say(.unknown), "unknown", nil), ("claimed", part, nil, .slipMismatched),
    ("claimed", slip(10_000), "claimed", nil), ("claimed", slip(9_999), "mismatched", nil),
    ("claimed", rrn(number, use("rrn \(number)")), nil, .slipNotAsked),
    ("claimed", voided, "declined", nil), ("claimed", accepted, nil, .slipNotAsked),
    ("claimed", .detached, "claimed", nil),
    ("amount", rrn(number, use("rrn \(number)")), "approved", nil),
    ("amount", rrn(number, nil), nil, .slipFieldBad(.rrn)),
    ("amount", rrn(number, use("rrn 123456789013")), nil, .slipFieldBad(.rrn)),
    ("amount", rrn(number, use("rrn \(number)", receipt: "s")), nil, .slipFieldBad(.rrn)),
    ("amount", rrn(number, use("rrn \(number)", attempt: 2)), nil, .slipFieldBad(.rrn)),
    ("amount", rrn("12345678901", use("rrn 12345678901")), nil, .slipFieldBad(.rrn)),
    ("amount", rrn(nil, nil), nil, .slipFieldRequired(.rrn)),
    ("amount", voided, "declined", nil), ("amount", say(.notRun), nil, .saidToHaveRun),
    ("under", say(.approved), nil, .slipMismatched),
    ("under", say(.declined), nil, .slipMismatched),
    ("under", say(.notRun), nil, .slipMismatched), ("under", say(.unknown), "mismatched", nil),
    ("under", slip(10_000), "claimed", nil), ("under", accepted, "claimed", nil),
    ("under", voided, "declined", nil), ("under", .detached, "mismatched", nil),
    ("over", say(.approved), nil, .slipMismatched), ("over", accepted, "claimed", nil),
    ("over", voided, "declined", nil), ("over", slip(10_000), "claimed", nil),
    ("part", accepted, "approved", nil), ("part", slip(10_000), nil, .slipNotAsked),
    ("part", say(.notRun), nil, .slipMismatched), ("part", voided, "declined", nil),
    ("approved", say(.declined), nil, .noOpenAttempt(1)),
    ("approved", part, nil, .noOpenAttempt(1)),
    ("approved", voided, nil, .noOpenAttempt(1)), ("approved", .detached, nil, .nothingUnknown),
    ("declined", say(.approved), nil, .noOpenAttempt(1)),
    ("declined", .detached, nil, .nothingUnknown),
    ("not run", say(.approved), nil, .noOpenAttempt(1)),
  ]

  @Test(arguments: table.indices)
  func `goes where it is said to and nowhere else`(index: Int) throws {
    let (from, said, to, refusal) = Self.table[index]
    var receipt = try Self.receipt(try #require(Self.states[from]))
    let before = receipt
    if let refusal {
      #expect(throws: refusal) { try receipt.apply(said) }
      #expect(receipt == before)
    } else {
      try receipt.apply(said)
      #expect(receipt.attempts[0].state.name == to)
    }
    // Nothing that is said of a charge pays more than it was for.
    #expect(receipt.charged <= Self.due && receipt.change == .zero)
  }

  /// What the charge counts for in the end, by what its slip showed.
  @Test(
    arguments: [
      ([slip(10_000), rrn(number, use("rrn \(number)"))], 10_000),
      ([slip(9_000), accepted, rrn(number, use("rrn \(number)"))], 9_000),
      ([slip(11_000), accepted, rrn(number, use("rrn \(number)"))], 10_000),
      ([slip(1), slip(10_000), rrn(number, use("rrn \(number)"))], 10_000),
    ] as [([ReceiptChange], Int64)])
  func `counts for what its slip showed and no more than was asked`(
    changes: [ReceiptChange], charged: Int64
  ) throws {
    let receipt = try Self.receipt([Self.say(.approved)] + changes)
    #expect(receipt.charged.kopecks == charged && receipt.due.kopecks == 10_000 - charged)
  }
}

extension Attempt.State {
  fileprivate var name: String {
    switch self {
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
}
