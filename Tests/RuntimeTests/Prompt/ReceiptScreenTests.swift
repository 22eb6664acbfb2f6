import Testing

@testable import KassaRuntime

/// The sale's own screen: everything a cashier does before the payment.
@Suite struct ReceiptScreenTests {
  @Test func `builds a receipt by price, changes and discounts it, and clears it`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.start + [
        "sale: free 50 Чай", "sale: quantity 2 3", "sale: discount 1 0.50", "sale: remove 1",
        "sale: contact +79991234567",
      ])
    let receipt = try #require(scene.receipt)
    #expect(receipt.lines.map(\.sum.kopecks) == [15_000])
    #expect(receipt.contact == "+79991234567")
    let cleared = try await story.play(["sale: clear", "sale.clear: yes"])
    #expect(cleared.receipt?.lines.isEmpty == true)
  }

  @Test func `asks for the customer's contact before the payment where the store wants it`()
    async throws
  {
    let story = try Story("ask_contact = true,")
    let scene = try await story.play(
      Story.start + [
        "sale: pay.card", "payment.contact: text anna@example.ru", "charge.window: approved",
      ])
    #expect(scene.documents.first?.contact == "anna@example.ru")
    let left = try await story.play([
      Story.coffee, "sale: pay.card", "payment.contact: cancel", "charge.window: approved",
    ])
    #expect(left.documents.count == 2 && left.documents.last?.contact == nil)
  }

  @Test func `parks a receipt for its customer and takes it back`() async throws {
    let story = try Story()
    let parked = try await story.play(
      Story.start + ["sale: park", "sale: free 50 Чай", "sale: pay.cash", "payment.cash: 50"])
    let id = try #require(parked.state.parked.keys.first)
    let scene = try await story.play([
      "sale: parked", "parked.list: \(id)", "sale: pay.card", "charge.window: approved",
    ])
    #expect(scene.documents.map(\.total.kopecks) == [5000, 19_950])
    #expect(scene.state.parked.isEmpty)
  }

  @Test func `sells on when the clock has gone backwards`() async throws {
    let story = try Story()
    try await story.play(Story.start)
    story.clock.advance(hours: -3)
    let scene = try await story.play(["sale: pay.card", "charge.window: approved"])
    #expect(scene.documents.count == 1 && scene.stands == "sale")
    #expect(try story.verify().receipts == 1)
  }
}
