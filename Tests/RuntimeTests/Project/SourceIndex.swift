import Foundation

/// What the compiler knows about the files of `Sources`: who declares what, and who uses it.
///
/// A file is named by its path below `Sources`, a symbol by the USR that the compiler gives it.
struct SourceIndex {
  /// Files that a target builds.
  private(set) var built: Set<String> = []
  /// A symbol may be declared in several files.
  private(set) var declarations: [String: [Declaration]] = [:]
  /// Uses of what is declared below `Sources`.
  private(set) var uses: [Use] = []
  /// Imports; `symbol` is the module's name.
  private(set) var imports: [Use] = []

  struct Declaration: Hashable {
    /// With its type: «Money.zero».
    let name: String
    let file: String
  }

  struct Use: Hashable {
    let symbol: String
    let file: String
    let line: Int
  }

  /// The index of the build that these tests are part of.
  static let ofThisBuild = Result {
    try SourceIndex(
      store: Toolchain.index, sources: TillProcess.root.appendingPathComponent("Sources"))
  }

  init(declarations: [String: [Declaration]], uses: [Use], imports: [Use] = []) {
    self.declarations = declarations
    self.uses = uses
    self.imports = imports
  }

  /// - Throws: `IndexStore.Fault` where the build wrote no index, or one older than its objects.
  init(store: URL, sources: URL) throws {
    let root = sources.path + "/"
    let store = try IndexStore(folder: store)
    // A header's record is named by every unit that includes it.
    var records: [String: String] = [:]
    for unit in try Self.current(store.units(below: root)) {
      built.insert(String(unit.file.dropFirst(root.count)))
      for record in unit.records where record.file.hasPrefix(root) {
        records[record.name] = String(record.file.dropFirst(root.count))
      }
    }
    for (name, file) in records { add(try store.occurrences(record: name), of: file) }
    uses = uses.compactMap { use in
      declared(use.symbol).map { Use(symbol: $0, file: use.file, line: use.line) }
    }
  }

  /// The newest unit of each file that is still there and that its target still names.
  private static func current(_ units: [IndexStore.Unit]) throws -> [IndexStore.Unit] {
    var newest: [String: IndexStore.Unit] = [:]
    for unit in units where unit.written > newest[unit.file]?.written ?? .distantPast {
      newest[unit.file] = unit
    }
    var lists: [URL: String] = [:]
    return try newest.values.filter { unit in
      let object = URL(fileURLWithPath: unit.object)
      // SwiftPM's list of what a Swift target builds; a C target has none.
      let list = object.deletingLastPathComponent().appendingPathComponent("sources")
      let files = lists[list] ?? (try? String(contentsOf: list, encoding: .utf8)) ?? ""
      lists[list] = files
      guard FileManager.default.fileExists(atPath: unit.file),
        files.isEmpty || files.contains(unit.file)
      else { return false }
      // The compiler writes a file's unit after its object.
      let written = try object.resourceValues(forKeys: [.contentModificationDateKey])
      guard let built = written.contentModificationDate, built < unit.written + 2 else {
        throw IndexStore.Fault(description: "\(unit.file) was built without the index; turn it on")
      }
      return true
    }
  }

  private mutating func add(_ occurrences: [IndexStore.Occurrence], of file: String) {
    for occurrence in occurrences {
      let symbol = occurrence.symbol
      switch symbol.kind {
      // An accessor stands beside its property, which is used at the same place.
      case .parameter, .extension: continue
      case _ where ["getter:", "setter:"].contains(where: symbol.name.hasPrefix): continue
      case .module: imports.append(Use(symbol: symbol.name, file: file, line: occurrence.line))
      case _ where occurrence.roles.contains(.definition):
        let name = (occurrence.parent.map { $0.name + "." } ?? "") + symbol.name
        declarations[symbol.usr, default: []].append(Declaration(name: name, file: file))
      case _ where occurrence.roles.contains(.reference):
        uses.append(Use(symbol: symbol.usr, file: file, line: occurrence.line))
      default: continue
      }
    }
  }

  /// `usr` where it is declared below `Sources`; of a member that the compiler made (`rawValue`,
  /// `allCases`), whose USR continues its type's, the type.
  private func declared(_ usr: String) -> String? {
    var usr = usr
    while !usr.isEmpty {
      if declarations[usr] != nil { return usr }
      guard usr.hasPrefix("s:") else { return nil }
      usr.removeLast()
    }
    return nil
  }
}
