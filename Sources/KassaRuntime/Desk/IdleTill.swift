extension Journal {
  /// What a flow had begun is the till's to end: a receipt, a device whose outcome is missing.
  ///
  /// - Throws: `TerminalDeskError`.
  func requireIdle() throws {
    guard let flow = ledger.till.flow, flow.ended == nil else { return }
    if let receipt = ledger.receipt, !receipt.isBlank {
      throw TerminalDeskError.receiptInHand(receipt.total)
    }
    let last = try entries(from: flow.entry).last(where: \.isOfItsFlow)
    guard case .step(let step)? = last, case .prompt = step.next else {
      throw TerminalDeskError.inTheMiddle
    }
  }
}

extension Ledger {
  /// The receipt of the flow that runs, or the one a failed flow left for the next.
  var inHand: Receipt? {
    if case .fault(_, let receipt)? = till.flow?.ended { return receipt }
    return receipt
  }
}
