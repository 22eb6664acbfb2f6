import Foundation
import Testing

@testable import KassaLint
@testable import KassaRuntime

/// What is said of how a store uses the stock library, and of its words in two languages.
@Suite struct StockRuleTests {
  @Test(arguments: [
    LintCase(
      "require(\"kassa.prices\").round_down({}, \"1\")",
      "1: prices.round_down: kopecks: a whole number was expected, got «1»; write rub \"199.50\""),
    LintCase(
      "require(\"kassa.prices\").share(5, 500)",
      "1: prices.share: lines: a list was expected, got a number"),
    LintCase(
      "local points = require \"kassa.points\"\npoints.run \"befor_payment\"",
      "2: points.run: one of «\(ScriptSurface.points.keys.sorted().joined(separator: "», «"))» was "
        + "expected, got «befor_payment»; did you mean «before_payment»?"),
    LintCase("require(\"kassa.points\").run(\"line_added\", receipt.line(1), receipt.line(1))"),
    LintCase(
      "local allow = require \"kassa.allow\"\nif allow \"boss\" then log \"x\" end",
      "2: allow: role: one of «cashier», «senior», «technician» was expected, got «boss»"
    ),
    LintCase(
      "local done, reason = require(\"kassa.goods\").add()\nlog(done, reason)",
      "1: goods.add: a table was expected, got nothing"),
    LintCase(
      "receipt.print()",
      "1: on.before_payment can't print the receipt; the flow does that: return, "
        + "and let it go on"),
    LintCase(
      "local function f() receipt.park() end\nf()",
      "1: on.before_payment can't set the receipt aside; the flow does that: return, and let it go on"
    ),
    LintCase(
      "local done = require(\"kassa.payment\").pay \"cash\"\nlog(done)",
      "1: on.before_payment can't take money; the flow does that: return, and let it go on"),
  ])
  func `a call of the stock library is held to its declaration`(_ each: LintCase) {
    #expect(Lint.listener(each.text) == each.said)
  }

  private static func sale(_ body: String) -> String {
    Story.store("flows = { sale = function()\n\(body)\nreturn \"sale\" end },")
  }

  @Test(arguments: ["\"crad\"", "\"CARD\"", "5"])
  func `a tender that there is not is a mistake`(tender: String) {
    let said = Lint.store(
      Self.sale(
        "local payment = require \"kassa.payment\"\npayment.resume()\npayment.pay(\(tender))"))
    #expect(
      said.contains { $0.contains(":6: payment.pay: one of «card», «other», «cash», «split»") })
  }

  @Test func `a sale that pays and never resumes is a notice`() {
    let notice = "notice: this sale pays and never resumes"
    func isNoticed(_ body: String) -> Bool {
      Lint.store(Self.sale(body)).contains { $0.hasPrefix("leto/store.lua:3: \(notice)") }
    }
    #expect(isNoticed("require(\"kassa.payment\").pay \"card\""))
    #expect(!isNoticed("local p = require \"kassa.payment\"\np.resume()\np.pay \"card\""))
    #expect(!isNoticed("return require(\"kassa.flows.sale\")()"))
    #expect(!isNoticed("prompt.choose { \"x\", title = \"X\", buttons = { { \"a\", \"A\" } } }"))
  }

  @Test(arguments: ["true", "false", "\"approved\"", "charge and true", "5"])
  func `what a terminal did is no script's to say`(value: String) {
    let said = Lint.store(
      Story.store(
        "providers = { own },",
        before:
          "local own = provider \"own\" { title = \"Own\", charge = function(charge)\nreturn \(value) "
          + "end }"))
    let isSaid = said.contains {
      $0.hasPrefix("leto/store.lua:2: charge: what charge:ask says was expected")
    }
    #expect(isSaid == (value != "charge and true"), "\(said)")
  }

  /// Words in a function of a store that has Russian and English ones elsewhere.
  @Test(arguments: [
    "prompt.text { \"a\", title = { ru = \"Имя\" } }",
    "prompt.confirm { \"a\", title = \"Точно?\" }",
    "return veto { ru = \"Нет\" }", "return veto \"Нельзя\"",
    "prompt.choose { \"a\", title = \"A\", buttons = { { \"b\", \"Да\" } } }",
    "prompt.tell { \"a\", title = { ru = \"А\", en = \"A\" }, body = \"Тело\" }",
    "log(prompt.words { ru = \"Слово\" })",
    "prompt.tell { \"a\", title = { ru = \"А\", en = \"A\" }, args = { x = { ru = \"Б\" } } }",
  ])
  func `a language that a function leaves out is a notice`(body: String) {
    let notice =
      "leto/store.lua:3: notice: no words in «en», which this store has elsewhere; write { ru = …, en = … }"
    func said(_ purposes: String) -> [String] {
      Lint.store(Story.store("\(purposes) on = { before_payment = function() \(body) end },"))
    }
    #expect(
      said("purposes = { x = { ru = \"Х\", en = \"X\" } },").filter { $0.contains("no words") }
        == [notice])
    #expect(!said("").contains { $0.contains("no words") && !body.contains("en =") })
  }

  @Test func `a language that only functions have is missed in the store's table`() {
    let said = Lint.store(
      Story.store(
        "purposes = { x = \"Ночь\" }, on = { before_payment = function() "
          + "return veto { ru = \"Нет\", en = \"No\" } end },"))
    #expect(
      said.filter { $0.contains("no words") } == [
        "leto/store.lua:3: purposes.x: notice: no words in «en», which this store has elsewhere; write "
          + "{ ru = …, en = … }"
      ])
  }
}
