import ArgumentParser
import KassaRuntime
import KassaStart

extension TerminalsCommand {
  /// `kassa-run terminals mark`: the terminal used by default.
  struct Mark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "mark",
      abstract: "Use a terminal by default.", discussion: Exit.table)

    @Argument(help: "Its id or name.") var terminal: String
    @OptionGroup var options: DeskOptions

    func run() async throws { try options.atDesk { try $0.mark(terminal) } }
  }
}
