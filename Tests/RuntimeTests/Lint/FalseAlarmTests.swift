import Foundation
import KassaProving
import Testing

@testable import KassaLint
@testable import KassaRuntime

/// Nothing is said of what is right: the example stores, the stock library, the documentation's stores
/// (`DocumentExamplesTests`).
@Suite struct FalseAlarmTests {
  private static let lua = TillProcess.root.path + "/Scripts/lua"

  private static let stores =
    ((try? FileManager.default.contentsOfDirectory(atPath: lua + "/stores")) ?? []).sorted()
    .filter { $0 != "chain" }

  @Test(arguments: stores)
  func `nothing is said of an example store, its chain and its scenarios`(store: String) {
    let findings = StoreLint.findings(
      folder: "\(Self.lua)/stores/\(store)", chain: Self.lua + "/stores/chain")
    #expect(findings.map(\.text) == [])
  }

  /// What the stock library finds, with every module of it known by its names.
  private static func stock() throws -> (known: Known, modules: [String: Chunk]) {
    var files = StockLibrary.files
    files["store/leto/store.lua"] = Story.store("")
    let bundle = KassaRuntime.Bundle(files: files)
    let prompts = try #require(StoreCheck.load(bundle).prompts)
    var known = Known.ofStore(prompts)
    known.moduleNames = Set(bundle.modules.keys)
    for (name, chunk) in bundle.modules {
      known.modules[name] = Exports.ofModule(try Parser.parse(chunk.source))
    }
    return (known, bundle.modules)
  }

  @Test func `nothing is said of the stock library`() throws {
    let (known, modules) = try Self.stock()
    #expect(modules.count > 30)
    for (name, chunk) in modules.sorted(by: { $0.key < $1.key }) {
      var said = try Lint.file(String(decoding: chunk.source, as: UTF8.self), known)
      // It runs where the clock can be set (`Bindings.modulesForJudging`), and in no store.
      if name == "kassa.judged" { said.removeAll { "\($0)".contains("no clock.stand_at;") } }
      #expect(said == [], "\(name): \(said)")
    }
  }

  @Test func `nothing is said of the scenarios that every store must pass`() throws {
    var known = Known.ofScenarios(ScenarioCheck.modules(), try Self.stock().known.prompts)
    known.moduleNames = Set(ScenarioCheck.support)
    for file in StockLibrary.scenarios {
      #expect(try Lint.file(file.text, known) == [], "\(file.name)")
    }
  }

  @Test func `it knows every global that the preludes give`() throws {
    let preludes = [
      (StockLibrary.files["stock/kassa/prelude.lua"], Known.ofStore(nil)),
      (
        StockLibrary.day.first { $0.name == "prelude.lua" }?.text,
        Known.ofScenarios(ScenarioCheck.modules(), nil)
      ),
    ]
    for (text, known) in preludes {
      let tree = try Parser.parse(Array(try #require(text).utf8))
      let names = try #require(Exports.ofModule(tree)).names
      #expect(names.subtracting(known.globals) == [])
    }
  }

  @Test func `a bound that is no amount is none, and a parameter is known`() {
    // What is a number of another kind is no amount.
    let store = Story.store(
      """
      parameters = { { "address", kind = "text", title = "Адрес", least = 5, most = 200, default = "Москва" },
        { "limit", kind = "amount", title = "Предел", default = rub "3000" } },
      on = { after_receipt = function() log(parameter "address", parameter "limit") end },
      """)
    #expect(Lint.store(store) == [])
  }

  @Test func `the globals that it knows are those of a machine`() {
    let libraries = Libraries.fields.flatMap { library, names in names.map { "\(library).\($0)" } }
    let names = Libraries.globals.subtracting(["_ENV"]).sorted() + libraries.sorted()
    let body = "return \(names.map { "\($0) ~= nil" }.joined(separator: " and "))"
    #expect(runMain(body).words == "true")
    // And no others: of Lua's own names those that it does not know are refused.
    let others = """
      local known, found = {}, {}
      for name in ("\(names.joined(separator: " "))"):gmatch "%S+" do known[name] = true end
      for _, name in ipairs { "dofile", "loadfile", "io", "os", "debug", "package", "string.dump",
        "string.pack", "math.randomseed", "coroutine.close", "collectgarbage" } do
        if known[name] then found[#found + 1] = name end
      end
      return table.concat(found, " ")
      """
    #expect(runMain(others).words == "«»")
  }
}
