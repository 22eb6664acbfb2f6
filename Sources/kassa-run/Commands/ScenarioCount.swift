import KassaProving
import KassaRuntime

/// How many scenarios came to what, for the last line of a test.
struct ScenarioCount {
  private(set) var passed = 0
  private(set) var failed = 0
  private(set) var replaced = 0
  /// The stores that a scenario which every store must pass has failed of.
  private(set) var strangers: [String] = []

  var total: Int { passed + failed + replaced }

  mutating func note(_ result: ScenarioResult) {
    if result.replaced != nil {
      replaced += 1
    } else if result.failure == nil {
      passed += 1
    } else {
      failed += 1
      let isShared = result.failure?.file.hasPrefix("scenarios/") == true
      if isShared, strangers.last != result.store { strangers.append(result.store) }
    }
  }

  /// How a store tells the shared scenarios what it asks and what it does without.
  var remedies: [String] {
    strangers.map { store in
      """
      \(store): a scenario that every store must pass has failed. If the store asks, costs or sells \
      otherwise than it knows, say so in \(store)/scenarios/house.lua: day.house { answers = \
      { ["its.prompt"] = false } }; if it has a sale of its own, let that begin with \
      require("kassa.payment").resume(); if it has no use for the scenario, play another of that name \
      with a reason (docs/scenarios.md)
      """
    }
  }

  /// "12 passed, 0 failed", and how many shared ones the stores have replaced.
  var text: String {
    "\(passed) passed, \(failed) failed" + (replaced > 0 ? ", \(replaced) replaced" : "")
  }

  var value: Value {
    var fields: [String: Value] = ["failed": .int(Int64(failed)), "passed": .int(Int64(passed))]
    if replaced > 0 { fields["replaced"] = .int(Int64(replaced)) }
    return .record(fields)
  }
}
