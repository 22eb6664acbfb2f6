import Synchronization

/// A bundle with what the runtime read of it once.
package struct LoadedStore: Sendable {
  let bundle: Bundle
  package let manifest: StoreManifest
}

/// Keeps what was read of a store beside its files: a till and its registrar's driver ask for the same.
final class LoadedOnce: Sendable {
  private let kept = Mutex<(store: LoadedStore, values: ParameterValues)?>(nil)

  /// What was read with those values of its parameters, or with any where it has none.
  subscript(values: ParameterValues) -> LoadedStore? {
    kept.withLock {
      guard let (store, known) = $0, known == values || store.manifest.parameters.isEmpty else {
        return nil
      }
      return store
    }
  }

  func keep(_ store: LoadedStore, of values: ParameterValues) {
    kept.withLock { $0 = (store, values) }
  }
}
