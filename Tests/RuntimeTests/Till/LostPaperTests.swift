import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A document that is issued and whose paper ended stays in sight until its rest or a copy of it came out.
@Suite struct LostPaperTests {
  /// Paper ends in the middle, and there is no more of it.
  private static func story() async throws -> Story {
    let story = try Story()
    try await story.play(Story.signIn)
    try story.control.set(.paperOutDuring, times: 1)
    try await story.play([Story.coffee, "sale: pay.cash", "payment.cash: 199.50"])
    return story
  }

  @Test func `it is listed until a copy came out`() async throws {
    let story = try await Self.story()
    try story.control.set(.noPaper)
    let later = try await story.play(["print.paper: ok", "print.paper_stuck: later"])
    #expect(later.stands == "sale", "\(later.prompts.map(\.id)) \(later.faults)")
    let number = try #require(later.state.lostPapers.first?.document)
    #expect(later.state.lostPapers.map(\.total?.kopecks) == [19_950])
    try story.control.clear(.noPaper)
    let listed = try await story.play(["sale: parked"])
    #expect(listed.prompts.last?.buttons.first?.id == "paper.\(number)")
    #expect(listed.prompts.last?.buttons.first?.label.contains("бумага кончилась") == true)
    let scene = try await story.play(["parked.list: paper.\(number)", "parked.paper: copy"])
    #expect(scene.papers.last?.kind == .copy && scene.state.lostPapers.isEmpty)
    #expect(scene.stands == "parked.none", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.count == 1)
    _ = try story.verify()
  }

  @Test func `nobody may want it any more`() async throws {
    let story = try await Self.story()
    try story.control.set(.noPaper)
    try await story.play(["print.paper: ok", "print.paper_stuck: later"])
    let listed = try await story.play(["sale: parked"])
    let id = try #require(listed.prompts.last?.buttons.first?.id)
    let scene = try await story.play(["parked.list: \(id)", "parked.paper: given"])
    #expect(scene.state.lostPapers.isEmpty, "\(scene.prompts.map(\.id)) \(scene.faults)")
    _ = try story.verify()
  }

  @Test func `what comes out once paper was loaded is lost no more`() async throws {
    let story = try await Self.story()
    let stands = try await story.play([])
    #expect(stands.stands == "print.paper" && stands.state.lostPapers.count == 1)
    let scene = try await story.play(["print.paper: ok"])
    #expect(scene.stands == "sale" && scene.state.lostPapers.isEmpty, "\(scene.faults)")
    _ = try story.verify()
  }
}
