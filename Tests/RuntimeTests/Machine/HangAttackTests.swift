import Testing

@testable import KassaRuntime

/// Attacks by metamethods, texts, coroutines, modules and what the host gives for computing.
///
/// As `AttackTests`, whose table of ways this continues.
@Suite(.serialized) struct HangAttackTests {
  typealias Attack = AttackTests.Attack

  static let metamethods = [
    Attack(
      "a long chain of __index",
      "local t = {} for i = 1, 5000 do t = setmetatable({}, { __index = t }) end "
        + "while true do pcall(function() return t.x end) end", "killed: time"),
    Attack(
      "__index calling itself",
      "local t t = setmetatable({}, { __index = function(_, k) return t[k .. 'x'] end }) "
        + "while true do pcall(function() return t.x end) end"),
    Attack(
      "__newindex calling itself",
      "local t t = setmetatable({}, { __newindex = function(_, k, v) t[k] = v end }) "
        + "while true do pcall(function() t.x = 1 end) end"),
    Attack(
      "__eq that loops",
      "local m = { __eq = function() while true do end end } "
        + "return setmetatable({}, m) == setmetatable({}, m)", "killed: time"),
    Attack(
      "__concat that grows",
      "local o o = setmetatable({}, { __concat = function(a, b) return a .. b end }) "
        + "while true do pcall(function() return o .. 'x' end) end"),
    Attack(
      "__len that loops in every library",
      "local o = setmetatable({}, { __len = function() while true do end end }) "
        + "while true do pcall(table.concat, o) pcall(table.sort, o) pcall(table.unpack, o) "
        + "pcall(table.insert, o, 1) end", "killed: time"),
    Attack(
      "__call calling itself",
      "local o, m = {}, {} m.__call = o setmetatable(o, m) o()",
      "failed: cafe/store.lua:2: a metatable's __call is a function; call others in it"),
    Attack(
      "a __call that became a table",
      "local o, m = {}, {} setmetatable(o, m) m.__call = setmetatable({}, {})",
      "failed: a metatable gained __gc, __mode or an odd __call; "
        + "leave these fields out"),
    Attack(
      "a table that became its own __call",
      "local o, m = {}, {} setmetatable(o, m) m.__call = o while true do pcall(o) end",
      "killed: stack"),
    Attack(
      "a table that became its own __call, with many arguments",
      "local t, o, m = {}, {}, {} for i = 1, 4000 do t[i] = i end setmetatable(o, m) "
        + "m.__call = o while true do pcall(o, table.unpack(t)) end",
      "killed: stack"),
    Attack(
      "a table that became its own __call, on a stack that a text has stretched",
      "local s, o, m = ('x'):rep(1 << 19), {}, {} setmetatable(o, m) m.__call = o "
        + "for i = 3990, 4010 do pcall(utf8.codepoint, s, 1, i) "
        + "pcall(string.byte, s, 1, i) end while true do pcall(o) end",
      "killed: stack"),
    Attack(
      "a table that became its own __call, deep in calls",
      "local o, m = {}, {} setmetatable(o, m) m.__call = o "
        + "local function f(n) if n > 0 then return 1 + f(n - 1) end return 1 + o() end "
        + "for n = 1, 1000000 do pcall(f, n * 100) end",
      "killed: stack"),
    Attack(
      "a table that became its own __call, on a stack that doubles after a long pattern",
      "local p, o, m = ('[abc]?'):rep(700), {}, {} setmetatable(o, m) m.__call = o "
        + "local function f(n) string.find('aaaa', p) if n == 0 then return o() end "
        + "local \((0..<190).map { "a\($0)" }.joined(separator: ",")) return 1 + f(n - 1) end f(1720)",
      "killed: stack"),
    Attack(
      "a table that became its own __call, in a coroutine",
      "local o, m = {}, {} setmetatable(o, m) m.__call = o "
        + "while true do pcall(coroutine.wrap(function() coroutine.yield(o()) end)) end",
      "killed: stack"),
    Attack(
      "__unm, __bnot and __idiv that loop under pcall",
      "local function f() while true do end end "
        + "local o = setmetatable({}, { __unm = f, __bnot = f, __idiv = f }) "
        + "while true do pcall(function() return -o end) pcall(function() return ~o // o end) end",
      "killed: time"),
    Attack(
      "__close that makes more to close",
      "local function f() local x <close> = setmetatable({}, { __close = function() f() end }) end "
        + "while true do pcall(f) end"),
    Attack(
      "__close in a generic for",
      "while true do pcall(function() for _ in next, {}, nil, setmetatable({}, "
        + "{ __close = function() while true do end end }) do end end) end", "killed: time"),
    Attack(
      "an error object that raises when shown",
      "local o = setmetatable({}, { __tostring = error }) "
        + "while true do pcall(error, o) xpcall(error, tostring, o) end", "killed: time"),
    Attack(
      "__tostring that gives a table",
      "local o = setmetatable({}, { __tostring = function() return {} end }) "
        + "while true do pcall(tostring, o) end", "killed: time"),
    Attack(
      "__name of a megabyte",
      "local o = setmetatable({}, { __name = ('x'):rep(1 << 20) }) "
        + "while true do pcall(tostring, o) pcall(string.rep, o) pcall(text.len, o) end"),
  ]

  static let texts = [
    Attack(
      "every width and precision",
      "for i = 0, 120 do for j = 0, 120 do pcall(string.format, '%' .. i .. '.' .. j .. 'f', 1e308) "
        + "pcall(string.format, '%-+ #0' .. i .. '.' .. j .. 's', 'x') end end"),
    Attack(
      "a format that repeats a long text",
      "local s = ('x'):rep(1000000) "
        + "while true do pcall(string.format, ('%s'):rep(60), s, s, s, s, s, s, s, s, s, s) end"),
    Attack(
      "%q of a long text",
      "local s = ('\\0\\n\"'):rep(1000000) while true do pcall(string.format, '%q', s) end"),
    Attack(
      "utf8.char and charpattern in a loop",
      "local s = ('ж'):rep(1000000) while true do for c in s:gmatch(utf8.charpattern) do "
        + "utf8.char(utf8.codepoint(c)) end end", "killed: time"),
    Attack(
      "utf8.codes over broken text",
      "local s = ('a'):rep(1000000) .. '\\xff' "
        + "while true do pcall(function() for _ in utf8.codes(s) do end end) end", "killed: time"),
    Attack(
      "utf8.codepoint of a huge range",
      "local s = ('a'):rep(15000000) while true do pcall(utf8.codepoint, s, 1, -1) end"),
    Attack(
      "utf8.offset back and forth",
      "local s = ('\\x80'):rep(15000000) while true do pcall(utf8.offset, s, -1, #s) "
        + "pcall(utf8.offset, s, 1 << 62) end", "killed: time"),
    Attack(
      "text functions with a long text",
      "local s = ('ё'):rep(1000000) while true do for name, f in pairs(text) do "
        + "pcall(f, s, 1, -1) pcall(f, s, s, s) end end"),
    Attack(
      "text.find of what almost stands there",
      "local s = ('a'):rep(120000) while true do text.find(s, s:sub(1, 60000) .. 'b') end",
      "killed: time"),
    Attack(
      "text.find among marks that join",
      "local s = 'e' .. ('\u{301}'):rep(60000) while true do text.find(s, s:sub(2, 60001)) end",
      "killed: time"),
    Attack(
      "text functions with what is no text",
      "while true do for _, f in pairs(text) do pcall(f) pcall(f, {}) pcall(f, '\\xff') "
        + "pcall(f, ('\\xf0\\x9f'):rep(10000)) pcall(f, 'x', math.mininteger, math.maxinteger) end end",
      "killed: time"),
    Attack(
      "money functions with hostile numbers",
      "local all = { math.mininteger, math.maxinteger, -1, 0, 0/0, 1/0, '1', {}, false } "
        + "while true do for _, f in pairs(money) do for _, a in ipairs(all) do "
        + "for _, b in ipairs(all) do pcall(f, a, b, b) end end end end", "killed: time"),
    Attack(
      "numbers out of a long text",
      "local s = ('9'):rep(1000000) while true do pcall(tonumber, s) pcall(math.tointeger, s) "
        + "pcall(function() return s + 1 end) end", "killed: time"),
  ]

  static let nests = [
    Attack(
      "a pcall nest",
      "local function f(n) if n == 0 then error 'x' end return pcall(f, n - 1) end "
        + "while true do f(150) end", "killed: time"),
    Attack(
      "a deep pcall nest that loops at its end",
      "local function f(n) if n == 0 then while true do end end pcall(f, n - 1) f(n - 1) end f(180)",
      "killed: time"),
    Attack(
      "pcall of pcall of pcall",
      "local t = {} for i = 1, 250 do t[i] = pcall end while true do pcall(table.unpack(t)) end"),
    Attack(
      "goto out of a thousand loops",
      "::top:: for i = 1, 1000 do for j = 1, 1000 do goto top end end", "killed: time"),
    Attack(
      "a storm of coroutines that never end",
      "local all = {} while true do local c = coroutine.wrap(function() "
        + "while true do coroutine.yield() end end) c() all[#all % 100 + 1] = c "
        + "for _, each in ipairs(all) do each() end end"),
    Attack(
      "a coroutine resuming itself",
      "local c c = coroutine.create(function() while true do coroutine.resume(c) end end) "
        + "coroutine.resume(c)", "killed: time"),
    Attack(
      "yields across pcall",
      "local c = coroutine.wrap(function() while true do "
        + "pcall(coroutine.yield) end end) while true do c() end", "killed: time"),
    Attack(
      "wrap inside gsub inside sort",
      "while true do pcall(table.sort, { 1, 2, 3 }, function() return ('x'):gsub('x', "
        + "coroutine.wrap(function() while true do end end)) end) end", "killed: time"),
    Attack(
      "a log flood", "while true do log(('x'):rep(100000)) log({}, nil, print) end"),
    Attack(
      "load of a deep nest of functions",
      "while true do load(('return function() '):rep(150) .. ('end '):rep(150)) end",
      "killed: time"),
    Attack(
      "load of an expression without end",
      "while true do load('return ' .. ('1 + '):rep(20000) .. '1') "
        + "load('return ' .. ('-'):rep(20000) .. '1') load('return ' .. ('a.'):rep(20000) .. 'a') "
        + "end", "killed: time"),
    Attack(
      "load that is fed piece by piece",
      "while true do pcall(load, function() return '(' end) end"),
  ]

  private static var modules: [HostModule] { [TextModule.module, MoneyModule.module(.ru)] }

  @Test(arguments: metamethods + texts + nests)
  func `stops an attack by the clock`(attack: Attack) {
    var ending = ""
    let duration = Stopwatch.measure {
      ending = runScript(attack.body, limits: AttackTests.byClock, modules: Self.modules)
    }
    #expect(duration < .milliseconds(600), "\(attack.name) took \(duration): \(ending)")
    if let ends = attack.ends { #expect(ending == ends) }
  }

  @Test(arguments: metamethods + texts + nests)
  func `stops an attack without a clock`(attack: Attack) {
    let duration = Stopwatch.measure {
      _ = runScript(attack.body, limits: AttackTests.byCount, modules: Self.modules)
    }
    #expect(duration < .seconds(10), "\(attack.name) took \(duration)")
  }

  @Test func `modules that require each other, and a deep chain of them`() {
    var others = ["a": "return require 'b'", "b": "return require 'a'"]
    for index in 0..<1_000 { others["deep\(index)"] = "return require 'deep\(index + 1)'" }
    others["deep1000"] = "return 1"
    let limits = AttackTests.byClock
    let round = runScript("return require 'a'", limits: limits, others: others)
    #expect(round.hasPrefix("failed: cafe/"), "\(round)")
    let deep = runScript("return require 'deep0'", limits: limits, others: others)
    #expect(deep.hasPrefix("failed: cafe/") || deep.hasPrefix("killed"), "\(deep)")
    let flood = "for i = 0, 1e9 do pcall(require, 'none' .. i) end"
    let ending = runScript(flood, limits: limits, others: others)
    #expect(ending.hasPrefix("killed"), "\(ending)")
  }
}
