import ArgumentParser
import Foundation
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

      \(Exit.table)
      """)

  @Argument(
    help: ArgumentHelp("The folders of stores; the current one when left out.", valueName: "DIR"))
  var stores: [String] = []

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @Option(help: ArgumentHelp("Only scenarios with this in their names.", valueName: "TEXT"))
  var filter: String = ""

  @Option(help: "The cashier's language: ru or en.")
  var language: Language = .ru

  @Flag(help: "A JSON object a line.")
  var json = false

  func run() async throws {
    let folders = try folders()
    let output = Output()
    var count = ScenarioCount()
    for (folder, name) in zip(folders, StoreNames.of(folders)) {
      let tell = { (result: ScenarioResult) in
        count.note(result)
        if json { output.json(Self.object(result)) } else { output.complaint(Self.text(result)) }
      }
      do {
        let runner = try ScenarioRunner(
          folder: folder, chain: chain, name: name, language: language)
        try await runner.run(filter: filter, each: tell)
      } catch let error as StoreError where folders.count > 1 {
        tell(.unusable(name, "\(error)"))
      } catch let error as GoodsImportError {
        let lines = error.faults.map { $0.text(file: folder + "/goods.csv") }
        let text = lines.joined(separator: "; ")
        guard folders.count > 1 else { throw Failure(.badInput, text) }
        tell(.unusable(name, text))
      } catch { throw Failure(error) }
    }
    guard count.total > 0 else {
      throw Failure(.badInput, "no scenario has «\(filter)» in its name; look at --filter")
    }
    if !json { count.remedies.forEach(output.complaint) }
    if json { output.json(WireJSON.line(count.value)) } else { output.line(count.text) }
    if count.failed > 0 { throw ExitCode(Exit.checkFailed.rawValue) }
  }

  private func folders() throws(Failure) -> [String] {
    if !stores.isEmpty { return stores }
    guard FileManager.default.fileExists(atPath: "store.lua") else {
      throw Failure(.badInput, "no store.lua here; name a store's folder: kassa-run test DIR")
    }
    return ["."]
  }
}

extension TestCommand {
  /// One line of a scenario that passed; of one that failed, what was expected and what came below
  /// each other.
  static func text(_ result: ScenarioResult) -> String {
    let name = "\(result.store): \(result.scenario)"
    if let reason = result.replaced { return "replaced  \(name): \(reason)" }
    guard let failure = result.failure else {
      return (["passed  \(name)"] + result.log.map { "log  " + $0 })
        .joined(separator: "\n        ")
    }
    var lines = ["failed  \(name)", failure.place]
    if let expected = failure.expected { lines.append("expected  \(expected)") }
    lines.append(failure.expected == nil ? failure.came : "came      \(failure.came)")
    if !failure.way.isEmpty { lines.append("the way there") }
    return (lines + failure.way.map { "  " + $0 }).joined(separator: "\n        ")
  }

  /// One object: what a key says is as in ``ScenarioResult``.
  static func object(_ result: ScenarioResult) -> String {
    let failure = result.failure
    let fields: [String: Value?] = [
      "store": .string(result.store), "scenario": .string(result.scenario),
      "passed": result.replaced == nil ? .bool(failure == nil) : nil,
      "replaced": result.replaced.map(Value.string), "file": failure.map { .string($0.file) },
      "line": failure?.line.map { .int(Int64($0)) }, "step": failure?.step.map(Value.string),
      "expected": failure?.expected.map(Value.string), "came": failure.map { .string($0.came) },
      "log": result.log.isEmpty ? nil : .list(result.log.map(Value.string)),
      "way": failure.map { .list($0.way.map(Value.string)) },
    ]
    return WireJSON.line(.record(fields.compactMapValues(\.self)))
  }
}
