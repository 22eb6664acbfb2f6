import ArgumentParser
import Foundation
import KassaDrivers
import KassaRuntime
import KassaStart

/// A script on its way to many tills: who has it, who halts it, who comes next.
struct Rollout {
  private let hash: String
  private let name: String
  /// The script as it is sent over commands.
  private let pack: Data
  private var lanes: [RolloutLane]
  private var doneNow = 0
  /// Why nothing more was done.
  private var halt: String?

  private static let stages = [1, 5, 25, 100]

  init(_ places: [RolloutLane.Place], script: StoreBundle, pack: StorePack) {
    hash = script.script
    name = script.signedVersion.map { "v\($0)" } ?? String(script.script.prefix(12))
    self.pack = pack.bytes
    lanes = places.map { RolloutLane($0) }
    for index in lanes.indices { look(at: index) }
  }

  /// Whether some till speaks against going on.
  var isHalted: Bool { halt != nil }

  private mutating func look(at index: Int) {
    switch lanes[index].place {
    case .folder(let folder): lanes[index].look(in: folder, for: hash)
    case .command(let command, _): ask(index, .report, over: command)
    }
  }

  private mutating func ask(
    _ index: Int, _ wish: RolloutOverCommand.Wish, over command: String
  ) {
    do throws(Failure) {
      var row = try RolloutOverCommand(command: command).ask(wish, pack)
      row.till = lanes[index].row.till
      lanes[index].row = row
    } catch {
      if wish == .report { lanes[index].row.state = .unknown }
      lanes[index].fail(error.message)
    }
  }

  private func count(_ state: RolloutLane.Row.State) -> Int {
    lanes.count { $0.row.state == state }
  }

  /// What keeps the next stage from beginning.
  private var objection: String? {
    let bad = lanes.count { lane in
      switch lane.row.state {
      case .wentBack, .refused, .unknown: true
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
      switch lanes[index].row.state {
      case .other, .refused, .unknown: true
      case .runs, .wentBack: false
      }
    }
    for index in next.prefix(goal - passed) {
      swap(script, at: index)
      guard !lanes[index].row.failed else {
        halt = "«\(lanes[index].title)» did not take it; look at it, then --resume"
        return
      }
      doneNow += 1
    }
  }

  private mutating func swap(_ script: ProvedScript, at index: Int) {
    lanes[index].row.failed = false
    switch lanes[index].place {
    case .command(let command, _): ask(index, .take, over: command)
    case .folder(let folder):
      tell(index) {
        try ScriptOrder.send(ControlRequest(.swap), script.pack.bytes, to: folder) {
          try $0.swap(to: script.store)
        }
      }
    }
  }

  /// Takes every till that runs the script back, and lets none take it that waits for it.
  mutating func restore() {
    for index in lanes.indices { restore(at: index) }
    let failed = lanes.count { $0.row.failed && $0.row.state == .runs }
    if failed > 0 { halt = "\(failed.of("till")) did not go back" }
  }

  private mutating func restore(at index: Int) {
    let hash = hash
    let isRunning = lanes[index].row.state == .runs
    switch lanes[index].place {
    case .command(let command, _): ask(index, .restore, over: command)
    case .folder(let folder):
      tell(index) {
        let request = ControlRequest(.back, script: hash)
        if isRunning {
          return try ScriptOrder.send(request, Data(), to: folder) { try $0.goBack(from: hash) }
        }
        // One that does not run has nothing that waits.
        let report = try? ControlClient.ask(request, in: folder).report
        return report?.outcome == .refused ? nil : report
      }
    }
  }

  private mutating func tell(_ index: Int, _ ask: () throws -> SwapReport?) {
    do {
      guard let report = try ask() else { return }
      look(at: index)
      lanes[index].row.failed = report.outcome == .refused
      lanes[index].row.said = report.outcome == .taken ? report.notes : report.lines
    } catch { lanes[index].fail((error as? Failure)?.message ?? "\(error)") }
  }
}

// MARK: - What it says

extension Rollout {
  func tell(asJSON: Bool) {
    let output = Output()
    guard !asJSON else { return lanes.forEach { output.json($0.row.json) } }
    output.complaint(
      "rollout \(name): \(count(.runs)) of \(lanes.count.of("till")) run it"
        + (doneNow > 0 ? ", \(doneNow) since now" : ""))
    for lane in lanes {
      output.complaint("\(lane.title)  \(lane.row.words(of: name))")
      for line in lane.row.said { output.complaint("  " + line) }
    }
    if let halt { output.complaint("halted: \(halt)") }
  }
}
