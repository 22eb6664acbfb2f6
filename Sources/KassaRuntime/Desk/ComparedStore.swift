/// What a store says of itself without running any of its flows: what two scripts are compared by first.
package final class ComparedStore {
  /// The words of one prompt in one language.
  package struct Worded: Hashable, Sendable {
    package let title, body: String
    package let buttons: [Button]
  }

  package let script: ShadowScript
  package let manifest: StoreManifest
  /// The store's table; each function is the text "function".
  package let table: Value
  private let reader: StoreReader
  /// What its parameters are, by name.
  package let parameters: [String: Value]

  /// - Throws: `StoreError`, the first of several.
  package init(_ store: StoreBundle) throws(StoreError) {
    let (manifest, reader) = try StoreLoading.read(store.bundle, .examples)
    if let first = reader.problems.first { throw first }
    (script, table) = (ShadowScript(store.bundle), reader.table)
    (self.manifest, self.reader) = (manifest, reader)
    parameters = manifest.parameters
  }

  /// The file and line of the key at `path`: "leto/store.lua:12".
  package func place(of path: String) -> String { reader.place(of: path) }

  /// The points that its listeners and its chain's hear, with the line of the first of each.
  package var points: [String: String] { manifest.terms.hooks }

  /// The ids of all prompts that have words.
  package var promptIDs: Set<String> {
    Set(Language.allCases.flatMap { manifest.words.ids($0) })
  }

  package func words(_ id: String, _ language: Language) -> Worded? {
    manifest.words.find(language, id).map {
      Worded(title: $0.title ?? "", body: $0.body ?? "", buttons: $0.buttons)
    }
  }

  /// The ids of prompts that have words of the store's own in `language`.
  package func ownWords(_ language: Language) -> Set<String> {
    let words = manifest.words
    return Set(words.ids(language).filter { words[language, $0] != words.stock(language, $0) })
  }
}

extension ComparedStore {
  /// Whether a function or a table of the store's or the chain's gives words in `language`.
  package func hasWords(in language: Language) -> Bool {
    let stock = Bundle.Role.stock.rawValue + "/"
    return script.bundle.files.contains { path, text in
      !path.hasPrefix(stock)
        && LuaTokens(text).tokens.contains { $0.token == .name(language.rawValue) }
    }
  }

  /// What terminals are made from: ids and titles, in the store's order.
  package var providers: [NamedProvider] {
    manifest.providers.map { NamedProvider(id: $0.id, title: $0.terminalName) }
  }

  package struct NamedProvider: Hashable, Sendable {
    package let id, title: String
  }
}

// MARK: - Default terminals

extension ComparedStore {
  /// A terminal that a till may have.
  package struct Tried: Hashable, Sendable {
    package let id, name, provider: String
    package let purpose: String?

    /// The same where its provider has another id.
    package func renamed(_ ids: [String: String]) -> Tried {
      Tried(id: id, name: name, provider: ids[provider] ?? provider, purpose: purpose)
    }
  }

  /// One terminal of each provider of any of the stores, and one of each purpose.
  ///
  /// - Parameter renamed: providers that have another id in one that comes later.
  package static func terminals(
    of stores: [ComparedStore], renamed: [String: String] = [:]
  ) -> [Tried] {
    var found: [Tried] = []
    for store in stores {
      for provider in store.manifest.providers
      where provider.id != Provider.connected && !renamed.values.contains(provider.id) {
        let tried = Tried(
          id: "of-\(provider.id)", name: provider.terminalName, provider: provider.id, purpose: nil)
        if !found.contains(where: { $0.id == tried.id }) { found.append(tried) }
      }
    }
    guard let first = found.first else { return [] }
    for store in stores {
      for (id, title) in (store.table["purposes"].record ?? [:]).sorted(by: { $0.key < $1.key }) {
        let tried = Tried(
          id: "for-\(id)", name: Wording(title)?.text(.ru) ?? id, provider: first.provider,
          purpose: id)
        if !found.contains(where: { $0.id == tried.id }) { found.append(tried) }
      }
    }
    return found
  }

  /// Where each charge goes: the id of the terminal, "ask" or "none", and the rule.
  ///
  /// - Parameters:
  ///   - terminals: those of the till; the first is marked, the last was used last.
  package func choices(
    _ questions: [TerminalWhy.Question], _ terminals: [Tried]
  ) throws(StoreError) -> [(id: String, rule: String)] {
    var book = TerminalBook()
    book.all = terminals.map { tried in
      var terminal = ConfiguredTerminal(id: tried.id, name: tried.name, provider: tried.provider)
      terminal.purpose = tried.purpose
      return terminal
    }
    book.marked = terminals.first?.id
    book.lastUsed = terminals.last?.id
    let listed = TerminalList([], book, manifest.providers).value
    var chosen: [(id: String, rule: String)] = []
    for batch in stride(from: 0, to: questions.count, by: Self.batch) {
      let part = questions[batch..<min(batch + Self.batch, questions.count)]
      chosen += try StoreLoading.choices(
        script.bundle, parameters, facts: part.map(\.facts), terminals: listed)
    }
    return chosen
  }

  /// A machine's budget is far above these.
  private static let batch = 1_000

  /// Every whole number, amount, time of day and date that the store's and the chain's files name: what
  /// its rules and functions may tell apart by.
  package var literals: ScriptLiterals {
    var literals = ScriptLiterals()
    for (path, text) in script.bundle.files where !path.hasPrefix(Bundle.Role.stock.rawValue) {
      literals.take(text)
    }
    for value in parameters.values { literals.take(value) }
    return literals
  }
}

extension ComparedStore {
  /// All names and texts of the store's and the chain's files: a function that reads a field of what it is
  /// given has the field's name among them.
  package var vocabulary: Set<String> {
    var words: Set<String> = []
    for chunk in script.bundle.modules.values where !chunk.name.hasPrefix("kassa/") {
      for (token, _) in LuaTokens(String(decoding: chunk.source, as: UTF8.self)).tokens {
        switch token {
        case .name(let word), .string(let word): words.insert(word)
        case .other, .mark: break
        }
      }
    }
    return words
  }

  /// Where the store's and the chain's files have each text first: "leto/store.lua:12".
  package var textPlaces: [String: String] {
    var places: [String: String] = [:]
    for (_, chunk) in script.bundle.modules.sorted(by: { $0.key < $1.key })
    where !chunk.name.hasPrefix("kassa/") {
      let source = String(decoding: chunk.source, as: UTF8.self)
      for (token, line) in LuaTokens(source).tokens {
        guard case .string(let text) = token, places[text] == nil else { continue }
        places[text] = "\(chunk.name):\(line)"
      }
    }
    return places
  }
}
