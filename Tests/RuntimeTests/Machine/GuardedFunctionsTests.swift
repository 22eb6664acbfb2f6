import Testing

/// Where our functions differ from the stock ones on purpose, word by word.
@Suite struct GuardedFunctionsTests {
  @Test(arguments: [
    ("string.find('x', '[a')", "malformed pattern (missing ']')"),
    ("string.find('x', 'a[]')", "malformed pattern (missing ']')"),
    ("string.find('x', '[%]')", "malformed pattern (missing ']')"),
    ("string.find('x', 'a%')", "malformed pattern (ends with '%')"),
    ("string.find('x', 'a(')", "malformed pattern ('(' without ')')"),
    ("string.match('x', 'a)')", "malformed pattern (')' without '(')"),
    ("string.find('x', 'a%b(')", "malformed pattern (%b needs two characters)"),
    ("string.find('x', 'a%fx')", "malformed pattern (%f needs a set: %f[...])"),
    ("string.find('x', 'a%1')", "malformed pattern (no capture %1 before it)"),
    ("string.find('x', '(a%1)')", "malformed pattern (no capture %1 before it)"),
    ("string.find('x', '%0')", "malformed pattern (no capture %0 before it)"),
    ("string.find('x', ('()'):rep(33))", "too many captures (at most 32)"),
    (
      "string.find('x', ('.'):rep(65537))",
      "the pattern is longer than 65536 bytes; find plain text with find(s, text, 1, true)"
    ),
    ("string.gsub('x', 'x', '%2')", "the pattern has no capture %2"),
    (
      "string.gsub('x', 'x', '%a')",
      "a % in the replacement must be followed by % or a digit; write %%"
    ),
    (
      "string.gsub('x', 'x', function() return {} end)",
      "a match is replaced by a string or a number, got a table"
    ),
    ("string.rep('x', 1e15)", "the string would be longer than 64 MiB; build it in smaller pieces"),
    (
      "string.rep('x', math.maxinteger, 'y')",
      "the string would be longer than 64 MiB; build it in smaller pieces"
    ),
    (
      "string.gsub(('x'):rep(9000), 'x', ('y'):rep(9000))",
      "the string would be longer than 64 MiB; build it in smaller pieces"
    ),
    (
      "table.concat({('x'):rep(60 << 20), ('y'):rep(5 << 20)})",
      "the string would be longer than 64 MiB; build it in smaller pieces"
    ),
    (
      "table.concat({1, 2}, ('x'):rep((64 << 20) - 1))",
      "the string would be longer than 64 MiB; build it in smaller pieces"
    ),
    (
      "string.format('%s%s', ('x'):rep(60 << 20), ('y'):rep(5 << 20))",
      "the string would be longer than 64 MiB; build it in smaller pieces"
    ),
    (
      "string.format('%p', {})",
      "%p isn't available: addresses differ from run to run; use %s"
    ),
    ("string.format('%y', 1)", "invalid conversion '%y' in the format"),
    ("string.format('%', 1)", "invalid conversion '%' in the format"),
    ("string.format('%0123d', 1)", "invalid conversion '%0123' in the format"),
    ("string.format('%q', {})", "bad argument #2 to 'format' (value has no literal form)"),
    (
      "table.concat({1, {}})",
      "invalid value (at index 2) in table for 'concat': a string was expected, got a table"
    ),
    (
      "table.unpack({}, 1, 4002)", "too many values at once (at most 4000); take them in parts"
    ),
    ("table.move({}, 1, 1000001, 2)", "too many elements at once (at most 1000000 a call)"),
    (
      "table.insert(setmetatable({}, {__len = function() return 1 << 40 end}), 1, 0)",
      "too many elements at once (at most 1000000 a call)"
    ),
    (
      "table.remove(setmetatable({}, {__len = function() return 1 << 40 end}), 1)",
      "too many elements at once (at most 1000000 a call)"
    ),
    (
      "table.sort(setmetatable({}, {__len = function() return 1 << 40 end}))",
      "too many elements at once (at most 1000000 a call)"
    ),
    (
      "table.concat(setmetatable({}, {__len = function() return 1 << 40 end}))",
      "too many elements at once (at most 1000000 a call)"
    ),
    (
      "setmetatable({}, {__gc = false})",
      "a metatable with __gc isn't allowed: finalizers would run where nothing limits them"
    ),
    (
      "setmetatable({}, {__mode = 'k'})",
      "a metatable with __mode isn't allowed: weak tables depend on when memory is collected"
    ),
    ("setmetatable(getmetatable('') and {}, getmetatable('').__index) and error('set', 0)", "set"),
    (
      "rawset(setmetatable({}, {__metatable = false}), 'a', 1)",
      "cannot change a protected table"
    ),
  ])
  func `refuses in these words`(call: String, words: String) throws {
    let located = words == "set" ? words : "test:1: \(words)"
    #expect(try PlainState().run("local _ = \(call)") == located)
  }

  @Test func `tables, functions and coroutines are shown without addresses`() throws {
    let lua = try PlainState()
    #expect(
      lua.run("return tostring({}), tostring(print), tostring(coroutine.create(print))")
        == "table function thread")
    #expect(lua.run("return tostring(setmetatable({}, {__name = 'till'}))") == "till")
    #expect(lua.run("return string.format('%s', {})") == "table")
  }

  @Test(arguments: ["__gc", "__mode"])
  func `a metatable that gains a forbidden field later is noticed`(field: String) throws {
    let lua = try PlainState()
    #expect(lua.run("mine = {} object = setmetatable({}, mine)") == "")
    #expect(!lua.tampered)
    #expect(lua.run("other = setmetatable({}, {}) mine.__index = {}") == "")
    #expect(!lua.tampered)
    #expect(lua.run("rawset(mine, '\(field)', 'k')") == "")
    #expect(lua.tampered)
  }

  @Test func `a state remembers ten thousand metatables, each once`() throws {
    let lua = try PlainState()
    let body = """
      local shared = {}
      for i = 1, 20000 do setmetatable({}, shared) end
      for i = 1, 9999 do setmetatable({}, {}) end
      local _ = setmetatable({}, {})
      """
    #expect(
      lua.run(body)
        == "test:4: more than 10000 metatables; make one, and give it to every object of its kind")
  }

  /// The stock matcher gives up here («pattern too complex»), or overflows its stack.
  @Test func `patterns of any depth need no recursion`() throws {
    let lua = try PlainState()
    #expect(lua.run("return (('a'):rep(500)):find(('a?'):rep(600) .. '$')") == "1 500")
    #expect(lua.run("return ('x'):rep(3000):match('.-b')") == "nil")
    #expect(lua.run("return #(('('):rep(300000):match('.*'))") == "300000")
  }

  @Test func `letters are those of ASCII whatever the bytes`() throws {
    #expect(try PlainState().run("return ('Яя\\xFF'):find('%a'), ('aЯ'):upper()") == "nil AЯ")
  }
}
