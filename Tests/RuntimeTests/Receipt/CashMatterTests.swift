import Testing

@testable import KassaRuntime

/// Invariant 7 for cash: what was taken for a receipt that is not printed is a matter until it is
/// printed or given back.
@Suite struct CashMatterTests {
  private static let script = """
    if #receipt.parked() > 0 then return require("kassa.flows.parked")() end
    receipt.add { name = "Кофе", price = 19950 }
    shift.open()
    receipt.cash { "payment.cash" }
    receipt.park()
    """

  @Test func `cash that a script sets aside is a matter with its sum`() async throws {
    let story = try Story.sale(Self.script)
    let scene = try await story.play(Story.signIn + ["payment.cash: 500"])
    #expect(scene.stands == "parked.list")
    #expect(scene.state.matters.map(\.receipt.received.kopecks) == [50_000])
    #expect(try story.verify().matters == 1)
    let label = try #require(scene.prompts.last?.buttons.first?.label)
    #expect(label.contains("⚠ 500,00\u{A0}₽") && label.hasSuffix(" · Кофе"), "\(label)")
    // Its age, and no time: a row is read at a glance.
    #expect(label.hasPrefix("№1 · 199,50\u{A0}₽ · 1 с · ⚠ "), "\(label)")
  }

  @Test func `taken back, the cash is given back and the goods are sold`() async throws {
    let story = try Story.sale(Self.script)
    let parked = try await story.play(Story.signIn + ["payment.cash: 500"])
    let id = try #require(parked.state.matters.first?.receipt.id)
    story.store = Story.store("")
    let scene = try await story.play([
      "sale: parked", "parked.list: \(id)", "payment.leave: refund",
      "payment.return_cash: returned",
      "sale: pay.cash", "payment.cash: 199.50",
    ])
    let asked = try #require(scene.first("payment.leave"))
    #expect(asked.title == "Наличные уже приняты")
    #expect(asked.body == "Кофе: выберите, что делать")
    #expect(scene.first("payment.return_cash")?.body.contains("500,00") == true)
    #expect(scene.documents.map(\.payments.cash.kopecks) == [19_950])
    #expect(scene.state.parked.isEmpty)
  }

  /// Whoever has paid and gone gets no cash back: their receipt is printed.
  @Test func `taken back, the receipt is printed with its change`() async throws {
    let story = try Story.sale(Self.script)
    let parked = try await story.play(Story.signIn + ["payment.cash: 500"])
    let id = try #require(parked.state.matters.first?.receipt.id)
    story.store = Story.store("")
    let scene = try await story.play([
      "sale: parked", "parked.list: \(id)", "payment.leave: print", "payment.change: ok",
    ])
    // Nobody had told them: the registrar was silent when they paid.
    #expect(scene.first("payment.change")?.title.contains("300,50") == true)
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.map(\.payments.cash.kopecks) == [19_950])
    #expect(scene.documents.first?.change?.kopecks == 30_050)
    #expect(scene.state.parked.isEmpty)
    _ = try story.verify()
  }
}
