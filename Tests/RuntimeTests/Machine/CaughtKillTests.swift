import Testing

@testable import KassaRuntime

/// A kill ends the script: nothing that catches errors catches it, wherever it strikes, and not an
/// instruction of the script runs on the host after it.
@Suite(.timeLimit(.minutes(2))) struct CaughtKillTests {
  /// Where the loop runs; in some of these places nothing can yield, so the kill is an error there.
  static let places = [
    "loop()", "table.sort({ 2, 1 }, loop)", "('x'):gsub('x', loop)",
    "tostring(setmetatable({}, { __tostring = loop }))",
    "table.concat(setmetatable({}, { __len = function() return 1 end, __index = loop }))",
    "coroutine.wrap(loop)()", "coroutine.resume(coroutine.create(loop))",
    "table.sort({ 2, 1 }, function() coroutine.wrap(loop)() end)",
    "coroutine.wrap(function() table.sort({ 2, 1 }, loop) end)()",
    "for _ in loop do end", "do local x <close> = setmetatable({}, { __close = loop }) end",
    "load('loop()', 'x', 't', { loop = loop })()",
    "local _ = setmetatable({}, { __lt = loop }) < {}",
  ]

  /// What catches errors around it, where «PLACE» is the place.
  ///
  /// None of them gets to its «after».
  static let catchers = [
    "pcall(function() PLACE end) after()",
    "if not pcall(function() PLACE end) then after() end",
    "xpcall(function() PLACE end, function() after() end) after()",
    "xpcall(error, function() PLACE end) after()",
    "pcall(pcall, function() PLACE end) after()",
    "coroutine.resume(coroutine.create(function() PLACE end)) after()",
    "pcall(coroutine.wrap(function() PLACE end)) after()",
    "pcall(function() local x <close> = setmetatable({}, { __close = after }); PLACE end) after()",
    "table.sort({ 2, 1 }, function() pcall(function() PLACE end) after() end)",
    "('xx'):gsub('x', function() pcall(function() PLACE end) after() end)",
    "coroutine.wrap(function() pcall(function() PLACE end) after() end)() after()",
    "return pcall(function() PLACE end)",
    "return xpcall(function() PLACE end, function(why) return why end)",
    "return coroutine.resume(coroutine.create(function() PLACE end))",
    "return select('#', pcall(function() PLACE end))",
  ]

  /// Instructions without end, memory without end, calls without end.
  static let loops: [(lua: String, kill: String, instructionsMax: Int)] = [
    ("while true do end", "instructions", 100_000),
    ("while true do pcall(error) end", "instructions", 100_000),
    ("local t = {} while true do t[#t + 1] = {} end", "memory", 100_000_000),
    ("local function f() return 1 + f() end f()", "stack", 100_000_000),
  ]

  @Test(arguments: catchers.indices, loops.indices)
  func `nothing catches it and goes on`(catcher: Int, loop: Int) {
    for place in Self.places {
      let (lua, kill, instructionsMax) = Self.loops[loop]
      let log = LogLines()
      let notes = Notes()
      let machine = scriptMachine(
        """
        local function after() notes.take() print("after") end
        local function loop() \(lua) end
        \(Self.catchers[catcher].replacing("PLACE", with: place))
        """, limits: Self.limits(instructionsMax), modules: [notes.module], log: log)
      let words = "\(Self.catchers[catcher]), \(place)"
      #expect(scriptWords(machine.start("store", arguments: [])) == "killed: \(kill)", "\(words)")
      #expect(notes.count == 0 && log.lines.isEmpty, "\(words)")
      #expect(scriptWords(machine.resume([])).hasPrefix("failed: the script isn't waiting"))
    }
  }

  private static func limits(_ instructionsMax: Int) -> MachineLimits {
    MachineLimits(
      instructionsMax: instructionsMax, millisecondsMax: .max, memoryBytesMax: 2 << 20)
  }

  private final class Notes {
    var count = 0

    var module: HostModule {
      HostModule(
        "notes", summary: "Counts.",
        functions: [
          HostFunction("take", summary: "Counts its calls.") { (call) throws(ScriptError) in
            self.count += 1
            return call.returns(true)
          }
        ])
    }
  }
}
