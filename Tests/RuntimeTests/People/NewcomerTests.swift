import Testing

@testable import KassaRuntime

/// Somebody comes to the till in the middle of a flow: no yes of a senior's that was given before is theirs.
@Suite struct NewcomerTests {
  private static let vera = "703470347034"
  private static let senior = "text \(ReturnTests.boris)"

  private static func story(_ parts: String = "") throws -> Story {
    let story = try ReturnTests.story(
      #"providers = { stock.standalone { title = "Банк" } },"# + parts)
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

  /// Whoever it is but a senior: a technician's yes opens the settings, and does not look at what is done there.
  @Test(arguments: ["Анна", "Борис"])
  func `the closing report names a terminal that is compared with less`(name: String) async throws {
    let story = try Self.story("counts = true,")
    let isSenior = name == "Борис"
    let first = isSenior ? "text \(ReturnTests.boris)" : "text \(ReturnTests.anna)"
    let scene = try await story.play(
      ["sign_in.name: \(name)", "sign_in.pin: \(first)"]
        + Self.looked.dropFirst(ReturnTests.start.count).filter {
          !isSenior || !$0.hasPrefix("technician.pin")
        } + [
          "terminals.edit: shared", "terminals.list: t1", "terminals.edit: hour",
          "terminals.hour: text 23:00", "terminals.list: back", Story.coffee,
        ] + ReturnTests.cash("199.50") + [
          "sale: shift", "drawer.count: cancel", "shift.close: yes",
        ])
    let lines = try #require(
      scene.papers.last { $0.kind == .shiftClosing }?.lines, "\(scene.prompts.map(\.id))")
    #expect(
      lines.filter { $0.hasPrefix("ИЗМЕНЕН ") }
        == (isSenior
          ? []
          : [
            "ИЗМЕНЕН ВТБ: ОБЩИЙ, НЕ СРАВНИВАТЬ (Анна)", "ИЗМЕНЕН ВТБ: СВЕРЯЕТСЯ САМ В 23:00 (Анна)",
          ]))
    #expect(scene.state.core.noted == nil, "\(scene.faults)")
    _ = try story.verify()
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
