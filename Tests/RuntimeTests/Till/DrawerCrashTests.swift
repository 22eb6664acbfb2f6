import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// The power goes at every step of a count and of cash that pays for nothing: each counts once.
@Suite struct DrawerCrashTests {
  private static let before =
    Story.signIn + ["sale: drawer"] + DrawerTests.count("500.00") + ["drawer.counted.first: ok"]

  @Test(arguments: ["in", "out"])
  func `cash moves once, wherever the power goes`(direction: String) async throws {
    let why = direction == "in" ? "float" : "bank"
    let replies =
      DrawerTests.move(direction, "200", why) + ["drawer.\(direction).done: ok"]
    var cut = 1
    while true {
      let story = try Story()
      try await story.play(Self.before)
      let (went, scene) = try await story.play(replies, cuttingAt: cut)
      #expect(scene.stands == "drawer", "cut \(cut): \(scene.prompts.map(\.id))")
      #expect(
        scene.state.expectedCash == (direction == "in" ? 70_000 : 30_000), "cut \(cut)")
      _ = try story.verify()
      guard went else { break }
      cut += 1
    }
    #expect(cut > 5)
  }

  @Test func `a count stands once, with its first figure, wherever the power goes`() async throws {
    let replies = [
      "drawer: count", "drawer.count: counted cash=490.00", "drawer.again: counted cash=480.00",
      "drawer.counted.short: ok",
    ]
    var cut = 1
    while true {
      let story = try Story()
      try await story.play(Self.before)
      let (went, scene) = try await story.play(replies, cuttingAt: cut)
      #expect(scene.stands == "drawer", "cut \(cut): \(scene.prompts.map(\.id))")
      let count = try #require(scene.state.drawer.counted)
      #expect((count.figure, count.first) == (48_000, 49_000), "cut \(cut)")
      #expect(count.expected == 50_000 && scene.state.expectedCash == 48_000, "cut \(cut)")
      _ = try story.verify()
      guard went else { break }
      cut += 1
    }
    #expect(cut > 4)
  }
}
