import ArgumentParser
import KassaRuntime
import KassaStart

extension TerminalsCommand {
  /// `kassa-run terminals remove`: a terminal less.
  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove",
      abstract: "Remove a terminal; receipts keep its name.", discussion: Exit.table)

    @Argument(help: "Its id or name.") var terminal: String
    @OptionGroup var options: DeskOptions

    func run() async throws {
      try options.atDesk { desk in
        let removed = try desk.remove(terminal)
        if !options.json { Output().line("removed \(TerminalLine.text(removed))") }
        return options.json ? removed : nil
      }
    }
  }
}
