import ArgumentParser
import KassaRuntime
import KassaStart

extension TerminalsCommand {
  /// `kassa-run terminals add`: a new terminal.
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Add a terminal of a provider that the store offers.", discussion: Exit.table)

    @Option(help: ArgumentHelp("The provider's id, such as standalone.", valueName: "ID"))
    var provider: String

    @Option(help: "What the cashier calls it; the provider's title when left out.")
    var name: String?

    @Option(help: ArgumentHelp("What the store's rules call it.", valueName: "ID"))
    var purpose: String?

    @Option(
      help: ArgumentHelp(
        "What the provider asks for; may be given several times.", valueName: "ID=VALUE"))
    var set: [String] = []

    @Flag(help: "Use it by default.")
    var mark = false

    @OptionGroup var options: DeskOptions

    func run() async throws {
      let settings = try options.pairs(set, of: "--set: ID=VALUE")
      try options.atDesk(isNew: true) { desk in
        let added = try desk.add(
          provider: provider, name: name, purpose: purpose, settings: settings)
        return mark ? try desk.mark(added.id) : added
      }
    }
  }
}
