/// What makes a receipt a return: the sale it gives back, who allowed it, whether its cash was handed over.
package struct Returning: JSONCoded, Hashable, Sendable {
  /// As it stood when the return began, without what it took over since.
  var sale: SoldReceipt
  /// Whose yes holds for the lines as they are; nil for nobody's.
  var allowed: ReturnAllowance?
  /// Charges that go back elsewhere than they came from; nil for none.
  var moved: [MovedRefund]?
  /// The attempts that are refunds of a return that was left; nil for none.
  var takenOver: [Int]?
  /// Whether its cash was handed over, once it is printed; nil for not yet.
  var isHandedOver: Bool?
}

extension Returning {
  /// Whether its sale counted that refund as given when the return began, and nobody has said yes since.
  func mayTakeOver(_ refund: UnconfirmedCharge) -> Bool {
    guard allowed == nil, let charge = refund.refunded, charge.receipt == sale.receipt,
      let tender = sale.tender(charge)
    else { return false }
    return tender.back >= refund.taken ?? refund.amount
  }
}

/// Somebody's yes to giving back these lines and their amount.
struct ReturnAllowance: JSONCoded, Hashable, Sendable {
  let by: String
  /// Whether no senior said so, so that one is shown it.
  let isListed: Bool
  let at: Moment
}

/// A charge that goes back on another terminal, or in cash, or cash that goes back on one, by a senior's word.
struct MovedRefund: JSONCoded, Hashable, Sendable {
  let charge: ChargeKey
  /// Nil for in cash.
  let terminal: TerminalReference?
  let by: String
  /// What stands for a second person where nobody else has a PIN here.
  var reason: String?
}

/// What one tender is to give back.
struct ReturnShare: Hashable, Sendable {
  private(set) var kind: TenderKind
  private(set) var charge: ChargeKey?
  private(set) var terminal: TerminalReference?
  let lastFour: String?
  let amount: Money
}

extension Receipt {
  var isReturn: Bool { $back }

  /// Cash that a printed return has still to hand over.
  var owedCash: Money {
    guard isPrinted, let back, back.isHandedOver != true else { return .zero }
    return covered(by: .cash)
  }

  /// What is still to be given back, and by which tender: cards first, cash last.
  ///
  /// No tender gives more than it took less what it gave. What moves no money goes with the yes.
  var returnPlan: [ReturnShare] {
    guard let back else { return [] }
    var (rest, shares) = (due.kopecks, [ReturnShare]())
    func give(_ kinds: TenderKind..., most: Int64 = .max) {
      var most = most
      for tender in back.sale.tenders where kinds.contains(tender.kind) {
        let taken = shares.first { $0.kind == tender.kind && $0.charge == tender.charge }
        let left = tender.left.kopecks - given(by: tender).kopecks - (taken?.amount.kopecks ?? 0)
        let amount = min(left, rest, most)
        guard amount > 0 else { continue }
        (rest, most) = (rest - amount, most - amount)
        shares.append(ReturnShare(of: tender, Money(checked: amount)))
      }
    }
    let isAllowed = back.allowed != nil
    if !isAllowed { give(.credit, most: onCredit) }
    give(.cashless)
    if !isAllowed { give(.prepaid, .other, .credit) }
    give(.cash)
    guard let moved = back.moved else { return shares }
    shares = shares.map { $0.going(by: moved, of: back.sale) }
    return shares.filter { $0.kind != .cash } + shares.filter { $0.kind == .cash }
  }

  /// What lines come to that credit alone pays.
  private var onCredit: Int64 {
    lines.reduce(0) { $1.item.method == .credit ? $0 + $1.sum.kopecks : $0 }
  }

  /// What this return itself has given by a tender.
  private func given(by tender: SoldTender) -> Money {
    var kopecks = tenders.reduce(Int64(0)) { sum, given in
      let isOfIt =
        given.charge == tender.charge && (given.charge != nil || given.kind == tender.kind)
      return isOfIt ? sum + given.amount.kopecks : sum
    }
    let key = tender.kind == .cash ? back?.sale.cashKey : tender.charge
    if tender.kind == .cashless || tender.kind == .cash {
      for refund in charges where refund.attempt.operation.refunded == key {
        kopecks += refund.approval.amount.kopecks
      }
    }
    return Money(checked: kopecks)
  }

  /// What it takes of its sale from now on; nil as long as nothing of it is in question.
  package var returnRecord: ReturnRecord? {
    guard let back, isPrinted || isPrinting || openAttempt != nil || charged > .zero else {
      return nil
    }
    var given = charges.map { refund in
      ReturnedTender(
        kind: .cashless, charge: refund.attempt.operation.refunded, amount: refund.approval.amount)
    }
    if let open = openAttempt {
      given.append(
        ReturnedTender(
          kind: .cashless, charge: open.operation.refunded, amount: open.amount,
          isInQuestion: true))
    }
    given += tenders.map {
      ReturnedTender(
        kind: $0.charge == nil ? $0.kind : .cashless, charge: $0.charge, amount: $0.amount)
    }
    return ReturnRecord(
      sale: back.sale.receipt, receipt: id,
      lines: lines.map {
        ReturnedLine(line: $0.id, quantity: $0.item.quantity, sum: $0.sum)
      }, tenders: given, paper: back.sale.other?.paper)
  }
}

extension ReturnShare {
  /// The same where somebody said that it goes back elsewhere.
  fileprivate func going(by moved: [MovedRefund], of sale: SoldReceipt) -> ReturnShare {
    let key = kind == .cash ? sale.cashKey : charge
    guard let key, let other = moved.first(where: { $0.charge == key }) else { return self }
    var share = self
    (share.kind, share.terminal) = (other.terminal == nil ? .cash : .cashless, other.terminal)
    // Cash that goes back on a terminal has a key of its own there.
    if kind == .cash, other.terminal != nil { share.charge = key }
    return share
  }

  fileprivate init(of tender: SoldTender, _ amount: Money) {
    (kind, charge, terminal) = (tender.kind, tender.charge, tender.terminal)
    (lastFour, self.amount) = (tender.lastFour, amount)
  }
}

extension Receipt {
  /// The charge of this receipt that an attempt of its own undoes; nil where it undoes none.
  func undone(by attempt: Attempt) -> Int? {
    switch attempt.operation {
    case .void(let charge): charge
    case .refund(let charge): charge.receipt == id ? charge.attempt : nil
    case .charge: nil
    }
  }

  /// Whether a refund undid that charge of its own, and no void.
  func isRefunded(_ charge: Int) -> Bool {
    attempts.contains {
      $0.operation.refunded == ChargeKey(receipt: id, attempt: charge)
        && $0.state.stage == .approved
    }
  }
}

extension Attempt.Operation {
  /// The charge of a sale that it gives back.
  var refunded: ChargeKey? { if case .refund(let charge) = self { charge } else { nil } }
}
