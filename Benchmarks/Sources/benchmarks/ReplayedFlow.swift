@testable import KassaRuntime

/// Row 4: a flow of 100 answers comes back: 98 goods, the card button, the terminal's word.
enum ReplayedFlow {
  private static let rounds = 51

  static func rows() throws -> [Row] {
    let till = try MemoryTill(StoreBundle(folder: Project.cafe))
    let entries = try till.sell(till.makeRun(), lines: 98)
    let figures = try medians(
      rounds: rounds,
      [
        {
          try nanoseconds {
            let run = till.makeRun()
            let ledger = run.start.ledger(parked: [:])
            guard case .at(.end) = try Replay.replay(run, entries[...], on: ledger) else {
              throw Failure("the replay did not arrive")
            }
          }
        }
      ])
    return [
      Row(
        what: "replay of 100 answers", measured: time(figures[0]), against: "–", ratio: "–",
        reach: "≤ 2 ms", isReached: figures[0] <= 2e6,
        note: "a new Lua state included; the entries are decoded already")
    ]
  }
}
