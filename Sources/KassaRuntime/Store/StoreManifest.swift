/// What the runtime itself needs of a store's table; the rest is for its scripts.
struct StoreManifest: Sendable {
  let name: String
  let seller: Seller
  let taxation: TaxationSystem
  let cashiers: [String]
  /// The first provider's title names the terminal of a till where none is configured.
  let providers: [Provider]
  let words: Words
}

extension StoreManifest {
  /// The keys a store's table may have.
  static let keys: Set<String> = [
    "api", "name", "inn", "taxation", "address", "place", "cashiers", "providers", "texts",
    "flows", "ask_contact", "free_price_vat", "purposes", "default_terminal", "other_terminal",
  ]

  /// Checks the store's table.
  ///
  /// - Parameter chunk: the script the table comes from, for the errors.
  /// - Throws: `StoreError.value` with file, line and path of the key at fault.
  init(_ table: Value, texts: Value, chunk: Chunk) throws(StoreError) {
    let reader = StoreReader(table, chunk: chunk)
    try reader.requireKnownKeys(Self.keys)
    guard table["api"].int == 1 else {
      throw reader.problem(
        "api",
        "1 was expected, got \(table["api"].shown); write api = 1, the one this program knows")
    }
    name = try reader.text("name", most: 256)
    let inn = try reader.text("inn", most: 12)
    guard [10, 12].contains(inn.count), inn.allSatisfy(\.isASCIIDigit) else {
      throw reader.problem("inn", "10 or 12 digits were expected, got «\(inn)»")
    }
    seller = Seller(
      name: name, inn: inn, address: try reader.text("address", most: 256),
      place: try reader.text("place", most: 256))
    taxation = try reader.code("taxation", TaxationSystem.self)
    if table["free_price_vat"] != .null {
      // A rate of VAT near to the one typed is another tax, not a slip of the finger.
      _ = try reader.code("free_price_vat", VATRate.self, suggesting: false)
    }
    cashiers = try reader.texts("cashiers", most: 64)
    providers = try Self.providers(table["providers"], reader)
    words = try Words(stock: texts, store: table["texts"], reader)
  }

  private static func providers(_ value: Value, _ reader: StoreReader) throws(StoreError)
    -> [Provider]
  {
    guard value != .null else { return [Provider(id: "standalone", title: nil)] }
    guard let items = value.list, !items.isEmpty else {
      throw reader.problem("providers", "a list of providers was expected, got \(value.shown)")
    }
    var providers: [Provider] = []
    for (index, item) in items.enumerated() {
      let path = "providers[\(index + 1)]"
      guard let id = item["id"].string, !id.isEmpty else {
        throw reader.problem(
          path, "a provider was expected, got \(item.shown); write stock.standalone { … }")
      }
      guard !providers.contains(where: { $0.id == id }) else {
        throw reader.problem(path, "a second provider «\(id)»; give each an id of its own")
      }
      if item["title"] != .null, item["title"].string == nil {
        throw reader.problem(path + ".title", "a string was expected, got \(item["title"].shown)")
      }
      providers.append(Provider(id: id, title: item["title"].string))
    }
    return providers
  }
}

/// Reads typed values out of a store's table and says what is wrong with them.
struct StoreReader {
  let table: Value
  let chunk: Chunk

  init(_ table: Value, chunk: Chunk) {
    self.table = table
    self.chunk = chunk
  }

  func problem(_ path: String, _ problem: String) -> StoreError {
    let lines = KeyLines(String(decoding: chunk.source, as: UTF8.self))
    let line = lines.line(of: path).map { ":\($0)" } ?? ""
    return .value(place: chunk.name + line, path: path, problem: problem)
  }

  func requireKnownKeys(_ known: Set<String>) throws(StoreError) {
    for key in (table.record ?? [:]).keys.sorted() where !known.contains(key) {
      throw problem(key, "unknown key" + Spelling.remedy(key, among: Array(known)))
    }
  }

  func text(_ key: String, most: Int) throws(StoreError) -> String {
    guard let text = table[key].string else {
      throw problem(key, "a string was expected, got \(table[key].shown)" + table[key].quoting)
    }
    guard (1...most).contains(text.count) else {
      throw problem(key, "from 1 to \(most) characters were expected, got \(text.count)")
    }
    guard !CardNumber.isIn(text) else { throw problem(key, "this looks like a card number") }
    return text
  }

  func texts(_ key: String, most: Int) throws(StoreError) -> [String] {
    guard let items = table[key].list, !items.isEmpty else {
      throw problem(key, "a list of strings was expected, got \(table[key].shown)")
    }
    var texts: [String] = []
    for (index, item) in items.enumerated() {
      guard let text = item.string, (1...most).contains(text.count) else {
        throw problem(
          "\(key)[\(index + 1)]",
          "a string of 1 to \(most) characters was expected, got \(item.shown)" + item.quoting)
      }
      guard !texts.contains(text) else {
        throw problem("\(key)[\(index + 1)]", "«\(text)» stands there twice; tell them apart")
      }
      texts.append(text)
    }
    return texts
  }

  func code<C: FiscalCode>(
    _ key: String, _ type: C.Type, suggesting: Bool = true
  ) throws(StoreError) -> C {
    guard let name = table[key].string else {
      throw problem(key, "a string was expected, got \(table[key].shown)" + table[key].quoting)
    }
    guard let code = C(name: name) else {
      let names = C.allCases.map(\.name)
      throw problem(
        key,
        "no «\(name)»"
          + (suggesting
            ? Spelling.remedy(name, among: names) : "; use \(names.joined(separator: ", "))"))
    }
    return code
  }
}

extension Value {
  /// The value's type, in an error's words.
  var shown: String {
    switch self {
    case .null: "nothing"
    case .bool(let flag): "\(flag)"
    case .int(let number): "\(number)"
    case .string(let text): CardNumber.isIn(text) ? "a string" : "«\(text.prefix(40))»"
    case .list(let items) where items.isEmpty: "an empty table"
    case .record(let fields) where fields.isEmpty: "an empty table"
    case .list, .record: "a table"
    }
  }

  /// The remedy for a number in the place of a text.
  var quoting: String {
    if case .int = self { "; put it in quotes" } else { "" }
  }
}
