import Testing

@testable import KassaRuntime

/// Somebody comes to the till in the middle of a flow: no yes of a senior's that was given before is theirs.
@Suite struct NewcomerTests {
  private static let vera = "703470347034"
  private static let senior = "text \(ReturnTests.boris)"

  private static func story() throws -> Story {
    let story = try ReturnTests.story(#"providers = { stock.standalone { title = "Банк" } },"#)
    story.store = story.store.replacing(#"{ "Анна", {"#, with: #"{ "Анна", "Вера", {"#)
    try story.give(["Вера": vera])
    return story
  }

  private static func comes(_ name: String, _ pin: String) -> [String] {
    ["person.pin: other", "person.who: \(name)", "person.pin: text \(pin)"]
  }

  private static let settings = ["sale: terminals", "settings: terminals"]
  /// Анна looks at a terminal, by the yes of Борис.
  private static let looked =
    ReturnTests.start + settings + [
      "technician.pin: \(senior)", "terminals.none: add", "terminals.provider: standalone",
      "terminals.chosen: next", "terminals.name: text ВТБ", "terminals.list: t1",
    ]

  @Test func `who comes changes no terminal`() async throws {
    let story = try Self.story()
    #expect(try await story.play(Self.looked).stands == "terminals.edit")
    let scene = try await story.play(Self.comes("Вера", Self.vera) + ["terminals.edit: shared"])
    #expect(scene.stands == "technician.pin", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.state.terminals.all.map(\.isShared) == [nil])
    let again = try await story.play([
      "person.pin: text \(Self.vera)", "technician.pin: \(Self.senior)", "terminals.list: t1",
    ])
    #expect(again.stands == "terminals.edit", "\(again.prompts.map(\.id)) \(again.faults)")
    _ = try story.verify()
  }

  @Test func `whoever was there goes on with it`() async throws {
    let story = try Self.story()
    try await story.play(Self.looked)
    let scene = try await story.play([
      "person.pin: text \(ReturnTests.anna)", "terminals.edit: shared",
    ])
    #expect(scene.stands == "terminals.list", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.state.terminals.all.map(\.isShared) == [true])
  }

  @Test func `a senior who comes does it by their own right`() async throws {
    let story = try Self.story()
    try await story.play(Self.looked)
    let scene = try await story.play(
      Self.comes("Борис", ReturnTests.boris) + [
        "terminals.edit: shared", "terminals.list: t1", "terminals.edit: shared",
      ])
    #expect(scene.state.terminals.all.map(\.isShared) == [true], "\(scene.prompts.map(\.id))")
  }

  @Test func `who comes sees no interim report`() async throws {
    let story = try Self.story()
    let interim = ["sale: drawer", "drawer: interim"]
    try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50") + interim
        + ["senior.pin: \(Self.senior)"])
    let scene = try await story.play(
      Self.comes("Вера", Self.vera) + ["drawer: interim"] + interim)
    #expect(scene.stands == "senior.pin", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.papers.filter { $0.kind == .shiftInterim }.count <= 1)
    _ = try story.verify()
  }

  @Test func `who comes copies no report`() async throws {
    let story = try Self.story()
    try await story.play(
      ReturnTests.start + [Story.coffee]
        + ReturnTests.cash("199.50")
        + ["sale: drawer", "drawer: interim", "senior.pin: \(Self.senior)", "drawer: back"]
        + ["sale: documents", "document.find: text X", "senior.pin: \(Self.senior)"])
    let scene = try await story.play(
      Self.comes("Вера", Self.vera) + ["document.report: copy", "print.copy_failed: ok"])
    #expect(scene.stands == "document.report", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(!scene.papers.contains { $0.kind == .copy })
    #expect(scene.prompts.last?.body.isEmpty == true)
    _ = try story.verify()
  }
}
