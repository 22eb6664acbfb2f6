/// Every kind of charge that a store's rules tell apart, and which rules hold for it.
///
/// Conditions change only at the bounds the rules name, so one charge between each two of them
/// stands for all: what holds for none of these never holds. A rule with a function counts as one
/// that may hold and may not.
struct RuleGrid {
  /// Rules by their place, as bits.
  typealias Rules = UInt64

  /// What a charge is like; the parts that the rules tell apart.
  struct Charge {
    var amount: Int64 = 1
    var minute = 0
    var day: Int64 = 0
    var weekday = 1
    var cashier: String?
    var department: String?
  }

  /// Beyond these a check would take too long.
  static let rulesMax = 64
  static let chargesMax = 20_000

  private let amounts: [(Int64, Rules)]
  private let minutes: [(Int, Rules)]
  private let days: [(day: Int64, weekday: Int, Rules)]
  private let cashiers: [(String?, Rules)]
  private let departments: [(String?, Rules)]

  /// - Parameter cashiers: all that the store has.
  /// - Returns: nil where there is more to tell apart than a check has time for.
  init?(_ rules: [DefaultRule], cashiers all: [String]) {
    guard rules.count <= Self.rulesMax else { return nil }
    amounts = Set([1] + rules.map { max(1, $0.least) } + rules.compactMap(\.below))
      .filter { $0 >= 1 }.sorted()
      .map { amount in (amount, Self.rules(rules) { $0.holds(amount: amount) }) }
    minutes = Set([0] + rules.flatMap { $0.minutes.map { [$0.from, $0.to] } ?? [] }).sorted()
      .map { minute in (minute, Self.rules(rules) { $0.holds(minute: minute) }) }
    days = Self.days(rules).map { day, weekday in
      (day, weekday, Self.rules(rules) { $0.holds(day: day, weekday: weekday) })
    }
    let named = Set(rules.compactMap(\.cashier)).intersection(all)
    let others: [String?] = named.count < all.count ? [nil] : []
    cashiers = (others + named.sorted())
      .map { name in (name, Self.rules(rules) { $0.holds(cashier: name) }) }
    departments = ([nil] + Set(rules.compactMap(\.department)).sorted())
      .map { name in (name, Self.rules(rules) { $0.holds(department: name) }) }
    let sizes = [amounts.count, minutes.count, days.count, cashiers.count, departments.count]
    guard sizes.reduce(1, *) <= Self.chargesMax else { return nil }
  }

  /// Calls `body` with each charge and the rules whose written conditions hold for it.
  func forEach(_ body: (Charge, Rules) -> Void) {
    for (amount, ofAmount) in amounts {
      for (minute, ofMinute) in minutes {
        for (day, weekday, ofDay) in days {
          for (cashier, ofCashier) in cashiers {
            for (department, ofDepartment) in departments {
              body(
                Charge(
                  amount: amount, minute: minute, day: day, weekday: weekday, cashier: cashier,
                  department: department),
                ofAmount & ofMinute & ofDay & ofCashier & ofDepartment)
            }
          }
        }
      }
    }
  }

  private static func rules(_ rules: [DefaultRule], _ holds: (DefaultRule) -> Bool) -> Rules {
    rules.enumerated().reduce(0) { bits, rule in
      holds(rule.element) ? bits | 1 << rule.offset : bits
    }
  }

  /// Days that stand for all: of each span between two dates, one of each weekday it has.
  private static func days(_ rules: [DefaultRule]) -> [(Int64, Int)] {
    let bounds = Set(
      rules.flatMap { rule in rule.days.map { [$0.lowerBound, $0.upperBound + 1] } ?? [] }
    ).sorted()
    let first = (bounds.first ?? 0) - 7
    let hasWeekdays = rules.contains { $0.weekdays != nil }
    var days: [(Int64, Int)] = []
    for (from, to) in zip([first] + bounds, bounds + [(bounds.last ?? 0) + 7]) {
      for day in from..<min(to, from + (hasWeekdays ? 7 : 1)) {
        days.append((day, weekday(day)))
      }
    }
    return days
  }

  /// 1970-01-01 was a Thursday, the fourth day of its week.
  private static func weekday(_ day: Int64) -> Int { Int(((day + 3) % 7 + 7) % 7) + 1 }
}
