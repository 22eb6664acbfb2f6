/// The prompts about money: what an answer to each will do, and which calls alone ask it.
///
/// It holds both ways: another call can't ask one of these, and those calls ask nothing else.
enum MoneyPrompts {
  /// A call that asks about money, as scripts write it.
  enum Asker: String, Hashable, Sendable {
    case charge = "terminal.charge"
    case ask = "terminal.ask"
    case void = "terminal.void"
    case slipAmount = "terminal.slip_amount"
    case slipField = "terminal.slip_field"
    case slipReplaced = "terminal.without_slip"
    case slipVerdict = "terminal.slip_verdict"
    case voidMismatch = "terminal.void_mismatch"
    case returnDifference = "terminal.return_difference"
    case cash = "receipt.cash"
    case returnCash = "receipt.return_cash"
    case confirm = "receipt.confirm"
    case lift = "receipt.lift"
    case address = "terminal.address"
    case strike = "terminal.strike"
    case strikePaper = "documents.strike_paper"
    case parameter = "parameters.ask"
    case refund = "terminal.refund"
    case allowReturn = "receipt.allow_return"
    case moveReason = "receipt.move_reason"
    case promiseCash = "receipt.promise_cash"
    case handOver = "receipt.hand_over"
    case rightSlip = "documents.right_slip"
    case allowCorrection = "documents.allow_correction"
    /// A choice about money: see `choices`.
    case choose = "prompt.choose"
  }

  struct Row: Sendable {
    let id: String
    let act: PromptEffect.Act
    /// Nobody but the runtime where it is empty.
    let askers: Set<Asker>

    init(_ id: String, _ act: PromptEffect.Act, _ askers: Asker...) {
      (self.id, self.act, self.askers) = (id, act, Set(askers))
    }
  }

  static let rows =
    [
      Row("charge.window", .payment, .charge),
      Row("transfer.window", .payment, .charge),
      Row("charge.open", .payment, .ask),
      Row("charge.unknown", .payment, .ask),
      Row("charge.running", .payment, .ask),
      Row("transfer.unknown", .payment, .ask),
      Row("charge.resumed", .payment),
      Row("charge.late", .payment),
      Row("charge.amount", .payment, .slipAmount),
      Row("charge.no_slip", .payment, .slipReplaced),
      Row("charge.under", .payment, .slipVerdict),
      Row("charge.over", .payment, .slipVerdict),
      Row("charge.void", .void, .void, .ask, .voidMismatch),
      Row("charge.void_unknown", .void, .ask, .voidMismatch),
      Row("charge.difference", .refund, .returnDifference),
      Row("charge.difference_unknown", .refund, .returnDifference),
      Row("payment.cash", .payment, .cash),
      Row("payment.return_cash", .refund, .returnCash),
      Row("return.window", .refund, .refund, .ask),
      Row("return.late", .refund),
      Row("return.void", .void, .refund, .ask),
      Row("void.amount", .void, .slipAmount),
      Row("void.number", .void, .slipField),
      Row("void.rrn", .void, .slipField),
      Row("void.auth_code", .void, .slipField),
      Row("void.other", .void, .slipVerdict),
      Row("void.another", .void, .slipVerdict),
      Row("return.open", .refund, .ask),
      Row("return.unknown", .refund, .ask),
      Row("return.amount", .refund, .slipAmount),
      Row("return.number", .refund, .slipField),
      Row("return.date", .refund, .slipField),
      Row("return.under", .refund, .slipVerdict),
      Row("return.over", .refund, .slipVerdict),
      Row("return.allow", .refund, .allowReturn),
      Row("return.senior", .refund, .allowReturn),
      Row(reason, .refund, .moveReason),
      Row("return.cash", .refund, .promiseCash),
      Row("return.hand_over", .handover, .handOver),
      Row("unconfirmed.strike", .strike, .strike),
      Row("parked.paper_given", .strike, .strikePaper),
      Row("terminals.address", .address, .address),
      Row("parameters.value", .parameter, .parameter),
      Row("parameters.value.yes_no", .parameter, .parameter),
      Row("guard.lift", .unchecked, .lift),
      Row("print.nothing", .print),
      Row("shift.close", .closing),
      Row("shift.matters", .closing),
      Row("drawer.in", .cashIn),
      Row("drawer.out", .cashOut),
      Row("drawer.count", .counting),
      Row("drawer.again", .counting),
      Row("settling.count", .counting),
      Row("settling.again", .counting),
      Row("settling.word", .settling),
      Row("unconfirmed.amount", .counting),
      Row("correction.slip", .correction, .rightSlip),
      Row("correction.allow", .correction, .allowCorrection),
    ] + fields.map { Row("charge.\($0.rawValue)", .payment, .slipField) }
    + tenders.map { Row("tender.\($0.rawValue)", .tender, .confirm) }
    + choices.map { Row($0.id, $0.act, .choose) }

  /// Why money goes back another way; older programs' scripts asked it themselves.
  static let reason = "return.reason"

  private static let fields = SlipField.allCases.filter { $0 != .amount }
  private static let tenders = [TenderKind.prepaid, .credit, .other]

  private static let byID = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0) })

  /// Ids that begin so are the last flow's, which is Swift's own.
  private static let lastFlow = "last."

  /// How the ids of the stock prompts begin that choose what becomes of money or of a document.
  private static let families = [
    "charge.", lastFlow, "payment.", "print.", "shift.", "till.", "drawer.", "settling.",
  ]

  /// Whether an answer to `id` chooses what is done about money next, evidence or not.
  static func leadsToMoney(_ id: String) -> Bool {
    // Choosing lines of a return moves nothing yet.
    families.contains { id.hasPrefix($0) } || id.hasPrefix("return.") && choice(id) != nil
  }

  /// Whether the stock library or the last flow asks about money by `id`.
  static func isStock(_ id: String) -> Bool { byID[id] != nil || id.hasPrefix(lastFlow) }

  /// The row of `id`; nil where it is not about money.
  ///
  /// - Parameter providers: what the running script offers, with the ids of their own outcomes.
  static func row(_ id: String, _ providers: [Provider]) -> Row? {
    if let row = byID[id] { return row }
    if id.hasPrefix(lastFlow) { return Row(id, .payment) }
    if providers.contains(where: { $0.outcomes?.contains(id) == true }) {
      return Row(id, .payment, .charge)
    }
    return providers.contains { $0.unknown == id } ? Row(id, .payment, .ask) : nil
  }

  /// The stock prompt whose words stand in for those that a prompt of `act` can't have.
  static func model(_ act: PromptEffect.Act) -> String? {
    switch act {
    case .payment: "charge.window"
    case .void: "charge.void"
    case .refund: "charge.difference"
    case .tender, .closing, .print, .unchecked, .strike, .again, .terminals, .address, .parameter,
      .handover, .cashIn, .cashOut, .counting, .settling, .correction:
      nil
    }
  }
}

extension MoneyPrompts {
  /// What a call may ask this time.
  struct Asked: Sendable {
    let asker: Asker
    /// What its attempt does, where several may be open.
    var act: PromptEffect.Act?
    /// The one there is for what it asks.
    var id: String?

    func allows(_ row: Row) -> Bool {
      row.askers.contains(asker) && (act == nil || act == row.act) && (id == nil || id == row.id)
    }

    /// All that it allows, for an error's words.
    func ids(_ providers: [Provider]) -> [String] {
      let own = providers.flatMap { ($0.outcomes ?? []) + ($0.unknown.map { [$0] } ?? []) }
      let known = rows.map(\.id) + own.filter { !MoneyPrompts.isStock($0) }
      return known.filter { row($0, providers).map(allows) ?? false }
    }
  }
}

extension MoneyPrompts.Asker {
  /// The field in which a provider names prompts of its own for this call.
  var declaredIn: String? {
    switch self {
    case .charge: "outcomes"
    case .ask: "unknown"
    case .void, .slipAmount, .slipField, .slipReplaced, .slipVerdict, .voidMismatch,
      .returnDifference, .cash, .returnCash, .confirm, .lift, .address, .parameter, .strike,
      .strikePaper, .choose, .refund, .allowReturn, .moveReason, .promiseCash, .handOver,
      .rightSlip,
      .allowCorrection:
      nil
    }
  }
}

extension MoneyPrompts.Row {
  var askedBy: String { askers.map(\.rawValue).sorted().joined(separator: ", ") }
}
