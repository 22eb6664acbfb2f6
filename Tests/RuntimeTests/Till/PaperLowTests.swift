import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Paper that is nearly over: told once a roll, before it is out, and never in the way of a sale.
@Suite struct PaperLowTests {
  private static let words = "Бумага в ККТ кончается: смените рулон между покупателями"
  private static let sale = [Story.coffee, "sale: pay.cash", "payment.cash: 199.50"]

  @Test func `is told once, and sells on`() async throws {
    let story = try Story()
    try await story.play(Story.signIn + Self.sale)
    try story.control.set(.paperLow)
    let scene = try await story.play(Self.sale + Self.sale)
    #expect(scene.documents.count == 3 && scene.stands == "sale")
    #expect(scene.warnings == [Self.words])
    _ = try story.verify()
  }

  @Test func `is not told while there is enough`() async throws {
    let scene = try await Story().play(Story.signIn + Self.sale)
    #expect(scene.warnings.isEmpty)
  }
}
