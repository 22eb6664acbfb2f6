import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A terminal that settles itself: its period ends at the hour that its settings name, whoever looks at it.
@Suite struct SettlementHourTests {
  private static let hour: Int64 = 3_600_000

  /// «Сбер», which settles itself at that hour; the tests' clocks begin at 23:15.
  private static func setUp(_ typed: String) -> [String] {
    Story.signIn + [
      "sale: terminals", "settings: terminals", "terminals.none: add",
      "terminals.provider: standalone", "terminals.chosen: next", "terminals.name: text Сбер",
      "terminals.list: t1", "terminals.edit: hour", "terminals.hour: \(typed)",
    ]
  }
  /// Types another hour for it, from the sale.
  private static func change(_ typed: String) -> [String] {
    [
      "sale: terminals", "settings: terminals", "terminals.list: t1", "terminals.edit: hour",
      "terminals.hour: \(typed)", "terminals.list: back",
    ]
  }
  private static func sold(_ amount: String) -> [String] {
    ["sale: free \(amount) Кофе", "sale: pay.card", "charge.window: approved"]
  }
  private static let drawer = [
    "sale: shift", "drawer.count: counted cash=0", "drawer.counted.first: ok",
  ]
  private static let again = [
    "sale: shift", "drawer.count: counted cash=0", "drawer.counted.fits: ok",
  ]
  private static func fits(_ charges: String, _ count: Int) -> [String] {
    ["settling.count: counted charges=\(charges) charges_count=\(count)"]
  }
  private static func closing(_ scene: Scene) throws -> [String] {
    try #require(scene.papers.last { $0.kind == .shiftClosing }?.lines)
  }

  @Test(arguments: [
    ("text 23:30", "23:30"), ("text 9.05", "09:05"), ("none", nil), ("text 25:00", nil),
    ("text 7", nil),
  ])
  func `is typed in the terminal's settings`(typed: String, hour: String?) async throws {
    let story = try Story()
    let scene = try await story.play(Self.setUp(typed))
    let isRefused = hour == nil && typed != "none"
    #expect(scene.stands == (isRefused ? "terminals.refused" : "terminals.list"))
    #expect(scene.state.terminals.all.map(\.settlesAt) == [hour])
    if isRefused { #expect(scene.prompts.last?.title == "Время пишется так: 23:00") }
    if let hour {
      #expect(
        scene.prompts.last?.buttons.last?.label == "Сбер · Автономный терминал · сверка в \(hour)")
    }
    _ = try story.verify()
  }

  /// S30, over midnight: what came before the hour is in no later report, and nobody is asked to settle.
  @Test func `a count after the hour is of what came after it`() async throws {
    let story = try Story("counts = true,")
    try await story.play(
      Self.setUp("text 23:30") + ["terminals.list: back"] + Self.sold("199.50"))
    story.clock.advance(hours: 1)
    let scene = try await story.play(
      Self.sold("60") + Self.sold("40") + Self.drawer + Self.fits("100.00", 2) + [
        "shift.close: yes"
      ])
    #expect(scene.state.shift == nil, "\(scene.prompts.map(\.id)) \(scene.faults)")
    let lines = try Self.closing(scene)
    #expect(lines.contains { $0.hasPrefix("Сбер, ОПЛАТА (2)") && $0.hasSuffix("100.00") })
    #expect(lines.contains("СВЕРИТСЯ САМ В 23:30: Сбер"))
    #expect(lines.contains("НЕ ПЕРЕСЧИТАН ДО 23.11.26 23:30: Сбер"))
    #expect(!lines.contains { $0.hasPrefix("НЕ СВЕРЕН") || $0.hasPrefix("СВЕРКА") })
    _ = try story.verify()
  }

  /// Nobody saw that report: the closing says so, once.
  @Test func `what nobody counted before the hour is named`() async throws {
    let story = try Story("counts = true,")
    try await story.play(
      Self.setUp("text 23:30") + ["terminals.list: back"] + Self.sold("199.50"))
    story.clock.advance(hours: 1)
    let left = try await story.play([
      "sale: shift", "drawer.count: cancel", "shift.close: yes",
    ])
    #expect(try Self.closing(left).contains("НЕ ПЕРЕСЧИТАН ДО 23.11.26 23:30: Сбер"))
    let next = try await story.play(
      Story.seniorSignIn + Self.sold("60") + Self.drawer + Self.fits("60.00", 1) + [
        "shift.close: yes"
      ])
    #expect(next.state.shift == nil, "\(next.prompts.map(\.id)) \(next.faults)")
    #expect(try !Self.closing(next).contains { $0.hasPrefix("НЕ ПЕРЕСЧИТАН") })
    _ = try story.verify()
  }

  /// Two evenings, each counted before its hour: each Z has its own day, and the second asks nothing of the first.
  @Test func `days that are counted before their hour stand alone`() async throws {
    let story = try Story("counts = true,")
    let first = try await story.play(
      Self.setUp("text 23:30") + ["terminals.list: back"] + Self.sold("199.50") + Self.drawer
        + Self.fits("199.50", 1) + ["shift.close: yes"])
    #expect(first.state.shift == nil, "\(first.prompts.map(\.id)) \(first.faults)")
    story.clock.advance(hours: 20)
    let second = try await story.play(
      Story.seniorSignIn + Self.sold("60") + Self.again + Self.fits("60.00", 1)
        + ["shift.close: yes"])
    #expect(second.state.shift == nil, "\(second.prompts.map(\.id)) \(second.faults)")
    let lines = try Self.closing(second)
    #expect(lines.contains { $0.hasPrefix("Сбер, ОПЛАТА (1)") && $0.hasSuffix("60.00") })
    #expect(!lines.contains { $0.hasPrefix("НЕ ПЕРЕСЧИТАН") })
    _ = try story.verify()
  }

  /// A first figure belongs to the report that it was read from.
  @Test func `the hour between two figures of one count begins the count anew`() async throws {
    let story = try Story("counts = true,")
    try await story.play(
      Self.setUp("text 23:30") + ["terminals.list: back"] + Self.sold("199.50") + Self.drawer
        + Self.fits("10.00", 1))
    story.clock.advance(hours: 1)
    // Nothing was done since the hour: the figure of before fits nothing now either, and is typed once more.
    let scene = try await story.play(["settling.again: counted charges=0"])
    #expect(scene.stands == "shift.close", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.state.periods(at: story.clock.now).values.allSatisfy { $0.isEmpty })
    _ = try story.verify()
  }

  /// What was done before an hour was typed is in the report that lasts then, whenever that hour was.
  @Test(arguments: ["text 23:00", "text 09:00"])
  func `an hour that is set later ends nothing of before`(typed: String) async throws {
    let story = try Story("counts = true,")
    try await story.play(Self.setUp("none") + ["terminals.list: back"] + Self.sold("199.50"))
    story.clock.advance(hours: 10)
    let scene = try await story.play(
      Self.change(typed) + Self.sold("60") + Self.drawer + Self.fits("259.50", 2)
        + ["shift.close: yes"])
    #expect(scene.state.shift == nil, "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(try !Self.closing(scene).contains { $0.hasPrefix("НЕ ПЕРЕСЧИТАН") })
    _ = try story.verify()
  }

  /// The old hour has struck, and the new one has not: the period is the one that began with the old.
  @Test(arguments: ["text 09:00", "none", "removed"])
  func `an hour that is changed or taken away was one until then`(typed: String) async throws {
    let story = try Story("counts = true,")
    try await story.play(
      Self.setUp("text 23:30") + ["terminals.list: back"] + Self.sold("199.50"))
    story.clock.advance(hours: 9)
    let morning = typed == "text 09:00" ? ["60"] : []
    try await story.play(morning.flatMap(Self.sold))
    story.clock.advance(hours: 1)
    let changed = try await story.play(
      typed == "removed"
        ? Array(Self.change("").prefix(3)) + ["terminals.edit: remove", "terminals.remove: yes"]
        : Self.change(typed))
    let period = try #require(changed.state.periods(at: story.clock.now)["t1"])
    #expect(period.charges.sum.kopecks == (morning.isEmpty ? 0 : 6_000), "\(changed.faults)")
    #expect(period.uncounted != nil)
    _ = try story.verify()
  }

  /// A report that was read at noon is not the evening's: what came after that count is in no count.
  @Test func `what was done after a count before the hour is named`() async throws {
    let story = try Story("counts = true,")
    let counted = try await story.play(
      Self.setUp("text 23:30") + ["terminals.list: back"] + Self.sold("199.50") + Self.drawer
        + Self.fits("199.50", 1) + ["shift.close: no"] + Self.sold("60"))
    #expect(counted.stands == "sale", "\(counted.prompts.map(\.id)) \(counted.faults)")
    story.clock.advance(hours: 1)
    let scene = try await story.play([
      "sale: shift", "drawer.count: cancel", "shift.close: yes",
    ])
    #expect(try Self.closing(scene).contains("НЕ ПЕРЕСЧИТАН ДО 23.11.26 23:30: Сбер"))
    _ = try story.verify()
  }

  /// The clock of the till and the moment of its registrar's report lie on two sides of the hour.
  @Test(arguments: [(1, -1), (0, 1)] as [(Int64, Int64)])
  func `what no report named stands until one does`(before: Int64, after: Int64) async throws {
    let story = try Story("counts = true,")
    try await story.play(
      Self.setUp("text 23:30") + ["terminals.list: back"] + Self.sold("199.50"))
    let registrar = try ProxyRegistrar(story)
    let clock = story.clock
    registrar.whileClosing(
      before: { clock.advance(hours: before) }, after: { clock.advance(hours: after) })
    story.registrar = registrar
    let close = ["sale: shift", "drawer.count: cancel"]
    let first = try await story.play(close + ["settling.count: cancel", "shift.close: yes"])
    #expect(first.state.shift == nil, "\(first.prompts.map(\.id)) \(first.faults)")
    registrar.whileClosing(before: {}, after: {})
    story.clock.advance(hours: 2)
    let second = try await story.play(
      Story.seniorSignIn + Self.sold("60") + close + ["settling.count: cancel", "shift.close: yes"])
    #expect(second.state.shift == nil, "\(second.prompts.map(\.id)) \(second.faults)")
    let named = (first.papers + second.papers).filter { $0.kind == .shiftClosing }.flatMap(\.lines)
      .filter { $0.hasPrefix("НЕ ПЕРЕСЧИТАН") }
    #expect(named == ["НЕ ПЕРЕСЧИТАН ДО 23.11.26 23:30: Сбер"])
  }

  /// What differed was in the report that is settled: the next count has nothing of it.
  @Test func `an explanation is of the period that lasts`() async throws {
    let story = try Story("counts = true,")
    let first = try await story.play(
      Self.setUp("text 23:30") + [
        "terminals.list: add", "terminals.provider: standalone", "terminals.exists: next",
        "terminals.name: text Второй", "terminals.list: back", "sale: free 199.50 Кофе",
        "sale: pay.card", "charge.terminal: t1", "charge.window: approved",
      ] + Self.drawer + [
        "settling.count: counted charges=12.34 charges_count=9",
        "settling.again: counted charges=12.34 charges_count=9", "settling.explained: ok",
        "shift.close: yes",
      ])
    #expect(first.state.shift == nil, "\(first.prompts.map(\.id)) \(first.faults)")
    story.clock.advance(hours: 10)
    let second = try await story.play(
      Story.seniorSignIn + [
        "sale: free 60 Чай", "sale: pay.card", "charge.terminal: t2", "charge.window: approved",
      ] + Self.again + Self.fits("60.00", 1))
    #expect(second.stands == "settling.word", "\(second.prompts.map(\.id)) \(second.faults)")
  }

  @Test func `once the hour has passed no void is offered`() async throws {
    for (hours, isOffered) in [(0, true), (1, false)] {
      let story = try ReturnTests.story()
      let settings = Self.setUp("text 23:30").dropFirst(Story.signIn.count)
      try await story.play(
        ["sign_in.name: Борис", "sign_in.pin: text \(ReturnTests.boris)"] + settings
          + ["terminals.list: back"] + Self.sold("199.50"))
      story.clock.advance(hours: Int64(hours))
      let scene = try await story.play(ReturnTests.find("199.50") + ["return.lines: all"])
      let buttons = scene.prompts.last?.buttons.map(\.id) ?? []
      #expect(scene.stands == "return.lines", "\(scene.prompts.map(\.id)) \(scene.faults)")
      #expect(buttons.contains("void") == isOffered, "\(hours): \(buttons)")
    }
  }

  /// It was in the report that was settled, as a difference: a later one has nothing of it.
  @Test func `what is found approved late counts in the period that it was charged in`()
    async throws
  {
    let story = try ReturnTests.story("counts = true,")
    let aside = try await story.play(
      ReturnTests.start + Self.sold("60") + [
        "sale: free 199.50 Кофе", "sale: pay.card", "charge.window: unknown",
        "charge.unknown: unknown", "charge.detached: next",
      ])
    let id = try #require(aside.state.matters.first?.receipt.id)
    story.clock.advance(milliseconds: Self.hour / 2)
    try await story.play([
      "sale: shift", "shift.matters: Борис", "drawer.count: counted cash=0",
      "drawer.counted.first: ok", "settling.count: counted charges=60.00 charges_count=1",
      "settling.word: matched", "shift.close: yes",
    ])
    story.clock.advance(milliseconds: Self.hour / 2)
    let found = try await story.play(
      ReturnTests.start + [
        "sale: parked", "parked.list: \(id)", "senior.pin: text \(ReturnTests.boris)",
        "charge.unknown: approved",
      ])
    #expect(found.state.periods.values.allSatisfy { $0.isEmpty }, "\(found.prompts.map(\.id))")
    #expect(found.receipt?.charged.kopecks == 19_950, "\(found.faults)")
    _ = try story.verify()
  }

  @Test(arguments: [
    ("22:30", "2026-11-23T22:30"), ("23:30", "2026-11-22T23:30"), ("23:15", "2026-11-22T23:15"),
    ("00:00", "2026-11-23T00:00"),
  ])
  func `the hour before a moment is that of the till's own clock`(
    text: String, day: String
  ) throws {
    let now = try #require(
      LocalTime.moment(
        year: 2026, month: 11, day: 23, hour: 23, minute: 15, offsetSeconds: 10_800))
    let minute = try #require(LocalTime.minuteOfDay(text))
    let last = LocalTime.last(minute: minute, before: now, offsetSeconds: 10_800)
    #expect(LocalTime(last, offsetSeconds: 10_800).iso.hasPrefix(day))
  }
}
