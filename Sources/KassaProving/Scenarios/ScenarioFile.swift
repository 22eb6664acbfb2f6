import Foundation
import KassaRuntime

/// The scenarios of one file, in the order in which it has them.
struct ScenarioFile: Sendable {
  let chunk: Chunk
  /// Whether it is played for other stores too, and meets this one by its `day.house`.
  let isShared: Bool
  private let source: ScenarioSource
  /// The modules that say how shared scenarios meet the store, the chain's first.
  private let houses: [String]
  private(set) var scenarios: [DeclaredScenario] = []
  /// Whether it has no scenario but returns something: other files `require` it.
  private(set) var isHelper = false
  /// Why it can't be played at all.
  private(set) var failure: ScenarioFailure?

  /// Loads the file once, to learn what it has.
  init(_ chunk: Chunk, in folder: ScenarioFolder, isShared: Bool) {
    self.chunk = chunk
    self.isShared = isShared
    source = ScenarioSource(file: chunk, folder: folder)
    houses = folder.houses.keys.sorted()
    let machine = machine()
    let desk = machine.desk
    do throws(ScriptError) {
      let end = machine.start(arguments(playing: nil))
      switch try end.checked(within: machine.limits) {
      case .ended: break
      case .waits:
        throw ScriptError(
          "a step stands outside of a scenario",
          remedy: "put it into scenario(\"…\", function() … end)")
      }
      if case .finished(let values) = end { isHelper = values.first == true }
      guard isHelper || !desk.declared.isEmpty else {
        throw ScriptError(
          "no scenario", remedy: "write scenario(\"what happens\", function() … end)")
      }
      scenarios = desk.declared
    } catch {
      failure = ScenarioFailure(error, in: desk.step?.place ?? ScenarioPlace(file: chunk.name))
    }
  }

  /// One that can't be read.
  init(_ name: String, _ error: StoreError, in folder: ScenarioFolder) {
    chunk = Chunk(name: name, source: [])
    (isShared, houses) = (false, [])
    source = ScenarioSource(file: chunk, folder: folder)
    failure = ScenarioFailure(DayMismatch("\(error)"), at: ScenarioPlace(file: name), in: nil)
  }

  /// A machine that can play the file's scenarios.
  func machine() -> DayMachine { DayMachine(source) }

  /// What `day.play` is told: the scenario, and how the store is met.
  func arguments(playing scenario: String?) -> [Value] {
    [scenario.map(Value.string) ?? .null, .list(houses.map(Value.string))]
  }
}

/// Where a scenario's machine finds modules.
private struct ScenarioSource: ModuleSource {
  let file: Chunk
  let folder: ScenarioFolder

  func chunk(named module: String) throws(ScriptError) -> Chunk? {
    module == "day.file" ? file : folder.houses[module] ?? folder.modules[module]
  }
}

/// What became of a machine that no limit stopped and that raised nothing.
enum ScenarioProgress {
  case waits
  case ended
}

extension Resumption {
  /// - Throws: what the script raised, or which limit it passed.
  func checked(within limits: MachineLimits) throws(ScriptError) -> ScenarioProgress {
    switch self {
    case .waiting: return .waits
    case .finished: return .ended
    case .failed(let error): throw error
    case .killed(let kill, let place): throw kill.error(within: limits, at: place)
    }
  }
}
