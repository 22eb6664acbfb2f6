/// Which terminal a store's rules choose for a charge, and each rule that was looked at.
///
/// The same Lua decides as in a sale (`Scripts/lua/kassa/default_terminal.lua`).
package struct TerminalWhy: Hashable, Sendable {
  /// One rule that was looked at.
  package struct Step: Hashable, Sendable {
    /// The rule's own name, or "marked", "only" and "ask" of the stock library.
    package let rule: String
    package let held: Bool
    /// The reason's id: "chosen", "time", "no_terminal" and others.
    package let why: String
    /// The terminal that the rule chose.
    package let terminal: String?
    /// The line that a cashier reads about it.
    package let text: String
  }

  /// The charge that is asked about.
  package struct Question: Hashable, Sendable {
    package var amount: Money
    package var at: LocalTime
    /// The name of who asks; nil where nobody is signed in.
    package var cashier: String?
    /// The departments of the goods.
    package var departments: [String] = []

    package init(amount: Money, at: LocalTime) {
      self.amount = amount
      self.at = at
    }
  }

  /// The id of the terminal chosen; nil where the cashier is asked.
  package let terminal: String?
  /// The chosen terminal as people read it; nil where the cashier is asked.
  package let name: String?
  package let steps: [Step]
  /// Whether no terminal takes it: the sale says so, and nobody is asked.
  package let isNone: Bool
}

extension TerminalWhy {
  /// - Parameter folder: the till's data folder, which a till may use meanwhile; nil for a new till.
  /// - Throws: `StoreError`, `JournalError`.
  package init(
    _ question: Question, store: StoreBundle, folder: String?, language: Language
  ) throws {
    let till = try folder.map { try JournalReader(folder: $0).state().till }
    let loaded = try StoreLoading.load(store.with(.known(till?.core.parameters ?? [:])))
    let book = till?.terminals
    let terminals = TerminalList([], book ?? TerminalBook(), loaded.manifest.providers).all
    let choice = try StoreLoading.choice(
      store.bundle, loaded.manifest.parameters, facts: question.facts,
      terminals: .list(terminals.map(\.value)))
    terminal = choice.id
    isNone = choice.isNone
    name = terminals.first { $0.id == choice.id }?.name
    let words = loaded.manifest.words
    steps = (choice.trace.list ?? []).map { Step($0, words, language) }
  }
}

extension TerminalWhy.Step {
  /// As `Scripts/lua/kassa/why.lua` words it.
  fileprivate init(_ step: Value, _ words: Words, _ language: Language) {
    let title = { (id: String) in words.find(language, id)?.title }
    rule = step["rule"].string ?? ""
    held = step["held"].bool ?? false
    why = step["why"].string ?? ""
    terminal = step["terminal"].string
    let reason = title("rule.why.\(why)") ?? title("reason.\(why)") ?? why
    text = (title("rule.\(rule)") ?? rule) + ": " + (terminal.map { "\($0), " } ?? "") + reason
  }
}

extension TerminalWhy.Question {
  /// As `kassa/default_terminal.lua` takes them.
  var facts: Value {
    [
      "amount": .int(amount.kopecks), "minute": .int(Int64(at.hour * 60 + at.minute)),
      "weekday": .string(at.weekdayName), "date": .string(at.date),
      "cashier": cashier.map(Value.string) ?? .null,
      "departments": .list(departments.map(Value.string)),
    ]
  }
}
