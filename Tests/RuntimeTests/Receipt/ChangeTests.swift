import Testing

@testable import KassaRuntime

/// What goes back to the customer is told to the kopeck, and nothing is told where nothing goes back.
@Suite struct ChangeTests {
  /// What was handed over for 199.50, and the change.
  static let table: [(handed: String, change: String?, kopecks: Int64)] = [
    ("199.50", nil, 0), ("199.51", "0,01", 1), ("200", "0,50", 50), ("200.49", "0,99", 99),
    ("200.50", "1,00", 100), ("200.51", "1,01", 101), ("1000.50", "801,00", 80_100),
  ]

  @Test(arguments: table.indices)
  func `is told to the kopeck`(index: Int) async throws {
    let (handed, change, kopecks) = Self.table[index]
    let story = try Story()
    let scene = try await story.play(
      Story.start + ["sale: pay.cash", "payment.cash: \(handed)"])
    #expect(scene.stands == (change == nil ? "sale" : "payment.change"))
    if let change { #expect(scene.prompts.last?.title == "Сдача \(change)\u{A0}₽") }
    let document = try #require(scene.documents.first)
    #expect(document.change?.kopecks == kopecks && document.payments.cash.kopecks == 19_950)
    // The same stands after a restart, and then the next customer.
    #expect(try await story.play([]).stands == scene.stands)
    if change != nil { #expect(try await story.play(["payment.change: ok"]).stands == "sale") }
  }

  @Test func `is told of cash beside a card, and of cash handed over twice`() async throws {
    let story = try Story()
    let card = try await story.play(
      Story.start + [
        "sale: pay.split", "payment.split: 199.49", "charge.window: approved", "payment.cash: 0.02",
      ])
    #expect(card.stands == "payment.change")
    #expect(card.prompts.last?.title == "Сдача 0,01\u{A0}₽")
    #expect(card.documents.map(\.payments.cash.kopecks) == [1])
    let twice = try await story.play([
      "payment.change: ok", Story.coffee, "sale: pay.cash", "payment.cash: 199",
      "payment.rest: cash", "payment.cash: 1",
    ])
    #expect(twice.prompts.last?.title == "Сдача 0,50\u{A0}₽")
  }
}
