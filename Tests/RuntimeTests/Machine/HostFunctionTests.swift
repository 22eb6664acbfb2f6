import Testing

@testable import KassaRuntime

/// Host functions as a script meets them.
struct HostFunctionTests {
  @Test(arguments: [
    ScriptStory("return shop.add(2, 3)", "5"),
    ScriptStory(
      "return shop.add(2, 3.0)",
      "failed: test/main.lua:1: shop.add: b: a whole number was expected, got 3.0"),
    ScriptStory(
      "return shop.add(199.5, 3)",
      "failed: test/main.lua:1: shop.add: a: a whole number was expected, got 199.5"),
    ScriptStory(
      "return shop.add('2', 3)",
      "failed: test/main.lua:1: shop.add: a: a whole number was expected, got a string"),
    ScriptStory(
      "return shop.add(2)",
      "failed: test/main.lua:1: shop.add: b: a whole number was expected, got nothing"),
    ScriptStory(
      "return shop.add(2, 3, 4)",
      "failed: test/main.lua:1: shop.add takes 2 arguments, got 3"),
    ScriptStory("return shop.add(2, 3, nil)", "5"),
    ScriptStory("return shop.ad(2, 3)", "failed: test/main.lua:1: no shop.ad; did you mean «add»?"),
    ScriptStory(
      "return shop.greet('\\255')",
      "failed: test/main.lua:1: shop.greet: the text is not well-formed UTF-8; "
        + "pass text, not bytes"),
    ScriptStory("return shop.greet('Аня'), shop.greet()", "«привет, Аня» «привет, ?»"),
    ScriptStory(
      "return shop.greet(7)",
      "failed: test/main.lua:1: shop.greet: a string was expected, got a number"),
    ScriptStory(
      "shop.refuse()",
      "failed: test/main.lua:1: the receipt is already printed; start a new one"),
    ScriptStory(
      "return pcall(function() shop.refuse() end)",
      "false «test/main.lua:1: the receipt is already printed; start a new one»"),
    ScriptStory("return shop.several()", "1 «two» nil [3 {four=true}]"),
    ScriptStory("return shop.tell { 'my.id', title = 'T' }", "{1=«my.id» title=«T»}"),
    ScriptStory(
      "return shop.tell { 'my.id', titel = 'T' }",
      "failed: test/main.lua:1: shop.tell: unknown key «titel»; did you mean «title»?"),
    ScriptStory(
      "return shop.tell { 'my.id', 'more' }",
      "failed: test/main.lua:1: shop.tell: unknown element [2]"),
    ScriptStory(
      "return shop.tell { title = 'T' }",
      "failed: test/main.lua:1: shop.tell: [1]: a string was expected, got nothing"),
    ScriptStory(
      "return shop.tell { 'my.id', buttons = { { title = 'a' }, { title = 5 } } }",
      "failed: test/main.lua:1: shop.tell: buttons[2].title: a string was expected, got a number"),
    ScriptStory(
      "return shop.tell { 'my.id', buttons = { { title = 'a' }, x = 1 } }",
      "failed: test/main.lua:1: shop.tell: buttons: "
        + "a list was expected, got a table with the key «x»"),
    ScriptStory(
      "return shop.tell { 'my.id', kind = 'wran' }",
      "failed: test/main.lua:1: shop.tell: kind: "
        + "one of «warn», «note» was expected, got «wran»; did you mean «warn»?"),
    ScriptStory(
      "return shop.tell 'my.id'",
      "failed: test/main.lua:1: shop.tell: a table was expected, got a string"),
    ScriptStory(
      "return shop.tell { 'my.id', prices = { tea = 9.5 } }",
      "failed: test/main.lua:1: shop.tell: prices.tea: a whole number was expected, got 9.5"),
    ScriptStory("return shop.tell { 'x', check = print }", "{1=«x»}"),
    ScriptStory(
      "return shop.tell { 'x', check = 1 }",
      "failed: test/main.lua:1: shop.tell: check: a function was expected, got a number"),
    ScriptStory(
      "local t = {} for i = 1, 200000 do t[i] = i end return shop.keep(t)",
      "failed: test/main.lua:1: shop.keep: more than 100000 values; pass less"),
    ScriptStory(
      "local t = {} t[1] = t return shop.keep(t)",
      "failed: test/main.lua:1: shop.keep: \(String(repeating: "[1]", count: 32)): "
        + "tables are nested deeper than 32; a table may hold itself"),
    ScriptStory("return shop.keep({ a = { {}, 'б' } })", "{a=[[] «б»]}"),
  ])
  func `checks arguments by their declaration`(_ story: ScriptStory) {
    #expect(runMain(story.body, modules: [Self.shop]).words == story.words)
  }

  @Test func `blames the script's line, and tells the calls that led there`() {
    let machine = makeMachine(
      [
        "main": """
        local pay = require "pay"
        return function()
          pay.all()
        end
        """,
        "pay": """
        local M = {}
        function M.one()
          shop.refuse()
        end
        function M.all()
          M.one()
        end
        return M
        """,
      ], modules: [Self.shop])
    guard case .failed(let error) = machine.start("main", arguments: []) else {
      Issue.record("it went on")
      return
    }
    #expect(error.file == "test/pay.lua")
    #expect(error.line == 3)
    #expect(error.message == "the receipt is already printed")
    #expect(error.remedy == "start a new one")
    #expect(
      error.calls == [
        "test/pay.lua:3 in function 'one'", "test/pay.lua:6 in function 'all'",
        "test/main.lua:3 in a function",
      ])
  }

  @Test func `leaks nothing through a thousand errors and waits`() {
    let alive = Alive()
    do {
      let module = HostModule(
        "shop", summary: "",
        functions: [
          HostFunction("refuse", summary: "") { (call) throws(ScriptError) in
            let witness = Witness(alive)
            throw call.fail("no \(witness.number)")
          },
          HostFunction("wait", summary: "", waits: true) { (call) throws(ScriptError) in
            let witness = Witness(alive)
            return witness.number > 0 ? .wait : .values(0)
          },
        ])
      let machine = makeMachine(
        [
          "main": """
          return function()
            for i = 1, 1000 do pcall(shop.refuse) shop.wait() end
          end
          """
        ], modules: [module])
      var outcome = machine.start("main", arguments: [])
      while case .waiting = outcome { outcome = machine.resume([1]) }
      #expect(outcome.words == "")
    }
    #expect(alive.made == 2_000)
    #expect(alive.count == 0)
  }

  static let button = Field(
    "buttons", .list(.record([Field("title", .string, summary: "")])), optional: true, summary: "")

  static var shop: HostModule {
    HostModule(
      "shop", summary: "A shop for tests.",
      functions: [
        HostFunction(
          "add", summary: "Adds.",
          parameters: [
            Parameter("a", .integer, summary: "One."), Parameter("b", .money, summary: "Other."),
          ]
        ) { (call) throws(ScriptError) in call.returns(call.integer(1) + call.integer(2)) },
        HostFunction(
          "greet", summary: "Greets.",
          parameters: [Parameter("name", .string, optional: true, summary: "Whom.")]
        ) { (call) throws(ScriptError) in
          call.returns("привет, " + (call.optionalString(1) ?? "?"))
        },
        HostFunction("refuse", summary: "Refuses.") { (call) throws(ScriptError) in
          throw call.fail("the receipt is already printed", "start a new one")
        },
        HostFunction("several", summary: "Returns several.") { (call) throws(ScriptError) in
          call.returns(1, "two", nil, [3, ["four": true]])
        },
        HostFunction(
          "keep", summary: "Keeps data.", parameters: [Parameter("data", .value, summary: "Any.")]
        ) { (call) throws(ScriptError) in call.returns(call.value(1)) },
        HostFunction(
          "tell", summary: "Tells.",
          parameters: [
            Parameter(
              "what",
              .record([
                Field("1", .string, summary: "Its id."),
                Field("title", .string, optional: true, summary: "Its title."),
                Field("kind", .oneOf(["warn", "note"]), optional: true, summary: "Which."),
                Field("prices", .map(.money), optional: true, summary: "By name."),
                Field("check", .function, optional: true, summary: "A rule."),
                button,
              ]), summary: "What.")
          ]
        ) { (call) throws(ScriptError) in call.returns(call.value(1)) },
      ])
  }
}

private final class Alive {
  var count = 0
  var made = 0
}

private final class Witness {
  let alive: Alive
  let number: Int

  init(_ alive: Alive) {
    self.alive = alive
    alive.count += 1
    alive.made += 1
    number = alive.made
  }

  deinit { alive.count -= 1 }
}
