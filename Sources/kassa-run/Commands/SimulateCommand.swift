import ArgumentParser
import Foundation
import KassaProving
import KassaRuntime
import KassaStart

/// `kassa-run simulate`: one till's long run.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Let one till sell for years of virtual time, and say whether anything grows.",
    discussion: """
      A cashier who does anything a person can sells day after day, before a registrar and terminals \
      that fail and at a clock that jumps. Every evening a checker of its own reads the files. Ten \
      times in this run memory, open descriptors, the time to open the till and the journal's size \
      are measured. The same seed sells the same receipts. docs/reliability.md says what is measured.

      \(Exit.table)
      """)

  @Option(
    help: ArgumentHelp(
      "The folder of a store. The stock library when left out.", valueName: "DIR"))
  var store: String?

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @Option(help: ArgumentHelp("Which run.", valueName: "N"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "How many receipts it sells at least: \(Self.salesMin) or more.", valueName: "N"))
  var sales = 1000

  @Option(
    help: ArgumentHelp(
      "The till's data folder, which must be new and is kept. One that is removed at the end when "
        + "left out.", valueName: "DIR"))
  var data: String?

  /// A day sells some 60; fewer than a day between two of the ten measurements tell nothing.
  private static let salesMin = 600

  func validate() throws {
    guard sales >= Self.salesMin else {
      throw ValidationError("--sales: \(Self.salesMin) or more was expected, got \(sales)")
    }
  }

  func run() async throws {
    let folder = try newFolder()
    defer { if data == nil { try? FileManager.default.removeItem(atPath: folder) } }
    let progress = ProgressLine()
    let report: Simulation.Report
    do {
      report = try await Simulation(folder: store, chain: chain).run(
        seed: seed, sales: sales, data: folder
      ) { progress.show(SimulationWords.line($0)) }
    } catch let error as GoodsImportError {
      throw Failure(
        .badInput, error.faults.map { $0.text(file: "goods.csv") }.joined(separator: "; "))
    } catch { throw Failure(error) }
    progress.end()
    let output = Output()
    SimulationWords.lines(report).forEach(output.line)
    if report.violation != nil || !report.growth.allSatisfy(\.isFlat) {
      throw ExitCode(Exit.checkFailed.rawValue)
    }
  }

  private func newFolder() throws(Failure) -> String {
    guard let data else {
      return FileManager.default.temporaryDirectory.path + "/kassa-simulate-\(UUID().uuidString)"
    }
    guard !FileManager.default.fileExists(atPath: data) else {
      throw Failure(.badInput, "--data: «\(data)» is there already; name a new folder")
    }
    return data
  }
}

/// What a simulation says at its end.
enum SimulationWords {
  static func line(_ figures: Simulation.Figures) -> String {
    "\(figures.sales) sales, \(figures.prompts) prompts, \(figures.days) days, "
      + "\(figures.openings) openings, \(figures.parked) set aside, \(figures.warnings) warnings"
  }

  static func lines(_ report: Simulation.Report) -> [String] {
    var lines = table(report.milestones) + report.growth.map(\.description)
    if let violation = report.violation {
      lines += violation.trace + ["violation: \(violation.rule): \(violation.detail)"]
    }
    lines.append("journal: \(report.entries) entries, head \(report.head)")
    return lines + [line(report.figures)]
  }

  private static func table(_ milestones: [Milestone]) -> [String] {
    let head = [
      "sales", "prompts", "seconds", "memory MiB", "descriptors", "opening ms", "journal MiB",
      "bytes/sale",
    ]
    let rows = milestones.map { each in
      [
        "\(each.sales)", "\(each.prompts)", "\(Int(each.seconds))",
        number(Double(each.memoryBytes) / 1_048_576), "\(each.descriptors)",
        number(each.openingMilliseconds), number(Double(each.journalBytes) / 1_048_576),
        "\(each.bytesPerSale)",
      ]
    }
    return ([head] + rows).map { row in
      zip(row, head).map { cell, title in
        cell.padded(to: max(title.count, 9), .right)
      }.joined(separator: "  ")
    }
  }

  private static func number(_ value: Double) -> String { String(format: "%.1f", value) }
}
