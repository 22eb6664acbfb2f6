/// One thing a cashier is asked or told, as a front end shows it.
///
/// A prompt is committed to the journal before any front end sees it. Its words are already in the
/// cashier's language; its kind says which answers count.
public struct Prompt: Codable, Hashable, Sendable {
  /// Which prompt of this till this is.
  ///
  /// An answer names it. The same prompt keeps its number over a restart.
  public let number: Int
  /// The stable name by which stores override words and tests expect prompts: "charge.window".
  public let id: String
  public let kind: PromptKind
  /// One line, in `language`.
  public let title: String
  /// What stands under the title, in `language`; may have several lines, or none.
  public let body: String
  public let buttons: [Button]
  /// The button that Enter takes.
  ///
  /// Never set where an answer is evidence about money.
  public let defaultButton: String?
  /// Whether the cashier may leave without an answer.
  public let mayCancel: Bool
  /// How long after it appears taps are ignored, in milliseconds, so that a tap meant for the
  /// prompt before it can't answer this one.
  public let quietMilliseconds: Int
  public let language: Language
  /// What an answer will do to money or to the till's terminals; nil where it does neither.
  ///
  /// No script words it. A front end shows it apart from the title and the text.
  public let effect: PromptEffect?

  package init(
    number: Int, id: String, kind: PromptKind, title: String, body: String, buttons: [Button],
    defaultButton: String? = nil, mayCancel: Bool = false, quietMilliseconds: Int = 0,
    language: Language, effect: PromptEffect? = nil
  ) {
    self.number = number
    self.id = id
    self.kind = kind
    self.title = title
    self.body = body
    self.buttons = buttons
    self.defaultButton = defaultButton
    self.mayCancel = mayCancel
    self.quietMilliseconds = quietMilliseconds
    self.language = language
    self.effect = effect
  }
}

/// A choice the cashier can tap.
public struct Button: Codable, Hashable, Sendable {
  /// What an answer names; the same in every language.
  public let id: String
  /// What the cashier reads, in the prompt's language.
  ///
  /// Where it says what happened to money, it begins with a sign of the runtime's own: ✓ charged, ✕ not
  /// charged, ↩ undone or given back, ≠ not undone, ? nobody knows. No other label begins so.
  public let label: String

  package init(id: String, label: String) {
    self.id = id
    self.label = label
  }
}

/// What kind of answer a prompt takes, beside its buttons.
public enum PromptKind: Codable, Hashable, Sendable {
  /// Information; a button acknowledges it.
  case tell
  /// A yes or a no, as buttons of these ids.
  case confirm
  /// One of the buttons.
  case choose
  /// An amount of money.
  case amount(AmountRule)
  /// A line of text.
  case text(TextRule)
  /// A line that no one else may see: it reaches neither scripts nor the journal.
  case secret(TextRule)
  /// What a terminal did, by the word of the person before it. Owned by the runtime.
  case outcome(OutcomeQuestion)
  /// A receipt being built.
  case sale(SaleView)
}

/// Which amounts a prompt accepts, both ends included.
public struct AmountRule: Codable, Hashable, Sendable {
  public let least: Money
  public let most: Money
  /// Offered for one tap, such as the exact sum and round notes above it.
  public let offered: [Money]

  package init(least: Money, most: Money, offered: [Money] = []) {
    self.least = least
    self.most = most
    self.offered = offered
  }
}

/// Which text a prompt accepts.
public struct TextRule: Codable, Hashable, Sendable {
  /// Which characters a text may have.
  public enum Format: String, Codable, Sendable {
    /// Anything printable that holds no card number.
    case free
    /// Decimal digits only; checked for card numbers all the same.
    case digits
    /// Letters A to Z and digits; small letters count as large ones.
    case code
    /// A phone (+7…) or an e-mail address, as tag 1008 takes it.
    case contact
  }

  public let format: Format
  /// In characters, both included.
  public let least: Int
  /// In characters, included.
  public let most: Int

  /// A line is typed by a person and stands in the journal.
  static let mostMax = 4096

  package init(format: Format, least: Int = 1, most: Int = 128) {
    self.format = format
    self.least = least
    self.most = most
  }
}

/// What an outcome prompt asks about.
///
/// Every front end shows the amount and the terminal.
public struct OutcomeQuestion: Codable, Hashable, Sendable {
  /// What the terminal was asked for.
  public enum Operation: String, Codable, Sendable { case charge, void }

  public let operation: Operation
  public let amount: Money
  /// As people read it.
  public let terminal: String
  /// When the attempt began.
  public let since: Moment

  package init(operation: Operation, amount: Money, terminal: String, since: Moment) {
    self.operation = operation
    self.amount = amount
    self.terminal = terminal
    self.since = since
  }
}
