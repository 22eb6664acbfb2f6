/// What a store says of its sales that holds whatever becomes of its script: data, kept with every
/// flow that starts.
struct StoreTerms: JSONCoded, Hashable, Sendable {
  /// What terminals can be made from, with their limits and what a slip must prove.
  var providers: [Provider] = []
  var people: [Person] = []
  /// Where the first listener of each point stands, by the point's name: "leto/store.lua:12".
  var hooks: [String: String] = [:]
  /// Who may go on past a guard that did not finish; a senior unless told.
  var lifter: Role?
  /// What a cashier may not do alone; older programs kept none.
  var rights: Rights?
  /// The parameters that the script declares, and what it remembers; nil where there is nothing of it.
  var parameters: [ParameterRule]?
  var kept: [KeptRule]?
  /// The shop's own services that its script may call; nil where it names none.
  var services: [Service]?
  /// What is counted when a shift is closed; nil for nothing.
  var counts: CountTerms?
}

/// A parameter that a script declares: a value of one till.
struct ParameterRule: JSONCoded, Hashable, Sendable {
  let id: String
  let rule: ValueRule
  let title: Wording
  /// What a choice's ids are called.
  var labels: [String: Wording]?
  /// What it is at a till where nobody gave it a value; null where somebody has to.
  var standard: Value = .null
  /// The key of the store's table in which it stands for what a till that has run can't change: `inn`,
  /// `taxation`; nil elsewhere.
  var identity: String?
}

extension [ParameterRule] {
  /// What every parameter is at a till where `given` was.
  func values(_ given: [String: Value]) -> [String: Value] {
    var values: [String: Value] = [:]
    for each in self { values[each.id] = given[each.id] ?? each.standard }
    return values
  }
}

extension StoreTerms {
  /// The points whose listeners may keep their step from happening.
  static let guards =
    goodsGuards + [
      beforePayment, beforeTender, beforeReturn, beforeShiftClose,
    ]
  /// Those that the goods of a receipt pass as a whole, or a shift does.
  static let passing = [beforePayment, beforeReturn, beforeShiftClose]
  /// Those that hear of goods when they are on the receipt already.
  static let goodsGuards = [lineAdded, lineChanged]
  static let lineAdded = "line_added"
  static let lineChanged = "line_changed"
  static let beforePayment = "before_payment"
  static let beforeTender = "before_tender"
  static let beforeReturn = "before_return"
  static let beforeShiftClose = "before_shift_close"
  /// Those whose flow has a receipt that nobody ever pays.
  static let withoutReceipt = ["after_sign_in", beforeShiftClose]

  /// What a flow of that level can make terminals from.
  ///
  /// Without the store's code none is offered that the stock library lacks or whose limit is code.
  func providers(at level: FlowLevel) -> [Provider] {
    level == .store ? providers : providers.filter(\.needsNoCode)
  }
}

/// Money that went back without a senior's yes, kept until one has seen it.
struct ListedReturn: JSONCoded, Hashable, Sendable {
  /// What it is, where no document tells of it.
  enum Kind: String, JSONCoded, Hashable, Sendable {
    /// A charge without a receipt that was given back, and not voided: that goes to any card.
    case refund
    /// What a terminal took beyond its charge.
    case difference
    /// What went to the safe, and no closing came.
    case safe
    /// Cash out that no senior said yes to.
    case cashOut
    /// A charge without a receipt that was voided by a person's word: a refund to any card looks the same.
    case void
    /// Cash of a receipt that was not printed, which went back.
    case cashBack
    /// The slip of a printed receipt shows another sum; the difference.
    case slipAmount
  }

  /// Its own document (tag 1040); 0 where it has none.
  let document: Int
  let total: Money
  let by: String
  let at: Moment
  var kind: Kind?
}

/// A guard that somebody who is not entitled to it went on past, kept until a senior has seen it.
struct GuardLift: JSONCoded, Hashable, Sendable {
  let name: String
  let receipt: String
  let cashier: String
  let at: Moment
}
