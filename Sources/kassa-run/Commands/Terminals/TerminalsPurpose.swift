import ArgumentParser
import KassaRuntime
import KassaStart

extension TerminalsCommand {
  /// `kassa-run terminals purpose`: what the store's rules call it.
  struct Purpose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "purpose",
      abstract: "Say what a terminal is for.", discussion: Exit.table)

    @Argument(help: "Its id or name.") var terminal: String
    @Argument(help: "What the store's rules call it; none when left out.") var purpose: String?
    @OptionGroup var options: DeskOptions

    func run() async throws {
      try options.atDesk { try $0.setPurpose(of: terminal, to: purpose) }
    }
  }
}
