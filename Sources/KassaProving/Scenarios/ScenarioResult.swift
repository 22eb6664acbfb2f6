/// How one scenario ended.
public struct ScenarioResult: Hashable, Sendable {
  /// The store's folder by its name.
  public let store: String
  /// Its name; where the file itself failed, the file's.
  public let scenario: String
  /// Why it failed; nil when it passed.
  public let failure: ScenarioFailure?
  /// Why the store plays another of that name instead; nil where it was played.
  public var replaced: String?
  /// What the store's script said to its log, a line each.
  public var log: [String] = []
}

extension ScenarioResult {
  /// Of a store that can't be used at all.
  public static func unusable(_ store: String, _ why: String) -> ScenarioResult {
    ScenarioResult(
      store: store, scenario: "the store",
      failure: ScenarioFailure(file: store, line: nil, step: nil, expected: nil, came: why))
  }
}
