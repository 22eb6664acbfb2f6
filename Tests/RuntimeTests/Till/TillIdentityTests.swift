import Testing

@testable import KassaRuntime

/// What chance names receipts must never look like a card number: such a receipt set aside could
/// not be listed.
@Suite struct TillIdentityTests {
  /// Random numbers whose hexadecimal digits are card numbers.
  private static let cards: [UInt64] = [0x4000_0000_0000_0002, 0x5555_5555_5555_4444]

  @Test(arguments: cards) func `no name looks like a card number`(card: UInt64) {
    #expect(CardNumber.isIn(String(card, radix: 16)))
    let till = TillIdentity.make { card }
    #expect(till.count == 32)
    let receipt = TillIdentity.receipt(till, entry: 4_000_000_000, seed: card)
    #expect(!CardNumber.isIn(receipt) && !CardNumber.isIn(till))
  }

  @Test func `names stay apart`() {
    let names = Set(
      (0..<1000).map { TillIdentity.receipt("till", entry: 1, seed: $0 &* 0x9E37_79B9_7F4A_7C15) })
    #expect(names.count == 1000)
  }

  @Test(arguments: cards) func `a receipt is listed and taken back whatever it was named`(
    card: UInt64
  ) async throws {
    let story = try Story("")
    story.random = { card }
    let scene = try await story.play(Story.start + ["sale: park", "sale: parked"])
    #expect(scene.stands == "parked.list" && scene.faults == [])
  }
}
