import KassaRuntime

/// What only a flow may do, in a listener or another function of the store that stock flows call.
enum FlowsOnly {
  /// As a running till says it.
  private static let acts = [
    "payment.pay": "take money", "payment.resume": "take money",
    "receipt.cash": "take money", "receipt.confirm": "take money",
    "receipt.return_cash": "take money",
    "receipt.continue_printing": "print the receipt", "receipt.print": "print the receipt",
    "receipt.park": "set the receipt aside", "terminal.charge": "charge a terminal",
    "terminal.void": "charge a terminal",
  ]

  static func look(_ reading: Reading) -> [Remark] {
    let calls =
      reading.calls.map { (id: $0.id, title: $0.primitive.title) }
      + reading.stockCalls.map { (id: $0.id, title: $0.title) }
    return calls.compactMap { id, title in
      guard let act = acts[title], let name = reading.caller(of: id) else { return nil }
      return .mistake(
        reading.tree.line(of: id), "\(name) can't \(act)",
        "the flow does that: return, and let it go on")
    }
  }

  /// Whether it is one of these where it may not be.
  static func forbids(_ id: ExpressionID, _ title: String, _ reading: Reading) -> Bool {
    acts[title] != nil && reading.caller(of: id) != nil
  }
}

extension Reading {
  /// What calls the function around an expression, "on.receipt_begun"; nil where no stock flow does.
  fileprivate func caller(of id: ExpressionID) -> String? {
    guard !known.isScenario else { return nil }
    var function: Int? = tree.owners[id.number]
    while let inner = function {
      if let found = tree.calledByFlows.first(where: { $0.function == inner }) { return found.name }
      function = tree.functions[inner].parent
    }
    return nil
  }
}
