import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// What the evening brought to light elsewhere and no other suite tells: sales of another year, other people's
/// shifts, money that is half there at the closing, a closing without paper, one that was forgotten, and two
/// opinions about a shift.
@Suite(.serialized) struct EveningStoriesTests {
  private static func bring(_ lines: [String], to story: Story) throws {
    try makeFolder(story.data)
    let text = (["barcode;name;price;vat;measure"] + lines).joined(separator: "\n")
    try GoodsTable(folder: story.data).replace(with: GoodsImport(csv: Data(text.utf8)).goods)
  }

  /// S4: 15.00 off three goods, which go back one after the other.
  @Test(arguments: [[1, 2, 3], [3, 1, 2], [2, 3, 1]])
  func `one good after the other, in any order, they come to what was paid`(
    order: [Int]
  ) async throws {
    let story = try ReturnTests.story(
      #"free_price_vat = "vat20", rights = { discount = { above_percent = 100 } },"#)
    story.store = story.store.replacing("usn_income", with: "osn")
    try await story.play(
      ReturnTests.start + [
        "sale: free 33.33 Хлеб", "sale: free 33.33 Сыр", "sale: free 13.34 Чай",
        "sale: discount 1 6.25", "sale: discount 2 6.25", "sale: discount 3 2.50",
      ] + ReturnTests.cash("65"))
    let sale = try #require(try story.receipts.first)
    let scene = try await story.play(
      order.flatMap {
        ReturnTests.find("\(sale.printed.number)") + ReturnTests.line($0) + ReturnTests.go
          + ReturnTests.paid
      })
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let back = scene.documents.dropFirst()
    #expect(back.reduce(0) { $0 + $1.total.kopecks } == 6_500)
    let taxes = { (documents: [FiscalDocument]) in
      documents.flatMap(\.lines).reduce(0) { $0 + $1.vatSum.kopecks }
    }
    #expect(taxes(Array(back)) == taxes([sale.document]), "VAT of whole lines too")
    _ = try story.verify()
  }

  /// S3: 2025, 10 % off, VAT 20; then another price, name and rate; then no such good.
  @Test(arguments: [["46;Чайник новый;1100;vat22;piece"], ["47;Чашка;100;vat22;piece"]])
  func `a sale of last year goes back as it was sold`(goods: [String]) async throws {
    let story = try ReturnTests.story()
    story.store = story.store.replacing("usn_income", with: "osn")
    story.clock.advance(hours: -24 * 340)
    try Self.bring(["46;Чайник;1000;vat20;piece"], to: story)
    try await story.play(
      ReturnTests.start + ["sale: scan 46", "sale: share 1 1000"] + ReturnTests.cash("900")
        + ["sale: shift", "shift.close: yes"])
    story.clock.advance(hours: 24 * 340)
    try Self.bring(goods, to: story)
    let scene = try await story.play(
      ReturnTests.start + ReturnTests.find("900.00") + ["return.lines: all"] + ReturnTests.go
        + ReturnTests.paid)
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let back = try #require(scene.documents.last)
    #expect(back.type == .saleReturn && back.total.kopecks == 90_000)
    let line = try #require(back.lines.first)
    #expect(line.name == "Чайник" && line.vat == .vat20 && line.vatSum.kopecks == 15_000)
    #expect(line.measure == .piece)
    _ = try story.verify()
  }

  /// S21: Анна opens and counts at noon; Вера sells on and closes.
  @Test func `whoever is entitled closes, every sale keeps its cashier, the count its name`()
    async throws
  {
    let vera = "703470347034"
    let story = try ReturnTests.story("counts = true,")
    story.store = story.store.replacing(#""Анна","#, with: #""Анна", "Вера","#)
    try story.give(["Вера": vera])
    try await story.play(
      ReturnTests.start + ["sale: drawer"] + DrawerTests.count("500.00")
        + ["drawer.counted.first: ok", "drawer: back", Story.coffee] + ReturnTests.cash("199.50")
        + ["sale: drawer"] + DrawerTests.count("699.50")
        + ["drawer.counted.fits: ok", "drawer: back", "sale: sign_out"])
    let scene = try await story.play(
      [
        "sign_in.name: Вера", "sign_in.pin: text \(vera)", "sale: free 60 Чай", "sale: pay.cash",
        "payment.cash: 60", "sale: shift", "drawer.count: counted cash=759.50",
        "drawer.counted.fits: ok", "drawer.safe: none", "shift.close: yes",
      ])
    #expect(scene.stands == "sign_in.name", "\(scene.prompts.map(\.id))")
    #expect(scene.documents.map(\.cashier) == ["Анна", "Вера"])
    let counts = try story.journalEntries().flatMap(\.changes).compactMap { change in
      if case .till(.drawerCounted(let count)) = change {
        "\(count.by) \(count.figure) \(count.difference ?? 0)"
      } else {
        nil
      }
    }
    #expect(counts == ["Анна 50000 0", "Анна 69950 0", "Вера 75950 0"])
    let paper = try #require(scene.papers.last { $0.kind == .shiftClosing }?.lines)
    #expect(paper.contains { $0.hasPrefix("ПЕРЕСЧИТАНО (Вера)") }, "\(paper)")
  }

  /// S23: 400 by card, and the rest never comes.
  @Test func `part of a receipt at the closing counts without one, and is somebody's`() async throws
  {
    let story = try ReturnTests.story("counts = true,")
    let scene = try await story.play(
      ReturnTests.start + ["sale: free 1000 Торт", "sale: pay.split", "payment.split: 400"]
        + ["charge.window: approved", "payment.cash: cancel", "payment.tender: leave"]
        + ["payment.leave: senior", "sale: shift", "shift.matters: Борис"]
        + ["drawer.count: counted cash=0.00", "drawer.counted.first: ok"]
        + ["settling.count: counted charges=400.00 charges_count=1", "settling.word: matched"]
        + ["shift.close: yes"])
    #expect(scene.state.shift == nil, "\(scene.prompts.map(\.id)) \(scene.faults)")
    let first = try #require(scene.papers.last { $0.kind == .shiftClosing }?.lines)
    #expect(first.contains { $0.hasPrefix("БЕЗ ЧЕКА (1)") && $0.hasSuffix("400.00") }, "\(first)")
    #expect(first.contains("НЕЗАВЕРШЕНО: 1, ПЕРЕДАНО: Борис"), "\(first)")
    let matter = try #require(scene.state.matters.first)
    #expect(matter.receipt.matterKind == .approvedWithoutReceipt)
    #expect(matter.receipt.lines.map(\.item.name) == ["Торт"])
    let next = try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50") + ["sale: shift"])
    #expect(next.stands == "shift.matters")
    let closed = try await story.play([
      "shift.matters: skip", "drawer.count: cancel", "shift.close: yes",
    ])
    let second = try #require(closed.papers.last { $0.kind == .shiftClosing }?.lines)
    #expect(second.contains { $0.hasPrefix("НЕЗАВЕРШЕНО: 1") }, "\(second)")
    #expect(closed.state.matters.count == 1)
    _ = try story.verify()
  }

  /// S23: the second card is declined after the cash was taken.
  @Test func `cash of a receipt that comes to nothing is given back by a prompt of its own`()
    async throws
  {
    let story = try ReturnTests.story("counts = true,")
    let scene = try await story.play(
      ReturnTests.start + ["sale: free 1000 Торт", "sale: pay.split", "payment.split: 400"]
        + ["charge.window: approved", "payment.cash: cancel", "payment.tender: leave"]
        + ["payment.leave: refund", "charge.void: approved"])
    #expect(["sale", "void.amount"].contains(scene.stands), "\(scene.prompts.map(\.id))")
    #expect(scene.state.expectedCash == 0 && scene.documents.isEmpty)
  }

  /// S24: nothing is asked twice, over a restart too.
  @Test(arguments: [false, true])
  func `a closing without paper asks for no count a second time`(restarts: Bool) async throws {
    let story = try ReturnTests.story("counts = true,")
    try await story.play(
      ReturnTests.start + [
        Story.coffee, "sale: pay.card", "charge.window: approved", "sale: shift",
      ]
        + ["drawer.count: counted cash=0.00", "drawer.counted.first: ok"]
        + ["settling.count: counted charges=199.50 charges_count=1", "settling.word: matched"])
    try story.control.set(.noPaper)
    let refused = try await story.play(["shift.close: yes"])
    #expect(refused.stands == "shift.refused", "\(refused.prompts.map(\.id))")
    let again = try await story.play(["shift.refused: again"])
    #expect(again.stands == "shift.refused")
    if restarts { #expect(try await story.play([]).stands == "shift.refused") }
    try story.control.clearAll()
    let closed = try await story.play(["shift.refused: again"])
    #expect(closed.state.shift == nil && closed.stands.hasPrefix("sign_in."))
    #expect(closed.papers.map(\.kind) == [.shiftClosing])
    let ids = [refused, again, closed].flatMap { $0.prompts.map(\.id) }
    #expect(!ids.contains { $0.hasPrefix("drawer.") || $0.hasPrefix("settling.") }, "\(ids)")
    let closings = try story.journalEntries().flatMap(\.changes).count { change in
      if case .till(.shiftClosed) = change { true } else { false }
    }
    #expect(closings == 1)
  }

  /// S24: the paper ends in the middle of a receipt; it is printed to its end once, and the shift is closed.
  @Test func `a receipt whose paper ran out is finished, and holds no closing`() async throws {
    let story = try ReturnTests.story()
    try await story.play(ReturnTests.start + [Story.coffee, "sale: pay.cash"])
    try story.control.set(.paperOutDuring, times: 1)
    let out = try await story.play(["payment.cash: 199.50"])
    #expect(out.stands == "print.paper", "\(out.prompts.map(\.id))")
    let scene = try await story.play(["print.paper: ok", "sale: shift", "shift.close: yes"])
    #expect(scene.state.shift == nil && scene.documents.count == 1, "\(scene.prompts.map(\.id))")
    _ = try story.verify()
  }

  /// S25: a return that was begun at 23:59 of its shift.
  @Test func `a return whose shift ends meanwhile is printed in the next one`() async throws {
    let story = try ReturnTests.story("counts = true,")
    try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50")
        + ReturnTests.find("199.50") + ["return.lines: all"])
    story.clock.advance(hours: 24)
    let scene = try await story.play(ReturnTests.go + ReturnTests.paid)
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(try story.receipts.map(\.printed.shift) == [1, 2])
    #expect(scene.papers.map(\.kind) == [.shiftClosing, .shiftOpening, .receipt])
    // The count comes afterwards, and the Z of the shift that was forgotten says that there was none.
    let forgotten = try #require(scene.papers.first?.lines)
    #expect(forgotten.contains("НЕ ПЕРЕСЧИТАНО"), "\(forgotten)")
    #expect(scene.state.expectedCash == 0)
    _ = try story.verify()
  }

  /// S25: idle over the night, in the morning somebody signs in and sells.
  @Test func `a shift that was left open holds nobody in the morning`() async throws {
    let story = try ReturnTests.story("counts = true,")
    try await story.play(ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50"))
    story.clock.advance(hours: 40)
    let scene = try await story.play(
      [Story.coffee] + ReturnTests.cash("199.50") + ["sale: drawer"] + DrawerTests.count("399.00"))
    #expect(scene.stands.hasPrefix("drawer.counted"), "\(scene.prompts.map(\.id))")
    #expect(try story.receipts.map(\.printed.shift) == [1, 2])
    #expect(scene.state.drawer.counted?.figure == 399_00)
  }

  /// S26: another program closed the shift on the registrar.
  @Test func `a shift that was closed elsewhere is noticed, and the next sale opens one`()
    async throws
  {
    let story = try ReturnTests.story()
    try await story.play(ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50"))
    let other = try await story.ownRegistrar().closeShift(key: "elsewhere", cashier: "1С")
    // The till says that the registrar has gone on without it, and the one step is to have seen that.
    let behind = try await story.play([])
    #expect(behind.stands == "till.behind")
    let scene = try await story.play(
      ["till.behind: reconciled", Story.coffee] + ReturnTests.cash("199.50"))
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.warnings)")
    #expect(try story.receipts.map(\.printed.shift) == [1, 2])
    #expect(scene.state.shift?.number == 2)
    let closed = try await story.play(["sale: shift", "shift.close: yes"])
    #expect(closed.state.shift == nil, "\(closed.prompts.map(\.id))")
    let papers = closed.papers.filter { $0.kind == .shiftClosing }
    #expect(papers.count == 1 && papers[0].number > other.number)
    _ = try story.verify()
  }

  /// S26: the other way round: open there, and not here.
  @Test func `a shift that was opened elsewhere is sold in`() async throws {
    let story = try ReturnTests.story()
    try await story.play([])
    _ = try await story.ownRegistrar().openShift(key: "elsewhere", cashier: "1С")
    let scene = try await story.play(
      ["till.behind: reconciled"] + ReturnTests.start + [Story.coffee]
        + ReturnTests.cash("199.50") + ["sale: shift", "shift.close: yes"])
    #expect(scene.state.shift == nil, "\(scene.prompts.map(\.id)) \(scene.warnings)")
    #expect(try story.receipts.map(\.printed.shift) == [1])
    _ = try story.verify()
  }

  /// S26: closed there before the till could: «уже закрыта» is no reason to stop.
  @Test func `closing what was closed elsewhere says so, and goes on`() async throws {
    let story = try ReturnTests.story()
    try await story.play(ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50"))
    _ = try await story.ownRegistrar().closeShift(key: "elsewhere", cashier: "1С")
    let scene = try await story.play(
      ["till.behind: reconciled", "sale: shift", "shift.close: yes"])
    #expect(scene.stands == "shift.none", "\(scene.prompts.map(\.id))")
    #expect(scene.documents.count == 1)
  }

  @Test func `a transfer has no report and nothing to settle`() async throws {
    let story = try Story(
      #"counts = true, providers = { stock.transfer { title = "Перевод" } },"#)
    let scene = try await story.play(
      Story.start + [
        "sale: pay.card", "transfer.window: approved", "sale: shift",
        "drawer.count: counted cash=500.00", "drawer.counted.first: ok", "drawer.safe: none",
        "shift.close: yes",
      ])
    #expect(scene.state.shift == nil)
    let lines = try #require(scene.papers.last { $0.kind == .shiftClosing }?.lines)
    #expect(!lines.contains { $0.contains("СВЕРЕН") || $0.contains("СВЕРКА") })
    // Nothing is counted against that word: the report names whose it is, for the bank's statement.
    #expect(
      lines.contains { $0.hasPrefix("ПЕРЕВОД ПО СЛОВУ: Анна (1)") && $0.hasSuffix(" 199.50") },
      "\(lines)")
    #expect(scene.state.core.tallies == nil)
    _ = try story.verify()
  }

  @Test func `what a card paid is no transfer`() async throws {
    let story = try Story("counts = true,")
    let scene = try await story.play(Story.start + ["sale: pay.card", "charge.window: approved"])
    let tallies = try #require(scene.state.core.tallies)
    #expect(tallies["Анна"]?.tried == 1 && tallies["Анна"]?.transfers == nil)
  }
}
