/// What a customer buys, how it is paid, and the evidence for that.
///
/// A value: it changes only by `apply`, which holds the rules of the money. The journal keeps the
/// changes; applying them in order gives the receipt back without any script.
package struct Receipt: JSONCoded, Hashable, Sendable {
  indirect enum Printing: JSONCoded, Hashable, Sendable {
    case notYet
    /// Sent, or about to be; nobody knows yet whether it came out.
    case intended(intent: PrintIntent)
    case done(document: Issued)
  }

  /// Unique over all tills; also the key the registrar prints it under.
  package let id: String
  var type: ReceiptType
  var taxation: TaxationSystem
  var lines = ReceiptLines()
  var contact: String?
  /// What scripts remember with this receipt.
  var memo: [String: Value] = [:]
  /// Codes that were scanned and no good has; nil for none.
  var unknownCodes: [String]?
  var attempts: [Attempt] = []
  /// Cash and confirmed tenders; the cashless ones are the approved attempts.
  var tenders: [Tender] = []
  var printing: Printing = .notYet
  /// An open attempt was set aside, and no senior has been there since: until then nothing more is
  /// paid and nothing printed.
  var detached = false
  /// Whether a person chose to give its money back, or to do something else than print; nil for no.
  ///
  /// Nothing more is paid and nothing printed before the money is back or somebody says otherwise.
  var heldBack: Bool?
  var lastLine = 0
  /// Who let the cashier do to it what a cashier alone may not, last.
  var permittedBy: String?
  /// The discounts that were let; nil for none.
  var permitted: [PermittedDiscount]?
  /// The guards of the store that the present goods have passed; nil for none.
  var passed: [String]?
  /// Who went on past a guard that did not finish, by its name; nil for nobody.
  var lifted: [String: String]?
  /// Whether its beginning was told to the store's listeners; nil for no.
  var isBegun: Bool?
  /// The guard that asked somebody about the goods and has not let them pass yet; nil for none.
  var underWay: String?
  /// What stood before the tender that is about to be taken; nil where none is.
  @Rare var beforeTender: BeforeTender?
  /// The sale that it gives back, where it is a return.
  @Rare var back: Returning?
  /// The document that it puts right, where it is a correction.
  @Rare var correcting: Correcting?
  /// The sale that had no document, where it makes up for that.
  @Rare var missing: MissingSale?

  init(id: String, type: ReceiptType = .sale, taxation: TaxationSystem) {
    self.id = id
    self.type = type
    self.taxation = taxation
    beforeTender = nil
    back = nil
    correcting = nil
    missing = nil
  }
}

extension Receipt {
  /// From 1 to 100, the same for this receipt wherever it is asked for.
  var lot: Int {
    // FNV-1a over the id, which has 64 bits of chance in it.
    let hash = id.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return Int((hash >> 16) % 100) + 1
  }

  /// This receipt with what was noted in one without goods, which the cashier left for another flow:
  /// who the customer is, and codes that nobody has dealt with.
  func noted(in left: Receipt) -> Receipt {
    var receipt = self
    (receipt.contact, receipt.memo) = (left.contact, left.memo)
    (receipt.unknownCodes, receipt.isBegun) = (left.unknownCodes, left.isBegun)
    return receipt
  }

  /// Whether nothing was taken for it yet, whatever was tried.
  var isUntouchedByMoney: Bool { charged == .zero && tenders.isEmpty && openAttempt == nil }

  var total: Money { Money(checked: lines.sum) }

  /// The attempt whose outcome is missing; there is never more than one.
  var openAttempt: Attempt? { attempts.last.flatMap { $0.isOpen ? $0 : nil } }

  /// Charges that are approved and not voided: this receipt's cashless tenders.
  ///
  /// Of a return, its refunds.
  var charges: [(attempt: Attempt, approval: Approval)] {
    attempts.compactMap { attempt in
      // What undoes a charge of this receipt itself is told by the charge.
      guard isReturn ? attempt.operation.refunded != nil : attempt.operation == .charge,
        case .approved(let approval) = attempt.state
      else { return nil }
      return (attempt, approval)
    }
  }

  /// What scripts remember with it, for who proves them.
  package var remembered: [String: Value] { memo }

  /// What cards have paid, or got back.
  package var charged: Money {
    Money(checked: charges.reduce(0) { $0 + $1.approval.amount.kopecks })
  }

  /// What cash was handed over.
  var received: Money {
    Money(
      checked: tenders.reduce(0) { sum, tender in
        guard case .received(let amount) = tender.evidence else { return sum }
        return sum + amount.kopecks
      })
  }

  private var confirmed: Money {
    Money(
      checked: tenders.reduce(0) { sum, tender in
        guard case .confirmed = tender.evidence else { return sum }
        return sum + tender.amount.kopecks
      })
  }

  /// What is still to be paid; negative when more cash was handed over than is due.
  var balance: Money {
    total.less(charged).less(confirmed).less(received)
  }

  /// What is still to be paid.
  package var due: Money { max(balance, .zero) }

  /// What goes back to the customer: only ever out of cash.
  var change: Money { min(received, max(Money.zero.less(balance), .zero)) }

  /// What of the receipt is covered.
  var paid: Money { total.less(due) }

  /// Neither a return nor a correction.
  var isSale: Bool { !isReturn && !isCorrection }

  /// How much of the total each kind of tender covers.
  package func covered(by kind: TenderKind) -> Money {
    switch kind {
    case .cashless where !isCorrection || isLate: charged
    case .cash where isSale || isLate: received.less(change)
    case .cash, .cashless, .prepaid, .credit, .other:
      Money(
        checked: tenders.reduce(0) { $1.kind == kind ? $0 + $1.amount.kopecks : $0 })
    }
  }

  /// Whether nobody knows yet if the receipt came out.
  var isPrinting: Bool { if case .intended = printing { true } else { false } }

  package var isPrinted: Bool { if case .done = printing { true } else { false } }

  /// Whether nothing was put on it, paid for it or said of it.
  var isBlank: Bool { isWithoutGoods && contact == nil && unknownCodes == nil }

  /// Whether nothing was put on it or paid for it, whatever was said of it.
  var isWithoutGoods: Bool {
    lines.isEmpty && attempts.isEmpty && tenders.isEmpty && received == .zero
  }

  /// Whether money may have moved for a receipt that has not been printed.
  ///
  /// Of a return, also whether its cash was handed over; of a correction, whether its right document is owed.
  var hasMoneyInQuestion: Bool {
    guard !isPrinted else { return owedCash > .zero }
    if owesDocument { return true }
    if case .intended = printing { return true }
    return openAttempt != nil || charged > .zero || received > .zero || detached
  }
}
