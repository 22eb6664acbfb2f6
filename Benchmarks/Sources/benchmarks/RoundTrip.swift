import CRaw

@testable import KassaRuntime

/// Row 2: a script waits, is answered with a string, and goes on.
enum RoundTrip {
  private static let turns: Int64 = 100_000
  private static let rounds = 15
  static let script = """
    return function(turns)
      local ask = bench.ask
      local answer
      for _ = 1, turns do
        answer = ask("charge.window")
      end
      return answer
    end
    """

  static func rows() throws -> [Row] {
    let figures = try medians(
      rounds: rounds,
      [
        { raw_lua_round_trip_ns(script, turns, 0) },
        { raw_lua_round_trip_ns(script, turns, HostCalls.hookPeriod) },
        { try roundTrip(turns) },
      ])
    let (plain, hooked, ours) = (figures[0], figures[1], figures[2])
    return [
      Row(
        "prompt round trip", ours: ours, raw: plain, words: "raw C", most: 1.5,
        note: "yield, answer, resume without a journal; raw C under the same count hook "
          + "\(time(hooked)), against that \(times(ours / hooked))")
    ]
  }

  static func roundTrip(_ turns: Int64) throws -> Double {
    let machine = Bench.machine(script)
    var outcome = machine.start("main", arguments: [.int(turns)])
    let spent = nanoseconds {
      while case .waiting = outcome { outcome = machine.resume([.string("approved")]) }
    }
    guard case .finished = outcome else { throw Failure("\(outcome)") }
    return spent / Double(turns)
  }
}
