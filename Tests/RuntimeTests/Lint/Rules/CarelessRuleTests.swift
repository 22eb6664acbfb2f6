import Foundation
import Testing

@testable import KassaLint
@testable import KassaRuntime

/// What somebody writes who knows Lua and not Kassa, and what each is told.
@Suite struct CarelessRuleTests {
  private func expect(_ each: LintCase) {
    #expect(Lint.listener(each.text) == each.said)
  }

  private static func store(_ parts: String, before: String = "") -> [String] {
    Lint.store(Story.store(parts, before: before).trimmingCharacters(in: .newlines)).map {
      $0.replacing("leto/store.lua:", with: "")
    }
  }

  @Test(arguments: [
    LintCase(
      "if receipt.total > rub \"1000\" then log \"x\" end",
      "1: «receipt.total» is a function here and no value; call it: receipt.total(…)"),
    LintCase(
      "log(#receipt.lines)",
      "1: «receipt.lines» is a function here and no value; call it: receipt.lines(…)"),
    LintCase(
      "for _, line in pairs(receipt.lines) do log(line.name) end",
      "1: «receipt.lines» is a function here and no value; call it: receipt.lines(…)"),
    LintCase(
      "log(receipt.memo.phone)",
      "1: «receipt.memo» is a function here and no value; call it: receipt.memo(…)"),
    LintCase(
      "local function sum() return 1 end\nlog(sum + 1)",
      "2: «sum» is a function here and no value; call it: sum(…)"),
    LintCase("log.info(\"x\")", "1: no log.info; use error, failed"),
    LintCase(
      "for line in receipt.lines() do log(line.name) end",
      "1: for … in goes over no table by itself; write in ipairs(receipt.lines(…))"),
    LintCase(
      "for line in receipt.lines do log(line.name) end",
      "1: for … in goes over no table by itself; write in ipairs(receipt.lines())"),
    // What is handed over, or asked whether it is there, is no mistake.
    LintCase(
      "local add = receipt.add\nif add and receipt.line then log(add, pcall(receipt.total)) end"),
    LintCase("for key, value in pairs { a = 1 } do log(key, value) end"),
  ])
  func `functions and tables taken for something else`(_ each: LintCase) { expect(each) }

  @Test(arguments: [
    LintCase(
      "for _, line in ipairs(receipt.lines()) do if line.quantity > 3 then log \"x\" end end",
      "1: a text is compared with a number; write tonumber(…) around the text"),
    LintCase(
      "if receipt.total() > \"1000\" then log \"x\" end",
      "1: a number is compared with the text «1000»; write rub \"…\""),
    LintCase(
      "log(\"К оплате \" .. receipt.total() .. \" руб.\")",
      "1: notice: kopecks are put into a text as they are; write money.text(…) around the amount"),
    LintCase(
      "log(receipt.total() / 100)",
      "1: notice: / gives a number with a fraction, and kopecks are whole; "
        + "use //, or money.text where it is shown"),
    LintCase(
      "log(rub(5.5))",
      "1: rub: a text such as \"199.50\" was expected, got a number; put it in quotes"),
    LintCase("log(rub \"5,5о\")", "1: rub: «5,5о» is no amount; write rub \"199.50\""),
    LintCase("log(receipt.total() // 2, money.text(receipt.total()) .. \"!\", 10 / 4)"),
  ])
  func `numbers, texts and kopecks`(_ each: LintCase) { expect(each) }

  @Test(arguments: [
    LintCase(
      "local bag = receipt.goods \"1\"\nlog(bag.name)",
      "2: notice: «bag» may be nil, as receipt.goods says, and nobody looks; "
        + "write if bag then … end"),
    LintCase(
      "local phone = prompt.text { \"own.phone\", title = \"Телефон\", cancel = true }\n"
        + "log(\"т. \" .. phone)",
      "2: notice: «phone» may be nil, as prompt.text says, and nobody looks; "
        + "write if phone then … end"),
    LintCase("local bag = receipt.goods \"1\"\nif bag then log(bag.name) end"),
    LintCase("local bag = receipt.goods \"1\"\nlog(bag and bag.name or \"\")"),
    LintCase("local bag = assert(receipt.goods \"1\")\nlog(bag.name)"),
    LintCase("local name = prompt.text { \"own.name\", title = \"Имя\" }\nlog(\"Имя \" .. name)"),
  ])
  func `results that may be nil`(_ each: LintCase) { expect(each) }

  @Test func `a listener is given what its row says, and is named, not called`() {
    #expect(
      Self.store(
        "on = { after_receipt = function(receipt) log(receipt.total()) end,\nbefore_payment = greet(),"
          + "\nbefore_tender = function(kind)\nif kind == \"card\" then return veto end end },",
        before: "local function greet() log \"x\" end") == [
          "3: after_receipt: its listener is given nothing, so «receipt» is nil; leave it out",
          "4: «greet» is called here and returns nothing; "
            + "write greet without brackets where the function itself is meant",
          "6: before_tender: nothing or veto \"…\" was expected, got a function; "
            + "write return veto \"…\", or return nothing",
          "6: this is never «card»; it may be cash, cashless, credit",
        ])
    #expect(
      Self.store(
        "on = { before_tender = function(tender)\n"
          + "if tender.kind == \"cash\" then return veto \"Нет\" end end },"
      ) == [
        "3: this is a text and has no «kind»; it is one of cash, cashless, credit"
      ])
  }

  @Test func `prices are given lines and a tender, and take hundredths of a percent`() {
    #expect(
      Self.store(
        "prices = { { \"a\", function(lines, tender)\n"
          + "if tender == \"card\" then return prices.share(lines, 5) end\n"
          + "for _, line in ipairs(lines) do log(line.summ) end end } },",
        before: "local prices = require \"kassa.prices\"") == [
          "4: notice: hundredths: 5 hundredths are 0.05 %; write 500 for 5 %",
          "4: this is never «card»; it may be cash, cashless, credit",
          "5: a receipt.Line has no «summ»; did you mean «sum»?",
        ])
  }

  @Test func `a provider of one's own says what became of its charge, and knows its settings`() {
    let before = """
      local own = provider "own" { title = "Своё", settings = { { "limit", kind = "text", title = "?" } },
      accepts = function(charge, set) if charge.amount > set.limt then return "Много" end end,
      charge = function(charge)
      charge:ask { titel = "?", id = "own.window" }
      end }
      """
    #expect(
      Self.store("providers = { own },", before: before) == [
        "2: accepts: true or false was expected, got a text; return false, \"…\"",
        "2: this provider has no setting «limt»; did you mean «limit»?",
        "4: charge:ask: unknown key «titel»; did you mean «title»?",
        "4: charge:ask: «own.window» asks no outcome; "
          + "add outcomes = { \"own.window\" } to the provider, and its words to «texts»",
        "4: what charge:ask says is not returned; write return charge:ask…",
      ])
    #expect(
      Self.store(
        "providers = { own },",
        before:
          "local own = provider \"own\" { title = \"Своё\", charge = function() log \"x\" end }"
      ) == ["1: charge: what became of it is not returned; write return charge:ask { … }"])
  }

  @Test func `durable values and parameters are known by their names`() {
    #expect(
      Self.store(
        """
        parameters = { { "limit", kind = "amount", title = "?", default = 0 } },
        kept = { { "visits", kind = "number", life = "day" } },
        on = { after_receipt = function()
        kept.set("visit", 1)
        kept.set("visits", "1")
        kept.set("visits", kept.get "visits" + 1)
        log(kept.get("visits", "key"), parameter "limt")
        end },
        """) == [
          "5: no durable value «visit»; did you mean «visits»?",
          "6: kept.set: «visits» holds a whole number, got a text; put in what it holds",
          "7: «visits» is nil until something is kept; declare it with default = …",
          "8: no parameter «limt»; did you mean «limit»?",
          "8: «visits» has no keys; declare it with keyed = true, or leave the key out",
        ])
  }

  @Test func `a flow leads to a flow that there is`() {
    #expect(
      Self.store("flows = { sale = function()\nlocal next\nreturn next or \"sales\" end },") == [
        "4: no flow «sales»; did you mean «sale»?"
      ])
  }

  @Test func `departments and barcodes are those of the goods beside the store`() {
    let text = Story.store(
      "favourites = { department = \"kiosc\" }, on = { before_payment = function()\n"
        + "if receipt.has { department = \"lense\" } then log(receipt.goods \"46\") end end },")
    let said = Lint.store(
      text, goods: KnownGoods(departments: ["kiosk", "lenses"], barcodes: ["47"]))
    #expect(
      said.map { $0.replacing("leto/store.lua:", with: "") } == [
        "3: notice: no good in goods.csv is of the department «kiosc»; did you mean «kiosk»?",
        "4: notice: no good in goods.csv has the barcode «46»; did you mean «47»?",
        "4: notice: no good in goods.csv is of the department «lense»; did you mean «lenses»?",
      ])
    #expect(Lint.store(text) == [])
  }

  @Test(arguments: [
    ("^29%d+$", nil), ("^[%d%-]+(x?)$", nil), ("[]]", nil), ("[^]a]", nil), ("%[", nil),
    ("[", "[ is not closed"), ("[%", "[ is not closed"), ("29%", "it ends in %"),
    ("(29", "( is not closed"), ("29)", ") closes nothing"), ("%b(", "%b needs two"),
  ])
  func `a scan's pattern is one that Lua takes`(pattern: String, problem: String?) {
    let said = Self.store("scans = { { \"\(pattern)\", function() end } },")
    #expect(said.isEmpty == (problem == nil), "\(said)")
    if let problem { #expect(said.first?.contains(problem) == true, "\(said)") }
  }

  @Test func `a button that stands there is not hidden`() {
    let said = Self.store("buttons = { sale = { \"pay.card\", hide = { \"pay.card\" } } },")
    #expect(
      said == [
        "2: buttons.sale.hide: «pay.card» stands among the buttons too; leave it out of one of them"
      ])
  }
}
