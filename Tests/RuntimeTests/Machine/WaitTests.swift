import Testing

@testable import KassaRuntime

/// Where a script may wait for an answer, and where not.
struct WaitTests {
  @Test(arguments: [
    ScriptStory("return ask(1), ask(2)", "101 102"),
    ScriptStory("return pcall(ask, 1)", "true 101"),
    ScriptStory("return pcall(function() error(ask(1), 0) end)", "false 101"),
    ScriptStory("return xpcall(function() return ask(1) end, print)", "true 101"),
    ScriptStory("return xpcall(error, function(m) return m, ask(1) end, 'x', 0)", "false «x» 101"),
    ScriptStory("return coroutine.wrap(function() return ask(1) end)()", "101"),
    ScriptStory(
      """
      local inner = coroutine.create(function(a)
        local b = coroutine.yield(a + ask(1))
        return b + ask(2)
      end)
      local _, first = coroutine.resume(inner, 1000)
      local _, second = coroutine.resume(inner, 2000)
      return first, second, coroutine.status(inner)
      """, "1101 2102 «dead»"),
    ScriptStory(
      """
      local function nest(n)
        if n == 0 then return ask(1) end
        return coroutine.wrap(function() return (pcall(ask, n)) and nest(n - 1) end)()
      end
      return nest(20)
      """, "101"),
    ScriptStory(
      "local t = setmetatable({}, { __index = function(_, k) return ask(k) end }) return t[1]",
      "101"),
    ScriptStory(
      "do local x <close> = setmetatable({}, { __close = function() ask(1) end }) end return 5", "5"
    ),
    ScriptStory(
      "for i in function(_, n) return (n or 0) < 3 and ask(1) or nil end do return i end", "101"),
  ])
  func `waits anywhere in Lua`(_ story: ScriptStory) {
    #expect(answered(story.body).words == story.words)
  }

  @Test(arguments: [
    ScriptStory(
      "table.sort({ 2, 1 }, function(a, b) return ask(1) < b end)",
      "failed: test/main.lua:1: shop.ask waits, and can't wait inside a sort's comparator "
        + "or another C call; call it before, and use its result there"),
    ScriptStory(
      "return (('x'):gsub('x', function() return ask(1) end))",
      "failed: test/main.lua:1: shop.ask waits, and can't wait inside a sort's comparator "
        + "or another C call; call it before, and use its result there"),
    ScriptStory(
      """
      table.sort({ 2, 1 }, function(a, b)
        return coroutine.wrap(function() return ask(1) end)() < b
      end)
      """,
      "failed: test/main.lua:2: shop.ask waits, and can't wait inside a sort's comparator "
        + "or another C call; call it before, and use its result there"),
    ScriptStory(
      "coroutine.yield(1)",
      "failed: test/main.lua:1: coroutine.yield outside a coroutine; "
        + "only a function given to coroutine.create or wrap may yield"),
    ScriptStory(
      """
      coroutine.wrap(function()
        table.sort({ 2, 1 }, function() coroutine.yield() end)
      end)()
      """,
      "failed: test/main.lua:2: coroutine.yield can't yield inside a sort's comparator "
        + "or another C call"),
    ScriptStory(
      "local mt = {} setmetatable({}, mt) mt.__gc = print ask(1)",
      "failed: test/main.lua:1: a metatable gained __gc, __mode or an odd __call; leave these fields out"
    ),
    ScriptStory(
      "local mt = {} setmetatable({}, mt) mt.__mode = 'k' return 1",
      "failed: a metatable gained __gc, __mode or an odd __call; leave these fields out"),
  ])
  func `says where it can't wait`(_ story: ScriptStory) {
    #expect(answered(story.body).words == story.words)
  }

  @Test func `knows the line that waits, even inside a coroutine`() {
    let machine = asking("local x\n  return coroutine.wrap(function()\n    return ask(1)\n  end)()")
    _ = machine.start("main", arguments: [])
    #expect(machine.position == "test/main.lua:3")
  }

  @Test func `gives a step its whole budget again after each wait`() {
    let machine = asking(
      "for i = 1, 20 do for j = 1, 100000 do end ask(i) end return 1",
      limits: MachineLimits(instructionsMax: 200_000))
    var outcome = machine.start("main", arguments: [])
    while case .waiting = outcome { outcome = machine.resume([1]) }
    #expect(outcome.words == "1")
  }

  @Test func `stays killed`() {
    let limits = MachineLimits(instructionsMax: .max, millisecondsMax: 50)
    let machine = asking(
      "ask(1) pcall(function() while true do end end) return 1", limits: limits)
    #expect(machine.start("main", arguments: []).words == "waiting")
    let outcome = machine.resume([1])
    guard case .killed(.time, at: "test/main.lua:1") = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(machine.start("main", arguments: []).words == "killed: time")
  }

  /// Answers 100 more than the number asked for.
  private func answered(_ body: String) -> Resumption {
    var asked: Int64 = 0
    let machine = asking(body) { asked = $0 }
    var outcome = machine.start("main", arguments: [])
    while case .waiting = outcome { outcome = machine.resume([.int(100 + asked)]) }
    return outcome
  }

  private func asking(
    _ body: String, limits: MachineLimits = MachineLimits(),
    _ asked: @escaping (Int64) -> Void = { _ in }
  ) -> LuaMachine {
    let ask = HostFunction(
      "ask", summary: "Asks.", parameters: [Parameter("n", .integer, summary: "What.")],
      waits: true
    ) { (call) throws(ScriptError) in
      asked(call.integer(1))
      return .wait
    }
    return makeMachine(
      ["main": "local ask = shop.ask return function(...) \(body)\nend"],
      modules: [HostModule("shop", summary: "", functions: [ask])], limits: limits)
  }
}
