@testable import KassaRuntime

/// Row 4: a flow of 100 answers comes back: 98 goods, the card button, the terminal's word.
enum ReplayedFlow {
  private static let rounds = 51

  static func rows() throws -> [Row] {
    let replayed = try Replayed()
    let figures = try medians(rounds: rounds, [{ try nanoseconds { try replayed.replay() } }])
    return [
      Row(
        what: "replay of 100 answers", measured: time(figures[0]), against: "–", ratio: "–",
        reach: "≤ 2 ms", isReached: figures[0] <= 2e6,
        note: "a new Lua state included; the entries are decoded already")
    ]
  }

  /// Replays the flow so often, for a tool that counts instructions.
  static func replay(_ turns: Int) throws {
    let replayed = try Replayed()
    for _ in 1...turns { try replayed.replay() }
  }
}

private struct Replayed {
  private let till: MemoryTill
  private let entries: [Entry]

  init() throws {
    till = try MemoryTill(StoreBundle(folder: Project.cafe))
    entries = try till.sell(till.makeRun(), lines: 98)
  }

  func replay() throws {
    let run = till.makeRun()
    let ledger = run.start.ledger(parked: [:])
    guard case .at(.end) = try Replay.replay(run, entries[...], on: ledger) else {
      throw Failure("the replay did not arrive")
    }
  }
}
