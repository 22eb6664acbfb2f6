import Crypto
import Foundation
import Synchronization

/// The files a flow runs, by the path under which modules find them, and their common hash.
package struct Bundle: Hashable, Sendable {
  package let files: [String: String]
  /// SHA-256 over the files in order of their paths, in hex.
  package let hash: String
  /// Its modules, once somebody has asked for them.
  let modulesOnce = ModulesOnce()

  package static func == (left: Bundle, right: Bundle) -> Bool { left.hash == right.hash }

  package func hash(into hasher: inout Hasher) { hasher.combine(hash) }

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

/// The modules of a bundle by their names, made once: each till that opens, each machine that loads a
/// store and each question about a module asks for them.
final class ModulesOnce: Sendable {
  private let kept = Mutex<[String: Chunk]?>(nil)

  func modules(_ make: () -> [String: Chunk]) -> [String: Chunk] {
    kept.withLock { kept in
      if let kept { return kept }
      let made = make()
      kept = made
      return made
    }
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
