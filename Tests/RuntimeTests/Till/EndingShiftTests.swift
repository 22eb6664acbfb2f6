import Testing

@testable import KassaRuntime

/// A shift that ends before a payment could is none to take money in: it is closed and opened first.
@Suite struct EndingShiftTests {
  private static let day: Int64 = 24 * 3_600_000
  private static let tenMinutes: Int64 = 600_000

  /// Milliseconds left of the shift when the payment begins, and whether it is closed first.
  static let table: [(left: Int64, isClosed: Bool)] = [
    (tenMinutes, false), (tenMinutes + 1, false), (tenMinutes - 1, true), (540_000, true),
    (60_000, true), (1, true), (0, true), (-1, true),
  ]

  @Test(arguments: table.indices, ["card", "cash"])
  func `is closed and opened before any money`(index: Int, tender: String) async throws {
    let (left, isClosed) = Self.table[index]
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.cash", "payment.cash: 199.50", Story.coffee])
    story.clock.advance(milliseconds: Self.day - left)
    let scene = try await story.play(["sale: pay.\(tender)"])
    #expect(scene.stands == (tender == "card" ? "charge.window" : "payment.cash"))
    #expect(scene.papers.map(\.kind) == (isClosed ? [.shiftClosing, .shiftOpening] : []))
    #expect(scene.state.shift?.number == (isClosed ? 2 : 1))
    #expect(!scene.prompts.contains { $0.id.hasSuffix("not_ready") })
  }

  /// The shift ends while the cashier asks the card once more.
  @Test func `is closed between two tries of a card`() async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card", "charge.window: declined"])
    story.clock.advance(milliseconds: Self.day - Self.tenMinutes + 1)
    let scene = try await story.play(["charge.declined: again"])
    #expect(scene.stands == "charge.window" && scene.state.shift?.number == 2)
    #expect(scene.papers.map(\.kind) == [.shiftClosing, .shiftOpening])
    let sold = try await story.play(["charge.window: approved"])
    #expect(sold.documents.count == 1 && sold.stands == "sale")
    #expect(try story.verify().receipts == 1)
  }

  /// It ends while the terminal is asked: the money is there, so the print opens a shift for itself.
  @Test func `is closed and opened by the print of what a card has paid`() async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card"])
    story.clock.advance(hours: 24)
    let scene = try await story.play(["charge.window: approved"])
    #expect(scene.stands == "sale" && scene.state.shift?.number == 2)
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [19_950])
    #expect(try story.verify().receipts == 1)
  }
}
