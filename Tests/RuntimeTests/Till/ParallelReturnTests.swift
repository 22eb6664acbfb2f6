import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// What a cashier may give back alone counts from the first attempt on: one set aside leaves less to another.
@Suite struct ParallelReturnTests {
  private static let unknown = [
    "return.window: unknown", "return.unknown: unknown", "return.detached: next",
  ]

  @Test func `two returns of other tills' sales share one limit`() async throws {
    let story = try MovedReturnTests.lone()
    func other(_ goods: String) -> [String] {
      [
        "sale: returns", "return.find: other", "return.paper: none", "return.day: text 05.01.2026",
        "return.why: text Брак", "return.paid_by: to.standalone", "return.goods: text \(goods)",
        "return.goods: go",
      ]
    }
    let first = try await story.play(
      ReturnTests.start + other("9000 Ковёр") + ["return.allow: yes"] + Self.unknown)
    #expect(first.state.matters.count == 1, "\(first.prompts.map(\.id)) \(first.faults)")
    let second = try await story.play(other("1000,01 Полка"))
    #expect(second.stands == "return.refused", "\(second.prompts.map(\.id)) \(second.faults)")
    #expect(second.prompts.last?.body == "Без старшего — не больше 10 000 ₽ за смену")
    let less = try await story.play(
      [
        "return.refused: ok", "return.goods: cancel",
      ] + other("1000 Полка"))
    #expect(less.stands == "return.allow", "\(less.prompts.map(\.id)) \(less.faults)")
  }

  @Test func `two returns that the store frees share its sum of the shift`() async throws {
    let story = try ReturnTests.story(ReturnTests.freed)
    let sale = ["sale: pay.card", "charge.window: approved"]
    let first = try await story.play(
      ReturnTests.start + ["sale: free 100 Хлеб"] + sale + ["sale: free 60 Хлеб"] + sale
        + ReturnTests.find("100.00") + [
          "return.lines: all", "return.lines: go", "return.allow: yes",
        ]
        + Self.unknown)
    #expect(first.state.matters.count == 1, "\(first.prompts.map(\.id)) \(first.faults)")
    let second = try await story.play(
      ReturnTests.find("60.00") + ["return.lines: all", "return.lines: go"])
    #expect(second.stands == "return.senior", "\(second.prompts.map(\.id)) \(second.faults)")
  }
}
