import ArgumentParser
import Foundation
import KassaDrivers
import KassaRuntime
import KassaStart

/// A script on its way to many tills: who has it, who halts it, who comes next.
struct Rollout {
  /// A till as it stands.
  private struct Lane {
    let folder: String
    /// Nil where its journal can't be read.
    var standing: ScriptStanding?
    /// Why it can't be read, or what it said now.
    var said: [String] = []
    /// Whether it said no, or nothing.
    var hasFailed = false
  }

  private let hash: String
  private let name: String
  private var lanes: [Lane]
  private var doneNow = 0
  /// Why nothing more was done.
  private var halt: String?

  private static let stages = [1, 5, 25, 100]

  init(_ folders: [String], script: StoreBundle) {
    hash = script.script
    name = script.signedVersion.map { "v\($0)" } ?? String(script.script.prefix(12))
    lanes = folders.map { Lane(folder: $0) }
    for index in lanes.indices { look(at: index) }
  }

  /// Whether some till speaks against going on.
  var isHalted: Bool { halt != nil }

  private mutating func look(at index: Int) {
    do {
      lanes[index].standing = try JournalReader(folder: lanes[index].folder).standing(of: hash)
    } catch {
      lanes[index].standing = nil
      (lanes[index].said, lanes[index].hasFailed) = (["\(error)"], true)
    }
  }

  private func count(_ state: ScriptStanding.State) -> Int {
    lanes.count { $0.standing?.state == state }
  }

  /// What keeps the next stage from beginning.
  private var objection: String? {
    let bad = lanes.count { lane in
      switch lane.standing?.state {
      case .wentBack, .refused, nil: true
      case .runs, .other: false
      }
    }
    return bad == 0
      ? nil
      : "\(bad.of("till")) refused it, went back from it or can't be read; look at them, then --resume"
  }
}

// MARK: - Going on, going back

extension Rollout {
  /// Swaps the script in at the tills of the next stage, one after the other, up to the first that fails.
  ///
  /// - Parameter percent: up to which part of the tills; nil for the next stage.
  mutating func advance(with script: ProvedScript, to percent: Int?, pastHalts: Bool) async throws {
    halt = pastHalts ? nil : objection
    guard halt == nil else { return }
    let passed = count(.runs) + (pastHalts ? count(.wentBack) : 0)
    let goals = (percent.map { [$0] } ?? Self.stages).map { (lanes.count * $0 + 99) / 100 }
    let goal = goals.first { $0 > passed } ?? passed
    let next = lanes.indices.filter { index in
      switch lanes[index].standing?.state {
      case .other, .refused, nil: true
      case .runs, .wentBack: false
      }
    }
    for index in next.prefix(goal - passed) {
      swap(script, at: index)
      guard !lanes[index].hasFailed else {
        halt = "«\(title(lanes[index]))» did not take it; look at it, then --resume"
        return
      }
      doneNow += 1
    }
  }

  private mutating func swap(_ script: ProvedScript, at index: Int) {
    lanes[index].hasFailed = false
    ask(index) { folder in
      try ScriptOrder.send(ControlRequest(.swap), script.pack.bytes, to: folder) {
        try $0.swap(to: script.store)
      }
    }
  }

  /// Takes every till that runs the script back, and lets none take it that waits for it.
  mutating func restore() {
    let hash = hash
    for index in lanes.indices {
      let isRunning = lanes[index].standing?.state == .runs
      ask(index) { folder in
        let request = ControlRequest(.back, script: hash)
        if isRunning {
          return try ScriptOrder.send(request, Data(), to: folder) { try $0.goBack(from: hash) }
        }
        // One that does not run has nothing that waits.
        let report = try? ControlClient.ask(request, in: folder).report
        return report?.outcome == .refused ? nil : report
      }
    }
    let failed = lanes.count { $0.hasFailed && $0.standing?.state == .runs }
    if failed > 0 { halt = "\(failed.of("till")) did not go back" }
  }

  private mutating func ask(_ index: Int, _ ask: (String) throws -> SwapReport?) {
    do {
      guard let report = try ask(lanes[index].folder) else { return }
      look(at: index)
      lanes[index].hasFailed = report.outcome == .refused
      lanes[index].said = report.outcome == .taken ? report.notes : report.lines
    } catch {
      lanes[index].hasFailed = true
      lanes[index].said = [(error as? Failure)?.message ?? "\(error)"]
    }
  }
}

// MARK: - What it says

extension Rollout {
  func tell(asJSON: Bool) {
    let output = Output()
    guard !asJSON else { return lanes.forEach { output.json(json($0)) } }
    output.complaint(
      "rollout \(name): \(count(.runs)) of \(lanes.count.of("till")) run it"
        + (doneNow > 0 ? ", \(doneNow) since now" : ""))
    for lane in lanes {
      output.complaint("\(title(lane))  \(words(lane))")
      for line in lane.said { output.complaint("  " + line) }
    }
    if let halt { output.complaint("halted: \(halt)") }
  }

  private func title(_ lane: Lane) -> String {
    URL(fileURLWithPath: lane.folder).lastPathComponent
  }

  private func words(_ lane: Lane) -> String {
    guard let standing = lane.standing else { return "unknown" }
    let runs = standing.running?.shown ?? "no script"
    switch standing.state {
    case .runs:
      let time = { (at: Moment) in LocalTime(at, offsetSeconds: SystemTime.offsetSeconds).text }
      return runs + (standing.since.map { " since \(time($0))" } ?? "")
        + (standing.first.map { ", first receipt \($0.document), \(time($0.at))" }
          ?? ", no receipt yet")
    case .wentBack: return "\(runs), went back from \(name)"
    case .refused(let reasons):
      return "\(runs), refused \(name): " + reasons.joined(separator: "; ")
    case .other: return runs
    }
  }

  private func json(_ lane: Lane) -> String {
    struct Row: Encodable {
      let till: String
      let state: String
      let script: String?
      let version: Int?
      let since: Int64?
      let firstReceipt: Int?
      let said: [String]
    }
    let standing = lane.standing
    let state =
      switch standing?.state {
      case .runs: "runs"
      case .wentBack: "went back"
      case .refused: "refused"
      case .other: "other"
      case nil: "unknown"
      }
    let row = Row(
      till: lane.folder, state: state, script: standing?.running?.script,
      version: standing?.running?.version, since: standing?.since?.milliseconds,
      firstReceipt: standing?.first?.document, said: lane.said)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(row)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
