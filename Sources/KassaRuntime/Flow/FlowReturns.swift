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
    guard wasSetAside, level != .last, terms?.rights?[.corrections].late == true,
      receipt.type == .sale, !receipt.isCorrection, !receipt.isPrinted, !receipt.isPrinting,
      let first = receipt.charges.map(\.attempt.since).min()
    else { return nil }
    // Where no shift is open, it was closed; unless one was opened of which nothing was heard yet.
    let isKnown = ledger.till.unansweredReports.isEmpty
    return ledger.till.shift.map { first < $0.openedAt } ?? isKnown ? first : nil
  }

  var lostPapers: [LostPaper] { ledger.till.lostPapers }

  var unseenReturns: [ListedReturn] { ledger.till.core.unseenReturns ?? [] }

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
