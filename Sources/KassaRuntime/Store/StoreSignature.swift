import Crypto
import Foundation

/// What somebody signed: each file that a store's bundle is read from, and a version.
///
/// `store.sig` in the store's folder, UTF-8, each line ended by a line feed:
///
/// ```
/// kassa-signature 1
/// version 1795000000
/// key <the public key, 32 bytes in hex>
/// file <SHA-256 of the file's text, in hex> chain/house.lua
/// file <SHA-256 of the file's text, in hex> store/store.lua
/// signature <Ed25519 of all lines before this one, 64 bytes in hex>
/// ```
///
/// The files are those a till runs, `store/…` from the store's folder and `chain/…` from the chain's,
/// sorted by their path's bytes. A file's text is hashed without a byte order mark, as it runs. There
/// is one way to write a signature; whatever is written otherwise is none.
struct StoreSignature: Hashable, Sendable {
  static let fileName = "store.sig"
  static let bytesMax = 1 << 18

  let version: Int
  /// In hex.
  let key: String
  /// SHA-256 in hex by path.
  let files: [String: String]
  let signature: Data

  /// What is signed.
  var message: Data { Self.message(version: version, key: key, files: files) }

  /// The same for two signatures of the same version and files.
  var digest: String { Array(SHA256.hash(data: message)).hex }

  private static func message(version: Int, key: String, files: [String: String]) -> Data {
    let lines = files.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
      .map { "file \($0.value) \($0.key)\n" }
    return Data(
      ("kassa-signature 1\nversion \(version)\nkey \(key)\n" + lines.joined()).utf8)
  }

  var text: String {
    String(decoding: message, as: UTF8.self) + "signature \(Array(signature).hex)\n"
  }
}

extension StoreSignature {
  /// Signs the store's and the chain's files of `bundle`.
  init(of bundle: Bundle, version: Int, with key: SigningKey) throws {
    let files = bundle.signedFiles
    self.version = version
    self.key = key.trusted.hex
    self.files = files
    signature = try key.signature(
      of: Self.message(version: version, key: key.trusted.hex, files: files))
  }

  /// Reads a signature; nil where it is not written as one.
  init?(text: String) {
    var (version, key, signature): (Int?, String?, Data?)
    var files: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let (word, rest) = line.word
      switch word {
      case "version": version = Int(rest)
      case "key": key = String(rest)
      case "signature": signature = Data(hex: rest)
      case "file": files[String(rest.word.rest)] = String(rest.word.first)
      default: break
      }
    }
    guard let version, version > 0, let key, let signature else { return nil }
    (self.version, self.key, self.files, self.signature) = (version, key, files, signature)
    guard self.text == text else { return nil }
  }
}

extension Substring {
  /// What stands before the first space, and what after it.
  fileprivate var word: (first: Substring, rest: Substring) {
    guard let space = firstIndex(of: " ") else { return (self, "") }
    return (self[..<space], self[index(after: space)...])
  }
}

extension Bundle {
  /// The files that are signed, by their path without the folder's own name.
  var signedFiles: [String: String] {
    var hashes: [String: String] = [:]
    for (path, text) in files {
      let parts = path.split(separator: "/", maxSplits: 2)
      guard parts.count == 3, parts[0] != Role.stock.rawValue[...] else { continue }
      hashes["\(parts[0])/\(parts[2])"] = Array(SHA256.hash(data: Data(text.utf8))).hex
    }
    return hashes
  }
}
