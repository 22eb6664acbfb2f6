import Foundation
import Testing

@testable import KassaRuntime

/// The runner of Lua's own test suite, and the suite itself where somebody has it (`Scripts/lua-suite`).
@Suite struct LuaSuiteTests {
  private static let folder = ProcessInfo.processInfo.environment["LUA_SUITE"]
  private static let page = TillProcess.root.appendingPathComponent("docs/lua-suite.md")

  @Test(.enabled(if: folder != nil), arguments: LuaSuite.pure + LuaSuite.withStandIns)
  func `passes but for what is listed`(file: String) throws {
    let suite = LuaSuite(folder: try #require(Self.folder))
    let listed = LuaSuite.differences(try String(contentsOf: Self.page, encoding: .utf8))
    if let said = try suite.run(file, without: listed) { Issue.record("\(file): \(said)") }
  }

  // MARK: - The runner itself, on files of our own

  /// A suite of one file, and what the runner says of it.
  private func run(_ text: String, page: String = "") throws -> String? {
    let folder = try TestFolder()
    try write(text, to: folder.path + "/own.lua")
    return try LuaSuite(folder: folder.path).run("own", without: LuaSuite.differences(page))
  }

  @Test func `a file that comes to its end passes`() throws {
    #expect(
      try run("x = 1\nassert(x == 1 and _G.x == 1 and load 'return x'() == 1)\nreturn") == nil)
  }

  @Test func `a file that differs is told with its line`() throws {
    let said = try #require(try run("local x = 1\n\nassert(x == 2)"))
    #expect(said.hasPrefix("own.lua:3: assertion failed!"), "\(said)")
  }

  @Test func `lines of the table are left out, and no others`() throws {
    let text = "assert(false)\nlocal x = 1\nassert(false)\nassert(false)\nassert(x == 2)"
    let said = try #require(try run(text, page: "| own | 1, 3–4 | why |\n| other | 5 | why |"))
    #expect(said.hasPrefix("own.lua:5: assertion failed!"), "\(said)")
  }

  @Test func `every row of the page names lines of a file that is run`() throws {
    let page = try String(contentsOf: Self.page, encoding: .utf8)
    let listed = LuaSuite.differences(page)
    #expect(listed.count == 19)
    #expect(Set(listed.map(\.file)).isSubset(of: LuaSuite.pure + LuaSuite.withStandIns))
  }
}
