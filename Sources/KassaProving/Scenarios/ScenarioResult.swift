/// How one scenario ended.
public struct ScenarioResult: Hashable, Sendable {
  /// The store's folder by its name.
  public let store: String
  /// Its name; where the file itself failed, the file's.
  public let scenario: String
  /// Why it failed; nil when it passed.
  public let failure: ScenarioFailure?
}
