import ArgumentParser
import Foundation
import KassaRuntime
import KassaStart

extension ParametersCommand {
  /// `kassa-run parameters set`: new values, all or none.
  struct Set: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set",
      abstract: "Give parameters their values, all of them or none.", discussion: Exit.table)

    @Argument(help: ArgumentHelp("Amounts as 199.50, yes or no.", valueName: "NAME=VALUE"))
    var values: [String]

    @OptionGroup var options: DeskOptions

    func run() async throws {
      let typed = try options.pairs(values, of: "NAME=VALUE")
      try options.atParameters(isNew: options.of.store != nil) { try $0.set(typed) }
    }
  }

  /// `kassa-run parameters unset`: as declared again.
  struct Unset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "unset",
      abstract: "Take a parameter's value back: it is as declared then.", discussion: Exit.table)

    @Argument(help: ArgumentHelp("Its id.", valueName: "NAME")) var name: String

    @OptionGroup var options: DeskOptions

    func run() async throws { try options.atParameters(isNew: false) { try $0.unset(name) } }
  }
}

extension DeskOptions {
  /// Opens the data folder for `body`.
  ///
  /// - Parameter isNew: whether the folder may be made, for a till that is set up.
  fileprivate func atParameters(
    isNew: Bool, _ body: (ParameterDesk) throws -> Void
  ) throws {
    let folder = isNew ? try data.folder() : try data.existing()
    do {
      try body(try ParameterDesk(folder: folder, store: try of.bundle(), by: NSUserName()))
    } catch JournalError.inUse(let folder) {
      throw Failure(
        .inUse, "a till runs on «\(folder)»; stop it, or use the settings on its own screen")
    } catch { throw Failure(error) }
  }
}
