// What the store's guards keep: a flow that stands in for the store's waits for them.

extension FlowContext {
  func isDue(guard name: String) -> Bool {
    guard terms?.hooks[name] != nil, StoreTerms.guards.contains(name) else { return false }
    return receipt.passed?.contains(name) != true && receipt.lifted?[name] == nil
      && ledger.till.core.lifts?[name] == nil
  }

  /// Where a flow stands in for the store's, what the store's guards keep waits for them.
  ///
  /// The store's own flow runs them itself, or is the store's to judge.
  func require(guard name: String) throws(ReceiptError) {
    if level != .store, isDue(guard: name) { throw .guardDue(name) }
  }

  func requireGuards(of request: WaitRequest) throws(ReceiptError) {
    switch request {
    case .refund:
      if receipt.isReturn { try requireReturnGuard() }
      return
    case .print where receipt.isReturn: return try requireReturnGuard()
    // What was sold is past whatever keeps goods.
    case .print where receipt.isCorrection: return
    case .charge, .print: break
    case .prompt(let prompt):
      switch prompt.use {
      case .cashReceived, .confirmed: break
      case .returnPIN, .returnConfirmed, .cashPromised: return try requireReturnGuard()
      default: return
      }
    case .closeShift, .void, .continuePrinting, .copyOfLast, .openShift, .readiness, .unconfirmed,
      .service, .moveCash, .interimReport, .printText:
      return
    }
    if request.takesTender { try require(guard: StoreTerms.beforeTender) }
    guard receipt.isUntouchedByMoney else { return }
    try require(guard: StoreTerms.beforePayment)
    if let name = receipt.underWay { try require(guard: name) }
  }

  /// A return whose money is in question already goes on.
  private func requireReturnGuard() throws(ReceiptError) {
    guard !receipt.hasMoneyInQuestion else { return }
    try require(guard: StoreTerms.beforeReturn)
  }
}
