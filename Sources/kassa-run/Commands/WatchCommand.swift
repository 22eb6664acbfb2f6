import ArgumentParser
import Foundation
import KassaLint
import KassaProving
import KassaRuntime
import KassaStart

/// `kassa-run watch`: a store checked and tested at every save.
struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Check and test a store now, and again whenever a file of it is saved.",
    discussion: """
      Says what `check` and `test` say; of scenarios only those that fail or log. A file that is still being \
      written is waited for. Ctrl-C ends it.

      \(Exit.table)
      """)

  @Argument(help: ArgumentHelp("The folder of the store.", valueName: "DIR"))
  var store: String

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @Option(help: ArgumentHelp("Only scenarios with this in their names.", valueName: "TEXT"))
  var filter: String = ""

  @Option(help: "The cashier's language: ru or en.")
  var language: Language = .ru

  func run() async throws {
    let output = Output()
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: store, isDirectory: &isFolder), isFolder.boolValue
    else { throw Failure(.badInput, "no folder «\(store)»; check its path") }
    var watch = FolderWatch([store] + (chain.map { [$0] } ?? []))
    while !output.isGone {
      await round(output)
      try await watch.change()
    }
  }

  /// Everything that is wrong with the store as it is now.
  private func round(_ output: Output) async {
    output.line("— \(LocalTime(.now, offsetSeconds: SystemTime.offsetSeconds).clock)")
    let findings = StoreLint.findings(folder: store, chain: chain)
    for finding in findings { output.complaint(finding.text) }
    let mistakes = findings.count(where: \.isMistake)
    guard mistakes == 0 else { return output.line("\(mistakes.of("mistake")), not tested") }
    var count = ScenarioCount()
    do {
      let runner = try ScenarioRunner(folder: store, chain: chain, language: language)
      try await runner.run(filter: filter) { result in
        count.note(result)
        if result.failure != nil || !result.log.isEmpty {
          output.complaint(TestReport.text(result))
        }
      }
      output.line(count.text)
    } catch { output.complaint("\(error)") }
  }
}
