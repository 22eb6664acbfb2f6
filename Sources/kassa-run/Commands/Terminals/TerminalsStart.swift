import ArgumentParser
import KassaRuntime
import KassaStart

extension TerminalsCommand {
  /// `kassa-run terminals start`: back into service.
  struct Start: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "start",
      abstract: "Put a terminal back into service.", discussion: Exit.table)

    @Argument(help: "Its id or name.") var terminal: String
    @OptionGroup var options: DeskOptions

    func run() async throws { try options.atDesk { try $0.setInService(terminal, true) } }
  }
}
