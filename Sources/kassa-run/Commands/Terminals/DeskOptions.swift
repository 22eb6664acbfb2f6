import ArgumentParser
import Foundation
import KassaRuntime

/// What every subcommand that changes terminals takes.
struct DeskOptions: ParsableArguments {
  @OptionGroup var data: DataOption

  @OptionGroup var of: StoreOption

  @Flag(help: "A JSON object a line.")
  var json = false
}

extension DeskOptions {
  /// Opens the data folder and prints what `body` makes of it.
  ///
  /// - Parameter isNew: whether the folder may be made; a slip in its name must not make one.
  func atDesk(isNew: Bool = false, _ body: (TerminalDesk) throws -> TillTerminal?) throws {
    let folder = isNew ? try data.folder() : try data.existing()
    do {
      let desk = try TerminalDesk(folder: folder, store: try of.bundle(), by: NSUserName())
      if let terminal = try body(desk) { print(terminal) }
    } catch JournalError.inUse(let folder) {
      throw Failure(
        .inUse, "a till runs on «\(folder)»; stop it, or use the settings on its own screen")
    } catch { throw Failure(error) }
  }

  /// The terminals as they are, also while a till runs.
  func terminals() throws -> [TillTerminal] {
    do {
      return try TillTerminal.all(folder: try data.existing(), store: try of.bundle())
    } catch { throw Failure(error) }
  }

  func print(_ terminal: TillTerminal) {
    let output = Output()
    if json {
      output.json(TerminalLine.object(terminal))
    } else {
      output.line(TerminalLine.text(terminal))
    }
  }
}
