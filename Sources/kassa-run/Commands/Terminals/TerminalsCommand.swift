import ArgumentParser
import KassaStart

/// `kassa-run terminals`: what a technician does to the terminals of a till.
struct TerminalsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terminals",
    abstract: "List and set up a till's payment terminals, and ask why one is chosen.",
    discussion: """
      The same terminals as the till's own settings. list and why work while a till runs; the others \
      need it stopped, with no receipt in hand. TERMINAL is an id, such as t1, or a name.

      \(Exit.table)
      """,
    subcommands: [
      List.self, Add.self, Rename.self, Purpose.self, Settles.self, Mark.self, Unmark.self,
      Stop.self, Start.self, Remove.self, Why.self,
    ], defaultSubcommand: List.self)
}
