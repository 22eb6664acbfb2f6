import CRaw

@testable import KassaRuntime

/// Runs one case a given number of times and measures nothing, for a tool that counts instructions.
///
/// They repeat exactly on a busy machine, where times do not; see `Benchmarks/instructions`.
enum Instructions {
  static func run(_ name: String, turns: Int) async throws {
    if let work = JournalWork(rawValue: name) { return try await work.run(turns) }
    let call = HostCalls.calls[String(name.split(separator: "-").last ?? "")]
    if let call {
      let script = HostCalls.script(call)
      switch name.prefix { $0 != "-" } {
      case "raw": _ = raw_lua_loop_ns(script, Int64(turns), 0)
      case "hooked": _ = raw_lua_loop_ns(script, Int64(turns), HostCalls.hookPeriod)
      default: _ = try HostCalls.loop(script, turns: Int64(turns))
      }
      return
    }
    let listeners = Listeners.cases[name]
    let till = try MemoryTill(
      listeners.map(Listeners.bundle) ?? StoreBundle(folder: Project.cafe))
    let saved = name == "branch" ? try till.save() : nil
    for turn in 1...turns {
      switch name {
      case "raw-trip": return _ = raw_lua_round_trip_ns(RoundTrip.script, Int64(turns), 0)
      case "hooked-trip":
        return _ = raw_lua_round_trip_ns(RoundTrip.script, Int64(turns), HostCalls.hookPeriod)
      case "kassa-trip": return _ = try RoundTrip.roundTrip(Int64(turns))
      case "first-prompt": try till.begin(till.makeRun(turn))
      case "branch": if let saved { try till.branch(saved) }
      case "sale": try till.sell(till.makeRun(turn), lines: 1)
      case _ where listeners != nil: try till.sell(till.makeRun(turn), lines: 1)
      default: throw Failure("no case «\(name)»")
      }
    }
  }
}
