import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A till whose fiscal memory was replaced: the numbers of its documents begin anew.
@Suite struct OtherMemoryTests {
  static let second = "9999000000000002"

  /// A coffee in the first memory, with its shift; a tea and a juice in the second: the coffee and the tea have
  /// one number, the first shift's closing and the juice another.
  private static func story() async throws -> Story {
    let story = try ReturnTests.story()
    try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50")
        + ["sale: shift", "shift.close: yes"])
    let folder = story.folder.path + "/second"
    try makeFolder(folder)
    let first = try await story.ownRegistrar().status()
    story.registrar = try EmulatedRegistrar(
      folder: folder,
      registration: RegistrarRegistration(
        seller: Seller(
          name: "Лето", inn: first.inn, address: "Москва", place: "Кафе"),
        taxation: first.taxation, fn: second),
      clock: { [clock = story.clock] in clock.now }, offsetSeconds: first.offsetSeconds)
    try await story.play(
      ReturnTests.start + ["sale: free 50 Чай"] + ReturnTests.cash("50")
        + ["sale: free 70 Сок"] + ReturnTests.cash("70"))
    return story
  }

  private static func open(_ number: Int) -> [String] {
    ["sale: documents", "document.find: text \(number)"]
  }

  @Test func `one number in two memories is two receipts, told apart and opened`() async throws {
    let story = try await Self.story()
    let number = try #require(try story.receipts.first?.printed.number)
    let asked = try await story.play(Self.open(number))
    #expect(asked.stands == "document.which", "\(asked.prompts.map(\.id)) \(asked.faults)")
    let buttons = try #require(asked.prompts.last?.buttons.filter { $0.id != "cancel" })
    #expect(Set(buttons.map(\.id)).count == 2 && Set(buttons.map(\.label)).count == 2)
    #expect(buttons.first?.label.contains(Self.second) == true, "\(buttons.map(\.label))")
    for (button, goods) in zip(buttons, ["Чай", "Кофе"]) {
      let shown = try await story.play(["document.which: \(button.id)"])
      #expect(shown.stands == "document.shown", "\(shown.prompts.map(\.id)) \(shown.faults)")
      #expect(shown.prompts.last?.body.contains(goods) == true, "\(shown.prompts.last?.body ?? "")")
      let copied = try await story.play(["document.shown: copy"])
      #expect(copied.papers.last?.lines.contains { $0.contains(goods) } == true)
      try await story.play(["document.shown: back", "document.find: text \(number)"])
    }
    _ = try story.verify()
  }

  /// What is put right is the receipt that was shown.
  @Test func `the older of both is put right`() async throws {
    let story = try await Self.story()
    let number = try #require(try story.receipts.first?.printed.number)
    let asked = try await story.play(Self.open(number))
    let older = try #require(asked.prompts.last?.buttons.last { $0.id != "cancel" }?.id)
    let scene = try await story.play([
      "document.which: \(older)", "document.shown: correct", "correction.wrong: unpaid",
    ])
    #expect(scene.receipt?.correcting?.sale.lines.map(\.item.name) == ["Кофе"], "\(scene.faults)")
  }

  @Test func `a report is not taken for the receipt of its number`() async throws {
    let story = try await Self.story()
    let number = try #require(
      try story.journalEntries().flatMap(\.changes).compactMap { change in
        if case .till(.shiftClosed(_, let document, _, _, _)) = change { document } else { nil }
      }.first)
    let asked = try await story.play(Self.open(number))
    #expect(asked.stands == "document.which", "\(asked.prompts.map(\.id)) \(asked.faults)")
    let report = try #require(asked.prompts.last?.buttons.first { $0.label.hasPrefix("Z") })
    let shown = try await story.play([
      "document.which: \(report.id)", "senior.pin: text \(ReturnTests.boris)",
    ])
    #expect(shown.stands == "document.report", "\(shown.prompts.map(\.id)) \(shown.faults)")
    #expect(shown.prompts.last?.body.contains("Сок") == false)
  }

  @Test func `a return tells them apart too`() async throws {
    let story = try await Self.story()
    let number = try #require(try story.receipts.first?.printed.number)
    let asked = try await story.play(ReturnTests.find("\(number)"))
    #expect(asked.stands == "return.which", "\(asked.prompts.map(\.id)) \(asked.faults)")
    let buttons = try #require(asked.prompts.last?.buttons.filter { $0.id != "cancel" })
    #expect(buttons.first?.label.contains(Self.second) == true, "\(buttons.map(\.label))")
    let older = try #require(buttons.last?.id)
    let scene = try await story.play(["return.which: \(older)"])
    #expect(scene.receipt?.back?.sale.lines.map(\.item.name) == ["Кофе"], "\(scene.faults)")
  }
}
