import ArgumentParser
import KassaRuntime
import KassaStart

extension TerminalsCommand {
  /// `kassa-run terminals unmark`: no terminal used by default.
  struct Unmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "unmark",
      abstract: "Use no terminal by default.", discussion: Exit.table)

    @OptionGroup var options: DeskOptions

    func run() async throws {
      try options.atDesk { desk in
        try desk.unmark()
        return nil
      }
    }
  }
}
