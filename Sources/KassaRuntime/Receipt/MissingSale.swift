/// What makes a receipt the document of a sale that had none, by somebody's dated statement.
package struct MissingSale: JSONCoded, Hashable, Sendable {
  /// The day of the sale where the till is, "2026-11-26".
  let day: String
  /// When it was over at the latest.
  let at: Moment
  /// The number and the date of the statement.
  let basis: String
  let basisDate: String
  /// How much of it cash paid; the rest, cards did.
  var cash = Money.zero
  var slip: CardSlip?
  /// Whose yes holds for the document as it is; nil for nobody's.
  var allowed: CorrectionAllowance?
}

extension Receipt {
  /// What cards paid of a sale that had no document.
  var missingCard: Money { missing.map { max(total.less($0.cash), .zero) } ?? .zero }

  /// How a sale that had no document was paid.
  var missingTenders: [SoldTender] {
    guard let missing else { return [] }
    let cash = SoldTender(kind: .cash, paid: missing.cash)
    let card = SoldTender(
      kind: .cashless, charge: ChargeKey(receipt: id, attempt: 1), terminal: missing.slip?.terminal,
      paid: missingCard)
    return [card, cash].filter { $0.paid > .zero }
  }

  mutating func applyToMissing(_ change: ReceiptChange) throws(ReceiptError) {
    switch change {
    case .missingBegun(let begun): missing = begun
    case .rightCashSet(let cash):
      guard cash <= total else { throw .overpaid }
      missing?.cash = cash
    case .rightSlipTyped(let slip): missing?.slip = slip
    case .correctionAllowed(let allowance):
      guard !lines.isEmpty else { throw .empty }
      guard let paid = missing?.cash, paid <= total else { throw .overpaid }
      guard missing?.slip != nil || missingCard == .zero else { throw .slipMissing }
      missing?.allowed = allowance
      tenders = missingTenders.confirmed(by: allowance.by)
      return
    default: return
    }
    missing?.allowed = nil
    tenders = []
  }
}
