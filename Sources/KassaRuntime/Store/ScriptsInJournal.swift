import Foundation
import GRDB

extension JournalReader {
  /// The files of the script that ran, the store's and the chain's, by their paths: "store/leto/store.lua".
  ///
  /// - Parameter hash: the script's or a bundle's, or how it begins.
  /// - Throws: `NoSuchScript` where none or several begin so.
  package func files(ofScript hash: String) throws -> [String: String] {
    let bundles: [Bundle]
    do {
      bundles = try database.read { connection in
        try Data.fetchAll(connection, sql: "SELECT files FROM bundle")
          .compactMap { Bundle(json: Array($0)) }
      }
    } catch { throw JournalError(error, path: path) }
    let own = bundles.filter { $0.onlyOwn != nil }
    let found = own.filter { $0.script.hasPrefix(hash) || $0.hash.hasPrefix(hash) }
    guard let first = found.first, let files = first.onlyOwn, hash.count >= 4 else {
      throw NoSuchScript(hash: hash, isOneOfMany: false)
    }
    guard found.allSatisfy({ $0.script == first.script }) else {
      throw NoSuchScript(hash: hash, isOneOfMany: true)
    }
    return files
  }
}

/// No script that ran at a till is meant by what was typed.
package struct NoSuchScript: Error, Hashable, CustomStringConvertible {
  let hash: String
  /// Whether several begin so.
  let isOneOfMany: Bool

  package var description: String {
    isOneOfMany
      ? "several scripts have hashes that begin with «\(hash.prefix(64))»; type more of it"
      : "no script that ran here has the hash «\(hash.prefix(64))»; at least 4 digits of it are needed, "
        + "see kassa-run journal scripts"
  }
}
