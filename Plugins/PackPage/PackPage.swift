import Foundation
import PackagePlugin

/// Packs the page that a till serves into the target that uses this plugin, as an extension of its `PageFile`.
///
/// What lies in the folder is packed: adding a file there is all it takes.
@main
struct PackPage: BuildToolPlugin {
  /// In the target's folder.
  private static let folder = "Page"

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = target.directoryURL.appending(path: Self.folder)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
      .filter { path in Self.endings.contains { path.hasSuffix($0) } }.sorted()
    let output = context.pluginWorkDirectoryURL.appending(path: "PageFiles.swift")
    return [
      .buildCommand(
        displayName: "Packing \(paths.count) files of the page",
        executable: try context.tool(named: "pack-lua").url,
        arguments: ["PageFile", output.path, root.path] + paths,
        inputFiles: paths.map { root.appending(path: $0) },
        outputFiles: [output])
    ]
  }

  /// What a browser is served; types and settings of tools beside it are not.
  private static let endings = [".html", ".css", ".js", ".svg", ".woff2", ".webmanifest"]
}
