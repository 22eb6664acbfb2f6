import KassaRuntime

/// Charges that stand for all: borders of amounts, minutes and dates, each of which begins a span in which
/// both scripts choose alike.
struct ChargeGrid {
  /// In kopecks.
  var amounts: [Int64]
  /// Of the day.
  var minutes: [Int]
  /// Spans of dates between two that the scripts name.
  let spans: [Span]
  /// One day of each weekday that each span has, in order.
  let days: [LocalTime]
  var cashiers: [String?]
  var departments: [[String]]

  /// What is tried before any behaviour was seen: what the rules name, ±1; where a function of the store's
  /// has a word in them and reads that fact, also what any of its literals may mean, and a net over the rest.
  init(_ stores: [ComparedStore], on date: LocalTime) {
    let rules = stores.flatMap { $0.table["default_terminal"].list ?? [] }
    let hasFunctions = rules.contains { $0["when"] != .null }
    var named = ScriptLiterals()
    for rule in rules {
      for key in ["amount_at_least", "amount_below", "between", "dates"] { named.take(rule[key]) }
    }
    for provider in stores.flatMap({ $0.table["providers"].list ?? [] }) {
      for key in ["least", "most"] { named.take(provider[key]) }
    }
    let words = stores.reduce(into: Set<String>()) { $0.formUnion($1.vocabulary) }
    let all = stores.map { $0.literals }
    func literals(_ fact: String) -> (of: [ScriptLiterals], areRead: Bool) {
      let areRead = hasFunctions && words.contains(fact)
      return ([named] + (areRead ? all : []), areRead)
    }
    let (sums, times, dates) = (literals("amount"), literals("minute"), literals("date"))
    amounts = Self.amounts(sums.of, withNet: sums.areRead)
    minutes = Self.minutes(times.of, withNet: times.areRead)
    spans = Self.spans(dates.of.reduce(into: []) { $0.formUnion($1.dates) }, on: date)
    days = spans.flatMap { $0.days }
    let whom = Set(rules.compactMap { $0["cashier"].string })
    let people = Set(stores.flatMap { $0.cashiers }).subtracting(whom)
    // A function may know anybody by name.
    let knows = hasFunctions && words.contains("cashier")
    let asked: [String] = people.sorted().prefix(knows ? Self.cashiersMax : 1) + whom.sorted()
    cashiers = asked.isEmpty ? [nil] : asked
    let goods = Set(rules.compactMap { $0["department"].string })
    departments = [[]] + goods.sorted().map { [$0] }
  }

  /// The times at which functions may say something else, whatever they are asked about.
  init(timesOf stores: [ComparedStore], on date: LocalTime) {
    let all = stores.map { $0.literals }
    (amounts, cashiers, departments) = ([], [], [])
    minutes = Self.minutes(all, withNet: true)
    spans = Self.spans(all.reduce(into: []) { $0.formUnion($1.dates) }, on: date)
    days = spans.flatMap { $0.days }
  }

  static func amounts(_ literals: [ScriptLiterals], withNet: Bool) -> [Int64] {
    var named: Set<Int64> = []
    for each in literals { named.formUnion(each.amounts) }
    var amounts = Set<Int64>(withNet ? usualAmounts : [1, amountMax])
    for each in named.sorted().prefix(amountsMax) {
      amounts.formUnion([max(1, each - 1), each, min(each + 1, amountMax)])
    }
    return amounts.filter { $0 <= amountMax }.sorted()
  }

  private static func minutes(_ literals: [ScriptLiterals], withNet: Bool) -> [Int] {
    var minutes = Set<Int>(withNet ? (0..<24).map { $0 * 60 } : [0])
    for each in literals {
      for minute in each.minutes {
        minutes.formUnion([max(0, minute - 1), minute, min(minute + 1, 1439)])
      }
    }
    return minutes.sorted()
  }

  /// From a kopeck to the most that fiscal memory takes for a line.
  private static let usualAmounts: [Int64] = [
    1, 100_00, 500_00, 1_000_00, 5_000_00, 15_000_00, 50_000_00, 100_000_00, amountMax,
  ]
  private static let amountMax: Int64 = 999_999_900
  private static let cashiersMax = 6
  /// More numbers in a script are no borders of money.
  private static let amountsMax = 60

  /// Dates in which all behaves alike but for its weekdays.
  struct Span {
    /// Nil where there is no first, or no last.
    let from, to: LocalTime?
    let days: [LocalTime]
  }

  private static func spans(_ dates: Set<String>, on date: LocalTime) -> [Span] {
    var borders: [LocalTime] = []
    for each in dates.sorted().compactMap({ LocalTime.date($0) }) {
      for border in [each, each.day(1)] where !borders.contains(border) { borders.append(border) }
    }
    borders.sort { $0.date < $1.date }
    guard let first = borders.first else {
      return [Span(from: nil, to: nil, days: (0..<7).map { date.day($0) })]
    }
    var spans = [Span(from: nil, to: first.day(-1), days: (-7..<0).map { first.day($0) })]
    for (index, border) in borders.enumerated() {
      let end = index + 1 < borders.count ? borders[index + 1] : nil
      let days = (0..<7).map { border.day($0) }.prefix { end == nil || $0.date < end?.date ?? "" }
      spans.append(Span(from: border, to: end?.day(-1), days: Array(days)))
    }
    return spans
  }

  func question(
    _ amount: Int64, _ minute: Int, _ day: LocalTime, _ cashier: String?, _ goods: [String]
  ) -> TerminalWhy.Question {
    var question = TerminalWhy.Question(
      amount: Money(checked: amount), at: day.at(minute: minute))
    (question.cashier, question.departments) = (cashier, goods)
    return question
  }
}

extension ComparedStore {
  /// The names of those who may sign in.
  var cashiers: [String] { manifest.people.names }
}

extension LocalTime {
  /// The midnight of "2026-12-31"; nil where the calendar has none.
  static func date(_ text: String) -> LocalTime? {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    return moment(
      year: parts[0], month: parts[1], day: parts[2], hour: 0, minute: 0, offsetSeconds: 0
    ).map { LocalTime($0, offsetSeconds: 0) }
  }

  /// The same so many days later.
  func day(_ count: Int) -> LocalTime {
    let start = Self.moment(
      year: year, month: month, day: day, hour: 0, minute: 0, offsetSeconds: 0)
    return LocalTime(
      Moment(milliseconds: (start?.milliseconds ?? 0) + Int64(count) * 86_400_000),
      offsetSeconds: 0)
  }

  func at(minute: Int) -> LocalTime {
    let start = Self.moment(
      year: year, month: month, day: day, hour: minute / 60, minute: minute % 60, offsetSeconds: 0)
    return LocalTime(start ?? Moment(milliseconds: 0), offsetSeconds: 0)
  }
}
