import ArgumentParser
import Foundation
import KassaRuntime

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
      List.self, Add.self, Rename.self, Purpose.self, Mark.self, Unmark.self, Stop.self, Start.self,
      Remove.self, Why.self,
    ], defaultSubcommand: List.self)
}

/// What every subcommand that changes terminals takes.
struct DeskOptions: ParsableArguments {
  @OptionGroup var data: DataOption

  @Option(
    help: ArgumentHelp(
      "The folder of the store's script; the one the till ran last when left out.",
      valueName: "DIR"))
  var store: String?

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @Flag(help: "A JSON object a line.")
  var json = false

  func validate() throws {
    if chain != nil, store == nil { throw ValidationError("--chain: --store was expected too") }
  }
}

extension DeskOptions {
  /// Opens the data folder and prints what `body` makes of it.
  ///
  /// - Parameter isNew: whether the folder may be made; a slip in its name must not make one.
  func atDesk(isNew: Bool = false, _ body: (TerminalDesk) throws -> TillTerminal?) throws {
    let folder = isNew ? try data.folder() : try data.existing()
    do {
      let bundle = try store.map { try StoreBundle(folder: $0, chain: chain) }
      let desk = try TerminalDesk(folder: folder, store: bundle, by: NSUserName())
      if let terminal = try body(desk) { print(terminal) }
    } catch JournalError.inUse(let folder) {
      throw Failure(
        .inUse, "a till runs on «\(folder)»; stop it, or use the settings on its own screen")
    } catch { throw Failure(error) }
  }

  /// The terminals as they are, also while a till runs.
  func terminals() throws -> [TillTerminal] {
    do {
      let bundle = try store.map { try StoreBundle(folder: $0, chain: chain) }
      return try TillTerminal.all(folder: try data.existing(), store: bundle)
    } catch { throw Failure(error) }
  }

  func print(_ terminal: TillTerminal) {
    Output().line(json ? TerminalLine.object(terminal) : TerminalLine.text(terminal))
  }
}

extension TerminalsCommand {
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
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

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
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
      let settings = try settings()
      try options.atDesk(isNew: true) { desk in
        let added = try desk.add(
          provider: provider, name: name, purpose: purpose, settings: settings)
        return mark ? try desk.mark(added.id) : added
      }
    }

    private func settings() throws(Failure) -> [String: String] {
      var settings: [String: String] = [:]
      for pair in set {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else {
          throw Failure(.usage, "--set: ID=VALUE was expected, got «\(pair)»")
        }
        settings[String(parts[0])] = String(parts[1])
      }
      return settings
    }
  }

  struct Rename: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Call a terminal otherwise.", discussion: Exit.table)

    @Argument(help: "Its id or name.") var terminal: String
    @Argument(help: "What the cashier calls it from now on.") var name: String
    @OptionGroup var options: DeskOptions

    func run() async throws { try options.atDesk { try $0.rename(terminal, to: name) } }
  }

  struct Purpose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what a terminal is for.", discussion: Exit.table)

    @Argument(help: "Its id or name.") var terminal: String
    @Argument(help: "What the store's rules call it; none when left out.") var purpose: String?
    @OptionGroup var options: DeskOptions

    func run() async throws {
      try options.atDesk { try $0.setPurpose(of: terminal, to: purpose) }
    }
  }
}

extension TerminalsCommand {
  struct Mark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Use a terminal by default.", discussion: Exit.table)

    @Argument(help: "Its id or name.") var terminal: String
    @OptionGroup var options: DeskOptions

    func run() async throws { try options.atDesk { try $0.mark(terminal) } }
  }

  struct Unmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Use no terminal by default.", discussion: Exit.table)

    @OptionGroup var options: DeskOptions

    func run() async throws {
      try options.atDesk { desk in
        try desk.unmark()
        return nil
      }
    }
  }

  struct Stop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a terminal out of service.", discussion: Exit.table)

    @Argument(help: "Its id or name.") var terminal: String
    @OptionGroup var options: DeskOptions

    func run() async throws { try options.atDesk { try $0.setInService(terminal, false) } }
  }

  struct Start: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put a terminal back into service.", discussion: Exit.table)

    @Argument(help: "Its id or name.") var terminal: String
    @OptionGroup var options: DeskOptions

    func run() async throws { try options.atDesk { try $0.setInService(terminal, true) } }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
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
