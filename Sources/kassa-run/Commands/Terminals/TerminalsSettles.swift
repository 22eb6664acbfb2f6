import ArgumentParser
import KassaRuntime
import KassaStart

extension TerminalsCommand {
  /// `kassa-run terminals settles`: its hour of settlement.
  struct Settles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "settles",
      abstract: "Say at which time of day a terminal settles itself.", discussion: Exit.table)

    @Argument(help: "Its id or name.") var terminal: String
    @Argument(help: "As \"23:00\", by the till's clock; none when left out.") var hour: String?
    @OptionGroup var options: DeskOptions

    func run() async throws {
      try options.atDesk { try $0.setSettlement(of: terminal, at: hour) }
    }
  }
}
