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

  /// Each line that begins with three spaces is where an editor is asked; the mark is not in the text.
  private static let places = """
    return store {
      api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income", place = "Кафе",
      address = "Москва", cashiers = { "Анна" },
      parameters = { { "limit", kind = "amont", title = "Предел" } },
      kept = { { "visits", kind = "number", life = "week" } },
      buttons = { sale = { "pay.card", hide = 5 } },
      scans = { { "^29", function(code) log(code + code.x) end } },
      favourites = { department = 5 },
      prices = { { "Скидка", function(lines, tender)
        log(lines.x)
        return { [lines[1].id] = "1" }
      end } },
      on = {
        line_added = function(line)
          log(line.)
        end,
        line_changed = { "имя", function(line, before)
          log(before.nam)
        end },
        before_tender = function(tender, kopecks)
          log(kopecks.x)
          if tender == "" then log "x" end
        end,
        after_approval = function(terminal) log(terminal.x) end,
      },
    }
    """

  @Test(
    .enabled(
      if: LanguageServer.path != nil,
      "no Lua language server: run Scripts/setup where PyPI can be reached"))
  func `an editor knows what listeners, prices, scans, parameters and durable values hold`() throws
  {
    let folder = try TestFolder()
    try FileManager.default.copyItem(
      atPath: TillProcess.root.path + "/Scripts/lua/types", toPath: folder.path + "/types")
    try Self.places.write(toFile: folder.path + "/store.lua", atomically: true, encoding: .utf8)
    let server = try LanguageServer(try #require(LanguageServer.path), folder: folder.path)
    defer { server.end() }
    let lines = Self.places.split(separator: "\n", omittingEmptySubsequences: false)
    let complaints = try server.open("store.lua", Self.places)
    let said = Set(complaints.filter { $0.code != "syntax-error" }.map(\.line))
    for text in [
      "amont", "week", "hide = 5", "code.x", "department = 5", "lines.x", "before.nam",
      "kopecks.x", "terminal.x",
    ] {
      let line = try #require(lines.firstIndex { $0.contains(text) }) + 1
      #expect(said.contains(line), "«\(text)»: \(complaints)")
    }
    func offers(after text: String) throws -> Set<String> {
      let line = try #require(lines.firstIndex { $0.contains(text) })
      let start = try #require(lines[line].firstRange(of: text))
      let column = lines[line].utf16.distance(
        from: lines[line].startIndex, to: start.upperBound)
      let offered = try server.offers("store.lua", line: line + 1, column: column + 1)
      return Set(offered.map { $0.filter { $0 != "\"" } })
    }
    #expect(
      try offers(after: "line.").isSuperset(of: ScriptTypes.line.fields.map(\.name)))
    #expect(try offers(after: #"tender == ""#).isSuperset(of: ScriptSurface.tenders))
  }
}
