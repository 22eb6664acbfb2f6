import Testing

@testable import KassaRuntime

/// Loading of modules, the prelude and the chunk cache.
struct ModuleTests {
  @Test(arguments: [
    ScriptStory(
      "require 'nothing'",
      "no module «nothing»; "
        + "look at the name, for nothing.lua in the store's folder, and for --chain FOLDER"),
    ScriptStory("require 'unreadable'", "the file can't be read; look at it"),
    ScriptStory(
      "require '../etc'",
      "«../etc» is no name of a module; "
        + "use small letters, digits and _ with dots between, as in \"kassa.payment\""),
    ScriptStory(
      "require 'a..b'",
      "«a..b» is no name of a module; "
        + "use small letters, digits and _ with dots between, as in \"kassa.payment\""),
    ScriptStory(
      "require(1)", "require takes the name of a module: a string was expected, got a number"),
  ])
  func `refuses a module, and names the line that wants it`(_ story: ScriptStory) {
    #expect(runMain(story.body).words == "failed: test/main.lua:1: " + story.words)
  }

  @Test func `loads a module once`() {
    let log = Printed()
    let machine = makeMachine(
      [
        "main": """
        local one, two = require "shop.one", require "shop.one"
        return function() return one == two, one.value, require "silent" end
        """,
        "shop.one": "print(...) return { value = 7 }", "silent": "local x = 1",
      ], log: log)
    #expect(machine.start("main", arguments: []).words == "true 7 true")
    #expect(log.lines == ["shop.one"])
  }

  @Test func `reports a circle, a parse error and a wrong main module`() {
    let files = [
      "circle": "require 'other'", "other": "\nrequire 'circle'",
      "broken": "return {\n1 +\n}", "table": "return {}",
    ]
    let expected = [
      "circle": "failed: test/other.lua:2: modules require each other in a circle: "
        + "test/circle.lua:1 → test/other.lua:2 → test/circle.lua; put what both need into a third",
      "broken":
        "failed: test/broken.lua:3: unexpected symbol near '}'; correct it there or in the lines before",
      "table": "failed: module «table» returned a table; it must return a function",
    ]
    for (module, words) in expected {
      #expect(makeMachine(files).start(module, arguments: []).words == words)
    }
  }

  @Test func `makes the prelude's fields global and read-only`() {
    let files = [
      "prelude": "return { rub = function(n) return n * 100 end, [1] = 2 }",
      "main": "return function() return rub(5) end",
      "assigns": "return function() rub = 1 end",
    ]
    #expect(
      makeMachine(files, prelude: "prelude").start("main", arguments: []).words == "500")
    #expect(
      makeMachine(files, module: "assigns", prelude: "prelude").start("assigns", arguments: [])
        .words
        == "failed: test/assigns.lua:1: assignment to the global «rub»; make it local")
  }

  @Test func `loads the same text under the name of each file`() {
    for name in ["first", "second", "first"] {
      let machine = makeMachine([name: "error('here')"])
      #expect(machine.start(name, arguments: []).words == "failed: test/\(name).lua:1: here")
    }
  }

  @Test func `loads changed text of the same name`() {
    for number in 1...5 {
      let machine = makeMachine(["main": "return function() return \(number) end"])
      #expect(machine.start("main", arguments: []).words == "\(number)")
    }
  }

  @Test func `logs what a script prints`() {
    let log = Printed()
    _ = runMain("print('чек', 1, 1.5, nil, true, {}, print) log() print('\\255')", log: log)
    #expect(log.lines == ["чек 1 1.5 nil true {} function", "", "\u{FFFD}"])
  }

  @Test func `charges loading to the step`() {
    let text = "return function() end" + String(repeating: " ", count: 100_000)
    let limits = MachineLimits(instructionsMax: 40_000)
    let machine = makeMachine(["main": text], limits: limits)
    #expect(machine.start("main", arguments: []).words == "killed: instructions")
  }
}
