import Testing

@testable import KassaRuntime

/// Lines of several settlement methods in one receipt, and lines that a tender can't pay: lawful receipts
/// print, the others are refused before money, and no goods are lost.
@Suite struct SettlementMethodTests {
  private static func story(_ lines: String, _ pay: String) throws -> Story {
    try Story.sale(
      """
      if #receipt.lines() == 0 then
        \(lines)
      end
      local payment = require "kassa.payment"
      \(pay)
      prompt.choose { "after", title = "?", buttons = { "ok" } }
      """)
  }

  private static let mixed = """
    receipt.add { name = "Торт", price = 10000 }
    receipt.add { name = "Диван", price = 20000, method = "credit" }
    """

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let lines: String
    let pay: String
    let replies: [String]
    /// Cash, cashless, prepaid, credit, other, in kopecks.
    let payments: [Int64]
  }

  static let cases = [
    Case(
      testDescription: "a full line by card, one on credit", lines: mixed,
      pay: #"payment.pay "card""#, replies: ["charge.window: approved", "tender.credit: yes"],
      payments: [0, 10_000, 0, 20_000, 0]),
    Case(
      testDescription: "a full line in cash with change, one on credit", lines: mixed,
      pay: #"payment.pay "cash""#,
      replies: ["tender.credit: yes", "payment.cash: 500", "payment.change: ok"],
      payments: [10_000, 0, 0, 20_000, 0]),
    Case(
      testDescription: "a full line by an advance set off, a new advance by card",
      lines: """
        receipt.add { name = "Шкаф", price = 10000 }
        receipt.add { name = "Аванс", price = 5000, method = "advance" }
        """,
      pay: """
        receipt.confirm { tender = "prepaid", amount = 10000 }
        payment.pay "card"
        """, replies: ["tender.prepaid: yes", "charge.window: approved"],
      payments: [0, 5_000, 10_000, 0, 0]),
  ]

  @Test(arguments: cases)
  func `lines of several methods are one lawful receipt`(_ one: Case) async throws {
    let story = try Self.story(one.lines, one.pay)
    let scene = try await story.play(Story.signIn + one.replies)
    #expect(scene.stands == "after", "\(scene.faults)")
    let paid = try #require(scene.documents.last).payments
    #expect(
      [paid.cash, paid.cashless, paid.prepaid, paid.credit, paid.other].map(\.kopecks)
        == one.payments)
    _ = try story.verify()
  }

  /// Neither card nor cash is taken, and the goods stay.
  @Test(arguments: ["card", "cash", "split"])
  func `what can't be printed is refused before money, by its line`(tender: String) async throws {
    let credit = #"receipt.add { name = "Диван", price = 20000, method = "credit" }"#
    let story = try Self.story(credit, "payment.pay \"\(tender)\"")
    let scene = try await story.play(Story.signIn)
    #expect(scene.stands == "till.unprintable", "\(scene.faults)")
    let body = try #require(scene.prompts.last?.body)
    #expect(body.contains("1") && body.contains("Диван") && body.contains("кредит"), "\(body)")
    let after = try await story.play(["till.unprintable: back"])
    #expect(after.stands == "after" && after.receipt?.lines.count == 1)
    #expect(after.receipt?.attempts.isEmpty == true && after.receipt?.tenders.isEmpty == true)
  }

  /// A store's own calls are told so too, and go on.
  @Test func `a script's own tender that fits no line is refused with a reason`() async throws {
    let story = try Self.story(
      Self.mixed,
      """
      shift.open()
      local _, a, b = terminal.charge { "charge.window", terminal = "standalone", amount = 30000 }
      local _, c = receipt.cash { "payment.cash" }
      prompt.choose { table.concat({ a, b, c }, "."), title = "?", buttons = { "ok" } }
      """)
    let scene = try await story.play(Story.signIn)
    #expect(
      scene.stands == "refused.method_mismatch.method_mismatch", "\(scene.faults)")
    #expect(scene.receipt?.lines.count == 2)
  }
}
