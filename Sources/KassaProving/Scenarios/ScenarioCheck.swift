package import KassaRuntime

/// The scenarios of a store as files, none of them played.
package enum ScenarioCheck {
  /// One file, and why it can't be played at all.
  package struct File: Sendable {
    package let chunk: Chunk
    package let failure: ScenarioFailure?
  }

  /// Every file of the store's scenarios and of its chain's: those that are played, then what they require.
  package static func files(store: String, chain: String? = nil) -> [File] {
    let modules = (try? StoreBundle(folder: store, chain: chain))?.bundle.modules ?? [:]
    let folder = ScenarioFolder(store: store, chain: chain, modules)
    let stock = Set(StockLibrary.scenarios.map { "scenarios/\($0.name)" })
    let played = folder.files.filter { !stock.contains($0.chunk.name) }
      .map { File(chunk: $0.chunk, failure: $0.failure) }
    let names = Set(played.map(\.chunk.name))
    let required = folder.modules.values
      .filter { $0.name.contains("/\(StoreBundle.scenarioFolder)/") && !names.contains($0.name) }
      .sorted { $0.name < $1.name }
    return played + required.map { File(chunk: $0, failure: nil) }
  }

  /// The modules that are there for every scenario.
  package static var support: [String] {
    StockLibrary.day.map { "day." + Bundle.module(ofPath: $0.name) }
  }

  /// What the files find beside Lua's own.
  package static func modules() -> [HostModule] { DayModule.all(DayDesk()) }
}
