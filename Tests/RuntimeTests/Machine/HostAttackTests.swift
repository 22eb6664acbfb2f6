import Testing

@testable import KassaRuntime

/// Attacks through what the host gives a script, and through what kills leave behind.
struct HostAttackTests {
  private static let limits = MachineLimits(
    instructionsMax: .max, millisecondsMax: 200, memoryBytesMax: 32 << 20)
  /// Far more than the limit: a busy machine must not fail the test, a hang must.
  private static let stoppedWithin = Duration.milliseconds(1_200)

  @Test(arguments: [
    ScriptStory("while true do pcall(text.len, ('ж'):rep(10000)) end", "killed: time"),
    ScriptStory("while true do pcall(text.len, 1) end", "killed: time"),
    ScriptStory("while true do pcall(require, 'nothing') end", "killed: time"),
    ScriptStory(
      """
      local t = {} for i = 1, 4000 do t[i] = i end
      local function f(...) while true do select(2, ...) end end
      f(table.unpack(t))
      """, "killed: time"),
    ScriptStory(
      """
      while true do pcall(function()
        local x <close> = setmetatable({}, { __close = function() error("x") end })
        error("y")
      end) end
      """, "killed: time"),
    ScriptStory(
      """
      while true do pcall(table.sort, { 3, 2, 1 }, function()
        pcall(coroutine.wrap(function() while true do end end)) return false
      end) end
      """, "killed: time"),
    ScriptStory(
      "local s = ('x'):rep(4e6) return \(Array(repeating: "s", count: 30).joined(separator: ".."))",
      "killed: memory"),
    // A table made weak behind setmetatable's back, and a request so large that the allocator
    // refuses it: the emergency collection that crashes Lua 5.4.4.
    ScriptStory(
      """
      local mt = {}
      local t = setmetatable({}, mt)
      for i = 1, 1000 do t[{}] = {} end
      mt.__mode = "k"
      local s = ('x'):rep(4e6)
      for i = 1, 100 do
        pcall(function() return \(Array(repeating: "s", count: 30).joined(separator: "..")) end)
      end
      """, "killed: memory"),
  ])
  func `stops what a hook alone would not`(_ story: ScriptStory) {
    let watch = Stopwatch()
    let words = runMain(story.body, modules: [TextModule.module], limits: Self.limits).words
    let elapsed = watch.elapsed
    #expect(words == story.words)
    #expect(elapsed < Self.stoppedWithin, "\(story.body) took \(elapsed)")
  }
}
