@testable import KassaRuntime

/// Row 8: a receipt of many lines, answer by answer through its script, in memory.
enum LongReceipt {
  private static let lines = 1_000

  static func rows() throws -> [Row] {
    let till = try MemoryTill(StoreBundle(folder: Project.cafe))
    let (few, many) = (lines, lines * 10)
    let short = median(try (0..<5).map { _ in try sale(till, few) })
    let long = try sale(till, many)
    return [
      Row(
        what: "receipt of \(many) lines", measured: time(long),
        against: "\(time(short)) for \(few)",
        ratio: times(long / short), reach: "linear, ≤ 12×", isReached: long / short <= 12,
        note: "each line an answer, then paid and printed; no disk, no prompt rendered")
    ]
  }

  private static func sale(_ till: MemoryTill, _ lines: Int) throws -> Double {
    try nanoseconds { try till.sell(till.makeRun(), lines: lines) }
  }
}
