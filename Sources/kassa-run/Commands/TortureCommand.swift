import ArgumentParser
import Foundation
import KassaProving
import KassaRuntime
import KassaStart

/// `kassa-run torture`: thousands of power cuts, and what they leave.
struct TortureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "torture",
    abstract: "Cut the power of stores' tills thousands of times, and check what is left.",
    discussion: """
      Plays schedule after schedule on a till of its own: a person who does anything, a registrar and \
      terminals that fail, a clock that jumps, a disk that loses what was not synced. After each \
      crash a checker of its own reads the files. A schedule that breaks a promise is shrunk and \
      printed; its seed plays it again. docs/reliability.md says what is played and what is checked.

      \(Exit.table)
      """)

  @Option(
    help: ArgumentHelp(
      "The folder of a store; may be given several times. The stock library when left out.",
      valueName: "DIR"))
  var store: [String] = []

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @Option(help: ArgumentHelp("The first schedule; alone, that schedule only.", valueName: "N"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("How many crashes; 1000 unless a schedule is given.", valueName: "N"))
  var count: Int?

  func validate() throws {
    if let count, count < 1 {
      throw ValidationError("--count: 1 or more was expected, got \(count)")
    }
  }

  func run() async throws {
    let torture: Torture
    do {
      torture = try Torture(folders: store, chain: chain)
    } catch let error as GoodsImportError {
      throw Failure(
        .badInput, error.faults.map { $0.text(file: "goods.csv") }.joined(separator: "; "))
    } catch { throw Failure(error) }
    let progress = ProgressLine()
    let (figures, finding) = try await torture.run(
      seed: seed ?? 1, crashes: count ?? (seed == nil ? 1000 : nil)
    ) { progress.show(Self.line($0)) }
    progress.end()
    let output = Output()
    if let finding { Self.lines(finding, chain).forEach(output.line) }
    output.line(Self.line(figures))
    if finding != nil { throw ExitCode(Exit.checkFailed.rawValue) }
  }

  private static func line(_ figures: Torture.Figures) -> String {
    "schedules: \(figures.schedules), prompts: \(figures.prompts), sales: \(figures.sales), "
      + "crashes: \(figures.crashes), disk failures: \(figures.failures), "
      + "swaps: \(figures.swaps), "
      + "recoveries: \(figures.recoveries), violations: \(figures.violations)"
  }

  private static func lines(_ finding: Torture.Finding, _ chain: String?) -> [String] {
    let store = finding.folder.map { " --store \($0)" } ?? ""
    let shared = chain.map { " --chain \($0)" } ?? ""
    return finding.trace + [
      "violation: \(finding.rule): \(finding.detail)",
      "again: kassa-run torture\(store)\(shared) --seed \(finding.seed)",
    ]
  }
}
