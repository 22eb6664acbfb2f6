import GRDB
import Synchronization
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Putting a printed sale right: the documents of the registrar's format, the yes, what is counted where.
@Suite struct CorrectionTests {
  private static let coffee = [Story.coffee] + ReturnTests.cash("199.50")
  private static func find(_ text: String) -> [String] {
    ["sale: documents", "document.find: text \(text)", "document.shown: correct"]
  }
  private static let yes = ["correction.allow: yes", "rights.pin: text \(ReturnTests.boris)"]
  private static let done = yes + ["correction.done: ok"]
  private static let toCard = [
    "correction.wrong: tender", "correction.cash: 0", "correction.slip: text 0042",
  ]

  /// S14.
  @Test func `cash that was a card is put right by two documents, linked to the first`()
    async throws
  {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      ReturnTests.start + Self.coffee + Self.find("199.50") + Self.toCard + Self.done)
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let records = try story.receipts
    #expect(try ReturnTests.sums(story) == ["sale 199.50", "sale_return 199.50", "sale 199.50"])
    let (original, reverse, right) = (
      records[0].document, records[1].document, records[2].document
    )
    #expect(reverse.lines == original.lines && reverse.payments == original.payments)
    #expect(right.lines == original.lines)
    #expect(right.payments.cashless.kopecks == 19_950 && right.payments.cash == .zero)
    for document in [reverse, right] {
      #expect(document.additional == records[0].printed.sign)
      #expect(document.correction?.number == nil)
      #expect(document.correction?.date.count == 10)
    }
    let paper = scene.papers.suffix(1).flatMap(\.lines).joined(separator: "\n")
    #expect(paper.contains("КАССОВЫЙ ЧЕК КОРРЕКЦИИ") && paper.contains("САМОСТОЯТЕЛЬНО"))
    let asked = try #require(scene.first("correction.allow"))
    #expect(asked.body.contains("1. Возврат прихода 199,50"), "\(asked.body)")
    #expect(asked.body.contains("картой 199,50"), "\(asked.body)")
    #expect(asked.effect?.act == .correction && asked.defaultButton == nil)
    #expect(scene.state.expectedCash == 0)
    let period = try #require(scene.state.periods.values.first)
    #expect(period.charges.count == 1 && period.charges.sum.kopecks == 19_950)
    let noted = try #require(scene.state.shift?.corrected?.first)
    #expect((noted.cash, noted.card) == (-19_950, 19_950) && noted.with == "Борис")
    #expect(scene.state.unseenReturnsCount == 0)
    _ = try story.verify()
  }

  /// Who the customer is was noted, and a code that nobody knows scanned, before the cashier turned to it.
  @Test func `what was noted of the next receipt is no matter of a correction or a return`()
    async throws
  {
    let story = try ReturnTests.story(
      """
      on = { receipt_begun = function()
        if receipt.is_return() then return end
        receipt.contact(prompt.text { "loyalty", title = "Телефон?", format = "contact", most = 64 })
      end },
      """)
    try story.bring(goods: [("4600000000015", "Чай", "100")])
    let phones = (1...3).map { "loyalty: text +7916000000\($0)" }
    let unknown = "sale: beep 4600000000022"
    let scene = try await story.play(
      ReturnTests.start + [phones[0]] + Self.coffee + [phones[1], unknown] + Self.find("199.50")
        + Self.toCard + Self.done + [phones[2], unknown] + ReturnTests.find("4")
        + ["return.lines: all"] + ReturnTests.go)
    #expect(scene.stands == "return.window", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.receipt?.unknownCodes == nil)
    // Whoever stands there gets the return; a correction is about another customer's receipt.
    #expect(scene.receipt?.contact == "+79160000003")
    let records = try story.receipts.map(\.document)
    #expect(records.map(\.contact) == Array(repeating: "+79160000001", count: 3))
    _ = try story.verify()
  }

  @Test func `what was noted is nobody's of a sale without a document, and stays where it is left`()
    async throws
  {
    let story = try ReturnTests.story(
      """
      on = { receipt_begun = function()
        receipt.contact(prompt.text { "loyalty", title = "Телефон?", format = "contact", most = 64 })
      end },
      """)
    try story.bring(goods: [("4600000000015", "Чай", "100")])
    let (phone, unknown) = ("loyalty: text +79160000001", "sale: beep 4600000000022")
    let left = try await story.play(
      ReturnTests.start + [phone] + Self.coffee + [phone, unknown] + ReturnTests.find("199.50")
        + ["return.lines: cancel"])
    #expect(left.stands == "sale", "\(left.prompts.map(\.id)) \(left.faults)")
    #expect(left.receipt?.contact == "+79160000001")
    #expect(left.receipt?.unknownCodes == ["4600000000022"])
    let missing = [
      "sale: documents", "document.find: missing", "correction.day: text 01.03.2020",
      "correction.basis: text 7", "correction.goods: text 199,50 Кофе",
    ]
    let asked = try await story.play(missing + ["correction.goods: cancel"])
    #expect(asked.receipt?.contact == "+79160000001", "\(asked.stands) \(asked.faults)")
    let scene = try await story.play(
      missing + ["correction.goods: go", "correction.cash: 199.50"] + Self.done)
    #expect(scene.faults.isEmpty, "\(scene.prompts.map(\.id))")
    #expect(try story.receipts.last?.document.contact == nil)
    _ = try story.verify()
  }

  @Test func `FFD 1.05 has ordinary receipts with the original's sign`() async throws {
    let story = try ReturnTests.story()
    try await story.play([])
    story.registrar = try story.ownRegistrar(format: .ffd105)
    let scene = try await story.play(
      ReturnTests.start + Self.coffee + Self.find("199.50") + Self.toCard + Self.done)
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let records = try story.receipts
    #expect(records.map(\.document.correction) == [nil, nil, nil])
    #expect(records.dropFirst().allSatisfy { $0.document.additional == records[0].printed.sign })
  }

  @Test func `a receipt is corrected once, and has nothing left to give back; its right one has`()
    async throws
  {
    let story = try ReturnTests.story()
    try await story.play(
      ReturnTests.start + Self.coffee + Self.find("199.50") + Self.toCard + Self.done)
    let numbers = try story.receipts.map(\.printed.number)
    let scene = try await story.play(
      Self.find("\(numbers[0])") + ["correction.wrong: unpaid", "correction.refused: ok"]
        + ["document.shown: back", "document.find: cancel"] + ReturnTests.find("\(numbers[0])") + [
          "return.refused: ok"
        ]
        + ["return.find: text \(numbers[2])", "return.lines: all"] + ReturnTests.go
        + ["return.window: approved", "return.amount: 199.50", "return.number: none"])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.first("correction.refused")?.body == "Этот чек уже исправлен другим")
    #expect(scene.documents.last?.payments.cashless.kopecks == 19_950)
    _ = try story.verify()
  }

  @Test func `what nobody paid is reversed alone`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      ReturnTests.start + Self.coffee + Self.find("199.50") + ["correction.wrong: unpaid"]
        + Self.done)
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(try ReturnTests.sums(story) == ["sale 199.50", "sale_return 199.50"])
    #expect(scene.state.expectedCash == 0)
    _ = try story.verify()
  }

  @Test func `what went back stays given back after its lines were put right`() async throws {
    let story = try ReturnTests.story()
    try await story.play(
      ReturnTests.start + ["sale: free 100 Хлеб", "sale: quantity 1 3"] + ReturnTests.cash("300")
        + ReturnTests.find("300.00") + ReturnTests.line(1, "1") + ReturnTests.go
        + ReturnTests.paid)
    let scene = try await story.play(
      Self.find("300.00") + [
        "correction.wrong: lines", "correction.lines: line.1", "correction.quantity: none",
        "correction.refused: ok", "correction.lines: line.1", "correction.quantity: text 2",
        "correction.lines: go", "correction.cash: 200",
      ] + Self.done)
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let right = try #require(try story.receipts.last)
    #expect(right.document.total.kopecks == 20_000)
    let back = try await story.play(
      ReturnTests.find("\(right.printed.number)") + ["return.lines: all"] + ReturnTests.go
        + ReturnTests.paid)
    #expect(back.documents.last?.total.kopecks == 10_000)
    _ = try story.verify()
  }

  /// A void undoes all that its terminal took, which the right document may no longer say.
  @Test(arguments: [
    (card: ["sale: pay.split", "payment.split: 300"], isOffered: true), (["sale: pay.card"], false),
  ])
  func `a charge is voided whole or not at all, also once its receipt was put right`(
    card: [String], isOffered: Bool
  ) async throws {
    let story = try ReturnTests.story()
    try await story.play(
      ReturnTests.start + ["sale: free 300 Чайник", "sale: free 100 Чашка"] + card
        + ["charge.window: approved"] + (isOffered ? ["payment.cash: 100"] : []))
    let scene = try await story.play(
      Self.find("400.00") + [
        "correction.wrong: lines", "correction.lines: line.2", "correction.quantity: none",
        "correction.lines: go", "correction.cash: 0",
      ] + Self.done)
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let right = try #require(try story.receipts.last)
    #expect(right.document.payments.cashless.kopecks == 30_000)
    let lines = try await story.play(
      ReturnTests.find("\(right.printed.number)") + ["return.lines: all"])
    #expect(lines.stands == "return.lines")
    #expect(lines.prompts.last?.buttons.contains { $0.id == "void" } == isOffered)
  }

  /// What somebody has counted never moves.
  @Test func `cash of before the last count is not expected anew`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      ReturnTests.start + Self.coffee + [
        "sale: drawer", "drawer: count", "drawer.count: counted cash=199.50",
      ]
        + ["drawer.counted.first: ok", "drawer: back"] + Self.find("199.50") + Self.toCard
        + Self.done)
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.state.expectedCash == 19_950)
  }

  /// No document: with lines by the day of the sale, or without them by the statement.
  @Test(arguments: [FormatVersion.ffd12, .ffd105])
  func `a sale without a document gets one, by a dated statement`(format: FormatVersion)
    async throws
  {
    let story = try ReturnTests.story()
    try await story.play([])
    story.registrar = try story.ownRegistrar(format: format)
    let scene = try await story.play(
      ReturnTests.start + [
        "sale: documents", "document.find: missing", "correction.day: text 31.02.2020",
        "correction.refused: ok", "correction.day: text 01.03.2020",
        "correction.basis: text 7", "correction.goods: text 199,50 Кофе", "correction.goods: go",
        "correction.cash: 199.50",
      ] + Self.done)
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let document = try #require(try story.receipts.last?.document)
    #expect(document.type == .sale && document.payments.cash.kopecks == 19_950)
    #expect(document.additional == nil)
    switch format {
    case .ffd105:
      #expect(document.lines.isEmpty && document.correction?.number == "7")
      #expect(document.taxes == [VATTotal(rate: .withoutVAT, amount: document.total)])
    case .ffd11, .ffd12:
      #expect(document.lines.map(\.name) == ["Кофе"] && document.taxes == nil)
      #expect(document.correction == CorrectionBasis(date: "2020-03-01"))
    }
    #expect(scene.state.expectedCash == 19_950)
    let paper = scene.papers.last?.lines.joined(separator: "\n") ?? ""
    #expect(paper.contains("КОРРЕКЦИИ") && paper.contains("НДС"), "\(paper)")
    _ = try story.verify()
  }

  @Test func `a slip that a receipt has used is refused`() async throws {
    let story = try ReturnTests.story(
      #"providers = { stock.standalone { proof = { "amount", "number" } } },"#)
    let scene = try await story.play(
      ReturnTests.start + [
        Story.coffee, "sale: pay.card", "charge.window: approved", "charge.amount: 199.50",
        "charge.number: text 42",
      ] + [Story.coffee] + ReturnTests.cash("199.50") + ["sale: documents"])
    let number = try #require(try story.receipts.last?.printed.number)
    let next = try await story.play(
      ["document.find: text \(number)", "document.shown: correct", "correction.wrong: tender"]
        + ["correction.cash: 0"]
        + ["correction.slip: text 42", "correction.duplicate: ok", "correction.slip: text 43"])
    #expect(scene.stands == "document.find")
    #expect(next.stands == "correction.allow", "\(next.prompts.map(\.id)) \(next.faults)")
  }

  @Test func `a senior alone takes somebody else's PIN to leave less in the drawer`() async throws {
    let story = try ReturnTests.story()
    let senior = ["sign_in.name: Борис", "sign_in.pin: text \(ReturnTests.boris)"]
    let scene = try await story.play(
      senior + Self.coffee + Self.find("199.50") + ["correction.wrong: unpaid"]
        + ["correction.allow: yes", "rights.pin: text \(ReturnTests.anna)", "correction.done: ok"])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.state.shift?.corrected?.first?.with == "Анна")
  }

  /// A senior without a PIN here says no yes; the other cashier is the second person, and a senior is shown it.
  @Test func `where no senior has a PIN another person is the second one`() async throws {
    let story = try Story()
    story.store = story.store.replacing(
      #"cashiers = { "Анна" }"#,
      with: #"cashiers = { "Анна", "Вера", { "Борис", role = "senior" } }"#)
    try story.give(["Анна": ReturnTests.anna, "Вера": ReturnTests.boris])
    let scene = try await story.play(
      ReturnTests.start + Self.coffee + Self.find("199.50")
        + ["correction.wrong: unpaid", "correction.allow: yes"])
    #expect(scene.stands == "rights.pin", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.prompts.last?.title == "Вера: PIN второго сотрудника")
    let done = try await story.play(Self.yes + ["correction.done: ok"])
    #expect(done.stands == "sale", "\(done.prompts.map(\.id)) \(done.faults)")
    #expect(done.state.shift?.corrected?.first?.with == "Вера")
    #expect(done.state.unseenReturnsCount == 1)
    _ = try story.verify()
  }

  @Test func `where nobody else has a PIN a reason stands for them, and a senior is shown it`()
    async throws
  {
    let story = try Story()
    let scene = try await story.play(
      Story.start + ReturnTests.cash("199.50") + Self.find("199.50") + [
        "correction.wrong: unpaid", "correction.reason: text Ушёл без оплаты",
        "correction.allow: yes", "correction.done: ok",
      ])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.state.shift?.corrected?.first?.reason == "Ушёл без оплаты")
    #expect(scene.state.unseenReturnsCount == 1)
    let closed = try await story.play(["sale: shift", "shift.close: yes"])
    let report = closed.papers.last?.lines.joined(separator: "\n") ?? ""
    #expect(report.contains("ИСПРАВЛЕНИЯ") && report.contains("Ушёл без оплаты"), "\(report)")
  }

  @Test func `a registrar that prints none says so, and the till goes on`() async throws {
    let story = try ReturnTests.story()
    try await story.play([])
    story.registrar = try ProxyRegistrar(story)
    let scene = try await story.play(
      ReturnTests.start + Self.coffee + Self.find("199.50") + Self.toCard
        + ["correction.not_ready: back", "correction.cash: cancel", Story.coffee])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(
      scene.first("correction.not_ready")?.body == "Эта ККТ не печатает исправления")
    #expect(scene.documents.count == 1)
  }

  /// A power cut at every commit and every word of the registrar, up to the end of a pair.
  @Test func `a pair comes out once, wherever the power goes`() async throws {
    var cut = 1
    while true {
      let story = try ReturnTests.story()
      try await story.play(ReturnTests.start + Self.coffee + Self.find("199.50") + Self.toCard)
      let (went, scene) = try await story.play(Self.done, cuttingAt: cut)
      #expect(scene.stands == "sale", "cut \(cut): \(scene.prompts.map(\.id))")
      #expect(
        try ReturnTests.sums(story) == ["sale 199.50", "sale_return 199.50", "sale 199.50"],
        "cut \(cut)")
      #expect(scene.state.matters.isEmpty && scene.state.expectedCash == 0, "cut \(cut)")
      _ = try story.verify()
      guard went else { break }
      cut += 1
    }
    #expect(cut > 6)
  }

  @Test func `a second document that the registrar refuses is owed, and printed later`()
    async throws
  {
    let story = try ReturnTests.story()
    try await story.play(
      ReturnTests.start + Self.coffee + Self.find("199.50") + Self.toCard)
    let registrar = Mutex(0)
    let data = story.data
    story.seam = Seam { point in
      guard point == .afterDevice(call: "print") else { return }
      let count = registrar.withLock { count in
        count += 1
        return count
      }
      if count == 1 { try EmulatedRegistrarControl(folder: data).set(.noPaper) }
    }
    let stopped = try await story.play(Self.yes + ["print.refused: leave"])
    story.seam = .production
    #expect(stopped.stands == "sale", "\(stopped.prompts.map(\.id)) \(stopped.faults)")
    #expect(stopped.state.matters.count == 1 && stopped.documents.count == 2)
    let refused = try await story.play(
      ReturnTests.find("199.50") + ["return.refused: ok", "return.find: cancel"])
    #expect(refused.stands == "sale")
    try story.control.clear(.noPaper)
    let matter = try #require(stopped.state.matters.first?.receipt.id)
    let scene = try await story.play(
      ["sale: parked", "parked.list: \(matter)", "correction.done: ok"])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(try ReturnTests.sums(story) == ["sale 199.50", "sale_return 199.50", "sale 199.50"])
    #expect(scene.state.matters.isEmpty)
    _ = try story.verify()
  }
}

extension TillState {
  fileprivate var unseenReturnsCount: Int { core.unseenReturns?.count ?? 0 }
}
