import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// What a cashier does in a day, on the stock flows.
@Suite struct SaleTests {
  @Test func `sells by card in two taps after the last scan`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.start + ["sale: pay.card", "charge.window: approved"])
    #expect(scene.stands == "sale")
    #expect(try story.receipts.map(\.document.payments.cashless.kopecks) == [19_950])
    let window = try #require(scene.first("charge.window"))
    #expect(window.title == "Сначала карта, потом чек")
    #expect(window.body == "Автономный терминал: наберите 199,50\u{A0}₽, дождитесь ответа")
    #expect(window.defaultButton == nil && !window.mayCancel && window.quietMilliseconds == 700)
    #expect(scene.papers.last?.lines.contains { $0.hasPrefix("БЕЗНАЛИЧНЫМИ") } == true)
  }

  @Test func `keeps the goods when the card is declined, and takes cash`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.start + [
        "sale: pay.card", "charge.window: declined", "charge.declined: again",
        "charge.window: declined", "charge.declined: cash", "payment.cash: 500",
        "payment.change: ok",
      ])
    #expect(scene.first("payment.change")?.title == "Сдача 300,50\u{A0}₽")
    let document = try #require(try story.receipts.first?.document)
    #expect(document.payments.cash.kopecks == 19_950 && document.payments.cashless == .zero)
    #expect(document.received?.kopecks == 50_000 && document.change?.kopecks == 30_050)
  }

  @Test func `splits with the card first and gives cash back when the split is left`() async throws
  {
    let story = try Story()
    try await story.play(
      Story.start + [
        "sale: pay.split", "payment.split: 100", "charge.window: approved", "payment.cash: 50",
        "payment.rest: return", "payment.return_cash: returned", "payment.tender: card",
        "charge.window: approved",
      ])
    #expect(try story.receipts.map(\.document.payments.cashless.kopecks) == [19_950])
    #expect(try story.receipts.first?.document.payments.cash == .zero)
  }

  @Test func `sets an unknown charge aside, serves the next customer and resolves it`() async throws
  {
    let story = try Story()
    try await story.play(
      Story.start + [
        "sale: pay.card", "charge.window: unknown", "charge.unknown: unknown",
        "charge.detached: next", "sale: free 50 Чай", "sale: pay.cash", "payment.cash: 50",
        "sale: parked",
      ])
    #expect(try story.verify().matters == 1)
    let id = try #require(try await story.play([]).prompts.last?.buttons.first?.id)
    let scene = try await story.play([
      "parked.list: \(id)", "senior.pin: text \(Story.pin)", "charge.unknown: approved",
      "payment.leave: print",
    ])
    #expect(
      scene.first("payment.leave")?.body.hasSuffix(
        "Автономный терминал · Кофе: выберите, что делать") == true)
    #expect(scene.first("payment.leave")?.effect?.amount == Money(checked: 199_50))
    #expect(try story.receipts.map(\.document.total.kopecks) == [5_000, 19_950])
    #expect(try story.verify().matters == 0)
  }

  @Test func `refunds a charge that can't be printed`() async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card"])
    try story.control.set(.noPaper)
    try await story.play([
      "charge.window: approved", "print.refused: leave", "payment.leave: refund",
      "charge.void: declined", "charge.void_refused: again", "charge.void: approved",
      "void.amount: 199.50", "void.number: none",
    ])
    #expect(try story.receipts.isEmpty)
    #expect(try story.verify().matters == 0)
  }

  @Test func `takes no card while the registrar could not print`() async throws {
    let story = try Story()
    try await story.play(Story.start)
    try story.control.set(.noPaper)
    let scene = try await story.play(["sale: pay.card", "till.not_ready: check"])
    #expect(scene.stands == "till.not_ready")
    #expect(scene.prompts.last?.body == "В ККТ нет бумаги")
    #expect(!scene.prompts.contains { $0.id == "charge.window" })
  }

  @Test(arguments: [EmulatedFault.lostReplyBefore, .lostReplyAfter, .paperOutDuring])
  func `issues one document whatever happens to its reply or paper`(
    fault: EmulatedFault
  ) async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card"])
    try story.control.set(fault, times: 1)
    let scene = try await story.play(["charge.window: approved"])
    let more =
      switch scene.stands {
      case "print.unreachable": ["print.unreachable: ok"]
      case "print.paper": ["print.paper: ok"]
      default: [String]()
      }
    #expect(try await story.play(more).stands == "sale")
    #expect(try story.receipts.count == 1)
    #expect(try story.verify().matters == 0)
  }

  @Test func `closes and opens a shift that expires in mid-sale`() async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.cash", "payment.cash: 199.50", Story.coffee])
    story.clock.advance(milliseconds: 25 * 3_600_000)
    let scene = try await story.play(["sale: pay.card", "charge.window: approved"])
    #expect(scene.papers.map(\.kind) == [.shiftClosing, .shiftOpening, .receipt])
    #expect(try story.receipts.map(\.printed.shift) == [1, 2])
  }

  @Test func `counts each terminal in the closing report and names the journal's head`()
    async throws
  {
    let story = try Story()
    let scene = try await story.play(
      Story.start + [
        "sale: pay.card", "charge.window: approved", "sale: shift", "shift.close: yes",
      ])
    let report = try #require(scene.papers.last)
    #expect(report.kind == .shiftClosing)
    #expect(
      report.lines.contains {
        $0.hasPrefix("Автономный терминал (1)") && $0.hasSuffix("199.50")
      })
    #expect(report.lines.contains { $0.hasPrefix("Журнал ") })
  }

  @Test func `parks when the cashier signs out in mid-sale, and takes back`() async throws {
    let story = try Story()
    try await story.play(
      Story.start + ["sale: sign_out", "sign_in.pin: text 9999", "sign_in.wrong: ok"])
    let scene = try await story.play(["sign_in.pin: text \(Story.pin)", "sale: parked"])
    let id = try #require(scene.prompts.last?.buttons.first?.id)
    let back = try await story.play(["parked.list: \(id)"])
    guard case .sale(let view)? = back.prompts.last?.kind else {
      Issue.record("no sale")
      return
    }
    #expect(view.total.kopecks == 19_950)
  }

  @Test func `speaks English`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.start + ["sale: pay.card", "charge.window: not_run"], language: .en)
    #expect(scene.first("charge.window")?.title == "Card first, then receipt")
    #expect(
      scene.first("charge.window")?.buttons.map(\.label)
        == ["✓ Approved", "✕ Declined", "? Not sure", "✕ Card not run"])
  }

  @Test func `prints discounts so that no kopeck is lost`() async throws {
    let story = try Story()
    try await story.play(
      Story.start + ["sale: discount 1 0.99", "sale: pay.cash", "payment.cash: 198.51"])
    #expect(try story.receipts.map(\.document.total.kopecks) == [19_851])
  }
}
