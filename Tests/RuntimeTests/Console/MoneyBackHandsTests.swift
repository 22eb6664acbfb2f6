import Testing

@testable import KassaRuntime
@testable import kassa_run

/// What a person did not mean, at the live console, where money goes back, is put right, moved or counted.
@Suite(.serialized, .timeLimit(.minutes(15))) struct MoneyBackHandsTests {
  private static let card = Story.start + ["sale: pay.card", "charge.window: approved"]
  private static let cash = Story.start + ReturnTests.cash("199.50")
  private static let find = ReturnTests.find("199.50") + ["return.lines: all", "return.lines: go"]
  private static let yes = ["return.senior: text \(Story.pin)"]
  private static let correct = [
    "sale: documents", "document.find: text 199.50", "document.shown: correct",
    "correction.wrong: tender", "correction.cash: 0",
  ]

  /// The prompt, and the way to it.
  static let places: [(prompt: String, steps: [String])] = [
    ("return.senior", card + find),
    ("return.window", card + find + yes),
    ("return.amount", card + find + yes + ["return.window: approved"]),
    ("return.hand_over", cash + find + yes),
    ("return.void", card + find.dropLast() + ["return.lines: void"] + yes),
    ("correction.slip", cash + correct),
    (
      "correction.allow",
      cash + correct + ["correction.slip: text 42", "correction.reason: text Одна"]
    ),
    ("drawer.in", cash + ["sale: drawer"] + DrawerTests.move("in", "100", "float").dropLast()),
    ("drawer.out", cash + ["sale: drawer"] + DrawerTests.move("out", "100", "bank").dropLast()),
    ("drawer.count", cash + ["sale: drawer", "drawer: count"]),
    (
      "settling.word",
      card + ["sale: shift", "drawer.count: cancel", "settling.count: cancel"]
    ),
  ]

  static let accidents: [(name: String, typing: [Typing])] = [
    ("a scan", [.scan("1111111111116", after: 2_000)]),
    ("a scan at once", [.scan("1234567890128", after: 0, every: 10)]),
    ("a press too early", [.hand("1", after: 300)]),
    ("a burst that began before", [.hand("1111", after: -10, every: 200)]),
    ("a paste", [.paste("1\r", after: 1_500)]),
    ("Enter held", Typing.held("\r", after: 300, delay: 600, every: 400, times: 9)),
  ]

  @Test(arguments: places.indices, accidents.indices)
  func `an accident answers nothing there`(place: Int, accident: Int) async throws {
    let (prompt, steps) = Self.places[place]
    let (name, typing) = Self.accidents[accident]
    let story = try Story("counts = true,")
    let before = try await story.play(steps)
    try #require(before.stands == prompt, "\(before.prompts.map(\.id)) \(before.faults)")
    let count = try story.journalEntries().count
    let done = try await story.hands([(prompt, typing)])
    #expect(done.stands == prompt, "\(name): \(done.prompts.map(\.id))")
    #expect(await done.hands.answers == [], "\(name)")
    #expect(done.documents == before.documents.count, "\(name)")
    // Who stands here said so again, and nothing else was said.
    let more = try story.journalEntries().dropFirst(count).flatMap(\.changes)
    #expect(!more.contains { if case .receipt = $0 { true } else { false } }, "\(name): \(more)")
  }
}
