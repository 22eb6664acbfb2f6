/// What an answer about the drawer, or about a terminal's own report, is used for.
package enum DrawerUse: JSONCoded, Hashable, Sendable {
  /// Whether cash is put in or taken out.
  case cash(asked: CashAsked)
  /// What lies in the drawer.
  case count
  /// What a terminal's report of its period says, typed before it is settled.
  ///
  /// `voids` says where the report has what was voided, as its provider's terminals do; nil for unsaid.
  case terminalCount(terminal: String, voids: VoidArithmetic?)
  /// What a slip of a printed charge shows.
  case amountFound(charge: UnconfirmedCharge)
  /// What a terminal said when it was settled.
  case settlement(terminal: String)
  /// Who sees to what is open.
  case handover
}

/// Cash that somebody asks to put into the drawer, or to take out of it.
package struct CashAsked: JSONCoded, Hashable, Sendable {
  let direction: CashDirection
  /// Above zero.
  let amount: Money
  /// In the cashier's words.
  let reason: String
  /// Whether it goes to the safe at a closing, with the count; nil for no.
  var isToSafe: Bool?
}

extension DrawerUse {
  /// The prompt that asks it.
  var id: String {
    switch self {
    case .cash(let asked): asked.direction == .inward ? "drawer.in" : "drawer.out"
    case .count: "drawer.count"
    case .terminalCount: "settling.count"
    case .settlement: "settling.word"
    case .amountFound: "unconfirmed.amount"
    case .handover: "shift.matters"
    }
  }
}
