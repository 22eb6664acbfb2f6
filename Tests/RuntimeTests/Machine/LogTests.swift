import Testing

@testable import KassaRuntime

/// What scripts say to the log, and what of them failed, as its owner hears it.
@Suite struct LogTests {
  private final class Heard { var lines: [ScriptLine] = [] }

  private func heard(_ body: String) -> [ScriptLine] {
    let heard = Heard()
    let machine = LuaMachine(
      limits: MachineLimits(), seed: 1, modules: [],
      sources: ModulesInMemory(files: ["main": "return function()\n\(body)\nend"]), prelude: nil,
      log: { heard.lines.append($0) })
    #expect(machine.start("main", arguments: []).words == "")
    return heard.lines
  }

  static let lines: [(lua: String, text: String)] = [
    (#"log("x", 1, nil, {})"#, "x 1 nil {}"),
    (#"print("x", 1.5, true, print)"#, "x 1.5 true function"),
    (
      #"log({ 1, 2, name = "Кофе", [true] = "a", [10] = 3 })"#,
      #"{1, 2, [10] = 3, [true] = "a", name = "Кофе"}"#
    ),
    (#"log({ a = { b = { c = { d = { e = 1 } } } } })"#, "{a = {b = {c = {d = {…}}}}}"),
    (#"local t = {} t.t = t log(t)"#, "{t = {t = {t = {t = {…}}}}}"),
    (
      #"local t = {} for i = 1, 100 do t[i] = i end log(#t, t)"#,
      "100 {" + (1...30).map(String.init).joined(separator: ", ") + ", …}"
    ),
    (#"log(setmetatable({}, { __tostring = function() return "я" end }))"#, "я"),
    (#"log(money and 1 or 2)"#, "2"),
    ("log()", ""),
  ]

  @Test(arguments: lines.indices.dropLast(2) + [lines.count - 1])
  func `values stand apart, tables are shown, and the line is named`(index: Int) {
    let (lua, text) = Self.lines[index]
    let found = heard(lua)
    #expect(found.map(\.text) == [text])
    #expect(found.first?.place == "test/main.lua:2" && found.first?.level == .info)
  }

  @Test func `a long line ends, and a flood is cut off where it begins`() {
    #expect(heard("log(('x'):rep(100000))").first?.text.utf8.count ?? 0 < 9_000)
    let flood = heard("for _ = 1, 500 do log(('x'):rep(8000)) end")
    #expect(flood.last?.text == "(this step logs too much; the rest is left out)")
    #expect(flood.count < 200)
  }

  @Test func `an error is heard with its callers, also after a flood`() {
    let found = heard(
      """
      for _ = 1, 500 do log(('x'):rep(8000)) end
      local function pay() log.error("нет", 5) return 1 end
      local one = pay()
      """)
    let last = found.last
    #expect(last?.level == .error && last?.text == "нет 5" && last?.place == "test/main.lua:3")
    #expect(last?.calls.first == "test/main.lua:3 in function 'pay'", "\(last?.calls as Any)")
  }

  @Test func `xpcall's handler is given who called what raised`() {
    let found = heard(
      """
      local function inner() error "oops" end
      local function outer() inner() return 1 end
      xpcall(outer, function(problem, calls) log.failed("the rule", problem, calls) end)
      """)
    #expect(found.map(\.text) == ["the rule: oops"] && found.first?.place == "test/main.lua:2")
    #expect(
      found.first?.calls.prefix(2) == [
        "test/main.lua:2 in upvalue 'inner'", "test/main.lua:3 in a function",
      ] || found.first?.calls.count ?? 0 >= 2, "\(found.first?.calls as Any)")
  }

  @Test func `what failed stands at the function that is named where it has no line of its own`() {
    let found = heard("\nlog.failed('the hook', 'a text was returned', function()\nend)")
    #expect(found.first?.place == "test/main.lua:3")
  }

  @Test func `log can't be changed, and says what it has not`() {
    #expect(runMain("log.x = 1").words.contains("log is read-only"))
    #expect(runMain("log.eror('x')").words.contains("did you mean «error»"))
  }
}
