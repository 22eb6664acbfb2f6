import Foundation
import KassaRuntime

/// The scenarios of one file, in the order in which it has them.
struct ScenarioFile: Sendable {
  let chunk: Chunk
  /// Modules in folders below that of the scenarios, which its files share.
  let modules: [String: Chunk]
  private(set) var scenarios: [(name: String, place: ScenarioPlace)] = []
  /// Why it can't be played at all.
  private(set) var failure: ScenarioFailure?

  /// Loads the file once, to learn what it has.
  init(_ chunk: Chunk, modules: [String: Chunk] = [:]) {
    self.chunk = chunk
    self.modules = modules
    let desk = DayDesk()
    let place = ScenarioPlace(file: chunk.name)
    do throws(ScriptError) {
      let machine = machine(desk)
      switch try machine.start("day.play", arguments: []).checked(within: machine.limits) {
      case .ended: break
      case .waits:
        throw ScriptError(
          "a step stands outside of a scenario",
          remedy: "put it into scenario(\"…\", function() … end)")
      }
      guard !desk.declared.isEmpty else {
        throw ScriptError(
          "no scenario", remedy: "write scenario(\"what happens\", function() … end)")
      }
      scenarios = desk.declared
    } catch {
      failure = ScenarioFailure(error, in: desk.step?.place ?? place)
    }
  }

  /// A machine that can play the file's scenarios.
  func machine(_ desk: DayDesk) -> LuaMachine {
    LuaMachine(
      limits: MachineLimits(), seed: 0, modules: DayModule.all(desk),
      sources: ScenarioSource(file: self), prelude: "day.prelude", log: { _ in })
  }
}

extension ScenarioFile {
  /// What every store must pass.
  static var common: [ScenarioFile] {
    StockLibrary.scenarios.map {
      ScenarioFile(Chunk(name: "scenarios/\($0.name)", source: Array($0.text.utf8)))
    }
  }

  /// The files of the folder `scenarios` in a store's folder, in the order of their names.
  static func all(of store: String) throws(StoreError) -> [ScenarioFile] {
    let root = URL(fileURLWithPath: store).resolvingSymlinksInPath()
    let folder = root.appendingPathComponent(StoreBundle.scenarioFolder).path
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    let paths: [String]
    do {
      paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
    } catch { throw .unreadable(path: folder, reason: error.localizedDescription) }
    var (files, modules): ([Chunk], [String: Chunk]) = ([], [:])
    for path in paths.sorted() where path.hasSuffix(".lua") {
      let inStore = StoreBundle.scenarioFolder + "/" + path
      let text = try StoreBundle.text(inStore, in: root)
      let chunk = Chunk(name: "\(root.lastPathComponent)/\(inStore)", source: Array(text.utf8))
      if path.contains("/") {
        modules[Bundle.module(ofPath: path)] = chunk
      } else {
        files.append(chunk)
      }
    }
    return files.map { ScenarioFile($0, modules: modules) }
  }
}

/// Where a scenario's machine finds modules.
private struct ScenarioSource: ModuleSource {
  let file: ScenarioFile

  func chunk(named module: String) throws(ScriptError) -> Chunk? {
    module == "day.file" ? file.chunk : Self.support[module] ?? file.modules[module]
  }

  private static let support: [String: Chunk] = {
    var modules = Bundle(files: StockLibrary.files).modules
    for file in StockLibrary.day {
      modules["day." + Bundle.module(ofPath: file.name)] = Chunk(
        name: "day/" + file.name, source: Array(file.text.utf8))
    }
    return modules
  }()
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
