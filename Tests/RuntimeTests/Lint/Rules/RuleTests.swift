import Testing

@testable import KassaLint
@testable import KassaRuntime

/// What each rule says, and what it lets pass.
@Suite struct RuleTests {
  private func expect(_ each: LintCase) {
    #expect(Lint.listener(each.text) == each.said)
  }

  @Test(arguments: [
    LintCase("log(receipt.totl())", "1: no receipt.totl; did you mean «total»?"),
    LintCase("log(recept.total())", "1: no global «recept»; did you mean «receipt»?"),
    LintCase("count = 1", "1: assignment to the global «count»; make it local"),
    LintCase(
      "receipt.extra = 1",
      "1: assignment to receipt.extra: receipt is read-only; use a table of your own"),
    LintCase("log(os.time())", "1: no global «os»; scripts do without it"),
    LintCase(
      "log(string.trim \"x\")",
      "1: no string.trim; use byte, char, find, format, gmatch, gsub, len, lower, match, rep, "
        + "reverse, sub, upper"),
    LintCase(
      "log(receipt:total())",
      "1: receipt:total hands over «receipt» itself; write a dot: receipt.total"),
    LintCase("local r = receipt\nlog(r.totl())", "2: no receipt.totl; did you mean «total»?"),
    // Another thing of the same name is none of the runtime's.
    LintCase("local receipt = { totl = function() end }\nreceipt.totl()"),
    LintCase("local function f(receipt) return receipt.anything end\nf {}"),
  ])
  func `names that nobody defines`(_ each: LintCase) { expect(each) }

  @Test(arguments: [
    LintCase(
      "local price = prompt.amount { \"a\", title = \"?\", leest = 1 }\nlog(price)",
      "1: prompt.amount: unknown key «leest»; did you mean «least»?"),
    LintCase(
      "log(prompt.amount { \"a\", title = \"?\", most = \"15\" })",
      "1: prompt.amount: most: a whole number was expected, got «15»; write rub \"199.50\""),
    LintCase(
      "log(receipt.add { name = \"Чай\", price = rub \"5\", vat = \"vat21\" })",
      "1: receipt.add: vat: one of "
        + VATRate.allCases.map { "«\($0.name)»" }.joined(separator: ", ")
        + " was expected, got «vat21»; did you mean «vat20»?"),
    LintCase(
      "log(receipt.add { name = \"Чай\" })",
      "1: receipt.add: price: a whole number was expected, got nothing; add price = …"),
    LintCase(
      "log(receipt.total(1))", "1: receipt.total: takes 0 arguments, got 1; leave the rest out"),
    LintCase("log(receipt.memo())", "1: receipt.memo: key: a string was expected, got nothing"),
    LintCase(
      "log(receipt.set_quantity(1, 2))",
      "1: receipt.set_quantity: quantity: a string was expected, got 2; put it in quotes"),
    LintCase(
      "log(receipt.remove(\"1\"))", "1: receipt.remove: a whole number was expected, got «1»"),
    LintCase("prompt.tell(\"x\")", "1: prompt.tell: a table was expected, got «x»"),
    // What is computed is checked when it runs.
    LintCase(
      "local fields = { \"a\", title = \"?\" }\nfields.least = 1\nlog(prompt.amount(fields))"),
    LintCase("log(receipt.memo(select(1, \"a\")))"),
    LintCase("log(prompt.amount { [\"title\"] = \"?\", table.unpack { \"a\" } })"),
  ])
  func `arguments that a primitive does not take`(_ each: LintCase) { expect(each) }

  @Test(arguments: [
    LintCase(
      "prompt.tell { \"sale.emty\" }",
      "1: prompt.tell: no prompt «sale.emty»; did you mean «sale.empty»?; "
        + "give it a title, or words in «texts»"),
    LintCase(
      "prompt.choose { \"charge.window\" }",
      "1: prompt.choose: «charge.window» is a prompt about money; only terminal.charge asks it; "
        + "give yours an id of its own"),
    LintCase(
      "log(prompt.words \"button.okk\")",
      "1: notice: prompt.words: no words «button.okk», so this is nil; did you mean «button.ok»?"),
    LintCase("prompt.tell { \"mine.own\", title = \"Своё\" }"),
    LintCase("local id = \"x\" .. receipt.id()\nprompt.tell { id, title = nil }"),
  ])
  func `ids of prompts that are nowhere`(_ each: LintCase) { expect(each) }

  @Test(arguments: [
    LintCase(
      "local answer = prompt.choose { \"a\", title = \"?\", buttons = { { \"yes\", \"Да\" }, \"no\" } }\n"
        + "if answer == \"yess\" then log \"x\" end",
      "2: this is never «yess»; did you mean «yes»?"),
    LintCase(
      "local outcome = terminal.charge { \"charge.window\", terminal = \"x\", amount = receipt.due() }\n"
        + "if outcome == \"aproved\" then log \"x\" end",
      "1: on.before_payment can't charge a terminal; the flow does that: return, and let it go on",
      "2: this is never «aproved»; did you mean «approved»?"),
    LintCase(
      "if prompt.confirm { \"a\", title = \"?\" } == \"yes\" then log \"x\" end",
      "1: this is true, false or nil, never «yes»; leave the comparison out"),
    LintCase(
      "local action = prompt.sale { \"sale\" }\nif action.action == \"pay.crad\" then log \"x\" end",
      "2: this is never «pay.crad»; did you mean «pay.card»?"),
    LintCase(
      "local text, why = prompt.text { \"a\", title = \"?\", buttons = { { \"skip\", \"Дальше\" } } }\n"
        + "if why == \"skp\" then log(text) end",
      "2: this is never «skp»; did you mean «skip»?"),
    LintCase(
      "prompt.tell { \"sale.empty\", default = \"okk\" }",
      "1: notice: prompt.tell: no button «okk» is there; did you mean «ok»?"),
    LintCase(
      "local function after(outcome) return outcome == \"aproved\" end\nlog(after)",
      "1: notice: no prompt has a button «aproved»; did you mean «approved»?"),
    LintCase(
      "local function after(outcome) return outcome == \"aproved\" end\nlog(after \"aproved\")"),
    // What is put in elsewhere may be anything.
    LintCase(
      "local answer = prompt.choose { \"a\", title = \"?\", buttons = { \"yes\" } }\n"
        + "answer = answer or tostring(1)\nif answer == \"other\" then log \"x\" end"),
    LintCase(
      "local buttons = {}\nbuttons[1] = \"x\"\n"
        + "if prompt.choose { \"a\", title = \"?\", buttons = buttons } == \"x\" then log \"x\" end"
    ),
  ])
  func `answers compared with what they can't be`(_ each: LintCase) { expect(each) }

  @Test(arguments: [
    LintCase(
      "if receipt.total() >= 5000 then log \"x\" end",
      "1: notice: 5000 is in kopecks, 50.00 ₽; write rub \"5000\" where roubles are meant, "
        + "else rub \"50.00\""),
    LintCase(
      "log(prompt.amount { \"a\", title = \"?\", most = 15000 })",
      "1: notice: most: 15000 is in kopecks, 150.00 ₽; write rub \"15000\" where roubles are meant, "
        + "else rub \"150.00\""),
    LintCase(
      "log(receipt.discount { line = 1, hundredths = 5 })",
      "1: notice: hundredths: 5 hundredths are 0.05 %; write 500 for 5 %"),
    LintCase(
      "local limit = 3000\nfor _, line in ipairs(receipt.lines()) do\n"
        + "if line.price > limit then log \"x\" end end",
      "1: notice: 3000 is in kopecks, 30.00 ₽; write rub \"3000\" where roubles are meant, "
        + "else rub \"30.00\""),
    LintCase("if receipt.total() > 0 and receipt.due() >= 19950 then log \"x\" end"),
    LintCase("log(prompt.amount { \"a\", title = \"?\", least = 1 }, receipt.total() // 100)"),
    LintCase("log(receipt.discount { line = 1, hundredths = 500 })"),
  ])
  func `amounts and shares in the wrong unit`(_ each: LintCase) { expect(each) }

  @Test(arguments: [
    LintCase(
      "log((\"Чай\"):upper())",
      "1: notice: upper goes by bytes, and a Cyrillic letter has two; use text.upper"),
    LintCase(
      "local name = prompt.text { \"a\", title = \"?\" }\nif #name > 5 then log \"x\" end",
      "2: notice: # counts bytes, and a Cyrillic letter has two; use text.len"),
    LintCase(
      "for _, line in ipairs(receipt.lines()) do log(string.sub(line.name, 1, 3)) end",
      "1: notice: string.sub goes by bytes, and a Cyrillic letter has two; use text.sub"),
    LintCase("local name = \"abc\"\nlog(#name, (\"x\"):upper(), #receipt.lines(), #receipt.id())"),
    LintCase("log(text.upper \"чай\", text.len \"чай\")"),
  ])
  func `functions over bytes where letters are meant`(_ each: LintCase) { expect(each) }

  @Test(arguments: [
    LintCase(
      "receipt.add { name = \"Пакет\", price = rub \"5\" }",
      "1: notice: receipt.add may return nil and why, and nobody looks; "
        + "write local done, reason = receipt.add …, and tell the cashier why not"),
    LintCase(
      "local done = receipt.remove(1)",
      "1: notice: nobody reads the local «done»; use it, or take it out"),
    LintCase("local _ = receipt.remove(1)"),
    LintCase(
      "receipt.contact(\"+79161234567\")",
      "1: notice: receipt.contact may return nil and why, and nobody looks; "
        + "write local done, reason = receipt.contact …, and tell the cashier why not"),
    LintCase(
      "local phone = prompt.text { \"a\", title = \"?\", most = 64 }\n"
        + "if phone then receipt.contact(phone) end",
      "2: notice: receipt.contact may return nil and why, and nobody looks; "
        + "write local done, reason = receipt.contact …, and tell the cashier why not"),
    LintCase(
      "local phone = prompt.text { \"a\", title = \"?\", format = \"contact\", most = 64 }\n"
        + "if phone then receipt.contact(phone) end"),
    LintCase(
      "local before = receipt.snapshot()\nreceipt.restore(before)",
      "2: notice: receipt.restore may return nil and why, and nobody looks; "
        + "write local done, reason = receipt.restore …, and tell the cashier why not"),
    LintCase(
      "local goods = require \"kassa.goods\"\ngoods.add { name = \"Пакет\", price = rub \"5\" }",
      "2: notice: kassa.goods.add may return nil and why, and nobody looks; "
        + "write local done, reason = kassa.goods.add …, and tell the cashier why not"),
    LintCase(
      "require(\"kassa.goods\").remove(1)",
      "1: notice: kassa.goods.remove may return nil and why, and nobody looks; "
        + "write local done, reason = kassa.goods.remove …, and tell the cashier why not"),
    LintCase(
      "local goods = require \"kassa.goods\"\nif not goods.remove(1) then log \"x\" end"),
    LintCase("prompt.tell { \"sale.empty\" }\nreceipt.memo(\"a\", 1)"),
  ])
  func `results that nobody looks at`(_ each: LintCase) { expect(each) }

  @Test(arguments: [
    LintCase(
      "log({ a = 1,\na = 2 })",
      "2: notice: a: this key stands here twice, first in line 1; keep one"),
    LintCase("log({ 1, [1] = 2 })", "1: notice: [1]: this key stands here twice; keep one"),
    LintCase(
      "local function help() end",
      "1: notice: nobody reads the function «help»; use it, or take it out"),
    LintCase("local x = 1\nx = 2", "1: notice: nobody reads the local «x»; use it, or take it out"),
    LintCase("local a, b = receipt.search \"x\"\nlog(b)"),
    LintCase("veto \"Нет\"", "1: a veto is made and not returned; write return veto \"…\""),
    LintCase(
      "return \"Нет\"",
      "1: before_payment: nothing or veto \"…\" was expected, got a text; "
        + "write return veto \"…\", or return nothing"),
    LintCase("if receipt.total() > 0 then return veto \"Нет\" end"),
    LintCase(
      "for _, line in ipairs(receipt.lines()) do log(line.prise) end",
      "1: a receipt.Line has no «prise»; did you mean «price»?"),
    LintCase(
      "local own = { free = 1 }\nlog(own.fre)",
      "2: notice: «own» has no «fre», so this is nil; did you mean «free»?"),
    LintCase(
      "local own = {}\nfunction own.free() end\nown.fre()",
      "3: «own» has no function «fre»; did you mean «free»?"),
    LintCase("local own = {}\nsetmetatable(own, {})\nown.fre()"),
    LintCase(
      "require(\"kassa.payment\").pey \"card\"",
      "1: the module «kassa.payment» has no function «pey»; did you mean «pay»?"),
    LintCase(
      "log(require \"kassa.paymnt\")",
      "1: no module «kassa.paymnt»; did you mean «kassa.payment»?; "
        + "put it into the store's folder or the chain's"),
  ])
  func `what a file says twice, for nobody, or to the wrong one`(_ each: LintCase) { expect(each) }
}
