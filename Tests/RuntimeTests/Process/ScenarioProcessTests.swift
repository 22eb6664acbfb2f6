import Foundation
import Testing

/// `kassa-run test` as a command.
@Suite(.timeLimit(.minutes(5))) struct ScenarioProcessTests {
  private static let cafe = TillProcess.root.path + "/Scripts/lua/stores/cafe"

  @Test func `closes with how many passed and failed`() throws {
    let run = try CommandRun(["test", Self.cafe])
    #expect(run.code == 0 && run.errors.isEmpty)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count > 10 && lines.dropLast().allSatisfy { $0.hasPrefix("passed  cafe: ") })
    #expect(lines.last == "\(lines.count - 1) passed, 0 failed")
  }

  @Test func `exits with 1 when a scenario fails, and says it as JSON where wanted`() throws {
    let folder = try TestFolder()
    try FileManager.default.copyItem(atPath: Self.cafe, toPath: folder.path + "/cafe")
    try "scenario(\"wrong\", function() day.expect_matters(1) end)".write(
      toFile: folder.path + "/cafe/scenarios/wrong.lua", atomically: true, encoding: .utf8)
    let run = try CommandRun(["test", folder.path + "/cafe", "--filter", "wrong", "--json"])
    #expect(run.code == 1)
    let lines = run.output.split(separator: "\n")
    #expect(lines.first?.contains("\"expected\":\"1 matters\"") == true)
    #expect(lines.last == "{\"failed\":1,\"passed\":0}")
  }

  @Test func `shows expected and came below each other`() throws {
    let folder = try TestFolder()
    try FileManager.default.copyItem(atPath: Self.cafe, toPath: folder.path + "/cafe")
    let scenario = """
      scenario("wrong words", function()
        day.language "en"
        day.sign_in()
        day.expect { title = "Чек" }
      end)
      """
    try scenario.write(
      toFile: folder.path + "/cafe/scenarios/wrong.lua", atomically: true, encoding: .utf8)
    let run = try CommandRun(["test", folder.path + "/cafe", "--filter", "wrong"])
    #expect(
      run.output == """
        failed  cafe: wrong words
                cafe/scenarios/wrong.lua:4: day.expect
                expected  title «Чек»
                came      title «Receipt»
                the way there
                  sign_in.name «Who is at the till?» → Анна
                  sign_in.pin «Анна: PIN» → •
                  at sale «Receipt»
        0 passed, 1 failed

        """)
  }

  @Test func `a broken store stops no other, and folders of one name are told apart`() throws {
    let folder = try TestFolder()
    let store =
      #"return store { api = 1, name = "Л", inn = "7701234567", taxation = "osn","#
      + #" address = "М", place = "Л", cashiers = { "Анна" } }"#
    try write(store, to: folder.path + "/a/leto/store.lua")
    try write("return store {", to: folder.path + "/b/leto/store.lua")
    try write(store, to: folder.path + "/c/zima/store.lua")
    let run = try CommandRun(
      ["test", "a/leto", "b/leto", "c/zima", "--filter", "cash gives"], in: folder.path)
    #expect(run.code == 1)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasPrefix("test: 3 scenarios, 3 stores, "), "\(lines)")
    #expect(lines[0].hasSuffix(" s: 2 passed, 1 failed, 1 cause"))
    #expect(lines[1].hasPrefix(" A 1× 1 store (b/leto): leto/store.lua:1: "), "\(lines)")
    let json = try CommandRun(
      ["test", "a/leto", "b/leto", "c/zima", "--filter", "cash gives", "--json"], in: folder.path)
    let objects = json.output.split(separator: "\n")
    #expect(
      objects.map { $0.contains(#""passed":true"#) } == [true, false, true, false, false],
      "\(json.output)")
    #expect(objects.last == #"{"failed":1,"passed":2}"#)
  }

  @Test func `check hears of mistakes in scenarios too`() throws {
    let folder = try TestFolder()
    try FileManager.default.copyItem(atPath: Self.cafe, toPath: folder.path + "/cafe")
    try write("scenario(\"a\", function()", to: folder.path + "/cafe/scenarios/a.lua")
    let run = try CommandRun(["check", "cafe"], in: folder.path)
    #expect(run.code == 1 && run.output.contains("cafe/scenarios/a.lua:1"), "\(run.output)")
    let json = try CommandRun(["check", "cafe", "--json"], in: folder.path)
    #expect(json.output.contains(#""place":"cafe/scenarios/a.lua:1""#), "\(json.output)")
  }

  @Test func `a replaced scenario is counted in the last line`() throws {
    let folder = try TestFolder()
    try FileManager.default.copyItem(atPath: Self.cafe, toPath: folder.path + "/cafe")
    try write(
      "scenario(\"cash gives change\", \"без сдачи\", function() day.sign_in() end)",
      to: folder.path + "/cafe/scenarios/own.lua")
    let run = try CommandRun(["test", folder.path + "/cafe", "--filter", "cash gives"])
    #expect(
      run.output == """
        replaced  cafe: cash gives change: без сдачи
        passed  cafe: cash gives change
        1 passed, 0 failed, 1 replaced

        """)
  }

  @Test func `a store that asks more than others is told how shared scenarios learn of it`() throws
  {
    let folder = try TestFolder()
    let store =
      #"return store { api = 1, name = "Л", inn = "7701234567", taxation = "osn","#
      + #" address = "М", place = "Л", cashiers = { "Анна" }, on = { receipt_begun = function()"#
      + #" prompt.tell { "hello", title = "Улыбнитесь" } end } }"#
    try write(store, to: folder.path + "/leto/store.lua")
    let run = try CommandRun(["test", "leto", "--filter", "gives change"], in: folder.path)
    let lines = run.output.split(separator: "\n")
    #expect(lines.last == "0 passed, 1 failed")
    #expect(lines.dropLast().last?.contains("leto/scenarios/house.lua: day.house {") == true)
    try write(
      "day.house { answers = { hello = true } }", to: folder.path + "/leto/scenarios/house.lua")
    let again = try CommandRun(["test", "leto", "--filter", "gives change"], in: folder.path)
    #expect(again.output.contains("hello"), "a tell has no yes: \(again.output)")
    try write(
      "day.house { answers = { hello = \"ok\" } }", to: folder.path + "/leto/scenarios/house.lua")
    let third = try CommandRun(["test", "leto", "--filter", "gives change"], in: folder.path)
    #expect(third.output.hasSuffix("1 passed, 0 failed\n"), "\(third.output)")
  }

  @Test func `says that nothing has such a name, and that no store is here`() throws {
    let run = try CommandRun(["test", Self.cafe, "--filter", "нет такого"])
    #expect(run.code == 2)
    #expect(run.errors == "kassa-run: no scenario has «нет такого» in its name; look at --filter\n")
  }
}
