/// What the functions of a store say that only look, asked outside a sale: `accepts` of its providers, and
/// the rules of `prices`.
package struct StoreJudgements: Sendable {
  /// Of each charge: "taken", or "refused: …".
  package private(set) var said: [String] = []
  /// Of each receipt what each rule takes off, in kopecks; nil for a rule that failed.
  package private(set) var taken: [[Int64?]] = []
  /// Where `accepts` of a provider begins, by its id: "leto/store.lua:12".
  package private(set) var acceptPlaces: [String: String] = [:]
  /// Where each rule of `prices` begins.
  package private(set) var pricePlaces: [String] = []

  /// Goods as they are about to be paid.
  package struct Sold: Sendable {
    package let goods: [Good]
    /// "cash", "cashless"; nil while goods are added.
    package let tender: String?
    /// How much of the first; one of each other.
    package var quantity = Quantity.one
    package var at: LocalTime

    package init(_ goods: [Good], _ tender: String?, at: LocalTime) {
      (self.goods, self.tender, self.at) = (goods, tender, at)
    }
  }

  /// An amount on a terminal of that provider with those settings.
  package struct Charge: Sendable {
    let provider: String
    let settings: [String: Value]
    let amount: Int64
    let at: LocalTime

    package init(
      _ provider: String, _ settings: [String: Value], _ amount: Int64, at: LocalTime
    ) {
      (self.provider, self.settings, self.amount, self.at) = (provider, settings, amount, at)
    }
  }

  fileprivate mutating func add(_ values: [Value]) {
    guard values.count == 3 else { return }
    said += (values[0].list ?? []).map { $0.string ?? "" }
    taken += (values[1].list ?? []).map { ($0.list ?? []).map(\.int) }
    acceptPlaces = (values[2]["accepts"].record ?? [:]).compactMapValues(\.string)
    pricePlaces = (values[2]["prices"].list ?? []).map { $0.string ?? "" }
  }
}

extension ComparedStore {
  /// The providers that have a word in what they take, with what their terminals are usually given.
  package var accepting: [(id: String, title: String, settings: [String: Value])] {
    let judges = (table["providers"].list ?? []).filter { $0["accepts"] != .null }
    return manifest.providers.filter { provider in
      judges.contains { $0["id"].string == provider.id }
    }.map { provider in
      let settings = provider.settings.map { ($0.id, $0.sample(of: provider.id)) }
      return (
        provider.id, provider.terminalName, Dictionary(settings, uniquingKeysWith: { $1 })
      )
    }
  }

  /// What the store's rules of `prices` are called, in their order.
  package var priceRules: [String] {
    (table["prices"].list ?? []).map { $0["1"].string ?? $0.list?.first?.string ?? "" }
  }

  package func judgements(
    _ charges: [StoreJudgements.Charge], _ receipts: [StoreJudgements.Sold]
  ) throws(StoreError) -> StoreJudgements {
    let asked = charges.map { charge -> Value in
      let terminal: Value = [
        "provider": .string(charge.provider), "settings": .record(charge.settings),
      ]
      return [
        "amount": .int(charge.amount), "terminal": terminal, "at": .int(charge.at.milliseconds),
      ]
    }
    let sold = receipts.map(\.value)
    var found = StoreJudgements()
    for from in stride(from: 0, to: max(1, max(asked.count, sold.count)), by: Self.judgedAtOnce) {
      let batch = from..<from + Self.judgedAtOnce
      found.add(
        try StoreLoading.judged(
          script.bundle, parameters, charges: Array(asked[batch.clamped(to: asked.indices)]),
          receipts: Array(sold[batch.clamped(to: sold.indices)])))
    }
    return found
  }

  /// A machine's budget is far above these.
  private static let judgedAtOnce = 200
}

extension StoreJudgements.Sold {
  /// As `kassa/judged.lua` takes it.
  fileprivate var value: Value {
    let lines = goods.enumerated().compactMap { index, good in
      try? Line(id: index + 1, item: good.item(index == 0 ? quantity : .one)).value
    }
    return [
      "lines": .list(lines), "tender": tender.map(Value.string) ?? .null,
      "at": .int(at.milliseconds),
    ]
  }
}

extension Good {
  fileprivate func item(_ quantity: Quantity) -> Item {
    Item(
      name: name, price: price, quantity: quantity, measure: measure, vat: vat, subject: subject,
      department: department.isEmpty ? nil : department, barcode: barcodes.first)
  }
}

extension LocalTime {
  /// Of the clock of a store that is only read, which is that of Greenwich.
  fileprivate var milliseconds: Int64 {
    Self.moment(
      year: year, month: month, day: day, hour: hour, minute: minute, offsetSeconds: 0
    )?.milliseconds ?? 0
  }
}
