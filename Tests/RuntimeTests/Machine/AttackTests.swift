import Testing

@testable import KassaRuntime

/// Scripts that try to hang the till or take it down.
///
/// Each must end soon after its limit, and none may crash. How one ends is said where it is always
/// the same. The limits are a tenth of the product's, so that the suite is quick.
@Suite(.serialized) struct AttackTests {
  struct Attack: CustomTestStringConvertible, Sendable {
    let name: String
    let body: String
    var ends: String?
    var testDescription: String { name }

    init(_ name: String, _ body: String, _ ends: String? = nil) {
      self.name = name
      self.body = body
      self.ends = ends
    }
  }

  static let byClock = MachineLimits(
    instructionsMax: .max, millisecondsMax: 100, memoryBytesMax: 64 << 20)
  static let byCount = MachineLimits(
    instructionsMax: 200_000, millisecondsMax: .max, memoryBytesMax: 64 << 20)

  static let loops = [
    Attack("endless loop", "while true do end", "killed: time"),
    Attack(
      "loop under pcall", "while true do pcall(function() while true do end end) end",
      "killed: time"),
    Attack("recursion through pcall", "local function f() pcall(f) f() end f()"),
    Attack("recursion", "local function f() return 1 + f() end return f()"),
    Attack("endless tail calls", "local function f() return f() end f()", "killed: time"),
    Attack(
      "loop in a coroutine", "coroutine.wrap(function() while true do end end)()",
      "killed: time"),
    Attack(
      "loop in a coroutine under pcall",
      "while true do pcall(coroutine.wrap(function() while true do end end)) end", "killed: time"),
    Attack(
      "a coroutine for each turn",
      "while true do coroutine.resume(coroutine.create(function() end)) end", "killed: time"),
    Attack(
      "coroutines in coroutines",
      "local function f() return coroutine.wrap(f)() end return f()"),
    Attack(
      "coroutines in coroutines under pcall",
      "local function f() return pcall(coroutine.wrap(f)) end while true do f() end",
      "killed: time"),
    Attack(
      "two coroutines resuming each other",
      "local a, b a = coroutine.wrap(function() while true do b() end end) "
        + "b = coroutine.wrap(function() while true do coroutine.yield() end end) a()",
      "killed: time"),
    Attack(
      "__close that loops in a wrap",
      "local f = coroutine.wrap(function() local x <close> = setmetatable({}, "
        + "{ __close = function() while true do end end }) error('x') end) "
        + "pcall(f) while true do end", "killed: time"),
    Attack(
      "__close that loops",
      "local x <close> = setmetatable({}, "
        + "{ __close = function() while true do end end })", "killed: time"),
    Attack(
      "many __close that loop on an error",
      "local function f(n) local x <close> = setmetatable({}, { __close = function() "
        + "while true do end end }) if n > 0 then f(n - 1) end error('x') end "
        + "while true do pcall(f, 100) end", "killed: time"),
    Attack(
      "a handler that loops", "xpcall(error, function() while true do end end)",
      "killed: time"),
    Attack(
      "a handler that fails", "while true do xpcall(error, function() error('again') end) end"
    ),
    Attack(
      "a handler of handlers",
      "local function h() xpcall(error, h) end xpcall(error, h) while true do end"),
    Attack(
      "__index that loops",
      "return setmetatable({}, { __index = function() "
        + "while true do end end }).x", "killed: time"),
    Attack(
      "a chain of __index to itself",
      "local t = {} setmetatable(t, { __index = t }) return t.x"),
    Attack(
      "__tostring that loops",
      "tostring(setmetatable({}, { __tostring = function() "
        + "while true do end end }))", "killed: time"),
    Attack(
      "__tostring that loops under pcall, in format",
      "while true do pcall(string.format, '%s', setmetatable({}, { __tostring = function() "
        + "while true do end end })) end", "killed: time"),
    Attack(
      "__pairs that loops",
      "for _ in pairs(setmetatable({}, { __pairs = function() "
        + "while true do end end })) do end", "killed: time"),
    Attack(
      "__lt that loops in a sort",
      "local m = { __lt = function() while true do end end } "
        + "while true do pcall(table.sort, { setmetatable({}, m), setmetatable({}, m) }) end",
      "killed: time"),
    Attack(
      "a comparator that loops under pcall",
      "while true do pcall(table.sort, { 1, 2, 3 }, function() while true do end end) end",
      "killed: time"),
    Attack(
      "a comparator that contradicts itself",
      "local t = {} for i = 1, 1000 do t[i] = i end "
        + "table.sort(t, function() return true end) return #t", "1000"),
    Attack("a comparator that sorts", "local function c() table.sort({ 1, 2 }, c) end c()"),
    Attack(
      "a gsub callback that loops under pcall",
      "while true do pcall(string.gsub, 'a', 'a', function() while true do end end) end",
      "killed: time"),
    Attack(
      "a gsub callback that substitutes",
      "local function f() return (('a'):gsub('a', f)) end f()"),
    Attack(
      "kill inside a coroutine inside a sort",
      "while true do pcall(table.sort, { 1, 2 }, coroutine.wrap(function() "
        + "while true do end end)) end", "killed: time"),
    Attack("goto loop", "::top:: goto top", "killed: time"),
    Attack(
      "an error value with a metatable",
      "error(setmetatable({}, { __tostring = function() while true do end end }))",
      "failed: cafe/store.lua:2: the script raised a table; raise a string"),
  ]

  static let strings = [
    Attack("rep without end", "return (''):rep(1e15)", ""),
    Attack("rep of a giant", "return pcall(string.rep, 'x', 1 << 62)"),
    Attack("rep with a separator", "return pcall(string.rep, '', 1 << 40, 'ab')"),
    Attack("rep of 15 MB in a loop", "while true do local s = ('x'):rep(15000000) end"),
    Attack(
      "rep under pcall",
      "local t = {} while true do pcall(function() "
        + "t[#t + 1] = ('x'):rep(15000000) end) end", "killed: memory"),
    Attack("doubling", "local s = 'x' while true do s = s .. s end", "killed: memory"),
    Attack(
      "doubling under pcall",
      "local s = 'x' while true do pcall(function() s = s .. s end) end", "killed: memory"),
    Attack(
      "a giant concatenation",
      "local s = ('x'):rep(15000000) while true do pcall(function() return "
        + Array(repeating: "s", count: 100).joined(separator: "..") + " end) end",
      "killed: memory"),
    Attack(
      "backtracking find",
      "return (('a'):rep(1000)):find(('a?'):rep(100) .. ('a'):rep(1000) .. 'b')"),
    Attack(
      "nested stars",
      "return (('a'):rep(100000)):find('.-.-.-.-.-.-b')", "killed: time"),
    Attack(
      "nested stars under pcall",
      "while true do pcall(string.find, ('a'):rep(100000), '.*.*.*.*.*.*b') end", "killed: time"),
    Attack(
      "shortest in a long text",
      "local s = ('a'):rep(1000000) while true do s:find('.-b') end", "killed: time"),
    Attack(
      "balanced without end",
      "local s = ('('):rep(1000000) while true do s:find('%b()') end", "killed: time"),
    Attack(
      "gsub with a frontier and a class",
      "local s = ('a'):rep(1000000) while true do s:gsub('[^%s%d%p]-$', '') end",
      "killed: time"),
    Attack(
      "gsub that grows", "local s = ('x'):rep(100000) return #s:gsub('.', s)"),
    Attack(
      "gmatch with a long set",
      "local set = '[' .. ('b'):rep(100000) .. ']' "
        + "for _ in (('a'):rep(100000)):gmatch(set) do end",
      "failed: cafe/store.lua:2: the pattern is longer than 65536 bytes; "
        + "find plain text with find(s, text, 1, true)"),
    Attack(
      "quadratic plain find",
      "local s = ('a'):rep(5000000) local p = ('a'):rep(2000000) .. 'b' "
        + "while true do s:find(p, 1, true) end", "killed: time"),
    Attack("deep captures", "return pcall(string.find, 'x', ('('):rep(500))"),
    Attack("a deep pattern", "return pcall(string.find, ('a'):rep(500), ('a?'):rep(500))"),
    Attack(
      "comparison of long texts",
      "local a = ('a'):rep(15000000) local b = ('a'):rep(14999999) .. 'a' "
        + "while true do local _ = a == b end", "killed: time"),
    Attack(
      "order of long texts",
      "local a = ('a'):rep(15000000) local b = ('a'):rep(14999999) .. 'b' "
        + "while true do local _ = a < b end", "killed: time"),
    Attack(
      "upper, reverse and byte",
      "local s = ('a'):rep(15000000) "
        + "while true do s:upper() s:reverse() pcall(s.byte, s, 1, -1) end"
    ),
    Attack(
      "utf8 over a long text",
      "local s = ('a'):rep(15000000) while true do utf8.len(s) utf8.offset(s, -1) end",
      "killed: time"),
    Attack(
      "tonumber of a long text",
      "local s = ('1'):rep(15000000) while true do tonumber(s, 10) end", "killed: time"),
    Attack("a wide format", "return pcall(string.format, '%99999d', 1)"),
    Attack("many formats", "while true do pcall(string.format, ('%99d'):rep(1000)) end"),
    Attack(
      "concat of one long text",
      "local s, t = ('x'):rep(1000000), {} for i = 1, 10000 do t[i] = s end "
        + "while true do pcall(table.concat, t) end"),
    Attack("print without end", "while true do print(('x'):rep(1000)) end", "killed: time"),
  ]

  static let tables = [
    Attack("move of a huge range", "return pcall(table.move, {}, 1, 1 << 62, 2)"),
    Attack("move in a loop", "local t = {} while true do table.move(t, 1, 900000, 2) end"),
    Attack(
      "insert with a huge __len",
      "local t = setmetatable({}, { __len = function() return 1 << 62 end }) "
        + "while true do table.insert(t, 1, 1) end"),
    Attack(
      "insert at the front", "local t = {} while true do table.insert(t, 1, 1) end",
      "killed: time"),
    Attack(
      "remove from the front of a long list",
      "local t = {} for i = 1, 900000 do t[i] = i end while true do table.remove(t, 1) end"),
    Attack("unpack of a huge range", "return pcall(table.unpack, {}, 1, 1 << 62)"),
    Attack("unpack in a loop", "while true do pcall(table.unpack, {}, 1, 900000) end"),
    Attack("concat of a huge range", "return pcall(table.concat, {}, '', 1, math.maxinteger)"),
    Attack(
      "sort of a long list",
      "local t = {} for i = 1, 500000 do t[i] = -i end while true do table.sort(t) end"),
    Attack(
      "next over a large table",
      "local t = {} for i = 1, 16000 do t['k' .. i] = i end local k "
        + "repeat k = next(t, k) until not k", "killed: time"),
    Attack(
      "pairs over a large table",
      "local t = {} for i = 1, 16000 do t['k' .. i] = i end "
        + "while true do for _ in pairs(t) do break end end", "killed: time"),
    Attack(
      "keys that all fall on one place",
      "local m = (1 << 18) - 1 local t = {} for i = 1, (1 << 17) + 1 do t[i * m] = i end",
      "failed: cafe/store.lua:2: a table has more than 16384 keys beside its list; "
        + "fill a list from 1 on, or share the keys among several tables"),
    Attack(
      "as many such keys as a table may have, many times",
      "local m, all = (1 << 14) - 1, {} for n = 1, 200 do local t = {} "
        + "for i = 1, 8192 do t[i * m] = i end all[n] = t end "
        + "for _, t in ipairs(all) do t[8193 * m] = 1 end", "killed: time"),
    Attack(
      "floats that all fall on one place",
      "local t = {} for i = 1, 1e6 do t[1 + i * 2.0 ^ -50] = i end"),
    Attack(
      "traversing keys that all fall on one place",
      "local m, t = (1 << 14) - 1, {} for i = 1, 12000 do t[i * m] = i end "
        + "while true do for _ in pairs(t) do break end end", "killed: time"),
    Attack("memory growth", "local t = {} while true do t[#t + 1] = {} end", "killed: memory"),
    Attack(
      "memory growth under pcall",
      "local t = {} while true do pcall(function() while true do t[#t + 1] = { t } end end) end",
      "killed: memory"),
    Attack(
      "memory growth in coroutines",
      "local t = {} while true do t[#t + 1] = coroutine.create(function() end) end",
      "killed: memory"),
    Attack(
      "memory growth by closures",
      "local t while true do local u = t t = function() return u end end", "killed: memory"),
    Attack(
      "a weak metatable under memory pressure",
      "local t = {} for i = 1, 1e6 do local ok = pcall(setmetatable, {}, { __mode = 'k' }) "
        + "if not ok then t[#t + 1] = setmetatable({}, { __index = t }) end end"),
    Attack(
      "many metatables",
      "local t = {} while true do t = setmetatable({ t }, { __index = t }) end",
      "failed: cafe/store.lua:2: more than 10000 metatables; "
        + "make one, and give it to every object of its kind"),
    Attack("a large stack", "local function f(...) return f(1, 2, 3, 4, 5, 6, 7, ...) end f()"),
    Attack("many arguments", "local function f(...) return select('#', ...) + f(1, ...) end f()"),
  ]

  /// A table that looks for a missing key in 1,900 others, each of which has 200 keys on its place.
  private static let slow =
    "local slow = {} for _ = 1, 1900 do local t = {} for i = 1, 200 do t[i * 255] = i end "
    + "slow = setmetatable(t, { __index = slow }) end "

  static let lookups = [
    Attack(
      "a missing key in a chain of tables",
      slow + "local f = load('local t = ... while true do ' .. ('t.x = t[0] '):rep(500) .. 'end') "
        + "f(slow)", "killed: time"),
    Attack(
      "unpack of a chain of tables",
      slow + "while true do pcall(table.unpack, slow, 1, 900000) end", "killed: time"),
    Attack(
      "move of a chain of tables",
      slow + "while true do pcall(table.move, slow, 1, 900000, 1, {}) end", "killed: time"),
    Attack(
      "sort of a chain of tables",
      slow + "getmetatable(slow).__len = function() return 900000 end "
        + "while true do pcall(table.sort, slow) end", "killed: time"),
    Attack(
      "gsub by a chain of tables",
      slow + "local s = ('x'):rep(100000) while true do s:gsub('()', slow) end", "killed: time"),
    Attack(
      "long texts as keys",
      "local s, t = ('a'):rep(12000000), {} for i = 1, 2 do t[s .. i] = i end local k = s .. 4 s = nil "
        + "load('local t, k = ... while true do ' .. ('local _ = t[k] '):rep(150) .. 'end')(t, k)",
      "killed: time"),
    Attack(
      "long texts compared",
      "local s = ('a'):rep(12000000) local a, b = s .. 1, s .. 2 "
        + "load('local a, b = ... while true do ' .. ('local _ = a == b '):rep(150) .. 'end')(a, b)",
      "killed: time"),
  ]

  static let loading = [
    Attack("a binary chunk", "return load('\\27Lua')"),
    Attack("a deep parse", "return load(('('):rep(100000))"),
    Attack("a deep parse of tables", "return load('return ' .. ('{'):rep(100000))"),
    Attack("a long text", "return load(('x = 1 '):rep(1000000))"),
    Attack(
      "names looked up through 160 functions",
      "local s = ('local ' .. ('a,'):rep(199) .. 'a return function() '):rep(150) "
        + ".. 'return {' .. ('x,'):rep(30000) .. '}' .. (' end'):rep(150) "
        + "while true do load(s) end", "killed: time"),
    Attack(
      "constants that all fall on one place",
      "local t, m = {}, (1 << 14) - 1 for i = 1, 12000 do t[i] = i * m end "
        + "local s = 'return {' .. table.concat(t, ',') .. '}' while true do load(s) end",
      "killed: time"),
    Attack(
      "many labels",
      "local t = {} for i = 1, 32000 do t[i] = '::l' .. i .. '::goto x' end "
        + "while true do load(table.concat(t, ' ')) end"),
    Attack(
      "loading in a loop", "local s = ('local x = 1; '):rep(100) while true do load(s) end",
      "killed: time"),
    Attack(
      "a function that loads itself",
      "local s = 's = ... return load(s)(s)' return load('local ' .. s)('local ' .. s)"),
    Attack("a loop that was loaded", "load 'while true do end' ()", "killed: time"),
    Attack(
      "dump", "return string.dump, string.pack, collectgarbage",
      "failed: cafe/store.lua:2: no string.dump; scripts do without it"),
  ]

  @Test(arguments: loops + strings + tables + lookups + loading)
  func `stops an attack by the clock`(attack: Attack) {
    var ending = ""
    let duration = Stopwatch.measure { ending = runScript(attack.body, limits: Self.byClock) }
    #expect(duration < .milliseconds(600), "\(attack.name) took \(duration): \(ending)")
    // Some need more than a tenth of a second to fill the memory.
    if let ends = attack.ends, ending != "killed: time" { #expect(ending == ends) }
  }

  @Test(arguments: loops + strings + tables + lookups + loading)
  func `stops an attack without a clock`(attack: Attack) {
    let duration = Stopwatch.measure { _ = runScript(attack.body, limits: Self.byCount) }
    #expect(duration < .seconds(10), "\(attack.name) took \(duration)")
  }

  /// Those that come nearest to the limit.
  private static let slowest: Set = [
    "recursion through pcall", "two coroutines resuming each other", "a giant concatenation",
    "memory growth", "keys that all fall on one place",
    "as many such keys as a table may have, many times",
    "traversing keys that all fall on one place", "names looked up through 160 functions",
    "constants that all fall on one place", "a missing key in a chain of tables",
    "unpack of a chain of tables", "move of a chain of tables", "sort of a chain of tables",
    "gsub by a chain of tables", "long texts as keys", "long texts compared",
  ]

  @Test(
    arguments: (loops + strings + tables + lookups + loading).filter { slowest.contains($0.name) })
  func `stops an attack within the product's limits`(attack: Attack) {
    let duration = Stopwatch.measure { _ = runScript(attack.body, limits: MachineLimits()) }
    #expect(duration < .milliseconds(1_200), "\(attack.name) took \(duration)")
  }
}
