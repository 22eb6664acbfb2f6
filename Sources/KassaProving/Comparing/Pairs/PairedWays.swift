import KassaRuntime

/// What a walk over two scripts has found.
struct PairedWays {
  var tally = DifferenceTally()
  /// Answers that were tried on both sides, or on the one that was asked.
  var branches = 0
  /// Of these, those after which nobody would notice anything.
  var same = 0
  /// Places where the two ask different things, and neither comes to what the other asks.
  var notComparable = 0
  var end = Exploration.End.closed
  /// What was not gone on from, so that there is an end to it.
  var bounds: Set<Bound> = []

  /// What of the store's own ran, by the names of its points, codes and refunds.
  var ran: Set<String> = []

  /// What of a store's own no way came to; what is said of the rest says nothing of it.
  func neverRan(_ facts: StoreFacts) -> [String] {
    let points = facts.listeners.keys.map { String($0.trimmingPrefix("on.")) }
    return
      (points + facts.scans.map { "scans «\($0.pattern)»" }
      + facts.refunding.map { "refund of «\($0)»" }
      + facts.settling.map { "settle of «\($0)»" }).filter { !ran.contains($0) }
  }

  mutating func note(_ events: [WalkedEvent]) {
    for case .heard(let name) in events { ran.insert(String(name.trimmingPrefix("on."))) }
  }

  enum Bound: Hashable {
    case departs, alike, attempts, parked, setUp, fellBack, turns, alone
    case lines(Int)

    var words: String {
      switch self {
      case .departs, .fellBack: ""
      case .lines(let count): "\(count) lines"
      case .alike: Exploration.Bound.alike.words
      case .attempts: Exploration.Bound.attempts(like: nil).words
      case .parked: Exploration.Bound.parked.words
      case .setUp: Exploration.Bound.setUp.words
      case .turns: Exploration.Bound.turns(like: 0).words
      case .alone: "\(PairWalk.aloneMax) answers to what one of them alone asks"
      }
    }
  }

  /// What there was an end to only because it was bounded, in words.
  func bounded(isDeep: Bool) -> [String] {
    let departs =
      isDeep
      ? "two things out of the usual"
      : "one thing out of the usual, two where what differs was met"
    return [departs] + bounds.map(\.words).filter { !$0.isEmpty }.sorted()
  }
}
