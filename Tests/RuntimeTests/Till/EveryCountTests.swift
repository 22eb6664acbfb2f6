import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A later count or settlement takes nothing of what an earlier one said off the closing report.
@Suite(.serialized) struct EveryCountTests {
  private static let open = ["sale: drawer"]
  private static let float = DrawerTests.count("500.00") + ["drawer.counted.first: ok"]
  private static let opened = Story.signIn + open + float
  private static let close = ["drawer: back", "sale: shift", "shift.close: yes"]
  private static let sold = ["sale: free 300 Торт", "sale: pay.cash", "payment.cash: 300"]

  /// Counted wrongly twice, told what it differs by, then counted again.
  private static func short(_ roubles: String) -> [String] {
    DrawerTests.count(roubles) + [
      "drawer.again: counted cash=\(roubles)", "drawer.counted.short: ok",
    ] + DrawerTests.count(roubles) + ["drawer.counted.fits: ok"]
  }

  private func closing(_ scene: Scene) throws -> [String] {
    try #require(scene.papers.last { $0.kind == .shiftClosing }?.lines, "\(scene.faults)")
  }

  private func has(_ lines: [String], _ name: String, _ sum: String) -> Bool {
    lines.contains { $0.hasPrefix(name) && $0.hasSuffix(" " + sum) }
  }

  @Test func `a second count of the drawer leaves the missing money on the report`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Self.opened + ["drawer: back"] + Self.sold + Self.open + [
        "drawer: interim", "drawer: out", "drawer.out.amount: 9000", "drawer.out.why: bank",
        "drawer.short: ok",
      ] + Self.short("600.00") + Self.close)
    let lines = try closing(scene)
    #expect(has(lines, "ПЕРЕСЧЕТ ", "600.00") && has(lines, "РАЗНИЦА ", "-200.00"), "\(lines)")
    #expect(lines.contains("ДО ПЕРЕСЧЕТА X-ОТЧЕТ: Анна"))
    #expect(lines.contains("ДО ПЕРЕСЧЕТА ОТКАЗОВ В НАЛИЧНЫХ: 1"))
    #expect(scene.state.core.noted == nil && scene.state.drawer.counted?.difference == 0)
    _ = try story.verify()
  }

  @Test func `what is missing after a closing report stands on the next one`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Self.opened + ["drawer: back"] + Self.sold + Self.open + Self.close + Story.seniorSignIn
        + Self.open + Self.short("400.00")
        + ["drawer: back"] + Self.sold + ["sale: shift", "shift.close: yes"])
    let lines = try closing(scene)
    #expect(lines.contains { $0.hasPrefix("СМЕНА") && $0.hasSuffix(" 2") })
    #expect(has(lines, "РАЗНИЦА ", "-400.00") && has(lines, "ПЕРЕСЧЕТ ", "400.00"), "\(lines)")
    _ = try story.verify()
  }

  @Test func `what the list of counts has no room for is summed up, losses apart`() {
    var noted = NotedCounts()
    for figure in [Int64](1...24) {
      noted.note(
        DrawerCount(
          figure: figure == 1 ? 15_000 : 10_000 - figure, first: nil, expected: 10_000,
          unprinted: 0, figures: [:], by: "Анна", at: Moment(milliseconds: figure), shift: 1,
          looks: figure == 2 ? [DrawerLook(by: "Анна", at: Moment(milliseconds: 1))] : nil,
          refusals: figure == 2 ? 3 : nil))
    }
    #expect(noted.drawer?.count == 20 && noted.drawerBefore?.count == 4)
    #expect(noted.drawerBefore?.short == 2 + 3 + 4 && noted.drawerBefore?.over == 5_000)
    #expect(noted.drawerBefore?.looks == 1 && noted.drawerBefore?.refusals == 3)
  }

  /// Each guess costs a sale, and each is on the report with how many there were.
  @Test func `a first figure that is left stays in the record`() async throws {
    let story = try Story()
    func guess(_ roubles: String) -> [String] {
      DrawerTests.count(roubles) + ["drawer.again: cancel", "drawer: back"]
        + ["sale: free 1 Пакет", "sale: pay.cash", "payment.cash: 1"] + Self.open
    }
    let guessed = try await story.play(Self.opened + guess("100.00") + guess("200.00"))
    #expect(guessed.state.noted.left?.map(\.figure) == [10_000, 20_000], "\(guessed.faults)")
    let scene = try await story.play(
      DrawerTests.count("300.00") + ["drawer.again: cancel"] + Self.close)
    let lines = try closing(scene)
    #expect(lines.contains("НАБРАНО И ОСТАВЛЕНО: 3"), "\(lines)")
    for (figure, difference) in [
      ("100.00", "-400.00"), ("200.00", "-301.00"), ("300.00", "-202.00"),
    ] {
      #expect(has(lines, "НАБРАНО (Анна)", figure) && has(lines, "РАЗНИЦА", difference))
    }
    #expect(scene.state.core.noted == nil && scene.state.drawer.typed == nil)
    _ = try story.verify()
  }

  /// The report told what had moved since the last count, so nobody counts blind after it.
  @Test(arguments: [true, false])
  func `a count in the next shift says that the report had told the sum`(isCounted: Bool)
    async throws
  {
    let story = try Story()
    let count = Self.open + DrawerTests.count("800.00") + ["drawer.counted.fits: ok"]
    let scene = try await story.play(
      Self.opened + ["drawer: back"] + Self.sold + (isCounted ? count : Self.open) + Self.close
        + Story.seniorSignIn + Self.sold + Self.open + DrawerTests.count("1100.00"))
    #expect(scene.stands == "drawer.counted.fits", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.prompts.last?.body.contains("Пересчитано после Z") == !isCounted)
    #expect(scene.state.drawer.counted?.shift == 2)
  }

  // MARK: - Terms (S15)

  @Test func `a closing count leaves the terms of the shift on the report`() async throws {
    let story = try Story(ReturnTests.freed)
    let scene = try await story.play(
      Self.opened + DrawerTests.move("in", "200", "float") + ["drawer.in.done: ok"]
        + ["drawer: back", "sale: free 749 Торт", "sale: pay.cash", "payment.cash: 749"]
        + ["sale: free 100 Чай", "sale: pay.cash", "payment.cash: 100"]
        + ReturnTests.find("100.00") + [
          "return.lines: all", "return.lines: go", "return.allow: yes",
        ]
        + ReturnTests.paid + Self.open + DrawerTests.move("out", "300", "bank")
        + ["drawer.out.done: ok"] + Self.short("1048.00") + Self.close)
    let lines = try closing(scene)
    let from = try #require(
      lines.firstIndex { $0.hasSuffix("НАЛИЧНЫЕ ЗА СМЕНУ") }, "\(scene.prompts.map(\.id)) \(lines)")
    let day = Array(lines[from...].prefix(8))
    for (name, sum) in [
      ("БЫЛО", "500.00"), ("+ ПРОДАЖИ", "849.00"), ("- ВОЗВРАТЫ", "100.00"),
      ("+ ВНЕСЕНИЯ", "200.00"), ("- ИЗЪЯТИЯ", "300.00"),
      ("РАЗНИЦА ПРИ ПЕРЕСЧЕТАХ (3)", "-101.00"), ("ДОЛЖНО БЫТЬ", "1048.00"),
    ] { #expect(has(day, name, sum), "\(name): \(day)") }
    let books = try JournalReader(folder: story.data).books()
    let table = books.table(.shift, now: Moment(milliseconds: 0), offsetSeconds: 0)
    let row = Dictionary(uniqueKeysWithValues: zip(table.columns, try #require(table.rows.first)))
    #expect(row["drawer_before"] == .money(50_000) && row["drawer_sales"] == .money(84_900))
    #expect(row["drawer_returns"] == .money(10_000) && row["drawer_in"] == .money(20_000))
    #expect(row["drawer_out"] == .money(30_000) && row["drawer_difference"] == .money(-10_100))
    #expect(row["drawer"] == .money(104_800) && row["drawer_unprinted"] == .money(0))
    // No senior is named here: the report has what the cashier said yes to alone.
    #expect(has(lines, "ФД ", "100.00") && lines.contains { $0.hasSuffix("БЕЗ СТАРШЕГО") })
    #expect(scene.state.core.unwatched == nil)
    _ = try story.verify()
  }

  /// Nothing was sold, and money went: the shift is in the report all the same, in its days.
  @Test func `a shift without a receipt has its cash in the report`() async throws {
    let story = try Story()
    try await story.play(
      Story.signIn + Self.open + ["drawer: open"] + Self.float.dropFirst()
        + DrawerTests.move("out", "300", "bank") + ["drawer.out.done: ok"] + Self.close)
    let reader = try JournalReader(folder: story.data)
    let table = try reader.books().table(.shift, now: FiscalSamples.now, offsetSeconds: 0)
    let row = Dictionary(uniqueKeysWithValues: zip(table.columns, try #require(table.rows.first)))
    #expect(row["sales"] == .count(0) && row["drawer_out"] == .money(30_000))
    #expect(row["drawer"] == .money(20_000) && table.rows.count == 1)
    let before = try reader.books(until: Moment(milliseconds: 1))
    #expect(before.table(.shift, now: FiscalSamples.now, offsetSeconds: 0).rows.isEmpty)
  }

  /// Whatever is counted, moved and closed in whatever order, the terms come to what should be there.
  @Test func `the terms always come to what the drawer should hold`() {
    var random = SeededNumbers(seed: 16)
    let start = FlowStart(
      name: "drawer", bundle: nil, level: .last, language: .ru, at: FiscalSamples.now,
      offsetSeconds: 0, seed: 1, receipt: Receipt(id: "r", taxation: .usnIncome),
      seller: FiscalSamples.seller, till: TillState.Core(), holdsPeriods: true)
    var till = start.ledger(parked: [:]).till
    till.core.drawer = Drawer()
    for step in 1...2_000 {
      let amount = Money(checked: Int64.random(in: 1...9_999, using: &random))
      switch Int.random(in: 0...6, using: &random) {
      case 0:
        till.apply(
          DrawerCount(
            figure: amount.kopecks, first: nil,
            expected: till.drawer.counted == nil ? nil : till.expectedCash, unprinted: 0,
            figures: [:], by: "Анна", at: Moment(milliseconds: Int64(step)), shift: 1, looks: nil,
            refusals: nil))
      case 1: till.closeDrawer(isTold: true)
      case 2: till.changeDrawer { $0.add(amount, of: .saleReturn) }
      case 3: till.changeDrawer { $0.paidIn += amount }
      case 4: till.changeDrawer { $0.paidOut += amount }
      default: till.changeDrawer { $0.add(amount, of: .sale) }
      }
      guard let terms = till.drawerTerms else { continue }
      #expect(terms.total == till.expectedCash, "step \(step)")
    }
    #expect(till.drawerTerms != nil)
  }

  // MARK: - Terminals

  private static let counts = "counts = true,"
  private static let card = ["sale: free 90 Торт", "sale: pay.card", "charge.window: approved"]
  private static let nothing = ["settling.count", "settling.again"].map {
    "\($0): counted charges=0 charges_count=0"
  }

  @Test func `a second count and settlement of a terminal leave what the first said`() async throws
  {
    let story = try Story(Self.counts)
    let scene = try await story.play(
      Story.signIn + Self.card + ["sale: shift", "drawer.count: cancel"] + Self.nothing
        + ["settling.explained: ok", "settling.word: differs", "shift.close: no"] + Self.card + [
          "sale: shift", "drawer.count: cancel",
          "settling.count: counted charges=90.00 charges_count=1", "settling.word: matched",
          "shift.close: yes",
        ])
    let lines = try closing(scene)
    #expect(has(lines, "РАЗНИЦА (-1)", "-90.00") && has(lines, "ОТЧЕТ: ОПЛАТА (0)", "0.00"))
    let words = lines.filter { $0.hasPrefix("СВЕРКА") }
    #expect(words.map { $0.hasSuffix("НЕ СОВПАЛИ") } == [true, false], "\(lines)")
    #expect(!lines.contains { $0.hasPrefix("НЕ ПЕРЕСЧИТАН") } && scene.state.core.noted == nil)
    _ = try story.verify()
  }

  /// All but the Z can be skipped, by name.
  @Test(arguments: ["matched", "cancel"])
  func `a terminal that nobody counted is named`(word: String) async throws {
    let story = try Story(Self.counts)
    let scene = try await story.play(
      Story.signIn + Self.card + [
        "sale: shift", "drawer.count: cancel",
        "settling.count: counted charges=1.00 charges_count=1",
        "settling.again: cancel", "settling.word: \(word)", "shift.close: yes",
      ])
    let lines = try closing(scene)
    #expect(lines.contains("НЕ ПЕРЕСЧИТАН: Автономный терминал"), "\(lines)")
    #expect(has(lines, "НАБРАНО И ОСТАВЛЕНО", "1.00"), "\(lines)")
    _ = try story.verify()
  }

  // MARK: - A store that names no senior

  /// The thief looks at the list of what he gave back, and it is gone: the report has it.
  @Test func `what a lone cashier gave back is on the report, dismissed or not`() async throws {
    let story = try Story(ReturnTests.freed)
    let scene = try await story.play(
      Story.signIn + ["sale: free 90 Чай"] + ReturnTests.cash("90") + ReturnTests.find("90.00")
        + ["return.lines: all", "return.lines: go", "return.allow: yes"] + ReturnTests.paid
        + ["sale: sign_out"] + Story.seniorSignIn + ["return.listed: ok", "sale: shift"]
        + ["shift.close: yes"])
    let lines = try closing(scene)
    #expect(scene.state.core.unseenReturns == nil)
    #expect(has(lines, "ФД 3, Анна", "90.00"), "\(lines)")
    _ = try story.verify()
  }
}
