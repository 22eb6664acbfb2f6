import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A receipt that is paid in several parts, when one of them does not work out.
@Suite struct SplitPaymentTests {
  private static let part = [
    "sale: pay.split", "payment.split: 100", "charge.window: approved", "payment.cash: cancel",
  ]

  /// The first part is approved; a second that was declined is no approval for that.
  @Test(arguments: ["declined", "not_run"])
  func `a second card that is declined is told as such`(outcome: String) async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.start + Self.part + ["payment.tender: card", "charge.window: \(outcome)"])
    #expect(scene.stands == (outcome == "declined" ? "charge.declined" : "payment.tender"))
    #expect(scene.receipt?.charged.kopecks == 10_000 && scene.receipt?.due.kopecks == 9_950)
    #expect(scene.documents.isEmpty)
    let more = outcome == "declined" ? ["charge.declined: again"] : ["payment.tender: card"]
    let paid = try await story.play(more + ["charge.window: approved"])
    #expect(paid.documents.map(\.payments.cashless.kopecks) == [19_950])
  }

  @Test func `a declined part is tried again as the part that it was`() async throws {
    let story = try Story()
    let again = try await story.play(
      Story.start + [
        "sale: pay.split", "payment.split: 100", "charge.window: declined",
        "charge.declined: again",
      ])
    #expect(again.stands == "charge.window")
    #expect(again.receipt?.attempts.map(\.amount.kopecks) == [10_000, 10_000])
    let paid = try await story.play(["charge.window: approved", "payment.cash: 99.50"])
    #expect(paid.documents.map(\.payments.cashless.kopecks) == [10_000])
  }

  /// What the store does after an approval happens once for each of them.
  @Test func `a hook runs after approvals and after nothing else`() async throws {
    let story = try Story(
      """
      on = { after_approval = function()
        receipt.memo("approved", (receipt.memo "approved" or 0) + 1)
      end },
      """)
    let scene = try await story.play(
      Story.start + Self.part + [
        "payment.tender: card", "charge.window: declined", "charge.declined: again",
        "charge.window: unknown",
      ])
    #expect(scene.receipt?.memo["approved"] == 1)
  }

  /// Cash is taken in two parts, and the second is left.
  @Test func `cash that is not enough is asked for again or given back`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.start + [
        "sale: pay.cash", "payment.cash: 100", "payment.rest: cash", "payment.cash: cancel",
      ])
    #expect(scene.stands == "payment.rest" && scene.receipt?.received.kopecks == 10_000)
    let card = try await story.play([
      "payment.rest: return", "payment.return_cash: returned", "payment.tender: card",
      "charge.window: approved",
    ])
    #expect(card.documents.map(\.payments.cash.kopecks) == [0])
    #expect(card.documents.map(\.payments.cashless.kopecks) == [19_950])
  }

  /// A receipt of card and cash that can't be printed: the cash goes back before the card is undone.
  @Test func `a refund gives the cash back first`() async throws {
    let story = try Story()
    try await story.play(Story.start + Self.part.dropLast())
    try story.control.set(.noPaper)
    let scene = try await story.play([
      "payment.cash: 99.50", "print.refused: leave", "payment.leave: refund",
    ])
    #expect(scene.stands == "payment.return_cash")
    #expect(scene.prompts.last?.body.contains("99,50") == true)
    let voided = try await story.play([
      "payment.return_cash: returned", "charge.void: approved", "void.amount: 100",
      "void.number: none",
    ])
    #expect(voided.stands == "sale" && voided.receipt?.tenders.isEmpty == true)
    #expect(voided.receipt?.charged == .zero && voided.documents.isEmpty)
    #expect(try story.verify().matters == 0)
  }

  /// Cash was taken and the registrar's reply is lost: taken back, the print is asked about, and no cash
  /// is given back for a receipt that was printed.
  @Test(arguments: [EmulatedFault.lostReplyAfter, .lostReplyBefore])
  func `a receipt of cash whose print has no reply is printed once`(
    fault: EmulatedFault
  ) async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.cash"])
    try story.control.set(fault, times: 1)
    let set = try await story.play(["payment.cash: 199.50", "print.unreachable: park"])
    #expect(set.stands == "sale" && set.state.matters.count == 1)
    let id = try #require(set.state.matters.first?.receipt.id)
    let scene = try await story.play(["sale: parked", "parked.list: \(id)"])
    #expect(scene.stands == "sale" && scene.state.matters.isEmpty)
    #expect(scene.documents.map(\.payments.cash.kopecks) == [19_950])
    #expect(try story.verify().receipts == 1)
  }

  /// The part by card leaves at least a kopeck for the rest.
  @Test(arguments: [("0", false), ("0.01", true), ("199.49", true), ("199.50", false)])
  func `a part is neither nothing nor all`(part: String, isTaken: Bool) async throws {
    let scene = try await Story().play(
      Story.start + ["sale: pay.split", "payment.split: \(part)"])
    #expect(scene.stands == (isTaken ? "charge.window" : "payment.split"))
    #expect(scene.refusals.isEmpty == isTaken)
  }
}
