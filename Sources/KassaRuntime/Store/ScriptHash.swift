import Crypto
import Foundation

/// The hash of a script: the store's and the chain's files and the API level, whatever their folders are
/// called and whichever stock library they run on.
///
/// SHA-256, in hex, of UTF-8 text, each line ended by a line feed: "kassa-script 1", "api 1", then a line
/// "file <SHA-256 of the file's text, in hex> store/store.lua" for each file, sorted by its path's bytes.
enum ScriptHash {
  /// - Parameter files: SHA-256 of each text in hex, by path, as a signature has them.
  static func of(_ files: [String: String], api: Int = StoreManifest.api) -> String {
    digest("kassa-script 1\napi \(api)\n" + lines(files))
  }

  /// The hash of a script's scenarios, of the same form.
  static func ofScenarios(_ texts: [String: String]) -> String {
    digest("kassa-scenarios 1\n" + lines(texts.mapValues { of(text: $0) }))
  }

  /// A line a file, sorted.
  static func lines(_ files: [String: String]) -> String {
    files.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
      .map { "file \($0.value) \($0.key)\n" }.joined()
  }

  static func of(text: String) -> String { Array(SHA256.hash(data: Data(text.utf8))).hex }

  private static func digest(_ text: String) -> String { of(text: text) }
}

extension Bundle {
  /// The hash of its script; the bundle's own `hash` is that of the script with the stock library.
  package var script: String { ScriptHash.of(signedFiles) }

  /// The same script with this program's own stock library; nil where nothing of a store is in it.
  var onThisLibrary: Bundle? {
    guard let own = onlyOwn else { return nil }
    return Bundle(files: own.merging(StockLibrary.files) { _, stock in stock })
  }
}
