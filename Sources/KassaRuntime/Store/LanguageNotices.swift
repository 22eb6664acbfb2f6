/// Words that a store leaves out in a language it uses elsewhere: the cashier then reads another.
package enum LanguageNotices {
  static func note(_ words: Words, _ reader: StoreReader) {
    let texts = reader.table["texts"].record ?? [:]
    let given = Language.allCases.filter { texts[$0.rawValue]?.record?.isEmpty == false }
    let used = reader.worded.reduce(into: Set(given)) { $0.formUnion($1.languages) }
    reader.noteLanguages(used, leftOut: notices(Set(Language.allCases), texts, words, reader))
    guard used.count > 1 else { return }
    for (path, text) in notices(used, texts, words, reader) { reader.notice(path, text) }
  }

  /// What is left out where the store uses these languages.
  private static func notices(
    _ used: Set<Language>, _ texts: [String: Value], _ words: Words, _ reader: StoreReader
  ) -> [(path: String, text: String)] {
    let worded = reader.worded.flatMap { path, languages in
      used.subtracting(languages).inOrder.map { (path, text($0, besides: languages)) }
    }
    return worded + ownTexts(texts, used, words)
  }

  /// Prompts of the store's own have no stock words to fall back on.
  private static func ownTexts(
    _ texts: [String: Value], _ used: Set<Language>, _ words: Words
  ) -> [(path: String, text: String)] {
    var languages: [String: Set<Language>] = [:]
    for language in Language.allCases {
      for id in (texts[language.rawValue]?.record ?? [:]).keys where !words.isStock(id) {
        languages[id, default: []].insert(language)
      }
    }
    return languages.sorted { $0.key < $1.key }.flatMap { id, found in
      used.subtracting(found).inOrder.compactMap { missing in
        found.inOrder.first.map { first in
          (
            "texts.\(first.rawValue)[\"\(id)\"]",
            Self.missing(missing) + "add texts.\(missing.rawValue)[\"\(id)\"]"
          )
        }
      }
    }
  }
}

extension LanguageNotices {
  /// What is said of words in `languages` alone.
  package static func text(_ missing: Language, besides languages: Set<Language>) -> String {
    let known = languages.contains(.ru) ? Language.ru : .en
    return Self.missing(missing)
      + "write { \(known.rawValue) = …, \(missing.rawValue) = … }"
  }

  private static func missing(_ language: Language) -> String {
    "no words in «\(language.rawValue)», which this store has elsewhere; "
  }
}

extension Words {
  /// Whether the stock library has words of that id, in any language.
  fileprivate func isStock(_ id: String) -> Bool {
    Language.allCases.contains { stock($0, id) != nil }
  }
}

extension Set<Language> {
  package var inOrder: [Language] { sorted { $0.rawValue < $1.rawValue } }
}
