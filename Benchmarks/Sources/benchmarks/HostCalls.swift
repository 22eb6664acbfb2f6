import CRaw

@testable import KassaRuntime

/// Row 1: a script calls a host function.
///
/// Both sides run the same loop in a resumed coroutine; a turn is the call and the loop around it.
enum HostCalls {
  private static let turns: Int64 = 400_000
  private static let rounds = 15
  /// The machine's own, `KASSA_PERIOD`.
  static let hookPeriod: Int32 = 1_000

  static func rows() throws -> [Row] {
    [
      try row("two integers", "add", most: 1.4),
      try row("a string as bytes", "bytes", most: 1.5),
      try row("a record of ten fields", "good", most: 1.4),
    ]
  }

  static let calls = [
    "add": "add(turn, 2)", "bytes": "bytes(text)", "good": "good(record)",
  ]

  private static func row(_ what: String, _ name: String, most: Double) throws -> Row {
    let script = script(calls[name] ?? "")
    let figures = try medians(
      rounds: rounds,
      [
        { raw_lua_loop_ns(script, turns, 0) },
        { raw_lua_loop_ns(script, turns, hookPeriod) },
        { try loop(script, turns: turns) },
      ])
    let (plain, hooked, ours) = (figures[0], figures[1], figures[2])
    return Row(
      "host call: \(what)", ours: ours, raw: plain, words: "raw C", most: most,
      note: "raw C under the same count hook \(time(hooked)), so the hook costs "
        + "\(time(hooked - plain)); against that \(times(ours / hooked))")
  }

  static func script(_ call: String) -> String {
    """
    return function(turns)
      local add, bytes, good = bench.add, bench.bytes, bench.good
      local text = "4601234567890"
      local record = {
        name = "Coffee", vat = "none", measure = "piece", subject = "commodity",
        department = "bar", barcode = "4601234567890", price = 19950, discount = 0, line = 1,
        quantity = 1,
      }
      local last
      for turn = 1, turns do
        last = \(call)
      end
      return last
    end
    """
  }

  static func loop(_ script: String, turns: Int64) throws -> Double {
    let machine = Bench.machine(script)
    var outcome = Resumption.waiting
    let spent = nanoseconds { outcome = machine.start("main", arguments: [.int(turns)]) }
    guard case .finished = outcome else { throw Failure("\(outcome)") }
    return spent / Double(turns)
  }
}

/// The sandboxed machine and the host functions that rows 1 and 2 call.
enum Bench {
  static func machine(_ script: String) -> LuaMachine {
    var limits = MachineLimits()
    limits.instructionsMax = .max
    limits.millisecondsMax = 60_000
    return LuaMachine(
      limits: limits, seed: 1, modules: [module], sources: OneModule(text: script), prelude: nil,
      log: { _ in })
  }

  private static var module: HostModule {
    HostModule(
      "bench", summary: "What is measured.",
      functions: [
        HostFunction(
          "add", summary: "Adds.",
          parameters: [
            Parameter("one", .integer, summary: ""), Parameter("other", .integer, summary: ""),
          ]
        ) { (call) throws(ScriptError) in call.returns(call.integer(1) &+ call.integer(2)) },
        HostFunction(
          "bytes", summary: "Counts bytes.", parameters: [Parameter("text", .string, summary: "")]
        ) { (call) throws(ScriptError) in
          call.returns(Int64(call.bytes(1).count))
        },
        HostFunction(
          "good", summary: "Reads ten fields.",
          parameters: [Parameter("good", .record(fields), summary: "")]
        ) { (call) throws(ScriptError) in
          let good = call.fields
          return call.returns(good["price"].int ?? 0)
        },
        HostFunction(
          "ask", summary: "Waits.", parameters: [Parameter("title", .string, summary: "")],
          waits: true
        ) { (_) throws(ScriptError) in .wait },
      ])
  }

  private static let fields =
    ["name", "vat", "measure", "subject", "department", "barcode"].map {
      Field($0, .string, summary: "")
    }
    + ["price", "discount", "line", "quantity"].map { Field($0, .integer, summary: "") }
}

/// A store of one module.
private struct OneModule: ModuleSource {
  let text: String

  func chunk(named module: String) throws(ScriptError) -> Chunk? {
    module == "main" ? Chunk(name: "bench/main.lua", source: Array(text.utf8)) : nil
  }
}
