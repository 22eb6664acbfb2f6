import KassaRuntime

/// Which states that depart from the usual are gone on from.
///
/// What is usual is walked from every state. After the same things out of the usual each prompt is gone on
/// from once, at its nearest state; there a second thing is added once. What two things leave over is not
/// sold on with. So any two of them meet at each prompt where they can, and there is an end to it.
struct ExploredPairs {
  /// One thing in which a way departs from the usual.
  enum Thing: Hashable, Sendable {
    /// What goes wrong, by its name, wherever it does.
    case wrong(String)
    case answer(prompt: String, Answer)
    /// So many lines, the second and those after it.
    case lines(Int)
    case world(String)
    case parked, tookNothing, attempts, setUp, armed, leftOver
    /// Of two tills: that they differ by then, have come to another sum, and which one alone is asked.
    case differs, anotherSum, oldAlone, newAlone
  }

  /// A prompt, whatever led there.
  struct Asked: Hashable {
    let flow, prompt: String
    let buttons: [String]
    /// Whether its receipt has goods.
    let hasLines: Bool
    let place: String?
    let world: Int
  }

  private struct Stand: Hashable {
    let asked: Asked
    let things: [Thing]
  }

  private struct Addition: Hashable {
    let things: [Thing]
    let prompt: String
    let thing: Thing
    let world: Int
  }

  private var stands: Set<Stand> = []
  private var additions: Set<Addition> = []

  /// Whether a state that waits is the first of its kind.
  ///
  /// - Parameter things: what its way departs in.
  mutating func goOn(from asked: Asked, after things: [Thing]) -> Bool {
    things.isEmpty || stands.insert(Stand(asked: asked, things: things)).inserted
  }

  /// Whether a move from a state is tried.
  mutating func add(
    _ move: Move, at prompt: Prompt, after things: [Thing], in world: Int
  ) -> Bool {
    guard !things.isEmpty, move.departs > 0 else { return true }
    return additions.insert(
      Addition(
        things: things, prompt: prompt.id, thing: Self.thing(move, prompt), world: world)
    ).inserted
  }

  /// What a move departs in: what goes wrong, wherever it does; else the answer.
  private static func thing(_ move: Move, _ prompt: Prompt) -> Thing {
    move.mishap.map { .wrong($0.name) } ?? .answer(prompt: prompt.id, move.answer)
  }

  /// What a way departs in that comes to `sight` by a move from a state that departs in `things`.
  ///
  /// Beside its answer: a receipt that is set aside, a charge that took no money, another attempt at one but the
  /// first after that, a second terminal that holds an amount, other terminals. What a receipt leaves over for
  /// those after it is one, too.
  ///
  /// - Parameter leftOver: what the flow before it found left over.
  static func things(
    after things: [Thing], by move: Move, at prompt: Prompt, from before: WalkedSight,
    leftOver: Int, to sight: WalkedSight, hasBegun: Bool
  ) -> [Thing] {
    var things = things
    // One line more is no other thing than the second was, and yet no place that was gone on from.
    if prompt.isSale, move.departs == 0, before.linesAdded > 1,
      sight.linesAdded > before.linesAdded
    {
      let second = thing(move, prompt)
      things.removeAll { if case .lines = $0 { true } else { $0 == second } }
      things.append(.lines(sight.linesAdded))
    }
    let beside: [(Thing, Bool)] = [
      (.parked, sight.parked > before.parked),
      (.tookNothing, sight.tookNothing && !before.tookNothing && before.attempts <= 1),
      (.attempts, sight.attempts > max(before.tookNothing ? 2 : 1, before.attempts)),
      (.setUp, sight.setUp != before.setUp), (.armed, sight.armed > max(1, before.armed)),
      (.leftOver, hasBegun && sight.leftOver > leftOver),
    ]
    return things + Array(repeating: thing(move, prompt), count: move.departs)
      + beside.filter(\.1).map(\.0)
  }
}

extension WalkedSight {
  /// Whether all that was tried of charges took no money.
  fileprivate var tookNothing: Bool {
    attempts > 0 && open == nil && charged == .zero && !isPrinted
  }
}
