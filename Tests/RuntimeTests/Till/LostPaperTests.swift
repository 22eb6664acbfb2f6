import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A document that is issued and whose paper ended stays in sight until its rest or a copy of it came out.
@Suite struct LostPaperTests {
  /// Paper ends in the middle, and there is no more of it.
  private static func story(_ parts: String = "") async throws -> Story {
    let story = try Story(parts)
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

  private static func listed() async throws -> (Story, id: String) {
    let story = try await Self.story()
    try story.control.set(.noPaper)
    try await story.play(["print.paper: ok", "print.paper_stuck: later"])
    let scene = try await story.play(["sale: parked"])
    return (story, try #require(scene.prompts.last?.buttons.first?.id))
  }

  @Test func `nobody may want it any more, by a PIN`() async throws {
    let (story, id) = try await Self.listed()
    let wrong = try await story.play([
      "parked.list: \(id)", "parked.paper: given", "parked.paper_given: text 000000",
      "sign_in.wrong: ok", "parked.paper_given: cancel",
    ])
    #expect(wrong.stands == "parked.list" && wrong.state.lostPapers.count == 1, "\(wrong.faults)")
    let asked = try #require(wrong.first("parked.paper_given"))
    #expect(asked.effect?.text(.ru) == "Снять с контроля 199,50\u{A0}₽")
    let scene = try await story.play([
      "parked.list: \(id)", "parked.paper: given", "parked.paper_given: text \(Story.pin)",
    ])
    #expect(scene.state.lostPapers.isEmpty, "\(scene.prompts.map(\.id)) \(scene.faults)")
    _ = try story.verify()
  }

  /// As scripts of older tills did.
  @Test func `no script takes it off the list`() async throws {
    let story = try await Self.story(
      Story.flow(
        """
        local paper = documents.lost_papers()[1]
        if paper and receipt.count() == 0 then
          local done, why = pcall(documents.paper_given, paper.document)
          prompt.tell { "told", title = tostring(done) .. #documents.lost_papers() }
        end
        return require "kassa.flows.sale"()
        """))
    try story.control.set(.noPaper)
    let scene = try await story.play(["print.paper: ok", "print.paper_stuck: later"])
    #expect(scene.stands == "told" && scene.prompts.last?.title == "false1", "\(scene.faults)")
    #expect(scene.state.lostPapers.count == 1)
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
