import KassaRuntime
import Synchronization

/// Walks all states of a store, the most usual and nearest first, in all worlds to their end.
///
/// A way departs from the usual in two things at most: the kind of a good, an amount, a second line, what
/// goes wrong at a device, another person, a receipt set aside, another time. So any two of them meet
/// (`ExploredPairs`). All buttons of all prompts are usual.
///
/// A state is gone on from once, whatever ways lead to it (`ExploredKey`); its prompt is answered in every
/// way that is worth it (`ExploredAnswers`), and where that touches a device, once more for each thing that
/// may go wrong there (`Mishap`). The same store comes to the same result at every run and on every machine.
package struct Explorer {
  /// How much is walked at most.
  package struct Bounds: Sendable {
    /// Answers that are tried: so many from a new till, so many from one with terminals, so many in all other
    /// worlds.
    package var branches = 200_000
    /// In how many things a way departs from the usual at most, up to two.
    package var departs = Explorer.departsMax
    /// Of the merges of two ways so many are drawn, and both sides played on.
    package var merges = 1_000
    /// When to stop with what was found until then; what it comes to depends on the machine.
    package var deadline: ContinuousClock.Instant?

    package init() {}
  }

  static let attemptsMax = 3
  static let parkedMax = 1
  static let turnsMax = 3
  static let departsMax = 2

  private let store: ExploredStore
  private let bounds: Bounds

  package init(_ store: ExploredStore, _ bounds: Bounds = Bounds()) {
    (self.store, self.bounds) = (store, bounds)
  }

  /// Walks to the end, or to a bound.
  ///
  /// What is walked in one world says hardly anything of another, so that those which take long are walked side by
  /// side, by a till each; what two parts come to both, such as a kept value set anew, is walked in each.
  ///
  /// - Parameter progress: is told now and then how many states and branches there are, by one thread at a time.
  package func explore(
    progress: @escaping @Sendable (_ states: Int, _ branches: Int) -> Void = { _, _ in }
  ) async throws -> Exploration {
    let worlds = ExploredWorlds.of(store)
    let parts = worlds.filter(\.isWide).map { [$0] } + [worlds.filter(\.isNarrow)]
    let seen = Seen(parts.count)
    var bounds = bounds
    bounds.merges = (bounds.merges + parts.count - 1) / parts.count
    let found = try await withThrowingTaskGroup(of: (Int, Exploration).self) {
      [store, bounds] group in
      for (part, worlds) in parts.enumerated() {
        group.addTask {
          var walk = try WorldsWalk(worlds, of: store, bounds)
          return (part, try await walk.walk { seen.note(part, $0, $1, progress) })
        }
      }
      return try await group.reduce(into: [Int: Exploration]()) { $0[$1.0] = $1.1 }
        .sorted { $0.key < $1.key }.map(\.value)
    }
    var whole = found[0]
    for other in found.dropFirst() { whole.take(up: other) }
    whole.ruleCharges = try RuleChoices.of(store)
    return whole
  }
}

/// How far each part of a walk has come.
private final class Seen: Sendable {
  private let parts: Mutex<[(states: Int, branches: Int)]>

  init(_ count: Int) { parts = Mutex(Array(repeating: (0, 0), count: count)) }

  func note(_ part: Int, _ states: Int, _ branches: Int, _ progress: (Int, Int) -> Void) {
    parts.withLock { parts in
      parts[part] = (states, branches)
      progress(parts.reduce(0) { $0 + $1.states }, parts.reduce(0) { $0 + $1.branches })
    }
  }
}
