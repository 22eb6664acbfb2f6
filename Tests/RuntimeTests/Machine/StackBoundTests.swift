import Testing

@testable import KassaRuntime

/// The bound on the stack stops calls that go too deep, and nothing else that is large.
@Suite struct StackBoundTests {
  private static let limits = MachineLimits(
    instructionsMax: .max, millisecondsMax: 5_000, memoryBytesMax: 256 << 20)

  static let large: [String] = [
    "local s = ('x'):rep(1000000) return #s",
    "return #('x'):rep(786432) + #('x'):rep(1572864)",
    "local s = ('x'):rep(1000000):upper() return #s",
    "local s = ('x'):rep(600000):gsub('x', 'yy') return #s",
    "local s = string.format('%s', ('x'):rep(1600000)) return #s",
    "local t = {} for i = 1, 100000 do t[i] = 'abcdefghijkl' end return #table.concat(t, ', ')",
    "local t = {} for i = 1, 100000 do t[i] = -i end table.sort(t) return #t",
    "local t = {} for i = 1, 16000 do t['k' .. i] = i end local n = 0 "
      + "for _ in pairs(t) do n = n + 1 end return n",
    "local t = {} for i = 1, 300000 do t[#t + 1] = i end return #t",
    "local t = {} for i = 1, 4000 do t[i] = i end return select('#', table.unpack(t))",
    "local function f(n) if n == 0 then return 0 end return 1 + f(n - 1) end return f(1500)",
    "return #{ " + (1...15_000).map(String.init).joined(separator: ", ") + " }",
  ]

  /// By number: a list written out is too long for a name.
  @Test(arguments: large.indices)
  func `large texts, lists and calls are no stack`(index: Int) {
    let body = Self.large[index]
    let ending = runScript(body, limits: Self.limits)
    #expect(!ending.hasPrefix("killed"), "\(body.prefix(80)): \(ending)")
    #expect(!ending.hasPrefix("failed"), "\(body.prefix(80)): \(ending)")
  }

  static let deep: [String] = [
    "local function f() return 1 + f() end return f()",
    "local function f() return 1 + f() end while true do pcall(f) end",
    "local function f(...) return f(1, ...) end return pcall(f)",
    "return #{ " + (1...20_000).map(String.init).joined(separator: ", ") + " }",
  ]

  @Test(arguments: deep.indices)
  func `calls too deep, and a list too long to be written out, are killed`(index: Int) {
    let body = Self.deep[index]
    #expect(runScript(body, limits: Self.limits) == "killed: stack", "\(body.prefix(80))")
  }

  @Test(arguments: [
    "return table.unpack(t)", "return string.byte(s, 1, -1)", "return utf8.codepoint(s, 1, -1)",
    "return table.unpack(t, 1, 4002)", "return utf8.codepoint(s, -9000, -1)",
  ])
  func `too many values at once are an error a script can catch`(call: String) {
    let ending = runScript(
      "local t, s = {}, ('x'):rep(9000) for i = 1, 9000 do t[i] = i end \(call)",
      limits: Self.limits)
    #expect(
      ending
        == "failed: cafe/store.lua:2: too many values at once (at most 4000); take them in parts")
  }
}
