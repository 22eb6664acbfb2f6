import Foundation
import KassaRuntime

/// The folders `scenarios` of a store and of its chain: files that are played, and what they `require`.
struct ScenarioFolder: Sendable {
  /// Modules that scenarios may require, by their names: those of the scenarios' own folders before those
  /// of the store and of its chain.
  private(set) var modules: [String: Chunk]
  /// The files house.lua, under the names by which `day.play` requires them.
  private(set) var houses: [String: Chunk] = [:]
  private var own: [Chunk] = []
  private var ofChain: [Chunk] = []
  private var unreadable: [(name: String, error: StoreError)] = []

  /// - Parameter modules: what the store finds by `require` itself.
  init(store: String, chain: String?, _ modules: [String: Chunk]) {
    self.modules = modules.filter { !$0.key.hasPrefix("kassa.") }
    // The later take precedence.
    if let chain { ofChain = take(chain, houseNamed: "day.house.1") }
    own = take(store, houseNamed: "day.house.2")
  }

  /// The files that are played for the store: what every store must pass, the chain's, its own.
  var files: [ScenarioFile] {
    let common = StockLibrary.scenarios.map {
      Chunk(name: "scenarios/\($0.name)", source: Array($0.text.utf8))
    }
    let shared = (common + ofChain).map { ScenarioFile($0, in: self, isShared: true) }
    let files = shared + own.map { ScenarioFile($0, in: self, isShared: false) }
    return files.filter { !$0.isHelper }
      + unreadable.map { ScenarioFile($0.name, $0.error, in: self) }
  }

  /// Reads `scenarios` in `folder`; what can't be read stops nothing else.
  private mutating func take(_ folder: String, houseNamed house: String) -> [Chunk] {
    let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath()
    let name = "\(root.lastPathComponent)/\(StoreBundle.scenarioFolder)"
    let place = root.appendingPathComponent(StoreBundle.scenarioFolder).path
    guard FileManager.default.fileExists(atPath: place) else { return [] }
    let paths: [String]
    do { paths = try FileManager.default.subpathsOfDirectory(atPath: place) } catch {
      unreadable.append((name, .unreadable(path: place, reason: error.localizedDescription)))
      return []
    }
    var files: [Chunk] = []
    for path in paths.sorted() where path.hasSuffix(".lua") {
      let chunk: Chunk
      do throws(StoreError) {
        let text = try StoreBundle.text(StoreBundle.scenarioFolder + "/" + path, in: root)
        chunk = Chunk(name: "\(name)/\(path)", source: Array(text.utf8))
      } catch {
        unreadable.append(("\(name)/\(path)", error))
        continue
      }
      modules[Bundle.module(ofPath: path)] = chunk
      if path == "house.lua" {
        houses[house] = chunk
      } else if !path.contains("/") {
        files.append(chunk)
      }
    }
    return files
  }
}
