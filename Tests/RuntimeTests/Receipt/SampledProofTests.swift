import Synchronization
import Testing

@testable import KassaRuntime

/// Some receipts in a hundred have their slips asked for: which, is drawn once a receipt, so that another
/// try is no way round it.
@Suite struct SampledProofTests {
  @Test func `every charge of a receipt is asked like its first`() async throws {
    let story = try Story(
      #"providers = { stock.standalone { proof = { "amount" }, in_hundred = 50 } },"#)
    let draws = Draws()
    story.random = { draws.next() }
    try await story.play(Story.signIn)
    var asked = 0
    for _ in 0..<8 {
      let tries = ["sale: pay.card", "charge.window: not_run"]
      let scene = try await story.play([Story.coffee] + tries + tries + tries + tries)
      let proofs = try #require(scene.receipt).attempts.map { $0.proof[.amount] }
      #expect(proofs.count == 4 && Set(proofs).count == 1, "\(proofs)")
      asked += proofs.first == .some(.required) ? 1 : 0
      try await story.play(["sale: clear", "sale.clear: yes"])
    }
    #expect(asked > 0 && asked < 8, "both kinds are drawn")
  }
}

private final class Draws: Sendable {
  private let numbers = Mutex(SeededNumbers(seed: 5))

  func next() -> UInt64 { numbers.withLock { $0.next() } }
}
