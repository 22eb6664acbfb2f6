import KassaRuntime

/// Where a scenario failed, what was expected there and what came.
public struct ScenarioFailure: Error, Hashable, Sendable {
  /// The scenario's file as messages call it: "cafe/scenarios/coffee.lua".
  public let file: String
  /// From 1; nil where no line of the file is to blame.
  public let line: Int?
  /// The step: "day.expect"; nil where no step failed but the script or the whole day.
  public let step: String?
  /// Nil where something broke that nobody would expect to hold.
  public let expected: String?
  /// What was there instead, or what broke.
  public let came: String
  /// The way that led there, a line each: prompts with their answers, what was refused, what the
  /// store's script said or failed in, paper.
  public var way: [String] = []
  /// The prompt that stood open; nil where none did.
  public var standing: StandingPrompt?
}

/// A prompt that a scenario did not get past.
public struct StandingPrompt: Hashable, Sendable {
  public let id: String
  /// Where the store's own code asks it: "cafe/store.lua:34"; nil where the stock flow does.
  public let place: String?
  /// What of the store's own was called last before it, as messages call it: "on.receipt_begun".
  public let point: String?
}

extension ScenarioFailure: CustomStringConvertible {
  /// One line: "cafe/scenarios/coffee.lua:12: day.expect: expected …; came …".
  public var description: String {
    "\(place): " + (expected.map { "expected \($0); came \(came)" } ?? came)
  }

  /// Where it failed: "cafe/scenarios/coffee.lua:12: day.expect".
  public var place: String {
    file + (line.map { ":\($0)" } ?? "") + (step.map { ": \($0)" } ?? "")
  }
}

extension ScenarioFailure {
  /// A step of the scenario that did not find what it expects.
  init(_ mismatch: DayMismatch, at place: ScenarioPlace, in step: String?) {
    self.init(
      file: place.file, line: place.line, step: step, expected: mismatch.expected,
      came: mismatch.came)
  }

  /// Something of the store that no step expects; one without a place is somewhere in `place`.
  init(_ faults: [DayFault], in place: ScenarioPlace) {
    let first = faults.first
    let others = faults.count > 1 ? ", and \(faults.count - 1) more of the store's" : ""
    let at = first?.place ?? place
    self.init(
      file: at.file, line: at.line, step: nil,
      expected: "nothing of the store to fail, or day.expect_fault",
      came: (first?.text ?? "a failure") + others)
  }

  /// A mistake in the scenario itself; one without a place is somewhere in `place`.
  init(_ error: ScriptError, in place: ScenarioPlace) {
    // A mistake in a call of the day's own Lua is its caller's.
    let isOwn = error.file?.hasPrefix("day/") == true
    let caller = error.calls.first { !$0.hasPrefix("day/") }.map { ScenarioPlace(call: $0) }
    let found = isOwn ? caller : error.file.map { ScenarioPlace(file: $0, line: error.line) }
    self.init(
      file: (found ?? place).file, line: (found ?? place).line,
      step: nil, expected: nil,
      came: error.message + (error.remedy.map { "; \($0)" } ?? ""))
  }
}
