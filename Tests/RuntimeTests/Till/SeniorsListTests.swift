import Testing

@testable import KassaRuntime

/// The senior's list is shown whole, the largest first, and only what was shown is over.
@Suite struct SeniorsListTests {
  private static let freed = #"rights = { returns = { above = rub "100", shift = rub "5000" } },"#
  private static let boris = ["sign_in.name: Борис", "sign_in.pin: text \(ReturnTests.boris)"]
  private static let free = ["return.allow: yes"] + ReturnTests.paid

  private static func sale(_ amount: String) -> [String] {
    ["sale: free \(amount) Хлеб"] + ReturnTests.cash(amount)
  }

  /// One that is worth a look, then many small ones.
  @Test func `small ones bury no large one, and each is shown`() async throws {
    let story = try ReturnTests.story(Self.freed)
    let amounts = ["99"] + (11...20).map(String.init)
    try await story.play(
      ReturnTests.start + amounts.flatMap(Self.sale)
        + amounts.flatMap {
          ReturnTests.find("\($0).00") + ["return.lines: all", "return.lines: go"] + Self.free
        } + ["sale: sign_out"])
    let first = try await story.play(Self.boris)
    let page = try #require(first.prompts.last)
    #expect(page.title == "Без старшего: 11", "\(first.faults)")
    let lines = page.body.split(separator: "\n").map(String.init)
    #expect(lines.first == "Возвраты, исправления, деньги из кассы: 254,00\u{A0}₽")
    let sums = ["99"] + (14...20).reversed().map(String.init)
    #expect(
      lines.count == 10
        && zip(lines.dropFirst(), sums).allSatisfy { line, sum in
          line.contains(" · \(sum),00\u{A0}₽ · Анна")
        }, "\(lines)")
    #expect(lines.last == "Далее ещё: 3 · 36,00\u{A0}₽")
    // The power goes between two pages: what was not shown yet is still to be shown.
    let second = try await story.play(["return.listed: ok"])
    #expect(second.stands == "return.listed" && second.prompts.last?.title == "Без старшего: 3")
    #expect(second.state.core.unseenReturns?.map(\.total.kopecks) == [1_100, 1_200, 1_300])
    let cut = try await story.play([])
    #expect(cut.prompts.last?.body == second.prompts.last?.body)
    let seen = try await story.play(["return.listed: ok"])
    #expect(seen.stands == "sale" && seen.state.core.unseenReturns == nil, "\(seen.faults)")
    _ = try story.verify()
  }

  /// The till keeps fifty: what it has no room for is the smallest, and its sum is said.
  @Test func `what is kept as a sum alone is told too`() async throws {
    let story = try ReturnTests.story(Self.freed)
    let one = ReturnTests.find("3") + ReturnTests.line(1, "1") + ["return.lines: go"] + Self.free
    try await story.play(
      ReturnTests.start + Self.sale("99") + ["sale: free 1 Хлеб", "sale: quantity 1 60"]
        + ReturnTests.cash("60") + ReturnTests.find("2") + [
          "return.lines: all", "return.lines: go",
        ]
        + Self.free + Array(repeating: one, count: 52).flatMap(\.self) + ["sale: sign_out"])
    let scene = try await story.play(
      Self.boris + Array(repeating: "return.listed: ok", count: 7))
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let pages = scene.prompts.filter { $0.id == "return.listed" }
    #expect(pages.first?.title == "Без старшего: 53")
    #expect(pages.first?.body.split(separator: "\n")[1].contains("99,00") == true)
    #expect(pages.last?.title == "Без старшего: 5")
    #expect(pages.last?.body.hasSuffix("Мельче, одной суммой: 3 · 3,00\u{A0}₽") == true)
    #expect(scene.state.core.unseenReturns == nil && scene.state.core.unseenBefore == nil)
    _ = try story.verify()
  }
}
