import Testing

@testable import KassaRuntime

/// The list of receipts set aside at the edges of its pages: each receipt is on exactly one of them.
@Suite struct ParkedPagesTests {
  /// Sets `count` receipts aside without asking anybody in between, then lists them.
  private static func script(_ count: Int) -> String {
    """
    if #receipt.parked() == \(count) then return require("kassa.flows.parked")() end
    receipt.add { name = "Чай", price = 100 + #receipt.parked() }
    prompt.tell { "next", title = "Дальше", buttons = { { "ok", "Дальше" } } }
    receipt.park()
    """
  }

  /// How many are set aside, and how many are on each page.
  static let table: [(count: Int, pages: [Int])] = [
    (1, [1]), (49, [49]), (50, [50]), (51, [50, 1]), (100, [50, 50]), (101, [50, 50, 1]),
  ]

  @Test(arguments: table.indices)
  func `every receipt is on one page`(index: Int) async throws {
    let (count, pages) = Self.table[index]
    let story = try Story.sale(Self.script(count))
    let more = Array(repeating: "parked.list: more", count: pages.count == 1 ? 0 : pages.count)
    let scene = try await story.play(
      Story.signIn + Array(repeating: "next: ok", count: count) + more)
    let shown = scene.prompts.filter { $0.id == "parked.list" }.map { prompt in
      prompt.buttons.map(\.id)
    }
    #expect(shown.map(\.count) == (pages.count == 1 ? pages : (pages + [50]).map { $0 + 1 }))
    let listed = shown.prefix(pages.count).flatMap { $0.filter { $0 != "more" } }
    #expect(listed.count == count && Set(listed).count == count)
    #expect(shown.last == shown.first, "after the last page comes the first")
  }
}
