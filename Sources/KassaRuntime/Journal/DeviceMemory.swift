/// What the till keeps of its devices' words, beyond a receipt and its shift.
struct DeviceMemory: JSONCoded, Hashable, Sendable {
  var charges: [UnconfirmedCharge] = []
  /// The number of the shift that was closed last.
  var lastShift: Int?
  /// When that was; nil where an older program closed it.
  var lastClosedAt: Moment?
  /// Documents of closed shifts that were found since the last closing: no report has counted them.
  var earlier: [EarlierDocument] = []
}

/// A document whose print was unknown when its shift was closed, and what its terminals took.
package struct EarlierDocument: JSONCoded, Hashable, Sendable {
  package let number: Int
  package let shift: Int
  package let charges: [Charge]

  package struct Charge: JSONCoded, Hashable, Sendable {
    package let terminal: String
    package let amount: Money
  }

  init(of receipt: Receipt, _ document: Issued) {
    number = document.number
    shift = document.shift
    charges = receipt.charges.map {
      Charge(terminal: $0.attempt.terminal.name, amount: $0.approval.amount)
    }
  }
}

/// What a closing report says that a shift came to, by its registrar and by the till.
package struct ShiftFigures: JSONCoded, Hashable, Sendable {
  /// Receipts of the shift, by the registrar's count.
  let receipts: Int
  /// What they come to by their types, by the registrar's own sums.
  let totals: [ShiftTotal]
  /// What each terminal took, by the till's count.
  let terminals: [TerminalTotal]
}
