package import KassaRuntime

/// The scenarios of a store as files, none of them played.
package enum ScenarioCheck {
  /// One file, and why it can't be played at all.
  package struct File: Sendable {
    package let chunk: Chunk
    package let failure: ScenarioFailure?
  }

  /// Every file of the store's scenarios and of its chain's.
  package static func files(store: String, chain: String?) throws(StoreError) -> [File] {
    var files: [File] = []
    for folder in [store, chain].compactMap(\.self) {
      files += try ScenarioFile.all(of: folder).flatMap { file in
        [File(chunk: file.chunk, failure: file.failure)]
          + file.modules.values.map { File(chunk: $0, failure: nil) }
      }
    }
    var seen: Set<String> = []
    return files.filter { seen.insert($0.chunk.name).inserted }
  }

  /// What the files find beside Lua's own.
  package static func modules() -> [HostModule] { DayModule.all(DayDesk()) }
}
