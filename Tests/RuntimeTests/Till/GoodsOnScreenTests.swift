import Testing

@testable import KassaRuntime

/// What a cashier does to a line on the sale's screen reaches the line and no other.
@Suite struct GoodsOnScreenTests {
  private static let two = Story.signIn + ["sale: free 100 Чай", "sale: free 200 Торт"]

  /// What is done, and what the two lines cost then.
  static let table: [(done: [String], sums: [Int64])] = [
    (["sale: discount 2 0.01"], [10_000, 19_999]), (["sale: share 2 1000"], [10_000, 18_000]),
    (["sale: share 1 10000"], [0, 20_000]), (["sale: share 1 1"], [9_999, 20_000]),
    (["sale: share 1 1050", "sale: quantity 1 2"], [17_900, 20_000]),
    (["sale: discount 1 1", "sale: share 1 1000"], [9_000, 20_000]),
    (["sale: quantity 2 0.5"], [10_000, 10_000]), (["sale: remove 1"], [20_000]),
  ]

  @Test(arguments: table.indices)
  func `changes the line it names`(index: Int) async throws {
    let (done, sums) = Self.table[index]
    let story = try Story()
    let scene = try await story.play(Self.two + done)
    #expect(scene.stands == "sale" && scene.refusals.isEmpty)
    #expect(scene.receipt?.lines.map(\.sum.kopecks) == sums)
    #expect(try await story.play([]).receipt == scene.receipt)
  }

  /// What no line takes is told, and the receipt stays as it was.
  @Test(arguments: ["share 1 10001", "discount 1 100.01", "quantity 3 1", "remove 3"])
  func `tells what is refused`(done: String) async throws {
    let scene = try await Story().play(Self.two + ["sale: \(done)"])
    #expect(scene.stands == "sale.refused" || !scene.refusals.isEmpty)
    #expect(scene.receipt?.total.kopecks == 30_000)
  }
}
