/// The states of two scripts that wait for their turn.
///
/// Where the two have just come apart is looked at at once: what differs is told there.
/// Every second turn is that of the usual states, those that depart in little first. The others are in turns
/// those of the states to which one, two or more answers led that have to do with what differs in the texts,
/// and of the first at each prompt after such an answer. So what differs is come to soon, and the walk is to
/// be relied on where a text says nothing of what it changes.
struct PairQueues {
  /// The usual ones by what they depart in, those that depart in more than a way may in the last.
  private var usual = [Queue](repeating: Queue(), count: Explorer.departsMax + 2)
  /// By how many hints led there; in the last those that are the first at a prompt.
  private var hinted = [Queue](repeating: Queue(), count: hintsMax + 1)
  private var apart = Queue()
  private var met: Set<Stand> = []
  private var turn = 0

  static let hintsMax = 3

  /// Where a state stands, and what led there.
  struct Stand: Hashable {
    let prompt: String
    let hasLines: Bool
    let words: [String]
  }

  /// - Parameter hints: how many led there; none where it is long since.
  mutating func add(_ index: Int, departs: Int, hints: Int, isApart: Bool, at stand: Stand) {
    if isApart {
      apart.add(index)
    } else if hints == 0 {
      usual[min(departs, usual.count - 1)].add(index)
    } else if met.insert(stand).inserted {
      hinted[Self.hintsMax].add(index)
    } else {
      hinted[min(hints, Self.hintsMax) - 1].add(index)
    }
  }

  mutating func next() -> Int? {
    if let index = apart.next() { return index }
    for _ in 0..<2 * hinted.count {
      defer { turn = (turn + 1) % (2 * hinted.count) }
      if turn % 2 == 1 {
        if let index = hinted[turn / 2].next() { return index }
      } else if let place = usual.indices.first(where: { !usual[$0].isEmpty }) {
        return usual[place].next()
      }
    }
    return nil
  }

  private struct Queue {
    private var all: [Int] = []
    private var head = 0

    var isEmpty: Bool { head == all.count }

    mutating func add(_ index: Int) { all.append(index) }

    mutating func next() -> Int? {
      guard !isEmpty else { return nil }
      head += 1
      return all[head - 1]
    }
  }
}
