// Cash that pays for nothing: what is asked before it moves, and what is told of it.

extension FlowRun {
  func move(_ cash: CashAsked, _ request: WaitRequest) throws -> Progress {
    guard context.ledger.till.mayMove(cash) else { return short() }
    return ask(request, .cash(cash))
  }

  /// The drawer holds less: that is all that is said.
  func short() -> Progress {
    do { try context.change(.cashShort(at: context.now)) } catch {
      return fault(.error, String(describing: error))
    }
    return drive { script.resume([.null, "refused", "drawer_short"]) }
  }

  func movement(_ cash: CashAsked) -> CashMovement {
    let (cashier, terms) = (context.cashier ?? "", start.terms ?? StoreTerms())
    let moved = context.ledger.till.drawer
    var allowed: String?
    if let asked = (terms.rights ?? Rights()).asked(by: cash) {
      let isEntitled = People(all: terms.people).holds(cashier, asked.role)
      allowed = isEntitled ? cashier : context.receipt.permittedBy
    }
    return CashMovement(
      direction: cash.direction, amount: cash.amount, reason: cash.reason, by: cashier,
      allowedBy: allowed, at: context.now,
      // One flow may move cash twice in a moment.
      key: "\(context.receipt.id)-cash-\(context.now.milliseconds)"
        + "-\(moved.paidIn.kopecks)-\(moved.paidOut.kopecks)",
      isToSafe: start.listsAlone == true ? cash.isToSafe : nil)
  }
}

extension TillState {
  func mayMove(_ cash: CashAsked) -> Bool {
    cash.direction == .inward || mayLeaveTheDrawer(cash.amount)
  }
}
