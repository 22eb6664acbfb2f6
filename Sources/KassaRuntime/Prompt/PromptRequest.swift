/// What a script asks a cashier, before it has words.
///
/// Replay compares requests: the id, the kind, the typed arguments and the buttons, never the words.
package struct PromptRequest: JSONCoded, Hashable, Sendable {
  let id: String
  let kind: RequestKind
  let arguments: [String: Value]
  /// The buttons' ids in the script's order; empty takes them from the words of `id`.
  let buttons: [String]
  /// Buttons of the words that are left out this time.
  let hidden: [String]
  let defaultButton: String?
  let mayCancel: Bool
  package let use: AnswerUse
  /// Words given in the call itself; they win over those of `id`.
  let words: Unrecorded<PromptWords?>
  /// Whether a scan answers it; absent for no.
  var takesScan: Bool?
  /// What a yes sends another way; absent where it sends nothing.
  var move: AskedMove?
  /// What long presses on the buttons of those ids offer; absent where nothing.
  var menus: [String: [String]]?
  /// Under which labels, by id.
  var menuLabels = Unrecorded<[String: String]?>(nil)
  /// Where the script wants buttons to stand, by id.
  var places = Unrecorded<[String: ButtonPlace]?>(nil)
  /// Which of its buttons is chosen so far.
  var chosen = Unrecorded<String?>(nil)
  /// Where the store's script stands, where the cashier may go on without it.
  var wayOut = Unrecorded<String?>(nil)
}

extension PromptRequest {
  /// Where the store's own code asks it; nil where the stock flow does, or nobody remembers.
  package var storePlace: String? { wayOut.value }

  /// The button of the way out: the till's own, beside those of a store.
  static let wayOutButton = "way_out"
}

extension PromptRequest {
  /// This outcome prompt, once its attempt has a number.
  func about(attempt id: Int) -> PromptRequest {
    PromptRequest(
      id: self.id, kind: .outcome(attempt: id), arguments: arguments, buttons: buttons,
      hidden: hidden, defaultButton: nil, mayCancel: false, use: .outcome(attempt: id), words: words
    )
  }
}

extension PromptRequest {
  /// Whether somebody who came after it was asked by a yes that is over can only leave it.
  var isLeftWithoutYes: Bool {
    mayCancel && kind != .sale && (use == .script || use == .address)
  }
}

/// The kind of a prompt as a script asks for it.
enum RequestKind: JSONCoded, Hashable, Sendable {
  case tell
  case confirm
  case choose
  case amount(rule: AmountRule)
  case text(rule: TextRule)
  case secret(rule: TextRule)
  /// About the attempt of that number.
  case outcome(attempt: Int)
  case sale
  case count(rule: CountRule)
}

/// What the runtime does with an answer before the script sees it.
///
/// Everything that is evidence about money has a use of its own; `script` moves none.
package enum AnswerUse: JSONCoded, Hashable, Sendable {
  case script
  case outcome(attempt: Int)
  case slipAmount(attempt: Int)
  /// What the slip shows there, or that it does not.
  case slipField(attempt: Int, field: SlipField)
  /// The PIN of that senior, who says that a charge was taken of which there is no slip.
  case slipReplaced(attempt: Int, by: String)
  /// The choice after a slip that shows less: paying the rest accepts what the slip shows.
  case slipVerdict(attempt: Int)
  /// Whether a charge whose slip shows another amount was undone on the terminal.
  case mismatchVoided(attempt: Int)
  /// Whether the difference of a slip that shows more went back to the customer.
  case differenceReturned(attempt: Int)
  case cashReceived
  case cashReturned
  case confirmed(kind: TenderKind, amount: Money)
  /// The answer is compared with the cashier's PIN; only the verdict is kept.
  case pin(cashier: String)
  /// The answer becomes the cashier's PIN at this till, once it was typed a second time.
  case newPIN(cashier: String)
  /// The answer is compared with the PIN just chosen; where it is the same, that one is kept.
  case repeatedPIN(cashier: String)
  /// The answer is compared with that person's PIN, who allows what asks for the role; whoever is
  /// signed in stays so.
  case allowance(role: Role, by: String)
  /// The answer is compared with that senior's PIN, who has seen to a charge that its terminal has not
  /// confirmed.
  case strike(charge: ChargeKey, by: String)
  /// The answer is compared with that senior's PIN, by whose word nobody wants the paper of a document.
  case paperStrike(document: Int, by: String)
  /// The answer is compared with that technician's PIN, who has seen to a call of a service that nobody
  /// knows of, or to all of that service.
  case settlement(service: String, key: String?, by: String)
  /// The answer is compared with that senior's PIN, who lets the cashier choose a new one.
  case newPINAllowance(cashier: String, by: String)
  /// The answer is where a connected terminal listens; no script learns it.
  case address
  /// Whether that person goes on past a guard of the store, for this receipt or, where entitled to it,
  /// until the shift is closed.
  case guardLift(guard: String, by: String, isEntitled: Bool)
  /// The senior has seen who went on past guards without being entitled to it.
  case liftsSeen(by: String)
  /// Whether the store's script sells again, by the word of that senior.
  case scriptRestored(by: String)
  /// The answer is what that person gives a parameter of the script at this till.
  case parameter(name: String, by: String)
  /// The answer is compared with that senior's PIN, who says yes to a return as it stands.
  case returnPIN(by: String)
  /// Whether that person says yes to a return as it stands, where no senior has to.
  case returnConfirmed(by: String)
  /// Whether what is left of a return goes back in cash.
  case cashPromised
  /// The cash of a printed return was handed over.
  case cashHandedOver
  /// The senior has seen which returns no senior said yes to: so many, the largest; all where nothing is said.
  case returnsSeen(by: String, shown: Int? = nil)
  /// Whether the shift is closed.
  case closing
  /// Whether a receipt of nothing is printed.
  case printNothing
  /// About the drawer, or a terminal's own report.
  case drawer(use: DrawerUse)
  /// The number of a slip of that terminal that a correction counts as card money.
  case correctionSlip(terminal: TerminalReference)
  /// Whether both documents of a correction are printed as they stand; by whoever is signed in, who is a
  /// senior or not, and what stands for a second person where there is none.
  case correctionConfirmed(isSenior: Bool, reason: String?)
}

extension PromptRequest {
  /// What `answer` gives a parameter; nil where this request asks for none, or it is none.
  func parameterValue(of answer: Answer) -> Value? {
    guard case .parameter = use else { return nil }
    switch (answer, kind) {
    case (.amount(let amount), _): return .int(amount.kopecks)
    case (.text(let text), .text(let rule)):
      return rule.format == .digits ? Int64(text).map(Value.int) ?? .string(text) : .string(text)
    case (.button(let id), .confirm): return .bool(id == "yes")
    case (.button(let id), .choose): return .string(id)
    default: return nil
    }
  }
}

extension AnswerUse {
  /// Whether the answer is evidence about money: such a prompt takes only what a person meant.
  var isAboutMoney: Bool {
    switch self {
    case .outcome, .slipAmount, .slipField, .slipReplaced, .slipVerdict, .mismatchVoided,
      .differenceReturned, .cashReceived, .cashReturned, .confirmed, .guardLift, .closing,
      .printNothing, .returnConfirmed, .cashPromised, .cashHandedOver, .drawer, .correctionSlip,
      .correctionConfirmed:
      true
    case .script, .pin, .newPIN, .repeatedPIN, .allowance, .strike, .paperStrike, .settlement,
      .newPINAllowance, .liftsSeen, .scriptRestored, .address, .parameter, .returnPIN, .returnsSeen:
      false
    }
  }

  /// Whose PIN the answer is compared with, so that a wrong one counts as a guess at it.
  var guessedPIN: String? {
    switch self {
    case .pin(let name), .repeatedPIN(let name), .allowance(_, let name), .strike(_, let name),
      .paperStrike(_, let name), .settlement(_, _, let name), .newPINAllowance(_, let name),
      .slipReplaced(_, let name),
      .returnPIN(let name):
      name
    case .returnConfirmed, .cashPromised, .cashHandedOver, .returnsSeen, .script, .outcome,
      .slipAmount, .slipField, .slipVerdict, .mismatchVoided,
      .differenceReturned, .cashReceived, .cashReturned, .confirmed, .newPIN, .guardLift,
      .liftsSeen, .scriptRestored, .closing, .printNothing, .address, .parameter, .drawer,
      .correctionSlip, .correctionConfirmed:
      nil
    }
  }

  /// Whether it is asked of one person by what they may: nobody who comes after them says yes to it.
  var isOnePersons: Bool {
    switch self {
    case .guardLift, .liftsSeen, .scriptRestored, .parameter, .returnConfirmed, .returnsSeen,
      .correctionConfirmed:
      true
    case .script, .outcome, .slipAmount, .slipField, .slipReplaced, .slipVerdict, .mismatchVoided,
      .differenceReturned, .cashReceived, .cashReturned, .confirmed, .pin, .newPIN, .repeatedPIN,
      .allowance, .strike, .paperStrike, .settlement, .newPINAllowance, .closing, .printNothing,
      .address, .returnPIN, .cashPromised, .cashHandedOver, .drawer, .correctionSlip:
      false
    }
  }

  /// Whether somebody beside the cashier says yes.
  package var isAllowance: Bool { if case .allowance = self { true } else { false } }

  /// Whether the answer says that money went back.
  var isUndoing: Bool {
    switch self {
    case .mismatchVoided, .differenceReturned: true
    case .returnPIN, .returnConfirmed, .cashPromised, .cashHandedOver, .returnsSeen, .script,
      .outcome, .slipAmount, .slipField, .slipReplaced, .slipVerdict, .cashReceived,
      .cashReturned, .confirmed, .pin, .newPIN, .repeatedPIN, .allowance, .strike, .paperStrike,
      .settlement, .newPINAllowance, .guardLift, .liftsSeen, .scriptRestored,
      .closing, .printNothing, .address, .parameter, .drawer, .correctionSlip,
      .correctionConfirmed:
      false
    }
  }
}

/// A part of a request that neither the journal nor replay looks at.
struct Unrecorded<Wrapped: Sendable>: Codable, Hashable, Sendable
where Wrapped: ExpressibleByNilLiteral {
  var value: Wrapped

  init(_ value: Wrapped) { self.value = value }
  init(from decoder: any Decoder) { value = nil }
  func encode(to encoder: any Encoder) throws { _ = encoder.singleValueContainer() }
  static func == (_: Self, _: Self) -> Bool { true }
  func hash(into hasher: inout Hasher) {}
}

extension KeyedDecodingContainer {
  func decode<T>(_ type: Unrecorded<T>.Type, forKey key: Key) -> Unrecorded<T> { Unrecorded(nil) }
}

extension KeyedEncodingContainer {
  mutating func encode<T>(_ value: Unrecorded<T>, forKey key: Key) {}
}

extension OutcomeQuestion.Operation {
  init(_ operation: Attempt.Operation) {
    switch operation {
    case .charge: self = .charge
    case .void: self = .void
    case .refund: self = .refund
    }
  }
}
