public import ArgumentParser
import Foundation
public import KassaRuntime

extension Language: ExpressibleByArgument {}

/// What every start of a till is told, whatever front end it has.
package struct StartOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The folder of the store's script, or a packed one.", valueName: "DIR"))
  package var store: String

  @OptionGroup package var data: DataOption

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  package var chain: String?

  @Option(
    help: ArgumentHelp(
      "A public key: the till runs nothing but stores signed with it, from now on.",
      valueName: "FILE"))
  package var trust: String?

  @Option(help: "The cashier's language: ru or en.")
  package var language: Language = .ru

  @Option(
    help: ArgumentHelp(
      "The registrar's driver: \(Devices.registrarNames).", valueName: "NAME"))
  package var registrar = Devices.emulated

  @Option(help: "Columns of the registrar's paper: 32, 42 or 48.")
  package var columns: Int = 48

  @OptionGroup package var trial: TrialOptions

  @Option(help: ArgumentHelp("Die at that point of the seam.", visibility: .hidden))
  package var crashAt: Int?

  @Option(help: ArgumentHelp("Die while that is done.", visibility: .hidden))
  package var crashIn: String?

  package init() {}

  package func validate() throws {
    guard [32, 42, 48].contains(columns) else {
      throw ValidationError("--columns: 32, 42 or 48 was expected, got \(columns)")
    }
    do { _ = try Devices.registrar(named: registrar) } catch {
      throw ValidationError(error.message)
    }
  }

  /// The till's data folder, made where it is not there, once what a new till needs is there.
  package func folder() throws -> String {
    let folder = try data.folder()
    // A till that has run goes on without them.
    if !FileManager.default.fileExists(atPath: folder + "/journal.sqlite") {
      try Self.check(folder: store, is: "the store's folder")
      if let chain { try Self.check(folder: chain, is: "the chain's folder") }
    }
    return folder
  }

  private static func check(folder path: String, is what: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure(.badInput, "\(what) «\(path)» is not there; correct the path")
    }
    guard isFolder.boolValue || path.hasSuffix(".kassa") else {
      throw Failure(.badInput, "\(what) «\(path)» is a file; name the folder it is in")
    }
  }
}
