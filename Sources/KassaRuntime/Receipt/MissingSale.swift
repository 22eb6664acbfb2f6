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
  /// Whether the receipt's own money paid it, in a shift that was closed since; nil for no.
  var isLate: Bool?
}

extension Receipt {
  /// Whether it makes up for its own document, late.
  var isLate: Bool { missing?.isLate == true }

  /// What cards paid of a sale that had no document; nothing that a charge of its own shows.
  var missingCard: Money {
    missing.map { $0.isLate == true ? .zero : max(total.less($0.cash), .zero) } ?? .zero
  }

  /// How a sale that had no document was paid.
  var missingTenders: [SoldTender] {
    guard let missing else { return [] }
    if isLate {
      return [TenderKind.cashless, .cash].map { SoldTender(kind: $0, paid: covered(by: $0)) }
    }
    let cash = SoldTender(kind: .cash, paid: missing.cash)
    let card = SoldTender(
      kind: .cashless, charge: ChargeKey(receipt: id, attempt: 1), terminal: missing.slip?.terminal,
      paid: missingCard)
    return [card, cash].filter { $0.paid > .zero }
  }

  mutating func applyToMissing(_ change: ReceiptChange) throws(ReceiptError) {
    if isLate { return try applyToLate(change) }
    switch change {
    case .missingBegun(let begun):
      missing = begun
      // Whoever is noted so far is another customer.
      (contact, unknownCodes) = (nil, nil)
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
    if !isLate { tenders = [] }
  }

  /// Its goods and its money are what they are: only the yes is missing.
  ///
  /// Until its print is begun its money has its other ways too.
  private mutating func applyToLate(_ change: ReceiptChange) throws(ReceiptError) {
    switch change {
    case .correctionAllowed(let allowance): missing?.allowed = allowance
    case .lateDropped: missing = nil
    default: throw .isCorrection
    }
  }

  /// Refuses to make up late for a document that is not wholly paid, or of which something is open.
  func requireLate() throws(ReceiptError) {
    guard back == nil, !isCorrection, type == .sale, charged > .zero else { throw .inHand }
    try requireNobodysWord()
    guard due == .zero else { throw .paymentShort(due: total, tendered: paid) }
  }
}
