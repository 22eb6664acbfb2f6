/// Sending what goes back another way than it came, by a senior: on another terminal, in cash, on a card.
enum ReceiptMoves {
  static func move(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "move_refund",
      summary:
        "Has a refund made on another terminal than took the charge, where a senior said yes in this flow; in "
        + "cash, or cash on a terminal, where `rights.returns.other_tender` lets it and a senior other than the "
        + "cashier did, or a reason is given where nobody else has a PIN at this till.",
      parameters: [
        Parameter("charge", .string, summary: "Of return_plan(); \"cash\" of what cash paid."),
        Parameter(
          "terminal", .string, optional: true,
          summary: "Of terminal.list(), of the seller's INN; nil for cash."),
        Parameter(
          "reason", .string, optional: true, summary: "What stands for a second person."),
      ],
      returns: [
        Returned("done", "boolean?", summary: "True once it goes back so."),
        Returned(
          "why", "string?", summary: "\"reason\" where one has to be given, or as in \"reason.…\"."),
      ]
    ) { (call) throws(ScriptError) in
      let id = call.string(1)
      let cash = id == "cash" ? port.receipt.back?.sale.cashKey : nil
      guard
        let charge = cash ?? port.receipt.returnPlan.first(where: { $0.charge?.id == id })?.charge,
        let share = port.receipt.share(charge)
      else { throw call.mistake(ReceiptError.nothingToRefund) }
      let wanted = call.optionalString(2)
      let isOtherTender = wanted == nil || share.kind == .cash
      let (by, reason, refusal) = try sayer(call, isOtherTender: isOtherTender, port)
      guard let by else { return call.returns(.null, .string(refusal)) }
      if isOtherTender, ReceiptReturns.mayBeAlive(charge, port) {
        return call.returns(.null, "refund_unknown")
      }
      guard let wanted else {
        return try call.change(
          port,
          .refundMoved(charge: charge, terminal: nil, by: by, reason: reason, at: port.now))
      }
      let place = try port.listedTerminals().place(
        wanted, toGiveBackFor: port.receipt.back?.sale.soldBy.inn)
      switch place {
      case .failure(let refusal): return call.returns(.null, .string(refusal.reason))
      case .success(let terminal):
        return try call.change(
          port,
          .refundMoved(charge: charge, terminal: terminal, by: by, reason: reason, at: port.now))
      }
    }
  }

  /// Who answers for it, with the reason that stands for a second person; else why nobody does.
  private static func sayer(
    _ call: borrowing Call, isOtherTender: Bool, _ port: any FlowPort
  ) throws(ScriptError) -> (by: String?, reason: String?, refusal: String) {
    guard isOtherTender else { return (try port.sayer(of: .senior), nil, "senior_needed") }
    guard port.terms?.rights?.returns?.otherTender == true else {
      return (nil, nil, "other_tender")
    }
    // Who has said yes is known without a look at the people: flows of earlier programs took none.
    let by = try port.sayer(of: .senior)
    if let by, by != port.cashier { return (by, nil, "") }
    let others = try port.listedPeople().filter { $0.hasPIN && $0.person.name != port.cashier }
    guard others.isEmpty else {
      return (nil, nil, by == nil ? "senior_needed" : "another_needed")
    }
    guard let reason = call.optionalString(3) else { return (nil, nil, "reason") }
    return (port.cashier ?? "", try call.written(reason, "reason"), "")
  }
}
