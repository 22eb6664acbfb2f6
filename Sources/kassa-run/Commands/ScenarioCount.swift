import KassaProving
import KassaRuntime

/// How many scenarios came to what, for the last line of a test.
struct ScenarioCount {
  private(set) var passed = 0
  private(set) var failed = 0
  private(set) var replaced = 0

  var total: Int { passed + failed + replaced }

  mutating func note(_ result: ScenarioResult) {
    if result.replaced != nil {
      replaced += 1
    } else if result.failure == nil {
      passed += 1
    } else {
      failed += 1
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
