import Foundation
import Testing

@testable import KassaRuntime

/// What an editor makes of the generated types, with a real language server.
@Suite(.timeLimit(.minutes(2))) struct EditorTypesTests {
  private static let store = """
    local own = provider "own" {
      title = 5,
      settings = { { "limit", kind = "amout", title = "Не больше" } },
      charge = function(charge)
        return charge:aks { title = "?" }
      end,
    }
    return store {
      api = 1, name = "Лето", inn = "7701234567", taxation = "usn_incom", place = "Кафе",
      cashiers = { "Анна" }, providers = { own },

      on = { before_payment = function()
        log(receipt.totl())
        for _, line in ipairs(receipt.lines()) do
          log(line.prise)
        end
      end },
    }
    """

  @Test(
    .enabled(
      if: LanguageServer.path != nil,
      "no Lua language server: run Scripts/setup where PyPI can be reached"))
  func `an editor offers a store's keys, and sees what is wrong`() throws {
    let folder = try TestFolder()
    try FileManager.default.copyItem(
      atPath: TillProcess.root.path + "/Scripts/lua/types", toPath: folder.path + "/types")
    try Self.store.write(
      toFile: folder.path + "/store.lua", atomically: true, encoding: .utf8)
    let server = try LanguageServer(try #require(LanguageServer.path), folder: folder.path)
    defer { server.end() }

    let complaints = try server.open("store.lua", Self.store)
    let said = complaints.filter { $0.code != "unused" }
      .map { "\($0.line) \($0.code)" }.sorted()
    #expect(
      said == [
        "13 undefined-field", "15 undefined-field", "2 assign-type-mismatch",
        "3 assign-type-mismatch", "5 undefined-field", "8 missing-fields",
        "9 assign-type-mismatch",
      ])
    #expect(complaints.contains { $0.code == "missing-fields" && $0.message.contains("address") })

    // On the empty line inside `store { }`: the keys that are not there yet.
    let offers = Set(
      try server.offers("store.lua", line: 11, column: 3).map { label in
        String(label.prefix { $0 != "?" && $0 != " " })
      })
    let keys = Set(StoreDeclarations.keys.map(\.name))
    let given: Set = ["api", "name", "inn", "taxation", "place", "cashiers", "providers", "on"]
    #expect(offers.isSuperset(of: keys.subtracting(given)))
    #expect(offers.isDisjoint(with: given))
  }
}
