import ArgumentParser
import Foundation
import KassaProving
import KassaRuntime
import KassaWire

/// `kassa-run test`: whether stores do what their scenarios say.
struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Play the scenarios of stores, and those that every store must pass.",
    discussion: """
      A store's scenarios are the files scenarios/*.lua in its folder; docs/scenarios.md says how to \
      write one. Each is played on a till of its own, with the goods of the folder's goods.csv. A line \
      a scenario; one that failed says below it where, what was expected there, and what came.

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
    let runners = try folders().map { folder in
      do {
        return try ScenarioRunner(folder: folder, chain: chain, language: language)
      } catch let error as GoodsImportError {
        let lines = error.faults.map { $0.text(file: folder + "/goods.csv") }
        throw Failure(.badInput, lines.joined(separator: "; "))
      } catch { throw Failure(error) }
    }
    let output = Output()
    var (passed, failed): (Int64, Int64) = (0, 0)
    for runner in runners {
      do {
        try await runner.run(filter: filter) { result in
          if result.failure == nil { passed += 1 } else { failed += 1 }
          if json {
            output.json(Self.object(result))
          } else {
            output.complaint(Self.text(result))
          }
        }
      } catch { throw Failure(error) }
    }
    guard passed + failed > 0 else {
      throw Failure(.badInput, "no scenario has «\(filter)» in its name; look at --filter")
    }
    if json {
      output.json(WireJSON.line(["failed": .int(failed), "passed": .int(passed)]))
    } else {
      output.line("\(passed) passed, \(failed) failed")
    }
    if failed > 0 { throw ExitCode(Exit.checkFailed.rawValue) }
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
    guard let failure = result.failure else { return "passed  \(name)" }
    var lines = ["failed  \(name)", failure.place]
    if let expected = failure.expected { lines.append("expected  \(expected)") }
    lines.append(failure.expected == nil ? failure.came : "came      \(failure.came)")
    return lines.joined(separator: "\n        ")
  }

  /// One object: what a key says is as in ``ScenarioResult``.
  static func object(_ result: ScenarioResult) -> String {
    let failure = result.failure
    let fields: [String: Value?] = [
      "store": .string(result.store), "scenario": .string(result.scenario),
      "passed": .bool(failure == nil), "file": failure.map { .string($0.file) },
      "line": failure?.line.map { .int(Int64($0)) }, "step": failure?.step.map(Value.string),
      "expected": failure?.expected.map(Value.string), "came": failure.map { .string($0.came) },
    ]
    return WireJSON.line(.record(fields.compactMapValues(\.self)))
  }
}
