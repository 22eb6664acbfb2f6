import Testing

@testable import KassaEmulators
@testable import KassaProving
@testable import KassaRuntime

/// A receipt that a card paid in a shift since closed: a correction makes up for it, unless the store says no.
@Suite struct LateReceiptTests {

  /// A coffee is paid by card, paper is out, the receipt is handed to a senior; the shift is closed.
  private static func story(_ parts: String = "") async throws -> (Story, matter: String) {
    let story = try ReturnTests.story(parts)
    try await story.play(ReturnTests.start + [Story.coffee, "sale: pay.card"])
    try story.control.set(.noPaper)
    let left = try await story.play([
      "charge.window: approved", "print.refused: leave", "payment.leave: senior",
    ])
    let id = try #require(left.state.matters.first?.receipt.id)
    try story.control.clear(.noPaper)
    try await story.play(["sale: shift", "shift.close: yes"])
    story.clock.advance(hours: 12)
    return (story, id)
  }

  private static func taken(_ id: String) -> [String] {
    ReturnTests.start + ["sale: parked", "parked.list: \(id)", "payment.leave: print"]
  }

  @Test func `its document is a correction receipt of its day`() async throws {
    let (story, id) = try await Self.story()
    let asked = try await story.play(Self.taken(id))
    #expect(asked.stands == "correction.late", "\(asked.prompts.map(\.id)) \(asked.faults)")
    let allow = try await story.play(["correction.late: text 12"])
    #expect(allow.stands == "correction.allow", "\(allow.prompts.map(\.id)) \(allow.faults)")
    let scene = try await story.play([
      "correction.allow: yes", "rights.pin: text \(ReturnTests.boris)", "correction.done: ok",
    ])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let document = try #require(scene.documents.last)
    #expect(scene.documents.count == 1 && document.payments.cashless.kopecks == 19_950)
    #expect(document.correction?.date.count == 10 && document.notes.contains("ЧЕК НЕ БЫЛ ВЫДАН"))
    #expect(scene.state.matters.isEmpty && scene.state.expectedCash == 0)
    #expect(scene.state.periods["standalone"]?.charges.count == 1)
    _ = try story.verify()
    // It is a sale like any: its money goes back to the card.
    let back = try await story.play(
      ReturnTests.find("199.50") + ["return.lines: all"] + ReturnTests.go)
    #expect(back.stands == "return.window", "\(back.prompts.map(\.id)) \(back.faults)")
  }

  private static let yes = [
    "correction.allow: yes", "rights.pin: text \(ReturnTests.boris)", "correction.done: ok",
  ]

  /// Its charge counts on its terminal where it was made, so the shift that prints it has no card of it.
  @Test func `the shift that prints it adds up`() async throws {
    let (story, id) = try await Self.story()
    let scene = try await story.play(
      Self.taken(id) + ["correction.late: text 12"] + Self.yes
        + ["sale: shift", "shift.close: yes"])
    #expect(scene.documents.count == 1 && scene.state.shift == nil, "\(scene.faults)")
    var audit = Audit()
    try audit.check(story.data, shown: [], paper: [], taken: [:])
  }

  @Test func `left at the yes it is what was set aside, and asked for again`() async throws {
    let (story, id) = try await Self.story()
    let left = try await story.play(
      Self.taken(id) + ["correction.late: text 12", "correction.allow: no"])
    #expect(left.stands == "payment.leave", "\(left.prompts.map(\.id)) \(left.faults)")
    let aside = try await story.play(["payment.leave: senior"])
    #expect(aside.state.matters.count == 1, "\(aside.prompts.map(\.id)) \(aside.faults)")
    let scene = try await story.play(
      ["sale: parked", "parked.list: \(id)", "payment.leave: print", "correction.late: text 13"]
        + Self.yes)
    #expect(scene.documents.count == 1 && scene.state.matters.isEmpty, "\(scene.faults)")
    _ = try story.verify()
  }

  @Test func `left at the yes its money goes back`() async throws {
    let (story, id) = try await Self.story()
    let scene = try await story.play(
      Self.taken(id) + [
        "correction.late: text 12", "correction.allow: no", "payment.leave: refund",
        "charge.void: approved", "void.amount: 199.50", "void.number: none",
      ])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.isEmpty && scene.state.matters.isEmpty)
    _ = try story.verify()
  }

  @Test func `a print that was refused leaves both ways`() async throws {
    let (story, id) = try await Self.story()
    try await story.play(Self.taken(id) + ["correction.late: text 12"])
    try story.control.set(.noPaper)
    let refused = try await story.play(Self.yes.dropLast() + ["print.refused: leave"])
    #expect(refused.stands == "payment.leave", "\(refused.prompts.map(\.id)) \(refused.faults)")
    try story.control.clear(.noPaper)
    let scene = try await story.play(
      ["payment.leave: print", "correction.late: text 13"] + Self.yes)
    #expect(scene.documents.count == 1 && scene.state.matters.isEmpty, "\(scene.faults)")
    _ = try story.verify()
  }

  @Test func `no script makes up for it while it is held back`() async throws {
    let (story, id) = try await Self.story(
      Story.flow(
        """
          if receipt.charged() > 0 and not receipt.is_printed() and documents.late() then
            prompt.tell { "told", title = tostring(pcall(documents.begin_late, "1")) }
          end
          return require "kassa.flows.sale"()
        """))
    let scene = try await story.play(ReturnTests.start + ["sale: parked", "parked.list: \(id)"])
    #expect(scene.stands == "told" && scene.prompts.last?.title == "false", "\(scene.faults)")
  }

  @Test func `no script prints it as it is`() async throws {
    let (story, id) = try await Self.story(
      Story.flow(
        """
          if receipt.charged() > 0 and not receipt.is_printed() and not terminal.attempt() then
            prompt.choose { "payment.leave", hide = { "rest" } }
            local done, why, reason = receipt.print()
            prompt.tell { "told", title = tostring(reason) }
          end
          return require "kassa.flows.sale"()
        """))
    let scene = try await story.play(
      Self.taken(id))
    #expect(scene.stands == "told" && scene.prompts.last?.title == "late_receipt")
    #expect(scene.documents.isEmpty)
  }

  @Test func `where the store says no it prints`() async throws {
    let (story, id) = try await Self.story("rights = { corrections = { late = false } },")
    let scene = try await story.play(Self.taken(id))
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.map(\.correction) == [nil])
  }

  /// It says so by its driver; no setting has to.
  @Test func `a registrar that prints no corrections prints it`() async throws {
    let (story, id) = try await Self.story()
    story.registrar = try ProxyRegistrar(story)
    let scene = try await story.play(Self.taken(id))
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.map(\.correction) == [nil] && scene.state.matters.isEmpty)
    // Nobody was promised a correction.
    let label = scene.first("payment.leave")?.buttons.first?.label
    #expect(label == "Напечатать чек", "\(label ?? "none")")
    _ = try story.verify()
  }

  @Test func `its way out says what it will be, how old it is and what was sold`() async throws {
    let (story, id) = try await Self.story()
    let scene = try await story.play(
      ReturnTests.start + ["sale: parked", "parked.list: \(id)"])
    let asked = try #require(scene.prompts.last)
    #expect(asked.id == "payment.leave" && asked.buttons.first?.label == "Чек коррекции")
    #expect(asked.body == "12 ч · Автономный терминал · Кофе: выберите, что делать")
    #expect(asked.effect?.amount?.kopecks == 19_950)
  }

  @Test func `the rest is paid in the new shift, and both stand on the correction`() async throws {
    let story = try ReturnTests.story()
    try await story.play(
      ReturnTests.start + [
        Story.coffee, "sale: pay.split", "payment.split: 100", "charge.window: approved",
        "payment.cash: cancel", "payment.tender: leave", "payment.leave: senior",
        "sale: shift", "shift.close: yes",
      ])
    story.clock.advance(hours: 12)
    let listed = try await story.play(ReturnTests.start + ["sale: parked"])
    let id = try #require(listed.state.matters.first?.receipt.id)
    let scene = try await story.play(
      [
        "parked.list: \(id)", "payment.leave: rest", "payment.tender: cash", "payment.cash: 100",
        "correction.late: text 12",
      ] + Self.yes + ["payment.change: ok"])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let document = try #require(scene.documents.last)
    #expect(scene.documents.count == 1 && document.correction != nil)
    #expect(document.payments.cashless.kopecks == 10_000 && document.payments.cash.kopecks == 9_950)
    #expect(scene.state.expectedCash == 9_950 && scene.state.matters.isEmpty)
    _ = try story.verify()
  }

  /// It is paid when it comes, not when somebody first looked for it.
  @Test func `a transfer that comes in a later shift is a sale of that shift`() async throws {
    let story = try ReturnTests.story(
      #"providers = { stock.transfer { title = "Перевод" } },"#)
    let left = try await story.play(
      ReturnTests.start + [
        Story.coffee, "sale: pay.card", "transfer.window: unknown", "transfer.awaited: next",
        "sale: shift", "shift.close: yes",
      ])
    let id = try #require(left.state.matters.first?.receipt.id)
    story.clock.advance(hours: 12)
    let scene = try await story.play(
      ReturnTests.start + [
        "sale: parked", "parked.list: \(id)", "senior.pin: text \(ReturnTests.boris)",
        "transfer.unknown: approved", "payment.leave: print",
      ])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.map(\.correction) == [nil])
  }

  /// Nobody knows yet whether the shift of the payment is still the registrar's.
  @Test func `while an opening has no answer it prints`() async throws {
    let (story, id) = try await Self.story()
    try await story.play(ReturnTests.start + [Story.coffee])
    try story.control.set(.lostReplyBefore, times: 1)
    let asked = try await story.play(["sale: pay.cash", "payment.not_ready: park"])
    #expect(asked.state.unansweredReports.count == 1 && asked.state.shift == nil)
    try story.control.set(.unreachable)
    let scene = try await story.play(["sale: parked", "parked.list: \(id)"])
    #expect(scene.stands == "payment.leave", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.prompts.last?.buttons.first?.label == "Напечатать чек")
  }

  /// A power cut at every commit and every word of the registrar, from the number of the statement on.
  @Test func `it comes out once, wherever the power goes`() async throws {
    var cut = 1
    while true {
      let (story, id) = try await Self.story()
      try await story.play(Self.taken(id))
      let (went, scene) = try await story.play(
        ["correction.late: text 12"] + Self.yes, cuttingAt: cut)
      #expect(scene.stands == "sale", "cut \(cut): \(scene.prompts.map(\.id))")
      #expect(try ReturnTests.sums(story) == ["sale 199.50"], "cut \(cut)")
      #expect(try story.receipts.allSatisfy { $0.document.correction != nil }, "cut \(cut)")
      #expect(scene.state.matters.isEmpty && scene.state.expectedCash == 0, "cut \(cut)")
      _ = try story.verify()
      guard went else { break }
      cut += 1
    }
    #expect(cut > 4)
  }
}
