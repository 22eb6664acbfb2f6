import Crypto
import Foundation

/// The files a flow runs, by the path under which modules find them, and their common hash.
package struct Bundle: Hashable, Sendable {
  package let files: [String: String]
  /// SHA-256 over the files in order of their paths, in hex.
  package let hash: String

  package init(files: [String: String]) {
    self.files = files
    var digest = SHA256()
    for path in files.keys.sorted() {
      let text = files[path] ?? ""
      digest.update(data: Data("\(path)\n\(text.utf8.count)\n".utf8))
      digest.update(data: Data(text.utf8))
    }
    hash = digest.finalize().hex
  }
}

extension Bundle {
  /// The files that are no stock library's; nil where there are none.
  var onlyOwn: [String: String]? {
    let own = files.filter { !$0.key.hasPrefix("stock/") }
    return own.isEmpty ? nil : own
  }

  /// The bundle whose files stand in `json`; nil where that is none.
  init?(json: [UInt8]) {
    guard let files = try? [String: String](json: json) else { return nil }
    self.init(files: files)
  }
}
