import ArgumentParser

/// The option `--times` of the commands that tell a device to fail.
struct TimesOption: ParsableArguments {
  @Option(help: "How often; until cleared when left out.")
  var times: Int?

  func validate() throws {
    guard (times ?? 1) > 0 else {
      throw ValidationError("--times: a number above zero was expected, got \(times ?? 0)")
    }
  }

  /// What is left of it, as `status` says it.
  static func words(_ times: Int?) -> String {
    times.map { "\($0) more times" } ?? "until cleared"
  }
}
