import ArgumentParser
import Foundation
import KassaLint
import KassaProving
import KassaRuntime
import KassaStart
import KassaWire

/// `kassa-run test`: whether stores do what their scenarios say.
struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Play the scenarios of stores, and those that every store must pass.",
    discussion: """
      A store's scenarios are the files scenarios/*.lua in its folder; docs/scenarios.md says how to \
      write one. Each is played on a till of its own, with the goods of the folder's goods.csv. A line \
      a scenario; one that failed says below it where, what was expected there, what came, and the way \
      that led there. What a script says to its log stands below its scenario. A scenario fails too where anything of the store failed that it does not expect.

      Several stores are played at once. Of these one line is said, and one for each cause: equal \
      failures with their count, their stores and the shortest way there.

      \(Exit.table)
      """)

  @Argument(
    help: ArgumentHelp("The folders of stores; the current one when left out.", valueName: "DIR"))
  var stores: [String] = []

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @Option(
    help: ArgumentHelp(
      "Only scenarios with this in their names, after store: in their store's, after file: in their "
        + "file's; given again, of one kind one must hold.", valueName: "TEXT"))
  var filter: [String] = []

  @Option(help: "The cashier's language: ru or en.")
  var language: Language = .ru

  @Option(help: "text, junit (XML for build servers) or json (an object a line).")
  var format: TestFormat?

  @Flag(help: "The same as --format json.")
  var json = false

  @Flag(help: "Play each again with the power cut at every prompt: the same must come of it.")
  var powerCuts = false

  @Flag(help: "Say which prompts, buttons, rules, listeners and providers no scenario has met.")
  var unreached = false

  @Option(
    help: ArgumentHelp(
      "Write a page of each cause, its day from prompt to prompt, into this folder.",
      valueName: "DIR"))
  var traces: String?

  @Option(help: ArgumentHelp("So many stores at once; as many as processors.", valueName: "N"))
  var jobs: Int?

  func validate() throws {
    if json, format != nil, format != .json { throw ValidationError("--json: --format says it") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs: 1 or more was expected") }
  }

  func run() async throws {
    let folders = try folders()
    var fleet = Fleet(
      zip(folders, StoreNames.of(folders)).map { Fleet.Member(folder: $0, name: $1) })
    (fleet.chain, fleet.language, fleet.withPowerCuts) = (chain, language, powerCuts)
    fleet.filter = ScenarioFilter(filter)
    if unreached || traces != nil {
      fleet.askedPrompts = { [chain] in StoreLint.askedPrompts(folder: $0.folder, chain: chain) }
    }
    fleet.jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    var report = TestReport(
      format: json ? .json : format ?? .text, isFleet: folders.count > 1, saysUnreached: unreached,
      traces: traces)
    let begin = ContinuousClock.now
    await fleet.run { report.add($0) }
    // One store alone that can't be used is no failed check.
    if let why = report.unusable { throw Failure(.badInput, why) }
    guard report.count.total > 0 else {
      let words = filter.joined(separator: ", ")
      throw Failure(.badInput, "no scenario has «\(words)» in its name; look at --filter")
    }
    try report.end(after: begin.duration(to: .now) / .seconds(1))
    if report.count.failed > 0 { throw ExitCode(Exit.checkFailed.rawValue) }
  }

  private func folders() throws(Failure) -> [String] {
    if !stores.isEmpty { return stores }
    guard FileManager.default.fileExists(atPath: "store.lua") else {
      throw Failure(.badInput, "no store.lua here; name a store's folder: kassa-run test DIR")
    }
    return ["."]
  }
}

/// How results are written.
enum TestFormat: String, ExpressibleByArgument, CaseIterable {
  case text, junit, json
}
