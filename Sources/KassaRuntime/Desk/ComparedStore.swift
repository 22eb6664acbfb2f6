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
  }

  /// One terminal of each provider of any of the stores, and one of each purpose.
  package static func terminals(of stores: [ComparedStore]) -> [Tried] {
    var found: [Tried] = []
    for store in stores {
      for provider in store.manifest.providers where provider.id != Provider.connected {
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

/// Numbers that a script is written with, by what they can mean.
package struct ScriptLiterals: Sendable {
  /// In kopecks.
  package private(set) var amounts: Set<Int64> = []
  /// Of the day.
  package private(set) var minutes: Set<Int> = []
  /// "2026-12-31".
  package private(set) var dates: Set<String> = []

  package init() {}

  package mutating func take(_ text: String) {
    var number = ""
    for character in text {
      if character.isASCIIDigit || [".", ":", "-", "_"].contains(character), number.count < 24 {
        number.append(character)
      } else {
        take(number: number)
        number = ""
      }
    }
    take(number: number)
  }

  package mutating func take(_ value: Value) {
    switch value {
    case .int(let number): take(kopecks: number)
    case .string(let text): take(text)
    case .list(let items): items.forEach { take($0) }
    case .null, .bool, .record: break
    }
  }

  private mutating func take(number: String) {
    guard !number.isEmpty else { return }
    let colons = number.split(separator: ":").compactMap { Int($0) }
    if number.contains(":"), colons.count == 2, (0..<24).contains(colons[0]) {
      minutes.insert(colons[0] * 60 + colons[1] % 60)
    } else if number.count == 10, number.split(separator: "-").count == 3 {
      dates.insert(number)
    } else if let whole = Int64(number) {
      take(kopecks: whole)
      // As roubles of `rub`, and as hours of a day.
      take(kopecks: whole.multipliedReportingOverflow(by: 100).partialValue)
      if (0..<24).contains(whole) { minutes.insert(Int(whole) * 60) }
      if (0..<1440).contains(whole) { minutes.insert(Int(whole)) }
    } else if let money = try? Money(parsing: number) {
      take(kopecks: money.kopecks)
    }
  }

  private mutating func take(kopecks: Int64) {
    if (1...Item.priceMax.kopecks).contains(kopecks) { amounts.insert(kopecks) }
  }
}
