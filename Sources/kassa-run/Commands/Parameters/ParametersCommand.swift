import ArgumentParser
import KassaStart

/// `kassa-run parameters`: the values of one till that its store's script declares.
struct ParametersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parameters",
    abstract: "List and set the values of a till that its store's script declares.",
    discussion: """
      The same parameters as the till's own settings. list works while a till runs; the others need it \
      stopped, with no receipt in hand. INN and taxation are set before a till has run.

      \(Exit.table)
      """,
    subcommands: [List.self, Set.self, Unset.self], defaultSubcommand: List.self)
}
