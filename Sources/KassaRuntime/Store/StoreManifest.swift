/// What the runtime itself needs of a store's table; the rest is for its scripts.
package struct StoreManifest: Sendable {
  let name: String
  package let seller: Seller
  package let taxation: TaxationSystem
  package let people: People
  package let rights: Rights
  /// The first provider's title names the terminal of a till where none is configured.
  let providers: [Provider]
  /// What rules may call a terminal.
  let purposes: Set<String>
  let words: Words
  let terms: StoreTerms
  /// The names of its rules for the default terminal, in their order.
  var rules: [String] = []
  /// What its parameters are here, examples included.
  package var parameters: [String: Value] = [:]
  /// After so many minutes without input a screen is hidden until a PIN; 0 for never.
  var lockMinutes = StoreManifest.lockMinutesStandard
  /// The goods that stand on a screen for one tap.
  var favourites: FavouriteGoods?
}

extension StoreManifest {
  /// The API level of scripts that this program runs.
  static let api = 1
  static let (lockMinutesStandard, lockMinutesMax) = (15, 1_440)
  /// The keys a store's table may have.
  static let keys = StoreDeclarations.keys.names
  /// The places where a store's listeners are called.
  static let points = Set(StoreDeclarations.points.map(\.name))
  /// The flows a store may replace.
  static let flows = StoreDeclarations.flows.names

  /// Reads the table of `reader`, which collects every mistake, and that of the chain.
  ///
  /// - Parameter stock: the stock library's words alone.
  /// - Throws: what a till's parameters lack.
  init(
    stock: Words, _ reader: StoreReader, _ given: ParameterValues = .examples,
    chain: StoreReader? = nil
  ) throws(StoreError) {
    reader.correctKeys(Self.keys)
    let declared = ParameterTable.declared(reader.table, reader)
    let values = try given.values(of: declared)
    let filled = ParameterTable.filled(reader.table, with: values, reader)
    reader.take(filled)
    let parameters = ParameterTable.marked(declared, filled.places)
    self.parameters = values
    let table = reader.table
    if table["api"].int != Int64(Self.api) {
      reader.note(
        "api",
        "1 was expected, got \(table["api"].shown); write api = 1, the one this program knows")
    }
    name = reader.text("name", most: 256)
    seller = Seller(
      name: name, inn: Self.inn(table["inn"], at: "inn", reader),
      address: reader.text("address", most: 256), place: reader.text("place", most: 256))
    taxation = reader.code("taxation", TaxationSystem.self) ?? .osn
    if table["free_price_vat"] != .null {
      // A rate of VAT near to the one typed is another tax, not a slip of the finger.
      _ = reader.code("free_price_vat", VATRate.self, suggesting: false)
    }
    people = PeopleTable.people(reader)
    rights = RightsTable.rights(reader)
    purposes = ProviderTable.purposes(reader)
    providers = ProviderTable.providers(reader, stock: Set(stock.ids(.ru)))
    rules = RuleTable.check(
      reader, purposes: purposes, providers: providers, cashiers: people.names)
    let listeners = ListenerTable(reader, chain: chain)
    ButtonTable.check(reader)
    favourites = ButtonTable.favourites(reader)
    Self.checkFunctions("flows", Self.flows, reader)
    for key in ["ask_contact", "other_terminal"] where table[key] != .null && table[key].bool == nil
    {
      reader.note(key, "true or false was expected, got \(table[key].shown)")
    }
    lockMinutes = Self.lockMinutes(reader)
    words = ButtonTable.take(
      stock.taking(table["texts"], providers, reader), reader)
    let kept = KeptTable.kept(reader)
    terms = StoreTerms(
      providers: providers, people: people.all, hooks: listeners.places,
      lifter: Self.lifter(reader), rights: rights,
      parameters: parameters.isEmpty ? nil : parameters, kept: kept.isEmpty ? nil : kept,
      services: ServiceTable.services(reader), counts: CountsTable.counts(reader))
    LanguageNotices.note(words, reader)
  }

  private static func lockMinutes(_ reader: StoreReader) -> Int {
    let value = reader.table["lock_minutes"]
    guard value != .null else { return lockMinutesStandard }
    guard let minutes = value.int, (0...Int64(lockMinutesMax)).contains(minutes) else {
      reader.note(
        "lock_minutes", "0 to \(lockMinutesMax) minutes were expected, got \(value.shown)")
      return lockMinutesStandard
    }
    return Int(minutes)
  }

  private static func lifter(_ reader: StoreReader) -> Role? {
    let value = reader.table["guards_lifted_by"]
    guard value != .null else { return nil }
    let names = Role.allCases.map(\.rawValue)
    guard let name = value.string, let role = Role(rawValue: name) else {
      reader.note(
        "guards_lifted_by",
        "a role was expected, got \(value.shown)"
          + Spelling.remedy(value.string ?? "", among: names))
      return nil
    }
    return role
  }

  static func inn(_ value: Value, at path: String, _ reader: StoreReader) -> String {
    let inn = reader.text(value, at: path, most: 12)
    if value.string != nil, ![10, 12].contains(inn.count) || !inn.allSatisfy(\.isASCIIDigit) {
      reader.note(path, "10 or 12 digits were expected, got «\(inn)»")
    }
    return inn
  }

  /// A table of functions by known names.
  private static func checkFunctions(_ key: String, _ known: Set<String>, _ reader: StoreReader) {
    let value = reader.table[key]
    guard value != .null else { return }
    guard let fields = value.record else {
      return reader.note(key, "a table of functions was expected, got \(value.shown)")
    }
    reader.requireKnownKeys(known, of: value, at: key)
    for (name, field) in fields.sorted(by: { $0.key < $1.key })
    where known.contains(name) && field != "function" {
      reader.note("\(key).\(name)", "a function was expected, got \(field.shown)")
    }
  }
}
