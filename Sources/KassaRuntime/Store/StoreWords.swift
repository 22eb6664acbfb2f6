extension Words {
  /// The stock texts with a store's over them.
  ///
  /// Both are tables by language, then by prompt id: a title, or `title`, `body` and `buttons`, a list of
  /// `{ id, label }` or of ids alone, which keeps the label and sets the order.
  init(stock: Value, store: Value, _ reader: StoreReader) throws(StoreError) {
    self.init()
    for language in Language.allCases {
      for (id, words) in stock[language.rawValue].record ?? [:] {
        self[language, id] = try Self.words(words, "texts.\(language.rawValue).\(id)", reader)
      }
    }
    guard store != .null else { return }
    guard let languages = store.record else {
      throw reader.problem("texts", "a table by language was expected, got \(store.shown)")
    }
    for (code, texts) in languages.sorted(by: { $0.key < $1.key }) {
      guard let language = Language(rawValue: code), let texts = texts.record else {
        throw reader.problem("texts.\(code)", "a language with its texts was expected; use ru, en")
      }
      for (id, words) in texts.sorted(by: { $0.key < $1.key }) {
        let path = "texts.\(code)[\"\(id)\"]"
        guard let base = find(language, id) else {
          throw reader.problem(
            path, "no prompt «\(id)»" + Spelling.hint(id, among: ids(language)))
        }
        self[language, id] = try Self.words(words, path, reader).over(base)
      }
    }
  }

  private static func words(
    _ value: Value, _ path: String, _ reader: StoreReader
  ) throws(StoreError) -> PromptWords {
    if let title = value.string { return PromptWords(title: title, body: nil, buttons: []) }
    guard let fields = value.record else {
      throw reader.problem(path, "a title or a table was expected, got \(value.shown)")
    }
    for key in fields.keys.sorted() where !["title", "body", "buttons"].contains(key) {
      throw reader.problem(
        "\(path).\(key)", "unknown key" + Spelling.remedy(key, among: ["title", "body", "buttons"]))
    }
    for key in ["title", "body"] where value[key] != .null && value[key].string == nil {
      throw reader.problem(
        "\(path).\(key)", "a string was expected, got \(value[key].shown)")
    }
    guard let buttons = value["buttons"] == .null ? [] : Self.buttons(value["buttons"]) else {
      throw reader.problem(
        "\(path).buttons",
        "a list of ids or { id, label } was expected, got \(value["buttons"].shown)")
    }
    return PromptWords(
      title: value["title"].string, body: value["body"].string, buttons: buttons)
  }

  /// A list of `{ id, label }` or of bare ids.
  static func buttons(_ value: Value) -> [Button]? {
    guard let items = value.list else { return nil }
    var buttons: [Button] = []
    for item in items {
      if let id = item.string {
        buttons.append(Button(id: id, label: ""))
      } else if let pair = item.list, pair.count == 2, let id = pair[0].string,
        let label = pair[1].string
      {
        buttons.append(Button(id: id, label: label))
      } else {
        return nil
      }
    }
    return buttons
  }
}
