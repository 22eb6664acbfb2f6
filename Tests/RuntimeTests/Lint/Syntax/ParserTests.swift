import CLua
import Testing

@testable import KassaLint
@testable import KassaRuntime

/// What Lua loads can be read, and what is hostile ends at once.
@Suite(.timeLimit(.minutes(2))) struct ParserTests {
  /// Whether Lua itself compiles it.
  static func compiles(_ text: [UInt8]) throws -> Bool {
    let state = try PlainState.empty()
    defer { lua_close(state) }
    return text.withUnsafeBytes {
      luaL_loadbufferx(
        state, $0.bindMemory(to: CChar.self).baseAddress, $0.count, "=test", "t") == LUA_OK
    }
  }

  static func parses(_ text: [UInt8]) -> Bool { (try? Parser.parse(text)) != nil }

  @Test(arguments: [
    "", ";;;", "return", "return;", "return 1, 2;", "goto a ::a::", "::a:: goto a", "break_ = 1",
    "do local x <const>, y <close> = 1 end", "local function f(...) return ... end",
    "function a.b.c:d() return self end", "for i = 1, 2, 3 do break end",
    "for k, v in pairs {} do end", "repeat local x = 1 until x", "while true do end",
    "if a then elseif b then else end", "a, b.c, d[e] = 1", "a.b:c 'x' {} [[y]] (z)",
    "x = a.b[\"c\"]:d()()", "x = -2 ^ -3 .. 4 .. 5", "x = not not a == ~b // c % d",
    "x = 0x1p4 + 0xA.8p0 + 3e-2 + .5 + 5. + 0xffffffffffffffffff", "x = 1 << 2 >> 3 & 4 | 5 ~ 6",
    "x = '\\n\\x41\\065\\u{48}\\z   \n y\\\nz'", "x = [==[\n]]]=] ]==]", "--[==[ a ]] ]==] x = 1",
    "-- only a comment", "x = { 1, 2; a = 3, [4] = 5, f(), }", "x = {f = function() end}",
    "local a <const> = 1; local b = a", "f{...}", "(f)()", "(f).x = 1", "x = #'a' + #t",
    "\r\n\r\nx = 1\r", "x = \"\\xff\\u{7FFFFFFF}\"", "return function(a, b, ...) end",
    "x = a and b or c", "x = a < b, b <= c", "goto = 1", "x = 'a", "x = [[a", "x = 08x", "f(",
    "x = }", "local function end", "for x do end", "a.b:c = 1", "f() = 1", "x = '\\q'", "@", "\0",
    "return 1 x = 2", "local x <other> = 1", "x = ...", "function f() return ... end",
  ])
  func `every text that Lua loads can be read`(text: String) throws {
    let bytes = Array(text.utf8)
    if try Self.compiles(bytes) { #expect(Self.parses(bytes)) }
    // It is lenient, but not about what a reader could not make sense of.
    if !Self.parses(bytes) { #expect(try !Self.compiles(bytes)) }
  }

  @Test(arguments: [
    ("(", "x = ", "1", ")"), ("{", "x = ", "1", "}"), ("function() return ", "x = ", "1", " end"),
    ("not ", "x = ", "1", ""), ("-", "x = ", "1", ""), ("a .. ", "x = ", "1", ""),
    ("a ^ ", "x = ", "1", ""), ("do ", "", "", " end"), ("if a then ", "", "", " end"),
    ("while a do ", "", "", " end"), ("f(", "x = ", "1", ")"), ("a[", "x = ", "1", "]"),
    ("repeat ", "", "", " until a"), ("function f() ", "", "", " end"), ("{{", "x = ", "1", "}}"),
  ])
  func `ten thousand levels end at once`(
    open: String, before: String, middle: String, close: String
  ) {
    for depth in [190, 10_000] {
      let text =
        before + String(repeating: open, count: depth) + middle
        + String(repeating: close, count: depth)
      _ = Self.parses(Array(text.utf8))
      _ = Self.parses(Array(text.utf8.prefix(text.utf8.count / 2)))
    }
  }

  /// What is long and not deep, of some 60 KB: read, resolved and looked at by every rule.
  @Test(arguments: [
    "x = 1 + 2\n", "local a = a\n", "f(a).b.c[d]:e{}\n", "local t = { a = 1, a = 2 }\nt.b = t.c\n",
    "if a == \"b\" then elseif c then end\n", "prompt.tell { \"x\", titel = 1 }\n",
    "local x = receipt.total() + 1 if x > 500 then end\n", "do local b <const> = 1 end\n",
  ])
  func `a large file is looked at in bounded time`(line: String) throws {
    let count = 60_000 / line.utf8.count
    let text = String(repeating: line, count: count)
    let known = Known.ofStore(nil)
    let stopwatch = Stopwatch()
    #expect(try Lint.file(text, known).count <= Rules.remarksMax + 1)
    #expect(stopwatch.elapsed < .seconds(10))
  }

  @Test(arguments: [
    ("x = a", ".b", ""), ("x = 1", " + 1", ""), ("x = f", "()", ""),
    ("if a then", " elseif b then", " end"), ("x = {", "1,", "}"), ("f(", "1,", "1)"),
  ])
  func `a long chain is no deep one`(begin: String, link: String, end: String) throws {
    let text = begin + String(repeating: link, count: 20_000) + end
    #expect(try Lint.file(text, Known.ofStore(nil)).count <= Rules.remarksMax + 1)
  }

  @Test func `names mean what they mean in Lua`() throws {
    let text = """
      local x = 1
      local function f(x) return x end
      do local x = x x = 2 end
      repeat local y = x until y
      for x = x, 2 do print(x) end
      for x in pairs(x) do print(x) end
      local x <const> = x
      function g() return x, f end
      """
    let tree = try Parser.parse(Array(text.utf8))
    let reads = tree.variables.map { "\($0.name) \($0.line) \($0.reads)" }
    #expect(
      reads == [
        "x 1 5", "f 2 1", "x 2 1", "x 3 0", "y 4 1", "x 5 1", "x 6 1", "x 7 1",
      ])
    #expect(tree.variables[3].sources.count == 2)
  }
}
