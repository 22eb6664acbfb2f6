import Synchronization

/// A bundle with what the runtime read of it once.
package struct LoadedStore: Sendable {
  let bundle: Bundle
  package let manifest: StoreManifest
}

/// Keeps what was read of a store beside its files: a till and its registrar's driver ask for the same.
final class LoadedOnce: Sendable {
  private let kept = Mutex<LoadedStore?>(nil)

  var store: LoadedStore? { kept.withLock { $0 } }
  func keep(_ store: LoadedStore) { kept.withLock { $0 = store } }
}
