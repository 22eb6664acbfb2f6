package import ArgumentParser
import Foundation

/// The option `--data`, and the folder it means.
package struct DataOption: ParsableArguments {
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "The till's data folder; what sells or sets up makes it.",
      discussion: "$XDG_DATA_HOME/kassa, or ~/.local/share/kassa, when left out.",
      valueName: "DIR"))
  package var given: String?

  package init() {}
}

extension DataOption {
  /// The folder named, or the user's own: `$XDG_DATA_HOME/kassa`, else `~/.local/share/kassa`.
  package func path(environment: [String: String] = ProcessInfo.processInfo.environment) throws
    -> String
  {
    if let given {
      guard !given.isEmpty else {
        throw Failure(.usage, "--data: a folder was expected, got nothing; name one")
      }
      return given
    }
    // The XDG base directory specification: a relative path there is to be ignored.
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/kassa" }
    guard let home = environment["HOME"], !home.isEmpty else {
      throw Failure(.badInput, "no home folder is known; name a data folder with --data DIR")
    }
    return home + "/.local/share/kassa"
  }

  /// The folder, made when it is not there.
  ///
  /// Only its owner may look into it.
  package func folder() throws -> String {
    let path = try path()
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Failure(.badInput, "\(Self.reason(path)); name another with --data DIR")
    }
    guard FileManager.default.isWritableFile(atPath: path) else {
      throw Failure(
        .badInput, "the data folder «\(path)» can't be written to; correct its rights")
    }
    return path
  }

  /// The folder, for what only looks at a till: a slip in its name must not make a new one.
  package func existing() throws -> String {
    let path = try path()
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { throw Failure(.badInput, "no data folder «\(path)»; check the --data folder") }
    return path
  }

  /// Why `path` can't be made: what stands in its way.
  private static func reason(_ path: String) -> String {
    var isFolder: ObjCBool = false
    var place = URL(fileURLWithPath: path)
    while !FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder),
      place.pathComponents.count > 1
    {
      if (try? FileManager.default.destinationOfSymbolicLink(atPath: place.path)) != nil {
        return "the data folder «\(path)» can't be made: «\(place.path)» is a link to nothing"
      }
      place.deleteLastPathComponent()
    }
    return isFolder.boolValue
      ? "the data folder «\(path)» can't be made in «\(place.path)»"
      : "the data folder «\(path)» can't be made: «\(place.path)» is a file"
  }
}
