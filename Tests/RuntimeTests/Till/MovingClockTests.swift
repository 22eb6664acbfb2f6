import Testing

@testable import KassaRuntime

/// A clock that goes on at every commit and every call of a device, as a real one does: a restart at any
/// prompt stands where the till stood.
@Suite struct MovingClockTests {
  /// Sales by what a cashier answers, on a store whose slips are asked for.
  static let sales: [[String]] = [
    [Story.coffee, "sale: pay.cash", "payment.cash: 200", "payment.change: ok"],
    [
      Story.coffee, "sale: pay.card", "charge.window: approved", "charge.amount: 199.50",
      "charge.rrn: text 123456789012",
    ],
    [
      Story.coffee, "sale: pay.split", "payment.split: 100", "charge.window: unknown",
      "charge.unknown: approved", "charge.amount: 100", "charge.rrn: text 123456789012",
      "payment.cash: cancel", "payment.tender: leave", "payment.leave: refund",
      "charge.void: approved", "void.amount: 100", "void.rrn: text 123456789012",
      "void.number: none", "sale: park",
    ],
    [
      Story.coffee, "sale: pay.card", "charge.window: unknown", "charge.unknown: unknown",
      "charge.detached: senior", "senior.pin: text \(Story.pin)", "charge.unknown: declined",
      "sale: pay.cash", "payment.cash: 199.50",
    ],
  ]

  @Test(arguments: sales.indices)
  func `replays to where it stood`(index: Int) async throws {
    let story = try Story(#"providers = { stock.standalone { proof = { "amount", "rrn" } } },"#)
    story.seam = Seam { [clock = story.clock] _ in clock.advance(milliseconds: 7) }
    var stood = try await story.play(Story.signIn)
    for reply in Self.sales[index] {
      let again = try await story.play([])
      #expect(again.stands == stood.stands && again.receipt == stood.receipt, "before \(reply)")
      #expect(again.prompts.first?.number == stood.prompts.last?.number, "before \(reply)")
      stood = try await story.play([reply])
    }
    // Each reply comes after a restart, the last one over the change.
    #expect(stood.stands == "sale")
    #expect(stood.warnings.isEmpty)
    #expect(try story.faults().isEmpty)
    _ = try story.verify()
  }
}
