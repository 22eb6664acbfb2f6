extension Words {
  /// The stock texts: a table by language, then by prompt id: a title, or `title`, `body` and `buttons`, a
  /// list of `{ id, label }` or of ids alone, which keeps the label and sets the order.
  init(stock: Value, _ reader: StoreReader) {
    self.init()
    for language in Language.allCases {
      for (id, words) in stock[language.rawValue].record ?? [:] {
        self[language, id] = Self.words(words, "texts.\(language.rawValue).\(id)", reader)
      }
    }
    endStock()
  }

  /// The same with a store's over them, a table of the same kind.
  ///
  /// - Parameter providers: the store's, with the ids of their own outcomes.
  func taking(_ store: Value, _ providers: [Provider], _ reader: StoreReader) -> Words {
    var words = self
    if store != .null { words.take(store, providers, reader) }
    return words
  }

  private mutating func take(_ store: Value, _ providers: [Provider], _ reader: StoreReader) {
    guard let languages = store.record else {
      return reader.note("texts", "a table by language was expected, got \(store.shown)")
    }
    let stock = ids(.ru)
    let families = Set(stock.map(Self.family))
    for (code, texts) in languages.sorted(by: { $0.key < $1.key }) {
      guard let language = Language(rawValue: code), let texts = texts.record else {
        reader.note("texts.\(code)", "a language with its texts was expected; use ru, en")
        continue
      }
      for (id, words) in texts.sorted(by: { $0.key < $1.key }) {
        let path = "texts.\(code)[\"\(id)\"]"
        guard let base = find(language, id) else {
          if id.hasPrefix(PageWords.prefix) {
            let own = PageWords.ids.map { PageWords.prefix + $0 }
            guard own.contains(id) else {
              reader.note(path, "no word «\(id)» of the page" + Spelling.hint(id, among: own))
              continue
            }
            self[language, id] = Self.words(words, path, reader)
          } else if Self.isMeantAsStock(id, families) {
            reader.note(path, "no prompt «\(id)»" + Spelling.hint(id, among: stock))
          } else {
            let given = Self.words(words, path, reader)
            MoneyWordsNotices.note(given, id, providers, path, reader)
            self[language, id] = given
          }
          continue
        }
        let given = Self.words(words, path, reader)
        MoneyWordsNotices.note(given, id, providers, path, reader)
        WordsNotices.note(
          given, over: [base, find(.en, id), find(.ru, id)].compactMap(\.self), path, reader)
        self[language, id] = given.over(base)
      }
    }
  }

  /// Whether an unknown id is a slip of the finger in one of the stock library's.
  ///
  /// By its first word, as that stands there or nearly so: a store's own ids begin otherwise.
  private static func isMeantAsStock(_ id: String, _ families: Set<String>) -> Bool {
    families.contains(family(id))
      || Spelling.nearest(to: family(id), among: Array(families)) != nil
  }

  private static func family(_ id: String) -> String { String(id.prefix { $0 != "." }) }

  private static func words(_ value: Value, _ path: String, _ reader: StoreReader) -> PromptWords {
    let none = PromptWords(title: nil, body: nil, buttons: [])
    if let title = value.string { return PromptWords(title: title, body: nil, buttons: []) }
    guard value.record != nil else {
      reader.note(path, "a title or a table was expected, got \(value.shown)")
      return none
    }
    reader.requireKnownKeys(["title", "body", "buttons"], of: value, at: path)
    for key in ["title", "body"] where value[key] != .null && value[key].string == nil {
      reader.note("\(path).\(key)", "a string was expected, got \(value[key].shown)")
    }
    guard let buttons = value["buttons"] == .null ? [] : Self.buttons(value["buttons"]) else {
      reader.note(
        "\(path).buttons",
        "a list of ids or { id, label } was expected, got \(value["buttons"].shown)")
      return none
    }
    if buttons.count > PromptWords.buttonsMax {
      reader.note(
        "\(path).buttons",
        "at most \(PromptWords.buttonsMax) buttons were expected, got \(buttons.count)")
    }
    return PromptWords(
      title: value["title"].string, body: value["body"].string, buttons: buttons)
  }

  /// A list of `{ id, label }` or of bare ids; a label is words.
  static func buttons(_ value: Value, in language: Language = .ru) -> [Button]? {
    guard let items = value.list else { return nil }
    var buttons: [Button] = []
    for item in items {
      if let id = item.string {
        buttons.append(Button(id: id, label: ""))
      } else if let pair = item.list, pair.count == 2, let id = pair[0].string,
        let label = Wording(pair[1])
      {
        buttons.append(Button(id: id, label: label.text(language)))
      } else {
        return nil
      }
    }
    return buttons
  }
}
