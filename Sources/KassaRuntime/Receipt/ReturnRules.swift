// MARK: - What a return may do: the rules of money that goes back

extension Receipt {
  /// Refuses a return what only a sale does, and a sale what only a return does.
  func requireKind(_ change: ReceiptChange) throws(ReceiptError) {
    switch change {
    case .returnLineSet, .returnAllowed, .refundMoved, .refundTakenOver, .cashPromised,
      .cashHandedOver:
      guard isReturn else { throw .noReturn }
    case .returnBegun, .otherReturnBegun:
      guard !isReturn, isWithoutGoods else { throw .inHand }
    case .lineAdded, .quantitySet, .lineRemoved:
      guard !isReturn || back?.sale.other != nil else { throw .isReturn }
    case .discountSet, .repriced, .tenderBegun,
      .tenderHeard, .cashReceived, .cashReturned, .confirmed, .unknownCodesSet:
      guard !isReturn else { throw .isReturn }
    case .restored(let same, _, _):
      guard !isReturn || same == lines || back?.sale.other != nil else { throw .isReturn }
    default: break
    }
  }

  mutating func applyToReturn(_ change: ReceiptChange) throws(ReceiptError) {
    try requireNothingOpen()
    // The customer is still who they were; codes of goods to sell are no matter of a return.
    unknownCodes = nil
    switch change {
    case .returnBegun(let sale):
      guard sale.lines.contains(where: { $0.left != nil }) else { throw .nothingLeft }
      (type, taxation, back) = (.saleReturn, sale.taxation, Returning(sale: sale))
    case .otherReturnBegun(let sale):
      guard sale.other != nil, sale.lines.isEmpty, sale.tenders.count == 1 else {
        throw .nothingLeft
      }
      (type, taxation, back) = (.saleReturn, sale.taxation, Returning(sale: sale))
    case .returnLineSet(let line, let quantity): try set(line, quantity)
    case .returnAllowed(let by, let isListed, let at): try allow(by, isListed, at)
    case .refundMoved(let charge, let terminal, let by, let reason, _):
      try requireAllowed()
      guard let share = share(charge), share.terminal?.id != terminal?.id else {
        throw .nothingToRefund
      }
      let others = (back?.moved ?? []).filter { $0.charge != charge }
      back?.moved =
        others + [MovedRefund(charge: charge, terminal: terminal, by: by, reason: reason)]
    case .refundTakenOver(_, let attempt, let witness, let at):
      try takeOver(attempt, witness, at: at)
    case .cashPromised(let by):
      try requireAllowed()
      let shares = returnPlan
      guard shares.first?.kind == .cash else { throw .cashBeforeCard }
      tenders += shares.map {
        Tender(
          kind: .cash, amount: $0.amount, evidence: .confirmed(cashier: by), charge: $0.charge)
      }
    case .cashHandedOver:
      guard owedCash > .zero else { throw .nothingDue }
      back?.isHandedOver = true
    default: break
    }
  }

  /// Refuses money and document of a return that nobody has said yes to.
  func requireAllowed() throws(ReceiptError) {
    guard !detached else { throw .seniorNeeded }
    guard !isReturn || back?.allowed != nil else { throw .returnNotAllowed }
  }

  /// Lines are chosen before the first refund is tried; another choice needs another yes.
  ///
  /// A tried return reserves its lines, also while it is set aside; of others its sale, as it stood when
  /// it began, knows nothing that went back meanwhile. What it took over it did not try: its lines come to
  /// that at least.
  private mutating func set(_ id: Int, _ quantity: Quantity?) throws(ReceiptError) {
    guard attempts.allSatisfy(isTakenOver) else { throw .tendersTaken }
    guard let sold = back?.sale.lines.first(where: { $0.line == id }) else { throw .noLine(id) }
    var chosen = lines.filter { $0.id != id }
    if let quantity {
      guard let sum = sold.part(quantity) else { throw .moreThanLeft }
      chosen.append(try Line(of: sold, quantity, sum: sum))
      chosen.sort { $0.id < $1.id }
    }
    guard chosen.reduce(0, { $0 + $1.sum.kopecks }) >= charged.kopecks else { throw .givenMore }
    lines = ReceiptLines()
    for line in chosen { lines.append(line) }
    (tenders, passed) = ([], nil)
    back?.allowed = nil
  }

  /// What was sold elsewhere is what somebody says, at the rate of its day, and at most what its paper has.
  mutating func typeLines(_ change: ReceiptChange) throws(ReceiptError) {
    guard attempts.allSatisfy(isTakenOver), let other = back?.sale.other else {
      throw .tendersTaken
    }
    var (typed, change) = (self, change)
    if case .lineAdded(var item) = change {
      item.vat = item.vat.rate(on: other.day)
      change = .lineAdded(item: item)
    }
    do { try typed.changeLines(change) } catch .belowCharges { throw .givenMore }
    guard typed.total <= other.most ?? typed.total else { throw .moreThanPaper }
    let (lines, total) = (typed.lines, typed.total)
    typed.back?.sale.lines = lines.map { SoldLine(line: $0.id, item: $0.item, sum: $0.sum) }
    typed.back?.sale.total = total
    let others = typed.back?.sale.tenders.dropFirst().reduce(0) { $0 + $1.paid.kopecks } ?? 0
    typed.back?.sale.tenders[0].paid = Money(checked: max(0, total.kopecks - others))
    typed.back?.allowed = nil
    typed.back?.moved = nil
    typed.passed = nil
    self = typed
  }

  /// A yes holds where the tenders that paid can give back just this.
  private mutating func allow(
    _ by: String, _ isListed: Bool, _ at: Moment
  ) throws(ReceiptError) {
    guard !lines.isEmpty else { throw .empty }
    guard attempts.allSatisfy({ !$0.counts || isTakenOver($0) }) else { throw .tendersTaken }
    tenders = []
    back?.allowed = nil
    back?.moved = nil
    let plan = returnPlan
    guard plan.reduce(0, { $0 + $1.amount.kopecks }) == due.kopecks else {
      if back?.sale.hasStrayRefund == true { throw .refundGiven }
      let isShort = back?.sale.tenders.contains { $0.isShort } == true
      throw isShort ? .takenLess : .methodMismatch(.cashless)
    }
    tenders = plan.filter { $0.charge == nil && $0.kind != .cash }.map {
      Tender(kind: $0.kind, amount: $0.amount, evidence: .confirmed(cashier: by))
    }
    back?.allowed = ReturnAllowance(by: by, isListed: isListed, at: at)
  }

  private func isTakenOver(_ attempt: Attempt) -> Bool {
    back?.takenOver?.contains(attempt.id) == true
  }

  /// Money that went back without a document is this return's, where its lines come to it: its sale
  /// counted it as given.
  private mutating func takeOver(
    _ attempt: Attempt, _ witness: Witness, at: Moment
  ) throws(ReceiptError) {
    guard attempt.id == attempts.count + 1, attempt.state == .open, case .device = witness,
      attempts.allSatisfy(isTakenOver), back?.allowed == nil,
      let charge = attempt.operation.refunded, let index = back?.sale.index(of: charge),
      let given = back?.sale.tenders[index].back, given >= attempt.amount
    else { throw .nothingToRefund }
    guard attempt.amount <= due else { throw .givenMore }
    back?.sale.tenders[index].back = given.less(attempt.amount)
    attempts.append(attempt)
    let approval = Approval(amount: attempt.amount, witness: witness, at: at)
    try attempts[attempt.id - 1].go(.approve, to: .approved(approval: approval))
    let before = back?.takenOver ?? []
    back?.takenOver = before + [attempt.id]
  }

  /// A refund gives back one charge of the sale, on a terminal that took it, what is due of it next.
  func requireRefund(_ attempt: Attempt, of charge: ChargeKey) throws(ReceiptError) {
    try requireAllowed()
    guard let tender = back?.sale.tender(charge) else { throw .nothingToRefund }
    guard tender.isInQuestion != true else { throw .refundUnknown(attempt.terminal.name) }
    // A void undoes all that its charge took, and nothing else.
    let isWhole =
      tender.since != nil && attempt.amount == tender.paid && tender.back == .zero
      && tender.found == nil
    guard attempt.byVoid != true || isWhole && tender.terminal?.id == attempt.terminal.id else {
      throw .nothingToRefund
    }
    let share = returnPlan.first { $0.charge == charge && $0.kind == .cashless }
    guard share?.terminal?.id == attempt.terminal.id, share?.amount == attempt.amount else {
      throw .nothingToRefund
    }
  }
}

extension Receipt {
  /// What is due next of a charge by a terminal, or of cash under its key.
  func share(_ key: ChargeKey) -> ReturnShare? {
    returnPlan.first {
      $0.kind == .cashless ? $0.charge == key : $0.charge == nil && key == back?.sale.cashKey
    }
  }

  /// What can still be given back of a charge: of a return's sale, or this receipt's own.
  func due(of charge: ChargeKey) -> Money {
    if isReturn { return returnPlan.first { $0.charge == charge }?.amount ?? .zero }
    let own = charges.first { charge == ChargeKey(receipt: id, attempt: $0.attempt.id) }
    return own?.approval.amount ?? .zero
  }

  /// A refund that its terminal made after a person's no counts where it is still due.
  mutating func find(
    refund id: Int, _ witness: Witness, at: Moment
  ) throws(ReceiptError) {
    try requireNothingOpen()
    guard attempts.indices.contains(id - 1), case .device = witness,
      let charge = attempts[id - 1].operation.refunded,
      due(of: charge) >= attempts[id - 1].amount
    else { throw .nothingToRefund }
    let approval = Approval(
      amount: attempts[id - 1].amount, witness: witness, slip: Slip(), at: at)
    try attempts[id - 1].go(.approveLate, to: .approved(approval: approval))
    guard let own = undone(by: attempts[id - 1]),
      case .approved(let undone) = attempts[own - 1].state
    else { return }
    try attempts[own - 1].go(.void, to: .voided(approval: undone))
  }
}

extension Line {
  /// What goes back of a sold line, at what was paid for it.
  fileprivate init(
    of sold: SoldLine, _ quantity: Quantity, sum: Money
  ) throws(ReceiptError) {
    var item = sold.item
    item.quantity = quantity
    try self.init(id: sold.line, item: item, sum: sum)
  }
}
