import Testing

@testable import KassaRuntime

/// What of a script failed is kept with its step, told in the log and shown to a technician.
@Suite struct PastFailureTests {
  private static let failing = "on = { after_receipt = function() error 'oops' end },"
  private static let sold = [Story.coffee, "sale: pay.card", "charge.window: approved"]

  @Test func `a technician sees the last failures on the screen, after a restart too`() async throws
  {
    let story = try Story.senior(Self.failing)
    let scene = try await story.play(
      Story.seniorSignIn + Self.sold
        + ["sale: terminals", "settings: failures", "settings.failures: ok"])
    let shown = try #require(scene.first("settings.failures"))
    #expect(
      shown.body.contains("sale: leto/store.lua:3: on.after_receipt: oops"), "\(shown.body)")
    let again = try await story.play(
      ["sale: terminals", "settings: failures", "settings.failures: ok"])
    #expect(again.first("settings.failures")?.body == shown.body)
    #expect(try story.verify().receipts == 1)
  }

  @Test func `the journal's list names what failed in a step`() async throws {
    let story = try Story(Self.failing)
    try await story.play(Story.start + Self.sold.dropFirst())
    var lines: [String] = []
    try JournalReader(folder: story.data).forEach { lines.append($0.summary) }
    #expect(
      lines.count { $0.contains("; failed: leto/store.lua:3: on.after_receipt: oops") } == 1,
      "\(lines)")
  }

  @Test func `nothing has failed where nothing has`() async throws {
    let story = try Story.senior("")
    let scene = try await story.play(
      Story.seniorSignIn + ["sale: terminals", "settings: failures", "settings.no_failures: ok"])
    #expect(scene.stands == "sale")
  }

  @Test func `the log tells of a failure once, with its callers`() async throws {
    let story = try Story(
      "on = { after_receipt = function() M.note() end },",
      before: "local M = {} function M.note() error 'oops' end")
    try await story.play(Story.start + Self.sold.dropFirst())
    let lines = story.log.text.split(separator: "\n").filter { $0.contains("oops") }
    #expect(lines.count == 1)
    #expect(
      lines.first?.contains(
        "leto/store.lua:1: on.after_receipt: oops; called by: leto/store.lua:1 in") == true,
      "\(lines)")
  }

  @Test func `a script that fails without end leaves a few lines in the journal`() async throws {
    let story = try Story(
      "on = { after_sign_in = function() for i = 1, 900 do log.error('оплата 4276123456781235', i) end end },"
    )
    try await story.play(Story.signIn)
    let entries = try JournalReader(folder: story.data)
    var text = ""
    try entries.forEach { text += $0.line }
    #expect(text.ranges(of: "оплата").count == ScriptFailure.stepMax)
    #expect(!text.contains("4276123456781235"))
  }

  @Test func `a circle of modules is shown as a circle`() throws {
    let folder = try TestFolder()
    try write("return store { name = require 'a' }", to: folder.path + "/leto/store.lua")
    try write("\nlocal b = require 'b'\nreturn b", to: folder.path + "/leto/a.lua")
    try write("return require 'a'", to: folder.path + "/leto/b.lua")
    #expect(
      StoreCheck.findings(folder: folder.path + "/leto").map(\.text) == [
        "leto/b.lua:1: modules require each other in a circle: leto/a.lua:2 → leto/b.lua:1 → leto/a.lua; "
          + "put what both need into a third"
      ])
  }
}
