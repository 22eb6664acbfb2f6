import Testing

@testable import KassaRuntime

/// Invariants 1 and 7, attacked from a store's script: evidence for every tender, and a total that
/// never falls below what cards have paid.
@Suite struct TenderGuardTests {
  private static func charge(_ amount: Int) -> String {
    #"terminal.charge { "charge.window", terminal = "standalone", amount = \#(amount) }"#
  }

  /// Two lines for 1.00 and 0.50, `paid` of it by card; what `attack` returns names the prompt that
  /// tells it; then the print.
  private static func afterCharge(of paid: Int, _ attack: String) throws -> Story {
    try Story.sale(
      """
      receipt.add { name = "Кофе", price = 100 }
      receipt.add { name = "Чай", price = 50 }
      shift.open()
      \(charge(paid))
      local done, why = \(attack)
      prompt.choose { done and "done" or why, title = "?", buttons = { "ok" } }
      receipt.print()
      """)
  }

  @Test(arguments: [
    "receipt.remove(1)", "receipt.remove(2)", #"receipt.set_quantity(1, "0.99")"#,
    "receipt.discount { line = 1, amount = 1 }",
    "receipt.discount { line = 2, hundredths = 10000 }",
  ])
  func `the total can't fall below an approval`(attack: String) async throws {
    let scene = try await Self.afterCharge(of: 150, attack).play(
      Story.signIn + ["charge.window: approved", "below_charges: ok"])
    #expect(scene.documents.map(\.total.kopecks) == [150])
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [150])
  }

  @Test(arguments: ["receipt.remove(2)", "receipt.discount { line = 2, hundredths = 10000 }"])
  func `the total may fall to the approval and then print`(change: String) async throws {
    let scene = try await Self.afterCharge(of: 100, change).play(
      Story.signIn + ["charge.window: approved", "done: ok"])
    #expect(scene.documents.map(\.total.kopecks) == [100])
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [100])
  }

  /// What a script does once 1.00 of 1.00 is approved, to sell more for the same approval.
  static let spending: [(attack: String, says: String)] = [
    (
      #"receipt.add { name = "Чай", price = 100 } receipt.print()"#,
      "1.00 of 2.00 is paid; take the rest first"
    ),
    (
      #"receipt.set_quantity(1, "2") receipt.print()"#, "1.00 of 2.00 is paid; take the rest first"
    ),
    (charge(100), "1.00 can't be charged; from 0.01 to 0.00 is due"),
    (#"receipt.cash { "payment.cash" }"#, "the receipt is fully paid; print it"),
    (
      #"receipt.confirm { tender = "other", amount = 1 }"#,
      "0.01 can't be charged; from 0.01 to 0.00 is due"
    ),
    (
      "receipt.print() receipt.print()", "the receipt is already printed; start a new one"
    ),
    (
      #"receipt.print() receipt.add { name = "Чай", price = 100 } error "not added""#, "not added"
    ),
  ]

  @Test(arguments: spending.indices)
  func `an approval is spent once`(index: Int) async throws {
    let (attack, says) = Self.spending[index]
    let script = """
      if receipt.charged() > 0 then return end
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      \(Self.charge(100))
      \(attack)
      """
    let scene = try await Story.sale(script).play(Story.signIn + ["charge.window: approved"])
    #expect(scene.faults.first?.contains(says) == true, "\(scene.faults)")
    #expect(scene.documents.reduce(0) { $0 + $1.total.kopecks } <= 100)
    #expect(scene.receipt?.lines.isEmpty ?? true || scene.receipt?.charged.kopecks == 100)
  }

  @Test func `an approval does not pay the next receipt, and comes back with its own`()
    async throws
  {
    let script = """
      local parked = receipt.parked()
      if receipt.charged() > 0 then
        receipt.print()
      elseif #parked > 0 then
        receipt.add { name = "Чай", price = 100 }
        local printed = pcall(receipt.print)
        prompt.choose { printed and "printed" or "refused", title = "?", buttons = { "ok" } }
        return "sale", parked[1].id
      elseif shift.open() then
        receipt.add { name = "Кофе", price = 100 }
        \(Self.charge(100))
        receipt.park()
      else
        prompt.choose { "end", title = "End", buttons = { "ok" } }
      end
      """
    let story = try Story.sale(script)
    let parked = try await story.play(Story.signIn + ["charge.window: approved"])
    #expect(parked.stands == "refused")
    #expect(parked.state.matters.map(\.receipt.charged.kopecks) == [100])
    let back = try await story.play(["refused: ok"])
    #expect(back.stands == "end")
    #expect(back.documents.map(\.lines.first?.name) == ["Кофе"])
    #expect(back.state.parked.isEmpty)
  }

  /// Ways round the card that ask for no evidence, and what each is told.
  static let roundabouts: [(attack: String, says: String)] = [
    (#"receipt.confirm { tender = "cashless", amount = 100 }"#, "got «cashless»"),
    (#"receipt.confirm { tender = "cash", amount = 100 }"#, "got «cash»"),
    (#"receipt.confirm { tender = "other", amount = 101 }"#, "1.01 can't be charged"),
    (#"receipt.confirm { tender = "other", amount = 0 }"#, "0.00 can't be charged"),
    (#"receipt.confirm { tender = "other", amount = -100 }"#, "can't be charged"),
    (#"receipt.confirm { tender = "credit", amount = 100 }"#, "settlement method"),
    (#"receipt.return_cash { "payment.return_cash" } receipt.print()"#, "0.00 of 1.00 is paid"),
  ]

  @Test(arguments: roundabouts.indices)
  func `no tender goes without its own evidence`(index: Int) async throws {
    let (attack, says) = Self.roundabouts[index]
    let script = #"receipt.add { name = "Кофе", price = 100 } shift.open() \#(attack)"#
    let replies = attack.contains("return_cash") ? ["payment.return_cash: returned"] : []
    let scene = try await Story.sale(script).play(Story.signIn + replies)
    #expect(scene.faults.first?.contains(says) == true, "\(scene.faults)")
    #expect(scene.documents.isEmpty)
    #expect(scene.receipt?.tenders.isEmpty == true)
  }

  @Test(arguments: ["no", "cancel"])
  func `another tender counts only when its own prompt is confirmed`(answer: String) async throws {
    let script = """
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      receipt.confirm { tender = "other", amount = 100 }
      receipt.print()
      """
    let texts = #"texts = { ru = { ["tender.other"] = { title = "Хорошая погода?" } } },"#
    let refused = try await Story(Story.flow(script) + texts).play(
      Story.signIn + ["tender.other: \(answer)"])
    #expect(refused.documents.isEmpty)
    #expect(refused.faults.first?.contains("0.00 of 1.00 is paid") == true)
    let confirmed = try await Story(Story.flow(script) + texts).play(
      Story.signIn + ["tender.other: yes"])
    #expect(confirmed.documents.map(\.payments.other.kopecks) == [100])
    #expect(confirmed.first("tender.other")?.defaultButton == nil)
  }

  @Test func `cash counts as answered, and goes back before a card`() async throws {
    let script = """
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      receipt.cash { "payment.cash" }
      local charged, why = pcall(function() \(Self.charge(50)) end)
      receipt.return_cash { "payment.return_cash", buttons = { "keep" }, hide = { "returned" } }
      \(Self.charge(100))
      receipt.print()
      """
    let story = try Story.sale(script)
    let scene = try await story.play(
      Story.signIn + [
        "payment.cash: 0", "payment.cash: 100001.01", "payment.cash: 0.50",
        "payment.return_cash: keep", "payment.return_cash: returned", "charge.window: approved",
      ])
    #expect(
      scene.refusals == [
        .amountOutOfRange(least: Money(checked: 1), most: Money(checked: 10_000_100)),
        .amountOutOfRange(least: Money(checked: 1), most: Money(checked: 10_000_100)),
        .notOneOfTheButtons(offered: ["returned"]),
      ])
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [100])
    #expect(scene.documents.map(\.payments.cash) == [.zero])
  }
}
