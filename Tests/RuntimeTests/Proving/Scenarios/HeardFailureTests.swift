import Testing

@testable import KassaProving
@testable import KassaRuntime
@testable import kassa_run

/// What of a store fails makes its test red, with file, line and callers, unless a scenario expects it.
@Suite(.timeLimit(.minutes(2))) struct HeardFailureTests {
  /// A part of a store that fails, at which line, and what is said of it.
  struct Part: Sendable, CustomTestStringConvertible {
    let lua: String
    var before = ""
    let line: Int
    let says: String
    var testDescription: String { lua }
  }

  static let sale = """
    day.sign_in()
    day.add { name = "Кофе", price = rub "100" }
    day.pay "card"
    day.go_on { outcome = "approved" }
    """

  private static let rule = "default_terminal = { { 'own', marked = true, when = "

  /// Each lets the sale go on.
  static let parts = [
    Part(
      lua: "on = { after_sign_in = function() error 'oops' end },", line: 4,
      says: "on.after_sign_in: oops"),
    Part(
      lua: "on = { after_receipt = function() recept.total() end },", line: 4,
      says: "on.after_receipt: no global «recept»"),
    Part(
      lua: "on = { after_approval = function() M.note() end },",
      before: "function M.note() error 'oops' end", line: 2,
      says: "oops; called by: leto/store.lua:2 in function"),
    Part(
      lua: "on = { before_printing = function() return 'text' end },", line: 4,
      says: "nothing was expected, got a text"),
    Part(
      lua: "on = { before_printing = function() veto 'нет' end },", line: 4,
      says: "on.before_printing can't veto"),
    Part(
      lua: "\(rule)function() error 'oops' end } },", line: 4,
      says: "rule «own»: oops"),
    Part(
      lua: "\(rule)function() prompt.tell { 'a', title = 'A' } end } },",
      line: 4, says: "rule «own»: "),
    Part(
      lua: "\(rule)function() return 'да' end } },", line: 4,
      says: "rule «own»: when: true or false was expected, got да"),
    Part(
      lua: "on = { after_receipt = function() log.error('бонусы', { sum = 5 }) end },", line: 4,
      says: "бонусы {sum = 5}; called by: leto/store.lua:4"),
    Part(
      lua: "on = { before_printing = function() while true do end end },", line: 4,
      says: "the script ran"),
  ]

  @Test(arguments: parts)
  func `a test in which anything of the store failed is red, with file and line`(
    part: Part
  ) async throws {
    let store = try TriedStore(part.lua, before: part.before).scenario(Self.sale)
    let failure = try #require(try await store.failure())
    #expect(failure.came.contains(part.says), "\(failure)")
    if !part.lua.contains("while") {
      #expect(failure.file == "leto/store.lua" && failure.line == part.line, "\(failure)")
    }
  }

  @Test(arguments: [
    "accepts = function() error 'oops' end", "accepts = function() prompt.tell { 'a' } end",
  ])
  func `a provider's accepts that fails takes no charge and makes the test red`(
    accepts: String
  ) async throws {
    let store = try TriedStore(
      "providers = { provider 'own' { title = 'Своё', \(accepts), charge = function(c) return c:ask {} end } },"
    ).scenario(
      """
      day.sign_in()
      day.add { name = "Кофе", price = rub "100" }
      day.pay "card"
      """)
    let failure = try #require(try await store.failure())
    #expect(failure.came.contains("accepts of «own»: "), "\(failure)")
    #expect(failure.file == "leto/store.lua" && failure.line == 4, "\(failure)")
  }

  @Test func `a failure that the scenario expects is none`() async throws {
    let part = "on = { after_sign_in = function() error 'oops' end },"
    #expect(
      try await TriedStore(part).scenario("day.sign_in()\nday.expect_fault 'oops'").failure() == nil
    )
    #expect(
      try await TriedStore(part).scenario("day.sign_in()\nday.expect_fault()").failure() == nil)
    let other = try await TriedStore(part).scenario("day.sign_in()\nday.expect_fault 'ouch'")
      .failure()
    #expect(other?.line == 3 && other?.expected == "a failure with «ouch»", "\(other as Any)")
    let none = try await TriedStore().scenario("day.sign_in()\nday.expect_fault()").failure()
    #expect(none?.came.hasPrefix("none") == true, "\(none as Any)")
  }

  @Test func `a script that was stopped can be expected by the step after`() async throws {
    let part = "on = { before_payment = function() while true do end end },"
    let store = try TriedStore(part).scenario(
      """
      day.sign_in()
      day.add { name = "Кофе", price = rub "100" }
      day.pay "card"
      day.expect_fault "the script ran"
      """)
    #expect(try await store.failure() == nil)
    let silent = try TriedStore(part).scenario(
      """
      day.sign_in()
      day.add { name = "Кофе", price = rub "100" }
      day.pay "card"
      day.expect_matters(0)
      """)
    let failure = try await silent.failure()
    #expect(failure?.line == 4 && failure?.expected == "the store's script to go on")
  }

  @Test func `below a failed expectation stands the way that led there`() async throws {
    let store = try TriedStore(
      """
      on = { before_payment = function() log("сумма", 1, nil, {}) return veto "Сначала посуда" end },
      """
    ).scenario(
      """
      day.sign_in()
      day.add { name = "Кофе", price = rub "100" }
      day.pay "card"
      day.expect { prompt = "charge.window" }
      """)
    let failure = try #require(try await store.failure())
    #expect(
      failure.way.filter { !$0.hasPrefix("paper ") }.suffix(4) == [
        "sale «Чек» → «Кофе» 100.00", "sale «Чек» → pay.card",
        "log leto/store.lua:4: сумма 1 nil {}", "at hook.veto «Сначала посуда»",
      ], "\(failure.way)")
  }

  @Test func `a text with a place that nothing fills makes the test red`() async throws {
    let store = try TriedStore(
      #"on = { after_sign_in = function() prompt.tell { "hi", title = "Привет, {nmae}", args = { name = "Анна" } } end },"#
    ).scenario("day.sign_in()\nday.go_on()")
    let failure = try #require(try await store.failure())
    #expect(failure.came.hasPrefix("prompt hi shows «{nmae}»"), "\(failure)")
  }

  @Test func `what a script says is shown with the scenario that passed`() async throws {
    let store = try TriedStore("on = { after_sign_in = function() log('кто', 1) end },")
      .scenario("day.sign_in()")
    let result = try #require(try await store.play(filter: "mine").first)
    #expect(result.failure == nil && result.log == ["leto/store.lua:4: кто 1"])
    #expect(
      TestReport.text(result) == "passed  leto: mine\n        log  leto/store.lua:4: кто 1")
  }

  @Test func `the way tells of vetoes, refusals and paper`() async throws {
    let store = try TriedStore(
      #"on = { before_payment = function() if receipt.total() < 20000 then return veto "Мало" end end },"#
    ).scenario(
      """
      day.sign_in()
      day.add { name = "Кофе", price = rub "100" }
      day.pay "card"
      day.answer "ok"
      day.refused("нет такой")
      day.add { name = "Торт", price = rub "100" }
      day.pay "cash"
      day.go_on()
      day.expect_matters(1)
      """)
    let way = try #require(try await store.failure()).way.joined(separator: "\n")
    #expect(way.contains("hook.veto «Мало»") && way.contains("→ ok"), "\(way)")
    #expect(way.contains("refused: no such choice"), "\(way)")
    #expect(way.contains("paper ") && way.contains("payment.cash"), "\(way)")
  }

  @Test(arguments: ["return true", "return", "return 'approved'", "return nil, 'broken'"])
  func `a provider that asks nobody what the terminal did is told, with its line`(
    ends: String
  ) async throws {
    let store = try TriedStore(
      "providers = { own },",
      before: "local own = provider 'own' { title = 'Своё', charge = function(charge) \(ends) end }"
    ).scenario(
      "day.sign_in()\nday.add { name = 'А', price = 100 }\nday.pay 'card'\n"
        + "day.answer('park', 'charge.declined')")
    let failure = try await store.failure()
    #expect(failure?.place.hasSuffix("leto/store.lua:2") == true, "\(String(describing: failure))")
    #expect(
      failure?.came.contains(
        "charge of «own»: nobody was asked what the terminal did, so nothing is paid; return charge:ask"
      )
        == true)
  }

  @Test func `a mistake in a call of the stock library names the store's line`() async throws {
    let store = try TriedStore(
      "flows = { sale = function()\nlocal payment = require 'kassa.payment'\n"
        + "local done = payment.resume()\nreceipt.add { name = 'А', price = 100 }\n"
        + "local how = 'crad'\nlocal paid = payment.pay(how)\nreturn 'sale'\nend },"
    ).scenario("day.sign_in()")
    let failure = try await store.failure()
    #expect(
      failure?.came.contains(
        "leto/store.lua:9: payment.pay: one of \"card\", \"other\", \"cash\", \"split\" was expected, "
          + "got «crad»") == true, "\(String(describing: failure))")
  }

  @Test(arguments: [
    ("prices.round_down(lines, '1')", "prices.round_down: kopecks: a whole number from 1 on"),
    ("prices.round_down(lines, 0)", "write rub \"1\" for whole roubles"),
    ("prices.share(lines, 0.05)", "prices.share: hundredths: a whole number from 0 on"),
    ("{ [1] = prices.total(5) }", "prices.total: a table was expected, got 5"),
  ])
  func `what a price gives to the stock helpers is checked there, at the store's line`(
    body: String, says: String
  ) async throws {
    let store = try TriedStore(
      "prices = { { 'X', function(lines) local how = lines return \(body) end } },",
      before: "local prices = require 'kassa.prices'"
    ).scenario(Self.sale)
    let failure = try await store.failure()
    #expect(failure?.came.contains("leto/store.lua:4: prices «X»: ") == true)
    #expect(failure?.came.contains(says) == true, "\(String(describing: failure))")
  }
}
