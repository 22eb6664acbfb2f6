import KassaRuntime

/// Results that nobody looks at, of calls that may refuse: goods that are not on the receipt, money that was
/// not taken.
enum Ignored {
  /// Calls that may refuse, and where going on is right all the same: they keep books, or a person has
  /// just read what the till said.
  private static let quiet: Set = [
    "receipt.begin_tender", "receipt.tender_heard", "receipt.end_tender", "receipt.reprice",
    "receipt.forget_unknown", "terminal.mark", "terminal.change", "cashier.restore_script",
    "services.change",
  ]

  /// Modules whose refusals are no news: the cashier has given them, or they are what is asked.
  private static let asking: Set = ["prompt", "money", "text"]

  /// Functions of the stock library that refuse as `receipt`'s do.
  static let ofStock: [String: Set<String>] = [
    "kassa.goods": ["add", "add_good", "set_quantity", "discount", "remove"]
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
      if let title = ofStock(id, reading) {
        return remark(title, ["done", "reason"], statement.line)
      }
      guard let call = reading.call(id), refuses(call.primitive), !isSure(call, reading),
        !FlowsOnly.forbids(id, call.primitive.title, reading)
      else { return nil }
      return remark(
        call.primitive.title, call.primitive.function.returns.prefix(2).map(\.name), statement.line)
    }
  }

  private static func remark(_ title: String, _ names: [String], _ line: Int) -> Remark {
    .notice(
      line, "\(title) may return nil and why, and nobody looks",
      "write local \(names.joined(separator: ", ")) = \(title) …, and tell the cashier why not")
  }

  /// Whether its declaration says that it may do nothing, and why.
  private static func refuses(_ primitive: Reading.Primitive) -> Bool {
    let returns = primitive.function.returns
    guard let first = returns.first, returns.count > 1, !asking.contains(primitive.module),
      !quiet.contains(primitive.title)
    else { return false }
    return (first.type.hasSuffix("?") || first.type.hasSuffix("|nil"))
      && returns.dropFirst().contains { ["reason", "why"].contains($0.name) }
  }

  /// A contact that a prompt has asked for as one is not refused.
  private static func isSure(
    _ call: (primitive: Reading.Primitive, arguments: [ExpressionID]), _ reading: Reading
  ) -> Bool {
    guard call.primitive.title == "receipt.contact", let contact = call.arguments.first,
      let asked = reading.call(reading.plain(contact)), asked.primitive.title == "prompt.text",
      let fields = reading.question(asked.primitive, asked.arguments)
    else { return false }
    return reading.value("format", in: fields).flatMap(reading.string) == "contact"
  }

  /// The function of the stock library that is called there, where it is one of `ofStock`.
  private static func ofStock(_ id: ExpressionID, _ reading: Reading) -> String? {
    guard case .call(let callee, _) = reading.tree[id],
      case .field(let object, let name) = reading.tree[reading.plain(callee)],
      let module = reading.required(object), ofStock[module]?.contains(name) == true
    else { return nil }
    return "\(module).\(name)"
  }
}
