import Testing

@testable import KassaRuntime

/// The receipts set aside, however many they are.
@Suite struct ParkedListTests {
  /// Sets 119 receipts aside, then one with cash in question, and lists them.
  private static let script = """
    if #receipt.parked() == 120 then return require("kassa.flows.parked")() end
    receipt.add { name = "Чай", price = 100 + #receipt.parked() }
    if #receipt.parked() == 119 then
      shift.open()
      receipt.cash { "payment.cash" }
    else
      prompt.tell { "next", title = "Дальше", buttons = { { "ok", "Дальше" } } }
    end
    receipt.park()
    """

  @Test func `matters come first, and the rest page by page`() async throws {
    let story = try Story.sale(Self.script)
    let scene = try await story.play(
      Story.signIn + Array(repeating: "next: ok", count: 119) + [
        "payment.cash: 500", "parked.list: more", "parked.list: more", "parked.list: more",
      ])
    #expect(scene.faults.isEmpty)
    let pages = scene.prompts.suffix(4).map { $0.buttons.map(\.label) }
    #expect(pages.map(\.count) == [51, 51, 21, 51])
    #expect(pages[0][0].contains("⚠ 500,00"), "\(pages[0][0])")
    #expect(pages[0][1].contains("1,00") && pages[1][0].contains("1,49"))
    #expect(pages[0][50] == "Ещё" && pages[2][20] == "Ещё")
    #expect(pages[3] == pages[0], "after the last page comes the first")
    #expect(Set(pages.prefix(3).flatMap { $0 }).count == 121)
  }

  @Test func `one of a later page is taken back`() async throws {
    let story = try Story.sale(Self.script)
    let listed = try await story.play(
      Story.signIn + Array(repeating: "next: ok", count: 119) + [
        "payment.cash: 500", "parked.list: more",
      ])
    let id = try #require(listed.prompts.last?.buttons.first?.id)
    story.store = Story.store("")
    let scene = try await story.play(["parked.list: \(id)"])
    #expect(scene.stands == "sale" && scene.receipt?.total.kopecks == 149)
  }
}
