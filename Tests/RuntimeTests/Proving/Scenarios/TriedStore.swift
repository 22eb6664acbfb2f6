import Foundation

@testable import KassaProving

/// A store in a folder of its own whose scenarios a test plays.
final class TriedStore {
  let folder: TestFolder
  var path: String { folder.path + "/leto" }

  /// - Parameters:
  ///   - parts: Lua that goes into the store's table, from the fourth line on.
  ///   - before: Lua that goes before it, in the second line and further.
  ///   - files: what else is there, by its path from the folder that the store's is in.
  init(_ parts: String = "", before: String = "", files: [String: String] = [:]) throws {
    folder = try TestFolder()
    let store = """
      local M = {}
      \(before)
      return store { api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
        \(parts)
        address = "Москва", place = "Кафе", cashiers = { "Анна" } }
      """
    try write(store, to: path + "/store.lua")
    for (name, text) in files { try write(text, to: folder.path + "/" + name) }
  }

  /// Adds a file of scenarios with one whose body is `body`, from the second line on.
  func scenario(_ body: String) throws -> TriedStore {
    try write("scenario(\"mine\", function()\n\(body)\nend)\n", to: path + "/scenarios/mine.lua")
    return self
  }

  func play(filter: String = "", chain: String? = nil) async throws -> [ScenarioResult] {
    var results: [ScenarioResult] = []
    let runner = try ScenarioRunner(
      folder: path, chain: chain.map { folder.path + "/" + $0 })
    try await runner.run(filter: filter) { results.append($0) }
    return results
  }

  /// How the scenario `mine` failed; nil where it passed.
  func failure() async throws -> ScenarioFailure? {
    let results = try await play(filter: "mine")
    guard results.count == 1 else {
      return ScenarioFailure(DayMismatch("not one"), at: ScenarioPlace(file: ""), in: nil)
    }
    return results[0].failure
  }
}
