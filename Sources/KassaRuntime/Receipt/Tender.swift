/// A means of payment, as fiscal documents tell them apart.
package enum TenderKind: String, JSONCoded, Hashable, Sendable, CaseIterable {
  /// Tag 1031.
  case cash
  /// Tag 1081, «Безналичными».
  case cashless
  /// Tag 1215, an advance set off.
  case prepaid
  /// Tag 1216, to be paid later.
  case credit
  /// Tag 1217, paid in kind.
  case other
}

/// What covers part of a receipt, with the evidence for it.
///
/// Cashless tenders are not kept here: they are the receipt's approved charges, so there is no way
/// to have one without the other.
struct Tender: JSONCoded, Hashable, Sendable {
  enum Evidence: JSONCoded, Hashable, Sendable {
    /// The amount handed over, answered by the cashier.
    case received(amount: Money)
    /// The stock prompt of this kind of tender was answered with yes.
    case confirmed(cashier: String)
  }

  let kind: TenderKind
  /// What it covers of the receipt; of cash, what was handed over less the change.
  let amount: Money
  let evidence: Evidence
  /// Of a return's cash, the charge that it gives back.
  var charge: ChargeKey?

  init(kind: TenderKind, amount: Money, evidence: Evidence, charge: ChargeKey? = nil) {
    self.kind = kind
    self.charge = charge
    self.amount = amount
    self.evidence = evidence
  }
}

extension TenderKind {
  /// Whether lines of this settlement method may be paid so (tags 1214 to 1217; FNS order
  /// ММВ-7-20/229@, table 28).
  func fits(_ method: SettlementMethod) -> Bool {
    switch (self, method) {
    case (.credit, .partialPayment), (.credit, .credit): true
    case (.credit, _): false
    case (_, .credit): false
    case (.prepaid, .fullPayment), (.prepaid, .partialPayment): true
    case (.prepaid, _): false
    case (.cash, _), (.cashless, _), (.other, _): true
    }
  }
}
