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
