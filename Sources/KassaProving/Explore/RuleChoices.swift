import KassaRuntime

/// For which charges a store's rules choose a terminal, whatever a walk comes to.
///
/// What rules name that is no function, `kassa-run check` looks at.
enum RuleChoices {
  static let charges = 3_000
  private static let seed: UInt64 = 14

  /// By the labels of the rules that chose for one of so many charges, the first of these in words: any amount,
  /// time, day, person and goods, borders of all that the files name among them.
  static func of(_ store: ExploredStore) throws(StoreError) -> [String: String] {
    guard !store.facts.rules.isEmpty else { return [:] }
    let compared = try ComparedStore(store.bundle)
    var grid = ChargeGrid([compared], on: LocalTime(ExploredWorld().now, offsetSeconds: 0))
    grid.cashiers = compared.cashiers
    let sold = Set(store.goods.map(\.department)).filter { !$0.isEmpty }.sorted()
    grid.departments = [[]] + sold.map { [$0] }
    var random = SplitMix64(seed)
    func any<Element>(of list: [Element]) -> Element { list[random.below(list.count)] }
    let questions = (0..<charges).map { _ in
      grid.question(
        any(of: grid.amounts), any(of: grid.minutes), any(of: grid.days),
        any(of: grid.cashiers), any(of: grid.departments))
    }
    let chosen = try compared.choices(questions, ComparedStore.terminals(of: [compared]))
    return zip(chosen, questions).reduce(into: [:]) { found, pair in
      if found[pair.0.rule] == nil { found[pair.0.rule] = pair.1.shown }
    }
  }
}

extension TerminalWhy.Question {
  /// "52000.00, 2026-12-20 23:00, Анна, paint".
  fileprivate var shown: String {
    let day = at.iso.prefix(16).replacing("T", with: " ")
    return (["\(amount)", String(day)] + [cashier].compactMap(\.self) + departments)
      .joined(separator: ", ")
  }
}

extension Exploration {
  /// Rules whose own function lets them choose nothing, by their labels.
  var neverChosen: Set<String> {
    Set(
      store.facts.rules
        .filter { $0.hasFunction && $0.namesTerminals && ruleCharges[$0.label] == nil }.map(\.label)
    )
  }
}
