import ArgumentParser
import Foundation
import Glibc
import KassaRuntime
import KassaStart

/// `kassa-run people`: who may do what at a till.
struct PeopleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people", abstract: "Give the people of a till their PINs.",
    discussion: Exit.table, subcommands: [Pin.self])

  /// `kassa-run people pin`: a PIN for somebody, the first one or another.
  struct Pin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pin", abstract: "Give somebody a PIN at a till that does not run.",
      discussion: """
        A cashier chooses the first PIN at the till. A senior or a technician gets it here, or from \
        somebody there who has that role. It is asked for twice and not shown; through a pipe it is two \
        lines.

        \(Exit.table)
        """)

    @Argument(help: "A name of the store's list.") var name: String

    @OptionGroup var data: DataOption

    @OptionGroup var of: StoreOption

    func run() async throws {
      // The first PIN comes before the first start, where a store is named.
      let folder = of.store == nil ? try data.existing() : try data.folder()
      do {
        let desk = try PeopleDesk(folder: folder, store: try of.bundle(), by: NSUserName())
        try desk.require(name)
        try desk.give(try HiddenLine.twice("PIN of \(name)"), to: name)
        Output().line(
          "\(name) has a PIN"
            + (desk.knowsPeople ? "" : "; no store has run here yet, so the name was not checked"))
      } catch JournalError.inUse(let folder) {
        throw Failure(.inUse, "a till runs on «\(folder)»; stop it first")
      } catch { throw Failure(error) }
    }
  }
}

/// A line that is typed and not shown.
enum HiddenLine {
  /// The line typed once and again.
  static func twice(_ what: String) throws(Failure) -> String {
    let first = try read("\(what), 4 to 12 digits: ")
    guard try read("\(what), again: ") == first else {
      throw Failure(.badInput, "the two PINs differ; nothing was changed")
    }
    return first
  }

  /// - Parameter what: what does not come where the input ends.
  static func read(_ question: String, _ what: String = "PIN") throws(Failure) -> String {
    var saved = termios()
    let isTerminal = tcgetattr(STDIN_FILENO, &saved) == 0
    if isTerminal {
      Output(descriptor: STDERR_FILENO).write(question)
      var hidden = saved
      hidden.c_lflag &= ~tcflag_t(ECHO)
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    }
    defer {
      if isTerminal {
        tcsetattr(STDIN_FILENO, TCSANOW, &saved)
        Output(descriptor: STDERR_FILENO).write("\n")
      }
    }
    guard let line = readLine() else {
      throw Failure(.inputEnded, "no \(what) came; nothing was changed")
    }
    return line
  }
}
