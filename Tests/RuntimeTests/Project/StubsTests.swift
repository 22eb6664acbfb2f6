import Foundation
import Testing

@testable import KassaLint
@testable import KassaProving
@testable import KassaRuntime

/// What is generated from the declarations is what stands in the project.
///
/// After a change of a declaration, `KASSA_WRITE=1 swift test --filter StubsTests` writes it anew.
@Suite struct StubsTests {
  private static let root = TillProcess.root
  private static let isWriting = ProcessInfo.processInfo.environment["KASSA_WRITE"] != nil

  @Test func `the editor's stubs are those of the declarations`() throws {
    for module in Self.modules {
      try compare("Scripts/lua/types/\(module.name).lua", Stubs.editor(module))
    }
  }

  @Test func `the editor's types of a store are those of the declarations`() throws {
    try compare("Scripts/lua/types/store.lua", EditorTypes.text)
    #expect(EditorTypes.strangers == [])
  }

  @Test func `the reference is that of the declarations`() throws {
    let words = try StoreLoading.stockWords(KassaRuntime.Bundle(files: StockLibrary.files))
    let functions =
      Self.modules.map(Stubs.reference).joined(separator: "\n")
      + Self.given + ScriptSurface.types.map(Stubs.reference).joined()
      + Self.stock + StockModules.all.map(Stubs.reference).joined()
    try compare(
      "docs/reference.md",
      Self.referenceHead + StoreReference.text(words) + Self.globals + "\n" + functions)
  }

  private static let referenceHead = """
    # Reference

    Everything a store's script can say and call, generated from the declarations that the checks use; a test holds
    it. [guide.md](guide.md) explains it by examples, [scenarios.md](scenarios.md) what tries a store. Money is whole
    kopecks everywhere: `rub "199.50"`.


    """

  private static let globals = """

    ## Globals

    Beside the modules below there are Lua's own `string`, `table`, `math`, `utf8` and `coroutine`, without what
    reaches out or does not repeat, and these:

    | name | meaning |
    |---|---|
    | `store { … }` | describes a store; the script returns what it returns |
    | `provider "id" { … }` | a provider of the store's own |
    | `service "id" { … }` | one of the shop's own servers; it stands in `services` of the store |
    | `stock.standalone { … }`, `stock.connected { … }`, `stock.transfer { … }` | the stock providers |
    | `rub "199.50"` | an amount in kopecks |
    | `chain { … }` | what a chain's `chain.lua` returns: listeners of all its stores |
    | `parameter "name"` | the value of a parameter at this till: for any value in the store's table, and in functions |
    | `veto "reason"` | what a listener returns to keep its step from happening |
    | `log(…)` | writes to the till's log, never to the cashier: values side by side, tables as they are written, file and line |
    | `log.error(…)` | the same of something that is wrong: with who called it, among a technician's failures, and red in `kassa-run test` |
    | `log.failed(what, problem, where)` | that a part which was caught failed; `where` is its function, or the calls that `xpcall` gives its handler |
    | `within(instructions, f, …)` | calls `f`, which waits for nothing: one that takes more instructions fails at its line, and the flow goes on |
    | `xpcall(f, handler, …)` | as in Lua; `handler(problem, calls)` is given who called what raised, a line each |
    | `require "name"` | a module: of the store's folder, then the chain's, then the stock library |

    Functions marked «Waits.» may be called from flows, listeners and providers, not from a sort's comparator or another
    C call.

    """

  private static let given = """

    ## What a store's functions are given

    A provider's `accepts` and `charge` a charge, a rule's `when` its facts.

    """

  private static let stock = """

    ## Modules of the stock library

    For flows of one's own: `local payment = require "kassa.payment"`. The stock flows are modules, too:
    `require "kassa.flows.parked"` is a function that runs that one.

    """

  @Test func `every stock module that a store may use is declared, with every argument`() throws {
    for module in StockModules.all {
      #expect(!module.summary.isEmpty && !module.functions.isEmpty, "\(module.name)")
      let path = "Scripts/lua/\(module.name.replacing(".", with: "/")).lua"
      let lua = try text(path)
      for match in lua.matches(of: /\n(?:function M\.(\w+)|return function)\(([^)]*)\)/) {
        let name = String(match.1 ?? "")
        let function = try #require(module.functions.first { $0.name == name }, "\(path): \(name)")
        let named = function.parameters.map(\.name) + (function.isOpen ? ["..."] : [])
        let taken = match.2.split(separator: ",").map { $0.trimmingPrefix(" ") }
        #expect(named == taken.map(String.init), "\(path): \(name)")
        #expect(!function.summary.isEmpty, "\(path): \(name)")
        let words = function.parameters.map(\.summary) + function.returns.map(\.summary)
        #expect(!words.contains(""), "\(path): \(name)")
      }
    }
    let stores = StockLibrary.stores.values.joined().map(\.text)
    let pages = try ["README.md", "docs/guide.md", "docs/tasks.md", "docs/mistakes.md"].map(text)
    for page in stores + pages {
      for match in page.matches(of: /require[ (]+"(kassa\.[a-z_]+)"/) {
        #expect(StockModules.names.contains(String(match.1)), "\(match.1)")
      }
    }
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test func `the Lua of the points names them all, and no other`() throws {
    let lua = try text("Scripts/lua/kassa/points.lua")
    let list = try #require(lua.firstMatch(of: /local NAMES = \{([^}]*)\}/))
    let names = list.1.matches(of: /"(\w+)"/).map { String($0.1) }
    #expect(names == StoreDeclarations.points.map(\.name))
  }

  @Test func `the guide and the Lua of the points say what their declarations do`() throws {
    let (guide, lua) = (try text("docs/guide.md"), try text("Scripts/lua/kassa/points.lua"))
    for point in StoreDeclarations.points {
      #expect(guide.contains("\n\(point.row)\n"), "the guide lacks \(point.row)")
      #expect(lua.contains("\(point.name) = true") == (point.veto != nil), "\(point.name)")
      #expect(StoreTerms.guards.contains(point.name) == (point.veto != nil), "\(point.name)")
    }
    let stock = StockLibrary.files.filter { !$0.key.hasSuffix("/points.lua") }.values.joined()
    for name in StoreManifest.points { #expect(stock.contains("\"\(name)\""), "\(name)") }
  }

  @Test func `the reference of scenarios is that of the declarations`() throws {
    let day = DayModule.module(DayDesk())
    try compare("Scripts/lua/types/day.lua", Stubs.editor(day) + Self.scenario)
    try compare("docs/scenarios.md", Self.scenariosHead + Stubs.reference(day))
  }

  private static let scenario = """

    --- What a cashier's day is like; \"name\" is unique in its file.
    ---@param name string
    ---@param body fun()
    function scenario(name, body) end

    """

  private static let scenariosHead = """
    # Scenarios

    `kassa-run test DIR…` plays the scenarios of stores: the files `scenarios/*.lua` in a store's folder, and those in
    `Scripts/lua/scenarios`, which every store must pass. Each is played on a till of its own, with a journal, an
    emulated registrar and the goods of the folder's `goods.csv`; time stands still unless the scenario moves it.

    ```lua
    scenario("two coffees by card", function()
      day.at "2026-11-24 08:30"
      day.sign_in "Анна"
      day.scan "4600000000022"
      day.pay "card"
      day.expect { prompt = "charge.window", amount = rub "199.50" }
      day.power_off()
      day.answer "approved"
      day.expect_receipt { cashless = rub "199.50", cash = 0 }
      day.expect_matters(0)
    end)
    ```

    A scenario that looks at words says `day.language` first. One that fails names its line, the step, what was
    expected there and what came; below stands the way that led there: each prompt with its answer, what was refused and
    vetoed and why, the script's log, paper. What a script says to its log stands below a scenario that passed, too. After
    each scenario its entries are folded again apart from the till, and no approved charge may be left without its receipt or a
    matter. In the first scenario of each of the store's own files, and in each in which the power went, the written journal is verified.
    It closes with `N passed, N failed`; the exit code is 1 if any failed. A broken store
    and a broken file of scenarios stop no other. `kassa-run watch DIR` does all this at every save. Of several stores each cause is said once;
    [qa.md](qa.md) has the options.

    ## What fails

    Whatever of a store fails makes its scenario red, with file, line and who called it: a hook, a rule's `when`, `accepts`, a
    script that was stopped, a text with a `{place}` that nothing fills, and what the script says to `log.error`. A scenario that means it says so right after:

    ```lua
    scenario("a stamp without a card number is reported", function()
      day.sign_in()
      day.expect_fault "stamps"
    end)
    ```

    ## Shared scenarios and a store of one's own

    The scenarios that every store must pass, and those in a chain's folder `scenarios`, which are played for each of its
    stores, know nothing of what a store asks, what it takes off, or how it sells. `scenarios/house.lua` says it; the
    store's stands over the chain's.

    ```lua
    day.house {
      answers = { ["loyalty.phone"] = false },
      price = rub "1500",
      total = function(sum)
        return sum - sum * 5 // 100
      end,
    }
    ```

    A store may play another for a shared one, with its reason; it is listed, and counted in the last line:

    ```lua
    scenario("cash gives change", "coins are not taken here", function()
      day.sign_in()
    end)
    ```

    A shared scenario sells through `require "day.house"`: `sell(price)`, `pay(tender)`, `price()`, `total(sum, tender)` and
    `rest()`, which expects that nobody is served. Any scenario may `require` modules of its folder `scenarios`, of the store
    and of the chain; a file there without a scenario that returns something is such a module.


    """

  private func compare(_ path: String, _ expected: String) throws {
    let file = Self.root.appendingPathComponent(path)
    if Self.isWriting {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try expected.write(to: file, atomically: true, encoding: .utf8)
    }
    let found = try String(contentsOf: file, encoding: .utf8)
    #expect(found == expected, "\(path) is out of date; see the comment of this suite")
  }

  private static var modules: [HostModule] { Bindings.modules(NoFlow()) }
}
