/// Cash, other tenders and the print: what is taken is what was answered.
enum ReceiptPayments {
  static func functions(_ port: any FlowPort) -> [HostFunction] {
    [
      cash(port), returnCash(port), confirm(port),
      device(
        port, "print",
        "Prints the receipt, once it is paid; one of nothing once the cashier has said yes to "
          + "«print.nothing».", .print),
      device(
        port, "continue_printing", "Prints the rest after paper ran out.", .continuePrinting),
      device(port, "copy", "Prints a copy of the last receipt.", .copyOfLast),
    ]
  }

  private static func cash(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "cash", summary: "Takes cash: asks by «payment.cash» what was handed over.",
      parameters: PromptFields.parameter(PromptFields.choice),
      returns: [
        Returned("kopecks", "integer?", summary: "What was handed over."),
        Returned(
          "reason", "string?",
          summary: "\"cancelled\", \"late\" where a charge was found to have taken money, or "
            + "\"method_mismatch\" where lines on credit are not covered yet."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      let due = port.receipt.due
      guard due > .zero else { throw call.mistake(ReceiptError.nothingDue) }
      guard SettlementRoom(port.receipt).left(for: .cash) == due else {
        return try call.refusal(ReceiptError.methodMismatch(.cash))
      }
      let rule = AmountRule(
        least: Money(checked: 1), most: Cash.most(due), offered: Cash.offered(due))
      let request = try PromptFields.request(
        call, port,
        .init(
          kind: .amount(rule: rule), use: .cashReceived, asked: .init(asker: .cash)))
      return try call.wait(port, .prompt(request))
    }
  }

  private static func returnCash(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "return_cash", summary: "Gives taken cash back, by «payment.return_cash».",
      parameters: PromptFields.parameter(),
      returns: [Returned("done", "boolean", summary: "True once it is back.")], waits: true
    ) { (call) throws(ScriptError) in
      let request = try PromptFields.request(
        call, port,
        .init(
          kind: .choose, use: .cashReturned, hasOwnButtons: false, mayCancel: false,
          asked: .init(asker: .returnCash)))
      return try call.wait(port, .prompt(request.withButton("returned")))
    }
  }

  private static func confirm(_ port: any FlowPort) -> HostFunction {
    let kinds = [TenderKind.prepaid, .credit, .other]
    let fields = [
      Field("tender", .oneOf(kinds.map(\.rawValue)), summary: "Which kind."),
      Field("amount", .money, summary: "How much of what is due.", unit: "kopecks"),
    ]
    return HostFunction(
      "confirm", summary: "Covers part of the receipt otherwise: asks by its stock prompt.",
      parameters: [
        Parameter("tender", .record(fields), summary: "The kind and the amount.")
      ],
      returns: [
        Returned("done", "boolean?", summary: "Whether it was confirmed."),
        Returned("reason", "string?", summary: "Why not, as in the words \"reason.…\"."),
      ],
      waits: true
    ) { (call) throws(ScriptError) in
      let fields = call.fields
      guard let kind = fields["tender"].string.flatMap(TenderKind.init) else {
        throw call.fail("tender: an unknown kind")
      }
      let amount = try call.money(fields["amount"].int ?? 0, "amount")
      var copy = port.receipt
      do throws(ReceiptError) {
        try copy.apply(.confirmed(kind: kind, amount: amount, cashier: ""))
      } catch {
        throw call.mistake(error)
      }
      return try call.wait(
        port,
        .prompt(
          PromptRequest(
            id: "tender.\(kind.rawValue)", kind: .confirm,
            arguments: ["amount": .int(amount.kopecks)], buttons: [], hidden: [],
            defaultButton: nil, mayCancel: true, use: .confirmed(kind: kind, amount: amount),
            words: Unrecorded(nil))))
    }
  }

  private static func device(
    _ port: any FlowPort, _ name: String, _ summary: String, _ request: WaitRequest
  ) -> HostFunction {
    HostFunction(
      name, summary: summary,
      returns: [
        Returned("document", "table?", summary: "number and paper: \"complete\", \"interrupted\"."),
        Returned(
          "why", "string?",
          summary: "\"not_ready\", \"refused\", \"not_printed\", \"unreachable\" or \"cancelled\"."),
        Returned("reason", "string?", summary: "As in the words \"reason.…\"."),
      ], waits: true
    ) { (call) throws(ScriptError) in try call.wait(port, request) }
  }
}

/// What people hand over for a sum.
private enum Cash {
  /// Change is given for one large note, not for a slip of the finger.
  static func most(_ due: Money) -> Money {
    Money(checked: min(Money.kopecksMax, due.kopecks + 10_000_000))
  }

  /// The exact sum, then what it rounds up to in notes.
  static func offered(_ due: Money) -> [Money] {
    var amounts = [due]
    for note: Int64 in [10_000, 50_000, 100_000, 500_000] {
      let rounded = (due.kopecks + note - 1) / note * note
      guard rounded <= most(due).kopecks else { continue }
      let amount = Money(checked: rounded)
      if !amounts.contains(amount) { amounts.append(amount) }
    }
    return amounts
  }
}

extension PromptRequest {
  /// This request with exactly that button.
  fileprivate func withButton(_ id: String) -> PromptRequest {
    PromptRequest(
      id: self.id, kind: kind, arguments: arguments, buttons: [id], hidden: [],
      defaultButton: nil, mayCancel: false, use: use, words: words)
  }
}
