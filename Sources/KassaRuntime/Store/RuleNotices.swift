/// What `kassa-run check` says about rules that are each right and do not go together.
///
/// A mistake is what can never be meant: a rule that no charge reaches. A notice is what a store may
/// want: a rule that waits for a wider one to find no terminal, a charge that the cashier is asked
/// about, a purpose that only the cashier sees.
enum RuleNotices {
  static func check(
    _ sound: [(path: String, rule: DefaultRule)], areAllSound: Bool, providers: [Provider],
    cashiers: [String], _ reader: StoreReader
  ) {
    for (path, rule) in sound { checkLimits(rule, path, providers, reader) }
    let rules = sound.map(\.rule)
    checkLabels(sound, reader)
    guard let grid = RuleGrid(rules, cashiers: cashiers) else {
      return reader.notice(
        "default_terminal", "too many different conditions to look for gaps; ask fewer things")
    }
    let reach = RuleReach(rules, grid)
    for place in reach.impossible {
      reader.note(sound[place].path, "it never holds: no charge meets all of it; correct one part")
    }
    for (place, earlier) in reach.stopped.sorted(by: { $0.key < $1.key }) {
      reader.note(sound[place].path, stopped(by: earlier.map { rules[$0] }))
    }
    for (place, earlier) in reach.late.sorted(by: { $0.key < $1.key }) {
      reader.notice(
        sound[place].path,
        "it counts only where \(names(earlier.map { rules[$0] })) before it finds no terminal; "
          + "put it first if it is to win")
    }
    guard areAllSound else { return }
    checkGap(reach.gap, rules, reader)
  }

  private static func names(_ rules: [DefaultRule]) -> String {
    rules.map { "«\($0.label)»" }.joined(separator: ", ")
  }

  private static func stopped(by earlier: [DefaultRule]) -> String {
    if let only = earlier.first, earlier.count == 1, only.asks {
      let always = only.isUnconditional ? "always asks" : "asks whenever it holds"
      return "never looked at: «\(only.label)» before it \(always); remove one of the two"
    }
    return "it never chooses: \(names(earlier)) before it "
      + (earlier.count == 1 ? "holds whenever it does and means" : "hold whenever it does and mean")
      + " its terminals too; put it first or remove it"
  }

  /// A rule for more than its provider takes, or for less.
  private static func checkLimits(
    _ rule: DefaultRule, _ path: String, _ providers: [Provider], _ reader: StoreReader
  ) {
    guard let id = rule.selector["provider"]?.string,
      let provider = providers.first(where: { $0.id == id })
    else { return }
    if let most = provider.most, rule.least > most.kopecks {
      reader.note(
        path + ".amount_at_least", "it never chooses: «\(id)» takes at most \(most); correct one")
    }
    if let least = provider.least, let below = rule.below, below <= least.kopecks {
      reader.note(
        path + ".amount_below", "it never chooses: «\(id)» takes at least \(least); correct one")
    }
  }

  private static func checkLabels(
    _ sound: [(path: String, rule: DefaultRule)], _ reader: StoreReader
  ) {
    var seen: Set<String> = []
    for (path, rule) in sound where !seen.insert(rule.label).inserted {
      reader.notice(path, "a second rule «\(rule.label)»; tell them apart in the trace")
    }
  }

  private static func checkGap(
    _ gap: RuleGrid.Charge?, _ rules: [DefaultRule], _ reader: StoreReader
  ) {
    if let gap {
      reader.notice(
        "default_terminal",
        "no rule is sure to hold for \(words(gap, rules)): the cashier is asked; "
          + "end with { \"отмеченный\", marked = true }, or { \"спросить\", ask = true }")
    } else if !rules.contains(where: { $0.selector["marked"] == true || $0.asks }) {
      reader.notice(
        "default_terminal",
        "no rule is for the terminal marked «Использовать по умолчанию»; "
          + "end with { \"отмеченный\", marked = true } if the mark is to count")
    }
  }

  /// The charge in a gap, by what the rules tell apart: "1.00 at 06:00 on a Sunday".
  private static func words(_ charge: RuleGrid.Charge, _ rules: [DefaultRule]) -> String {
    var text = "a charge"
    if rules.contains(where: { $0.least > 1 || $0.below != nil }) {
      text += " of \(Money(checked: charge.amount))"
    }
    if rules.contains(where: { $0.minutes != nil }) {
      let hour = (charge.minute / 60).padded(digits: 2)
      text += " at \(hour):\((charge.minute % 60).padded(digits: 2))"
    }
    let day = LocalTime(Moment(milliseconds: charge.day * 86_400_000), offsetSeconds: 0)
    if rules.contains(where: { $0.days != nil }) {
      text += " on \(day.date)"
    } else if rules.contains(where: { $0.weekdays != nil }) {
      text += " on a day such as \(day.weekdayName)"
    }
    if rules.contains(where: { $0.cashier != nil }) {
      text += charge.cashier.map { " of «\($0)»" } ?? " of another cashier"
    }
    if rules.contains(where: { $0.department != nil }) {
      text += charge.department.map { " with goods of «\($0)»" } ?? " without such goods"
    }
    return text
  }

  /// Purposes that no rule names: the cashier chooses one and nothing follows from it.
  static func unused(_ purposes: Set<String>, by rules: [Value], _ reader: StoreReader) {
    let used = Set(rules.compactMap { $0["purpose"].string })
    for purpose in purposes.sorted() where !used.contains(purpose) {
      reader.notice(
        "purposes.\(purpose)", "no rule names it; name it in default_terminal or remove it")
    }
  }
}
