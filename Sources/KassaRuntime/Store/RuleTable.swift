/// Checks a store's rules for the default terminal: `{ "ночью", purpose = "night", between = { … } }`.
///
/// `Scripts/lua/kassa/default_terminal.lua` applies them; the first that holds wins.
enum RuleTable {
  private static let selectors = StoreDeclarations.ruleSelectors.map(\.name)
  private static let conditions = StoreDeclarations.ruleConditions.map(\.name)
  private static let weekdays = LocalTime.weekdayNames

  /// Notes what is wrong or odd; the names of the rules that nothing is wrong with.
  static func check(
    _ reader: StoreReader, purposes: Set<String>, providers: [Provider], cashiers: [String]
  ) -> [String] {
    let value = reader.table["default_terminal"]
    guard value != .null else {
      RuleNotices.unused(purposes, by: [], reader)
      return []
    }
    guard let rules = value.list else {
      reader.note("default_terminal", "a list of rules was expected, got \(value.shown)")
      return []
    }
    var sound: [(path: String, rule: DefaultRule)] = []
    for (index, item) in rules.enumerated() {
      let path = "default_terminal[\(index + 1)]"
      // A rule that is nothing but its label is a list of one.
      let item = item.list?.count == 1 ? Value.record(["1": item.list?.first ?? .null]) : item
      guard let fields = item.record else {
        reader.note(path, "a rule was expected, got \(item.shown); write { \"ночью\", … }")
        continue
      }
      let before = reader.problems.count
      // Kept with the charge, so the same in every language.
      let label = reader.words(item["1"], at: path, most: 64).text(.ru)
      let rule = reader.correctingKeys(
        Set(["1"] + selectors + conditions), of: .record(fields), at: path)
      checkSelector(rule, path, reader, purposes, providers)
      checkConditions(rule, path, reader, cashiers)
      if reader.problems.count == before { sound.append((path, read(rule, label))) }
    }
    let areAllSound = sound.count == rules.count
    RuleNotices.check(
      sound, areAllSound: areAllSound, providers: providers, cashiers: cashiers, reader)
    // A purpose misspelt in a rule is one mistake, not two.
    if areAllSound { RuleNotices.unused(purposes, by: rules, reader) }
    return sound.map(\.rule.label)
  }

  /// A rule that nothing is wrong with.
  static func read(_ rule: Value, _ label: String) -> DefaultRule {
    var selector: [String: Value] = [:]
    for key in selectors where rule[key] != .null && key != "ask" { selector[key] = rule[key] }
    var read = DefaultRule(label: label, asks: rule["ask"] == true, selector: selector)
    read.least = max(1, rule["amount_at_least"].int ?? 1)
    read.below = rule["amount_below"].int
    if let pair = rule["between"].list?.compactMap({ minutes($0.string ?? "") }), pair.count == 2 {
      read.minutes = (pair[0], pair[1])
    }
    if let pair = rule["dates"].list?.compactMap({ day($0.string ?? "") }), pair.count == 2 {
      read.days = pair[0]...pair[1]
    }
    read.weekdays = rule["weekdays"].list.map { names in
      Set(names.compactMap { weekdays.firstIndex(of: $0.string ?? "").map { $0 + 1 } })
    }
    read.cashier = rule["cashier"].string
    read.department = rule["department"].string
    read.hasFunction = rule["when"] != .null
    return read
  }

  private static func checkSelector(
    _ rule: Value, _ path: String, _ reader: StoreReader, _ purposes: Set<String>,
    _ providers: [Provider]
  ) {
    if selectors.allSatisfy({ rule[$0] == .null }) {
      reader.note(path, "it names no terminal; add purpose, provider, marked, last_used or ask")
    }
    for key in ["marked", "last_used", "ask"] where rule[key] != .null && rule[key] != true {
      reader.note("\(path).\(key)", "true was expected, got \(rule[key].shown)")
    }
    if let purpose = reader.optionalText(rule["purpose"], at: path + ".purpose"),
      !purposes.contains(purpose)
    {
      reader.note(
        path + ".purpose",
        "no purpose «\(purpose)»"
          + (purposes.isEmpty
            ? "; add purposes = { \(purpose) = \"…\" }"
            : Spelling.remedy(purpose, among: Array(purposes))))
    }
    if let provider = reader.optionalText(rule["provider"], at: path + ".provider"),
      !providers.contains(where: { $0.id == provider })
    {
      reader.note(
        path + ".provider",
        "no provider «\(provider)»" + Spelling.remedy(provider, among: providers.map(\.id)))
    }
  }

  private static func checkConditions(
    _ rule: Value, _ path: String, _ reader: StoreReader, _ cashiers: [String]
  ) {
    let least = reader.amount(rule["amount_at_least"], at: path + ".amount_at_least")
    let below = reader.amount(rule["amount_below"], at: path + ".amount_below")
    if let least, let below, least >= below {
      reader.note(
        path + ".amount_below", "it never holds: no amount is at least \(least) and below \(below)")
    }
    checkSpan(rule["between"], path + ".between", .times, reader)
    checkSpan(rule["dates"], path + ".dates", .dates, reader)
    checkWeekdays(rule["weekdays"], path + ".weekdays", reader)
    if let cashier = reader.optionalText(rule["cashier"], at: path + ".cashier"),
      !cashiers.contains(cashier)
    {
      reader.note(
        path + ".cashier",
        "it never holds: no cashier «\(cashier)»" + Spelling.remedy(cashier, among: cashiers))
    }
    _ = reader.optionalText(rule["department"], at: path + ".department")
    if rule["when"] != .null, rule["when"] != "function" {
      reader.note(path + ".when", "a function was expected, got \(rule["when"].shown)")
    }
  }

  private static func checkWeekdays(_ value: Value, _ path: String, _ reader: StoreReader) {
    guard value != .null else { return }
    guard let days = value.list, !days.isEmpty else {
      return reader.note(path, "a list of weekdays was expected, got \(value.shown)")
    }
    for (index, day) in days.enumerated() where !weekdays.contains(day.string ?? "") {
      reader.note(
        "\(path)[\(index + 1)]", "no weekday \(day.shown); use \(weekdays.joined(separator: ", "))")
    }
  }

  /// What stands at the two ends of a span.
  private enum Ends {
    case times, dates

    func isValid(_ text: String) -> Bool {
      switch self {
      case .times: RuleTable.minutes(text) != nil
      case .dates: RuleTable.day(text) != nil
      }
    }

    var example: String {
      switch self {
      case .times: #"{ "22:00", "06:00" }"#
      case .dates: #"{ "2026-12-01", "2026-12-31" }"#
      }
    }

    /// What is wrong with the ends that are none.
    ///
    /// Dates are not repeated: so many digits can look like a card's.
    func problems(with pair: [Value]) -> [String] {
      zip(["first", "second"], pair).filter { !isValid($0.1.string ?? "") }.map { place, end in
        switch self {
        case .times:
          "\(end.shown) is no time of day" + (time(end).map { ", write \"\($0)\"" } ?? "")
        case .dates: "the \(place) is no date of the calendar"
        }
      }
    }

    /// What is most likely meant by "9", "9:00" or 9.
    private func time(_ end: Value) -> String? {
      let text = end.string ?? end.int.map { "\($0)" } ?? ""
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
      guard let hour = parts.first ?? nil, parts.count <= 2,
        let minute = parts.count == 2 ? parts[1] : 0
      else { return nil }
      let written = "\(hour.padded(digits: 2)):\(minute.padded(digits: 2))"
      return RuleTable.minutes(written).map { _ in written }
    }
  }

  /// A pair from … to …; one that is empty never holds.
  private static func checkSpan(
    _ value: Value, _ path: String, _ ends: Ends, _ reader: StoreReader
  ) {
    guard value != .null else { return }
    guard let pair = value.list, pair.count == 2, let from = pair[0].string,
      let to = pair[1].string, ends.isValid(from), ends.isValid(to)
    else {
      let items = value.list.map { "{ " + $0.prefix(4).map(\.shown).joined(separator: ", ") + " }" }
      let wrong = value.list.map { $0.count == 2 ? ends.problems(with: $0) : [] } ?? []
      return reader.note(
        path,
        "a pair such as \(ends.example) was expected, got \(items ?? value.shown)"
          + wrong.map { "; \($0)" }.joined())
    }
    if ends == .times ? from == to : from > to {
      reader.note(
        path, "it never holds: from \(from) to \(to) there is nothing; correct one of them")
    }
  }

  /// The minute of the day that "22:00" is.
  private static func minutes(_ text: String) -> Int? { LocalTime.minuteOfDay(text) }

  /// The days from 1970-01-01 to "2026-12-31".
  static func day(_ text: String) -> Int64? {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard text.utf8.count == 10, parts.count == 3 else { return nil }
    return LocalTime.moment(
      year: parts[0], month: parts[1], day: parts[2], hour: 0, minute: 0, offsetSeconds: 0
    ).map { $0.milliseconds / 86_400_000 }
  }
}
