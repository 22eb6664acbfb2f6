import Testing

@testable import KassaRuntime

@Suite struct LuaMachineTests {
  @Test(arguments: [
    ("return 1, 'a', true, nil, {1, 2}, {a = {b = 3}}", "1, a, true, nil, [1 2], {a={b=3}}"),
    ("local a, b = ... return b, a", "2, 1"),
    ("return bench.add(2, 3)", "5"),
    ("return bench.echo { 'x', { y = 1 } }", "[x {y=1}]"),
    ("return select('#', pcall(error, 'x')), select(2, pcall(error, 'x', 0))", "2, x"),
    (
      "return xpcall(function(a) error('no' .. a, 0) end, function(m) return m .. '!' end, 1)",
      "false, no1!"
    ),
    ("return xpcall(function(...) return ... end, print, 1, 2)", "true, 1, 2"),
    (
      "local t = {} for k in pairs { b = 1, a = 2, [10] = 3, [2] = 1, [true] = 1, [1.5] = 1 } do "
        + "t[#t + 1] = tostring(k) end return table.concat(t, ' ')", "1.5 2 10 a b true"
    ),
    ("local t = { 3, 1, 2 } table.sort(t) return t", "[1 2 3]"),
    (
      "return tostring {}, tostring(print), string.format('%s %5.1f %d', {}, 1.25, 3)",
      "table, function, table   1.2 3"
    ),
    ("return math.max(1, 2), utf8.len 'да', ('x'):rep(3)", "2, 2, xxx"),
  ])
  func `runs a script and gives its results`(body: String, expected: String) {
    #expect(runScript(body, modules: [benchModule()], arguments: [1, 2]) == expected)
  }

  @Test func `waits in the main coroutine and goes on with the answer`() {
    let machine = scriptMachine(
      "local a = bench.ask()\nreturn a, bench.ask()", modules: [benchModule()])
    #expect(scriptWords(machine.start("store", arguments: [])) == "waiting")
    #expect(machine.position == "cafe/store.lua:2")
    #expect(scriptWords(machine.resume(["one"])) == "waiting")
    #expect(scriptWords(machine.resume(["two", 3])) == "one, two, 3")
    #expect(
      scriptWords(machine.resume([])) == "failed: the script isn't waiting; start a new machine")
  }

  @Test func `waits inside coroutines of the script`() {
    let body = """
      local inner = coroutine.wrap(function(x)
        local a = bench.ask()
        local b = coroutine.yield(a .. x)
        return b, bench.ask()
      end)
      local outer = coroutine.create(function() return inner('!'), inner('?') end)
      local ok, one, two, three = coroutine.resume(outer)
      return ok, one, two, three, coroutine.status(outer)
      """
    let machine = scriptMachine(body, modules: [benchModule()])
    #expect(scriptWords(machine.start("store", arguments: [])) == "waiting")
    #expect(machine.position == "cafe/store.lua:3")
    #expect(scriptWords(machine.resume(["a"])) == "waiting")
    #expect(scriptWords(machine.resume(["b"])) == "true, a!, ?, b, dead")
  }
}
