/// One rule for the default terminal as `kassa-run check` reasons about it.
struct DefaultRule {
  let label: String
  /// Whether it asks the cashier; otherwise it chooses of the terminals that `selector` means.
  let asks: Bool
  /// What a terminal must be: purpose, provider, marked, last_used.
  let selector: [String: Value]

  /// In kopecks; from `least`, and where there is one below `below`.
  var least: Int64 = 1
  var below: Int64?
  /// Minutes of the day, from … up to …; over midnight where the second is smaller.
  var minutes: (from: Int, to: Int)?
  /// From 1, Monday.
  var weekdays: Set<Int>?
  /// Days since 1970, both included.
  var days: ClosedRange<Int64>?
  var cashier: String?
  var department: String?
  /// Whether a function of the store's has the last word: nobody knows when it holds.
  var hasFunction = false

  var isUnconditional: Bool {
    least <= 1 && below == nil && minutes == nil && weekdays == nil && days == nil
      && cashier == nil && department == nil && !hasFunction
  }

  /// Whether every terminal that `other` means is one that this rule means too.
  func isWider(than other: DefaultRule) -> Bool {
    selector.allSatisfy { other.selector[$0.key] == $0.value }
  }
}

extension DefaultRule {
  func holds(amount: Int64) -> Bool { amount >= least && below.map { amount < $0 } ?? true }

  func holds(minute: Int) -> Bool {
    guard let minutes else { return true }
    return minutes.from <= minutes.to
      ? minutes.from <= minute && minute < minutes.to
      : minute >= minutes.from || minute < minutes.to
  }

  func holds(day: Int64, weekday: Int) -> Bool {
    (days?.contains(day) ?? true) && (weekdays?.contains(weekday) ?? true)
  }

  /// - Parameter cashier: nil for one that no rule names.
  func holds(cashier: String?) -> Bool { self.cashier.map { $0 == cashier } ?? true }
  func holds(department: String?) -> Bool { self.department.map { $0 == department } ?? true }
}
