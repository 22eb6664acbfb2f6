import ArgumentParser
import KassaProving
import KassaRuntime
import KassaWire

/// `kassa-run check`: every mistake of a store, before a till opens with it.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say everything that is wrong with stores.",
    discussion: """
      Each mistake is one line: file, line and key at fault, what was expected, what came, what to do. \
      Rules that can never choose are mistakes too, and what is wrong with files of scenarios. What is odd \
      and may be meant is a notice, which counts as nothing wrong: a charge that no rule is for, a rule behind a wider one, a purpose that \
      no rule names.

      \(Exit.table)
      """)

  @Argument(help: ArgumentHelp("The folders of stores.", valueName: "DIR"))
  var stores: [String]

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @Flag(help: "One JSON object a line: kind, store, place, path, text.")
  var json = false

  func run() throws {
    let output = Output()
    var count = 0
    for store in stores {
      let findings = StoreCheck.findings(folder: store, chain: chain)
      let mistakes = findings.count { $0.isMistake }
      count += mistakes
      let scenarios = ScenarioRunner.mistakes(ofStore: store, chain: chain)
      count += scenarios.count
      for mistake in scenarios {
        if json { output.json(Self.line(mistake, store)) } else { output.complaint("\(mistake)") }
      }
      for finding in findings {
        if json { output.json(Self.line(finding, store)) } else { output.complaint(finding.text) }
      }
      if mistakes == 0, scenarios.isEmpty, !json {
        output.line("\(store): \(Self.verdict(notices: findings.count))")
        if let rights = StoreCheck.rights(folder: store, chain: chain) {
          output.line("\(store): \(rights)")
        }
      }
    }
    if count > 0 {
      throw Failure(.checkFailed, count == 1 ? "1 mistake" : "\(count) mistakes")
    }
  }

  private static func verdict(notices: Int) -> String {
    switch notices {
    case 0: "nothing wrong"
    case 1: "nothing wrong, 1 notice"
    default: "nothing wrong, \(notices) notices"
    }
  }

  /// A mistake in a file of scenarios.
  private static func line(_ mistake: ScenarioFailure, _ store: String) -> String {
    WireJSON.line([
      "kind": "mistake", "store": .string(store), "place": .string(mistake.place),
      "text": .string("\(mistake)"),
    ])
  }

  private static func line(_ finding: StoreCheck.Finding, _ store: String) -> String {
    let fields: [String: Value?] = [
      "kind": finding.isMistake ? "mistake" : "notice", "store": .string(store),
      "place": finding.place.map(Value.string), "path": finding.path.map(Value.string),
      "text": .string(finding.text),
    ]
    return WireJSON.line(.record(fields.compactMapValues(\.self)))
  }
}
