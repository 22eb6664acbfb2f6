import ArgumentParser
import KassaRuntime
import KassaStart

extension TerminalsCommand {
  /// `kassa-run terminals rename`: another name.
  struct Rename: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rename",
      abstract: "Call a terminal otherwise.", discussion: Exit.table)

    @Argument(help: "Its id or name.") var terminal: String
    @Argument(help: "What the cashier calls it from now on.") var name: String
    @OptionGroup var options: DeskOptions

    func run() async throws { try options.atDesk { try $0.rename(terminal, to: name) } }
  }
}
