import KassaRuntime

/// The lines of two scripts that stand behind what shows on a receipt or elsewhere in a sale.
struct ScriptPlaces {
  private let texts: [String: String]
  private let rules: [String: String]
  private let keys: [String: String]
  /// By the prompt whose buttons a table orders.
  private let buttons: [String: String]
  private let changes: ScriptChanges

  /// What in the table decides of a field of the receipt.
  private static let fields = ["VAT": "free_price_vat", "seller": "inn", "taxation": "taxation"]

  init(
    _ old: ComparedStore, _ new: ComparedStore, _ changes: ScriptChanges
  ) throws(StoreError) {
    self.changes = changes
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

  /// The only line that differs, or that which it is about; else the one that differs and names what was answered last, that of the last
  /// question of the script's own before it, or the first that differs.
  ///
  /// - Parameters:
  ///   - prompts: those on the way there, in order.
  ///   - words: of what was answered there, those that lines name which differ.
  func located(
    _ difference: Difference, after prompts: [String], _ words: [String]
  ) -> Difference {
    var found = difference
    if let only = changes.only {
      found.place = only
      return found
    }
    guard difference.place == nil else { return difference }
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
    } else if let place = words.reversed().lazy.compactMap(changes.place).first {
      found.place = place
    } else if let last = prompts.last(where: { texts[$0] != nil }), let place = texts[last] {
      found.place = "\(place) (\(last))"
    } else if let first = changes.first {
      found.place = "\(first) (there the texts differ)"
    }
    return found
  }
}
