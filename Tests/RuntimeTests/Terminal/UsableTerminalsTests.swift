import Testing

@testable import KassaRuntime

/// A count says what the list says, which it spares the script.
@Suite struct UsableTerminalsTests {
  @Test func `those in service are counted, as the list has them`() async throws {
    let script = """
      local function count()
        local listed = 0
        for _, each in ipairs(terminal.list()) do
          if each.offered and each.in_service then listed = listed + 1 end
        end
        assert(listed == terminal.usable(), "the list has " .. listed)
        return listed
      end
      local first = count()
      for number = 1, 2 do
        prompt.choose { "terminals.edit", title = "?", buttons = { "a" } }
        terminal.add { provider = "standalone", name = "Банк " .. number }
      end
      local added = count()
      prompt.choose { "terminals.edit", title = "?", buttons = { "a" } }
      terminal.change("t1", { in_service = false })
      error(first .. ", " .. added .. ", " .. count())
      """
    let scene = try await Story.sale(script).play(
      Story.signIn + Array(repeating: "terminals.edit: a", count: 3))
    #expect(scene.faults.first?.contains("1, 2, 1") == true, "\(scene.faults)")
  }
}
