import Testing

@testable import KassaServer

/// How often somebody may ask.
@Suite struct RatesTests {
  private let start = ContinuousClock.now

  private func taken(
    _ rates: Rates<String>, _ asker: String, _ count: Int, after seconds: Double = 0
  ) async -> Int {
    var taken = 0
    for _ in 0..<count {
      taken += await rates.mayAsk(asker, at: start + .seconds(seconds)) ? 1 : 0
    }
    return taken
  }

  @Test func `so often at once, and so often in the long run, each for themselves`() async {
    let rates = Rates<String>(most: 20, perSecond: 5)
    #expect(await taken(rates, "a", 30) == 20)
    #expect(await taken(rates, "b", 30) == 20)
    #expect(await taken(rates, "a", 30, after: 2) == 10)
    #expect(await taken(rates, "a", 30, after: 100) == 20)
  }

  @Test func `however many ask, so many are told apart, and none of those loses by it`() async {
    let rates = Rates<String>(most: 3, perSecond: 1, askersMax: 10)
    #expect(await taken(rates, "a", 2) == 2)
    var taken = 0
    for place in 0..<100 { taken += await self.taken(rates, "x\(place)", 3) }
    // Nine of them, and what all others share.
    #expect(taken == 9 * 3 + 3)
    #expect(await self.taken(rates, "a", 3) == 1)
    // Who has been silent makes room.
    #expect(await self.taken(rates, "later", 3, after: 60) == 3)
    #expect(await self.taken(rates, "later 2", 3, after: 60) == 3)
  }
}
