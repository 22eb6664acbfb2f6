import ArgumentParser
import Foundation
import Glibc
import KassaDrivers
import KassaRuntime
import KassaStart

/// `kassa-run swap`: another script for a till, whether it runs or not.
struct SwapCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swap",
    abstract: "Give a till another script, between two receipts.",
    discussion: """
      The script is checked and its scenarios are played; then it is held against the till: its terminals, \
      open and parked receipts, people, seller, parameters. All that speaks against it is told at once, and \
      nothing is changed then. A till that runs takes it between two receipts, and its cashier is not interrupted; one \
      that does not starts with it. Its first receipts are a trial: what fails takes the till back.

      \(Exit.table)
      """)

  @Argument(help: ArgumentHelp("A packed script, or a store's folder.", valueName: "FILE|DIR"))
  var store: String

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @OptionGroup var data: DataOption

  @Flag(help: "Say what would become of it, and change nothing.")
  var plan = false

  @Flag(help: "Take it though the till has gone back from it.")
  var again = false

  func run() async throws {
    do {
      let folder = try data.existing()
      let script = try await ProvedScript(store, chain)
      let report = try ScriptOrder.send(
        ControlRequest(.swap, plan: plan, again: again), script.pack.bytes, to: folder
      ) { try $0.swap(to: script.store, again: again, plan: plan) }
      try ScriptOrder.tell(report, of: folder)
    } catch let code as ExitCode { throw code } catch { throw Failure(error) }
  }
}

/// `kassa-run rollback`: the script before.
struct RollbackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Take a till back to the script that ran directly before.",
    discussion: """
      As a swap, between two receipts, once: the till does not go back further. The script that it leaves is \
      taken again only by kassa-run swap --again.

      \(Exit.table)
      """)

  @OptionGroup var data: DataOption

  @Flag(help: "Say what would become of it, and change nothing.")
  var plan = false

  func run() async throws {
    do {
      let folder = try data.existing()
      let report = try ScriptOrder.send(ControlRequest(.back, plan: plan), Data(), to: folder) {
        try $0.goBack(plan: plan)
      }
      try ScriptOrder.tell(report, of: folder)
    } catch let code as ExitCode { throw code } catch { throw Failure(error) }
  }
}

/// What a till is told about its script, whether it runs or not.
enum ScriptOrder {
  /// Asks the till of `folder` over its control socket; where none runs, does it in its journal.
  static func send(
    _ request: ControlRequest, _ body: Data, to folder: String,
    atDesk: (ScriptDesk) throws -> SwapReport
  ) throws -> SwapReport {
    do {
      let reply = try ControlClient.ask(request, body, in: folder)
      if let report = reply.report { return report }
      throw Failure(.badInput, reply.error ?? "the till's answer can't be read")
    } catch ControlClient.Failure.nobody {
      guard FileManager.default.fileExists(atPath: folder + "/journal.sqlite") else {
        throw Failure(
          .badInput,
          "no till has run on «\(folder)» yet; start one with the script: kassa-run till --store")
      }
      do { return try atDesk(try ScriptDesk(folder: folder, by: NSUserName())) } catch JournalError
        .inUse
      {
        throw Failure(
          .inUse,
          "a program holds «\(folder)» and does not listen to its control socket; if it is a till, start "
            + "it again, then swap; a till of an older program takes the script as its store's folder"
        )
      }
    } catch ControlClient.Failure.silent {
      throw Failure(
        .inUse,
        "the till of «\(folder)» has not answered in time; look at kassa-run journal scripts before you "
          + "try again")
    }
  }

  /// Prints what became of it.
  static func tell(_ report: SwapReport, of folder: String) throws {
    let name = URL(fileURLWithPath: folder).resolvingSymlinksInPath().lastPathComponent
    let output = Output()
    var lines = report.lines
    lines[0] = "swap \(name) \(lines[0])"
    for line in lines { output.complaint(line) }
    if report.outcome == .refused { throw ExitCode(Exit.checkFailed.rawValue) }
  }
}
