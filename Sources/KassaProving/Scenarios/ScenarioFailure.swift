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

  /// A mistake in the scenario itself; one without a place is somewhere in `place`.
  init(_ error: ScriptError, in place: ScenarioPlace) {
    self.init(
      file: error.file ?? place.file, line: error.file == nil ? place.line : error.line,
      step: nil, expected: nil,
      came: error.message + (error.remedy.map { "; \($0)" } ?? ""))
  }
}
