import Testing

@Suite struct SortPropertyTests {
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `orders by key and keeps equal elements as they were`(seed: UInt64) throws {
    let lua = try PlainState()
    var numbers = SeededNumbers(seed: seed)
    for size in [0, 1, 2, 3, 7, 8, 64, 100, 1_000] {
      let keys = (0..<size).map { _ in Int.random(in: 0..<20, using: &numbers) }
      let expected = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
      let ordered = lua.run(
        """
        local list = {}
        for key in stock.string.gmatch(..., "%d+") do
          list[#list + 1] = {key = stock.tonumber(key), place = #list}
        end
        table.sort(list, function(left, right) return left.key < right.key end)
        for i, element in stock.ipairs(list) do list[i] = element.place end
        return stock.table.concat(list, " ")
        """, Array(keys.map(String.init).joined(separator: " ").utf8))
      #expect(ordered == expected.map(String.init).joined(separator: " "), "seed \(seed)")
    }
  }

  @Test(arguments: [21, 22] as [UInt64])
  func `orders numbers and strings as the stock sort does`(seed: UInt64) throws {
    let lua = try PlainState()
    let difference = lua.run(
      """
      stock.math.randomseed(stock.tonumber(...))
      local random = stock.math.random
      for size = 0, 300, 7 do
        local theirs, ours, strings = {}, {}, size % 2 == 0
        for i = 1, size do
          local number = random(1000) / random(4)
          theirs[i] = strings and stock.tostring(number) or number
          ours[i] = theirs[i]
        end
        stock.table.sort(theirs)
        table.sort(ours)
        for i = 1, size do
          if theirs[i] ~= ours[i] then return size, i end
        end
      end
      """, Array(String(seed).utf8))
    #expect(difference == "", "seed \(seed)")
  }

  /// Whatever the order function says, every element stays in the table exactly once.
  @Test(arguments: [
    "return true", "return false", "return math.random() < 0.5", "return a >= b", "return b",
    "t[math.random(50)] = nil return a < b", "t[#t + 1] = 0 return a < b",
  ])
  func `an order function that contradicts itself loses no element`(body: String) throws {
    let lua = try PlainState()
    let lost = lua.run(
      """
      local t = {}
      for i = 1, 50 do t[i] = i * 7 % 51 end
      table.sort(t, function(a, b) \(body.split(separator: "\n").joined()) end)
      local seen = {}
      for i = 1, 50 do seen[t[i]] = true end
      for i = 1, 50 do if not seen[i] then return "lost " .. i end end
      """)
    #expect(lost == "")
  }

  @Test func `goes through __index and __newindex, and asks for the length once`() throws {
    let lua = try PlainState()
    let result = lua.run(
      """
      local kept, asked, read = {30, 10, 20}, 0, 0
      local proxy = setmetatable({}, {
        __index = function(_, i) read = read + 1 return kept[i] end,
        __newindex = function(_, i, value) kept[i] = value end,
        __len = function() asked = asked + 1 return 3 end,
      })
      table.sort(proxy)
      return asked, read, stock.table.concat(kept, ",")
      """)
    #expect(result == "1 3 10,20,30")
  }

  @Test func `an error in the order function leaves the table as it was`() throws {
    let lua = try PlainState()
    let result = lua.run(
      """
      local t, calls = {3, 2, 1}, 0
      local done, message = pcall(table.sort, t, function(a, b)
        calls = calls + 1
        if calls == 2 then error("enough") end
        return a < b
      end)
      return message, stock.table.concat(t, ",")
      """)
    #expect(result == "test:4: enough 3,2,1")
  }
}
