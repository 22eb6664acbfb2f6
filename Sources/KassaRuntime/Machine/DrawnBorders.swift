internal import CLua

/// What the first two numbers of a flow's `math.random` are where they are to be borders of what may be drawn:
/// a way to see what a script does with the least and the most.
///
/// It is a flow's seed, so a replay draws the same.
package enum DrawnBorders: String, CaseIterable, Hashable, Sendable {
  case least, most
  /// The least first and then the most.
  case leastFirst = "least_first"
  /// The most first and then the least.
  case mostFirst = "most_first"

  /// The seed of a flow that draws so.
  package var seed: UInt64 {
    let place: UInt64 =
      switch self {
      case .least: 0
      case .most: 1
      case .leastFirst: 2
      case .mostFirst: 3
      }
    return UInt64(KASSA_SEED_OF_BORDERS) + place
  }
}
