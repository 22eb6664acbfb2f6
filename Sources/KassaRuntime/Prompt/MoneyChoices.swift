/// Choices that lead to money or to a document and are evidence of nothing.
///
/// `prompt.choose` alone asks them, of what is there to choose about, with the library's own buttons. Each
/// shows the runtime's line, and amounts of the receipt's own.
extension MoneyPrompts {
  /// What a choice is about.
  enum Subject: Hashable, Sendable {
    /// Money that was taken for a receipt that is not printed.
    case taken
    /// What is still to be paid.
    case due
    /// The charge or the void that has no outcome yet.
    case attempt
    /// The same, set aside.
    case detached
    /// A charge of the till's list that its terminal has not confirmed.
    case listed
    /// What the slip of such a charge shows more or less than its receipt.
    case difference
    /// The receipt's document.
    case document
    /// The shift, or a check of the store's.
    case none
  }

  struct Choice: Sendable {
    let id: String
    let act: PromptEffect.Act
    let subject: Subject
    /// Whether its buttons are a list of the moment's.
    var hasList = false

    init(_ id: String, _ act: PromptEffect.Act, _ subject: Subject, hasList: Bool = false) {
      (self.id, self.act, self.subject, self.hasList) = (id, act, subject, hasList)
    }
  }

  static let choices = [
    Choice("payment.leave", .payment, .taken),
    Choice("payment.tender", .payment, .due),
    Choice("payment.rest", .payment, .due),
    Choice("payment.not_ready", .payment, .due),
    Choice("till.not_ready", .payment, .due),
    Choice("till.unprintable", .payment, .due),
    Choice("charge.terminal", .payment, .due, hasList: true),
    Choice("charge.no_terminal", .payment, .due),
    Choice("charge.refused", .payment, .due),
    Choice("charge.armed", .payment, .due),
    Choice("charge.declined", .payment, .due),
    Choice("charge.unproven", .payment, .attempt),
    Choice("charge.duplicate", .payment, .attempt),
    Choice("charge.duplicate_unprinted", .payment, .attempt),
    Choice("charge.detached", .payment, .detached),
    Choice("transfer.awaited", .payment, .detached),
    Choice("unconfirmed.open", .payment, .listed),
    Choice("unconfirmed.denied", .payment, .listed),
    Choice("unconfirmed.owed", .refund, .listed),
    Choice("unconfirmed.stray", .void, .listed),
    Choice("unconfirmed.short", .payment, .difference),
    Choice("unconfirmed.excess", .refund, .difference),
    Choice("charge.void_refused", .refund, .taken),
    Choice("unconfirmed.refund_open", .refund, .listed),
    Choice("unconfirmed.refund_denied", .refund, .listed),
    Choice("unconfirmed.refunded", .refund, .listed),
    Choice("return.not_ready", .refund, .due),
    Choice("return.declined", .refund, .due),
    Choice("return.unfinished", .refund, .due),
    Choice("return.other", .refund, .due, hasList: true),
    Choice("return.armed", .refund, .due),
    Choice("return.unproven", .refund, .attempt),
    Choice("return.duplicate", .refund, .attempt),
    Choice("return.detached", .refund, .detached),
    Choice("return.given", .refund, .listed),
    Choice("return.given_other", .refund, .listed),
    Choice("print.paper", .print, .document),
    Choice("print.paper_stuck", .print, .document),
    Choice("print.unreachable", .print, .document),
    Choice("print.other_registrar", .print, .document),
    Choice("print.refused", .print, .document),
    Choice("shift.refused", .closing, .none),
    Choice("shift.unknown", .closing, .none),
    Choice("guard.failed", .unchecked, .none),
  ]

  private static let byID = Dictionary(uniqueKeysWithValues: choices.map { ($0.id, $0) })

  /// The choice of that id; nil where it is none about money.
  static func choice(_ id: String) -> Choice? { byID[id] }
}

extension MoneyPrompts.Choice {
  /// Whether `button` lets the receipt be paid and printed, or holds it back; nil where it says neither.
  func goesOn(by button: String) -> Bool? {
    switch (id, button) {
    case ("payment.leave", "print"), ("payment.leave", "rest"): true
    case ("payment.leave", _), ("print.refused", "leave"): false
    default: nil
    }
  }
}

extension MoneyPrompts.Subject {
  /// Whether what `request` speaks of is there.
  func isThere(_ request: PromptRequest, _ receipt: Receipt, _ listed: [UnconfirmedCharge]) -> Bool
  {
    switch self {
    case .taken: (receipt.charged > .zero || receipt.received > .zero) && !receipt.isPrinted
    case .attempt: receipt.openAttempt != nil
    case .detached: receipt.detached
    case .listed, .difference:
      listed.contains {
        $0.isListed && request.arguments["amount"] == .int(($0.taken ?? $0.amount).kopecks)
          && request.arguments["terminal"] == .string($0.terminal.name)
      }
    case .due, .document, .none: true
    }
  }

  /// Why a script can't ask it now.
  var absence: String {
    switch self {
    case .taken: "it is about money that was taken, and this receipt has none"
    case .attempt: "it is about a charge without an outcome, and there is none"
    case .detached: "it is about a charge that was set aside, and none is"
    case .listed, .difference:
      "it is about a charge of terminal.unconfirmed(), and none is of that amount"
    case .due, .document, .none: ""
    }
  }
}

extension OutcomeSign {
  /// What the button `id` of a choice about money leads to: it bears no sign, and says nothing else.
  init?(choice id: String) {
    switch id {
    case "print", "rest", "leave": self = .charged
    case "refund", "return", "void", "strike": self = .undone
    case "unknown": self = .unknown
    default: return nil
    }
  }
}
