/// Row 18: keyed states a second, by `kassa-run explore` of the café.
enum ExploredStates {
  private static let rounds = 5
  private static let branches = (few: 200, many: 8_000)

  static func rows() throws -> [Row] {
    var states = (few: 0, many: 0)
    let figures = try medians(
      rounds: rounds,
      [
        { try processor(branches.many, &states.many) },
        { try processor(branches.few, &states.few) },
      ])
    // What the start of the program takes is in both.
    let a = Double(states.many - states.few) / ((figures[0] - figures[1]) / 1e9)
    return [
      Row(
        what: "states explored", measured: "\(decimal(a, 0)) a second", against: "–", ratio: "–",
        reach: "≥ 2000 a second", isReached: a >= 2_000,
        note: "the café, \(branches.many) answers tried, \(states.many) states; processor time of "
          + "one core, each state with its key, its prompt in words and a copy of its memory")
    ]
  }

  /// The processor time of one call, in nanoseconds.
  private static func processor(_ branches: Int, _ states: inout Int) throws -> Double {
    let (said, _, spent) = try KassaRun.call([
      "explore", Project.cafe, "--json", "--on", "2026-01-12", "--branches", "\(branches)",
    ])
    guard let found = said.firstMatch(of: /"states":(\d+)/), let count = Int(found.output.1) else {
      throw Failure("explore did not run")
    }
    states = count
    return spent
  }
}
