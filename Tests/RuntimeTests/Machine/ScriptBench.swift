@testable import KassaRuntime

/// Modules given as text, by name; the file of "a.b" is shown as "cafe/a/b.lua".
struct TextModules: ModuleSource {
  var texts: [String: String]

  func chunk(named module: String) throws(ScriptError) -> Chunk? {
    guard let text = texts[module] else { return nil }
    let file = module.split(separator: ".").joined(separator: "/")
    return Chunk(name: "cafe/\(file).lua", source: Array(text.utf8))
  }
}

/// Collects what scripts print.
final class LogLines {
  var lines: [String] = []
}

/// Small limits, so that a test of a kill is quick.
let smallLimits = MachineLimits(
  instructionsMax: 3_000_000, millisecondsMax: 1_000, memoryBytesMax: 16 << 20)

/// A machine for the text of a store module's function body.
func scriptMachine(
  _ body: String, limits: MachineLimits = smallLimits, modules: [HostModule] = [], seed: UInt64 = 7,
  prelude: String? = nil, others: [String: String] = [:], log: LogLines = LogLines()
) -> LuaMachine {
  var texts = others
  texts["store"] = "return function(...)\n" + body + "\nend"
  return machine(
    "store", TextModules(texts: texts), prelude, modules, limits, seed,
    { log.lines.append($0.text) })
}

/// What a body gives, in one line: "finished 1, "a"", "waiting", "failed …", "killed time".
func runScript(
  _ body: String, limits: MachineLimits = smallLimits, modules: [HostModule] = [],
  prelude: String? = nil, others: [String: String] = [:], arguments: [Value] = []
) -> String {
  let machine = scriptMachine(
    body, limits: limits, modules: modules, prelude: prelude, others: others)
  return scriptWords(machine.start("store", arguments: arguments))
}

func scriptWords(_ resumption: Resumption) -> String {
  switch resumption {
  case .finished(let values): values.map(scriptWords).joined(separator: ", ")
  case .waiting: "waiting"
  case .failed(let error): "failed: \(error)"
  case .killed(let kill, _): "killed: \(kill.rawValue)"
  }
}

func scriptWords(_ value: Value) -> String {
  switch value {
  case .null: "nil"
  case .bool(let flag): "\(flag)"
  case .int(let number): "\(number)"
  case .string(let text): text
  case .list(let items): "[" + items.map(scriptWords).joined(separator: " ") + "]"
  case .record(let fields):
    "{"
      + fields.sorted { $0.key < $1.key }.map { "\($0.key)=\(scriptWords($0.value))" }
      .joined(separator: " ") + "}"
  }
}

/// A host module that waits, adds, echoes and raises.
func benchModule() -> HostModule {
  HostModule(
    "bench", summary: "Functions for tests.",
    functions: [
      HostFunction(
        "ask", summary: "Waits.",
        parameters: [Parameter("title", .any, optional: true, summary: "")], waits: true
      ) { (_) throws(ScriptError) in .wait },
      HostFunction(
        "add", summary: "Adds.",
        parameters: [
          Parameter("a", .integer, summary: "One."), Parameter("b", .integer, summary: "Other."),
        ]
      ) { (call) throws(ScriptError) in call.returns(call.integer(1) &+ call.integer(2)) },
      HostFunction(
        "echo", summary: "Gives it back.",
        parameters: [Parameter("data", .value, summary: "Any data.")]
      ) { (call) throws(ScriptError) in call.returns(call.value(1)) },
      HostFunction(
        "fail", summary: "Raises.",
        parameters: [Parameter("why", .string, summary: "The message.")]
      ) { (call) throws(ScriptError) in throw call.fail(call.string(1), "do something else") },
    ])
}
