/// What of a store whoever walks it must try, and may miss.
package struct StoreFacts: Sendable {
  /// A rule for the default terminal.
  package struct Rule: Sendable {
    package let label: String
    /// "cafe/store.lua:12".
    package let place: String
    package let purpose: String?
    /// From the one up to the other, in minutes of the day; over midnight where that is smaller.
    package let minutes: (from: Int, to: Int)?
    /// From 1, Monday.
    package let weekdays: Set<Int>?
    /// Days since 1970, both included.
    package let days: ClosedRange<Int64>?
    /// Whom it waits for, and goods of which department.
    package let cashier, department: String?
    let namesAmount: Bool
    /// How many of cashier, department and amount it names.
    package var namesBesideTime: Int {
      [cashier != nil, department != nil, namesAmount].count { $0 }
    }
    package let asks: Bool
    /// Whether it has a `when`.
    package let hasFunction: Bool
    /// Whether it names terminals that a till without devices may have.
    package let namesTerminals: Bool
  }

  /// Something that terminals can be made from.
  package struct Provided: Sendable {
    package let id: String
    /// What each of its terminals may be given of what it asks for.
    package let settings: [Value]
  }

  package let rules: [Rule]
  /// The store's functions at the points of the flows, with the place of each.
  package let listeners: [String: String]
  package let providers: [Provided]
  package let purposes: [String]
  package let services: [String]
  /// What the store says that its services may answer: by service, by what is asked, the usual one first.
  package let serviceExamples: [String: [String: [Value]]]
  package let people: People
  /// Amounts at which the store's texts let something change: `rub "3000"`, `hundredths`, whole numbers.
  package let amounts: [Money]
  /// Whether functions of the store's or the chain's have a word in a sale.
  package let hasFlowFunctions: Bool
  /// Whether these ask what time it is.
  package let looksAtTime: Bool
  /// Whether these draw random numbers.
  package let draws: Bool
  /// All numbers and dates of the store's and the chain's files.
  package let literals: ScriptLiterals
  /// What these may compare quantities, discounts, counts of lines and a sale's age with.
  package let compared: ComparedNumbers
  /// The patterns of the store's own codes (`scans`), and of each a code that it may take.
  package let scans: [(pattern: String, codes: [String], place: String)]
  /// Providers that say how their money goes back.
  package let refunding: [String]
  /// Providers that settle their terminals themselves, by id.
  package let settling: [String]
  /// Whether terminals are counted and settled as a shift is closed.
  package let countsTerminals: Bool
  private let kept: [KeptRule]

  /// - Throws: `StoreError` where the store can't be used.
  package init(_ store: StoreBundle) throws(StoreError) {
    let manifest = try StoreLoading.load(store).manifest
    rules = try StoreLoading.rules(store.bundle)
    listeners = manifest.terms.hooks
    providers = manifest.providers.map { provider in
      Provided(
        id: provider.id, settings: provider.settings.map { $0.sample(of: provider.id) })
    }
    purposes = manifest.purposes.sorted()
    services = (manifest.terms.services ?? []).map(\.id)
    serviceExamples = services.isEmpty ? [:] : try StoreLoading.serviceExamples(store.bundle)
    people = manifest.people
    let limits = manifest.providers.flatMap { [$0.least, $0.most, $0.above].compactMap(\.self) }
    amounts = Set(Self.amounts(in: store.bundle) + limits).sorted()
    let own = store.bundle.modules.filter { !$0.key.hasPrefix("kassa.") }.values
      .map { String(decoding: $0.source, as: UTF8.self) }
    let names = own.map { Set(LuaTokens($0).tokens.map(\.token)) }
    hasFlowFunctions = names.contains { $0.contains(.name("function")) }
    looksAtTime = names.contains { $0.contains(.name("clock")) }
    draws = names.contains { $0.contains(.name("random")) }
    literals = own.reduce(into: ScriptLiterals()) { $0.take($1) }
    compared = ComparedNumbers(own.sorted().map(ScriptText.init))
    let reader = try StoreLoading.table(of: store.bundle)
    scans = (reader.table["scans"].list ?? []).enumerated().map { index, item in
      let pattern = item["1"].string ?? item.list?.first?.string ?? ""
      return (pattern, ScanPattern.examples(of: pattern), reader.place(of: "scans[\(index + 1)]"))
    }
    func whoHas(_ function: String) -> [String] {
      (reader.table["providers"].list ?? []).filter { $0[function] != .null }
        .compactMap { $0["id"].string }
    }
    refunding = whoHas("refund")
    settling = whoHas("settle")
    countsTerminals = manifest.terms.counts?.terminals == true
    kept = names.contains { $0.contains(.name("kept")) } ? manifest.terms.kept ?? [] : []
  }

  /// Of each value that scripts keep, those that may matter: its bounds, and the numbers of the files, one
  /// to each side; of one that is kept by keys, for the contact that walks give.
  package func keptChoices(atMost count: Int) -> [[WalkedSetup.Kept]] {
    let numbers = literals.amounts.sorted().flatMap { [$0 - 1, $0] }.map(Value.int)
    return kept.map { rule in
      let bounds = [rule.rule.least, rule.rule.most].compactMap(\.self).map(Value.int)
      let values =
        bounds + [.bool(true), .bool(false)] + (rule.rule.choices ?? []).map(Value.string)
        + numbers
      return Array(
        values.filter { $0 != rule.standard && rule.rule.problem(with: $0) == nil }.prefix(count)
      ).map {
        WalkedSetup.Kept(
          name: rule.id, key: rule.isKeyed == true ? WalkedTill.contact : nil, value: $0)
      }
    }
  }

  /// The amounts that stand as texts after `rub` in what is not the stock library.
  private static func amounts(in bundle: Bundle) -> [Money] {
    bundle.modules.filter { !$0.key.hasPrefix("kassa.") }.values.flatMap { chunk -> [Money] in
      let tokens = LuaTokens(String(decoding: chunk.source, as: UTF8.self)).tokens.map(\.token)
      return zip(tokens, tokens.dropFirst()).compactMap { token, next in
        guard token == .name("rub"), case .string(let text) = next else { return nil }
        return try? Money(parsing: text)
      }
    }
  }

  /// What the store says that a call may be answered by; nil where it says nothing.
  package func examples(of call: ServiceIntent) -> [Value]? {
    serviceExamples[call.service]?[call.what]
  }

  /// The day of a date, as rules count them.
  package static func day(_ date: String) -> Int64? { RuleTable.day(date) }
}

extension StoreLoading {
  /// Of a store whose table is sound.
  static func serviceExamples(
    _ bundle: Bundle
  ) throws(StoreError) -> [String: [String: [Value]]] {
    let items = try table(of: bundle).table["services"].list ?? []
    return items.reduce(into: [:]) { found, item in
      guard let id = item["id"].string, let examples = item["examples"].record else { return }
      found[id] = examples.compactMapValues(\.list)
    }
  }

  /// The rules of a store whose table is sound.
  static func rules(_ bundle: Bundle) throws(StoreError) -> [StoreFacts.Rule] {
    let reader = try table(of: bundle)
    return (reader.table["default_terminal"].list ?? []).enumerated().map { index, item in
      let fields = item.list?.count == 1 ? Value.record(["1": item.list?.first ?? .null]) : item
      let label = Wording(fields["1"])?.text(.ru) ?? ""
      let rule = RuleTable.read(fields, label)
      return StoreFacts.Rule(
        label: label, place: reader.place(of: "default_terminal[\(index + 1)]"),
        purpose: rule.selector["purpose"]?.string, minutes: rule.minutes, weekdays: rule.weekdays,
        days: rule.days, cashier: rule.cashier, department: rule.department,
        namesAmount: rule.least > 1 || rule.below != nil, asks: rule.asks,
        hasFunction: rule.hasFunction,
        namesTerminals: rule.selector["purpose"] != nil
          || rule.selector["provider"].map { $0.string != Provider.connected } == true)
    }
  }
}
