import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A slip's number of another day: in one period of its terminal it is a slip of its own only by its date or RRN.
@Suite struct SlipDayTests {
  private static func store(_ proof: String) -> String {
    "counts = true, providers = { stock.standalone { proof = { \(proof) } } },"
  }
  private static func sale(_ amount: String) -> [String] {
    [
      "sale: free \(amount) Кофе", "sale: pay.card", "charge.window: approved",
      "charge.amount: \(amount)",
    ]
  }
  private static func close(_ word: String) -> [String] {
    [
      "sale: shift", "drawer.count: cancel", "settling.count: cancel", "settling.word: \(word)",
      "shift.close: yes",
    ]
  }
  private static let number = ["charge.number: text 7"]

  /// Two days of one period: slip 7 of 199.50 is the first day's.
  private static func secondDay(_ proof: String, _ typed: [String]) async throws -> Story {
    let story = try Story(store(proof))
    try await story.play(Story.signIn + sale("50") + typed + close("matched"))
    story.clock.advance(hours: 24)
    try await story.play(Story.seniorSignIn + sale("199.50") + typed + close("failed"))
    story.clock.advance(hours: 24)
    return story
  }

  private static func date(_ story: Story, daysAgo days: Int64 = 0) -> String {
    let moment = story.clock.now.adding(milliseconds: -days * 86_400_000)
    let day = LocalTime(moment, offsetSeconds: Till.Settings().offsetSeconds).date
    return String(day.suffix(2)) + day.dropFirst(5).prefix(2)
  }

  @Test func `the slip's own date tells it apart`() async throws {
    let story = try await Self.secondDay(#""amount", "number""#, Self.number)
    let asked = try await story.play(Story.seniorSignIn + Self.sale("199.50") + Self.number)
    #expect(asked.stands == "charge.duplicate", "\(asked.prompts.map(\.id)) \(asked.faults)")
    #expect(asked.prompts.last?.buttons.map(\.id).contains("date") == true)
    let wrong = try await story.play([
      "charge.duplicate: date", "charge.date: text 9999",
    ])
    #expect(wrong.stands == "charge.date" && wrong.refusals.count == 1, "\(wrong.refusals)")
    let scene = try await story.play(
      ["charge.date: text \(Self.date(story))"] + Self.number)
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.count == 3)
    _ = try story.verify()
  }

  @Test func `yesterday's slip stays used`() async throws {
    let story = try await Self.secondDay(#""amount", "number""#, Self.number)
    let scene = try await story.play(
      Story.seniorSignIn + Self.sale("199.50") + Self.number + [
        "charge.duplicate: date", "charge.date: text \(Self.date(story, daysAgo: 1))",
      ] + Self.number)
    #expect(scene.stands == "charge.duplicate", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.prompts.last?.buttons.map(\.id).contains("date") == false)
    #expect(scene.documents.count == 2)
  }

  @Test func `a date that a script asks for lets no slip of today count again`() async throws {
    let story = try Story(
      """
      providers = { stock.standalone { proof = { "amount", "number" }, charge = function(charge)
        local outcome, why, reason = charge:ask {}
        terminal.slip_amount { "charge.amount" }
        terminal.slip_field { "charge.date", field = "date" }
        return outcome, why, reason
      end } },
      """)
    func dated(_ amount: String, daysAgo days: Int64) -> [String] {
      Self.sale(amount) + ["charge.date: text \(Self.date(story, daysAgo: days))"] + Self.number
    }
    let scene = try await story.play(
      Story.signIn + dated("50", daysAgo: 0) + dated("50", daysAgo: 1))
    #expect(scene.stands == "charge.duplicate", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.count == 1)
  }

  @Test func `another amount, and a number of the period before, are slips of their own`()
    async throws
  {
    let story = try await Self.secondDay(#""amount", "number""#, Self.number)
    let scene = try await story.play(
      Story.seniorSignIn + Self.sale("60") + Self.number + Self.sale("50")
        + ["charge.number: text 8"])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.count == 4)
  }

  @Test func `its RRN tells it apart, and yesterday's does not`() async throws {
    let story = try Story(Self.store(#""amount", "rrn", "number""#))
    func typed(_ rrn: String) -> [String] { ["charge.rrn: text \(rrn)"] + Self.number }
    try await story.play(
      Story.signIn + Self.sale("50") + typed("633412345670") + Self.close("matched"))
    story.clock.advance(hours: 24)
    try await story.play(
      Story.seniorSignIn + Self.sale("199.50") + typed("633512345671") + Self.close("failed"))
    story.clock.advance(hours: 24)
    let old = try await story.play(
      Story.seniorSignIn + Self.sale("199.50") + ["charge.rrn: text 633512345671"])
    #expect(old.stands == "charge.duplicate", "\(old.prompts.map(\.id)) \(old.faults)")
    #expect(old.prompts.last?.buttons.map(\.id).contains("date") == false)
    let scene = try await story.play(["charge.duplicate: again"] + typed("633612345672"))
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.count == 3)
    _ = try story.verify()
  }
}
