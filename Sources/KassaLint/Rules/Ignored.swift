import KassaRuntime

/// Results that nobody looks at, of calls that may refuse.
enum Ignored {
  /// Goods that are not on the receipt, and money that was not taken.
  private static let telling: Set = [
    "receipt.add", "receipt.set_quantity", "receipt.remove", "receipt.discount", "receipt.cash",
    "receipt.confirm", "receipt.print", "terminal.charge",
  ]

  static func look(_ reading: Reading) -> [Remark] {
    reading.tree.statements.compactMap { statement in
      guard case .call(let id) = statement.kind else { return nil }
      if case .method(let object, "ask", _) = reading.tree[id],
        reading.sort(object) == .table("kassa.Service")
      {
        return .notice(
          statement.line, "a service is asked, and nobody looks at its answer",
          "write local answer, reason = …, or leave the question out")
      }
      guard let call = reading.call(id) else { return nil }
      let returns = call.primitive.function.returns
      guard telling.contains(call.primitive.title) else { return nil }
      let names = returns.prefix(2).map(\.name).joined(separator: ", ")
      return .notice(
        statement.line, "\(call.primitive.title) may return nil and why, and nobody looks",
        "write local \(names) = \(call.primitive.title) …, and tell the cashier why not")
    }
  }
}
