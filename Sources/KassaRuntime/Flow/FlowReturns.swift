// MARK: - What a flow knows of returns and of the drawer

extension ReceiptChange {
  /// Whether it says what of a sale goes back.
  var choosesGoods: Bool {
    switch self {
    case .returnLineSet, .lineAdded, .quantitySet, .lineRemoved: true
    default: false
    }
  }
}

extension FlowContext {
  var unseenLifts: [GuardLift] { ledger.till.core.unseenLifts ?? [] }

  /// Whether lines of a return may be chosen once it took money over: nothing else went back since it began.
  var choosesTakenOver: Bool { holdsReturns && !wasSetAside }

  var latePayment: Moment? {
    guard wasSetAside, level != .last, terms?.rights?[.corrections].late ?? holdsMatters,
      receipt.type == .sale, !receipt.isCorrection, !receipt.isPrinted, !receipt.isPrinting
    else { return nil }
    return receipt.charges.filter(isLate).map(paidAt).min()
  }

  /// A transfer is paid once somebody has seen it come, maybe where no shift is open.
  private func isAwaited(_ attempt: Attempt) -> Bool {
    holdsMatters && attempt.terminal.provider == "transfer"
  }

  private func paidAt(_ attempt: Attempt, _ approval: Approval) -> Moment {
    isAwaited(attempt) ? approval.at : attempt.since
  }

  /// Whether a charge was paid in a shift since closed.
  private func isLate(_ attempt: Attempt, _ approval: Approval) -> Bool {
    if isAwaited(attempt) {
      return ledger.till.core.devices?.lastClosedAt.map { approval.at <= $0 } ?? false
    }
    // Where no shift is open, it was closed; unless one was opened of which nothing was heard yet.
    let isKnown = ledger.till.unansweredReports.isEmpty
    let isBefore = ledger.till.shift.map { attempt.since < $0.openedAt } ?? isKnown
    // A shift is opened by the registrar's clock, a charge begun by the till's: what was closed since tells.
    guard holdsMatters, ledger.till.shift != nil,
      let closed = ledger.till.core.devices?.lastClosedAt
    else { return isBefore }
    return isBefore && attempt.since <= closed
  }

  /// Why nothing is done about `request` with a registrar in that state; nil where it may.
  ///
  /// One that prints no corrections prints what was paid in a shift since closed as it is.
  func objection(to request: WaitRequest?, _ readiness: Readiness) -> Readiness.Reason? {
    guard case .print? = request, latePayment != nil, readiness.printsCorrections else {
      return readiness.reason
    }
    return .lateReceipt
  }

  /// Older programs refused it before they asked the registrar.
  var isRefusedLate: Bool { latePayment != nil && !holdsMatters }

  var mayGoToSafe: Bool {
    guard flow == "shift", let start = ledger.till.flow?.start,
      let counted = ledger.till.drawer.counted
    else { return false }
    return counted.at >= start.at && ledger.till.drawer.paidOut == .zero
  }

  var holdsPeriods: Bool { ledger.till.holdsPeriods }

  var lostPapers: [LostPaper] { ledger.till.lostPapers }

  var listsUndone: Bool { ledger.till.listsUndone }
  var unseenReturns: [ListedReturn] { ledger.till.core.unseenReturns ?? [] }
  var unseenBefore: TerminalPeriod.Tally {
    ledger.till.core.unseenBefore ?? TerminalPeriod.Tally()
  }

  var freedReturns: Int64 { (ledger.till.core.freedReturns ?? 0) + setAside { _ in true } }
  var otherReturns: Int64 {
    (ledger.till.core.otherReturns ?? 0) + setAside { $0.sale.other != nil }
  }

  /// What returns come to that a cashier alone said yes to, and that are set aside before their print.
  private func setAside(_ counts: (Returning) -> Bool) -> Int64 {
    guard holdsReturns else { return 0 }
    return ledger.till.parked.values.reduce(0) { sum, parked in
      guard let back = parked.receipt.back, back.allowed?.isListed == true, counts(back),
        !parked.receipt.isPrinted
      else { return sum }
      return sum + parked.receipt.total.kopecks
    }
  }

  func mayLeaveTheDrawer(_ amount: Money) -> Bool { ledger.till.mayLeaveTheDrawer(amount) }
}
