// MARK: - What a tender that is not taken undoes

extension FlowContext {
  func beginTender() throws(ReceiptError) {
    try change(.tenderBegun)
    keptForTender = keptChanges..<keptChanges
  }

  func hearTender(withKept: Bool) throws(ReceiptError) {
    try change(.tenderHeard)
    if withKept { keptForTender = min(keptForTender.lowerBound, keptChanges)..<keptChanges }
  }

  /// Durable values go back as long as the flow that changed them goes on: no flow after it knows what
  /// they were.
  func endTender(taken: Bool) throws(ReceiptError) {
    try change(.tenderOver(isTaken: taken))
    let kept = keptForTender.clamped(to: 0..<keptChanges)
    keptForTender = 0..<0
    guard !taken else { return }
    for each in keptBefore[kept].reversed() { try change(.kept(change: each)) }
  }
}
