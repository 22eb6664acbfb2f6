import ArgumentParser
import Foundation
import KassaProving
import KassaRuntime
import KassaStart
import KassaWire

/// `kassa-run shadow`: what journals of real tills come to on a new script.
struct ShadowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shadow",
    abstract: "Run the journals of tills on a new script, and say what people would have noticed.",
    discussion: """
      Each flow of a journal runs three times: on the script that it ran, on that store's files with \
      this program's stock library, and on the script of DIR. So what the library changes is told apart \
      from what the store's script does. It gets the answers that people gave; what only the new script \
      asks is answered in each of its ways, and the one is kept that lets the journal go on. Nothing is \
      written to a till's folder.

      \(Exit.table)
      """)

  @Argument(help: ArgumentHelp("The folder of the new script.", valueName: "DIR"))
  var store: String

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @Option(
    name: .customLong("data"), parsing: .upToNextOption,
    help: ArgumentHelp("The data folders of tills.", valueName: "DATA"))
  var data: [String]

  @Flag(help: "One JSON object.")
  var json = false

  func run() throws {
    let output = Output()
    let complaints = Output(descriptor: STDERR_FILENO)
    let report: ShadowReport
    do {
      report = try Shadow(StoreBundle(folder: store, chain: chain)).run(data)
    } catch { throw Failure(error) }
    let name = StoreNames.of([store])[0]
    if json {
      output.json(WireJSON.line(report.value(name)))
    } else {
      for line in report.lines(name) { output.complaint(line) }
    }
    for each in report.unusable { complaints.complaint("kassa-run: \(each.folder): \(each.why)") }
    if !report.unusable.isEmpty { throw ExitCode(Exit.badInput.rawValue) }
    if !report.isSame || !report.unrunnable.isEmpty { throw ExitCode(Exit.checkFailed.rawValue) }
  }
}
