import Foundation

/// The public declarations of a built module, as `swift-symbolgraph-extract` reads them from it.
struct SymbolGraph: Decodable {
  let symbols: [Symbol]
  let relationships: [Relationship]

  struct Symbol: Decodable {
    let kind: Kind
    let identifier: Identifier
    let names: Names
    let pathComponents: [String]
    let declarationFragments: [Fragment]
    let docComment: Comment?
    /// Of what stands in the source; the compiler makes the rest.
    let location: Location?

    struct Kind: Decodable { let identifier: String }
    struct Identifier: Decodable { let precise: String }
    struct Names: Decodable { let title: String }
    struct Location: Decodable {}
    /// `module` is where it stands: a witness inherits its requirement's.
    struct Comment: Decodable { let module: String? }
    struct Fragment: Decodable {
      let kind: String
      let spelling: String
      let preciseIdentifier: String?
    }
  }

  struct Relationship: Decodable {
    let kind: String
    let source: String
    let target: String
    let targetFallback: String?
  }

  /// Reads `module` of the folder `modules`; `others` hold module maps of what it imports.
  ///
  /// - Throws: `Toolchain.Failure` where it is not there, or needs more.
  init(module: String, modules: URL, others: [URL] = []) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "graph-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Toolchain.run(
      "swift-symbolgraph-extract",
      [
        "-module-name", module, "-target", Toolchain.target, "-minimum-access-level", "public",
        "-skip-synthesized-members", "-omit-extension-block-symbols", "-output-dir", folder.path,
      ] + ([modules] + others).flatMap { ["-I", $0.path] })
    // One file for the module, and one for each module whose types it extends.
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    let graphs = try files.filter { $0.lastPathComponent.hasSuffix(".symbols.json") }
      .map { try JSONDecoder().decode(SymbolGraph.self, from: Data(contentsOf: $0)) }
    symbols = graphs.flatMap(\.symbols)
    relationships = graphs.flatMap(\.relationships)
  }
}

extension Toolchain {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Of the running tests: the folder that SwiftPM builds into is named by it.
  static let target = built.deletingLastPathComponent().lastPathComponent

  /// Folders with the module maps of the C modules that this package's Swift modules import.
  static var moduleMaps: [URL] {
    var folders = contents(built)
    var parent = built
    while parent.pathComponents.count > 1 {
      parent.deleteLastPathComponent()
      let sources = contents(parent.appending(path: "checkouts"))
        .flatMap { contents($0.appending(path: "Sources")) }
      folders += sources.flatMap { [$0, $0.appending(path: "include")] }
      if !sources.isEmpty { break }
    }
    return folders.filter {
      FileManager.default.fileExists(atPath: $0.appending(path: "module.modulemap").path)
    }
  }

  private static func contents(_ folder: URL) -> [URL] {
    (try? FileManager.default.contentsOfDirectory(
      at: folder.resolvingSymlinksInPath(), includingPropertiesForKeys: nil)) ?? []
  }

  /// Runs a tool of this toolchain to its end.
  ///
  /// - Throws: `Failure` with what it printed, unless it ended well.
  static func run(_ tool: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = root.appending(path: "bin/\(tool)")
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let printed = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: "\(tool): \(printed)")
    }
  }
}
