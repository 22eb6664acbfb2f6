import KassaRuntime
import Testing

@Suite struct MoneyPropertyTests {
  static let seeds: [UInt64] = [1, 20_261_123, 7_700_000_001]

  @Test(arguments: seeds)
  func `reads back every amount it writes`(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<2000 {
      let digits = Int64.random(in: 0...Money.kopecksMax, using: &numbers)
      let money = try Money(kopecks: digits >> Int64.random(in: 0...47, using: &numbers))
      #expect(try Money(parsing: money.description) == money, "seed \(seed)")
      let typed = String(money.text(.ru).dropLast(2))
      #expect(try Money(parsing: typed) == money, "seed \(seed): \(typed)")
    }
  }

  @Test(arguments: seeds)
  func `a cost is within one kopeck of the exact product, on the named side`(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<2000 {
      let price = Int64.random(in: -10_000_000...10_000_000, using: &numbers)
      let millionths = Int64.random(in: 1...900_000_000_000, using: &numbers)
      let money = try Money(kopecks: price)
      let quantity = try Quantity(millionths: millionths)
      // Within ±9·10^18, so plain Int64 holds the exact product in millionths of a kopeck.
      let exact = price * millionths
      for rounding in Rounding.allCases {
        let error = try money.times(quantity, rounding: rounding).kopecks * 1_000_000 - exact
        #expect(abs(error) < 1_000_000, "seed \(seed): \(price) × \(millionths)")
        let away = exact < 0 ? -error : error
        switch rounding {
        case .down: #expect(away <= 0, "seed \(seed): \(price) × \(millionths)")
        case .up: #expect(away >= 0, "seed \(seed): \(price) × \(millionths)")
        case .halfUp, .toEven:
          #expect(abs(error) <= 500_000, "seed \(seed): \(price) × \(millionths)")
        }
      }
    }
  }

  @Test(arguments: seeds)
  func `VAT is never more than half a kopeck from its share`(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let percents: [(VATRate, Int64)] = [
      (.vat20, 20), (.vat10, 10), (.vat120, 20), (.vat110, 10), (.vat0, 0), (.withoutVAT, 0),
      (.vat5, 5), (.vat7, 7), (.vat105, 5), (.vat107, 7), (.vat22, 22), (.vat122, 22),
    ]
    #expect(Set(percents.map(\.0)) == Set(VATRate.allCases))
    for _ in 0..<500 {
      let kopecks = Int64.random(in: 0...Money.kopecksMax, using: &numbers)
      for (rate, percent) in percents {
        let vat = rate.included(in: try Money(kopecks: kopecks)).kopecks
        let doubled = 2 * (vat * (100 + percent) - kopecks * percent)
        // Half goes up: the error is over −half and at most +half.
        let whole = 100 + percent
        #expect(doubled > -whole && doubled <= whole, "seed \(seed): \(kopecks) at \(rate)")
      }
    }
  }
}
