import ArgumentParser

/// How far a walk over a store's states goes at most.
struct WalkBounds: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How many answers are tried at most; explore, graph: so many each in a new till, with terminals, and in all other worlds.",
      valueName: "N"))
  var branches: Int?

  @Option(
    name: .customLong("time-limit"),
    help: ArgumentHelp(
      "Seconds after which it ends with what was found until then.", valueName: "S"))
  var timeLimit: Int?

  func validate() throws {
    guard (branches ?? 1) > 0 else {
      throw ValidationError("--branches: a number above 0 was expected")
    }
    if let timeLimit, timeLimit < 1 {
      throw ValidationError("--time-limit: a number above 0 was expected")
    }
  }

  /// Nil where only the answers are counted.
  var deadline: ContinuousClock.Instant? { timeLimit.map { .now + .seconds($0) } }
}
