/// One payment terminal as it was set up at this till.
///
/// It belongs to the till, not to a script: a store's script says which providers there are, and
/// the terminals made from them outlive it.
package struct ConfiguredTerminal: JSONCoded, Hashable, Sendable {
  /// Never used twice at a till.
  let id: String
  /// What the cashier calls it; several may have one name (``TerminalBook/shownName(of:)``).
  var name: String
  /// The provider it is made from; the running script may not offer it any more.
  let provider: String
  /// What a store's rules call it.
  var purpose: String?
  /// What its provider asked for when it was added.
  var settings: [String: Value] = [:]
  /// Whether it may be charged.
  var isInService = true
  /// Whether others charge it too, so that its report has what this till does not know; nil for no.
  var isShared: Bool?
  /// The time of day at which it settles itself, "23:00"; nil where somebody settles it.
  var settlesAt: String?
  /// When that was typed, changed or taken away; older programs kept none.
  ///
  /// What it did before is in no period that this hour ends.
  var settlesFrom: Moment?

  static let nameMax = 40
  /// Of its purpose and what its provider asks for, together.
  static let settingsBytesMax = 16_384

  init(id: String, name: String, provider: String) {
    self.id = id
    self.name = name
    self.provider = provider
  }

  /// Sets the time of day at which it settles itself from `moment` on; nil where somebody settles it.
  mutating func settle(at hour: String?, from moment: Moment) {
    guard hour != settlesAt else { return }
    (settlesAt, settlesFrom) = (hour, moment)
  }

  /// Whether its texts have the same bytes, where they are equal to those of `other` for people.
  func isSpelled(as other: ConfiguredTerminal) -> Bool {
    [
      (id, other.id), (name, other.name), (provider, other.provider),
      (purpose ?? "", other.purpose ?? ""),
    ]
    .allSatisfy { $0.utf8.elementsEqual($1.utf8) }
  }

  /// The setting that says where a connected terminal listens.
  static let address = "socket"
  /// In characters.
  static let addressMax = 128

  /// Where it listens; nil for one that is not connected.
  var socketPath: String? {
    provider == Provider.connected ? settings[Self.address]?.string : nil
  }
}

/// A kind of terminal that a store's script offers, with its limits.
struct Provider: JSONCoded, Hashable, Sendable {
  let id: String
  let title: Wording?
  /// The least and the most it may be charged; nil where there is no limit.
  var least: Money?
  var most: Money?
  /// The legal entity it takes money for; nil where it is the store's own.
  var inn: String?
  /// How long a connected terminal may take over a charge; nil for the driver's own limit.
  var seconds: Int?

  /// What its slips must show, and of which charges: from an amount on, of so many receipts in a
  /// hundred; of all where neither is said.
  var proof: Proof?
  var above: Money?
  var inHundred: Int?
  /// Whether the store's own code charges, or decides what is charged.
  var isCode: Bool?
  /// The ids of its own prompts that ask what its terminals did: words of the store's, not the stock's.
  var outcomes: [String]?
  /// The id of the prompt that asks again about a charge nobody knows of.
  var unknown: String?

  /// Where its terminals' reports show what was voided; nil where the store does not say.
  var voids: VoidArithmetic?
  /// Which figures its terminals' reports have, by the fields of a count; nil for all.
  var report: [String]?

  /// What is asked of each of its terminals.
  var settings: [ProviderSetting] = []

  /// The provider of terminals that the runtime talks to itself.
  static let connected = "connected"

  /// What a terminal made from it is called unless told otherwise; receipts name it, so Russian.
  var terminalName: String { title?.text(.ru) ?? Self.stockNames[id] ?? id }

  private static let stockNames = [
    "standalone": "Автономный терминал", "transfer": "Банковский перевод",
    connected: "Подключённый терминал",
  ]

  init(id: String, title: Wording?) {
    self.id = id
    self.title = title
  }
}

/// One thing that a provider asks of each terminal made from it.
struct ProviderSetting: JSONCoded, Hashable, Sendable {
  /// As a provider names the kind.
  enum Kind: String, CaseIterable, JSONCoded, Sendable {
    case amount, choice, text
    case yesNo = "yes_no"
  }

  let id: String
  let kind: Kind
  /// What is offered when it is asked; null where nothing is.
  let offered: Value
  /// The ids of a choice.
  let choices: [String]
}

extension Provider {
  /// What the stock library offers by itself.
  static let stock = standard + [socket]

  /// What a store offers that names no providers (`Scripts/lua/kassa/providers.lua`).
  static let standard = ["standalone", "transfer"].map { Provider(id: $0, title: nil) }

  private static var socket: Provider {
    var provider = Provider(id: connected, title: nil)
    provider.settings = [ProviderSetting(id: "socket", kind: .text, offered: .null, choices: [])]
    return provider
  }

  /// Whether the stock library can charge it as the store means it.
  var needsNoCode: Bool { isCode != true && Self.stock.contains { $0.id == id } }

  /// What the slip of a charge of `amount` has to show; `lot` is the receipt's, from 1 to 100.
  func proof(of amount: Money, lot: Int) -> Proof {
    guard let proof else { return .button }
    let isAlways = above == nil && inHundred == nil
    let isAsked = isAlways || above.map { amount >= $0 } ?? false || lot <= inHundred ?? 0
    return isAsked ? proof : .button
  }

  /// Whether a person's word for what its terminals gave back has a slip to prove it.
  fileprivate var hasSlips: Bool {
    ["standalone", Self.connected].contains(id) || proof?.demandsAnything == true
  }

  /// Why `amount` of a receipt of `inn` can't be charged here; nil where it can.
  func refusal(of amount: Money, for seller: String) -> String? {
    if let inn, inn != seller { return "foreign_terminal" }
    if let least, amount < least { return "terminal_least" }
    if let most, amount > most { return "terminal_most" }
    return nil
  }
}

extension [Provider] {
  /// What a person's word for a refund has to prove: where its provider has slips, the amount, and the
  /// slip's number where it shows one.
  func refundProof(of provider: String) -> Proof {
    let known = first { $0.id == provider } ?? Provider(id: provider, title: nil)
    return known.hasSlips ? Proof([.amount: .required, .number: .optional]) : .button
  }

  /// The same of a void, and what its slip shows again of the charge's, whose slip showed `texts`.
  func voidProof(
    of provider: String, _ texts: [String: String]?
  ) -> (proof: Proof, repeats: [String: String]?) {
    var proof = refundProof(of: provider)
    guard proof.demandsAnything else { return (proof, nil) }
    // A void has a number of its own where it stands beside its sale.
    let isInside = first { $0.id == provider }?.voids == .inside
    let repeats = (texts ?? [:]).filter { $0.key != SlipField.number.rawValue || isInside }
    for field in [SlipField.rrn, .authCode] where repeats[field.rawValue] != nil {
      proof[field] = .optional
    }
    return (proof, repeats.isEmpty ? nil : repeats)
  }
}
