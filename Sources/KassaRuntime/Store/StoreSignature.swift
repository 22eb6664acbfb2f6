import Crypto
import Foundation

/// What somebody signed: each file that a store's bundle is read from, and a version.
///
/// `store.sig` in the store's folder, UTF-8, each line ended by a line feed:
///
/// ```
/// kassa-signature 2
/// version 1795000000
/// key <the public key, 32 bytes in hex>
/// script <the script's hash: ScriptHash>
/// scenarios <the hash of its scenarios>
/// file <SHA-256 of the file's text, in hex> chain/house.lua
/// file <SHA-256 of the file's text, in hex> store/store.lua
/// signature <Ed25519 of all lines before this one, 64 bytes in hex>
/// ```
///
/// The files are those a till runs, `store/…` from the store's folder and `chain/…` from the chain's,
/// sorted by their path's bytes. A file's text is hashed without a byte order mark, as it runs. There
/// is one way to write a signature; whatever is written otherwise is none. Scenarios run at no till: who
/// plays them compares their hash. Signatures of format 1, which lack both hashes, are read as well.
struct StoreSignature: Hashable, Sendable {
  static let fileName = "store.sig"
  static let bytesMax = 1 << 18

  let version: Int
  /// In hex.
  let key: String
  /// SHA-256 in hex by path.
  let files: [String: String]
  /// The script's hash, as it is signed; of format 1, which has none, as its files have it.
  let script: String
  /// The hash of the scenarios; nil in format 1.
  let scenarios: String?
  let signature: Data

  /// What is signed.
  var message: Data {
    Self.message(version, key, files, script: script, scenarios: scenarios)
  }

  /// The same for two signatures of the same version and files.
  var digest: String { Array(SHA256.hash(data: message)).hex }

  private static func message(
    _ version: Int, _ key: String, _ files: [String: String], script: String, scenarios: String?
  ) -> Data {
    let hashes = scenarios.map { "script \(script)\nscenarios \($0)\n" } ?? ""
    let head = "kassa-signature \(scenarios == nil ? 1 : 2)\nversion \(version)\nkey \(key)\n"
    return Data((head + hashes + ScriptHash.lines(files)).utf8)
  }

  var text: String {
    String(decoding: message, as: UTF8.self) + "signature \(Array(signature).hex)\n"
  }
}

extension StoreSignature {
  /// Signs the store's and the chain's files of `bundle`, and its scenarios by their hash.
  init(of bundle: Bundle, scenarios: String, version: Int, with key: SigningKey) throws {
    let files = bundle.signedFiles
    self.version = version
    self.key = key.trusted.hex
    self.files = files
    (script, self.scenarios) = (ScriptHash.of(files), scenarios)
    signature = try key.signature(
      of: Self.message(
        version, key.trusted.hex, files, script: script, scenarios: scenarios))
  }

  /// Reads a signature; nil where it is not written as one.
  init?(text: String) {
    var (version, key, signature): (Int?, String?, Data?)
    var (script, scenarios): (String?, String?)
    var files: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let (word, rest) = line.word
      switch word {
      case "version": version = Int(rest)
      case "key": key = String(rest)
      case "script": script = String(rest)
      case "scenarios": scenarios = String(rest)
      case "signature": signature = Data(hex: rest)
      case "file": files[String(rest.word.rest)] = String(rest.word.first)
      default: break
      }
    }
    guard let version, version > 0, let key, let signature else { return nil }
    (self.version, self.key, self.files, self.signature) = (version, key, files, signature)
    (self.script, self.scenarios) = (script ?? ScriptHash.of(files), scenarios)
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
      hashes["\(parts[0])/\(parts[2])"] = ScriptHash.of(text: text)
    }
    return hashes
  }
}
