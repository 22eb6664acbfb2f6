import Testing

@testable import KassaRuntime

/// A document that fiscal memory would not hold is refused while nothing is paid (P229, note to table 6).
@Suite struct DocumentSizeTests {
  private static let name = "Саморез кровельный с шайбой EPDM 5,5х19 цинк 1"

  private func story(lines: Int) throws -> Story {
    try Story.sale(
      """
      if #receipt.lines() == 0 then
        for _ = 1, \(lines) do receipt.add { name = "\(Self.name)", price = 19950 } end
      end
      return require("kassa.flows.sale")()
      """)
  }

  @Test func `counts what the law's example of tags comes to`() throws {
    let lines = (1...400).map { _ in
      FiscalLine(
        name: Self.name, price: Money(checked: 19_950), quantity: .one, measure: .piece,
        sum: Money(checked: 19_950), vat: .vat22, vatSum: Money(checked: 3_598),
        subject: .commodity,
        method: .fullPayment)
    }
    let document = try FiscalSamples.document(lines)
    #expect((39_000...41_000).contains(document.bytes), "\(document.bytes)")
    #expect(throws: DocumentError.tooLong(bytes: document.bytes, max: 32_768)) {
      try document.validateSize()
    }
  }

  @Test(arguments: [("card", "till.not_ready"), ("cash", "payment.not_ready")])
  func `says so before a card or cash is taken, and sells it in two`(
    tender: String, prompt: String
  ) async throws {
    let story = try story(lines: 400)
    let refused = try await story.play(Story.signIn + ["sale: pay.\(tender)"])
    #expect(refused.stands == prompt, "\(refused.faults)")
    #expect(refused.prompts.last?.body == "В чек столько не войдёт: разделите на два")
    #expect(refused.receipt?.attempts.isEmpty == true && refused.documents.isEmpty)
    let back = try await story.play(["\(prompt): back"])
    #expect(back.stands == "sale" && back.receipt?.lines.count == 400)
    let removals = (301...400).map { "sale: remove \($0)" }
    let paid =
      tender == "card"
      ? ["sale: pay.card", "charge.window: approved"]
      : ["sale: pay.cash", "payment.cash: 60000"]
    let scene = try await story.play(removals + paid)
    #expect(scene.documents.map(\.lines.count) == [300], "\(scene.stands)")
  }

  /// What an older program began is replayed as it ran: it knew no limit.
  @Test func `a flow of an older program prints what it would have printed`() throws {
    var receipt = Receipt(id: "a", taxation: .usnIncome)
    for id in 1...400 {
      try receipt.apply(
        .lineAdded(item: Item(name: "\(Self.name) \(id)", price: Money(checked: 100))))
    }
    var freezer = DocumentFreezer(seller: FiscalSamples.seller, bundle: "b")
    #expect(freezer.objection(to: receipt, cashier: "Анна")?.reason == "document_too_long")
    freezer.limitsSize = false
    #expect(freezer.objection(to: receipt, cashier: "Анна") == nil)
  }
}
