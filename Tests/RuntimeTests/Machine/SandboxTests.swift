import Testing

@testable import KassaRuntime

/// What a script can't reach, and what a kill can't be kept from.
@Suite struct SandboxTests {
  @Test(arguments: [
    ("return type(os), 1", "no global «os»"), ("return io", "no global «io»"),
    ("return debug", "no global «debug»"), ("return package", "no global «package»"),
    ("return dofile", "no global «dofile»"), ("return loadfile", "no global «loadfile»"),
    ("return collectgarbage", "no global «collectgarbage»"), ("return warn", "no global «warn»"),
  ])
  func `offers an allow-list of globals`(body: String, message: String) {
    #expect(runScript(body).hasPrefix("failed: cafe/store.lua:2: " + message))
  }

  @Test(arguments: [
    (
      "return string.dump", "failed: cafe/store.lua:2: no string.dump; scripts do without it"
    ),
    ("return getmetatable(''), getmetatable(string), next({})", "false, false, nil"),
    ("return pcall(rawset, string, 'find', 1)", "false, cannot change a protected table"),
    (
      "string.find = nil",
      "failed: cafe/store.lua:2: assignment to string.find: string is read-only; "
        + "use a table of your own"
    ),
    ("return load('\\27Lua', 'x', 'b')", "nil, attempt to load a binary chunk (mode is 't')"),
    ("local f = load('return x', '=y', 't', { x = 5 }) return f()", "5"),
    (
      "return pcall(load('return undeclared', '=y'))",
      "false, y:1: no global «undeclared»; "
        + "make it local, or a field of what its module returns"
    ),
    ("return ('x').upper('a'), ('%d'):format(3), #'абв'", "A, 3, 6"),
    ("return coroutine.isyieldable(), select(2, coroutine.running())", "false, true"),
  ])
  func `keeps the rest out of reach`(body: String, expected: String) {
    #expect(runScript(body) == expected)
  }

  /// What a script would do after its end, if it could go on.
  static let catchers = [
    "pcall(function() while true do end end) bench.fail 'went on'",
    "xpcall(function() while true do end end, function() bench.fail 'went on' end)",
    "local x <close> = setmetatable({}, { __close = function() bench.fail 'went on' end }) "
      + "while true do end",
    "coroutine.resume(coroutine.create(function() while true do end end)) bench.fail 'went on'",
    "pcall(coroutine.wrap(function() pcall(function() while true do end end) end)) "
      + "bench.fail 'went on'",
    "pcall(table.sort, { 1, 2 }, function() while true do end end) bench.fail 'went on'",
    "pcall(string.gsub, 'x', 'x', function() pcall(function() while true do end end) end) "
      + "bench.fail 'went on'",
    "local f = coroutine.wrap(function() local x <close> = setmetatable({}, { __close = "
      + "function() bench.fail 'went on' end }) while true do end end) pcall(f) "
      + "bench.fail 'went on'",
  ]

  @Test(arguments: catchers)
  func `lets nothing go on after a kill`(body: String) {
    var limits = smallLimits
    limits.instructionsMax = 100_000
    let machine = scriptMachine(body, limits: limits, modules: [benchModule()])
    let ending = machine.start("store", arguments: [])
    #expect(scriptWords(ending) == "killed: instructions")
    #expect(scriptWords(machine.resume([])).hasPrefix("failed: the script isn't waiting"))
  }

  @Test func `gives each step its own budget`() {
    var limits = smallLimits
    limits.instructionsMax = 100_000
    let body = "for i = 1, 20 do for j = 1, 10000 do end bench.ask() end return 'done'"
    let machine = scriptMachine(body, limits: limits, modules: [benchModule()])
    var ending = machine.start("store", arguments: [])
    for _ in 0..<20 { ending = machine.resume([]) }
    #expect(scriptWords(ending) == "done")
  }

  @Test func `a step has nothing of what the one before left`() {
    var limits = smallLimits
    limits.instructionsMax = 100_000
    let body = "bench.ask() for _ = 1, 150000 do end"
    let machine = scriptMachine(body, limits: limits, modules: [benchModule()])
    #expect(scriptWords(machine.start("store", arguments: [])) == "waiting")
    #expect(scriptWords(machine.resume([])) == "killed: instructions")
  }

  /// A call that is refused has read its arguments all the same.
  @Test func `a refused call costs what it read`() {
    let body = "local big = ('x'):rep(60000) for i = 1, 9999 do pcall(bench.fail, big) print(i) end"
    let log = LogLines()
    let machine = scriptMachine(body, modules: [benchModule()], log: log)
    #expect(scriptWords(machine.start("store", arguments: [])) == "killed: instructions")
    #expect((1...100).contains(log.lines.count), "\(log.lines.count) calls")
  }

  @Test func `finds a metatable that turned weak`() {
    let body = "local m = {} local t = setmetatable({}, m) m.__mode = 'k' bench.ask()"
    #expect(
      runScript(body, modules: [benchModule()])
        == "failed: cafe/store.lua:2: a metatable gained __gc, __mode or an odd __call; "
        + "leave these fields out")
  }

  @Test func `holds at most what it may`() {
    let body = "local t = {} while true do t[#t + 1] = ('x'):rep(1000) .. #t end"
    var limits = smallLimits
    limits.instructionsMax = .max
    let machine = scriptMachine(body, limits: limits)
    #expect(scriptWords(machine.start("store", arguments: [])) == "killed: memory")
    #expect(machine.memoryBytes < 20 << 20)
  }

  /// One table that grows by itself: no block is new after its first.
  @Test func `a block that grows counts`() {
    var limits = MachineLimits(instructionsMax: .max, memoryBytesMax: 4 << 20)
    limits.millisecondsMax = 10_000
    let machine = scriptMachine(
      "local t = {} for i = 1, 400000 do t[i] = true end return 'all'", limits: limits)
    #expect(scriptWords(machine.start("store", arguments: [])) == "killed: memory")
  }

  @Test func `leaves no object of the host behind after errors and waits`() {
    final class Canary: @unchecked Sendable {
      let count: Counter
      init(_ count: Counter) { self.count = count; count.alive += 1 }
      deinit { count.alive -= 1 }
    }
    final class Counter { var alive = 0 }
    let counter = Counter()
    let module = HostModule(
      "leak", summary: "",
      functions: [
        HostFunction("fail", summary: "") { (call) throws(ScriptError) in
          let canary = Canary(counter)
          defer { withExtendedLifetime(canary) {} }
          throw call.fail("no \(canary.count.alive)")
        },
        HostFunction("wait", summary: "", waits: true) { (_) throws(ScriptError) in
          withExtendedLifetime(Canary(counter)) { .wait }
        },
      ])
    let body = "for i = 1, 1000 do pcall(leak.fail) leak.wait() end return 'done'"
    let machine = scriptMachine(body, modules: [module])
    var ending = machine.start("store", arguments: [])
    for _ in 0..<1000 { ending = machine.resume([]) }
    #expect(scriptWords(ending) == "done")
    #expect(counter.alive == 0)
  }
}
