import Synchronization

/// A bundle with what the runtime read of it once.
package struct LoadedStore: Sendable {
  let bundle: Bundle
  package let manifest: StoreManifest
}

/// Keeps what was read of a store beside its files: a till and its registrar's driver ask for the same.
final class LoadedOnce: Sendable {
  /// With the examples of its parameters, and with a till's own before and after they are given.
  private static let most = 6
  private let kept = Mutex<[(store: LoadedStore, values: ParameterValues)]>([])

  /// What was read with those values of its parameters, or with any where it has none.
  subscript(values: ParameterValues) -> LoadedStore? {
    kept.withLock {
      $0.first { $0.values == values || $0.store.manifest.parameters.isEmpty }?.store
    }
  }

  func keep(_ store: LoadedStore, of values: ParameterValues) {
    kept.withLock { $0 = $0.suffix(Self.most - 1) + [(store, values)] }
  }
}
