/// How one scenario ended.
public struct ScenarioResult: Sendable {
  /// The store's folder by its name.
  public let store: String
  /// Its file as messages call it: "cafe/scenarios/coffee.lua".
  public var file: String
  /// Its name; where the file itself failed, the file's.
  public let scenario: String
  /// Why it failed; nil when it passed.
  public let failure: ScenarioFailure?
  /// Why the store plays another of that name instead; nil where it was played.
  public var replaced: String?
  /// What the store's script said to its log, a line each.
  public var log: [String] = []
  /// How long it took by the clock.
  public var seconds = 0.0
  /// What happened in its day; kept of one that failed.
  var trace: ScenarioTrace?

  init(
    store: String, file: String, scenario: String, failure: ScenarioFailure?,
    replaced: String? = nil
  ) {
    self.store = store
    self.file = file
    self.scenario = scenario
    self.failure = failure
    self.replaced = replaced
  }
}

extension ScenarioResult {
  /// Of a store that can't be used at all.
  public static func unusable(_ store: String, _ why: String) -> ScenarioResult {
    ScenarioResult(
      store: store, file: store, scenario: "the store",
      failure: ScenarioFailure(file: store, line: nil, step: nil, expected: nil, came: why))
  }
}

/// What happened in a day that failed: for people who want to see it.
struct ScenarioTrace: Sendable {
  let events: [DayEvent]
  let entries: [(number: Int, kind: String, summary: String, json: String)]
}
