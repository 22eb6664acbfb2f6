/// Which terminal a store's rules choose for a charge, and each rule that was looked at.
///
/// The same Lua decides as in a sale (`Scripts/lua/kassa/default_terminal.lua`).
public struct TerminalWhy: Hashable, Sendable {
  /// One rule that was looked at.
  public struct Step: Hashable, Sendable {
    /// The rule's own name, or "marked", "only" and "ask" of the stock library.
    public let rule: String
    public let held: Bool
    /// The reason's id: "chosen", "time", "no_terminal" and others.
    public let why: String
    /// The terminal that the rule chose.
    public let terminal: String?
    /// The line that a cashier reads about it.
    public let text: String
  }

  /// The charge that is asked about.
  public struct Question: Hashable, Sendable {
    public var amount: Money
    public var at: LocalTime
    /// The name of who asks; nil where nobody is signed in.
    public var cashier: String?
    /// The departments of the goods.
    public var departments: [String] = []

    public init(amount: Money, at: LocalTime) {
      self.amount = amount
      self.at = at
    }
  }

  /// The id of the terminal chosen; nil where the cashier is asked.
  public let terminal: String?
  /// The chosen terminal as people read it; nil where the cashier is asked.
  public let name: String?
  public let steps: [Step]
}

extension TerminalWhy {
  /// - Parameter folder: the till's data folder, which a till may use meanwhile; nil for a new till.
  /// - Throws: `StoreError`, `JournalError`.
  public init(
    _ question: Question, store: StoreBundle, folder: String?, language: Language
  ) throws {
    let loaded = try StoreLoading.load(store.bundle)
    let book = try folder.map { try JournalReader(folder: $0).state().till.terminals }
    let terminals = TerminalList([], book ?? TerminalBook(), loaded.manifest.providers).value
    let choice = try StoreLoading.choice(
      store.bundle, facts: question.facts, terminals: terminals)
    let known = terminals.list ?? []
    terminal = choice.id
    name = known.first { $0["id"].string == choice.id }?["name"].string
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
  fileprivate var facts: Value {
    [
      "amount": .int(amount.kopecks), "minute": .int(Int64(at.hour * 60 + at.minute)),
      "weekday": .string(at.weekdayName), "date": .string(at.date),
      "cashier": cashier.map(Value.string) ?? .null,
      "departments": .list(departments.map(Value.string)),
    ]
  }
}
