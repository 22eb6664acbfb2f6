import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// The slip of a printed charge shows another amount: a matter beside the receipt, until a senior has seen to it.
@Suite struct WrongAmountTests {
  private static let sold =
    ReturnTests.start + [Story.coffee, "sale: pay.card", "charge.window: approved"]
  private static let ask = [
    "sale: documents", "document.find: text 199.50", "document.shown: amount",
  ]
  private static let back = ["document.shown: back", "document.find: cancel"]
  private static let strike = [
    "unconfirmed.strike: text \(ReturnTests.boris)", "unconfirmed.settled: ok",
  ]

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let slip: String
    let prompt, title: String
    /// What the terminal is counted for before and after a senior has seen to it, and what it gave back.
    let before, after, refunds: Int64
    /// What `report terminal` has of it then that no document has.
    let unprinted: [String]
  }

  static let cases = [
    Case(
      testDescription: "less", slip: "19.95", prompt: "unconfirmed.short",
      title: "Не хватает 179,55\u{A0}₽", before: 1_995, after: 19_950, refunds: 0,
      unprinted: ["-179.55", "0.00"]),
    Case(
      testDescription: "more", slip: "299.50", prompt: "unconfirmed.excess",
      title: "Лишние 100,00\u{A0}₽", before: 29_950, after: 29_950, refunds: 10_000,
      unprinted: ["100.00", "0.00"]),
  ]

  @Test(arguments: cases)
  func `it is listed with what is to be done, and ends by a senior's PIN`(_ one: Case) async throws
  {
    let story = try ReturnTests.story()
    let asked = try await story.play(Self.sold + Self.ask)
    #expect(asked.stands == "unconfirmed.amount", "\(asked.prompts.map(\.id)) \(asked.faults)")
    let prompt = try #require(asked.prompts.last)
    #expect(prompt.effect?.act == .counting && prompt.effect?.amount == nil)
    #expect(!prompt.body.contains("199,50"), "\(prompt.body)")
    let told = try await story.play(["unconfirmed.amount: \(one.slip)"])
    #expect(told.stands == one.prompt, "\(told.prompts.map(\.id)) \(told.faults)")
    #expect(told.prompts.last?.title == one.title)
    // The till's own line says the same sum.
    let sum = try #require(told.prompts.last?.effect?.amount)
    #expect(one.title.hasSuffix(sum.text(.ru)), "\(sum)")
    let left = try await story.play(["\(one.prompt): back"] + Self.back)
    #expect(left.stands == "sale" && left.documents.count == 1)
    let period = try #require(left.state.periods["standalone"])
    #expect((period.charges.count, period.charges.sum.kopecks) == (1, one.before))
    #expect(try Self.books(story).charges == (1, one.before))
    #expect(try Self.books(story).unprinted == one.unprinted[0])
    let listed = try await story.play(["sale: parked"])
    let id = try #require(listed.prompts.last?.buttons.first?.id)
    // Its receipt is one press away.
    let receipt = try await story.play(["parked.list: \(id)", "\(one.prompt): find find"])
    #expect(receipt.stands == "document.find", "\(receipt.faults)")
    let scene = try await story.play(
      ["document.find: cancel", "sale: parked", "parked.list: \(id)", "\(one.prompt): strike"]
        + Self.strike)
    #expect(scene.state.unconfirmed.isEmpty, "\(scene.prompts.map(\.id)) \(scene.faults)")
    let settled = try #require(scene.state.periods["standalone"])
    #expect(settled.charges.sum.kopecks == one.after)
    #expect(settled.refunds.sum.kopecks == one.refunds)
    let books = try Self.books(story)
    #expect(books.charges == (settled.charges.count, one.after) && books.refunds == one.refunds)
    #expect(books.unprinted == one.unprinted[1])
    #expect(scene.documents.count == 1)
    _ = try story.verify()
  }

  /// What `report terminal` says of the one terminal.
  private static func books(
    _ story: Story
  ) throws -> (charges: (Int, Int64), refunds: Int64, unprinted: String) {
    let run = try CommandRun(["report", "terminal", "--csv", "--data", story.data])
    let lines = run.output.split(separator: "\n").map { $0.split(separator: ";").map(String.init) }
    let row = Dictionary(uniqueKeysWithValues: zip(lines[0], try #require(lines.dropFirst().first)))
    func kopecks(_ name: String) -> Int64 {
      row[name].flatMap { Int64($0.replacing(".", with: "")) } ?? .min
    }
    return (
      (row["charges"].flatMap(Int.init) ?? -1, kopecks("charges_sum")), kopecks("refunds_sum"),
      row["without_receipt"] ?? ""
    )
  }

  /// Its goods were typed wrong: documents put it right, and its terminal did what its slip shows all along.
  @Test(arguments: [
    ("19.95", nil, "0.00"), ("100.00", "unconfirmed.short", "-80.05"),
    ("9.95", "unconfirmed.excess", "10.00"),
  ])
  func `a correction of its receipt moves nothing more`(
    price: String, matter: String?, unprinted: String
  ) async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      Self.sold + Self.ask + ["unconfirmed.amount: 19.95", "unconfirmed.short: back"] + [
        "document.shown: correct", "correction.wrong: sum", "correction.lines: line.1",
        "correction.price: \(price)", "correction.lines: go", "correction.cash: 0",
        "correction.allow: yes",
        "rights.pin: text \(ReturnTests.boris)", "correction.done: ok",
      ])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let period = try #require(scene.state.periods["standalone"])
    #expect((period.charges.count, period.charges.sum.kopecks) == (1, 1_995))
    let books = try Self.books(story)
    #expect(books.charges == (1, 1_995) && books.unprinted == unprinted, "\(books)")
    #expect(scene.state.unconfirmed.count == (matter == nil ? 0 : 1))
    if let matter {
      let listed = try await story.play(["sale: parked"])
      let id = try #require(listed.prompts.last?.buttons.first?.id)
      #expect(try await story.play(["parked.list: \(id)"]).stands == matter)
    }
    _ = try story.verify()
  }

  private static let all = ReturnTests.find("199.50") + ["return.lines: all"]
  private static let refund = [
    "return.window: approved", "return.amount: 199.50", "return.number: none",
  ]

  /// A void would give back what its terminal took, which is not what the receipt has.
  @Test(arguments: cases)
  func `a charge whose amount was found wrong is refunded, never voided`(_ one: Case) async throws {
    let story = try ReturnTests.story()
    try await story.play(
      Self.sold + Self.ask + ["unconfirmed.amount: \(one.slip)", "\(one.prompt): strike"]
        + Self.strike + Self.back)
    let lines = try await story.play(Self.all)
    #expect(lines.stands == "return.lines", "\(lines.prompts.map(\.id)) \(lines.faults)")
    #expect(lines.prompts.last?.buttons.contains { $0.id == "void" } == false)
    let scene = try await story.play(ReturnTests.go + Self.refund)
    #expect(scene.documents.last?.payments.cashless.kopecks == 19_950, "\(scene.faults)")
    _ = try story.verify()
  }

  /// What its terminal did not take it can't give back.
  @Test func `until a senior has seen to it no more goes back than was taken`() async throws {
    let story = try ReturnTests.story()
    try await story.play(
      Self.sold + Self.ask + ["unconfirmed.amount: 19.95", "unconfirmed.short: back"] + Self.back)
    let scene = try await story.play(Self.all + ["return.lines: go"])
    #expect(scene.stands == "return.refused", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.prompts.last?.body == "На слипе меньше, чем в чеке: сначала «Отложенные»")
  }

  /// A script that asks for a void of it all the same gets none.
  @Test func `no script voids it`() async throws {
    let story = try ReturnTests.story(
      """
      flows = { returns = function()
        receipt.begin_return(receipt.find_sales("199.50")[1].id)
        receipt.return_line(1, "1")
        receipt.allow_return { "return.senior", cashier = "Борис" }
        terminal.refund { "return.void", charge = receipt.return_plan()[1].charge, void = true }
        return "sale"
      end },
      """)
    try await story.play(
      Self.sold + Self.ask + ["unconfirmed.amount: 299.50", "unconfirmed.excess: strike"]
        + Self.strike + Self.back)
    let scene = try await story.play(["sale: returns", ReturnTests.senior])
    #expect(!scene.prompts.contains { $0.id == "return.void" }, "\(scene.prompts.map(\.id))")
    #expect(scene.state.periods["standalone"]?.voids.count == 0)
  }

  @Test func `of two card charges it is asked which`() async throws {
    let story = try ReturnTests.story()
    let asked = try await story.play(
      ReturnTests.start + [
        Story.coffee, "sale: pay.split", "payment.split: 100", "charge.window: approved",
        "payment.cash: cancel", "payment.tender: card", "charge.window: approved",
      ] + Self.ask)
    #expect(asked.stands == "document.card", "\(asked.prompts.map(\.id)) \(asked.faults)")
    let buttons = try #require(asked.prompts.last?.buttons)
    #expect(buttons.contains { $0.id == "card.2" && $0.label.contains("99,50") })
    let left = try await story.play(["document.card: cancel", "document.shown: amount"])
    #expect(left.stands == "document.card")
    let scene = try await story.play(["document.card: card.2", "unconfirmed.amount: 9.95"])
    #expect(scene.stands == "unconfirmed.short", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.state.unconfirmed.map(\.key.attempt) == [2])
    #expect(scene.state.unconfirmed.map(\.amount.kopecks) == [9_950])
  }

  @Test func `the same amount, cash, and what went back are no matter`() async throws {
    let story = try ReturnTests.story()
    let same = try await story.play(
      Self.sold + Self.ask + ["unconfirmed.amount: 199.50"])
    #expect(same.prompts.last?.body == "На слипе та же сумма", "\(same.prompts.map(\.id))")
    let cash = try await story.play(
      ["document.amount_refused: ok"] + Self.back + ["sale: free 50 Чай"] + ReturnTests.cash("50")
        + ["sale: documents", "document.find: text 50.00", "document.shown: amount"])
    #expect(cash.stands == "document.amount_refused", "\(cash.prompts.map(\.id))")
    #expect(cash.state.unconfirmed.isEmpty)
  }

  /// A script can ask, and makes nothing of it by itself.
  @Test func `a script notes no amount by itself`() async throws {
    let story = try ReturnTests.story(
      """
      flows = { documents = function()
        local id = receipt.find_sales("199.50")[1].id
        terminal.amount_found { receipt = id, amount = 100 }
        return "sale"
      end },
      """)
    let scene = try await story.play(Self.sold + ["sale: documents"])
    #expect(scene.state.unconfirmed.isEmpty && scene.stands != "unconfirmed.amount")
  }
}
