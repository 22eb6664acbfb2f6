import Testing

/// Our functions against the stock ones, messages included: scripts and their authors can trust the
/// Lua manual.
@Suite struct StandardFunctionsTests {
  /// What `expression` gives with the stock functions, and with ours.
  func results(of expression: String) throws -> (stock: String, ours: String) {
    let lua = try PlainState()
    let shown = """
      local count = stock.select("#", ...)
      local words = {...}
      for i = 1, count do words[i] = stock.string.format("%s", words[i]) end
      return stock.table.concat(words, "\\t")
      """
    let body = "return (function(...) \(shown) end)(pcall(function() return \(expression) end))"
    return (
      lua.run(
        """
        local string, table, pairs, next, ipairs, select = stock.string, stock.table, stock.pairs,
          stock.next, stock.ipairs, stock.select
        local tonumber, tostring, type, assert = stock.tonumber, stock.tostring, stock.type,
          stock.assert
        local rawequal, rawget, rawlen, rawset = stock.rawequal, stock.rawget, stock.rawlen,
          stock.rawset
        local setmetatable, getmetatable = stock.setmetatable, stock.getmetatable
        \(body)
        """.split(separator: "\n").joined(separator: " ")),
      lua.run(body.split(separator: "\n").joined(separator: " "))
    )
  }

  func expectEqual(_ expression: String) throws {
    let (stock, ours) = try results(of: expression)
    #expect(ours == stock, "\(expression)")
    #expect(stock.hasPrefix("true") || stock.hasPrefix("false"), "\(expression): \(stock)")
  }

  @Test(arguments: [
    #"string.len("a\0b"), string.len(""), string.len(12)"#, "string.len()", "string.len({})",
    #"string.sub("hello", 2, 4), string.sub("hello", -3), string.sub("hello", 0, 99)"#,
    #"string.sub("hello", -99, -2), string.sub("hello", 4, 2), string.sub("hello", 3, -9)"#,
    #"string.sub("hello", math.mininteger, math.maxinteger), string.sub("", 1, 1)"#,
    #"string.sub("x")"#, #"string.sub("x", 1.5)"#, #"string.sub("x", "1")"#,
    #"string.reverse("abc\0"), string.reverse("")"#,
    #"string.lower("AbZ[@яЯ"), string.upper("az{`я")"#,
    #"string.rep("ab", 3), string.rep("ab", 3, ","), string.rep("", 1000), string.rep("x", 0)"#,
    #"string.rep("x", -1), string.rep("x", 1, "long"), string.rep("", 3, "-")"#,
    #"string.rep("x")"#,
    #"string.byte("abc", 1, -1)"#, #"string.byte("abc"), string.byte("abc", -1)"#,
    #"string.byte("abc", 10), string.byte("", 1), string.byte("abc", 0)"#,
    #"string.byte("abc", 2, 99)"#, "string.char(), string.char(72, 105, 0, 255)",
    #"string.char("65")"#, "string.char(65.0)", #"string.char("x")"#,
    #"string.find("a.b", ".", 1, true), string.find("abc", "", 4), string.find("abc", "", 5)"#,
    #"string.find("abc", "c", -1), string.find("abc", "a", -99), string.find("a\0b", "\0b")"#,
    #"string.find("abc", "b", math.mininteger), string.find("abc", "b", math.maxinteger)"#,
    #"string.find("abc")"#, #"string.gsub("abc", "b")"#, #"string.gsub("abc", "b", true)"#,
    #"string.gsub("abc", "b", "x", -1), string.gsub("abc", "", "x", 2)"#,
    #"string.gsub("hello world", "%w+", "%0 %0", 1)"#, #"string.gsub("abc", "^a", "x")"#,
    #"string.gsub("aaa", "^a", "x")"#, #"string.gsub("abc", "(b)(c)", "%2%1%%")"#,
    #"string.gsub("abc", "b", {b = 7})"#, #"string.gsub("abc", "b", {b = false})"#,
    #"string.gsub("abc", "()", "%1")"#, #"string.gsub("abc", ".", 5)"#,
    #"string.gsub("abc", "b", setmetatable({}, {__index = function(_, k) return k .. k end}))"#,
    #"string.gmatch("abc", "b", 99)()"#, #"string.gmatch("^a", "^a")()"#,
    #"string.match("2026-11-24", "(%d+)-(%d+)-(%d+)")"#, #"string.match("  x  ", "^%s*(.-)%s*$")"#,
    #"string.match(12345, "%d", 3)"#,
  ])
  func `string functions do what the stock ones do`(expression: String) throws {
    try expectEqual(expression)
  }

  @Test(arguments: [
    #"string.format("%d %5d|%-5d|%05d|%+d|% d|%.3d", 1, 2, 3, 4, 5, 6, 7)"#,
    #"string.format("%i %u", 1, 2)"#, #"string.format("%x %X %#x %o %#o", 255, 255, 255, 8, 8)"#,
    #"string.format("%d", 3.0)"#, #"string.format("%d", 3.5)"#, #"string.format("%d", "7")"#,
    #"string.format("%d", "x")"#, #"string.format("%d")"#, #"string.format("%x", -1)"#,
    #"string.format("%5.1f|%-8.3f|%+.0f|%e|%G|%g", 1.25, 2, 3, 4, 5e-9, 1e20)"#,
    #"string.format("%.99f", 1e308)"#, #"string.format("%99.99f", -1e308)"#,
    #"string.format("%a %A", 1, 0.5)"#, #"string.format("%f %g", 1/0, -1/0)"#,
    #"string.format("%c%c|%-3c|", 72, 0, 65)"#, #"string.format("%3c", 65)"#,
    #"string.format("%s %s %s %s", nil, true, 1, 2.0)"#, #"string.format("%s", "a\0b")"#,
    #"string.format("%5s|%-5s|%.2s|%5.1s|", "ab", "ab", "abc", "xyz")"#,
    #"string.format("%5s", "a\0b")"#, #"string.format("%.3s", string.rep("x", 500))"#,
    #"string.format("%20s", string.rep("x", 500))"#, #"string.format("%s")"#,
    #"string.format("%s", setmetatable({}, {__tostring = function() return "shown" end}))"#,
    #"string.format("%s", setmetatable({}, {__tostring = function() return 1 end}))"#,
    #"string.format("%q", "a\"b\\c\nd\0e\0001\r\127я")"#,
    #"string.format("%q %q %q %q", 1, 0.1, true, nil)"#,
    #"string.format("%q %q %q %q", 1/0, -1/0, math.mininteger, 3.0)"#, #"string.format("%q", {})"#,
    #"string.format("%%")"#, #"string.format("100%% of %s%%", "x")"#, #"string.format(12)"#,
  ])
  func `format does what the stock one does`(expression: String) throws {
    try expectEqual(expression)
  }

  /// Other words than the stock ones, but a mistake in both.
  @Test(arguments: [
    #"string.format("%")"#, #"string.format("%y", 1)"#, #"string.format("%123d", 1)"#,
    #"string.format("%.123d", 1)"#, #"string.format("%+s", 1)"#, #"string.format("%#d", 1)"#,
    #"string.format("%05s", "x")"#, #"string.format("%.1c", 65)"#, #"string.format("%1q", "x")"#,
    #"string.format("%-+ #0-+ #0-+ #0-+ #0-+ #0-+ #0d", 1)"#, #"string.char(256)"#,
    #"string.char(-1)"#, #"string.gsub("x", "x", "%")"#, #"string.gsub("x", "x", "%a")"#,
    #"string.gsub("x", "x", "%2")"#, #"string.gsub("x", "x", function() return {} end)"#,
    #"string.rep("x", math.maxinteger)"#, #"string.rep("xx", math.maxinteger // 2 + 1)"#,
    #"table.concat({1, {}, 3})"#, #"table.concat({1, nil, 3}, ",", 1, 3)"#,
    #"table.remove({1, 2}, 4)"#, #"table.unpack({}, 1, 1e7)"#,
    #"table.unpack({}, math.mininteger, math.maxinteger)"#,
    #"rawset(setmetatable({}, {__metatable = 1}), 1)"#,
  ])
  func `refuses what the stock functions refuse`(expression: String) throws {
    let (stock, ours) = try results(of: expression)
    #expect(stock.hasPrefix("false"), "\(stock)")
    #expect(ours.hasPrefix("false"), "\(ours)")
  }

  @Test(arguments: [
    "table.concat({}), table.concat({1, 2.5, 'x'}, '-'), table.concat({1, 2, 3}, ',', 2, 3)",
    "table.concat({}, 'x', math.maxinteger, math.maxinteger - 1)", "table.concat(1)",
    "table.concat({[math.maxinteger] = 'x'}, ',', math.maxinteger, math.maxinteger)",
    "(function(t) table.insert(t, 'd') table.insert(t, 1, 'x') return table.concat(t) end){'a'}",
    "table.insert({}, 2, 'x')", "table.insert({1}, 0, 'x')", "table.insert({})",
    "table.insert({}, 1, 2, 3)", "table.insert(nil, 1)", "table.insert({}, 'x', 1)",
    "table.remove({}), table.remove({1, 2}), table.remove({1, 2}, 1), table.remove({1}, 2)",
    "table.remove({}, 0), table.remove({[0] = 'z'}, 0)",
    "(function(t) table.remove(t, 1) return #t, table.unpack(t) end){'a', 'b', 'c'}",
    "table.unpack(table.move({1, 2, 3}, 1, 3, 2))", "table.unpack(table.move({1, 2, 3}, 2, 3, 1))",
    "table.unpack(table.move({1, 2, 3}, 1, 3, 1, {}))", "#table.move({1}, 1, 0, 5)",
    "table.move({}, math.mininteger, math.maxinteger, 1)",
    "table.move({}, 1, math.maxinteger, 2)", "table.move({}, -1, math.maxinteger, 2)",
    "table.move({}, 1, 2, math.maxinteger)", "table.move(1, 1, 2, 3)", "table.move({}, 1, 2)",
    "table.pack().n, table.pack(nil, 2, nil).n, table.pack(1, nil)[1]",
    "table.unpack({1, nil, 3}, 1, 3)", "table.unpack({1, 2}, 2)", "table.unpack({}, 5, 4)",
    "table.unpack({1, 2}, -1, 1)", "table.unpack()", "table.unpack({1, 2}, '2')",
    "table.unpack({}, math.maxinteger, math.maxinteger)",
    "table.concat(setmetatable({}, {__len = 3, __index = function(_, i) return i * 2 end}))",
    """
    table.concat(setmetatable({}, {__len = function() return 3 end,
      __index = function(_, i) return i * 2 end}))
    """,
    "table.insert(setmetatable({}, {__len = function() return -5 end}), 1, 'x')",
    "table.insert(setmetatable({}, {__len = function() return 'x' end}), 1)",
    "table.sort({3, 'x'})", "table.sort({{}, {}})", "table.sort({1, 2}, 5)", "table.sort(7)",
    "table.sort({1, nil, 3, n = 3})",
  ])
  func `table functions do what the stock ones do`(expression: String) throws {
    try expectEqual(expression)
  }

  @Test(arguments: [
    "tonumber('10'), tonumber(' 0x1p4 '), tonumber('1e1'), tonumber('x'), tonumber({})",
    "tonumber('10', 2), tonumber('zz', 36), tonumber('-7F', 16), tonumber(' 11 ', 2)",
    "tonumber('1 1', 10), tonumber('', 10), tonumber('-', 10), tonumber('1\\0', 10)",
    "tonumber('8', 8), tonumber('+7', 8), tonumber('ffffffffffffffffff', 16), tonumber('')",
    "tonumber()", "tonumber('1', 1)", "tonumber('1', 37)", "tonumber(1, 10)", "tonumber(3.5)",
    "tonumber('1\\0'), tonumber('0x'), tonumber(nil)", "tonumber('5', nil)",
    "tostring(1), tostring(1.0), tostring(-0.0), tostring(nil), tostring(true), tostring('x')",
    "tostring(1e100), tostring(math.mininteger), tostring(0.1), tostring(1/0)", "tostring()",
    "select('#'), select('#', nil, nil), select(2, 'a', 'b', 'c')", "select(-1, 'a', 'b')",
    "select(-5, 'a')", "select(0, 'a')", "select(9, 'a')", "select()", "select('x')",
    "type(nil), type(1), type({}), type(type)", "type()", "assert(1, 2, 3)", "assert(false)",
    "assert(nil, 'words')", "assert(false, 42)", "assert()", "rawequal(1, 1.0), rawequal('a', 'b')",
    "rawequal(1)", "rawlen({1, 2}), rawlen('abc')", "rawlen(1)", "rawget({5}, 1)", "rawget(1, 1)",
    "rawset({}, 1)", "rawset({}, nil, 1)", "#rawset({}, 1, 2)", "getmetatable({}), getmetatable(1)",
    "getmetatable(setmetatable({}, {__metatable = 'locked'}))", "getmetatable()",
    "setmetatable(setmetatable({}, {__metatable = 1}), {})", "setmetatable({})",
    "setmetatable({}, 1)", "setmetatable(1, {})", "getmetatable(setmetatable({}, nil))",
    "ipairs()", "select(3, ipairs({}))", "next({}), next({5})", "next({a = 1})", "next()",
    "pairs()",
    "select('#', pairs({}))",
    "pairs(setmetatable({}, {__pairs = function() return 1, 2, 3, 4 end}))",
    """
    (function(t) local all = '' for i, v in ipairs(t) do all = all .. i .. v end return all end)(
      setmetatable({}, {__index = function(_, i) return i < 4 and i * 2 or nil end}))
    """,
  ])
  func `base functions do what the stock ones do`(expression: String) throws {
    try expectEqual(expression)
  }
}
