import KassaRuntime

/// What journals have in them, and so what a comparison with them says nothing of.
package struct ShadowCoverage: Sendable {
  private var weekdays: Set<Int> = []
  private var hours: Set<Int> = []
  private var first, last: String?
  private var greatest = Money.zero
  private var charged: Set<String> = []
  private var rules: Set<String> = []
  private var tenders: Set<String> = []
  private var flows: Set<String> = []
  private var prompts: Set<String> = []
  private var receipts = 0
  /// What the store has: amounts from which its rules differ, its rules, its prompts.
  private let borders: [Money]
  private let storeRules: [String]
  private let storePrompts: [String]

  init(_ facts: ComparedStore) {
    let rules = facts.table["default_terminal"].list ?? []
    storeRules = rules.compactMap { $0["1"].string ?? $0["1"]["ru"].string }
    var borders: Set<Int64> = []
    for rule in rules {
      for key in ["amount_at_least", "amount_below"] {
        rule[key].int.map { _ = borders.insert($0) }
      }
    }
    for provider in facts.table["providers"].list ?? [] {
      for key in ["least", "most", "above"] { provider[key].int.map { _ = borders.insert($0) } }
    }
    self.borders = borders.sorted().map { Money(checked: $0) }
    let own = Language.allCases.flatMap { facts.ownWords($0) }
    storePrompts = Set(own).sorted()
  }

  mutating func note(_ flow: PastFlow, _ trail: FlowTrail) {
    flows.insert(flow.name)
    prompts.formUnion(trail.asked.map(\.prompt.id))
    let at = LocalTime(flow.at, offsetSeconds: flow.offsetSeconds)
    first = min(first ?? at.date, at.date)
    last = max(last ?? at.date, at.date)
    guard !trail.documents.isEmpty else { return }
    weekdays.insert(at.weekday)
    hours.insert(at.hour)
    for charge in trail.charges {
      charged.insert(charge.terminal)
      rules.insert(charge.reason)
    }
    for document in trail.documents {
      receipts += 1
      greatest = max(greatest, document.total)
      let payments = document.payments
      for (name, amount) in [
        ("cash", payments.cash), ("card", payments.cashless), ("advance", payments.prepaid),
        ("credit", payments.credit),
      ] where amount > .zero { tenders.insert(name) }
    }
  }

  /// "2026-11-02 to 2026-11-28, 412 receipts"; nil where nothing was run.
  package var span: String? {
    guard let first, let last else { return nil }
    return "\(first == last ? first : "\(first) to \(last)"), \(receipts) receipts"
  }

  /// What is not in them, each by itself.
  package var gaps: [String] {
    guard receipts > 0 else { return ["no receipt"] }
    var gaps: [String] = []
    let missing = Set(1...7).subtracting(weekdays)
    if missing.isSuperset(of: [6, 7]) { gaps.append("no weekend") }
    let days = missing.subtracting(missing.isSuperset(of: [6, 7]) ? [6, 7] : []).sorted()
    if !days.isEmpty {
      gaps.append("no " + days.map { LocalTime.weekdayNames[$0 - 1] }.joined(separator: ", "))
    }
    gaps += quietHours.map { "nothing \($0)" }
    gaps.append("nothing above \(greatest)")
    gaps += borders.filter { $0 > greatest }.map { "the border at \($0) is not reached" }
    gaps += storeRules.filter { !rules.contains($0) }.map { "rule «\($0)» chose no terminal" }
    gaps += ["cash", "card"].filter { !tenders.contains($0) }.map { "nothing paid by \($0)" }
    gaps += ["parked", "shift"].filter { !flows.contains($0) }.map { "no flow «\($0)»" }
    let unasked = storePrompts.filter { !prompts.contains($0) }
    if !unasked.isEmpty { gaps.append("never asked: \(unasked.joined(separator: ", "))") }
    return gaps
  }

  /// The spans of hours in which nothing was printed.
  private var quietHours: [String] {
    var spans: [(from: Int, to: Int)] = []
    for hour in 0..<24 where !hours.contains(hour) {
      if let last = spans.last, last.to == hour {
        spans[spans.count - 1].to = hour + 1
      } else {
        spans.append((hour, hour + 1))
      }
    }
    if spans.count > 1, let last = spans.last, last.to == 24, spans[0].from == 0 {
      spans[0].from = last.from
      spans.removeLast()
    }
    return spans.map { "\($0.from.padded(digits: 2)):00–\(($0.to % 24).padded(digits: 2)):00" }
  }
}
