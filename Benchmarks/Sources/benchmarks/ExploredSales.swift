@testable import KassaRuntime

/// Row 5: whole sales one after another, each in a state of its own: a good, the card, the print; and
/// a sale gone on from one prompt again and again.
enum ExploredSales {
  private static let sales = 300
  private static let rounds = 9

  static func rows() throws -> [Row] {
    let till = try MemoryTill(StoreBundle(folder: Project.cafe))
    let saved = try till.save()
    let figures = try medians(
      rounds: rounds,
      [
        {
          try nanoseconds {
            for number in 1...sales { try till.sell(till.makeRun(number), lines: 1) }
          }
        },
        { nanoseconds { for number in 1...sales { try? till.begin(till.makeRun(number)) } } },
        { try nanoseconds { for _ in 1...sales { try till.branch(saved) } } },
      ])
    let each = figures.map { $0 / Double(sales) }
    let (sale, start, branch) = (each[0], each[1], each[2])
    return [
      Row(
        what: "sales explored", measured: "\(decimal(1e9 / sale, 0)) a second", against: "–",
        ratio: "–", reach: "≥ 8000 a second", isReached: 1e9 / sale >= 8_000,
        note: "\(time(sale)) each, of which \(time(start)) bring a new flow to its first prompt; "
          + "one core, no disk, with the fiscal document frozen and read back"),
      Row(
        what: "branches at a prompt", measured: "\(decimal(1e9 / branch, 0)) a second",
        against: "–",
        ratio: "–", reach: "≥ 15000 a second", isReached: 1e9 / branch >= 15_000,
        note: "\(time(branch)) each: a saved sale put back, and one good more"),
    ]
  }
}
