import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Giving back what this journal does not have: typed lines, a senior, each on the list and on the report.
@Suite struct OtherReturnTests {
  private static let code = "t=20260105T1200&s=300.00&fn=7281440500751551&i=30526&fp=1168453787&n=1"
  private static let start = ["sale: returns", "return.find: other"]
  private static let noPaper =
    start + [
      "return.paper: none", "return.day: text 05.01.2026", "return.why: text Брак",
    ]
  private static func paper(_ code: String = code) -> [String] {
    start + ["return.paper: text \(code)", "return.why: text Касса 2"]
  }
  private static func goods(_ typed: String...) -> [String] {
    typed.map { "return.goods: text \($0)" } + ["return.goods: go"]
  }
  private static let cash = ["return.paid_by: cash"]

  @Test func `what has no paper goes back by a senior, and is listed`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      ReturnTests.start + Self.noPaper + Self.cash + Self.goods("199,50 Кофе", "50 Чай")
        + [ReturnTests.senior] + ReturnTests.paid)
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let back = try #require(scene.documents.last)
    #expect(back.type == .saleReturn && back.payments.cash.kopecks == 24_950)
    #expect(back.lines.map(\.name) == ["Кофе", "Чай"])
    #expect(back.notes.first == "ВОЗВРАТ БЕЗ ЧЕКА, ПРОДАЖА 2026-01-05: Брак")
    let asked = try #require(scene.first("return.senior"))
    #expect(asked.body.contains("Другие кассы не спрошены"), "\(asked.body)")
    #expect(asked.body.contains("Наличными: 249,50"), "\(asked.body)")
    #expect(scene.state.core.unseenReturns?.map(\.total.kopecks) == [24_950])
    #expect(scene.state.core.otherReturns == nil)
    let closed = try await story.play(["sale: shift", "shift.close: yes"])
    let report = closed.papers.last?.lines.joined(separator: "\n") ?? ""
    #expect(report.contains("ВОЗВРАТЫ ПРОДАЖ НЕ ЭТОЙ КАССЫ"), "\(report)")
    #expect(report.contains("Борис, Брак"), "\(report)")
    _ = try story.verify()
  }

  @Test func `a paper gives back at most its total, over all returns here`() async throws {
    let story = try ReturnTests.story()
    let first = try await story.play(
      ReturnTests.start + Self.paper() + Self.cash + Self.goods("200 Ваза") + [ReturnTests.senior]
        + ReturnTests.paid)
    #expect(first.documents.last?.total.kopecks == 20_000, "\(first.faults)")
    #expect(first.documents.last?.notes.first?.contains("ЧУЖОГО ЧЕКА ФД 30526") == true)
    let second = try await story.play(
      Self.paper() + Self.cash + ["return.goods: text 100,01 Блюдо"])
    #expect(second.stands == "return.refused", "\(second.prompts.map(\.id))")
    #expect(second.prompts.last?.body == "По этому чеку столько не осталось")
    let rest = try await story.play(
      ["return.refused: ok"] + Self.goods("100 Блюдо") + [ReturnTests.senior] + ReturnTests.paid
        + Self.start + ["return.paper: text \(Self.code)"])
    #expect(rest.stands == "return.refused", "\(rest.prompts.map(\.id)) \(rest.faults)")
    #expect(rest.prompts.last?.body == "По этому чеку уже всё возвращено")
    #expect(rest.documents.map(\.total.kopecks) == [20_000, 10_000])
    _ = try story.verify()
  }

  /// The paper in hand again, changed so that more is left of it.
  @Test(arguments: [("s=300.00", "s=3000.00"), ("&fp=1168453787", "&fp=1"), ("T1200", "T1201")])
  func `a paper that went back is no other one with another sum, sign or time`(
    change: (String, String)
  ) async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      ReturnTests.start + Self.paper() + Self.cash + Self.goods("200 Ваза") + [ReturnTests.senior]
        + ReturnTests.paid + Self.start
        + ["return.paper: text \(Self.code.replacing(change.0, with: change.1))"])
    #expect(scene.stands == "return.refused", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(
      scene.prompts.last?.body == "Этот чек уже возвращали с другой суммой или временем")
    let rest = try await story.play(
      ["return.refused: ok", "return.paper: text \(Self.code)", "return.why: text Касса 2"])
    #expect(rest.stands == "return.paid_by", "\(rest.prompts.map(\.id)) \(rest.faults)")
    _ = try story.verify()
  }

  static let refused = [
    ("hello", "Это не QR чека"),
    (code.replacing("n=1", with: "n=2"), "Это не чек продажи"),
  ]

  @Test(arguments: refused.indices)
  func `a code that is no sale of another till is refused`(index: Int) async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      ReturnTests.start + Self.start + ["return.paper: text \(Self.refused[index].0)"])
    #expect(scene.prompts.last?.body == Self.refused[index].1, "\(scene.faults)")
  }

  @Test func `this till's own receipt is found, not typed`() async throws {
    let story = try ReturnTests.story()
    try await story.play(ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50"))
    let qr = try #require(try story.receipts.first?.printed.qr)
    let scene = try await story.play(Self.start + ["return.paper: text \(qr)"])
    #expect(scene.prompts.last?.body == "Это чек этой кассы: найдите его")
  }

  /// How a paper of this till may be changed by hand.
  static let changes = [
    (#"s=199\.50"#, "s=9999.50"), (#"&i=\d+"#, "&i=999"), (#"^t=\d{8}"#, "t=20260101"),
    (#"&fp=\d+"#, "&fp=1"),
  ]

  @Test(arguments: changes.indices)
  func `a paper of this till's own memory that it never printed is no other till's`(
    index: Int
  ) async throws {
    let story = try ReturnTests.story()
    try await story.play(ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50"))
    let qr = try #require(try story.receipts.first?.printed.qr)
    let (pattern, text) = Self.changes[index]
    let changed = qr.replacing(try Regex(pattern), with: text)
    #expect(changed != qr)
    let scene = try await story.play(Self.start + ["return.paper: text \(changed)"])
    #expect(scene.stands == "return.refused", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.prompts.last?.body == "Эта касса такого чека не печатала: сверьте бумагу")
    let none = try await story.play(
      ["return.refused: ok", "return.paper: cancel"] + ReturnTests.find(changed))
    #expect(none.stands == "return.none", "\(none.prompts.map(\.id))")
    _ = try story.verify()
  }

  /// S3: the rate is that of the day.
  @Test func `what was sold in 2025 goes back at 20 %`() async throws {
    let story = try ReturnTests.story(#"free_price_vat = "vat22","#)
    story.store = story.store.replacing("usn_income", with: "osn")
    let scene = try await story.play(
      ReturnTests.start + Self.start + [
        "return.paper: none", "return.day: text 31.12.2025", "return.why: text Брак",
      ] + Self.cash + Self.goods("120 Чашка") + [ReturnTests.senior] + ReturnTests.paid)
    #expect(scene.documents.last?.lines.map(\.vat) == [.vat20], "\(scene.faults)")
  }

  @Test func `card money goes back on a terminal here, by its slip`() async throws {
    let story = try ReturnTests.story()
    let window = try await story.play(
      ReturnTests.start + Self.noPaper + ["return.paid_by: to.standalone"] + Self.goods("100 Чай")
        + [ReturnTests.senior])
    #expect(window.stands == "return.window", "\(window.prompts.map(\.id)) \(window.faults)")
    let scene = try await story.play([
      "return.window: approved", "return.amount: 100", "return.number: text 3",
    ])
    #expect(scene.documents.last?.payments.cashless.kopecks == 10_000, "\(scene.faults)")
    #expect(scene.state.periods["standalone"]?.refunds.count == 1)
    _ = try story.verify()
  }

  @Test func `how many there were is corrected, and a line is taken off`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      ReturnTests.start + Self.noPaper + Self.cash + [
        "return.goods: text 50 Чай", "return.goods: text 70 Сок", "return.goods: line.1",
        "return.other_quantity: text 3", "return.goods: line.2", "return.other_quantity: none",
        "return.goods: go", ReturnTests.senior,
      ] + ReturnTests.paid)
    #expect(scene.documents.last?.total.kopecks == 15_000, "\(scene.faults)")
  }

  @Test func `one that was left is gone, and a kill asks the same again`() async throws {
    let story = try ReturnTests.story()
    let killed = try await story.play(
      ReturnTests.start + Self.noPaper + Self.cash + ["return.goods: text 50 Чай"])
    #expect(killed.receipt?.total.kopecks == 5_000)
    let again = try await story.play([])
    #expect(again.stands == "return.goods" && again.receipt?.total.kopecks == 5_000)
    let left = try await story.play(["return.goods: cancel"])
    #expect(left.stands == "sale" && left.receipt?.isReturn == false)
    #expect(left.state.parked.isEmpty && left.documents.isEmpty)
    _ = try story.verify()
  }

  /// design.md, 16: nobody entitled has a PIN here, so whoever stands here says yes, up to a sum a shift.
  @Test func `without a senior so much goes back a shift`() async throws {
    let story = try MovedReturnTests.lone()
    let lone = Self.noPaper + Self.cash
    let scene = try await story.play(
      ReturnTests.start + lone + Self.goods("9000 Ковёр") + ["return.allow: yes"] + ReturnTests.paid
        + lone + Self.goods("1000,01 Полка"))
    #expect(scene.stands == "return.refused", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.prompts.last?.body == "Без старшего — не больше 10 000 ₽ за смену")
    #expect(scene.documents.map(\.total.kopecks) == [900_000])
    let next = try await story.play(
      ["return.refused: ok", "return.goods: cancel", "sale: shift", "shift.close: yes"]
        + ReturnTests.start + lone + Self.goods("1000,01 Полка")
        + ["return.allow: yes"] + ReturnTests.paid)
    #expect(next.documents.last?.total.kopecks == 100_001, "\(next.prompts.map(\.id))")
  }

  /// A store frees returns of what its journal has, and no others.
  @Test func `what the store frees is not what it does not know`() async throws {
    let story = try ReturnTests.story(
      #"rights = { returns = { above = rub "1000", shift = rub "3000" } },"#)
    let scene = try await story.play(
      ReturnTests.start + Self.noPaper + Self.cash + Self.goods("50 Чай"))
    #expect(scene.stands == "return.senior", "\(scene.prompts.map(\.id)) \(scene.faults)")
  }

  static let tricks = [
    #"documents.begin_other_return { day = "2026-01-05", reason = "x" } receipt.add { name = "Чай", price = 5000 } receipt.give_cash()"#,
    #"documents.begin_other_return { day = "2026-01-05", reason = "x" } receipt.add { name = "Чай", price = 5000 } receipt.print()"#,
    #"documents.begin_other_return { day = "2026-01-05", reason = "x", terminal = "standalone" } receipt.add { name = "Чай", price = 5000 } terminal.refund { "return.window", charge = receipt.return_plan()[1].charge }"#,
  ]

  @Test(arguments: tricks)
  func `a script gives nothing back by itself`(trick: String) async throws {
    let story = try ReturnTests.story(
      "flows = { returns = function() \(trick) return 'sale' end },")
    let scene = try await story.play(ReturnTests.start + ["sale: returns"])
    #expect(scene.documents.isEmpty && !scene.prompts.contains { $0.id == "return.window" })
    _ = try story.verify()
  }
}
