/// What a store adds to the stock sale as data and functions: prices, buttons, scans, favourites.
enum ButtonTable {
  /// Prompts whose buttons a store may change, with those that are a way out or a way on.
  static let prompts = ["sale": Set<String>(), "payment.tender": ["leave", "park", "back"]]

  /// One more than words alone may have: stores filled the sale before the drawer had a button there.
  private static let shownMax = PromptWords.buttonsMax + 1

  /// Checks `prices` and `scans`, lists of `{ "text", function }`, and `favourites`.
  static func check(_ reader: StoreReader) {
    for (key, what) in [("prices", "name"), ("scans", "pattern")] {
      let value = reader.table[key]
      guard value != .null else { continue }
      guard let list = value.list else {
        reader.note(key, "a list of { \"\(what)\", function } was expected, got \(value.shown)")
        continue
      }
      for (index, item) in list.enumerated() {
        let pair = item.list ?? []
        if key == "prices", pair.first?.record != nil {
          reader.note(
            "prices[\(index + 1)]",
            "a name in one language was expected; it stands on the paper and in the journal")
          continue
        }
        guard pair.count == 2, let text = pair[0].string, pair[1] == "function" else {
          reader.note(
            "\(key)[\(index + 1)]",
            "{ \"\(what)\", function } was expected, got \(item.shown)")
          continue
        }
        if !(1...PriceCut.nameCharactersMax).contains(text.count) {
          reader.note(
            "\(key)[\(index + 1)]",
            "a \(what) of 1 to \(PriceCut.nameCharactersMax) characters was expected")
        }
        if key == "scans", let problem = ScanPattern.problem(text) {
          reader.note("\(key)[\(index + 1)]", "«\(text)» is no pattern: \(problem)")
        }
      }
    }
    checkFavourites(reader)
  }

  /// The goods that a store has for one tap; nil where it has none.
  static func favourites(_ reader: StoreReader) -> FavouriteGoods? {
    let value = reader.table["favourites"]
    if let department = value["department"].string { return .department(department) }
    return value.list.map { .barcodes($0.compactMap(\.string)) }
  }

  private static func checkFavourites(_ reader: StoreReader) {
    let value = reader.table["favourites"]
    guard value != .null else { return }
    if value.record != nil {
      reader.requireKnownKeys(["department"], of: value, at: "favourites")
      _ = reader.text(value["department"], at: "favourites.department", most: 64)
    } else if (value.list ?? []).compactMap(\.string).count != value.list?.count {
      reader.note(
        "favourites",
        "a list of barcodes or { department = \"…\" } was expected, got \(value.shown)")
    }
  }

  /// The words with the store's buttons, in the store's order and without those it hides.
  static func take(_ words: Words, _ reader: StoreReader) -> Words {
    let value = reader.table["buttons"]
    guard value != .null else { return words }
    guard let fields = value.record else {
      reader.note("buttons", "a table by prompt was expected, got \(value.shown)")
      return words
    }
    reader.requireKnownKeys(Set(prompts.keys), of: value, at: "buttons")
    var words = words
    for (id, given) in fields.sorted(by: { $0.key < $1.key }) where prompts[id] != nil {
      for language in Language.allCases {
        guard let base = words.find(language, id) else { continue }
        var changed = base
        changed.buttons = buttons(given, base, id, language, reader)
        words[language, id] = changed
      }
    }
    return words
  }

  /// What is wrong is told of once, in the first language.
  private static func buttons(
    _ given: Value, _ base: PromptWords, _ id: String, _ language: Language, _ reader: StoreReader
  ) -> [Button] {
    let path = "buttons" + (id.contains(".") ? "[\"\(id)\"]" : ".\(id)")
    func note(_ path: String, _ problem: String) {
      if language == Language.allCases.first { reader.note(path, problem) }
    }
    let known = base.buttons.map(\.id)
    var named: [Button] = []
    for (index, item) in items(of: given).enumerated() {
      let path = "\(path)[\(index + 1)]"
      if let id = item.string {
        if let button = base.buttons.first(where: { $0.id == id }) {
          named.append(button)
        } else {
          note(path, "no button «\(id)»" + Spelling.remedy(id, among: known))
        }
      } else if let button = own(item, language) {
        if known.contains(button.id) || button.id == PromptRequest.wayOutButton {
          note(path, "«\(button.id)» is a stock button; give yours another id")
        } else if id == "sale", SaleAction.names.contains(button.id) {
          note(path, "«\(button.id)» is what a cashier does at the sale; give yours another id")
        }
        if language == Language.allCases.first {
          reader.noteWords(Wording(item.list?[1] ?? .null), path)
        }
        named.append(button)
      } else {
        note(
          path, "an id or { \"id\", label, function } was expected, got \(item.shown)")
      }
    }
    let twice = Dictionary(grouping: named, by: \.id).filter { $0.value.count > 1 }.keys.sorted()
    for id in twice { note(path, "the button «\(id)» stands there twice; keep one") }
    let hidden = hidden(given, id, known) { note("\(path).hide", $0) }
    for button in named where hidden.contains(button.id) {
      note(
        "\(path).hide",
        "«\(button.id)» stands among the buttons too; leave it out of one of them")
    }
    let all = named + base.buttons.filter { button in !named.contains { $0.id == button.id } }
    let shown = all.filter { !hidden.contains($0.id) }
    if shown.count > Self.shownMax {
      note(path, "at most \(Self.shownMax) buttons were expected, got \(shown.count)")
    }
    return shown
  }

  private static func items(of given: Value) -> [Value] {
    if let list = given.list { return list }
    var items: [Value] = []
    while case let item = given["\(items.count + 1)"], item != .null { items.append(item) }
    return items
  }

  /// A button of the store's own.
  private static func own(_ item: Value, _ language: Language) -> Button? {
    guard let parts = item.list, parts.count == 3, let id = parts[0].string, parts[2] == "function",
      let label = Wording(parts[1])?.text(language), !id.isEmpty, !label.isEmpty
    else { return nil }
    return Button(id: id, label: label)
  }

  private static func hidden(
    _ given: Value, _ prompt: String, _ known: [String], _ note: (String) -> Void
  ) -> Set<String> {
    let value = given["hide"]
    guard value != .null else { return [] }
    guard let ids = value.list?.compactMap(\.string), ids.count == value.list?.count else {
      note("a list of ids was expected, got \(value.shown)")
      return []
    }
    for id in ids where !known.contains(id) {
      note("no button «\(id)»" + Spelling.remedy(id, among: known))
    }
    for id in ids where prompts[prompt]?.contains(id) == true {
      note("«\(id)» is the way out of «\(prompt)»; leave it")
    }
    return Set(ids).subtracting(prompts[prompt] ?? [])
  }
}

/// Goods for one tap, as a store names them.
enum FavouriteGoods: Hashable, Sendable {
  case barcodes([String])
  case department(String)
}
