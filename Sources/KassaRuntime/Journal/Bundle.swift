import Crypto
import Foundation

/// The files a flow runs, by the path under which modules find them, and their common hash.
package struct Bundle: Hashable, Sendable {
  let files: [String: String]
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
  /// The bundle whose files stand in `json`; nil where that is none.
  init?(json: [UInt8]) {
    guard let files = try? [String: String](json: json) else { return nil }
    self.init(files: files)
  }
}
