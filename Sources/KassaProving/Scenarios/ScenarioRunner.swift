import Foundation
public import KassaRuntime

/// Plays a store's scenarios, its chain's, and those that every store must pass, each on a till of its
/// own.
///
/// A scenario's till is a real one, with a journal and an emulated registrar in a folder that is
/// removed afterwards. Its time stands still unless the scenario moves it, and nothing is left to
/// chance: a scenario that has passed passes again.
public struct ScenarioRunner: Sendable {
  private let store: ScenarioStore
  private let name: String
  private let files: [ScenarioFile]
  /// Shared scenarios for which the store has others, and why.
  private let replaced: [String: DeclaredScenario]
  /// Scenarios that stand for a shared one that is not there.
  private let astray: [DeclaredScenario]

  /// Reads the store in `folder`, its goods.csv if it has one, and its scenarios.
  ///
  /// - Parameter name: what results call the store; its folder's name without.
  /// - Throws: `StoreError` or `GoodsImportError` when these can't be used. A mistake in a scenario
  ///   is a result of `run`.
  public init(
    folder: String, chain: String? = nil, name: String? = nil, language: Language = .ru
  ) throws {
    store = try ScenarioStore(folder: folder, chain: chain, language: language)
    self.name = name ?? store.name
    files = ScenarioFolder(store: folder, chain: chain, store.modules).files
    let own = files.flatMap(\.scenarios).filter { $0.reason != nil }
    let shared = Set(
      files.filter(\.isShared).flatMap(\.scenarios).filter { $0.reason == nil }.map(\.name))
    replaced = Dictionary(own.map { ($0.name, $0) }) { _, last in last }
    astray = own.filter { !shared.contains($0.name) }
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
    for scenario in astray {
      count += 1
      each(result(of: scenario.name, ScenarioFailure(astray: scenario)))
    }
    for file in files {
      if let failure = file.failure {
        count += 1
        each(result(of: file.chunk.name, failure))
      }
      for scenario in file.scenarios where filter.isEmpty || scenario.name.contains(filter) {
        if file.isShared, scenario.reason == nil, let own = replaced[scenario.name] {
          each(result(of: scenario.name, nil, replaced: own.reason))
          continue
        }
        count += 1
        each(try await play(scenario, of: file))
      }
    }
    return count
  }

  private func result(
    of scenario: String, _ failure: ScenarioFailure?, replaced: String? = nil
  ) -> ScenarioResult {
    ScenarioResult(store: name, scenario: scenario, failure: failure, replaced: replaced)
  }

  private func play(
    _ scenario: DeclaredScenario, of file: ScenarioFile
  ) async throws -> ScenarioResult {
    let data = ScratchFolder.path("scenario")
    try makeFolder(data)
    let result: Result<ScenarioResult, any Error>
    do {
      try store.stock(data)
      let play = try ScenarioPlay(
        scenario.name, at: scenario.place, of: file, in: store, data: data)
      var played = self.result(of: scenario.name, await play.play())
      played.log = await play.log
      result = .success(played)
    } catch { result = .failure(error) }
    try FileManager.default.removeFolder(data)
    return try result.get()
  }
}

extension ScenarioFailure {
  /// One that stands for a shared scenario which nobody has.
  fileprivate init(astray scenario: DeclaredScenario) {
    self.init(
      file: scenario.place.file, line: scenario.place.line, step: nil,
      expected: "the name of a shared scenario",
      came: "«\(scenario.name)», which none has; leave out the reason, or correct the name")
  }
}
