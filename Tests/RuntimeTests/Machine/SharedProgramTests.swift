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
}
