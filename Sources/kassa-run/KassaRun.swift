import ArgumentParser
import Glibc
import KassaRuntime
import KassaStart

/// The command: a till in a terminal, and what belongs to running one.
struct KassaRun: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kassa-run",
    abstract: "A cash register whose behaviour is a store's Lua script.",
    discussion: Exit.table,
    version: "0.1.0",
    subcommands: [
      TillCommand.self, ServeCommand.self, DevicesCommand.self, NewCommand.self, CheckCommand.self,
      TestCommand.self, ExploreCommand.self, GraphCommand.self, DiffCommand.self,
      ShadowCommand.self, WatchCommand.self, LogCommand.self, GoodsCommand.self,
      TerminalsCommand.self,
      ParametersCommand.self, PeopleCommand.self, ServicesCommand.self, RegistrarCommand.self,
      PinpadCommand.self,
      JournalCommand.self, ReportCommand.self, AuditCommand.self, TortureCommand.self,
      SimulateCommand.self, KeyCommand.self,
      SignCommand.self, PackCommand.self, SwapCommand.self, RollbackCommand.self,
      RolloutCommand.self, StoresCommand.self,
    ]
  )
}

@main
enum Main {
  /// As ArgumentParser's own main, with every error in one line on standard error.
  static func main() async {
    // What a till keeps is for its owner only, whatever the user's own mask.
    umask(0o077)
    do {
      var command = try parse(Array(CommandLine.arguments.dropFirst()))
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      MainErrors(of: KassaRun.self).report(error)
    }
  }

  /// The command with its options, alone where that is enough: to look at all the others takes ArgumentParser
  /// more than all else that a start does before the store is read.
  private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    if let (command, rest) = try CommandNames.leaf(arguments, of: KassaRun.self),
      let parsed = try? command.parseAsRoot(rest), type(of: parsed) == command
    {
      return parsed
    }
    // Help, which is a command of its own, and mistakes are told with the whole command's name.
    return try KassaRun.parseAsRoot(arguments)
  }
}
