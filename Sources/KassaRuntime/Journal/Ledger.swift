/// The till as its entries tell it, without any script: the one way from entries to state.
///
/// A step is drafted on a copy of the journal's own; once committed, the copy is the journal's. A
/// restart folds the open flow, and `journal verify` folds everything from the first entry.
package struct Ledger: Hashable, Sendable {
  package private(set) var till: TillState
  /// The receipt of the flow that runs.
  package private(set) var receipt: Receipt? {
    get { sharedReceipt?.value }
    set { sharedReceipt = newValue.map(Shared.init) }
  }
  /// Shared as what of the till a step seldom changes: a step copies its ledger more often than it changes this.
  private var sharedReceipt: Shared<Receipt>?
  /// What returns took of their sales since the last commit, by their receipts; nil for nothing any more.
  private(set) var returns: [String: ReturnRecord?] = [:]

  package init(till: TillState = .empty, receipt: Receipt? = nil) {
    self.till = till
    sharedReceipt = receipt.map(Shared.init)
  }

  /// Folds one entry in.
  ///
  /// - Parameter number: the entry's own.
  /// - Throws: what the rules of the money refuse; the ledger is of no use then.
  package mutating func apply(_ entry: Entry, number: Int) throws(ReceiptError) {
    switch entry {
    case .flow(let start): begin(start, number)
    case .device(let outcome):
      try apply(outcome.changes)
      judge(outcome)
    case .reconciled(let document): till.core.lastDocument = max(till.lastDocument, document)
    case .terminals(let visit): try configure(visit)
    case .start(let start): begin(start)
    case .swap(_, let bundle): run(bundle)
    case .script(let change):
      run(change.to.bundle)
      var scripts = till.scripts ?? ScriptMemory(running: change.to)
      scripts.take(change)
      till.scripts = scripts
    case .refused(let refused): if refused.endsTrial { till.scripts?.trial = nil }
    case .person(let name): till.cashier = name
    case .parameter(let name, let value, _, _):
      try endIdleFlow()
      till.set(parameter: name, value)
    case .pin: break
    case .permission(let act, let by, _, let line, let extent):
      receipt?.permittedBy = by
      if act == Rights.Act.discount.rawValue, let line, let extent {
        receipt?.permit(PermittedDiscount(line: line, most: Money(checked: extent)))
      }
    case .step(let step):
      try apply(step.answered)
      try apply(step.changes)
      go(to: step)
    }
  }

  /// Does what follows a step whose changes are in.
  mutating func go(to step: Step) {
    judge(step)
    switch step.next {
    case .device(.charge(let attempt, _, _)), .device(.undo(let attempt, _, _)):
      noteAsked(attempt)
    case .device(.callService(let call)): till.note(call)
    case .prompt, .device: break
    case .end(let end): finish(end, at: step.at)
    case .fault(let fault):
      till.note(fault)
      if let receipt { till.flow?.ended = .fault(because: fault, receipt: receipt) }
      receipt = nil
    }
  }

  mutating func apply(_ change: TillChange) { till.apply(change) }

  /// What has become of the trial of the script that runs; nil where it is over.
  mutating func set(_ trial: ScriptTrial?) { till.scripts?.trial = trial }

  /// The receipt of the flow that runs, or the one a failed flow left for the next.
  var inHand: Receipt? {
    if case .fault(_, let receipt)? = till.flow?.ended { return receipt }
    return receipt
  }

  /// All that changed is written.
  mutating func settle() {
    till.parked.settle()
    returns = [:]
  }

  mutating func apply(_ changes: [Change]) throws(ReceiptError) {
    for change in changes { try apply(change) }
  }

  mutating func apply(_ change: Change) throws(ReceiptError) {
    switch change {
    case .till(.chargeAnswered(let key, let word, let at)):
      guard isAnswered(key, word, at) else { return }
      till.core.devices?.charges.take(word, of: key)
      if let record = till.unconfirmed.first(where: { $0.key == key })?.strayRefund {
        returns.updateValue(record, forKey: record.receipt)
      }
    case .till(let change): till.apply(change)
    case .receipt(let change):
      guard var receipt else { throw .noReceipt }
      self.receipt = nil  // Moved, not copied.
      defer { self.receipt = receipt }
      let tallied = till.keepsCounts ? change.tallied(on: receipt, ofSales: till.holdsReturns) : nil
      let handedBack = till.holdsMatters ? change.handedBack(on: receipt) : nil
      let charges = change.chargeMovedAt.map { (before: receipt.charges, at: $0) }
      let undone = till.listsUndone ? change.undone(on: receipt) : nil
      noteStray(change, receipt)
      let takenOver = try refund(takenOverBy: change)
      if case .correctionBegun(let original, _) = change {
        try till.requireNothingAside(of: original.sale.receipt)
      }
      // A reverse is counted as it was printed; what is in hand afterwards is the right document.
      let printed: Receipt? =
        if case .printed = change, receipt.isCorrection { receipt } else { nil }
      try receipt.apply(change)
      if till.holdsPeriods { receipt.forget(change) }
      if let takenOver { forget(takenOver) }
      if let tallied { till.tally(tallied) }
      if let handedBack {
        till.tally(undone: handedBack)
        // The change has no moment of its own.
        if let start = till.flow?.start { till.listUndone(.cashBack, handedBack, at: start.at) }
      }
      if let undone { till.count(undone: undone.attempt, undone.taken, of: receipt, at: undone.at) }
      if let charges { till.countCharges(charges.before, receipt, at: charges.at) }
      if !till.unconfirmed.isEmpty { till.core.devices?.charges.follow(change, of: receipt) }
      if let attempt = receipt.attempts.last, attempt.operation == .charge || till.holdsMatters {
        till.core.terminals.note(attempt, isNew: change.opensAttempt)
      }
      if receipt.isReturn { returns.updateValue(receipt.returnRecord, forKey: receipt.id) }
      if receipt.isCorrection {
        returns.updateValue(receipt.correctionRecord, forKey: receipt.id)
      }
      if case .guardLifted(let name, let who, false, let at) = change {
        till.note(GuardLift(name: name, receipt: receipt.id, cashier: who, at: at))
      }
      if case .printed(let document) = change {
        till.count(printed ?? receipt, document)
        till.tally(discountsOf: receipt)
        if receipt.isCorrection, receipt.isPrinted { till.note(receipt) }
        if let back = receipt.back, let allowed = back.allowed {
          let listed = ListedReturn(
            document: document.number, total: receipt.total, by: allowed.by, at: document.at)
          if allowed.isListed {
            till.note(listed)
          } else if till.listsAlone, back.sale.other == nil {
            till.noteUnwatched(listed)
          }
          if let other = back.sale.other { till.note(listed, other, isAlone: allowed.isListed) }
        }
        if receipt.isPrinted, receipt.isCorrection,
          let allowed = receipt.correcting?.allowed ?? receipt.missing?.allowed, allowed.isListed
        {
          till.noteUnseen(
            ListedReturn(
              document: document.number, total: receipt.total, by: allowed.by,
              at: document.at))
        }
        till.core.lastDocument = max(till.lastDocument, document.number)
        countTrial()
      }
    }
  }

  /// A visit comes between flows, so no script ever finds its terminals changed in the middle.
  private mutating func configure(_ visit: TerminalVisit) throws(ReceiptError) {
    try endIdleFlow()
    for change in visit.changes { till.configure(change) }
  }

  /// Ends a flow that waits with nothing in hand.
  private mutating func endIdleFlow() throws(ReceiptError) {
    guard let receipt else { return }
    guard receipt.isBlank else { throw .inHand }
    till.flow?.ended = .end(with: FlowEnd(next: nil, takesBack: nil, disposition: .discarded))
    self.receipt = nil
  }

  private mutating func begin(_ start: TillStart) {
    run(start.bundle)
    guard let script = start.script else { return }
    let running = RanScript(script: script, bundle: start.bundle, version: start.version)
    var scripts = till.scripts ?? ScriptMemory(running: running)
    // The same script on another stock library, or one that was taken a moment ago.
    if scripts.running.script == script { scripts.running = running }
    if let taken = start.taken { scripts.taken = taken }
    till.scripts = scripts
  }

  /// What was said of one script does not hold for another.
  private mutating func run(_ bundle: String) {
    if till.core.bundle != bundle {
      (till.core.lifts, till.core.stops, till.core.standsInFor) = (nil, nil, nil)
    }
    till.core.bundle = bundle
  }

  private mutating func begin(_ start: FlowStart, _ number: Int) {
    till.listSafe(before: start.name)
    till.flow = .init(entry: number, start: start, ended: nil)
    till.parked[start.receipt.id] = nil
    till.cashier = start.cashier
    if till.core.devices == nil { till.core.devices = start.till.devices }
    if till.core.drawer == nil { till.core.drawer = start.till.drawer }
    receipt = start.receipt
  }

  private mutating func finish(_ end: FlowEnd, at: Moment) {
    if end.disposition == .discarded, let receipt { till.noteCleared(receipt) }
    if end.disposition == .parked, let receipt {
      // People know it by its number, however often it is set aside.
      let number = till.flow?.start.parkedNumber ?? till.core.lastParked + 1
      till.core.lastParked = max(till.core.lastParked, number)
      till.parked[receipt.id] = ParkedReceipt(
        number: number, receipt: receipt, cashier: till.cashier, at: at)
    }
    till.flow?.ended = .end(with: end)
    receipt = nil
  }
}

// MARK: - Charges of connected terminals

extension Ledger {
  /// A void undid a charge that nobody has named: it is on the list, whatever becomes of this receipt.
  private mutating func noteStray(_ change: ReceiptChange, _ receipt: Receipt) {
    guard case .strayVoid(let id, _, _) = change, let attempt = receipt.openAttempt,
      attempt.id == id, case .mismatched(let amount) = attempt.state
    else { return }
    let key = ChargeKey(receipt: receipt.id, attempt: id)
    till.core.devices?.charges.removeAll { $0.key == key }
    till.core.devices?.charges.append(.stray(key, attempt, amount))
  }

  /// The refund without a document that a return takes over; nil of any other change.
  private func refund(
    takenOverBy change: ReceiptChange
  ) throws(ReceiptError) -> (key: ChargeKey, receipt: String)? {
    guard case .refundTakenOver(let key, let attempt, _, _) = change else { return nil }
    guard let refund = till.unconfirmed.first(where: { $0.key == key }),
      let stray = refund.strayRefund, refund.refunded == attempt.operation.refunded,
      stray.tenders.first?.amount == attempt.amount
    else { throw .nothingToRefund }
    return (key, stray.receipt)
  }

  /// It is off the list once the return has it, and no other can take it: a refusal leaves it there.
  private mutating func forget(_ refund: (key: ChargeKey, receipt: String)) {
    till.core.devices?.charges.removeAll { $0.key == refund.key }
    returns.updateValue(nil, forKey: refund.receipt)
  }

  /// A connected terminal is asked for a charge: it may be alive until the terminal has said what it
  /// came to.
  private mutating func noteAsked(_ id: Int) {
    guard let receipt, let attempt = receipt.attempts.first(where: { $0.id == id }) else { return }
    var asked = attempt
    // A void is asked about by the key of its charge, which may have fallen by it.
    if case .void(let charge) = attempt.operation { asked = receipt.attempts[charge - 1] }
    let voided = attempt.byVoid == true ? receipt.back?.sale.tender(of: attempt) : nil
    let key = ChargeKey(receipt: receipt.id, attempt: asked.id)
    till.core.devices?.charges.removeAll { $0.key == key }
    till.core.devices?.charges.append(
      UnconfirmedCharge(
        key: key, terminal: asked.terminal, amount: voided?.asked ?? asked.amount,
        since: asked.since, refunded: asked.operation.refunded, voids: voided?.since))
    if asked.id != id { till.core.devices?.charges.stand(key, by: receipt) }
  }

  /// Whether a terminal's word about a charge settles it.
  ///
  /// Of one that nobody has answered for it ends the question of its receipt, which was set aside.
  /// What the receipt refuses, because somebody typed another amount, stays a question.
  private mutating func isAnswered(_ key: ChargeKey, _ word: ChargeWord, _ at: Moment) -> Bool {
    guard let charge = till.unconfirmed.first(where: { $0.key == key }) else { return false }
    guard charge.standing == .open else { return !count(lateRefund: charge, word, at) }
    guard var receipt = till.parked[key.receipt]?.receipt,
      let outcome = word.change(of: charge, at: at)
    else { return false }
    let charges = receipt.charges
    do throws(ReceiptError) { try receipt.apply(outcome) } catch { return false }
    till.countCharges(charges, receipt, at: at)
    till.parked[key.receipt]?.receipt = receipt
    return true
  }
}

extension Ledger {
  /// Counts a refund that was made after a person's no for the return that asked for it; false where that
  /// can't take it any more.
  private mutating func count(
    lateRefund refund: UnconfirmedCharge, _ word: ChargeWord, _ at: Moment
  ) -> Bool {
    guard refund.refunded != nil, refund.standing == .ended,
      case .took(refund.amount, let reference) = word
    else { return false }
    let id = refund.key.receipt
    let isInHand = receipt?.id == id
    guard let before = isInHand ? receipt : till.parked[id]?.receipt else { return false }
    let change = ReceiptChange.refundFound(
      attempt: refund.key.attempt, by: .device(reply: reference), at: at)
    var found = before
    do throws(ReceiptError) { try found.apply(change) } catch { return false }
    till.countCharges(before.charges, found, at: at)
    till.core.devices?.charges.follow(change, of: found)
    if isInHand { receipt = found } else { till.parked[id]?.receipt = found }
    returns.updateValue(found.returnRecord, forKey: id)
    return true
  }
}

extension UnconfirmedCharge {
  /// What a refund that no return has took of its sale all the same.
  fileprivate var strayRefund: ReturnRecord? {
    guard standing == .owed, let refunded else { return nil }
    // Under a key of its own: what the return that asked for it took stands beside it.
    return ReturnRecord(
      sale: refunded.receipt, receipt: key.id, lines: [],
      tenders: [
        ReturnedTender(kind: .cashless, charge: refunded, amount: taken ?? amount)
      ])
  }
}

extension ChargeWord {
  /// What it says of the attempt of `charge`; nil where it says nothing.
  func change(of charge: UnconfirmedCharge, at: Moment) -> ReceiptChange? {
    let attempt = charge.key.attempt
    switch self {
    case .silent: return nil
    case .nothing(let reason):
      return .outcome(
        attempt: attempt, outcome: .declined, by: .device(reply: reason), at: at)
    case .took(let amount, let reference):
      let witness = Witness.device(reply: reference)
      if amount == charge.amount {
        return .outcome(attempt: attempt, outcome: .approved, by: witness, at: at)
      }
      return amount < charge.amount
        ? .approvedInPart(attempt: attempt, amount: amount, by: witness, at: at)
        : .approvedOver(attempt: attempt, amount: amount, by: witness, at: at)
    }
  }
}

extension TerminalBook {
  /// Follows a charge from its opening to what the terminal is said to have done.
  fileprivate mutating func note(_ attempt: Attempt, isNew: Bool) {
    let id = attempt.terminal.id
    if isNew {
      if attempt.operation == .charge { lastUsed = id }
      arm(id, attempt.amount, attempt.deed)
    }
    switch attempt.state {
    case .approved, .declined, .voided: disarm(id)
    case .open, .unknown, .claimed, .mismatched, .notRun: break
    }
  }
}

extension ReceiptChange {
  fileprivate var opensAttempt: Bool { if case .attemptOpened = self { true } else { false } }
}

extension Ledger {
  /// The highest document number the registrar may have without being ahead of this journal: each
  /// print and each shift's report whose outcome is missing may have come out.
  package var lastDocumentPossible: Int {
    till.lastDocument + till.unansweredReports.count
      + (receipt?.isPrinting == true ? 1 : 0) + till.parked.printingCount
  }
}
