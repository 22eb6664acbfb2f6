/// Refunds that terminals made after their return was left: the document of another one tells of them.
enum ReceiptTakeovers {
  static func functions(_ port: any FlowPort) -> [HostFunction] { [list(port), take(port)] }

  private static func list(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "given_back",
      summary:
        "Money of this return's sale that went back without a document: its terminal made the refund after "
        + "the return that asked for it was left.",
      returns: [
        Returned(
          "refunds", "table[]", summary: "Each id, terminal, amount, at; empty of no return.")
      ]
    ) { (call) throws(ScriptError) in
      call.returns(
        .list(
          refunds(port).map(value)))
    }
  }

  /// As a script reads such a refund.
  static func value(_ refund: UnconfirmedCharge) -> Value {
    [
      "id": .string(refund.key.id), "terminal": .string(refund.terminal.name),
      "amount": .int((refund.taken ?? refund.amount).kopecks),
      "at": .int(refund.since.milliseconds),
    ]
  }

  private static func take(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "take_over",
      summary:
        "Makes such a refund this return's, where its lines come to that; before anybody says yes to them.",
      parameters: [Parameter("id", .string, summary: "Of given_back().")],
      returns: ReceiptGoods.done
    ) { (call) throws(ScriptError) in
      let id = call.string(1)
      guard let refund = refunds(port).first(where: { $0.key.id == id }),
        let charge = refund.refunded
      else { throw call.fail("no refund «\(id)»", "see documents.given_back()") }
      // Known since this return began, or said yes beside: the next one's.
      guard port.receipt.back?.mayTakeOver(refund) == true else {
        return try call.refusal(ReceiptError.refundGiven)
      }
      let day = LocalTime(refund.since, offsetSeconds: port.offsetSeconds).date
      let attempt = Attempt(
        id: port.receipt.attempts.count + 1, operation: .refund(charge: charge),
        terminal: refund.terminal, reason: "taken over", amount: refund.taken ?? refund.amount,
        since: refund.since, day: day, proof: .button, byVoid: refund.voids == nil ? nil : true)
      return try call.change(
        port,
        .refundTakenOver(
          refund: refund.key, attempt: attempt, by: .device(reply: refund.key.id), at: port.now))
    }
  }

  private static func refunds(_ port: any FlowPort) -> [UnconfirmedCharge] {
    guard let sale = port.receipt.back?.sale.receipt else { return [] }
    return port.unconfirmed.filter { $0.standing == .owed && $0.refunded?.receipt == sale }
  }
}
