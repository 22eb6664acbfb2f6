import Testing

@testable import KassaRuntime

/// `within`: a budget of its own for a function that waits for nothing.
@Suite(.timeLimit(.minutes(2))) struct WithinTests {
  private static func words(_ body: String, _ instructionsMax: Int = 3_000_000) -> String {
    let log = LogLines()
    let machine = scriptMachine(
      body,
      limits: MachineLimits(
        instructionsMax: instructionsMax, millisecondsMax: .max, memoryBytesMax: 4 << 20),
      modules: [], log: log)
    return scriptWords(machine.start("store", arguments: []))
  }

  @Test func `gives what the function returns, and raises what it raises`() {
    #expect(
      Self.words(
        "return within(1000, function(a, ...) return a, select('#', ...) end, 1, nil, nil)")
        == "1, 2")
    #expect(Self.words("return within(1000, function() end)") == "")
    #expect(
      Self.words("return pcall(within, 1000, function() error('no', 0) end)") == "false, no")
    #expect(
      Self.words("return pcall(within, 1000, function() error({}) end)").hasPrefix("false, "))
  }

  @Test(arguments: [
    "within()", "within(0, print)", "within(-1, print)", "within(1000)", "within(1000, {})",
  ])
  func `takes a number and a function`(call: String) {
    #expect(Self.words(call).hasPrefix("failed: "))
  }

  /// Wherever the loop stands and whatever catches errors around it, it ends there and nowhere else.
  @Test(arguments: CaughtKillTests.places, CaughtKillTests.catchers.indices)
  func `one that takes more fails alone, whatever it catches`(place: String, catcher: Int) {
    let caught = CaughtKillTests.catchers[catcher].replacing("PLACE", with: place)
    for loop in ["while true do end", "while true do pcall(error) end"] {
      let said = Self.words(
        """
        local count = 0
        local function after() count = count + 1 end
        local function loop() \(loop) end
        local fine, why = pcall(within, 100000, function() \(caught) end)
        local sum = 0
        for number = 1, 1000 do sum = sum + number end
        return fine, count, sum, why
        """)
      #expect(
        said.hasPrefix("false, 0, 500500, ")
          && said.contains("takes more than 100000 instructions"),
        "\(caught): \(said)")
    }
  }

  @Test func `what it takes is of what the step has left, and no more of it is given`() {
    // Thirty of them are all the step has.
    #expect(
      Self.words(
        "for _ = 1, 40 do pcall(within, 100000, function() while true do end end) end return 1"
      ).hasPrefix("killed: instructions"))
    #expect(
      Self.words(
        "within(100000000, function() while true do end end) return 1"
      ).hasPrefix("killed: instructions"))
    #expect(
      Self.words(
        """
        for _ = 1, 20 do pcall(within, 100000, function() while true do end end) end
        return 1
        """) == "1")
  }

  @Test func `one inside another has no more than that one`() {
    let said = Self.words(
      """
      local inner
      local outer = pcall(within, 100000, function()
        inner = pcall(within, 1000000, function() while true do end end)
        while true do end
      end)
      local mild = within(200000, function()
        return pcall(within, 50000, function() while true do end end)
      end)
      return outer, inner, mild
      """)
    #expect(said == "false, nil, false", "\(said)")
  }

  @Test func `a coroutine that it stopped goes on no more`() {
    let said = Self.words(
      """
      local function loop() while true do end end
      local made, wrapped = coroutine.create(loop), coroutine.wrap(loop)
      local outer
      pcall(within, 100000, function() coroutine.resume(made) end)
      pcall(within, 100000, function() wrapped() end)
      local inside
      pcall(within, 100000, function()
        outer = coroutine.create(function()
          inside = coroutine.create(loop)
          coroutine.resume(inside)
        end)
        coroutine.resume(outer)
      end)
      local list = {}
      for _, each in ipairs { made, outer, inside } do
        list[#list + 1] = tostring(select(2, pcall(coroutine.resume, each)))
      end
      list[#list + 1] = tostring(select(2, pcall(wrapped)))
      return table.concat(list, "|")
      """)
    #expect(said.split(separator: "was stopped in the middle").count == 5, "\(said)")
  }

  @Test func `the calls that led to an error are those inside`() {
    let log = LogLines()
    let machine = scriptMachine(
      """
      local function deep() error "oops" end
      local function middle() deep() end
      xpcall(within, function(problem, calls) print(problem, calls) end, 100000, middle)
      xpcall(function() pcall(within, 100000, middle) error "other" end,
        function(problem, calls) print(problem, calls) end)
      """, limits: MachineLimits(), modules: [], log: log)
    _ = machine.start("store", arguments: [])
    #expect(log.lines.first?.contains("deep") == true, "\(log.lines)")
    #expect(log.lines.last?.contains("deep") == false, "\(log.lines)")
  }

  @Test func `nothing waits in it`() {
    let said = Self.words(
      "return pcall(within, 1000, function() return coroutine.yield(1) end)")
    #expect(said.hasPrefix("false, "), "\(said)")
  }
}
