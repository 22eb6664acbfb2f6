import KassaRuntime

/// The lines of two scripts that stand behind what shows on a receipt or elsewhere in a sale.
struct ScriptPlaces {
  private let texts: [String: String]
  private let rules: [String: String]
  private let keys: [String: String]
  /// By the prompt whose buttons a table orders.
  private let buttons: [String: String]

  /// What in the table decides of a field of the receipt.
  private static let fields = ["VAT": "free_price_vat", "seller": "inn", "taxation": "taxation"]

  init(_ old: ComparedStore, _ new: ComparedStore) throws(StoreError) {
    texts = old.textPlaces.merging(new.textPlaces) { _, after in after }
    let (before, after) = try (
      old.judgements([], []).pricePlaces, new.judgements([], []).pricePlaces
    )
    let named =
      Array(zip(old.priceRules, before)) + Array(zip(new.priceRules, after))
    rules = Dictionary(named, uniquingKeysWith: { $1 })
    buttons = ["sale", "payment.tender"].reduce(into: [:]) { found, id in
      found[id] = WordsDifferences.buttonsPlace(id, old, new)
    }
    keys = Self.fields.values.reduce(into: [:]) { found, key in
      let store = new.table[key] == .null ? old : new
      if store.table[key] != .null { found[key] = store.place(of: key) }
    }
  }

  /// The line that it is about; else that of the last question of the script's own before it.
  ///
  /// - Parameter prompts: those on the way there, in order.
  func located(_ difference: Difference, after prompts: [String]) -> Difference {
    guard difference.place == nil else { return difference }
    var found = difference
    let prompt = difference.subject.prefix { $0 != " " }
    if difference.kind == .prompt, difference.subject.contains("["),
      let place = buttons[String(prompt)]
    {
      found.place = place
    } else if let key = Self.fields[difference.subject], let place = keys[key] {
      found.place = place
    } else if ["discount", "price", "sum", "total"].contains(difference.subject),
      let place = rules.values.sorted().first
    {
      found.place = place
    } else if let last = prompts.last(where: { texts[$0] != nil }), let place = texts[last] {
      found.place = "\(place) (\(last))"
    }
    return found
  }
}
