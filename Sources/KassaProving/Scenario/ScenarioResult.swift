import KassaRuntime

/// How one scenario ended.
public struct ScenarioResult: Hashable, Sendable {
  /// The store's folder by its name.
  public let store: String
  /// Its name; where the file itself failed, the file's.
  public let scenario: String
  /// Why it failed; nil when it passed.
  public let failure: ScenarioFailure?
}

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

/// A line of a scenario's file.
struct ScenarioPlace: Hashable, Sendable {
  let file: String
  let line: Int?

  init(file: String, line: Int? = nil) {
    self.file = file
    self.line = line
  }

  /// Takes "cafe/scenarios/coffee.lua:12" apart.
  init(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let line = Int(text[text.index(after: colon)...])
    else {
      self.init(file: text)
      return
    }
    self.init(file: String(text[..<colon]), line: line)
  }
}

/// What a step expected and what it found.
struct DayMismatch: Error, Hashable {
  let expected: String?
  let came: String

  init(expected: String?, came: String) {
    self.expected = expected
    self.came = came
  }

  /// Something that nobody would expect to hold.
  init(_ came: String) { self.init(expected: nil, came: came) }
}
