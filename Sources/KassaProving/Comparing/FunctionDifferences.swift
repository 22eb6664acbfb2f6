import KassaRuntime

/// What two stores' functions that only look say otherwise, asked about all amounts, quantities and times:
/// `accepts` of their providers, and the rules of `prices`.
struct FunctionDifferences {
  private let old, new: ComparedStore
  private let goods: [Good]
  /// Providers that have another id now.
  private let renamed: [String: String]
  private let net: [Int64]
  /// Where no other time is asked about.
  private let noon: LocalTime
  private let date: LocalTime
  /// Beside one of a good.
  private let quantities: [Quantity]

  /// - Parameters:
  ///   - goods: one of each kind that both sell, and those that either names.
  ///   - date: the day that stands for those that no script names.
  ///   - quantities: what either may compare a quantity with.
  static func between(
    _ old: ComparedStore, _ new: ComparedStore, goods: [Good], renamed: [String: String],
    on date: LocalTime, quantities: [Quantity]
  ) throws(StoreError) -> [Difference] {
    let compared = FunctionDifferences(old, new, goods, renamed, date, quantities)
    return try compared.accepted() + compared.prices()
  }

  private init(
    _ old: ComparedStore, _ new: ComparedStore, _ goods: [Good], _ renamed: [String: String],
    _ date: LocalTime, _ quantities: [Quantity]
  ) {
    (self.old, self.new, self.goods, self.renamed) = (old, new, goods, renamed)
    (self.date, self.quantities, noon) = (date, quantities, date.at(minute: 12 * 60))
    var offered = ScriptLiterals()
    for store in [old, new] {
      for provider in store.accepting { provider.settings.values.forEach { offered.take($0) } }
    }
    net = ChargeGrid.amounts([offered, old.literals, new.literals], withNet: true)
  }
}

// MARK: - accepts

extension FunctionDifferences {
  private func accepted() throws(StoreError) -> [Difference] {
    var found: [Difference] = []
    let after = new.accepting
    let known = Set(old.accepting.map { renamed[$0.id] ?? $0.id })
    var pairs = old.accepting.map { before in
      let id = renamed[before.id] ?? before.id
      let settings = after.first { $0.id == id }?.settings ?? [:]
      return (
        before.id, id, before.title, settings.merging(before.settings) { _, given in given }
      )
    }
    pairs += after.filter { !known.contains($0.id) }.map { ($0.id, $0.id, $0.title, $0.settings) }
    for (before, after, title, settings) in pairs {
      let said = try Borders.halved(net) { amounts throws(StoreError) in
        try self.said(before, after, settings, amounts.map { ($0, noon) })
      }
      let places = try (old.judgements([], []).acceptPlaces, new.judgements([], []).acceptPlaces)
      for (span, words) in Borders.spans(said) where words[0] != words[1] {
        found.append(
          Difference(
            .terminal, "«\(title)» \(span)", from: words[0], to: words[1],
            place: places.1[after] ?? places.0[before]))
      }
      guard !Borders.spans(said).contains(where: { $0.1[0] != $0.1[1] }) else { continue }
      found += try acceptedByTime(
        before, after, title, settings, place: places.1[after] ?? places.0[before])
    }
    return found
  }

  /// What is taken at other times, of what is the same at noon.
  private func acceptedByTime(
    _ before: String, _ after: String, _ title: String, _ settings: [String: Value], place: String?
  ) throws(StoreError) -> [Difference] {
    let amounts = Self.fewAmounts
    let others = try ClockDifferences.between([old, new], on: date) { times throws(StoreError) in
      let all = try said(
        before, after, settings, times.flatMap { time in amounts.map { ($0, time) } })
      return times.indices.map { index -> Set<Int> in
        let ofTime = all[index * amounts.count..<(index + 1) * amounts.count]
        return ofTime.contains { $0[0] != $0[1] } ? [0] : []
      }
    }
    var found: [Difference] = []
    for other in others {
      let first = try said(before, after, settings, amounts.map { ($0, other.first) })
      guard let words = first.first(where: { $0[0] != $0[1] }) else { continue }
      found.append(
        Difference(
          .terminal, "«\(title)» \(other.when)", from: words[0], to: words[1], place: place))
    }
    return found
  }

  /// Both answers to each charge.
  private func said(
    _ before: String, _ after: String, _ settings: [String: Value],
    _ charges: [(amount: Int64, at: LocalTime)]
  ) throws(StoreError) -> [[String]] {
    let one = try old.judgements(
      charges.map { .init(before, settings, $0.amount, at: $0.at) }, []
    ).said
    let other = try new.judgements(
      charges.map { .init(after, settings, $0.amount, at: $0.at) }, []
    ).said
    return zip(one, other).map { [$0, $1] }
  }

  /// Where the time is what is asked about.
  private static let fewAmounts: [Int64] = [1_000_00, 15_000_00]
}

// MARK: - prices

extension FunctionDifferences {
  /// Goods of one receipt, but for the price of the first.
  private struct Cart {
    let goods: [Good]
    let tender: String?
    var quantity = Quantity.one
    let noon: LocalTime

    func sold(at amount: Int64, _ time: LocalTime? = nil) -> StoreJudgements.Sold {
      var sold = StoreJudgements.Sold(
        [goods[0].costing(amount)] + goods.dropFirst(), tender, at: time ?? noon)
      sold.quantity = quantity
      return sold
    }

    /// "3 of wine, in cash".
    var shown: String {
      let names = goods.map(\.department).filter { !$0.isEmpty }
      let count = quantity == .one ? "" : "\(quantity) of \(names.isEmpty ? "a good, " : "")"
      let how = ["cash": "in cash", "cashless": "by card"][tender ?? ""] ?? "before payment"
      return count + (names.isEmpty ? "" : names.joined(separator: " and ") + ", ") + how
    }
  }

  /// What a rule takes off on both sides; nil where it fails, or there is none.
  private struct Taken: Equatable {
    let old, new: [Int64?]

    /// Only whether they differ has borders: what is taken off is another amount at each.
    static func == (one: Taken, other: Taken) -> Bool { one.differing == other.differing }

    var differing: [Int] {
      (0..<max(old.count, new.count)).filter { place in
        let before = old.indices.contains(place) ? old[place] : 0
        let after = new.indices.contains(place) ? new[place] : 0
        return before != after
      }
    }
  }

  private func prices() throws(StoreError) -> [Difference] {
    guard !old.priceRules.isEmpty, !new.priceRules.isEmpty else { return [] }
    var found: [Difference] = []
    var told: Set<Int> = []
    let places = try new.judgements([], []).pricePlaces
    let all = try taken(carts.flatMap { cart in net.map { cart.sold(at: $0) } })
    for (index, cart) in carts.enumerated() {
      let known = Array(all[index * net.count..<(index + 1) * net.count])
      guard known.contains(where: { !told.isSuperset(of: $0.differing) }) else { continue }
      let taken = try Borders.halved(net, known: known) { amounts throws(StoreError) in
        try self.taken(amounts.map { cart.sold(at: $0) })
      }
      for rule in Set(taken.flatMap { $0.answer.differing }).sorted()
      where told.insert(rule).inserted {
        let amounts = taken.map { ($0.amount, $0.answer.differing.contains(rule)) }
        let shown = Self.example(taken.filter { $0.answer.differing.contains(rule) })
        let spans = Borders.spans(amounts).filter(\.1).map(\.0)
        let name = new.priceRules.indices.contains(rule) ? new.priceRules[rule] : ""
        let span = spans.count > 2 ? "" : spans.joined(separator: " and ") + ", "
        found.append(
          Difference(
            .receipt, "prices «\(name)», \(span)\(cart.shown)",
            example: "\(Money(checked: shown.amount))",
            from: Self.told(shown.answer.old, rule, of: shown.amount),
            to: Self.told(shown.answer.new, rule, of: shown.amount),
            place: places.indices.contains(rule) ? places[rule] : nil))
      }
    }
    return found + (try pricesByTime(but: told, places))
  }

  /// What the rules take off at other times, of those that say the same at noon.
  private func pricesByTime(
    but told: Set<Int>, _ places: [String]
  ) throws(StoreError) -> [Difference] {
    let tried = carts.filter { $0.quantity == .one && $0.goods.count == 1 }
      .flatMap { cart in Self.fewAmounts.map { (cart, $0) } }
    let found = try ClockDifferences.between([old, new], on: date) { times throws(StoreError) in
      let all = try taken(
        times.flatMap { time in tried.map { cart, amount in cart.sold(at: amount, time) } })
      return times.indices.map { index in
        Set(all[index * tried.count..<(index + 1) * tried.count].flatMap(\.differing))
      }
    }
    var differences: [Difference] = []
    for each in found where !told.contains(each.what) {
      let taken = try taken(tried.map { cart, amount in cart.sold(at: amount, each.first) })
      guard
        let (place, shown) = zip(tried, taken).first(where: { $1.differing.contains(each.what) })
      else { continue }
      let name = new.priceRules.indices.contains(each.what) ? new.priceRules[each.what] : ""
      differences.append(
        Difference(
          .receipt, "prices «\(name)», \(each.when), \(place.0.shown)",
          example: "\(Money(checked: place.1))",
          from: Self.told(shown.old, each.what, of: place.1),
          to: Self.told(shown.new, each.what, of: place.1),
          place: places.indices.contains(each.what) ? places[each.what] : nil))
    }
    return differences
  }

  private func taken(_ sold: [StoreJudgements.Sold]) throws(StoreError) -> [Taken] {
    let (one, other) = try (old.judgements([], sold).taken, new.judgements([], sold).taken)
    return zip(one, other).map { Taken(old: $0, new: $1) }
  }

  /// Of all amounts the one that a shop would meet: about a thousand.
  private static func example(
    _ taken: [(amount: Int64, answer: Taken)]
  ) -> (amount: Int64, answer: Taken) {
    taken.first { $0.amount >= 1_000_00 } ?? taken[taken.count - 1]
  }

  /// "50.00 (5 %)".
  private static func told(_ taken: [Int64?], _ rule: Int, of amount: Int64) -> String {
    guard taken.indices.contains(rule) else { return "none" }
    guard let kopecks = taken[rule] else { return "the function fails" }
    guard let money = try? Money(kopecks: kopecks) else { return "\(kopecks) kopecks" }
    return kopecks == 0 ? "none" : "\(money)"
  }

  /// One line of each kind, and two of different ones, before each tender.
  private var carts: [Cart] {
    let free = Good(
      id: 0, barcodes: [], name: "Товар", price: Money(checked: 500_00), vat: .withoutVAT)
    let kinds = [free] + goods.prefix(Self.kindsMax)
    let pairs = zip(kinds.dropFirst(), kinds).map { [$0, $1] }
    let single = (kinds.map { [$0] } + pairs).flatMap { goods in
      [nil, "cash", "cashless"].map { Cart(goods: goods, tender: $0, noon: noon) }
    }
    return single
      + kinds.flatMap { good in
        quantities.map { Cart(goods: [good], tender: nil, quantity: $0, noon: noon) }
      }
  }

  /// One of each kind, and those that either store names.
  private static let kindsMax = 10
}

extension Good {
  fileprivate func costing(_ kopecks: Int64) -> Good {
    Good(
      id: id, barcodes: barcodes, name: name, price: Money(checked: kopecks), vat: vat,
      measure: measure, department: department, subject: subject)
  }
}
