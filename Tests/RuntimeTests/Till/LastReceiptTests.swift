import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// The last receipt on paper once more, and the end of one whose paper ran out.
@Suite struct LastReceiptTests {
  private static let sell = ["sale: pay.cash", "payment.cash: 199.50"]
  private static let copy = ["sale: terminals", "settings: copy"]

  @Test func `a copy is printed on demand, and is no second document`() async throws {
    let story = try Story()
    let scene = try await story.play(Story.start + Self.sell + Self.copy)
    #expect(scene.stands == "sale" && scene.documents.count == 1)
    #expect(scene.papers.last?.kind == .copy)
    #expect(scene.papers.last?.lines.contains { $0.contains("КОПИЯ") } == true)
  }

  @Test func `paper that was left for later is finished by it`() async throws {
    let story = try Story()
    try await story.play(Story.start)
    try story.control.set(.paperOutDuring, times: 1)
    try await story.play(Self.sell)
    try story.control.set(.noPaper, times: nil)
    try await story.play(["print.paper: ok", "print.paper_stuck: later"])
    try story.control.clearAll()
    let scene = try await story.play(Self.copy)
    #expect(scene.papers.last?.kind == .copy && scene.documents.count == 1)
  }

  @Test func `without a receipt it says so`() async throws {
    let scene = try await Story().play(Story.signIn + Self.copy)
    #expect(scene.stands == "print.copy_failed")
    #expect(scene.prompts.last?.body == "Чеков ещё не было")
  }
}
