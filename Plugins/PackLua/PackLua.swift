import Foundation
import PackagePlugin

/// Packs Lua files, and the goods beside them, into the target that uses this plugin, as an extension of its `StockScript`.
///
/// What lies in the folders is packed: adding a file there is all it takes.
@main
struct PackLua: BuildToolPlugin {
  /// In the target's folder.
  private static let folders = ["day", "kassa", "scenarios", "stores", "types"]

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = target.directoryURL
    let paths = try Self.folders.flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
        .filter { $0.hasSuffix(".lua") || $0.hasSuffix(".csv") }.map { folder + "/" + $0 }
    }.sorted()
    let output = context.pluginWorkDirectoryURL.appending(path: "StockScripts.swift")
    return [
      .buildCommand(
        displayName: "Packing \(paths.count) Lua files",
        executable: try context.tool(named: "pack-lua").url,
        arguments: ["StockScript", output.path, root.path] + paths,
        inputFiles: paths.map { root.appending(path: $0) },
        outputFiles: [output])
    ]
  }
}
