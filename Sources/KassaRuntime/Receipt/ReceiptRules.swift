extension Receipt {
  /// Applies one change, or refuses it and stays as it was.
  ///
  /// These are the rules of the money; no script and no front end gets round them.
  package mutating func apply(_ change: ReceiptChange) throws(ReceiptError) {
    if case .done = printing {
      switch change {
      case .memoSet: break
      case .cashHandedOver where isReturn: break
      default: throw .alreadyPrinted
      }
    }
    try requireKind(change)
    try requireCorrecting(change)
    switch change {
    case .lineAdded, .quantitySet, .lineRemoved, .discountSet, .contactSet, .restored:
      try applyToGoods(change)
    case .repriced(let lines): try reprice(lines)
    case .begun:
      try requireNothingOpen()
      isBegun = true
    case .tenderBegun, .tenderHeard, .tenderOver:
      try requireNothingOpen()
      try applyToTender(change)
    case .memoSet(let key, let value): try setMemo(key, value)
    case .unknownCodesSet(let codes):
      try requireNothingOpen()
      try setUnknown(codes)
    case .guardPassed, .guardLifted, .guardUnderWay, .guardOver: try applyToGuards(change)
    case .attemptOpened, .outcome, .approvedInPart, .approvedOver, .slipAmount,
      .slipField, .slipReplaced, .leftToPerson, .refundFound, .slipAccepted, .slipOver, .slipVoided,
      .strayVoid, .undoUnknown, .undoFailed, .detached, .seniorAllowed:
      try applyToAttempts(change)
    case .cashReceived, .cashReturned, .confirmed:
      try applyToTenders(change)
    case .returnBegun, .otherReturnBegun, .returnLineSet, .returnAllowed, .refundMoved,
      .refundTakenOver,
      .cashPromised,
      .cashHandedOver:
      try applyToReturn(change)
    case .correctionBegun, .missingBegun, .lateDropped, .rightLineSet, .rightCashSet,
      .rightSlipTyped, .correctionAllowed:
      try applyToCorrection(change)
    case .heldBack, .goesOn: applyToHold(change)
    case .printIntended(let intent): try intend(intent)
    case .printRefused(let key):
      guard case .intended(let intent) = printing, intent.key == key else { throw .notPrinting }
      printing = .notYet
    case .printed(let issued):
      guard case .intended = printing else { throw .notPrinting }
      take(issued)
    }
    // Money was taken: what was changed for its tender stands.
    if let before = beforeTender, taken > before.taken { beforeTender = nil }
    if charged == .zero, tenders.isEmpty { heldBack = nil }
  }

  /// Refuses whatever would change what an unfinished question is about.
  func requireNothingOpen() throws(ReceiptError) {
    if case .intended = printing { throw .printUnknown }
    if let attempt = openAttempt { throw .attemptOpen(attempt.terminal.name, attempt.amount) }
  }
}

// MARK: - Goods

extension Receipt {
  private mutating func applyToGoods(_ change: ReceiptChange) throws(ReceiptError) {
    try requireNothingOpen()
    if case .contactSet(let contact) = change {
      if CardNumber.isInPlainGroups(contact ?? "") { throw .cardNumber(field: "contact") }
      if let contact, !Contact.isValid(contact) { throw .badContact }
      self.contact = contact
      return
    }
    if case .restored(let same, let contact, let memo) = change, same == lines {
      (self.contact, self.memo) = (contact, memo)
      return
    }
    guard tenders.isEmpty else { throw .tendersTaken }
    if back?.sale.other != nil { return try typeLines(change) }
    try changeLines(change)
    // What let other goods pass has not seen these.
    passed = nil
  }

  /// The store's prices are no goods: what let the goods pass has seen these.
  private mutating func reprice(_ changed: [CutLine]) throws(ReceiptError) {
    try requireNothingOpen()
    guard isUntouchedByMoney else { throw .tendersTaken }
    var repriced = self
    for each in changed {
      guard each.cuts.allSatisfy({ !CardNumber.isInPlainGroups($0.name) }) else {
        throw .cardNumber(field: "prices")
      }
      let index = try repriced.index(of: each.line)
      try repriced.replace(at: index, with: try repriced.lines[index].with(cuts: each.cuts))
    }
    lines = repriced.lines
  }

  mutating func changeLines(_ change: ReceiptChange) throws(ReceiptError) {
    switch change {
    case .lineAdded(let item):
      let line = try Line(id: lastLine + 1, item: item)
      try checkGoods(count: lines.count + 1, sum: lines.sum + line.sum.kopecks)
      lastLine = line.id
      lines.append(line)
    case .quantitySet(let id, let quantity):
      let index = try index(of: id)
      try replace(at: index, with: try lines[index].with(quantity: quantity))
    case .lineRemoved(let id):
      let index = try index(of: id)
      try checkGoods(count: lines.count - 1, sum: lines.sum - lines[index].sum.kopecks)
      lines.remove(at: index)
    case .discountSet(let id, let discount):
      let index = try index(of: id)
      try replace(at: index, with: try lines[index].with(discount: discount))
    case .restored(let lines, let contact, let memo):
      try checkGoods(count: lines.count, sum: lines.sum)
      (self.lines, self.contact, self.memo) = (lines, contact, memo)
    default: break
    }
  }

  private mutating func replace(
    at index: ReceiptLines.Index, with line: Line
  ) throws(ReceiptError) {
    let sum = lines.sum - lines[index].sum.kopecks + line.sum.kopecks
    try checkGoods(count: lines.count, sum: sum)
    lines.replace(at: index, with: line)
  }

  /// Refuses goods of that count and sum before anything changes.
  private func checkGoods(count: Int, sum: Int64) throws(ReceiptError) {
    guard count <= ReceiptLines.countMax else { throw .tooManyLines }
    guard sum <= Money.kopecksMax else { throw .tooLarge }
    guard sum >= charged.kopecks else { throw .belowCharges(charged) }
  }

  /// A memo is written with each of its changes: 64 KiB keep a journal from growing by a script.
  static let memoWeightMax = 65_536

  private func index(of id: Int) throws(ReceiptError) -> ReceiptLines.Index {
    guard let index = lines.index(of: id) else { throw .noLine(id) }
    return index
  }

  private mutating func setMemo(_ key: String, _ value: Value) throws(ReceiptError) {
    if !isPrinted { try requireNothingOpen() }
    guard (1...64).contains(key.count) else { throw .memoKey(key.count) }
    guard value.weight <= Self.memoWeightMax else { throw .memoFull }
    guard !Value.record([key: value]).holds(CardNumber.isInPlainGroups) else {
      throw .cardNumber(field: "memo")
    }
    let before = memo
    memo[key] = value
    guard memo.count <= 256, Value.record(memo).weight <= Self.memoWeightMax else {
      memo = before
      throw .memoFull
    }
  }
}

extension Receipt {
  /// Takes out of the memo what was forgotten; older programs kept that there is nothing, and counted it.
  mutating func forget(_ change: ReceiptChange) {
    if case .memoSet(let key, .null) = change { memo.removeValue(forKey: key) }
  }
}

// MARK: - Charges

extension Receipt {
  private mutating func applyToAttempts(_ change: ReceiptChange) throws(ReceiptError) {
    switch change {
    case .attemptOpened(let attempt): try open(attempt)
    case .outcome(let id, let outcome, let witness, let at):
      try end(id, outcome, witness, at: at)
    case .leftToPerson(let id):
      let attempt = try openAttempt(id)
      guard attempt.state == .open, attempt.operation != .charge else {
        throw .noOpenAttempt(id)
      }
    case .refundFound(let id, let witness, let at): try find(refund: id, witness, at: at)
    case .approvedInPart(let id, let amount, let witness, _):
      try approveOther(id, amount, witness) { $0 < $1 }
    case .approvedOver(let id, let amount, let witness, _):
      try approveOther(id, amount, witness) { $0 > $1 }
    case .slipAmount(let id, let amount, let witness, let at):
      try readSlip(id, amount, witness, at: at)
    case .slipField(let id, let field, let text, let use, let witness, let at):
      try readSlip(id, field, text, use, witness, at: at)
    case .slipReplaced(let id, let name, let at):
      let attempt = try openAttempt(id)
      guard case .claimed(var slip) = attempt.state, slip.missing(of: attempt.proof) == .amount,
        attempt.proof[.amount] == .senior
      else { throw .slipNotAsked }
      slip.set(.amount, nil)
      try claim(attempt, .prove, slip, .person(cashier: name), at: at)
    case .slipAccepted(let id, let witness, let at):
      let attempt = try openAttempt(id)
      guard case .mismatched(let shown) = attempt.state else { throw .slipNotAsked }
      // What a card got beyond its part is no part of it.
      let counts = attempt.operation == .charge || isReturn && attempt.byVoid != true
      guard counts, !isReturn || shown < attempt.amount else { throw .slipMismatched }
      // Where the difference may have gone back, that it did is what accepts the rest.
      guard attempt.undoing != .charge else { throw .undoUnknown(attempt.terminal.name) }
      attempts[id - 1].undoing = nil
      var slip = Slip()
      slip.amount = min(shown, attempt.amount)
      try claim(attempt, .accept, slip, witness, at: at)
    case .slipOver(let id, let slip):
      let attempt = try openAttempt(id)
      guard attempt.operation == .charge, attempt.state == .mismatched(slip: slip),
        slip > attempt.amount
      else { throw .slipNotAsked }
      attempts[id - 1].over = slip.less(attempt.amount)
    case .strayVoid(let id, _, _):
      let attempt = try openAttempt(id)
      guard attempt.deed == .void, case .mismatched = attempt.state else { throw .slipNotAsked }
      try attempts[id - 1].go(.undo, to: .declined)
    case .slipVoided(let id, _, _):
      let attempt = try openAttempt(id)
      // A void that undid another charge is no money of this one that could be undone in turn.
      guard attempt.deed != .void else { throw .slipNotAsked }
      guard attempt.undoing != .difference else { throw .undoUnknown(attempt.terminal.name) }
      guard attempt.state.stage != .unknown || attempt.undoing == .charge else {
        throw .slipNotAsked
      }
      try attempts[id - 1].go(.undo, to: .declined)
      attempts[id - 1].undoing = nil
    case .undoUnknown(let id, let undo, _, _):
      let attempt = try openAttempt(id)
      let stage = attempt.state.stage
      guard stage == .mismatched || stage == .claimed || attempt.undoing != nil else {
        throw .slipNotAsked
      }
      try lose(id)
      attempts[id - 1].undoing = undo
    case .undoFailed(let id, _, _):
      guard try openAttempt(id).undoing != nil else { throw .slipNotAsked }
      attempts[id - 1].undoing = nil
    case .detached:
      guard let attempt = openAttempt else { throw .nothingUnknown }
      try attempts[attempt.id - 1].go(.detach, to: attempt.state)
      detached = true
    case .seniorAllowed:
      guard detached else { throw .nothingDetached }
      detached = false
    default: break
    }
  }

  private mutating func open(_ attempt: Attempt) throws(ReceiptError) {
    try requireNothingOpen()
    guard !attempt.trace.holds(CardNumber.isInPlainGroups) else {
      throw .cardNumber(field: "trace")
    }
    guard attempt.id == attempts.count + 1, attempt.state == .open else { throw .attemptNumber }
    guard !CardNumber.isInPlainGroups(attempt.reason) else { throw .cardNumber(field: "reason") }
    switch attempt.operation {
    case .refund(let charge) where isReturn: try requireRefund(attempt, of: charge)
    case .charge:
      try requireNobodysWord()
      guard !isReturn else { throw .isReturn }
      guard !lines.isEmpty else { throw .empty }
      guard tenders.allSatisfy({ $0.kind != .cash }) else { throw .cashBeforeCard }
      guard attempt.amount > .zero, attempt.amount <= due else {
        throw .chargeAmount(attempt.amount, due: due)
      }
    case .void, .refund:
      guard !isReturn else { throw .isReturn }
      guard let charge = undone(by: attempt), attempt.byVoid == nil else { throw .nothingToRefund }
      guard let approved = charges.first(where: { $0.attempt.id == charge }),
        approved.approval.amount == attempt.amount,
        approved.attempt.terminal.id == attempt.terminal.id
      else { throw .nothingToVoid(charge) }
      guard attempt.deed != .void || approved.attempt.over == nil else { throw .voidTakesMore }
    }
    attempts.append(attempt)
  }

  private func openAttempt(_ id: Int) throws(ReceiptError) -> Attempt {
    guard let attempt = openAttempt, attempt.id == id else { throw .noOpenAttempt(id) }
    return attempt
  }

  private mutating func end(
    _ id: Int, _ outcome: Outcome, _ witness: Witness, at: Moment
  ) throws(ReceiptError) {
    let attempt = try openAttempt(id)
    if outcome == .approved, attempt.undoing != nil {
      throw .undoUnknown(attempt.terminal.name)
    }
    attempts[id - 1].isRunning = outcome == .unknown && witness == .running ? true : nil
    switch outcome {
    case .declined: try attempts[id - 1].go(.decline, to: .declined)
    case .notRun: try attempts[id - 1].go(.notRun, to: .notRun)
    case .unknown: try lose(id)
    case .approved: try claim(attempt, .approve, Slip(), witness, at: at)
    }
  }

  private mutating func lose(_ id: Int) throws(ReceiptError) {
    let attempt = try openAttempt(id)
    // A slip that shows another amount stays as it is.
    let isMismatched = attempt.state.stage == .mismatched
    try attempts[id - 1].go(.lose, to: isMismatched ? attempt.state : .unknown)
  }

  /// Another amount that a device took stands as a mismatch, and nobody's word makes it the one asked
  /// for.
  private mutating func approveOther(
    _ id: Int, _ amount: Money, _ witness: Witness, _ isOther: (Money, Money) -> Bool
  ) throws(ReceiptError) {
    let attempt = try openAttempt(id)
    guard case .device = witness else { throw .slipNotAsked }
    guard amount > .zero, isOther(amount, attempt.amount) else {
      throw .chargeAmount(amount, due: attempt.amount)
    }
    try attempts[id - 1].go(.takeOther, to: .mismatched(slip: amount))
    attempts[id - 1].takenInPart = amount
  }

  /// A different amount is never approved: it becomes a verdict with its own ways out.
  private mutating func readSlip(
    _ id: Int, _ amount: Money, _ witness: Witness, at: Moment
  ) throws(ReceiptError) {
    let attempt = try openAttempt(id)
    guard attempt.undoing == nil else { throw .undoUnknown(attempt.terminal.name) }
    guard attempt.proof[.amount] != nil, attempt.takenInPart == nil else { throw .slipNotAsked }
    guard amount == attempt.amount else {
      return try attempts[id - 1].go(.prove, to: .mismatched(slip: amount))
    }
    var slip = Slip()
    slip.amount = amount
    try claim(attempt, .prove, slip, witness, at: at)
  }

  /// Takes what was typed from the slip, in the order it is asked for.
  private mutating func readSlip(
    _ id: Int, _ field: SlipField, _ text: String?, _ use: SlipUse?, _ witness: Witness, at: Moment
  ) throws(ReceiptError) {
    let attempt = try openAttempt(id)
    guard case .claimed(var slip) = attempt.state,
      slip.missing(of: attempt.proof) == field || field == .date && attempt.asksDate
    else { throw .slipNotAsked }
    if let text {
      guard field.accepts(text) else { throw .slipFieldBad(field) }
    } else if attempt.proof[field] == .required {
      throw .slipFieldRequired(field)
    }
    guard use == text.flatMap({ attempt.use(of: field, $0, receipt: self.id, at: at) }) else {
      throw .slipFieldBad(field)
    }
    if let text, !attempt.repeats(field, text) {
      return try attempts[id - 1].go(.prove, to: .mismatched(slip: attempt.amount))
    }
    slip.set(field, text)
    try claim(attempt, .prove, slip, witness, at: at)
  }

  /// Approves the attempt once its slip has shown all that it must.
  ///
  /// A device's word, and that a charge was undone, need no slip.
  private mutating func claim(
    _ attempt: Attempt, _ move: Attempt.Move, _ slip: Slip, _ witness: Witness, at: Moment
  ) throws(ReceiptError) {
    let isPerson = if case .person = witness { attempt.takenInPart == nil } else { false }
    if isPerson, slip.missing(of: attempt.proof) != nil {
      return try attempts[attempt.id - 1].go(move, to: .claimed(slip: slip))
    }
    let approval = Approval(
      amount: slip.amount ?? attempt.amount, witness: witness, slip: slip, at: at)
    try attempts[attempt.id - 1].go(move, to: .approved(approval: approval))
    guard let charge = undone(by: attempt), case .approved(let undone) = attempts[charge - 1].state
    else { return }
    try attempts[charge - 1].go(.void, to: .voided(approval: undone))
  }
}

// MARK: - Printing

extension Receipt {
  private mutating func intend(_ intent: PrintIntent) throws(ReceiptError) {
    try requireNothingOpen()
    try requireNobodysWord()
    try requireAllowed()
    try requireCorrectionAllowed()
    guard intent.key == printKey else { throw .foreignKey }
    guard !lines.isEmpty else { throw .empty }
    guard due == .zero else { throw .paymentShort(due: total, tendered: paid) }
    // Change comes only out of cash: what the other tenders cover never exceeds the total.
    guard balance == Money.zero.less(change) else { throw .overpaid }
    if let kind = SettlementRoom(self).misfit { throw .methodMismatch(kind) }
    printing = .intended(intent: intent)
  }
}
