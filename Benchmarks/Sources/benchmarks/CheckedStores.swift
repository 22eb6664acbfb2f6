/// Row 12: what `kassa-run check` takes for a store, its functions and scenarios included.
enum CheckedStores {
  private static let rounds = 11
  /// The chain's stores come with the chain.
  private static let stores = ["cafe", "kiosk", "optician", "master", "stall"]
  private static let times = 4

  static func rows() throws -> [Row] {
    let folder = Project.root + "/Scripts/lua/stores/"
    let chain = ["--chain", folder + "chain"]
    let once = ["check", folder + stores[0]] + chain
    let all = ["check"] + (1...times).flatMap { _ in stores.map { folder + $0 } } + chain
    let figures = try medians(rounds: rounds, [{ try processor(all) }, { try processor(once) }])
    let each = (figures[0] - figures[1]) / Double(times * stores.count - 1)
    return [
      Row(
        what: "check of a store, processor time", measured: time(each), against: "–", ratio: "–",
        reach: "≤ 15 ms", isReached: each <= 15e6,
        note: "mean of the five example stores with their scenarios, in one call over "
          + "\(times * stores.count); a call for one takes \(time(figures[1])), start included")
    ]
  }

  private static func processor(_ words: [String]) throws -> Double {
    let (_, code, spent) = try KassaRun.call(words)
    guard code == 0 else { throw Failure("check did not run") }
    return spent
  }
}
