import ArgumentParser
import Foundation
import KassaProving
import KassaRuntime
import KassaStart
import KassaWire

/// `kassa-run diff`: what people would notice of another script.
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what a cashier, a customer and an accountant would notice of another script.",
    discussion: """
      First the two tables: settings, rights, words, and where the rules send charges. Then both scripts \
      are walked side by side by the same answers: prompts, buttons and keys, receipts field by field, \
      who must say yes. What one of them alone asks is answered there in each way, and both walk on. \
      Each difference is told once, with the number of ways it was met on, a way there that can be \
      pasted as a scenario, and a number by its content: a file of such lines, named by --accepted, is \
      what somebody has reviewed. What is in it and not found any more is told too.

      \(Exit.table)
      """)

  @Argument(help: ArgumentHelp("The folder of the old script.", valueName: "A"))
  var old: String

  @Argument(help: ArgumentHelp("The folder of the new script.", valueName: "B"))
  var new: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "The folder of what the chain's stores share; two of them where the chains differ, too.",
      valueName: "DIR"))
  var chain: [String] = []

  @Option(help: ArgumentHelp("Differences that somebody has reviewed.", valueName: "FILE"))
  var accepted: String?

  @OptionGroup var walk: WalkBounds

  @Flag(
    help: """
      Tries any two things out of the usual together; else two only where something of what differs \
      was met, and one elsewhere.
      """)
  var deep = false

  @Flag(help: "Without the ways that lead to the differences.")
  var short = false

  @Flag(help: "One JSON object.")
  var json = false

  @Option(
    help: ArgumentHelp("Writes a page with both sides beside each other, too.", valueName: "FILE"))
  var html: String?

  func validate() throws {
    guard chain.count <= 2 else {
      throw ValidationError("--chain: one folder or two were expected")
    }
  }

  func run() async throws {
    let output = Output()
    let progress = ProgressLine()
    var bounds = StoreDiff.Bounds()
    bounds.branches = walk.branches ?? bounds.branches
    bounds.deadline = walk.deadline
    bounds.isDeep = deep
    bounds.on = LocalTime(Moment.now, offsetSeconds: SystemTime.offsetSeconds)
    let reviewed = try accepted.map { try AcceptedDifferences(Self.text($0)) }
    var report: DiffReport
    do {
      report = try await StoreDiff(
        old, new, chains: (chain.first, chain.last), bounds
      ).run { progress.show("\($0) answers") }
    } catch { throw Failure(error) }
    progress.end()
    if let reviewed { report.accept(reviewed) }
    let names = StoreNames.of([old, new])
    if let html {
      do {
        try report.page(names[0], names[1]).html.write(
          toFile: html, atomically: true, encoding: .utf8)
      } catch { throw Failure(.badInput, "«\(html)» can't be written; name another file") }
    }
    if json {
      output.json(WireJSON.line(report.value(names[0], names[1])))
    } else {
      report.lines(names[0], names[1], isDifferent: !report.isSame, withWays: !short)
        .forEach(output.complaint)
    }
    if report.end == .time { throw ExitCode(Exit.timeOver.rawValue) }
    if !report.isSame { throw ExitCode(Exit.checkFailed.rawValue) }
    if report.end == .branches { throw ExitCode(Exit.bounded.rawValue) }
  }

  private static func text(_ file: String) throws(Failure) -> String {
    guard let bytes = FileManager.default.contents(atPath: file),
      let text = String(validating: bytes, as: UTF8.self)
    else {
      throw Failure(.badInput, "«\(file)» can't be read; correct the path or its rights")
    }
    return text
  }
}
