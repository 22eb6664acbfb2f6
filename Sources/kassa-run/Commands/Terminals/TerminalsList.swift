import ArgumentParser
import KassaRuntime
import KassaStart

extension TerminalsCommand {
  /// `kassa-run terminals list`: the terminals as they are.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the terminals, one a line.", discussion: Exit.table)

    @OptionGroup var options: DeskOptions

    func run() async throws {
      let all = try options.terminals()
      all.forEach(options.print)
      if all.isEmpty, !options.json {
        Output().line("no terminals; the till sells on the store's first provider")
      }
    }
  }
}
