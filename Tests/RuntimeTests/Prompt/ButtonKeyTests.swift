import Testing

@testable import KassaRuntime

/// A choice keeps its key, whatever else is offered.
@Suite struct ButtonKeyTests {
  private static let two = TwoTerminals.store()

  /// From the sign-in to the sale, with the terminals that the store has.
  private func start(_ parts: String) -> [String] {
    Story.signIn + (parts == Self.two ? TwoTerminals.setUp : []) + [Story.coffee, "sale: pay.card"]
  }

  private func keys(_ prompt: Prompt?) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: (prompt?.buttons ?? []).compactMap { button in
        button.key.map { (button.id, $0) }
      })
  }

  /// One terminal has nothing else to choose, two have; a store puts a button of its own first.
  @Test(arguments: [
    ("", ["approved": 1, "declined": 2, "unknown": 3, "not_run": 4]),
    (two, ["approved": 1, "declined": 2, "unknown": 3, "not_run": 4, "other": 5]),
    (
      """
      texts = { ru = { ["charge.window"] = { buttons = {
        { "mine", "Свой" }, { "unknown", "?" }, { "approved", "Да" }, { "declined", "Нет" },
      } } } },
      """, ["approved": 1, "declined": 2, "unknown": 3, "not_run": 4, "mine": 5]
    ),
  ])
  func `of a window: what a terminal did has the first four`(
    parts: String, expected: [String: Int]
  ) async throws {
    let story = try Story(parts)
    let scene = try await story.play(start(parts))
    #expect(scene.stands == "charge.window")
    #expect(keys(scene.prompts.last) == expected)
    #expect(scene.prompts.last?.buttons.map(\.id).first == "approved")
  }

  @Test(arguments: ["", two])
  func `of a decline: the same with one terminal and with two`(parts: String) async throws {
    let story = try Story(parts)
    let scene = try await story.play(start(parts) + ["charge.window: declined"])
    let keys = keys(scene.prompts.last)
    #expect(keys["again"] == 1 && keys["cash"] == 2 && keys["park"] == 3)
    #expect(keys["other"] == (parts.isEmpty ? nil : 4))
  }
}
