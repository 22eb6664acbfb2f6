import Testing

@testable import KassaRuntime

/// Machines of one program share its declarations, and nothing that is one state's own.
@Suite struct SharedProgramTests {
  @Test(arguments: [false, true])
  func `machines side by side read records, whichever ends first`(keepsImage: Bool) {
    let files = [
      "main":
        "return function() local said repeat said = shop.tell { 'x' } shop.wait() until not said end"
    ]
    let shop = HostModule(
      "shop", summary: "",
      functions: [
        HostFunction(
          "tell", summary: "",
          parameters: [
            Parameter("what", .record([Field("1", .string, summary: "")]), summary: "")
          ]
        ) { (call) throws(ScriptError) in call.returns(call.fields["1"]) },
        HostFunction("wait", summary: "", waits: true) { (_) throws(ScriptError) in .wait },
      ])
    let program = Program(
      functions: [shop], sources: ModulesInMemory(files: files), prelude: nil, modules: ["main"],
      keepsImage: keepsImage)
    func machine() -> LuaMachine {
      LuaMachine(program, limits: MachineLimits(), seed: 1, log: { _ in })
    }
    let first = machine()
    #expect(first.start("main", arguments: []).words == "waiting")
    do {
      let second = machine()
      #expect(second.start("main", arguments: []).words == "waiting")
      #expect(first.resume([]).words == "waiting")
      #expect(second.resume([]).words == "waiting")
    }
    #expect(first.resume([]).words == "waiting")
    #expect(machine().start("main", arguments: []).words == "waiting")
  }

  /// What a program's machines reach, and another program's machine that a call of theirs starts.
  private final class Reached {
    let name: String
    var inner: LuaMachine?

    init(_ name: String) { self.name = name }
  }

  @Test func `functions declared once reach what belongs to the machine that calls them`() {
    let shop = DeclaredModules([
      HostModule(
        "shop", summary: "",
        functions: [
          HostFunction("name", summary: "") { (call) throws(ScriptError) in
            guard let reached = LuaMachine.reached as? Reached else {
              return call.returns("nobody")
            }
            // The one that it starts is another's: afterwards this call's own is reached again.
            let within = reached.inner?.start("main", arguments: []).words
            let after = (LuaMachine.reached as? Reached)?.name ?? "nobody"
            return call.returns([within, after].compactMap(\.self).joined(separator: " in "))
          }
        ])
    ])
    func machine(_ reached: Reached?) -> LuaMachine {
      let program = Program(
        declared: shop, reaching: reached,
        sources: ModulesInMemory(files: ["main": "return function() return shop.name() end"]),
        prelude: nil, modules: ["main"])
      return LuaMachine(program, limits: MachineLimits(), seed: 1, log: { _ in })
    }
    let outer = Reached("outer")
    outer.inner = machine(Reached("inner"))
    #expect(machine(outer).start("main", arguments: []).words == "««inner» in outer»")
    #expect(machine(Reached("other")).start("main", arguments: []).words == "«other»")
    #expect(machine(nil).start("main", arguments: []).words == "«nobody»")
    #expect(LuaMachine.reached == nil)
  }

  /// Wherever Lua calls a script back: what is called has to reach its own there too.
  @Test(arguments: [
    "return shop.name()", "return select(2, pcall(shop.name))",
    "return select(2, xpcall(error, shop.name))", "return coroutine.wrap(shop.name)()",
    "local name; table.sort({ 2, 1 }, function(a, b) name = shop.name() return a < b end) return name",
    "return (('x'):gsub('x', shop.name))",
    "return setmetatable({}, { __index = shop.name }).any",
    "return tostring(setmetatable({}, { __tostring = shop.name }))",
    "for name in shop.name do return name end",
    "local name; print(setmetatable({}, { __tostring = function() name = shop.name() return name end }))\n"
      + "return name",
    "local name; do local _ <close> = setmetatable({}, { __close = function() name = shop.name() end }) end\n"
      + "return name",
  ])
  func `a function that Lua calls back reaches its machine's own`(body: String) {
    let shop = DeclaredModules([
      HostModule(
        "shop", summary: "",
        functions: [
          HostFunction(
            "name", summary: "", parameters: Self.ignored
          ) { (call) throws(ScriptError) in
            call.returns((LuaMachine.reached as? Reached)?.name ?? "nobody")
          }
        ])
    ])
    let program = Program(
      declared: shop, reaching: Reached("own"),
      sources: ModulesInMemory(files: ["main": "return function() \(body) end"]), prelude: nil,
      modules: ["main"])
    let machine = LuaMachine(program, limits: MachineLimits(), seed: 1, log: { _ in })
    #expect(machine.start("main", arguments: []).words == "«own»")
    #expect(LuaMachine.reached == nil)
  }

  private static let ignored = (1...2).map {
    Parameter("ignored\($0)", .any, optional: true, summary: "")
  }

  @Test func `machines on many threads each reach their own`() async {
    let shop = DeclaredModules([
      HostModule(
        "shop", summary: "",
        functions: [
          HostFunction("name", summary: "") { (call) throws(ScriptError) in
            call.returns((LuaMachine.reached as? Reached)?.name ?? "nobody")
          }
        ])
    ])
    let text = "return function() for _ = 1, 200 do assert(shop.name()) end return shop.name() end"
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<32 {
        group.addTask {
          let program = Program(
            declared: shop, reaching: Reached("\(number)"),
            sources: ModulesInMemory(files: ["main": text]), prelude: nil, modules: ["main"])
          let machine = LuaMachine(program, limits: MachineLimits(), seed: 1, log: { _ in })
          return machine.start("main", arguments: []).words == "«\(number)»"
        }
      }
      for await isOwn in group { #expect(isOwn) }
    }
  }
}
