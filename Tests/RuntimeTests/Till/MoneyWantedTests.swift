import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A cashier who wants money: each way to a rouble ends at a senior's PIN, at what the drawer is found to lack, or
/// on the senior's list.
///
/// Анна sells and knows her own PIN; Борис is the senior, and not here.
@Suite(.serialized) struct MoneyWantedTests {
  private static let sold =
    ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50") + [
      "sale: free 60 Чай", "sale: pay.card", "charge.window: approved",
    ]
  private static let wrong = "text 111122223333"

  /// Each way, and where it stops.
  static let ways: [(name: String, steps: [String], stops: String)] = [
    (
      "give back what nobody brought",
      ReturnTests.find("199.50") + ["return.lines: all", "return.lines: go"],
      "return.senior"
    ),
    (
      "by her own PIN",
      ReturnTests.find("199.50") + [
        "return.lines: all", "return.lines: go", "return.senior: text \(ReturnTests.anna)",
        "sign_in.wrong: ok",
      ], "return.senior"
    ),
    (
      "by a guess",
      ReturnTests.find("199.50") + ["return.lines: all", "return.lines: go"]
        + ["return.senior: \(wrong)", "sign_in.wrong: ok"], "return.senior"
    ),
    (
      "back to a card of her own",
      ReturnTests.find("60.00") + ["return.lines: all", "return.lines: go"], "return.senior"
    ),
    (
      "a void after the customer left",
      ReturnTests.find("60.00") + ["return.lines: all", "return.lines: void"], "return.senior"
    ),
    (
      "cash out", ["sale: drawer"] + DrawerTests.move("out", "100", "expenses"), "rights.pin"
    ),
    (
      "cash out of a kopeck", ["sale: drawer"] + DrawerTests.move("out", "0.01", "expenses"),
      "rights.pin"
    ),
    (
      "cash that was a card",
      ["sale: documents", "document.find: text 199.50", "document.shown: correct"]
        + ["correction.wrong: tender", "correction.cash: 0", "correction.slip: text 77"]
        + ["correction.allow: yes"], "rights.pin"
    ),
    (
      "a lower price afterwards",
      ["sale: documents", "document.find: text 199.50", "document.shown: correct"]
        + ["correction.wrong: sum", "correction.lines: line.1", "correction.price: 99.50"]
        + ["correction.lines: go", "correction.cash: 99.50", "correction.allow: yes"], "rights.pin"
    ),
    (
      "nobody paid",
      ["sale: documents", "document.find: text 199.50", "document.shown: correct"]
        + ["correction.wrong: unpaid", "correction.allow: yes"], "rights.pin"
    ),
    (
      "more than ten percent off",
      ["sale: free 1000 Торт", "sale: share 1 1001"], "rights.pin"
    ),
    (
      "an X to know what the drawer lacks", ["sale: drawer", "drawer: interim"], "senior.pin"
    ),
  ]

  @Test(arguments: ways.indices)
  func `stops at a senior's PIN, and nothing has moved`(index: Int) async throws {
    let way = Self.ways[index]
    let story = try ReturnTests.story()
    let scene = try await story.play(Self.sold + way.steps)
    #expect(scene.stands == way.stops, "\(way.name): \(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.map(\.type) == [.sale, .sale], "\(way.name)")
    #expect(scene.state.expectedCash == 199_50, "\(way.name)")
    // She leaves it, in every way that there is, and the drawer still has to hold what was sold.
    let left = try await story.play([])
    #expect(left.state.expectedCash == 199_50 && left.documents.count == 2, "\(way.name)")
    _ = try story.verify()
  }

  /// What needs no PIN is counted by her name, and stands where a senior looks.
  @Test func `what takes no PIN is by her name on the closing report`() async throws {
    let story = try ReturnTests.story("counts = true,")
    let scene = try await story.play(
      Self.sold + [
        Story.coffee, "sale: remove 1", "sale: free 80 Сок", "sale: clear", "sale.clear: yes",
        "sale: free 90 Вода", "sale: pay.card", "charge.window: not_run", "sale: clear",
        "sale.clear: yes", "sale: shift", "drawer.count: counted cash=100.00",
        "drawer.counted.first: ok", "drawer.safe: none",
      ])
    let closed = try await story.play([
      "settling.count: no_report", "settling.word: failed", "shift.close: yes",
    ])
    let paper = try #require(closed.papers.last { $0.kind == .shiftClosing }?.lines)
    #expect(
      paper.contains { $0.hasPrefix("Анна, УБРАНО (3)") && $0.hasSuffix("369.50") }, "\(paper)")
    #expect(paper.contains { $0.hasPrefix("Анна, НЕ ПРОВОДИЛИ (1, 50 %)") }, "\(paper)")
    #expect(scene.documents.count == 2)
  }

  /// Charged, and given back on the terminal before any receipt: to whose card nobody else can tell.
  @Test func `money undone before a receipt is by her name too`() async throws {
    let story = try ReturnTests.story()
    let closed = try await story.play(
      ReturnTests.start + [
        "sale: free 100 Торт", "sale: pay.split", "payment.split: 40", "charge.window: approved",
        "payment.cash: cancel", "payment.tender: leave", "payment.leave: refund",
        "charge.void: approved", "void.amount: 40", "void.number: none", "sale: pay.cash",
        "payment.cash: 50", "payment.rest: return", "payment.return_cash: returned",
        "payment.tender: back", "sale: clear", "sale.clear: yes", "sale: shift", "shift.close: yes",
      ])
    let paper = try #require(
      closed.papers.last { $0.kind == .shiftClosing }?.lines, "\(closed.prompts.map(\.id))")
    #expect(
      paper.contains { $0.hasPrefix("Анна, ОПЛАТЫ ОТМЕНЕНЫ (2)") && $0.hasSuffix(" 90.00") },
      "\(paper)")
    #expect(closed.documents.isEmpty)
    let table = try JournalReader(folder: story.data).books()
      .table(.cashier, now: FiscalSamples.now, offsetSeconds: 0)
    let row = Dictionary(uniqueKeysWithValues: zip(table.columns, try #require(table.rows.first)))
    #expect(row["undone"] == .count(2) && row["undone_sum"] == .money(9_000))
    _ = try story.verify()
  }

  /// A card was run, the receipt says cash, the note is in her pocket.
  @Test func `a card rung as cash is missing in the drawer and too much on its terminal`()
    async throws
  {
    let story = try ReturnTests.story("counts = true,")
    let opened = ReturnTests.start + ["sale: drawer"] + DrawerTests.count("0.00")
    let scene = try await story.play(
      opened + ["drawer.counted.first: ok", "drawer: back", Story.coffee]
        + ReturnTests.cash("199.50") + ["sale: free 60 Чай", "sale: pay.card"]
        + ["charge.window: approved", "sale: shift", "drawer.count: counted cash=0.00"]
        + ["drawer.again: counted cash=0.00", "drawer.counted.short: ok"]
        + ["settling.count", "settling.again"].map {
          "\($0): counted charges=259.50 charges_count=2"
        })
    #expect(scene.stands == "settling.explained", "\(scene.prompts.map(\.id))")
    let said = try #require(scene.prompts.last?.body)
    #expect(said.hasPrefix("1. Спутаны наличные и карта") && said.contains("199,50"), "\(said)")
  }

  /// The store frees small returns: each is on the senior's list, and a shift has a sum of them.
  @Test func `returns that a store frees are all on the senior's list`() async throws {
    let story = try ReturnTests.story(ReturnTests.freed)
    let scene = try await story.play(
      ReturnTests.start + ["sale: free 90 Чай"] + ReturnTests.cash("90") + ["sale: free 90 Сок"]
        + ReturnTests.cash("90") + ReturnTests.find("90.00"))
    #expect(scene.stands == "return.which")
    let first = try #require(scene.prompts.last?.buttons.first?.id)
    let next = try await story.play(
      ["return.which: \(first)", "return.lines: all", "return.lines: go", "return.allow: yes"]
        + ReturnTests.paid + ReturnTests.find("90.00"))
    let other = try #require(next.prompts.last?.buttons.last?.id)
    let stopped = try await story.play(
      ["return.which: \(other)", "return.lines: all", "return.lines: go"])
    #expect(stopped.stands == "return.senior")
    #expect(stopped.state.core.unseenReturns?.map(\.by) == ["Анна"])
  }

  /// Nor off the report of a shift's returns of sales that were made elsewhere.
  @Test func `however often money goes back for other tills, the report has all of it`() throws {
    let start = FlowStart(
      name: "returns", bundle: nil, level: .last, language: .ru, at: FiscalSamples.now,
      offsetSeconds: 0, seed: 1, receipt: Receipt(id: "r", taxation: .usnIncome),
      seller: FiscalSamples.seller, till: TillState.Core(), holdsPeriods: true)
    var till = start.ledger(parked: [:]).till
    till.core.shift = TillState.Shift(number: 1, openedAt: FiscalSamples.now)
    for kopecks in [2_000_000] + Array<Int64>(1...52) {
      till.note(
        ListedReturn(
          document: 7, total: Money(checked: kopecks), by: "Анна", at: FiscalSamples.now),
        OtherSale(day: "2026-11-26", reason: "Брак", most: nil), isAlone: true)
    }
    let lines = try #require(till.othersSection).lines
    #expect(lines.first == .pair("ДО НИХ (3)", "20000.03") && lines.count == 101, "\(lines.first!)")
  }

  /// Fifty small ones push a large one off no list: what there is no room for is summed up.
  @Test func `however often cash goes out alone, the report has all of it`() async throws {
    var drawer = Drawer()
    func out(_ kopecks: Int64) -> CashMovement {
      CashMovement(
        direction: .outward, amount: Money(checked: kopecks), reason: "В сейф", by: "Анна",
        allowedBy: nil, at: FiscalSamples.now, key: "k\(kopecks)", noted: .done)
    }
    for kopecks in [2_000_000] + Array<Int64>(1...52) { drawer.note(out(kopecks), keepsAll: true) }
    #expect(drawer.listed?.count == 50 && drawer.listed?.first?.amount.kopecks == 3)
    #expect(drawer.listedBefore?.count == 3 && drawer.listedBefore?.sum.kopecks == 2_000_003)
    let count = DrawerCount(
      figure: 0, first: nil, expected: nil, unprinted: 0, figures: [:], by: "Анна",
      at: FiscalSamples.now,
      shift: 1, looks: nil, refusals: nil)
    drawer.begin(with: count)
    #expect(drawer.listed?.count == 50 && drawer.listedBefore?.count == 3)
  }
}
