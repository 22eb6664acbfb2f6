import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Giving back in cash what was printed: what is left, whose yes, the document before the money.
@Suite struct ReturnTests {
  static let (anna, boris) = ("581258125812", "692369236923")

  /// Анна sells, Борис is the senior.
  static func story(_ parts: String = "", before: String = "") throws -> Story {
    let story = try Story(parts, before: before)
    story.store = story.store.replacing(
      #"cashiers = { "Анна" }"#, with: #"cashiers = { "Анна", { "Борис", role = "senior" } }"#)
    try story.give(["Анна": anna, "Борис": boris])
    return story
  }

  static let start = ["sign_in.name: Анна", "sign_in.pin: text \(anna)"]
  static let senior = "return.senior: text \(boris)"
  static let paid = ["return.hand_over: given"]

  static func cash(_ amount: String) -> [String] { ["sale: pay.cash", "payment.cash: \(amount)"] }
  static func find(_ text: String) -> [String] { ["sale: returns", "return.find: text \(text)"] }
  static func line(_ id: Int, _ quantity: String? = nil) -> [String] {
    ["return.lines: line.\(id)"] + (quantity.map { ["return.quantity: text \($0)"] } ?? [])
  }
  static let go = ["return.lines: go", senior]

  static func sums(_ story: Story) throws -> [String] {
    try story.receipts.map { "\($0.document.type.name) \($0.document.total)" }
  }

  @Test func `a sale goes back whole, its document before its cash`() async throws {
    let story = try Self.story()
    let scene = try await story.play(
      Self.start + [Story.coffee] + Self.cash("200") + ["payment.change: ok"] + Self.find("199,50")
        + ["return.lines: all"] + Self.go + Self.paid)
    #expect(scene.stands == "sale", "\(scene.faults)")
    #expect(try Self.sums(story) == ["sale 199.50", "sale_return 199.50"])
    let back = try #require(scene.documents.last)
    #expect(back.payments.cash.kopecks == 19_950 && back.lines.map(\.name) == ["Кофе"])
    #expect(back.received == nil && back.change == nil)
    let asked = try #require(scene.first("return.senior"))
    #expect(asked.effect?.text(.ru) == "Возврат 199,50\u{A0}₽")
    #expect(asked.body.contains("Наличными: 199,50"), "\(asked.body)")
    #expect(scene.first("return.hand_over")?.effect?.text(.ru) == "Выдача 199,50\u{A0}₽")
    #expect(scene.papers.last?.lines.contains { $0.contains("ВОЗВРАТ ПРИХОДА") } == true)
    #expect(try story.verify().receipts == 2)
  }

  /// Digits that are no document's number are an amount.
  @Test func `a sale is found by its whole roubles`() async throws {
    let story = try Self.story()
    let scene = try await story.play(
      Self.start + ["sale: free 220 Латте"] + Self.cash("220") + Self.find("220"))
    #expect(scene.stands == "return.lines", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let number = try await story.play(["return.lines: cancel"] + Self.find("2"))
    #expect(number.stands == "return.lines", "\(number.prompts.map(\.id))")
  }

  /// S1: by instalments, found in turn by number, QR and sum.
  @Test func `never more goes back than was sold`() async throws {
    let story = try Self.story()
    try await story.play(
      Self.start + ["sale: free 100 Хлеб", "sale: quantity 1 2"] + Self.cash("200"))
    let printed = try #require(try story.receipts.first?.printed)
    let scan = "return.find: text \(printed.qr)"
    let scene = try await story.play(
      Self.find("\(printed.number)") + Self.line(1, "1") + Self.go + Self.paid
        + ["sale: returns", scan] + Self.line(1) + Self.go + Self.paid
        + Self.find("200,00") + ["return.refused: ok", scan, "return.refused: ok"])
    #expect(scene.stands == "return.find", "\(scene.faults)")
    #expect(scene.first("return.refused")?.body == "По этому чеку уже всё возвращено")
    #expect(
      try Self.sums(story) == ["sale 200.00", "sale_return 100.00", "sale_return 100.00"])
    _ = try story.verify()
  }

  @Test func `more of a line than is left is refused, and less than a piece of one is not asked`()
    async throws
  {
    let story = try Self.story()
    let scene = try await story.play(
      Self.start + ["sale: free 100 Хлеб", "sale: quantity 1 3"] + Self.cash("300")
        + Self.find("300.00") + Self.line(1, "4") + ["return.refused: ok"] + Self.line(1, "-1")
        + ["return.refused: ok"] + Self.line(1, "0") + ["return.refused: ok"] + Self.line(1, "3")
        + Self.go + Self.paid)
    #expect(scene.stands == "sale" && scene.documents.last?.total.kopecks == 30_000)
    #expect(scene.documents.last?.lines.first?.quantity == (try Quantity(3)))
  }

  @Test func `how much is left is told as people say it`() async throws {
    let story = try Self.story()
    let scene = try await story.play(
      Self.start + ["sale: free 890 Конфеты", "sale: quantity 1 0.354"] + Self.cash("315,06")
        + Self.find("315,06") + Self.line(1, "0,1"))
    #expect(scene.first("return.quantity")?.body == "Конфеты: осталось 0,354 шт")
    #expect(
      scene.prompts.last?.buttons.first?.label
        == "0,1 шт × Конфеты · осталось 0,354 шт · 89,00\u{A0}₽")
    let again = try await story.play(
      Self.go + Self.paid + Self.find("315,06") + ["return.lines: cancel"])
    #expect(
      again.prompts.last { $0.id == "return.lines" }?.buttons.first?.label
        == "Конфеты · осталось 0,254 шт · 226,06\u{A0}₽")
  }

  /// A scanner types the code in whichever layout is on.
  @Test func `a code scanned in the other layout is found`() async throws {
    let story = try Self.story()
    try await story.play(Self.start + [Story.coffee] + Self.cash("199.50"))
    let qr = try #require(try story.receipts.first?.printed.qr)
    let russian = String(
      qr.map { $0 == "&" ? "?" : KeyboardLayout.other(Character($0.lowercased())) ?? $0 })
    #expect(russian != qr)
    let scene = try await story.play(["sale: returns", "return.find: beep \(russian)"])
    #expect(scene.stands == "return.lines", "\(scene.prompts.map(\.id)) \(scene.scans)")
  }

  /// S2.
  @Test func `a return that was left is gone, and a restart asks the same again`() async throws {
    let story = try Self.story()
    let sale = ["sale: free 10 А", "sale: free 20 Б", "sale: free 30 В"] + Self.cash("60")
    let left = try await story.play(
      Self.start + sale + Self.find("60.00") + Self.line(1) + ["return.lines: cancel"])
    #expect(left.stands == "sale")
    let killed = try await story.play(Self.find("60.00") + Self.line(1))
    #expect(killed.stands == "return.lines" && killed.receipt?.total.kopecks == 1_000)
    let again = try await story.play([])
    #expect(again.stands == "return.lines" && again.receipt?.total.kopecks == 1_000)
    let scene = try await story.play(Self.line(1) + Self.line(2) + Self.go + Self.paid)
    #expect(try Self.sums(story) == ["sale 60.00", "sale_return 20.00"])
    #expect(scene.documents.last?.lines.map(\.name) == ["Б"])
    _ = try story.verify()
  }

  /// S3.
  @Test func `it goes back at the price, the discount and the name of the sale`() async throws {
    let story = try Self.story()
    try story.bring(goods: [("46", "Чайник", "1000")])
    try await story.play(
      Self.start + ["sale: scan 46", "sale: share 1 1000"] + Self.cash("900"))
    try story.bring(goods: [("46", "Чайник новый", "1100")])
    let scene = try await story.play(
      Self.find("900.00") + ["return.lines: all"] + Self.go + Self.paid)
    let back = try #require(scene.documents.last)
    #expect(back.type == .saleReturn && back.total.kopecks == 90_000)
    #expect(back.lines.map(\.name) == ["Чайник"] && back.lines.map(\.sum.kopecks) == [90_000])
    let next = try await story.play(["sale: scan 46"])
    #expect(next.receipt?.total.kopecks == 110_000)
  }

  /// S11, S27: the figures of each shift are its own, and all returned is nothing.
  @Test func `a return belongs to the shift that pays`() async throws {
    let story = try Self.story()
    try await story.play(
      Self.start + ["sale: free 500 Торт"] + Self.cash("500") + ["sale: shift", "shift.close: yes"])
    let scene = try await story.play(
      Self.start + Self.find("500.00") + ["return.lines: all", "return.lines: go"]
        + [Self.senior] + Self.paid + ["sale: shift", "shift.close: yes"])
    let papers = scene.papers.map { $0.lines.joined(separator: "\n") }
    #expect(papers.last?.contains("ВОЗВРАТ ПРИХОДА") == true, "\(papers.last ?? "")")
    let documents = try story.receipts
    #expect(documents.map(\.printed.shift) == [1, 2])
    #expect(documents.map(\.document.payments.cash.kopecks) == [50_000, 50_000])
  }

  /// S13: two documents, and what was returned is returned once.
  @Test func `an exchange is two documents`() async throws {
    let story = try Self.story()
    let scene = try await story.play(
      Self.start + ["sale: free 500 Чашка"] + Self.cash("500") + Self.find("500.00")
        + ["return.lines: all"] + Self.go + Self.paid + ["sale: free 800 Ваза"] + Self.cash("800")
        + Self.find("500.00") + ["return.refused: ok"])
    #expect(scene.stands == "return.find")
    #expect(try Self.sums(story) == ["sale 500.00", "sale_return 500.00", "sale 800.00"])
  }

  @Test func `cash that was not handed over is asked about after a restart`() async throws {
    let story = try Self.story()
    try await story.play(
      Self.start + [Story.coffee] + Self.cash("199.50") + Self.find("199.50")
        + ["return.lines: all"] + Self.go)
    let again = try await story.play([])
    #expect(again.stands == "return.hand_over")
    #expect(again.prompts.last?.title == "Выдайте 199,50\u{A0}₽")
    #expect(again.documents.count == 2)
    let done = try await story.play(["return.hand_over: given"])
    #expect(done.stands == "sale" && done.state.matters.isEmpty && done.documents.count == 2)
  }

  @Test func `nothing goes back while its document could not be printed`() async throws {
    let story = try Self.story()
    try await story.play(Self.start + [Story.coffee] + Self.cash("199.50"))
    try story.control.set(.noPaper)
    let scene = try await story.play(
      Self.find("199.50") + ["return.lines: all", "return.lines: go"])
    #expect(scene.stands == "return.not_ready")
    #expect(scene.prompts.last?.title == "Деньги не возвращайте")
    let back = try await story.play(["return.not_ready: back", "return.lines: cancel"])
    #expect(back.stands == "sale" && back.documents.count == 1)
  }

  @Test func `what is typed says what is looked for`() throws {
    #expect(SaleWanted.all(in: " №17 ") == [.document(17), .slip(.number, "17")])
    #expect(SaleWanted.roubles(in: "220") == [.total(Money(checked: 22_000))])
    #expect(SaleWanted.roubles(in: "№220").isEmpty && SaleWanted.roubles(in: "0").isEmpty)
    #expect(SaleWanted.all(in: "1 234,50") == [.total(Money(checked: 123_450))])
    #expect(SaleWanted.all(in: "633412345678") == [.slip(.rrn, "633412345678")])
    for nothing in ["", "Кофе", "0", "0,00", "-5,00", "s=1", "t=20260101T1000&s=1.00"] {
      let wanted = SaleWanted.all(in: nothing)
      #expect(wanted.isEmpty || nothing == "0", "\(nothing): \(wanted)")
    }
  }

  // MARK: Who

  /// S12: a cashier alone gives nothing back, and the senior's yes holds for these lines.
  @Test func `a senior says yes by PIN, and again to other lines`() async throws {
    let story = try Self.story()
    let scene = try await story.play(
      Self.start + ["sale: free 10 А", "sale: free 20 Б"] + Self.cash("30") + Self.find("30.00")
        + Self.line(1) + ["return.lines: go", "return.senior: cancel"] + Self.line(2)
        + ["return.lines: go", "return.senior: text 111122223333", "sign_in.wrong: ok"])
    #expect(scene.stands == "return.senior" && scene.documents.count == 1)
    let left = try await story.play(["return.senior: cancel"])
    #expect(left.stands == "return.lines")
    let done = try await story.play(["return.lines: go", Self.senior] + Self.paid)
    #expect(done.documents.last?.total.kopecks == 3_000)
    let entries = try story.journalEntries().flatMap(\.changes)
    let sayers = entries.compactMap { change in
      if case .receipt(.returnAllowed(let by, let isListed, _)) = change {
        "\(by) \(isListed)"
      } else {
        nil
      }
    }
    #expect(sayers == ["Борис false"])
  }

  static let freed = #"rights = { returns = { above = rub "100", shift = rub "150" } },"#

  @Test func `a store frees small ones up to a sum of the shift, and a senior is shown them`()
    async throws
  {
    let story = try Self.story(Self.freed)
    let sales = ["100", "100.01", "60", "50"].flatMap { ["sale: free \($0) Хлеб"] + Self.cash($0) }
    let free = ["return.lines: all", "return.lines: go", "return.allow: yes"] + Self.paid
    let scene = try await story.play(
      Self.start + sales + Self.find("100.00") + free + Self.find("60.00")
        + ["return.lines: all", "return.lines: go", Self.senior] + Self.paid + Self.find("50.00")
        + free + Self.find("100.01") + ["return.lines: all", "return.lines: go"])
    #expect(scene.stands == "return.senior")
    #expect(scene.state.core.unseenReturns?.map(\.total.kopecks) == [10_000, 5_000])
    try await story.play(["return.senior: cancel", "return.lines: cancel", "sale: sign_out"])
    let seen = try await story.play([
      "sign_in.name: Борис", "sign_in.pin: text \(Self.boris)", "return.listed: ok",
    ])
    #expect(seen.first("return.listed")?.title == "Без старшего: 2")
    #expect(seen.stands == "sale" && seen.state.core.unseenReturns == nil)
    _ = try story.verify()
  }

  @Test func `where no senior has a PIN the cashier says yes and it is listed`() async throws {
    let story = try Story(
      #"rights = {},"#)
    story.store = story.store.replacing(
      #"cashiers = { "Анна" }"#, with: #"cashiers = { "Анна", { "Борис", role = "senior" } }"#)
    try story.give(["Анна": Self.anna])
    let scene = try await story.play(
      Self.start + [Story.coffee] + Self.cash("199.50") + Self.find("199.50")
        + ["return.lines: all", "return.lines: go", "return.allow: yes"] + Self.paid)
    #expect(scene.state.core.unseenReturns?.map(\.by) == ["Анна"])
  }

  // MARK: Points

  @Test func `the store's guard keeps money from going back`() async throws {
    let story = try Self.story(
      """
      on = {
        before_return = function()
          if receipt.total() > 10000 then return veto "Сначала покажите товар" end
        end,
        after_return = function() kept.set("back", (kept.get "back" or 0) + 1) end,
      }, kept = { { "back", kind = "number", life = "till" } },
      """)
    let scene = try await story.play(
      Self.start + ["sale: free 150 А", "sale: free 50 Б"] + Self.cash("200") + Self.find("200.00")
        + Self.line(1) + ["return.lines: go", "hook.veto: ok"] + Self.line(1) + Self.line(2)
        + Self.go + Self.paid)
    #expect(scene.stands == "sale" && scene.documents.last?.total.kopecks == 5_000)
    let veto = try #require(scene.first("hook.veto"))
    #expect([veto.title, veto.body].contains("Сначала покажите товар"))
    #expect(scene.state.kept.values.count == 1)
  }

  // MARK: Scripts

  static let tricks = [
    "receipt.print()",
    #"receipt.promise_cash { "return.cash" }"#,
    "receipt.give_cash() receipt.print()",
    #"receipt.hand_over { "return.hand_over" }"#,
    #"receipt.add { name = "Чай", price = 100 }"#,
    #"receipt.cash { "payment.cash" }"#,
    #"receipt.set_quantity(1, "9")"#,
    #"receipt.discount { line = 1, amount = 1 }"#,
    #"prompt.confirm { "return.allow", title = "?" } receipt.print()"#,
    #"prompt.choose { "return.hand_over", title = "?", buttons = { "given" } }"#,
    #"cashier.require { "senior.pin", cashier = "Борис", role = "senior" } receipt.print()"#,
  ]

  /// A script that gives back unasked moves no money: nobody said yes to the return.
  @Test(arguments: tricks)
  func `a script gives nothing back by itself`(trick: String) async throws {
    let story = try Self.story(
      """
      flows = { returns = function()
        receipt.begin_return(receipt.find_sales("199.50")[1].id)
        receipt.return_line(1, "1")
        \(trick)
        return "sale"
      end },
      """)
    let scene = try await story.play(
      Self.start + [Story.coffee] + Self.cash("199.50") + ["sale: returns"])
    #expect(scene.documents.count == 1, "\(trick)")
    #expect(scene.receipt?.isPrinted != true)
    _ = try story.verify()
  }
}
