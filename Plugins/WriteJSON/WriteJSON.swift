import Foundation
import PackagePlugin

/// Writes the way to JSON and back of the types of a target that say `JSONCoded` at their declaration.
@main
struct WriteJSON: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let sources = (target.sourceModule?.sourceFiles.map(\.url) ?? [])
      .filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "JSONCodedTypes.swift")
    return [
      .buildCommand(
        displayName: "Writing the JSON of types",
        executable: try context.tool(named: "write-json").url,
        arguments: [output.path] + sources.map(\.path),
        inputFiles: sources, outputFiles: [output])
    ]
  }
}
