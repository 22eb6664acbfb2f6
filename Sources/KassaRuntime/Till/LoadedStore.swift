/// A bundle with what the runtime read of it once.
struct LoadedStore: Sendable {
  let bundle: Bundle
  let manifest: StoreManifest
}

/// Runs a bundle's manifest module and checks what it says.
enum StoreLoading {
  /// Reads a store's table and the words of its prompts.
  ///
  /// - Throws: `StoreError` with file, line, what was expected and what came.
  static func load(_ bundle: Bundle) throws(StoreError) -> LoadedStore {
    let values = try run(bundle, withStore: true)
    let chunk = bundle.modules["store"] ?? Chunk(name: "store.lua", source: [])
    guard let texts = values.first, values.count > 1 else {
      throw .script("\(chunk.name): store.lua must return store { … }, it returned nothing")
    }
    return LoadedStore(
      bundle: bundle,
      manifest: try StoreManifest(values[1], texts: texts, chunk: chunk))
  }

  /// The words of the stock library alone, for a flow that loads nothing of the store.
  static func stockWords(_ bundle: Bundle) throws(StoreError) -> Words {
    let values = try run(bundle, withStore: false)
    return try Words(
      stock: values.first ?? .null, store: .null,
      StoreReader(.null, chunk: Chunk(name: "kassa", source: [])))
  }

  private static func run(_ bundle: Bundle, withStore: Bool) throws(StoreError) -> [Value] {
    let machine = LuaMachine(
      limits: MachineLimits(), seed: 0, modules: Bindings.modulesForLoading,
      sources: BundleSource(bundle), prelude: "kassa.prelude", log: { _ in })
    switch machine.start("kassa.manifest", arguments: [.bool(withStore)]) {
    case .finished(let values): return values
    case .failed(let error): throw .script(error.description)
    case .killed(let kill, let place):
      throw .script((place.map { "\($0): " } ?? "") + kill.description)
    case .waiting:
      throw .script("\(machine.position ?? "store.lua"): a store can't ask while it is loaded")
    }
  }
}
