/// Reads what a store says of its providers and of what their terminals are for.
enum ProviderTable {
  /// The keys of one provider (`Scripts/lua/kassa/prelude.lua`).
  static let keys = StoreDeclarations.providerFields.names

  /// - Parameter stock: the ids that the stock library has words for.
  static func providers(_ reader: StoreReader, stock: Set<String> = []) -> [Provider] {
    let value = reader.table["providers"]
    guard value != .null else { return Provider.standard }
    guard let items = value.list, !items.isEmpty else {
      reader.note("providers", "a list of providers was expected, got \(value.shown)")
      return []
    }
    var providers: [Provider] = []
    for (index, item) in items.enumerated() {
      let path = "providers[\(index + 1)]"
      guard let id = item["id"].string, !id.isEmpty else {
        reader.note(
          path, "a provider was expected, got \(item.shown); write stock.standalone { … }")
        continue
      }
      if providers.contains(where: { $0.id == id }) {
        reader.note(path, "a second provider «\(id)»; give each an id of its own")
      }
      providers.append(provider(id, item, path, reader, stock))
    }
    return providers
  }

  private static func provider(
    _ id: String, _ item: Value, _ path: String, _ reader: StoreReader, _ stock: Set<String>
  ) -> Provider {
    let item = reader.correctingKeys(keys, of: item, at: path)
    // A terminal is called by it, with a number after it where there are several.
    let title = reader.optionalWords(
      item["title"], at: path + ".title", most: ConfiguredTerminal.nameMax - 4)
    var provider = Provider(id: id, title: title)
    if item["charge"] != "function", item["charge"] != "stock" {
      reader.note(
        path + ".charge",
        "a function was expected, got \(item["charge"].shown); "
          + "write provider \"\(id)\" { charge = function(charge) … end }")
    }
    for key in ["accepts", "refund", "settle"] where item[key] != .null && item[key] != "function" {
      reader.note("\(path).\(key)", "a function was expected, got \(item[key].shown)")
    }
    provider.least = reader.amount(item["least"], at: path + ".least")
    provider.most = reader.amount(item["most"], at: path + ".most")
    if let least = provider.least, let most = provider.most, least > most {
      reader.note(path + ".least", "\(least) is more than most, \(most); swap them")
    }
    if item["inn"] != .null {
      provider.inn = StoreManifest.inn(item["inn"], at: path + ".inn", reader)
    }
    provider.isCode = isCode(id, item) ? true : nil
    provider.proof = proof(item["proof"], path + ".proof", reader)
    provider.above = reader.amount(item["above"], at: path + ".above")
    let inHundred = item["in_hundred"]
    if inHundred != .null, !(1...100).contains(inHundred.int ?? 0) {
      reader.note(path + ".in_hundred", "from 1 to 100 was expected, got \(inHundred.shown)")
    } else {
      provider.inHundred = inHundred.int.map { Int($0) }
    }
    let voids = item["voids"]
    provider.voids = voids.string.flatMap(VoidArithmetic.init)
    if voids != .null, provider.voids == nil {
      reader.note(path + ".voids", "\"inside\" or \"beside\" was expected, got \(voids.shown)")
    }
    provider.report = report(item["report"], path + ".report", reader)
    provider.seconds = seconds(item["seconds"], at: path + ".seconds", reader)
    readOutcomes(item, path, &provider, reader, stock)
    if item["settings"] != .null, item["settings"].list == nil {
      reader.note(
        path + ".settings",
        "a list of settings was expected; write { { \"limit\", kind = \"amount\", title = … } }")
    }
    for (index, setting) in (item["settings"].list ?? []).enumerated() {
      // What the stock library asks has its title in the words, in each language.
      let read = Self.setting(
        setting, "\(path).settings[\(index + 1)]", needsTitle: id != Provider.connected, reader)
      if let read { provider.settings.append(read) }
    }
    return provider
  }

  /// The prompts of its own that ask what its terminals did: a stock one among them no flow could ask.
  private static func readOutcomes(
    _ item: Value, _ path: String, _ provider: inout Provider, _ reader: StoreReader,
    _ stock: Set<String>
  ) {
    func isStock(_ id: String) -> Bool { stock.contains(id) || MoneyPrompts.isStock(id) }
    let ids = item["outcomes"] == .null ? [] : item["outcomes"].list
    guard let ids, ids.allSatisfy({ $0.string?.isEmpty == false }) else {
      return reader.note(
        path + ".outcomes",
        "a list of ids was expected, got \(item["outcomes"].shown); write { \"phone.window\" }")
    }
    provider.outcomes = ids.isEmpty ? nil : ids.compactMap(\.string)
    for id in provider.outcomes ?? [] where isStock(id) {
      reader.note(
        path + ".outcomes", "«\(id)» is a prompt of the stock library; name one of the store's own")
    }
    provider.unknown = reader.optionalText(item["unknown"], at: path + ".unknown", most: 128)
    if let id = provider.unknown, id != "transfer.unknown", id != "charge.unknown", isStock(id) {
      reader.note(
        path + ".unknown",
        "«\(id)» asks something else; name a prompt of the store's own, or charge.unknown")
    }
  }

  /// Whether code of the store's decides what it charges: the stock library can't stand in for it.
  private static func isCode(_ id: String, _ item: Value) -> Bool {
    item["accepts"] != .null || item["charge"] != "stock"
  }

  /// What slips have to show, as the prelude makes it: "required" or "optional" by field.
  private static func proof(_ value: Value, _ path: String, _ reader: StoreReader) -> Proof? {
    guard value != .null else { return nil }
    let fields =
      value.record
      ?? Dictionary(
        (value.list ?? []).map { ($0.string ?? "", "required") }, uniquingKeysWith: { $1 })
    var proof = Proof()
    for (name, demand) in fields.sorted(by: { $0.key < $1.key }) {
      guard let field = SlipField.provable.first(where: { $0.rawValue == name }),
        let demand = Proof.Demand(rawValue: demand.string ?? "")
      else {
        reader.note(path, "fields of a slip were expected, required or \"optional\"")
        continue
      }
      proof[field] = demand
    }
    return proof == .button ? nil : proof
  }

  /// Which figures the reports of its terminals have: `{ "charges", "charges_count" }`; nil for all.
  private static func report(_ value: Value, _ path: String, _ reader: StoreReader) -> [String]? {
    guard value != .null else { return nil }
    let known = CountRule.terminal.fields.map(\.id)
    let fields = (value.list ?? []).compactMap(\.string)
    guard !fields.isEmpty, fields.count == value.list?.count else {
      reader.note(
        path, "a list such as { \"charges\", \"refunds\" } was expected, got \(value.shown)")
      return nil
    }
    if let unknown = fields.first(where: { !known.contains($0) }) {
      reader.note(path, "no figure «\(unknown)»" + Spelling.remedy(unknown, among: known))
      return nil
    }
    return known.filter(fields.contains)
  }

  /// How long a connected terminal may take; nil for the driver's own limit.
  private static func seconds(_ value: Value, at path: String, _ reader: StoreReader) -> Int? {
    guard value != .null else { return nil }
    guard let seconds = value.int, (1...600).contains(seconds) else {
      reader.note(path, "from 1 to 600 was expected, got \(value.shown)")
      return nil
    }
    return Int(seconds)
  }

  /// One thing that is asked of each terminal: `{ "limit", kind = "amount", title = "…" }`.
  private static func setting(
    _ setting: Value, _ path: String, needsTitle: Bool, _ reader: StoreReader
  ) -> ProviderSetting? {
    guard let fields = setting.record else {
      reader.note(
        path, "a setting was expected, got \(setting.shown); write { \"id\", kind = …, title = … }")
      return nil
    }
    reader.requireKnownKeys(
      StoreDeclarations.settingFields.names, of: .record(fields), at: path)
    let id = reader.text(setting["1"], at: path, most: 64)
    if needsTitle || setting["title"] != .null {
      _ = reader.words(setting["title"], at: path + ".title", most: 128)
    }
    let name = setting["kind"].string ?? ""
    guard let kind = ProviderSetting.Kind(rawValue: name) else {
      let known = ProviderSetting.Kind.allCases.map(\.rawValue)
      reader.note(path + ".kind", "no «\(name)»" + Spelling.remedy(name, among: known))
      return nil
    }
    let choices = Words.buttons(setting["choices"]) ?? []
    if kind == .choice, choices.isEmpty {
      reader.note(path + ".choices", "a list of { id, label } was expected")
    }
    for (index, pair) in (setting["choices"].list ?? []).enumerated() {
      guard let label = pair.list?.last, label.string != pair.list?.first?.string else { continue }
      _ = reader.words(label, at: "\(path).choices[\(index + 1)]", most: 128)
    }
    return ProviderSetting(
      id: id, kind: kind, offered: setting["default"], choices: choices.map(\.id))
  }

  /// What rules may call a terminal: the ids, which the cashier sees by their titles.
  static func purposes(_ reader: StoreReader) -> Set<String> {
    let value = reader.table["purposes"]
    guard value != .null else { return [] }
    guard let titles = value.record else {
      reader.note(
        "purposes", "a table was expected, got \(value.shown); write { night = \"Ночное окно\" }")
      return []
    }
    for (id, title) in titles.sorted(by: { $0.key < $1.key }) {
      _ = reader.words(title, at: "purposes.\(id)", most: 64)
    }
    return Set(titles.keys)
  }
}
