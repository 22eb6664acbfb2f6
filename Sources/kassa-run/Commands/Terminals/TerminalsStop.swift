import ArgumentParser
import KassaRuntime
import KassaStart

extension TerminalsCommand {
  /// `kassa-run terminals stop`: out of service.
  struct Stop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "stop",
      abstract: "Take a terminal out of service.", discussion: Exit.table)

    @Argument(help: "Its id or name.") var terminal: String
    @OptionGroup var options: DeskOptions

    func run() async throws { try options.atDesk { try $0.setInService(terminal, false) } }
  }
}
