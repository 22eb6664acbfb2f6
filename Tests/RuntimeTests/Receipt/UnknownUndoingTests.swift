import Testing

@testable import KassaRuntime

/// Somebody was to undo a charge whose slip shows another amount and can't tell whether they did: nothing
/// else is believed of that charge until somebody can.
@Suite struct UnknownUndoingTests {
  private static let store = """
    providers = { stock.standalone { proof = { "amount", "rrn" } } },
    """
  private static let start =
    Story.signIn + [
      "sale: free 890 Краска", "sale: pay.card", "charge.window: approved",
    ]
  private static let senior = ["charge.detached: senior", "senior.pin: text \(Story.pin)"]
  private static let rrn = "123456789012"

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// What leads to the undoing, whose outcome nobody knows.
    let way: [String]
    /// The question that stands then, however often the receipt is taken back.
    let question: String
    let done: [String]
    var doneStands = "sale"
    let failed: [String]
    let failedStands: String
  }

  static let cases = [
    Case(
      testDescription: "a slip that shows more, voided",
      way: ["charge.amount: 900", "charge.over: void", "charge.void: unknown"],
      question: "charge.void_unknown", done: ["charge.void_unknown: approved"],
      failed: ["charge.void_unknown: declined"], failedStands: "charge.over"),
    Case(
      testDescription: "a slip that shows less, voided",
      way: ["charge.amount: 800", "charge.under: void", "charge.void: unknown"],
      question: "charge.void_unknown", done: ["charge.void_unknown: approved"],
      failed: ["charge.void_unknown: declined"], failedStands: "charge.under"),
    Case(
      testDescription: "a slip that shows more, the difference given back",
      way: ["charge.amount: 900", "charge.over: difference", "charge.difference: unknown"],
      question: "charge.difference_unknown", done: ["charge.difference_unknown: approved"],
      doneStands: "charge.rrn", failed: ["charge.difference_unknown: declined"],
      failedStands: "charge.over"),
    Case(
      testDescription: "a slip that proves nothing, voided",
      way: [
        "charge.amount: 890", "charge.rrn: none", "charge.unproven: void", "charge.void: unknown",
      ],
      question: "charge.void_unknown", done: ["charge.void_unknown: approved"],
      failed: ["charge.void_unknown: declined"], failedStands: "charge.unknown"),
  ]

  private static func stand(at one: Case) async throws -> Story {
    let story = try Story(Self.store)
    let scene = try await story.play(Self.start + one.way + Self.senior)
    #expect(scene.stands == one.question, "\(scene.faults)")
    return story
  }

  @Test(arguments: cases)
  func `is asked again until it is known`(_ one: Case) async throws {
    var story = try await Self.stand(at: one)
    // It is asked after a restart, and when the receipt is taken back once more.
    let again = try await story.play(["\(one.question): unknown"] + Self.senior)
    #expect(again.stands == one.question && again.documents.isEmpty)
    #expect(try await story.play(one.done).stands == one.doneStands)
    _ = try story.verify()

    story = try await Self.stand(at: one)
    let failed = try await story.play(one.failed)
    #expect(failed.stands == one.failedStands && failed.documents.isEmpty)
    _ = try story.verify()
  }

  @Test func `no script can type the slip again meanwhile`() throws {
    let at = Moment(milliseconds: 0)
    let anna = Witness.person(cashier: "Анна")
    var receipt = Receipt(id: "r", taxation: .usnIncome)
    try receipt.apply(.lineAdded(item: Item(name: "Краска", price: Money(checked: 89_000))))
    try receipt.apply(
      .attemptOpened(
        attempt: Attempt(
          id: 1, operation: .charge, terminal: TerminalReference(id: "t", name: "Банк"), reason: "",
          amount: Money(checked: 89_000), since: at, day: "2026-01-01",
          proof: Proof([.amount: .required]))))
    try receipt.apply(.outcome(attempt: 1, outcome: .approved, by: anna, at: at))
    try receipt.apply(.slipAmount(attempt: 1, amount: Money(checked: 90_000), by: anna, at: at))
    try receipt.apply(.undoUnknown(attempt: 1, undo: .charge, by: anna, at: at))
    for change in [
      ReceiptChange.slipAmount(attempt: 1, amount: Money(checked: 89_000), by: anna, at: at),
      .slipAccepted(attempt: 1, by: anna, at: at),
      .outcome(attempt: 1, outcome: .approved, by: anna, at: at),
    ] {
      #expect(throws: ReceiptError.undoUnknown("Банк")) { try receipt.apply(change) }
    }
  }
}
