import Foundation
public import KassaRuntime

/// Plays a store's scenarios, and those that every store must pass, each on a till of its own.
///
/// A scenario's till is a real one, with a journal and an emulated registrar in a folder that is
/// removed afterwards. Its time stands still unless the scenario moves it, and nothing is left to
/// chance: a scenario that has passed passes again.
public struct ScenarioRunner: Sendable {
  private let store: ScenarioStore
  private let files: [ScenarioFile]

  /// Reads the store in `folder`, its goods.csv if it has one, and its scenarios.
  ///
  /// - Throws: `StoreError` or `GoodsImportError` when these can't be used. A mistake in a scenario
  ///   is a result of `run`.
  public init(folder: String, chain: String? = nil, language: Language = .ru) throws {
    store = try ScenarioStore(folder: folder, chain: chain, language: language)
    files = ScenarioFile.common + (try ScenarioFile.all(of: folder))
  }

  /// Plays the scenarios whose names contain `filter`, one after the other.
  ///
  /// - Parameter each: is told of every result as it comes.
  /// - Returns: how many were played.
  @discardableResult
  public func run(
    filter: String = "", each: (ScenarioResult) -> Void
  ) async throws -> Int {
    var count = 0
    for file in files {
      if let failure = file.failure {
        count += 1
        each(ScenarioResult(store: store.name, scenario: file.chunk.name, failure: failure))
      }
      for scenario in file.scenarios where filter.isEmpty || scenario.name.contains(filter) {
        count += 1
        let failure = try await play(scenario.name, at: scenario.place, of: file)
        each(ScenarioResult(store: store.name, scenario: scenario.name, failure: failure))
      }
    }
    return count
  }

  private func play(
    _ name: String, at place: ScenarioPlace, of file: ScenarioFile
  ) async throws -> ScenarioFailure? {
    let data = FileManager.default.temporaryDirectory.appendingPathComponent(
      "kassa-scenario-\(UUID().uuidString)"
    ).path
    try makeFolder(data)
    let result: Result<ScenarioFailure?, any Error>
    do {
      try store.stock(data)
      let play = try ScenarioPlay(name, at: place, of: file, in: store, data: data)
      result = .success(await play.play())
    } catch { result = .failure(error) }
    try FileManager.default.removeFolder(data)
    return try result.get()
  }
}
