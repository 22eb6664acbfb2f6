import Foundation
import KassaRuntime

/// What is read of stores' folders, for packed scripts too.
package enum PackedStore {
  /// Gives `body` the folders of a store and its chain; those of a packed script are there for as long as it
  /// runs.
  ///
  /// - Parameter path: a store's folder, or a packed script.
  package static func withFolders<Result>(
    _ path: String, chain: String?, _ body: (_ store: String, _ chain: String?) throws -> Result
  ) throws -> Result {
    guard StoreBundle.isFile(path) else { return try body(path, chain) }
    guard chain == nil else { throw StoreError.packHasChain(path: path) }
    let pack = try StorePack(file: path)
    let place = ScratchFolder.path("packed")
    try makeFolder(place)
    defer { try? FileManager.default.removeFolder(place) }
    let folders = try pack.unpack(into: place)
    return try body(folders.store, folders.chain)
  }
}
