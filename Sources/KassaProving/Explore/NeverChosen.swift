import KassaRuntime

/// Rules whose own function lets them choose no terminal, whatever is charged.
///
/// What their other conditions keep them from, `kassa-run check` says.
enum NeverChosen {
  static let charges = 3_000
  private static let seed: UInt64 = 14

  /// The labels of the rules with a function that chose for none of so many charges: any amount, time, day,
  /// person and goods, borders of all that the files name among them.
  static func rules(of store: ExploredStore) throws(StoreError) -> Set<String> {
    let rules = store.facts.rules.filter(\.hasFunction)
    guard !rules.isEmpty else { return [] }
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
    return Set(rules.filter(\.namesTerminals).map(\.label)).subtracting(chosen.map(\.rule))
  }
}
