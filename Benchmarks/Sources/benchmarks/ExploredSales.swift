@testable import KassaRuntime

/// Row 5: whole sales one after another, each in a fresh Lua state: a good, the card, the print.
enum ExploredSales {
  private static let sales = 300
  private static let rounds = 9

  static func rows() throws -> [Row] {
    let till = try MemoryTill(StoreBundle(folder: Project.cafe))
    let figures = try medians(
      rounds: rounds,
      [
        {
          try nanoseconds {
            for number in 1...sales { try till.sell(till.makeRun(number), lines: 1) }
          }
        },
        { nanoseconds { for number in 1...sales { try? till.begin(till.makeRun(number)) } } },
      ])
    let (sale, start) = (figures[0] / Double(sales), figures[1] / Double(sales))
    return [
      Row(
        what: "sales explored", measured: "\(decimal(1e9 / sale, 0)) a second", against: "–",
        ratio: "–", reach: "≥ 3000 a second", isReached: 1e9 / sale >= 3_000,
        note: "\(time(sale)) each, of which \(time(start)) bring a new state to its first prompt; "
          + "one core, no disk, with the fiscal document frozen and read back")
    ]
  }
}
