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
  }

  static let cases = [
    Case(
      testDescription: "less", slip: "19.95", prompt: "unconfirmed.short",
      title: "Не хватает 179,55\u{A0}₽", before: 1_995, after: 19_950, refunds: 0),
    Case(
      testDescription: "more", slip: "299.50", prompt: "unconfirmed.excess",
      title: "Лишние 100,00\u{A0}₽", before: 29_950, after: 29_950, refunds: 10_000),
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
    let left = try await story.play(["\(one.prompt): back"] + Self.back)
    #expect(left.stands == "sale" && left.documents.count == 1)
    let period = try #require(left.state.periods["standalone"])
    #expect((period.charges.count, period.charges.sum.kopecks) == (1, one.before))
    let listed = try await story.play(["sale: parked"])
    let id = try #require(listed.prompts.last?.buttons.first?.id)
    let scene = try await story.play(
      ["parked.list: \(id)", "\(one.prompt): strike"] + Self.strike)
    #expect(scene.state.unconfirmed.isEmpty, "\(scene.prompts.map(\.id)) \(scene.faults)")
    let settled = try #require(scene.state.periods["standalone"])
    #expect(settled.charges.sum.kopecks == one.after)
    #expect(settled.refunds.sum.kopecks == one.refunds)
    #expect(scene.documents.count == 1)
    _ = try story.verify()
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
