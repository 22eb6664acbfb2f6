/// Words that a store leaves out in a language it uses elsewhere: the cashier then reads another.
enum LanguageNotices {
  static func note(_ words: Words, _ reader: StoreReader) {
    let texts = reader.table["texts"].record ?? [:]
    let given = Language.allCases.filter { texts[$0.rawValue]?.record?.isEmpty == false }
    let used = reader.worded.reduce(into: Set(given)) { $0.formUnion($1.languages) }
    guard used.count > 1 else { return }
    for (path, languages) in reader.worded {
      let known = languages.contains(.ru) ? Language.ru : .en
      for missing in used.subtracting(languages).inOrder {
        note(missing, path, "write { \(known.rawValue) = …, \(missing.rawValue) = … }", reader)
      }
    }
    noteOwnTexts(texts, used, words, reader)
  }

  /// Prompts of the store's own have no stock words to fall back on.
  private static func noteOwnTexts(
    _ texts: [String: Value], _ used: Set<Language>, _ words: Words, _ reader: StoreReader
  ) {
    var languages: [String: Set<Language>] = [:]
    for language in Language.allCases {
      for id in (texts[language.rawValue]?.record ?? [:]).keys where !words.isStock(id) {
        languages[id, default: []].insert(language)
      }
    }
    for (id, found) in languages.sorted(by: { $0.key < $1.key }) {
      guard let first = found.inOrder.first else { continue }
      for missing in used.subtracting(found).inOrder {
        let path = "texts.\(first.rawValue)[\"\(id)\"]"
        note(missing, path, "add texts.\(missing.rawValue)[\"\(id)\"]", reader)
      }
    }
  }

  private static func note(
    _ language: Language, _ path: String, _ remedy: String, _ reader: StoreReader
  ) {
    reader.notice(
      path, "no words in «\(language.rawValue)», which this store has elsewhere; " + remedy)
  }
}

extension Words {
  /// Whether the stock library has words of that id, in any language.
  fileprivate func isStock(_ id: String) -> Bool {
    Language.allCases.contains { stock($0, id) != nil }
  }
}

extension Set<Language> {
  fileprivate var inOrder: [Language] { sorted { $0.rawValue < $1.rawValue } }
}
