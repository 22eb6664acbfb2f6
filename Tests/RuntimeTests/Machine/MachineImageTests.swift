import Testing

@testable import KassaRuntime

/// What a machine that begins with another's loaded memory must have in common with one that loads.
@Suite struct MachineImageTests {
  /// A program whose «main» is that text; its first machine has loaded, and is gone.
  private static func program(
    _ text: String, prelude: String? = nil, keepsImage: Bool = true, functions: [HostModule] = []
  ) -> Program {
    let program = Program(
      functions: functions,
      sources: ModulesInMemory(files: ["main": text, "prelude": prelude ?? "", "other": other]),
      prelude: prelude.map { _ in "prelude" }, modules: ["main", "other"], keepsImage: keepsImage)
    if keepsImage { _ = machine(of: program).load() }
    return program
  }

  private static let other = "local M = {} for i = 1, 100 do M[i] = 'line ' .. i end return M"

  private static func machine(
    of program: Program, _ limits: MachineLimits = MachineLimits(), seed: UInt64 = 1,
    _ log: Printed = Printed()
  ) -> LuaMachine {
    LuaMachine(program, limits: limits, seed: seed, log: { log.lines.append($0.text) })
  }

  private static func run(_ machine: LuaMachine, _ arguments: [Value] = []) -> String {
    (machine.load() ?? machine.start(arguments)).words
  }

  @Test func `a machine does what one that loads does, and pays the same`() {
    let text = """
      local sums = setmetatable({}, { __index = function(_, key) return "no " .. key end })
      for i = 1, 5000 do sums[i] = i * i end
      local other = require "other"
      return function(one, two)
        local keys = {}
        for key, value in pairs { b = 1, a = 2, [3] = 3 } do keys[#keys + 1] = key .. "=" .. value end
        local again = coroutine.wrap(function() coroutine.yield(sums[70]) end)
        for i = 1, 20000 do sums[i] = "x" .. i end
        return one, two, table.concat(keys, " "), again(), sums.z, other[100], #sums, greeting
      end
      """
    let programs = [false, true].map {
      Self.program(text, prelude: "return { greeting = 'hello' }", keepsImage: $0)
    }
    let machines = programs.map { Self.machine(of: $0) }
    let ends = machines.map { Self.run($0, [1, ["a": "b"]]) }
    #expect(ends[0] == "1 {a=«b»} «3=3 a=2 b=1» «x70» «no z» «line 100» 20000 «hello»")
    #expect(ends[0] == ends[1])
    #expect(machines[0].spent.instructions == machines[1].spent.instructions)
    #expect(machines[0].memoryBytes > 0)
    #expect(isWithoutImages || (programs[1].image?.bytes ?? 0) > 0)
  }

  @Test func `nothing of a machine is left to the next`() {
    let program = Self.program(
      "local calls = 0 return function() calls = calls + 1 return calls end")
    for _ in 1...3 { #expect(Self.run(Self.machine(of: program)) == "1") }
  }

  @Test func `two that live at once do not meet`() {
    let program = Self.program("local n = 0 return function(by) n = n + by return n end")
    let machines = (1...3).map { _ in Self.machine(of: program) }
    for (index, machine) in machines.enumerated() {
      #expect(Self.run(machine, [.int(Int64(index))]) == "\(index)")
    }
  }

  @Test func `each draws by its own seed`() {
    let text = "return function() return math.random(1000000) end"
    let image = Self.program(text)
    for seed in UInt64(1)...5 {
      let loads = Self.machine(of: Self.program(text, keepsImage: false), seed: seed)
      #expect(Self.run(Self.machine(of: image, seed: seed)) == Self.run(loads))
    }
  }

  @Test func `what a module says while it loads every machine says`() {
    let program = Self.program("log('loaded') print(1) return function() log('runs') end")
    for _ in 1...2 {
      let log = Printed()
      _ = Self.run(Self.machine(of: program, MachineLimits(), log))
      #expect(log.lines == ["loaded", "1", "runs"])
    }
  }

  @Test func `a budget that loading alone spends ends where it does without an image`() throws {
    let text = "local n = 0\nfor i = 1, 100000 do\n n = n + i\nend\nreturn function() return n end"
    let program = Self.program(text)
    let small = MachineLimits(instructionsMax: 50_000)
    for each in [program, Self.program(text, keepsImage: false)] {
      guard case .killed(.instructions, let place?)? = Self.machine(of: each, small).load() else {
        Issue.record("it was not killed while it loaded")
        return
      }
      #expect(place.hasPrefix("test/main.lua:"))
    }
    #expect(Self.run(Self.machine(of: program)) == "5000050000")
  }

  @Test func `one that fails or is killed leaves the next whole`() {
    let program = Self.program(
      """
      local kept = { 1, 2, 3 }
      return function(what)
        kept[2] = "spoilt"
        if what == "fail" then error("on purpose") end
        if what == "hang" then while true do end end
        if what == "eat" then local t = {} while true do t[#t + 1] = ("x"):rep(10000) .. #t end end
        if what == "deep" then local function f() return 1 + f() end return f() end
        return kept[1] + 2
      end
      """)
    let limits = MachineLimits(instructionsMax: 3_000_000, memoryBytesMax: 16 << 20)
    for what in ["fail", "hang", "eat", "deep"] {
      _ = Self.run(Self.machine(of: program, limits), [.string(what)])
      #expect(Self.run(Self.machine(of: program, limits), []) == "3", "after \(what)")
    }
  }

  @Test func `what outgrows its region runs on, and is not copied`() {
    let grows =
      "local t = {} for i = 1, 9 do t[i] = ('x'):rep(700000) end return function() return #t end"
    let large = Self.program(grows)
    #expect(large.image?.bytes ?? 0 == 0)
    for _ in 1...2 { #expect(Self.run(Self.machine(of: large)) == "9") }
    let late = Self.program(
      "return function() local t = {} for i = 1, 300000 do t[i] = i .. '' end return #t end")
    for _ in 1...2 { #expect(Self.run(Self.machine(of: late)) == "300000") }
  }

  @Test func `a machine that waits goes on from there more than once`() throws {
    let program = Self.program(
      """
      local kept = {}
      return function()
        for i = 1, 1000 do kept[i] = "kept " .. i end
        local sum = math.random(1000)
        local inner = coroutine.wrap(function() return bench.ask("who") end)
        local first = inner()
        kept[#kept + 1] = first
        return first, #kept, kept[1000], math.random(1000) + sum
      end
      """, functions: [benchModule()])
    var end = ""
    let memory = Self.memory(of: program) { end = $0.resume(["one"]).words }
    #expect(end.hasPrefix("«one» 1001 «kept 1000» "))
    #expect(isWithoutImages == (memory == nil))
    guard let memory else { return }
    for answer in ["one", "two", "three"] {
      let machine = LuaMachine(program, as: memory, limits: MachineLimits(), log: { _ in })
      #expect(machine.resume([.string(answer)]).words == end.replacing("one", with: answer))
      #expect(machine.memory() == nil, "it waits no more")
    }
  }

  /// The memory of a machine that waits; it goes on as `body` says, and is gone.
  private static func memory(
    of program: Program, _ body: (LuaMachine) -> Void
  ) -> MachineMemory? {
    let machine = machine(of: program)
    #expect(run(machine) == "waiting")
    let memory = machine.memory()
    body(machine)
    return memory
  }
}

/// Whether this build loads every machine: under AddressSanitizer.
private let isWithoutImages = MachineImage() == nil
