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
  /// How long after it appears nothing that a person does ends it, in milliseconds.
  ///
  /// Above zero where an answer moves money: such a prompt takes only what was meant for it. What a
  /// program answers counts as it comes.
  public let quietMilliseconds: Int
  /// Whether a scan is an answer to it, as a text; at a sale a scan adds, whatever stands here.
  public let takesScan: Bool
  /// How many scans wait for a receipt that can take them.
  public private(set) var scansWaiting = 0
  /// Who stands at the till; nil where nobody has signed in, or has still to say who they are.
  public private(set) var cashier: String?
  public let language: Language
  /// What an answer will do to money or to the till's terminals; nil where it does neither.
  ///
  /// No script words it. A front end shows it apart from the title and the text.
  public let effect: PromptEffect?
  /// The sums of a slip that shows another one than was due; nil elsewhere.
  public let mismatch: SlipMismatch?
  /// The device that works meanwhile, and may end the prompt at any time; nil where none does.
  public let wait: TillWait?

  package init(
    number: Int, id: String, kind: PromptKind, title: String, body: String, buttons: [Button],
    defaultButton: String? = nil, mayCancel: Bool = false, quietMilliseconds: Int = 0,
    takesScan: Bool = false, language: Language, effect: PromptEffect? = nil,
    mismatch: SlipMismatch? = nil, wait: TillWait? = nil
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
    self.takesScan = takesScan
    self.language = language
    self.effect = effect
    self.mismatch = mismatch
    self.wait = wait
  }

  /// This prompt, beside which so many scans wait, put to whom.
  package func with(scansWaiting count: Int, cashier: String?) -> Prompt {
    var prompt = self
    (prompt.scansWaiting, prompt.cashier) = (count, cashier)
    return prompt
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
  /// The number it is chosen by, from 1: the same whatever else is offered; its place where none is given.
  public let key: Int?
  /// Where it stands; nil where it has no place of its own.
  public let place: ButtonPlace?
  /// What it stands for, whatever its id and label; nil where that needs no look of its own.
  public let role: ButtonRole?
  /// What a long press on it offers; nil where it offers nothing.
  public let menu: [MenuItem]?

  /// Whether it is the till's own way past a script.
  package var isWayOut: Bool { id == PromptRequest.wayOutButton }

  package init(
    id: String, label: String, key: Int? = nil, place: ButtonPlace? = nil, role: ButtonRole? = nil,
    menu: [MenuItem]? = nil
  ) {
    self.id = id
    self.label = label
    self.key = key
    self.place = place
    self.role = role
    self.menu = menu
  }
}

/// What a long press on a button offers: answered by its id, as a button is.
public struct MenuItem: Codable, Hashable, Sendable {
  /// What an answer names; no button of the prompt has it.
  public let id: String
  /// What the cashier reads, in the prompt's language.
  public let label: String
}

extension Prompt {
  /// The label under which `id` is offered, as a button or in one's menu; nil where it is not.
  package func label(of id: String) -> String? {
    buttons.first { $0.id == id }?.label
      ?? buttons.lazy.flatMap { $0.menu ?? [] }.first { $0.id == id }?.label
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
  /// Figures, one for each field; a field left empty is nothing.
  case count(CountRule)
}

/// Which amounts a prompt accepts, both ends included.
public struct AmountRule: Codable, JSONCoded, Hashable, Sendable {
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
  public enum Format: String, Codable, JSONCoded, Sendable {
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
  /// Whether the buttons are finds that what is typed narrows; a number chooses one of them.
  public let narrows: Bool

  /// A line is typed by a person and stands in the journal.
  static let mostMax = 4096

  package init(format: Format, least: Int = 1, most: Int = 128, narrows: Bool = false) {
    self.format = format
    self.least = least
    self.most = most
    self.narrows = narrows
  }
}

extension TextRule {
  private enum Key: String, CodingKey { case format, least, most, narrows }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    format = try container.decode(Format.self, forKey: .format)
    least = try container.decode(Int.self, forKey: .least)
    most = try container.decode(Int.self, forKey: .most)
    narrows = try container.decodeIfPresent(Bool.self, forKey: .narrows) ?? false
  }

  /// As journals before it had lists to narrow, where it has none.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(format, forKey: .format)
    try container.encode(least, forKey: .least)
    try container.encode(most, forKey: .most)
    if narrows { try container.encode(narrows, forKey: .narrows) }
  }
}

/// What an outcome prompt asks about.
///
/// Every front end shows the amount and the terminal.
public struct OutcomeQuestion: Codable, Hashable, Sendable {
  /// What the terminal was asked for.
  public enum Operation: String, Codable, Sendable { case charge, void, refund }

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

extension TextRule: JSONCoded {
  package func write(to json: inout JSONWriter) {
    json.record { json in
      json.field("format", format)
      json.field("least", least)
      json.field("most", most)
      json.field("narrows", narrows ? true : nil)
    }
  }

  package init(json: JSONNode) throws {
    var fields = try json.fields()
    format = try fields.take("format")
    least = try fields.take("least")
    most = try fields.take("most")
    narrows = try fields.find("narrows") ?? false
  }
}
