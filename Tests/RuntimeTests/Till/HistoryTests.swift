import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Printed receipts found again: shown as their paper had them, copied as a text, each an entry.
@Suite struct HistoryTests {
  private static let sold = Story.start + ReturnTests.cash("199.50")

  @Test func `a receipt is found by its number, shown and copied`() async throws {
    let story = try Story()
    try await story.play(Self.sold)
    let number = try #require(try story.receipts.first?.printed.number)
    let scene = try await story.play([
      "sale: documents", "document.find: text 77", "document.none: ok",
      "document.find: text \(number)", "document.shown: copy", "document.shown: back",
      "document.find: cancel",
    ])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let paper = try #require(try story.receipts.first?.printed.text)
    let shown = try #require(scene.first("document.shown"))
    #expect(shown.body.contains("ФД \(number)") && shown.body.contains("Кофе"), "\(shown.body)")
    #expect(scene.papers.map(\.kind) == [.copy])
    #expect(scene.papers.first?.lines == ["КОПИЯ"] + paper)
    #expect(scene.documents.count == 1)
    let copies = try story.journalEntries().count { entry in
      guard case .step(let step) = entry, case .device(.printText) = step.next else { return false }
      return true
    }
    #expect(copies == 1)
    _ = try story.verify()
  }

  @Test func `a return is found too, and only a sale is put right`() async throws {
    let story = try ReturnTests.story()
    try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50") + ReturnTests.find("199.50")
        + ["return.lines: all"] + ReturnTests.go + ReturnTests.paid)
    let number = try #require(try story.receipts.last?.printed.number)
    let scene = try await story.play([
      "sale: documents", "document.find: text \(number)", "document.shown: correct",
      "correction.refused: ok",
    ])
    #expect(scene.stands == "document.shown", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.first("document.shown")?.body.contains("ВОЗВРАТ ПРИХОДА") == true)
    #expect(scene.first("correction.refused")?.body == "Исправляют чек продажи")
  }

  @Test func `a registrar that prints no texts says so`() async throws {
    let story = try Story()
    try await story.play(Self.sold)
    let number = try #require(try story.receipts.first?.printed.number)
    story.registrar = try ProxyRegistrar(story)
    let scene = try await story.play([
      "sale: documents", "document.find: text \(number)", "document.shown: copy",
      "document.no_copies: ok",
    ])
    #expect(scene.stands == "document.shown", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.papers.isEmpty)
  }

  /// A Z and an X are found by their letter or number; they tell what the drawer should hold.
  @Test func `reports of shifts are found, shown to a senior and copied`() async throws {
    let story = try ReturnTests.story()
    try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50")
        + ["sale: drawer", "drawer: interim", "senior.pin: text \(ReturnTests.boris)"]
        + ["drawer: back", "sale: shift", "shift.close: yes"])
    let pin = "senior.pin: text \(ReturnTests.boris)"
    let closing = try await story.play(
      ReturnTests.start + [
        "sale: documents", "document.find: text z", pin, "document.report: copy",
      ]
        + ["document.report: back"])
    #expect(closing.stands == "document.find", "\(closing.prompts.map(\.id)) \(closing.faults)")
    let shown = try #require(closing.first("document.report"))
    #expect(shown.title.hasPrefix("Z-отчёт") && shown.body.contains("ДОЛЖНО БЫТЬ"), "\(shown)")
    #expect(closing.papers.last?.lines.first == "КОПИЯ" && closing.papers.last?.kind == .copy)
    let interim = try await story.play(["document.find: text Х"])
    #expect(interim.stands == "document.report" || interim.stands == "senior.pin")
    let number = try #require(
      try story.journalEntries().flatMap(\.changes).compactMap { change in
        if case .till(.shiftClosed(_, let document, _, _, _)) = change { document } else { nil }
      }.first)
    let left = interim.stands == "senior.pin" ? ["senior.pin: cancel"] : ["document.report: back"]
    let byNumber = try await story.play(left + ["document.find: text \(number)"])
    #expect(["document.report", "senior.pin"].contains(byNumber.stands), "\(byNumber.stands)")
    let looks = try story.journalEntries().flatMap(\.changes).count { change in
      if case .till(.drawerSeen) = change { true } else { false }
    }
    #expect(looks >= 2)
    _ = try story.verify()
  }

  @Test func `a cashier alone sees no report of a shift`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50")
        + ["sale: shift", "shift.close: yes"] + ReturnTests.start
        + ["sale: documents", "document.find: text z", "senior.pin: cancel"])
    #expect(scene.stands == "document.find" && scene.first("document.report") == nil)
  }

  /// Of many of one amount the time tells them apart, to ten minutes.
  @Test func `a receipt is found by its amount and about when it was`() async throws {
    let story = try ReturnTests.story()
    try await story.play(ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50"))
    story.clock.advance(hours: 3)
    try await story.play([Story.coffee] + ReturnTests.cash("199.50"))
    let at = try #require(try story.receipts.last?.printed.at)
    let time = LocalTime(at, offsetSeconds: 10_800)
    let minute = (time.hour * 60 + time.minute + 4) % (24 * 60)
    let text = "199,50 \(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
    let found = try await story.play(["sale: documents", "document.find: text \(text)"])
    #expect(found.stands == "document.shown", "\(found.prompts.map(\.id)) \(text)")
    #expect(found.prompts.last?.title == "Чек № \(try story.receipts.last?.printed.number ?? 0)")
    let both = try await story.play([
      "document.shown: back", "document.find: text 199,50",
    ])
    #expect(both.stands == "document.which")
    for text in ["199,50 25:00", "199,50 7", "0,00 14:00", "199,50 14:00:00"] {
      #expect(SaleWanted.all(in: text).isEmpty, "\(text)")
    }
  }
}
