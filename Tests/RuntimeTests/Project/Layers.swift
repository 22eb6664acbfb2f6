/// The plan of `Sources`: which target needs which, and which folder stands on which.
struct Layers {
  /// Each target with the targets whose declarations it may use.
  let targets: [String: Set<String>]
  /// The folders of `KassaRuntime`, from the bottom; one uses what is at its height or below.
  let folders: [String]
  /// Modules of others that not everything may import, with who may.
  let imports: [String: Set<String>]

  static let kassa = Layers(
    targets: [
      "CLua": [],
      "CHTTP": [],
      "CQREncode": [],
      "StockScripts": [],
      "KassaRuntime": ["CLua", "StockScripts"],
      "KassaDrivers": ["KassaRuntime"],
      "KassaEmulators": ["KassaRuntime", "KassaDrivers"],
      "KassaWire": ["KassaRuntime"],
      "KassaProving": ["KassaRuntime", "KassaDrivers", "KassaEmulators", "KassaWire"],
      "KassaLint": ["KassaRuntime", "KassaProving"],
      "KassaStart": ["KassaRuntime", "KassaDrivers", "KassaEmulators"],
      "KassaServer": ["CQREncode", "KassaRuntime", "KassaWire"],
      "kassa-call": ["CHTTP"],
      "kassa-serve": ["KassaRuntime", "KassaServer", "KassaStart"],
      "kassa-run": [
        "CQREncode", "KassaRuntime", "KassaDrivers", "KassaEmulators", "KassaWire", "KassaProving",
        "KassaLint", "KassaStart",
      ],
    ],
    folders: [
      "Values", "Storage", "Machine", "Receipt", "Terminal", "Service", "Prompt", "People",
      "Fiscal", "Journal", "Store", "Flow", "Till", "Desk",
    ],
    imports: [
      "GRDB": [
        "KassaRuntime/Storage", "KassaRuntime/People", "KassaRuntime/Journal",
        "KassaRuntime/Store", "KassaEmulators", "KassaProving",
      ],
      "GRDBSQLite": ["KassaProving"],
      "CLua": ["KassaRuntime/Machine"],
      "Hummingbird": ["KassaServer"],
      "HummingbirdTLS": ["KassaServer"],
      "NIOSSL": ["KassaServer"],
      "X509": ["KassaServer"],
      "StockScripts": ["KassaRuntime/Store"],
    ])

  /// Every use of something above, every import out of place, every file at no place: a line each,
  /// sorted by file.
  func violations(of index: SourceIndex) -> [String] {
    let files = index.built
      .union(index.uses.map(\.file)).union(index.declarations.values.joined().map(\.file))
    let lost = files.filter { place(of: $0) == nil }
      .map { Violation(file: $0, line: 0, text: "\($0) is in no folder that the plan names") }
    let upward = Set(index.uses).compactMap { use -> Violation? in
      guard let declared = index.declarations[use.symbol],
        !declared.contains(where: { allows(use.file, $0.file) }), let first = declared.first
      else { return nil }
      return Violation(
        file: use.file, line: use.line,
        text: "\(use.file):\(use.line) uses «\(first.name)», which \(first.file) declares above it")
    }
    let imported = index.imports.compactMap { use -> Violation? in
      guard let allowed = imports[use.symbol], let place = place(of: use.file),
        !allowed.contains(place.name)
      else { return nil }
      return Violation(
        file: use.file, line: use.line,
        text: "\(use.file):\(use.line) imports \(use.symbol), which \(place.name) need not know")
    }
    return (lost + upward + imported).sorted().map(\.text)
  }

  private struct Violation: Comparable {
    let file: String
    let line: Int
    let text: String
    static func < (left: Violation, right: Violation) -> Bool {
      (left.file, left.line, left.text) < (right.file, right.line, right.text)
    }
  }

  /// Where a file stands: its target, and in `KassaRuntime` its folder with its height.
  private struct Place {
    let target: String
    var folder: (name: String, height: Int)?
    var name: String { folder.map { "\(target)/\($0.name)" } ?? target }
  }

  private func place(of file: String) -> Place? {
    let parts = file.split(separator: "/").map(String.init)
    guard let target = parts.first, targets[target] != nil else { return nil }
    guard target == "KassaRuntime" else { return Place(target: target) }
    guard parts.count > 2, let height = folders.firstIndex(of: parts[1]) else { return nil }
    return Place(target: target, folder: (parts[1], height))
  }

  private func allows(_ user: String, _ declaring: String) -> Bool {
    guard let upper = place(of: user), let lower = place(of: declaring) else { return true }
    guard upper.target == lower.target else {
      return targets[upper.target, default: []].contains(lower.target)
    }
    return lower.folder?.height ?? 0 <= upper.folder?.height ?? 0
  }
}
