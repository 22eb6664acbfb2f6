import Foundation
import Testing

@testable import KassaLint
@testable import KassaRuntime

/// What is said of whole stores: their tables, their chain, their scenarios.
@Suite struct StoreRuleTests {
  private static func store(_ parts: String, before: String = "") -> String {
    Story.store(parts, before: before).trimmingCharacters(in: .newlines)
  }

  @Test func `a listener that stands twice is a mistake: the first never runs`() {
    let said = Lint.store(
      Self.store("on = { before_payment = function() end,\nbefore_payment = function() end },"))
    #expect(
      said == [
        "leto/store.lua:3: before_payment: this listener stands here twice, first in line 2, and the "
          + "first never runs; let one function do both"
      ])
  }

  @Test func `a module that gives nothing is named where its return is missing`() {
    let module = "local M = {}\nfunction M.greet() log \"x\" end\n"
    func said(_ module: String, _ use: String) -> [String] {
      Lint.store(
        Self.store(
          "on = { before_payment = function() require(\"house\").greet() end },", before: use),
        files: ["chain/leto/house.lua": module])
    }
    let remark =
      "leto/house.lua:2: this module returns nothing, so require \"house\" is true; "
      + "end it with return M, M being its table"
    #expect(said(module, "").contains(remark))
    #expect(said(module, "local house = require \"house\"\nhouse.greet()").contains(remark))
    #expect(!said(module + "return M", "").contains(remark))
    #expect(
      !Lint.store(
        Self.store("", before: "require \"house\""),
        files: ["chain/leto/house.lua": "log \"x\""]
      ).contains { $0.contains("returns nothing") })
  }

  @Test func `what must answer at once asks nobody`() {
    let before = """
      local own = provider "own" { title = "Своё",
      accepts = function(charge)
      return prompt.confirm { "own.sure", title = "?" } and charge.amout > 0 end,
      charge = function(charge) return charge:aks {} end }
      """
    let said = Lint.store(
      Self.store(
        "providers = { own, stock.standalone {} }, default_terminal = { { \"a\", marked = true, "
          + "when = function(facts) return facts.wekday == \"mon\" end }, { \"b\", ask = true } },",
        before: before))
    #expect(
      said == [
        "leto/store.lua:3: a kassa.Charge has no «amout»; did you mean «amount»?",
        "leto/store.lua:3: prompt.confirm waits, and «accepts» must answer at once; "
          + "ask in a flow, a listener or a provider's «charge»",
        "leto/store.lua:4: a kassa.Charge has no «aks»; did you mean «ask»?",
        "leto/store.lua:6: a kassa.Facts has no «wekday»; did you mean «weekday»?",
      ])
  }

  @Test func `prices ask nobody`() {
    let said = Lint.store(
      Self.store(
        "prices = { { \"a\", function(lines)\nlocal function sure() return prompt.confirm { \"own.sure\", "
          + "title = \"?\" } end\nreturn sure() and { [lines[1].id] = 1 } or nil end } },"))
    #expect(
      said == [
        "leto/store.lua:3: prompt.confirm waits, and «prices» must answer at once; "
          + "ask in a flow, a listener or a provider's «charge»"
      ])
  }

  @Test func `a button goes on with a stock button, or with nothing`() {
    let said = Lint.store(
      Self.store(
        """
        buttons = {
        sale = { { "a", "А", function() return "pay.crad" end },
        { "b", "Б", function() if receipt.total() > 0 then return "pay.card" end return "pay.split" end },
        { "c", "В", function() return receipt.total() > 0 and "x" or "quick" end },
        hide = { "pay.split", "terminals" } },
        ["payment.tender"] = { { "d", "Г", function()
        return "card" end } } },
        """))
    #expect(said.count == 3, "\(said)")
    #expect(
      said[0] == "leto/store.lua:3: «a»: no stock button «pay.crad»; did you mean «pay.card»?")
    #expect(
      said[1].hasPrefix(
        "leto/store.lua:5: «c»: no stock button «quick»; return one of clear, documents, drawer")
    )
    #expect(said[2] == "leto/store.lua:8: «d»: nothing was expected, got a text; return nothing")
  }

  @Test func `a service is known by its calls, its keys and its reasons`() {
    let before = """
      local loyalty = service "loyalty" { titel = "Бонусы" }
      local function greet()
      local found, reason = loyalty:ask("points")
      if reason == "absend" then log "x" end
      loyalty:ask("name")
      loyalty:chnge("spend")
      loyalty:change("earn")
      return found
      end
      """
    let said = Lint.store(
      Self.store(
        "services = { loyalty }, on = { before_payment = greet }, default_terminal = { { \"a\", "
          + "marked = true, when = function() return loyalty:ask(\"open\") == true end }, "
          + "{ \"b\", ask = true } },",
        before: before))
    #expect(
      said == [
        "leto/store.lua:11: services[1].titel: unknown key; did you mean «title»?",
        "leto/store.lua:4: this is never «absend»; did you mean «absent»?",
        "leto/store.lua:5: notice: a service is asked, and nobody looks at its answer; "
          + "write local answer, reason = …, or leave the question out",
        "leto/store.lua:6: a kassa.Service has no «chnge»; did you mean «change»?",
        "leto/store.lua:11: service:ask waits, and «when» must answer at once; "
          + "ask in a flow, a listener or a provider's «charge»",
      ])
  }

  @Test func `an outcome of a provider's own is compared with what there is`() {
    let before = """
      local own = provider "own" { title = "Своё", most = 15000, charge = function(charge)
      local outcome = charge:ask { title = "?" }
      if outcome == "aproved" then log "x" end
      return outcome end }
      """
    #expect(
      Lint.store(Self.store("providers = { own },", before: before)) == [
        "leto/store.lua:1: notice: most: 15000 is in kopecks, 150.00 ₽; write rub \"15000\" where "
          + "roubles are meant, else rub \"150.00\"",
        "leto/store.lua:3: this is never «aproved»; did you mean «approved»?",
      ])
  }

  @Test func `a chain's helper is read too, and what it has is known`() {
    let chain = """
      local M = { inn = "7701234567", adress = "Москва" }
      function M.provider() return stock.transfer { titel = "Перевод" } end
      function M.greet() return recept.total() end
      return M
      """
    let said = Lint.store(
      "local house = require \"house\"\n"
        + "return store { api = 1, name = \"Лето\", inn = house.inn, taxation = \"usn_income\",\n"
        + "address = house.address, place = \"Кафе\", cashiers = { \"Анна\" },\n"
        + "on = { after_receipt = function() house.gret() end } }",
      files: ["chain/house/house.lua": chain])
    #expect(
      said == [
        "leto/store.lua:3: address: a string was expected, got nothing; «adress» stands at "
          + "house/house.lua:1, did you mean «address»?",
        "house/house.lua:2: provider: unknown key «titel»; did you mean «title»?",
        "house/house.lua:3: no global «recept»; did you mean «receipt»?",
        "leto/store.lua:3: notice: the module «house» has no «address», so this is nil; "
          + "did you mean «adress»?",
        "leto/store.lua:4: the module «house» has no function «gret»; did you mean «greet»?",
      ])
  }

  @Test func `scenarios are looked at as the store is`() throws {
    let folder = try TestFolder()
    let store = folder.path + "/leto"
    try makeFolder(store + "/scenarios")
    try Self.store("").write(toFile: store + "/store.lua", atomically: true, encoding: .utf8)
    try """
    scenario("a sale", function()
      day.sign_in()
      day.add { name = "Чай", prise = rub "5" }
      day.pay "crd"
      day.answer("approved", "charge.windw")
      day.expct { total = 5000 }
      day.expect_receipt { total = 500 }
      day.go_on { to = "outcome" }
      day.answer(receipt.total())
    end)
    """.write(toFile: store + "/scenarios/a.lua", atomically: true, encoding: .utf8)
    try "scenario(".write(
      toFile: store + "/scenarios/b.lua", atomically: true, encoding: .utf8)
    let said = StoreLint.findings(folder: store).map(\.text)
    #expect(
      said == [
        "leto/scenarios/a.lua:3: day.add: price: a whole number was expected, got nothing; add price = …",
        "leto/scenarios/a.lua:3: day.add: unknown key «prise»; did you mean «price»?",
        "leto/scenarios/a.lua:4: day.pay: one of «card», «cash», «split» was expected, got «crd»; "
          + "did you mean «card»?",
        "leto/scenarios/a.lua:5: day.answer: no prompt «charge.windw»; did you mean "
          + "«charge.window»?; use the id of a prompt that the store or the stock library asks",
        "leto/scenarios/a.lua:6: no day.expct; did you mean «expect»?",
        "leto/scenarios/a.lua:7: notice: total: 500 is in kopecks, 5.00 ₽; write rub \"500\" where "
          + "roubles are meant, else rub \"5.00\"",
        "leto/scenarios/a.lua:9: no global «receipt»; a scenario sees the till by day.expect and "
          + "day.prompt",
        "leto/scenarios/b.lua:1: unexpected symbol near <eof>; correct it there or in the lines before",
      ])
  }
}
