import Testing

@testable import KassaRuntime

/// What the closing report says each terminal took: what it did take, once, and what was printed.
@Suite struct ClosingTotalsTests {
  private static let close = ["sale: shift", "shift.close: yes"]

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var store = TwoTerminals.store()
    var setUp = TwoTerminals.setUp
    let sales: [String]
    /// Title with how many, and the sum, of each terminal.
    let lines: [String: String]
  }

  private static let proof = #"providers = { stock.standalone { proof = { "amount" } } },"#

  static let cases = [
    Case(
      testDescription: "two terminals, one of them twice",
      sales: [
        "sale: free 50 Чай", "sale: pay.card", "charge.window: approved", Story.coffee,
        "sale: pay.card", "charge.window: approved", "sale: free 60 Чай", "sale: pay.card",
        "charge.window: approved",
      ], lines: ["Сбер (2)": "110.00", "ВТБ (1)": "199.50"]),
    Case(
      testDescription: "both terminals in one receipt, and cash",
      sales: [
        Story.coffee, "sale: pay.split", "payment.split: 50", "charge.window: approved",
        "payment.cash: cancel", "payment.tender: split", "payment.split: 100",
        "charge.window: approved", "payment.cash: 49.50",
      ], lines: ["Сбер (1)": "50.00", "ВТБ (1)": "100.00"]),
    Case(
      testDescription: "a slip that showed less counts for what it showed", store: proof,
      setUp: [],
      sales: [
        Story.coffee, "sale: pay.card", "charge.window: approved", "charge.amount: 19.95",
        "charge.under: rest", "payment.tender: cash", "payment.cash: 179.55",
      ], lines: ["Автономный терминал (1)": "19.95"]),
    Case(
      testDescription: "a slip that showed more counts for what was asked", store: proof,
      setUp: [],
      sales: [
        Story.coffee, "sale: pay.card", "charge.window: approved", "charge.amount: 1995",
        "charge.over: difference", "charge.difference: approved",
      ], lines: ["Автономный терминал (1)": "199.50"]),
    Case(
      testDescription: "what was declined, or undone, does not count",
      sales: [
        Story.coffee, "sale: pay.split", "payment.split: 50", "charge.window: approved",
        "payment.cash: cancel", "payment.tender: leave", "payment.leave: refund",
        "charge.void: approved", "void.amount: 50", "void.number: none", "sale: pay.card",
        "charge.window: declined",
        "charge.declined: again", "charge.window: approved",
      ], lines: ["ВТБ (1)": "199.50"]),
  ]

  @Test(arguments: cases)
  func `counts what each terminal took`(_ one: Case) async throws {
    let story = try Story(one.store)
    let sold = try await story.play(Story.signIn + one.setUp + one.sales)
    #expect(sold.stands == "sale")
    let scene = try await story.play(Self.close)
    let report = try #require(scene.papers.last { $0.kind == .shiftClosing })
    for (title, sum) in one.lines {
      #expect(
        report.lines.contains { $0.hasPrefix(title) && $0.hasSuffix(" \(sum)") }, "\(report.lines)")
    }
    let terminals = ["Сбер", "ВТБ", "Автономный терминал"]
    let told = report.lines.filter { line in terminals.contains { line.hasPrefix("\($0) (") } }
    #expect(told.count == one.lines.count, "\(told)")
    // The next shift begins with nothing.
    let next = try await story.play(
      ["sign_in.pin: text \(Story.pin)", "sale: free 10 Чай", "sale: pay.cash", "payment.cash: 10"]
        + Self.close)
    let empty = try #require(next.papers.last { $0.kind == .shiftClosing })
    #expect(!empty.lines.contains { line in terminals.contains { line.hasPrefix("\($0) (") } })
  }
}
