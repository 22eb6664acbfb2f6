package import Foundation

/// A store's scripts as they are on disk: the store's folder, the chain's if it has one, and the
/// stock library of this program.
public struct StoreBundle: Sendable {
  /// A module larger than this is no script.
  static let bytesMax = 1 << 20
  static let filesMax = 500

  /// What tries a store is no part of it: a changed scenario makes no other bundle.
  package static let scenarioFolder = "scenarios"

  package let bundle: Bundle
  /// The store's folder and its chain's, as they were named; a packed script's file.
  let folder: String
  let chain: String?
  /// The text of the signature that lies in the folder; nil where there is none.
  let signature: String?
  /// What in the folders is a link.
  let links: [String]
  /// The hash of the script.
  package let script: String
  let loaded: LoadedOnce
  /// What its parameters are, where it is read.
  private(set) var values = ParameterValues.examples

  /// Reads the Lua files of `folder`, and of `chain` for modules the store does not have.
  ///
  /// The folder `scenarios` is left out, and what is in hidden folders. Where `folder` is a file it is a
  /// packed script, which has its chain's files in it.
  /// - Throws: `StoreError` naming the file and what to do.
  public init(folder: String, chain: String? = nil) throws(StoreError) {
    if Self.isFile(folder) {
      guard chain == nil else { throw .packHasChain(path: folder) }
      self = try StoreBundle(StorePack(file: folder), from: folder)
      return
    }
    var files = StockLibrary.files
    files.merge(try Self.files(of: folder, role: .store)) { _, store in store }
    if let chain { files.merge(try Self.files(of: chain, role: .chain)) { _, chain in chain } }
    bundle = Bundle(files: files)
    script = bundle.script
    loaded = LoadedOnce()
    (self.folder, self.chain) = (folder, chain)
    signature = Self.signature(in: folder)
    links = try Self.links(in: folder) + (chain.map(Self.links) ?? [])
    guard bundle.modules["store"] != nil else { throw .noScript(folder: folder) }
  }

  /// - Parameter path: what messages call the packed script.
  package init(_ pack: StorePack, from path: String) throws(StoreError) {
    (bundle, script, signature) = (pack.bundle, pack.scriptHash, pack.signature)
    (folder, chain, links) = (path, nil, [])
    loaded = LoadedOnce()
    guard bundle.modules["store"] != nil else { throw .noScript(folder: path) }
  }

  /// A store of just these files.
  package init(_ bundle: Bundle) {
    (self.bundle, script) = (bundle, bundle.script)
    (folder, chain, signature, links) = ("", nil, nil, [])
    loaded = LoadedOnce()
  }

  /// Whether a packed script may be there.
  package static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue
  }

  /// The same store, to be read with other values of its parameters.
  package func with(_ values: ParameterValues) -> StoreBundle {
    var store = self
    store.values = values
    return store
  }

  private static func files(of folder: String, role: Bundle.Role) throws(StoreError)
    -> [String: String]
  {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else { throw .missing(folder: folder) }
    let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath()
    let paths: [String]
    do {
      paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    } catch { throw .unreadable(path: folder, reason: error.localizedDescription) }
    var files: [String: String] = [:]
    var modules: [String: String] = [:]
    for path in paths.sorted()
    where path.hasSuffix(".lua") && !path.hasPrefix(scenarioFolder + "/") && !isHidden(path) {
      let module = Bundle.module(ofPath: path)
      guard module.split(separator: ".").first != "kassa" else {
        throw .reservedModule(path: folder + "/" + path)
      }
      if let other = modules.updateValue(path, forKey: module) {
        throw .twoOfOneName(path: folder + "/" + path, other: folder + "/" + other)
      }
      files["\(role.rawValue)/\(root.lastPathComponent)/\(path)"] = try text(path, in: root)
      guard files.count <= filesMax else { throw .tooManyFiles(folder: folder) }
    }
    return files
  }

  /// What editors and version control keep for themselves is no part of a store.
  private static func isHidden(_ path: String) -> Bool {
    path.split(separator: "/").contains { $0.hasPrefix(".") }
  }

  package static func text(_ path: String, in root: URL) throws(StoreError) -> String {
    let file = root.appendingPathComponent(path)
    guard file.resolvingSymlinksInPath().path.hasPrefix(root.path + "/") else {
      throw .leadsOut(path: file.path)
    }
    var data: Data
    do throws(BoundedFile.Problem) {
      data = try BoundedFile.contents(file.path, bytesMax: bytesMax)
    } catch {
      switch error {
      case .missing: throw .leadsNowhere(path: file.path)
      case .folder: throw .isFolder(path: file.path)
      case .special: throw .unreadable(path: file.path, reason: "it is a pipe or a device")
      case .tooLarge(let bytes): throw .tooLarge(path: file.path, bytes: bytes)
      case .unreadable(let reason): throw .unreadable(path: file.path, reason: reason)
      }
    }
    // Some editors put a byte order mark first, which is no Lua.
    if data.starts(with: [0xEF, 0xBB, 0xBF]) { data = data.dropFirst(3) }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw .notText(path: file.path, line: firstBrokenLine(data))
    }
    return text
  }

  private static func firstBrokenLine(_ data: Data) -> Int {
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let broken = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    return 1 + (broken ?? 0)
  }
}

extension Bundle {
  enum Role: String, CaseIterable {
    case store, chain, stock
  }

  /// "prices/day.lua" is the module "prices.day".
  package static func module(ofPath path: String) -> String {
    String(path.dropLast(".lua".count).replacing("/", with: "."))
  }

  /// Every module by its name: the store's before the chain's before the stock library's.
  package var modules: [String: Chunk] { modulesOnce.modules(named) }

  private func named() -> [String: Chunk] {
    var modules: [String: Chunk] = [:]
    for role in Role.allCases.reversed() {
      for (path, text) in files where path.hasPrefix(role.rawValue + "/") {
        let shown = path.dropFirst(role.rawValue.count + 1)
        guard let slash = shown.firstIndex(of: "/") else { continue }
        let inside = role == .stock ? String(shown) : String(shown[shown.index(after: slash)...])
        // The stock library's files are known by this name, also where a store's folder has it.
        let isMistakable = role != .stock && shown.hasPrefix("kassa/")
        let name = isMistakable ? path : String(shown)
        let chunk =
          StockLibrary.chunk(of: text, at: path) ?? Chunk(name: name, source: Array(text.utf8))
        modules[Self.module(ofPath: inside)] = chunk
        // What a chain says of all its stores no store's file of that name stands before.
        if role == .chain, inside == "chain.lua" { modules["kassa.chain"] = chunk }
      }
    }
    return modules
  }

  /// The part of the bundle a fallback runs: nothing of the store.
  var stockOnly: Bundle {
    Bundle(files: files.filter { $0.key.hasPrefix(Role.stock.rawValue + "/") })
  }
}

/// A bundle as a place to find modules in.
final class BundleSource: ModuleSource {
  private let modules: [String: Chunk]

  init(_ bundle: Bundle) { modules = bundle.modules }

  /// What can be found there, by name.
  var names: some Collection<String> { modules.keys }

  func chunk(named module: String) throws(ScriptError) -> Chunk? { modules[module] }
}
