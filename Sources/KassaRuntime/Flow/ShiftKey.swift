extension FlowRun {
  /// The key of a shift's report.
  ///
  /// The same until the registrar has answered: a report whose reply was lost is not printed again.
  func shiftKey(_ kind: String) -> String {
    let till = start.receipt.id.prefix { $0 != "-" }
    return "\(till)-\(kind)-\(context.ledger.till.lastDocument)"
  }
}
