import Synchronization

/// The words of one prompt in one language, with `{placeholders}` for its typed arguments.
struct PromptWords: Hashable, Sendable {
  var title: String?
  var body: String?
  /// In the order in which they are shown.
  var buttons: [Button]

  /// More would push what a prompt is about off the screen.
  static let buttonsMax = 16

  /// These words where they are given, those of `base` elsewhere; buttons named here come first, in
  /// this order.
  func over(_ base: PromptWords?) -> PromptWords {
    guard let base else { return self }
    let named = buttons.map { button in
      let known = base.buttons.first { $0.id == button.id }
      return Button(
        id: button.id, label: button.label.isEmpty ? known?.label ?? button.id : button.label)
    }
    let rest = base.buttons.filter { button in !buttons.contains { $0.id == button.id } }
    return PromptWords(
      title: title ?? base.title, body: body ?? base.body, buttons: named + rest)
  }
}

/// The words of every prompt, by language and id: the stock ones with a store's over them.
struct Words: Sendable {
  private var table: [Language: [String: PromptWords]] = [:]
  private var stock: [Language: [String: PromptWords]] = [:]

  subscript(language: Language, id: String) -> PromptWords? {
    get { table[language]?[id] }
    set { table[language, default: [:]][id] = newValue }
  }

  /// Every id that has words in `language`.
  func ids(_ language: Language) -> [String] { table[language].map { $0.keys.sorted() } ?? [] }

  /// Remembers the words so far as the stock ones.
  ///
  /// Every store reads the same ones from its bundle: where equal ones are known already, those are kept
  /// instead, which saves a hundred KiB a store.
  mutating func endStock() {
    table = Self.known.withLock { known in
      if let same = known.first(where: { $0 == table }) { return same }
      known = known.suffix(Self.knownMax - 1) + [table]
      return table
    }
    stock = table
  }

  /// Of this program's library, and of those that older bundles brought.
  private static let known = Mutex<[[Language: [String: PromptWords]]]>([])
  private static let knownMax = 8

  /// The stock library's words of `id`, whatever a store says.
  func stock(_ language: Language, _ id: String) -> PromptWords? { stock[language]?[id] }

  /// The words of `id`; Russian where the language asked for has none.
  func find(_ language: Language, _ id: String) -> PromptWords? {
    self[language, id] ?? self[.ru, id]
  }
}

/// Which typed arguments hold what, so that a placeholder is written as its value is meant.
enum ArgumentKind {
  case money, moment, duration, reason, plain

  init(name: String) {
    switch name {
    case "amount", "due", "got", "expected", "difference", "old", "change", "received", "total",
      "charged":
      self = .money
    case "time": self = .moment
    case "age": self = .duration
    case "reason": self = .reason
    default: self = .plain
    }
  }
}
