import Foundation
import Testing

@testable import KassaRuntime

/// How often the true cause of a planted mistake is found, by seeds of a shop and of a cafe.
///
/// `Scripts/nightly explaining` runs many; a failure names the trial, and its seed is its place.
@Suite struct PlantedPeriodTests {
  struct Trial: Sendable, CustomTestStringConvertible {
    let shop: PlantedPeriod.Shop
    let charges: Int
    let mistakes: Int
    /// Both on one row of one terminal: told, and held to nothing.
    var sameRow = false
    let goalPercent: Int

    var testDescription: String {
      "\(shop), \(charges) charges, \(mistakes) mistakes\(sameRow ? " on one row" : "")"
    }
  }

  static let trials = PlantedPeriod.Shop.allCases.flatMap { shop in
    [80, 220].flatMap { charges in
      [
        Trial(shop: shop, charges: charges, mistakes: 1, goalPercent: shop == .shop ? 95 : 90),
        Trial(shop: shop, charges: charges, mistakes: 2, goalPercent: shop == .shop ? 90 : 80),
        Trial(shop: shop, charges: charges, mistakes: 2, sameRow: true, goalPercent: 0),
      ]
    }
  }

  @Test(arguments: trials)
  func `planted mistakes are found among the first`(trial: Trial) {
    let seeds = FuzzSeeds.some(8)
    var (right, anywhere) = (0, 0)
    var sizes: [Int] = []
    for seed in seeds {
      let planted = PlantedPeriod(
        trial.shop, charges: trial.charges, mistakes: trial.mistakes, sameRow: trial.sameRow,
        seed: seed)
      let found = DifferenceSearch.explanations(of: planted.period) ?? []
      guard let rank = planted.rank(in: found) else { continue }
      anywhere += 1
      if rank <= (trial.mistakes == 1 ? 1 : 3) { right += 1 }
      sizes.append(found[rank - 1].fits.reduce(0) { $0 + $1.reduce(1) { $0 * $1.count } })
    }
    sizes.sort()
    let share = Double(right) * 100 / Double(seeds.count)
    // Of a check's few seeds one may fail without a word about the rest.
    let allowed = seeds.count < 100 ? 100 / seeds.count : 0
    #expect(share >= Double(trial.goalPercent - allowed), "\(trial.testDescription)")
    guard seeds.count >= 100 else { return }
    print(
      "\(trial.testDescription): \(seeds.count) seeds, right \(share) %, anywhere "
        + "\(Double(anywhere) * 100 / Double(seeds.count)) %, group "
        + "\(sizes[sizes.count / 2]) at the median, \(sizes[sizes.count * 95 / 100]) at 95 %")
  }

  @Test(arguments: FuzzSeeds.some(8))
  func `an honest period has nothing to explain`(seed: UInt64) {
    for shop in PlantedPeriod.Shop.allCases {
      let planted = PlantedPeriod(shop, charges: 80, mistakes: 0, seed: seed)
      #expect(DifferenceSearch.explanations(of: planted.period) == nil)
    }
  }

  @Test func `500 charges are explained within a second`() {
    let planted = PlantedPeriod(.shop, charges: 250, mistakes: 2, seed: 7)
    let clock = ContinuousClock()
    let took = clock.measure { _ = DifferenceSearch.explanations(of: planted.period) }
    // A build for tests is several times as slow as a till.
    #expect(took < .seconds(10))
  }
}
