import KassaProving

/// How many scenarios came to what, for the last line of a test.
struct ScenarioCount {
  var passed = 0
  var failed = 0
  var replaced = 0

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
}
