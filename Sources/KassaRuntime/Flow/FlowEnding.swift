// MARK: - How a flow ends

extension FlowRun {
  func end(_ values: [Value]) -> Progress {
    let (next, taken) = (values.first ?? .null, values.dropFirst().first ?? .null)
    if let objection = objection(next: next, taking: taken) { return fault(.error, objection) }
    return end(next: next.string, taking: taken.string)
  }

  /// What is wrong with what the flow returned: a mistake there would lose the goods unseen.
  private func objection(next: Value, taking taken: Value) -> String? {
    let names = StoreManifest.flows
    guard next == .null || next.string.map(names.contains) == true else {
      return "flows.\(start.name): the name of a flow was expected, one of "
        + "\(names.sorted().joined(separator: ", ")), got \(next.shown); return one of them, or nothing"
    }
    let parked = context.ledger.till.parked
    guard
      taken == .null
        || taken.string.map({ parked[$0] != nil || $0 == context.receipt.id }) == true
    else {
      return "flows.\(start.name): the id of a receipt set aside was expected, got \(taken.shown); "
        + "return one of receipt.parked(), or nothing after the flow"
    }
    return nil
  }

  private func end(next name: String?, taking taken: String?) -> Progress {
    let receipt = context.receipt
    let isSetAside = context.isParkRequested && !receipt.lines.isEmpty && !receipt.isPrinted
    if isSetAside, !receipt.hasMoneyInQuestion, let objection = context.spend(\.parked) {
      return fault(.killed, objection)
    }
    if let objection = context.spend(\.flows) { return fault(.killed, objection) }
    let disposition: FlowEnd.Disposition =
      if receipt.isReturn || receipt.isCorrection {
        receipt.hasMoneyInQuestion ? .parked : receipt.isPrinted ? .printed : .discarded
      } else if receipt.isPrinted { .printed } else if receipt.hasMoneyInQuestion {
        .parked
      } else if receipt.lines.isEmpty {
        .none
      } else if context.isParkRequested || !receipt.tenders.isEmpty {
        .parked
      } else {
        .discarded
      }
    return next(.end(with: FlowEnd(next: name, takesBack: taken, disposition: disposition)))
  }
}

extension FlowRun {
  /// The receipt whose notes the next flow takes over; nil for none: what was noted of one without goods, also
  /// where a return or a correction was begun on it and left.
  func noted(after end: FlowEnd) -> Receipt? {
    if end.disposition == .none { return context.receipt }
    let (left, before) = (context.receipt, start.receipt)
    guard end.disposition == .discarded, left.isReturn || left.isCorrection, !before.isReturn,
      !before.isCorrection
    else { return nil }
    return before
  }
}
