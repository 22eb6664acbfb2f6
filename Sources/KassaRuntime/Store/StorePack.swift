import Crypto
package import Foundation

/// A script and its scenarios in one file, as they travel to tills.
///
/// The first line is `kassa-pack 1 api 1 <SHA-256 of all that follows, in hex>`; what follows is this
/// as JSON. Both hashes stand in it and are computed again where it is read; a signature covers them.
package struct StorePack: JSONCoded, Hashable, Sendable {
  /// The names of the folders it was made from; script errors name files by them.
  package let store: String
  package var chain: String?
  /// The script's hash, and that of the scenarios.
  package let scriptHash: String
  package let scenariosHash: String
  /// Texts by path: "store/store.lua", "chain/house.lua".
  let script: [String: String]
  /// "store/day.lua": the files of the folder `scenarios` in the store's.
  let scenarios: [String: String]
  /// The goods that scenarios sell; tills take none from here.
  var goods: String?
  /// The text of the signature.
  package var signature: String?

  static let bytesMax = 32 << 20
  /// More goods than scenarios sell.
  static let goodsBytesMax = 4 << 20
  private static let word = "kassa-pack 1 api "
}

extension StorePack {
  /// Packs a store's folder with its chain's: what a till runs, what tries it, and its signature.
  ///
  /// - Throws: `StoreError`.
  package init(folder: String, chain: String? = nil) throws(StoreError) {
    let bundle = try StoreBundle(folder: folder, chain: chain)
    if let link = bundle.links.first {
      throw .unreadable(path: link, reason: "it is a link, which is not packed")
    }
    store = Self.name(of: folder)
    self.chain = chain.map(Self.name)
    script = bundle.bundle.ownTexts
    scenarios = try Self.scenarios(folder, chain)
    scriptHash = bundle.script
    scenariosHash = ScriptHash.ofScenarios(scenarios)
    goods = try Self.goods(of: folder)
    signature = bundle.signature
  }

  private static func name(of folder: String) -> String {
    URL(fileURLWithPath: folder).resolvingSymlinksInPath().lastPathComponent
  }

  /// The texts of the folders `scenarios` by their paths in them: "store/day.lua".
  static func scenarios(
    _ folder: String, _ chain: String?
  ) throws(StoreError) -> [String: String] {
    var texts: [String: String] = [:]
    for (role, folder) in [(Bundle.Role.store, folder), (.chain, chain ?? "")] where !folder.isEmpty
    {
      let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath()
      let place = root.appendingPathComponent(StoreBundle.scenarioFolder).path
      let paths = (try? FileManager.default.subpathsOfDirectory(atPath: place)) ?? []
      for path in paths.sorted() where path.hasSuffix(".lua") {
        texts["\(role.rawValue)/\(path)"] = try StoreBundle.text(
          StoreBundle.scenarioFolder + "/" + path, in: root)
      }
    }
    return texts
  }

  private static func goods(of folder: String) throws(StoreError) -> String? {
    let path = folder + "/goods.csv"
    do throws(BoundedFile.Problem) {
      let data = try BoundedFile.contents(path, bytesMax: goodsBytesMax)
      return String(validating: data, as: UTF8.self)
    } catch .missing { return nil } catch .tooLarge(let bytes) {
      throw .tooLarge(path: path, bytes: bytes)
    } catch { throw .unreadable(path: path, reason: "it is no file of goods") }
  }
}

// MARK: - The file

extension StorePack {
  /// As the file has it.
  package var bytes: Data {
    let body = Data(json)
    let head = "\(Self.word)\(StoreManifest.api) \(Array(SHA256.hash(data: body)).hex)\n"
    return Data(head.utf8) + body
  }

  /// Reads the file at `path`.
  package init(file path: String) throws(StoreError) {
    let data: Data
    do throws(BoundedFile.Problem) {
      data = try BoundedFile.contents(path, bytesMax: Self.bytesMax)
    } catch {
      switch error {
      case .tooLarge(let bytes): throw .tooLarge(path: path, bytes: bytes)
      case .missing, .folder, .special: throw .missing(folder: path)
      case .unreadable(let reason): throw .unreadable(path: path, reason: reason)
      }
    }
    try self.init(data, from: path)
  }

  /// - Parameter path: what messages call it.
  package init(_ data: Data, from path: String) throws(StoreError) {
    guard data.starts(with: Data(Self.word.utf8)) else { throw .notPacked(path: path) }
    guard let end = data.firstIndex(of: UInt8(ascii: "\n")) else { throw .packCut(path: path) }
    let words = String(decoding: data[..<end], as: UTF8.self).split(separator: " ")
    guard words.count == 5, let api = Int(words[3]) else { throw .packCut(path: path) }
    guard api == StoreManifest.api else { throw .otherLevel(path: path, api: api) }
    let body = data[data.index(after: end)...]
    guard Array(SHA256.hash(data: body)).hex == words[4] else { throw .packCut(path: path) }
    do { self = try StorePack(json: Array(body)) } catch { throw .notPacked(path: path) }
    guard isWhole else { throw .notPacked(path: path) }
  }

  /// Whether it is what packing makes: names that are names, paths that stay in their folder, and hashes
  /// of what is in it.
  private var isWhole: Bool {
    let names = [store] + (chain.map { [$0] } ?? [])
    return names.allSatisfy { !$0.contains("/") && Self.isInside($0) }
      && script.count <= 2 * StoreBundle.filesMax
      && Array(script.keys).allSatisfy(hasPlace) && Array(scenarios.keys).allSatisfy(hasPlace)
      && (Array(script.values) + scenarios.values).allSatisfy {
        $0.utf8.count <= StoreBundle.bytesMax
      }
      && scriptHash == bundle.script && scenariosHash == ScriptHash.ofScenarios(scenarios)
  }

  private func hasPlace(_ path: String) -> Bool {
    let isRooted = path.hasPrefix("store/") || chain != nil && path.hasPrefix("chain/")
    return isRooted && path.hasSuffix(".lua") && Self.isInside(path)
  }

  private static func isInside(_ path: String) -> Bool {
    path.unicodeScalars.allSatisfy(\.isPrintable)
      && path.split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
  }

  /// With this program's stock library.
  var bundle: Bundle {
    let names = ["store": store, "chain": chain ?? ""]
    var files = StockLibrary.files
    for (path, text) in script {
      let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
      files["\(parts[0])/\(names[parts[0]] ?? "")/\(parts[1])"] = text
    }
    return Bundle(files: files)
  }

  /// Writes it to `path` as a whole, or not at all.
  package func write(to path: String) throws {
    try bytes.write(to: URL(fileURLWithPath: path), options: .atomic)
    // It holds no secret, and tills of other accounts read it.
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
  }

  /// Signs both hashes for tills that trust `key`.
  package mutating func sign(version: Int, with key: SigningKey) throws {
    signature = try StoreSignature(
      of: bundle, scenarios: scenariosHash, version: version, with: key
    ).text
  }

  /// Makes the folders again that it was packed from, in `place`; the store's and the chain's.
  package func unpack(into place: String) throws -> (store: String, chain: String?) {
    // Two folders of one name, as a chain and a store may have.
    let roots = [
      "store": "\(place)/of-store/\(store)", "chain": "\(place)/of-chain/\(chain ?? "")",
    ]
    func put(_ text: String, _ path: String) throws {
      let file = URL(fileURLWithPath: path)
      try makeFolder(file.deletingLastPathComponent().path)
      try Data(text.utf8).write(to: file)
    }
    for (path, text) in script {
      let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
      try put(text, "\(roots[parts[0]] ?? place)/\(parts[1])")
    }
    for (path, text) in scenarios {
      let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
      try put(text, "\(roots[parts[0]] ?? place)/\(StoreBundle.scenarioFolder)/\(parts[1])")
    }
    let folder = roots["store"] ?? place
    if let goods { try put(goods, folder + "/goods.csv") }
    if let signature { try put(signature, folder + "/" + StoreSignature.fileName) }
    return (folder, chain.map { _ in roots["chain"] ?? place })
  }
}

extension Bundle {
  /// The texts of the store's and the chain's files, by the paths that signatures have.
  fileprivate var ownTexts: [String: String] {
    var texts: [String: String] = [:]
    for (path, text) in files {
      let parts = path.split(separator: "/", maxSplits: 2)
      guard parts.count == 3, parts[0] != Role.stock.rawValue[...] else { continue }
      texts["\(parts[0])/\(parts[2])"] = text
    }
    return texts
  }
}
