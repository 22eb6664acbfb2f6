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
