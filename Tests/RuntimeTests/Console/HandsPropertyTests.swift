import Testing

@testable import KassaEmulators
@testable import KassaProving
@testable import KassaRuntime
@testable import kassa_run

/// Random bursts, presses, held keys, pastes and scans through whole sales at the live console: of what
/// moves money, nothing is answered that the plan of deliberate acts does not contain.
@Suite(.timeLimit(.minutes(60))) struct HandsPropertyTests {
  static let seeds = FuzzSeeds.some(4)

  @Test(arguments: seeds)
  func `only what was meant moves money`(seed: UInt64) async throws {
    let found = try await Self.sell(50, seed: seed, at: try TimedTerminal())
    #expect(found == [], "seed \(seed)")
  }

  @Test(.enabled(if: Nightly.isOn))
  func `only what was meant moves money at twenty tills side by side`() async throws {
    let each = Nightly.sales / Nightly.tills
    let found = try await withThrowingTaskGroup(of: [String].self) { group in
      for till in 0..<Nightly.tills {
        let seed = Nightly.seed + UInt64(till)
        group.addTask {
          let found = try await Self.sell(each, seed: seed, at: try TimedTerminal())
          return found.map { "seed \(seed): \($0)" }
        }
      }
      return try await group.reduce(into: [String]()) { $0 += $1 }
    }
    #expect(found == [])
  }

  /// By a clock that nobody holds, some 20 s a sale.
  ///
  /// Keys that a busy machine types late are another hand's.
  @Test(.enabled(if: Nightly.isOn))
  func `only what was meant moves money in real time`() async throws {
    let terminal = try RealTerminal()
    let found = try await Self.sell(Nightly.realSales, seed: Nightly.seed, at: terminal)
    #expect(found == [], "seed \(Nightly.seed), keys up to \(terminal.latestBy) ms late")
  }

  /// What of so many sales moved money unmeant, or is not as the till says.
  private static func sell(
    _ sales: Int, seed: UInt64, at terminal: some TypedTerminal
  ) async throws -> [String] {
    let story = try await Story.atTheSale()
    let hands = NoisyHands(seed: seed, sales: sales, at: terminal)
    let till = try await story.open(hands)
    do { try await till.run() } catch is CashierGone {}
    let (planned, slips, trace) = await (hands.planned, hands.slips, hands.trace)
    var found = slips
    if planned.sales < sales { found.append("\(planned.sales) sales, \(trace.suffix(20))") }
    let documents = try story.receipts.map(\.document.payments)
    let came = PlannedSales(
      sales: documents.count, cashlessKopecks: documents.reduce(0) { $0 + $1.cashless.kopecks },
      cashKopecks: documents.reduce(0) { $0 + $1.cash.kopecks })
    if came != planned { found.append("\(came) came of \(planned)") }
    var audit = Audit()
    try audit.check(story.data, shown: [], paper: [], taken: [:])
    if try story.verify().receipts != planned.sales { found.append("the journal has others") }
    return found
  }
}
