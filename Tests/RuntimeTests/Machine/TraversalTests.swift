import Testing

@Suite struct TraversalTests {
  /// Runs `body` with a function `keys` that lists what traversing a table visits.
  func run(_ body: String) throws -> String {
    try PlainState().run(
      """
      local function keys(t)
        local all = {}
        for key, value in pairs(t) do
          all[#all + 1] = stock.tostring(key) .. "=" .. stock.tostring(value)
        end
        return stock.table.concat(all, " ")
      end
      \(body)
      """)
  }

  @Test(arguments: [
    ("{}", ""),
    ("{10, 20, 30}", "1=10 2=20 3=30"),
    ("{10, nil, 30}", "1=10 3=30"),
    ("{b = 1, a = 2, ab = 3, [''] = 4, B = 5}", "=4 B=5 a=2 ab=3 b=1"),
    ("{[true] = 1, [false] = 2, x = 3, [1] = 4}", "1=4 x=3 false=2 true=1"),
    (
      """
      {[2.5] = 1, [2] = 2, [3] = 3, [-2.5] = 4, [-2] = 5, [-3] = 6, [0.5] = 7, [-0.5] = 8, [0] = 9}
      """,
      "-3=6 -2.5=4 -2=5 -0.5=8 0=9 0.5=7 2=2 2.5=1 3=3"
    ),
    (
      "{[1/0] = 1, [-1/0] = 2, [math.maxinteger] = 3, [math.mininteger] = 4, [2.0^63] = 5}",
      """
      -inf=2 -9223372036854775808=4 9223372036854775807=3 9.2233720368548e+18=5 inf=1
      """
    ),
    ("{[9007199254740993] = 1, [2.0^53 + 0.0] = 2}", "9007199254740992=2 9007199254740993=1"),
    ("{['a\\0b'] = 1, ['a'] = 2, ['a\\0a'] = 3}", "a=2 a\0a=3 a\0b=1"),
    ("{['я'] = 1, z = 2}", "z=2 я=1"),
  ])
  func `visits numbers by value, then strings by bytes, then booleans`(
    table: String, order: String
  ) throws {
    #expect(try run("return keys(\(table))") == order)
    let byNext = """
      local t, all = \(table), {}
      local key, value = next(t)
      while key ~= nil do
        all[#all + 1] = stock.tostring(key) .. "=" .. stock.tostring(value)
        key, value = next(t, key)
      end
      return stock.table.concat(all, " ")
      """
    #expect(try run(byNext) == order)
  }

  @Test func `the order of thousands of keys depends on nothing but the keys`() throws {
    let body = """
      local names, forward, backward = {}, {}, {}
      for i = 1, 3000 do names[i] = "key" .. i * 7919 % 3001 end
      for i = 1, #names do forward[names[i]] = i end
      for i = #names, 1, -1 do backward[names[i]] = i end
      stock.table.sort(names)
      local i = 0
      for key in pairs(forward) do
        i = i + 1
        if key ~= names[i] then return key, i end
      end
      return i, keys(forward) == keys(backward)
      """
    #expect(try run(body) == "3000 true")
  }

  @Test(arguments: [
    ("{a = 1, b = 2, c = 3}", "t.b = nil", "a c"),
    ("{a = 1, b = 2, c = 3}", "t[key] = nil", "a b c"),
    ("{a = 1, b = 2}", "t.aa = 3", "a b"),
    ("{10, 20, 30}", "t[3] = nil", "1 2"),
    ("{10, 20}", "t[#t + 1] = 1", "1 2"),
    ("{10, x = 1}", "for i = 2, 100 do t['y' .. i] = i end", "1 x"),
  ])
  func `a field set to nil on the way is left out, a new one is not visited`(
    table: String, change: String, visited: String
  ) throws {
    let body = """
      local t, all = \(table), {}
      for key in pairs(t) do
        all[#all + 1] = stock.tostring(key)
        \(change)
      end
      return stock.table.concat(all, " ")
      """
    #expect(try run(body) == visited)
  }

  @Test func `next needs no key that is still there`() throws {
    #expect(try run("return next({a = 1, c = 2}, 'b')") == "c 2")
    #expect(try run("return next({1, 2, 3}, 1.5)") == "2 2")
    #expect(try run("return next({1, 2, 3}, 2.0)") == "3 3")
    #expect(try run("return next({1, 2, 3}, 3)") == "nil")
    #expect(try run("return pcall(next, {}, 0/0)") == "false NaN can't be a key")
  }

  @Test(arguments: [("{}", "table"), ("print", "function"), ("coroutine.create(print)", "thread")])
  func `a key without an order raises`(key: String, type: String) throws {
    let words = """
      test:8: a table with a \(type) as a key can't be traversed: such keys have no order that is \
      the same in every run; use numbers or strings as keys
      """
    #expect(try run("for _ in pairs({[\(key)] = 1, a = 1}) do end") == words)
    #expect(try run("local _ = next({[\(key)] = 1, a = 1})") == words)
  }

  @Test func `pairs of what is no table raises where it is called`() throws {
    #expect(
      try run("for _ in pairs(nil) do end")
        == "test:8: bad argument #1 to 'pairs' (table expected, got nil)")
  }

  @Test func `__pairs takes over, and may yield`() throws {
    let body = """
      local t = setmetatable({}, {__pairs = function(t)
        coroutine.yield("waits")
        return function(_, last) if not last then return "only", t end end, t, nil
      end})
      local co = coroutine.wrap(function() for key in pairs(t) do coroutine.yield(key) end end)
      return co(), co()
      """
    #expect(try run(body) == "waits only")
  }
}
