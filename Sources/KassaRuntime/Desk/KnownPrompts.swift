/// The prompts that have words, the stock ones and a store's: what their buttons are, who asks them.
package struct KnownPrompts: Sendable {
  private let words: Words
  private let providers: [Provider]
  /// Every id that has words.
  package let ids: [String]

  init(_ manifest: StoreManifest) {
    (words, providers) = (manifest.words, manifest.providers)
    ids = Set(Language.allCases.flatMap { manifest.words.ids($0) }).sorted()
  }

  package func has(_ id: String) -> Bool {
    Language.allCases.contains { words[$0, id] != nil }
  }

  /// Whether somebody may be asked so, by a script or by the till itself.
  package func isAsked(_ id: String) -> Bool {
    has(id) || PersonWords.ids.contains(id) || MoneyPrompts.row(id, providers) != nil
  }

  /// The ids of its buttons in any language.
  package func buttons(of id: String) -> Set<String> {
    Set(Language.allCases.flatMap { words[$0, id]?.buttons.map(\.id) ?? [] })
  }

  /// What its words have in braces, in any language.
  package func arguments(of id: String) -> Set<String> {
    Set(Language.allCases.flatMap { words[$0, id]?.placeholders ?? [] })
  }

  /// The ids of all the buttons there are.
  package var buttons: Set<String> { Set(ids.flatMap { buttons(of: $0) }) }

  /// The calls that ask it, where it is about money; nil where any may.
  package func askers(of id: String) -> Set<String>? {
    MoneyPrompts.row(id, providers).map { Set($0.askers.map(\.rawValue)) }
  }
}
