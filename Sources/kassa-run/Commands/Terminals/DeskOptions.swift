import ArgumentParser
import Foundation
import KassaRuntime
import KassaStart

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

  /// Words such as "limit=30000" by what stands before the sign.
  ///
  /// - Parameter what: how a word is meant to look, for a refusal.
  func pairs(_ words: [String], of what: String) throws(Failure) -> [String: String] {
    var pairs: [String: String] = [:]
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw Failure(.usage, "\(what) was expected, got «\(CardNumber.redacted(word))»")
      }
      pairs[String(parts[0])] = String(parts[1])
    }
    return pairs
  }

  func hasJournal(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/journal.sqlite")
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
