import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Money is taken and something goes wrong after it: there is always a way on, and it is the right one.
@Suite struct DeadEndTests {
  private static let card = Story.start + ["sale: pay.card", "charge.window: approved"]

  @Test func `an unknown void is asked about as a void`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.start + [
        "sale: pay.split", "payment.split: 100", "charge.window: approved", "payment.cash: cancel",
        "payment.tender: leave", "payment.leave: refund", "charge.void: unknown",
        "charge.void_unknown: declined",
      ])
    #expect(scene.first("charge.void_unknown")?.title == "Проверьте отмену на терминале")
    #expect(scene.stands == "charge.void_refused")
    #expect(scene.receipt?.charged.kopecks == 10_000)
    #expect(try await story.play(["charge.void_refused: back"]).stands == "payment.leave")
  }

  @Test func `pays the rest of a receipt whose card part is charged`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.start + [
        "sale: pay.split", "payment.split: 100", "charge.window: approved", "payment.cash: cancel",
        "payment.tender: leave", "payment.leave: rest", "payment.tender: cash",
        "payment.cash: 99.50",
      ])
    #expect(scene.stands == "sale")
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [10_000])
    #expect(scene.documents.map(\.payments.cash.kopecks) == [9_950])
  }

  @Test func `takes a charged receipt back and pays its rest`() async throws {
    let story = try Story()
    try await story.play(
      Story.start + [
        "sale: pay.split", "payment.split: 100", "charge.window: approved", "payment.cash: cancel",
        "payment.tender: leave", "payment.leave: senior", "sale: parked",
      ])
    let id = try #require(try await story.play([]).prompts.last?.buttons.first?.id)
    let scene = try await story.play([
      "parked.list: \(id)", "payment.leave: rest", "payment.tender: card",
      "charge.window: approved",
    ])
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [19_950])
    #expect(try story.verify().matters == 0)
  }

  @Test func `gives the cash back when a receipt of cash alone can't be printed`() async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.cash"])
    try story.control.set(.noPaper)
    let scene = try await story.play([
      "payment.cash: 200", "print.refused: leave", "payment.return_cash: returned",
    ])
    #expect(scene.stands == "sale")
    #expect(scene.receipt?.tenders.isEmpty == true)
  }

  @Test func `goes back to the goods when no fiscal memory would take them`() async throws {
    let story = try Story()
    let name = String(repeating: "…", count: 100)
    let scene = try await story.play(
      Story.signIn + ["sale: free 10 \(name)", "sale: pay.card", "till.unprintable: back"])
    let body = try #require(scene.first("till.unprintable")?.body)
    #expect(
      body.hasPrefix("Позиция 1, …") && body.hasSuffix("Название от 1 до 128 знаков"), "\(body)")
    #expect(scene.stands == "sale")
    #expect(scene.receipt?.attempts.isEmpty == true)
  }

  @Test func `sets a print aside while the registrar is away, and prints it once`() async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card"])
    try story.control.set(.lostReplyAfter, times: 1)
    let set = try await story.play(["charge.window: approved", "print.unreachable: park"])
    #expect(set.stands == "sale" && set.state.matters.count == 1)
    let id = try #require(set.state.matters.first?.receipt.id)
    let scene = try await story.play(["sale: parked", "parked.list: \(id)"])
    #expect(scene.stands == "sale")
    #expect(scene.documents.count == 1 && scene.state.matters.isEmpty)
  }

  /// Both reports are issued and their numbers known to nobody: the registrar is not another's.
  @Test func `sells on when the replies of a closing and of the next opening are lost`()
    async throws
  {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card", "charge.window: approved"])
    story.clock.advance(hours: 25)
    try story.control.set(.lostReplyAfter, times: 2)
    let scene = try await story.play([
      Story.coffee, "sale: pay.card", "till.not_ready: check", "till.not_ready: check",
      "charge.window: approved",
    ])
    #expect(scene.documents.count == 2)
    #expect(scene.state.shift?.number == 2 && scene.state.unansweredReports == [])
  }

  @Test func `opens one shift when its reply is lost`() async throws {
    let story = try Story()
    try await story.play(Story.start)
    try story.control.set(.lostReplyAfter, times: 1)
    let scene = try await story.play([
      "sale: pay.card", "till.not_ready: check", "charge.window: approved",
    ])
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [19_950])
    #expect(scene.state.shift?.terminals.values.map(\.total.kopecks) == [19_950])
    #expect(scene.state.shift?.number == 1)
  }

  @Test(arguments: [
    ("cash", "payment.not_ready", "Не принимайте оплату"),
    ("card", "till.not_ready", "Карту не принимайте"),
  ])
  func `says why no shift opens, and in words of the tender`(
    tender: String, id: String, title: String
  ) async throws {
    let story = try Story()
    try await story.play(Story.start)
    try story.control.set(.lostReplyBefore, times: 1)
    let scene = try await story.play(["sale: pay.\(tender)"])
    let prompt = try #require(scene.first(id))
    #expect(prompt.title == title && prompt.body == "ККТ не отвечает")
  }

  @Test func `asks about a charge that a failed flow left open, and never as a new one`()
    async throws
  {
    let story = try Story(
      """
      providers = { provider "broken" { charge = function(charge)
        charge:ask { title = "Чужое окно" }
        error "after the window"
      end } },
      """)
    try await story.play(Story.start + ["sale: pay.card"])
    try story.change("DELETE FROM bundle")
    let scene = try await story.play([])
    #expect(scene.stands == "charge.open")
    #expect(scene.prompts.last?.buttons.map(\.id).contains("other") == false)
  }

  @Test func `says after a restart that it is one, whatever a provider calls its window`()
    async throws
  {
    let story = try Story(
      #"providers = { provider "x" { charge = function(c) return c:ask { title = "Свое" } end } },"#
    )
    let first = try await story.play(Story.start + ["sale: pay.card"])
    #expect(first.prompts.last?.title == "Свое")
    #expect(try await story.play([]).prompts.last?.title == "Касса перезапустилась")
  }

  @Test func `reconciles although the first front end left at the question`() async throws {
    let story = try Story()
    try await story.play(Self.card)
    for file in ["journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"] {
      try? FileManager.default.removeItem(atPath: story.data + "/" + file)
    }
    let cashier = ScriptedCashier([])
    let till = try await story.open(cashier)
    await #expect(throws: CashierGone.self) { try await till.run() }
    await #expect(throws: CashierGone.self) { try await till.run() }
    #expect(await cashier.prompts.map(\.id) == ["till.behind", "till.behind"])
  }

  @Test func `a script's wrong numbers raise, and never stop the process`() async throws {
    let story = try Story.sale(
      """
      local fine = pcall(receipt.restore, math.mininteger) or pcall(receipt.restore, math.maxinteger)
      for index = 1, 100 do receipt.snapshot() end
      prompt.tell { "done", title = tostring(fine) }
      """)
    #expect(try await story.play(Story.signIn).prompts.last?.title == "false")
  }
}
