import Foundation
import Testing

@testable import KassaLint
@testable import KassaRuntime

/// What a store says of something that it declares elsewhere: its services, its words, its durable values,
/// and in its scenarios its people, providers, rules.
@Suite struct NamedRuleTests {
  private func expect(_ each: LintCase) {
    #expect(Lint.listener(each.text) == each.said)
  }

  private static func store(_ parts: String, before: String = "") -> [String] {
    Lint.store(Story.store(parts, before: before).trimmingCharacters(in: .newlines)).map {
      $0.replacing("leto/store.lua:", with: "")
    }
  }

  private static let service = "local loyalty = service \"loyalty\" { title = \"Бонусы\" }"

  @Test(arguments: [
    LintCase(
      "if not receipt.contact \"+79991234567\" then\nprompt.tell { \"sale.refused\", "
        + "args = { reson = \"x\" } } end",
      "2: prompt.tell: nothing in the words of «sale.refused» is called {reson}; did you mean "
        + "«reason»?"),
    LintCase(
      "prompt.tell { \"sale.refused\" }",
      "1: prompt.tell: the words of «sale.refused» show {reason}; give it: args = { reason = … }"),
    LintCase(
      "prompt.tell { \"own.sum\", title = \"К оплате {sum}\", args = { summ = \"5\" } }",
      "1: prompt.tell: nothing in the words of «own.sum» is called {summ}; did you mean «sum»?"
    ),
    LintCase(
      "prompt.tell { \"own.sum\", title = \"К оплате {sum}\", args = { sum = \"5\" } }"),
    LintCase("local args = { reason = \"x\" }\nprompt.tell { \"sale.refused\", args = args }"),
    LintCase("prompt.tell { \"sale.refused\", title = \"Нельзя\" }"),
  ])
  func `what fills the words in braces is called as they are`(_ each: LintCase) { expect(each) }

  @Test(arguments: [
    LintCase(
      "return receipt.total() > rub \"500\"",
      "1: before_payment: nothing or veto \"…\" was expected, got a boolean; write return veto \"…\", "
        + "or return nothing"),
    LintCase(
      "return receipt.total() > rub \"500\" and veto \"Много\"",
      "1: before_payment: nothing or veto \"…\" was expected, got a boolean; write return veto \"…\", "
        + "or return nothing"),
    LintCase(
      "return prompt.tell { \"sale.empty\" }",
      "1: before_payment: nothing or veto \"…\" was expected, got a text; write return veto \"…\", "
        + "or return nothing"),
    LintCase(
      "return receipt.total() > rub \"500\" and \"Много\" or nil",
      "1: before_payment: nothing or veto \"…\" was expected, got a text; write return veto \"…\", "
        + "or return nothing"),
    LintCase("return receipt.total() > rub \"500\" and veto \"Много\" or nil"),
    LintCase("local no = receipt.total() > rub \"500\" and veto \"Много\" or nil\nreturn no"),
    LintCase("return log \"x\""),
  ])
  func `a listener that answers instead of vetoing is told`(_ each: LintCase) { expect(each) }

  @Test func `a veto is heard wherever nothing comes of it`() {
    let said = Self.store(
      """
      on = { receipt_begun = function()
      local no = veto "Нет"
      return no end },
      buttons = { sale = { { "own", "Своё", function()
      return veto "Нет" end } } },
      default_terminal = { { "a", marked = true, when = function()
      return veto "Нет" end }, { "b", ask = true } },
      prices = { { "c", function()
      return veto "Нет" end } },
      scans = { { "^29", function()
      veto "Нет" end } },
      """)
    #expect(
      said == [
        "3: receipt_begun: nothing comes of a veto here; return nothing",
        "6: buttons: nothing comes of a veto here; return nothing",
        "8: when: nothing comes of a veto here; return false",
        "10: prices: nothing comes of a veto here; return nothing",
        "12: scans: nothing comes of a veto here; return nothing",
      ])
    #expect(
      Self.store(
        "on = { receipt_begun = check, before_payment = check },",
        before: "local function check() if receipt.total() > 0 then return veto \"Нет\" end end"
      ).isEmpty)
  }

  @Test func `a service is named in the store's table, called with a colon, and may not answer`() {
    #expect(
      Self.store(
        "on = { after_receipt = function() loyalty:change(\"earn\") end },", before: Self.service)
        == ["1: the service «loyalty» is not among the store's; name it in services = { … }"])
    #expect(
      Self.store(
        "services = { loyalty }, on = { after_receipt = function()\nlocal found, reason = "
          + "loyalty.ask(\"points\")\nlog(found, reason) end },", before: Self.service)
        == ["4: loyalty.ask hands over no loyalty; write a colon: loyalty:ask"])
    #expect(
      Self.store(
        "services = { loyalty }, on = { after_receipt = function()\nlocal found = loyalty:ask "
          + "\"points\"\nlog(found.points) end },", before: Self.service)
        == [
          "5: notice: «found» may be nil, as a service's ask says, and nobody looks; write if found "
            + "then … end"
        ])
  }

  @Test func `what a durable value can't hold is told where it is written`() {
    #expect(
      Self.store(
        """
        kept = { { "stars", kind = "number", least = 0, most = 10, default = 0, life = "day" },
        { "mood", kind = "choice", choices = { "good", "bad" }, life = "day" } },
        on = { after_receipt = function()
        kept.set("stars", 11)
        kept.set("mood", "godo")
        kept.set("stars", 10) kept.set("mood", "bad") end },
        """)
        == [
          "5: kept.set: «stars»: from 0 to 10 was expected, got 11",
          "6: kept.set: «mood»: no «godo»; did you mean «good»?",
        ])
  }

  @Test func `a function that a point lists twice is a notice`() {
    #expect(
      Self.store(
        "on = { line_added = { greet,\n{ \"hello\", greet } } },",
        before: "local function greet() log \"x\" end")
        == [
          "4: notice: line_added: «greet» stands here twice, first in line 3, and runs twice; keep one"
        ])
  }

  @Test func `a button's label is missed in a language that the store has elsewhere`() {
    #expect(
      Self.store(
        "purposes = { night = { ru = \"Ночь\", en = \"Night\" } },\ndefault_terminal = { { { ru = \"н\", "
          + "en = \"n\" }, purpose = \"night\" }, { { ru = \"о\", en = \"a\" }, ask = true } },\n"
          + "buttons = { sale = {\n{ \"own\", \"Своё\", function() log \"x\" end } } },")
        == [
          "5: buttons.sale[1]: notice: no words in «en», which this store has elsewhere; write { ru = "
            + "…, en = … }"
        ])
  }

  @Test func `what a stock module hands on is held to what the primitive takes`() {
    #expect(
      Self.store(
        "buttons = { sale = { { \"bag\", \"Пакет\", function()\nlocal added, reason = goods.add "
          + "{ name = \"Пакет\", prise = rub \"5\" }\nlog(added, reason) end } } },",
        before: "local goods = require \"kassa.goods\"")
        == [
          "4: goods.add: price: a whole number was expected, got nothing; add price = …",
          "4: goods.add: unknown key «prise»; did you mean «price»?",
        ])
    #expect(
      Self.store(
        "buttons = { sale = { { \"bag\", \"Пакет\", function()\nlocal added, reason = goods.add "
          + "{ name = \"Пакет\", price = 50 }\nlog(added, reason) end } } },",
        before: "local goods = require \"kassa.goods\"")
        == [
          "4: notice: price: 50 is in kopecks, 0.50 ₽; write rub \"50\" where roubles are meant, else "
            + "rub \"0.50\""
        ])
  }

  @Test(arguments: [
    LintCase(
      "local question = { \"own.name\", title = \"Имя\" }\nquestion.leest = 2\nlog(prompt.text(question))",
      "2: prompt.text: unknown key «leest»; did you mean «least»?"),
    LintCase(
      "local question = { \"own.name\", title = \"Имя\" }\nquestion.least = 2\nlog(prompt.text(question))"
    ),
  ])
  func `what is put into a question later counts too`(_ each: LintCase) { expect(each) }

  @Test func `a chain's listener that there is none of is not dropped`() {
    #expect(
      Self.store("drop = { \"age\" },")
        == ["2: drop[1]: the chain has no listener «age»; leave it out"])
  }

  @Test func `an unknown key of a table that a helper makes is named at its line`() {
    let house = """
      local M = {}
      function M.make(own)
        return { api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
          place = own.place, address = own.address, cashiers = { "Анна" },
          adress = "Москва" }
      end
      return M
      """
    let said = Lint.store(
      "return store(require(\"house\").make { place = \"Лето\", address = \"Москва\" })",
      files: ["chain/chain/house.lua": house])
    #expect(
      said.contains("chain/house.lua:5: adress: unknown key; did you mean «address»?"), "\(said)")
  }

  @Test func `scenarios name what the store has`() throws {
    let folder = try TestFolder()
    let store = folder.path + "/leto"
    try makeFolder(store + "/scenarios")
    try Story.store(
      """
      purposes = { night = "Ночь" },
      default_terminal = { { "ночью", purpose = "night" }, { "любой", marked = true } },
      kept = { { "cups", kind = "number", default = 0, life = "day" } },
      services = { service "loyalty" { title = "Бонусы" } },
      parameters = { { "limit", kind = "amount", title = "Предел", default = rub "500" } },
      """
    ).write(toFile: store + "/store.lua", atomically: true, encoding: .utf8)
    try """
    scenario("a sale", function()
      day.service { "loyalti", fault = "late" }
      day.sign_in "Аня"
      day.terminal { name = "A", provider = "standalon", purpose = "nigt" }
      day.answer("aproved", "charge.window")
      day.expect { cashier = "Анна" }
      day.expect_rule "ночю"
      day.expect_rule "only"
      day.expect_kept("cupps", 1)
      day.parameters { limt = rub "5" }
    end)
    """.write(toFile: store + "/scenarios/a.lua", atomically: true, encoding: .utf8)
    let said = StoreLint.findings(folder: store).map(\.text)
    #expect(
      said == [
        "leto/scenarios/a.lua:2: day.service: no service «loyalti»; did you mean «loyalty»?",
        "leto/scenarios/a.lua:3: day.sign_in: no person «Аня»; the store has Анна",
        "leto/scenarios/a.lua:4: day.terminal: no provider «standalon»; did you mean «standalone»?",
        "leto/scenarios/a.lua:4: day.terminal: no purpose «nigt»; did you mean «night»?",
        "leto/scenarios/a.lua:5: notice: day.answer: «charge.window» has no button «aproved»; did "
          + "you mean «approved»?",
        "leto/scenarios/a.lua:7: day.expect_rule: no rule «ночю»; did you mean «ночью»?",
        "leto/scenarios/a.lua:9: day.expect_kept: no durable value «cupps»; did you mean «cups»?",
        "leto/scenarios/a.lua:10: day.parameters: no parameter «limt»; did you mean «limit»?",
      ])
  }
}
