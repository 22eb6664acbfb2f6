import Testing

@testable import KassaRuntime

/// An attempt goes where its table says, by what happens to a receipt, and nowhere else.
@Suite struct AttemptLifeTests {
  private static let at = Moment(milliseconds: 0)
  private static let anna = Witness.person(cashier: "Анна")
  private static let device = Witness.device(reply: "ok")
  private static let amount = Money(checked: 10_000)

  /// What can happen to the first attempt, and the move that it is.
  private static let happenings: [(name: String, move: Attempt.Move, change: ReceiptChange)] = [
    ("yes", .approve, .outcome(attempt: 1, outcome: .approved, by: anna, at: at)),
    ("device yes", .approve, .outcome(attempt: 1, outcome: .approved, by: device, at: at)),
    ("no", .decline, .outcome(attempt: 1, outcome: .declined, by: anna, at: at)),
    ("not run", .notRun, .outcome(attempt: 1, outcome: .notRun, by: anna, at: at)),
    ("nobody knows", .lose, .outcome(attempt: 1, outcome: .unknown, by: anna, at: at)),
    (
      "other", .takeOther,
      .approvedInPart(attempt: 1, amount: Money(checked: 4_000), by: device, at: at)
    ),
    (
      "other way", .takeOther,
      .approvedOver(attempt: 1, amount: Money(checked: 14_000), by: device, at: at)
    ),
    ("undo unknown", .lose, .undoUnknown(attempt: 1, undo: .charge, by: anna, at: at)),
    ("slip", .prove, .slipAmount(attempt: 1, amount: amount, by: anna, at: at)),
    ("slip less", .prove, .slipAmount(attempt: 1, amount: Money(checked: 1), by: anna, at: at)),
    (
      "rrn", .prove,
      .slipField(
        attempt: 1, field: .rrn, text: "123456789012",
        use: SlipUse(
          terminal: "t", day: "2026-01-01", number: "rrn 123456789012", receipt: "r", attempt: 1,
          at: at, document: nil), by: anna, at: at)
    ),
    ("settled", .accept, .slipAccepted(attempt: 1, by: anna, at: at)),
    ("undone", .undo, .slipVoided(attempt: 1, by: anna, at: at)),
    ("set aside", .detach, .detached),
    ("slip replaced", .prove, .slipReplaced(attempt: 1, by: "Борис", at: at)),
  ]

  private static func receipt(_ proof: Proof) throws -> Receipt {
    var receipt = Receipt(id: "r", taxation: .usnIncome)
    try receipt.apply(.lineAdded(item: Item(name: "Кофе", price: amount)))
    try receipt.apply(
      .attemptOpened(
        attempt: Attempt(
          id: 1, operation: .charge, terminal: TerminalReference(id: "t", name: "Банк"), reason: "",
          amount: amount, since: at, day: "2026-01-01", proof: proof)))
    return receipt
  }

  @Test func `every row is taken by something, and nothing goes beside them`() throws {
    var taken: Set<Attempt.Row> = []
    for proof in [
      Proof.button, Proof([.amount: .required]), Proof([.amount: .required, .rrn: .required]),
      .instead,
    ] {
      var seen: Set<Receipt> = []
      var open = [try Self.receipt(proof)]
      while let receipt = open.popLast() {
        guard seen.insert(receipt).inserted else { continue }
        for happening in Self.happenings {
          var next = receipt
          do { try next.apply(happening.change) } catch { continue }
          let row = Attempt.Row(
            receipt.attempts[0].state.stage, happening.move, next.attempts[0].state.stage)
          taken.insert(row)
          #expect(Attempt.moves.contains(row), "\(happening.name): \(row)")
          open.append(next)
        }
      }
    }
    var voided = try Self.receipt(.button)
    try voided.apply(.outcome(attempt: 1, outcome: .approved, by: Self.anna, at: Self.at))
    try voided.apply(
      .attemptOpened(
        attempt: Attempt(
          id: 2, operation: .void(charge: 1), terminal: TerminalReference(id: "t", name: "Банк"),
          reason: "", amount: Self.amount, since: Self.at, day: "2026-01-01", proof: .button)))
    try voided.apply(.outcome(attempt: 2, outcome: .approved, by: Self.anna, at: Self.at))
    #expect(voided.attempts[0].state.stage == .voided && voided.charged == .zero)
    taken.insert(Attempt.Row(.approved, .void, .voided))
    taken.formUnion(try Self.foundRefunds())
    #expect(Attempt.moves.subtracting(taken).isEmpty)
  }

  /// A refund that its terminal made after a person's no, whichever no that was.
  private static func foundRefunds() throws -> [Attempt.Row] {
    try [Outcome.declined, .notRun].map { outcome in
      let charge = ChargeKey(receipt: "s", attempt: 1)
      var receipt = try returning(charge)
      try receipt.apply(
        .attemptOpened(
          attempt: Attempt(
            id: 1, operation: .refund(charge: charge),
            terminal: TerminalReference(id: "t", name: "Банк"), reason: "", amount: amount,
            since: at, day: "2026-01-01", proof: .button)))
      try receipt.apply(.outcome(attempt: 1, outcome: outcome, by: anna, at: at))
      let from = receipt.attempts[0].state.stage
      #expect(throws: ReceiptError.nothingToRefund) {
        try receipt.apply(.refundFound(attempt: 1, by: anna, at: at))
      }
      try receipt.apply(.refundFound(attempt: 1, by: device, at: at))
      #expect(receipt.due == .zero && receipt.charged == amount)
      #expect(throws: ReceiptError.nothingToRefund) {
        try receipt.apply(.refundFound(attempt: 1, by: device, at: at))
      }
      return Attempt.Row(from, .approveLate, .approved)
    }
  }

  private static func returning(_ charge: ChargeKey) throws -> Receipt {
    var receipt = Receipt(id: "r", taxation: .usnIncome)
    try receipt.apply(
      .returnBegun(
        sale: SoldReceipt(
          receipt: charge.receipt, document: 1, at: at, total: amount, taxation: .usnIncome,
          soldBy: SoldBy(name: "", inn: "", address: "", place: ""),
          lines: [
            SoldLine(line: 1, item: Item(name: "Кофе", price: amount), sum: amount)
          ],
          tenders: [
            SoldTender(
              kind: .cashless, charge: charge, terminal: TerminalReference(id: "t", name: "Банк"),
              paid: amount)
          ])))
    try receipt.apply(.returnLineSet(line: 1, quantity: .one))
    try receipt.apply(.returnAllowed(by: "Борис", isListed: false, at: at))
    // The yes holds for the lines as they are.
    var other = receipt
    try other.apply(.returnLineSet(line: 1, quantity: .one))
    #expect(other.back?.allowed == nil)
    return receipt
  }

  @Test func `a senior's word stands in for the slip only where it may`() throws {
    for proof in [Proof.button, Proof([.amount: .required]), Proof([.amount: .optional])] {
      var receipt = try Self.receipt(proof)
      try receipt.apply(.outcome(attempt: 1, outcome: .unknown, by: Self.device, at: Self.at))
      #expect(throws: ReceiptError.self) {
        try receipt.apply(.slipReplaced(attempt: 1, by: "Борис", at: Self.at))
      }
    }
    var receipt = try Self.receipt(.instead)
    #expect(throws: ReceiptError.slipNotAsked) {
      try receipt.apply(.slipReplaced(attempt: 1, by: "Борис", at: Self.at))
    }
    try receipt.apply(.outcome(attempt: 1, outcome: .approved, by: Self.anna, at: Self.at))
    #expect(receipt.charged == .zero)
    try receipt.apply(.slipReplaced(attempt: 1, by: "Борис", at: Self.at))
    #expect(receipt.charges.map(\.approval.witness) == [.person(cashier: "Борис")])
  }

  @Test func `of two demands the stricter holds`() {
    let all: [Proof.Demand] = [.required, .senior, .optional]
    for (place, one) in all.enumerated() {
      for other in all[place...] {
        #expect(Proof([.amount: one]).and(Proof([.amount: other]))[.amount] == one)
        #expect(Proof([.amount: other]).and(Proof([.amount: one]))[.amount] == one)
      }
    }
  }
}
