import Testing

@testable import KassaRuntime

/// Modules from a dictionary: "main" → its text.
struct ModulesInMemory: ModuleSource {
  var files: [String: String]

  func chunk(named module: String) throws(ScriptError) -> Chunk? {
    if module == "unreadable" { throw ScriptError("the file can't be read", remedy: "look at it") }
    return files[module].map { Chunk(name: "test/\(module).lua", source: Array($0.utf8)) }
  }
}

final class Printed {
  var lines: [String] = []
}

func makeMachine(
  _ files: [String: String], module: String = "main", modules: [HostModule] = [],
  prelude: String? = nil, limits: MachineLimits = MachineLimits(), seed: UInt64 = 1,
  log: Printed = Printed()
) -> LuaMachine {
  machine(
    module, ModulesInMemory(files: files), prelude, modules, limits, seed,
    { log.lines.append($0.text) })
}

/// A machine that begins with what one before it has loaded, where that can be had; with KASSA_IMAGES=0
/// it loads by itself.
func machine(
  _ module: String, _ sources: any ModuleSource, _ prelude: String?, _ functions: [HostModule],
  _ limits: MachineLimits, _ seed: UInt64, _ log: @escaping (ScriptLine) -> Void
) -> LuaMachine {
  let program = Program(
    functions: functions, sources: sources, prelude: prelude, modules: [module], keepsImage: true)
  if program.image != nil {
    _ = LuaMachine(program, limits: limits, seed: ~seed, log: { _ in }).load()
  }
  return LuaMachine(program, limits: limits, seed: seed, log: log)
}

/// The body of a function of the module "main", run to its end.
func runMain(
  _ body: String, modules: [HostModule] = [], limits: MachineLimits = MachineLimits(),
  arguments: [Value] = [], seed: UInt64 = 1, log: Printed = Printed()
) -> Resumption {
  let machine = makeMachine(
    ["main": "return function(...) \(body)\nend"], modules: modules, limits: limits, seed: seed,
    log: log)
  return machine.start("main", arguments: arguments)
}

/// One script and the exact words of its end.
struct ScriptStory: Sendable, CustomTestStringConvertible {
  let body: String
  let words: String
  var testDescription: String { body }

  init(_ body: String, _ words: String) {
    self.body = body
    self.words = words
  }
}

/// How a run ended, as one text to compare.
extension Resumption {
  var words: String {
    switch self {
    case .finished(let values): values.map(\.words).joined(separator: " ")
    case .waiting: "waiting"
    case .failed(let error): "failed: \(error)"
    case .killed(let kill, _): "killed: \(kill.rawValue)"
    }
  }
}

extension Value {
  var words: String {
    switch self {
    case .null: "nil"
    case .bool(let flag): "\(flag)"
    case .int(let number): "\(number)"
    case .string(let text): "«\(text)»"
    case .list(let items): "[" + items.map(\.words).joined(separator: " ") + "]"
    case .record(let fields):
      "{"
        + fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.words)" }
        .joined(separator: " ") + "}"
    }
  }
}
