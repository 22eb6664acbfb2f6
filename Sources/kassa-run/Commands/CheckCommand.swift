import ArgumentParser
import Foundation
import KassaLint
import KassaRuntime
import KassaStart
import KassaWire

/// `kassa-run check`: every mistake of a store, before a till opens with it.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say everything that is wrong with stores.",
    discussion: """
      Each mistake is one line: file, line, what was expected, what came, what to do. It looks at the \
      store's table, at what its functions and its scenarios say, and at the chain's. What is odd and \
      may be meant is a notice, which counts as nothing wrong. One store that is broken stops no other.

      \(Exit.table)
      """)

  @Argument(help: ArgumentHelp("The folders of stores.", valueName: "DIR"))
  var stores: [String]

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @Option(
    help: ArgumentHelp(
      "A CSV file of the tills' parameters: a column «till», then one a parameter.",
      valueName: "FILE.csv"))
  var values: String?

  @Flag(
    help:
      "One JSON object a line: kind, store, place, path, text; of each store one of its own last."
  )
  var json = false

  func run() throws {
    let output = Output()
    var count = 0
    for store in stores {
      let (findings, all) = StoreLint.report(folder: store, chain: chain)
      let mistakes = findings.count { $0.isMistake }
      count += mistakes
      let lacking = mistakes == 0 ? try checkValues(of: store, output) : 0
      count += lacking
      let rights = mistakes == 0 ? all : nil
      if json {
        for finding in findings { output.json(Self.line(finding, store)) }
        output.json(Self.end(store, mistakes + lacking, findings.count - mistakes, rights))
        continue
      }
      for finding in findings { output.complaint(finding.text) }
      if mistakes == 0 {
        output.line("\(store): \(Self.verdict(notices: findings.count))")
        if let rights { output.line("\(store): \(rights)") }
      }
    }
    if count > 0 {
      throw Failure(.checkFailed, count.of("mistake"))
    }
  }

  /// Says which till lacks what; how many mistakes there are.
  private func checkValues(of store: String, _ output: Output) throws -> Int {
    guard let values else { return 0 }
    guard let bytes = FileManager.default.contents(atPath: values) else {
      throw Failure(.badInput, "«\(values)» can't be read; correct the path or its rights")
    }
    guard
      let (tills, problems) = ParameterSheet.findings(
        Array(bytes), file: values, folder: store, chain: chain)
    else { return 0 }
    for problem in problems {
      if json {
        output.json(
          WireJSON.line(["kind": "mistake", "store": .string(store), "text": .string(problem)]))
      } else {
        output.complaint(problem)
      }
    }
    if problems.isEmpty, !json {
      output.line("\(store): \(tills.of("till")) \(tills == 1 ? "has" : "have") all it needs")
    }
    return problems.count
  }

  private static func verdict(notices: Int) -> String {
    notices == 0 ? "nothing wrong" : "nothing wrong, \(notices.of("notice"))"
  }

  /// What the store came to, said of a good one, too.
  private static func end(
    _ store: String, _ mistakes: Int, _ notices: Int, _ rights: Rights?
  ) -> String {
    let fields: [String: Value?] = [
      "kind": "store", "store": .string(store), "mistakes": .int(Int64(mistakes)),
      "notices": .int(Int64(notices)), "rights": rights.map { .string("\($0)") },
    ]
    return WireJSON.line(.record(fields.compactMapValues(\.self)))
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
