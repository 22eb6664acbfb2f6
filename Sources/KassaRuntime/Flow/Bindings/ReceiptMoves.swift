/// Sending what goes back another way than it came, by a senior: on another terminal, in cash, on a card.
enum ReceiptMoves {
  static func move(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "move_refund",
      summary:
        "Has what is due next go back on another terminal than took it, in the step in which a senior said yes "
        + "by cashier.require; in cash, or cash on a terminal, where `rights.returns.other_tender` lets it and a "
        + "senior other than the cashier did, or where nobody else has a PIN at this till a reason was typed at "
        + "«return.reason». A yes holds once.",
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
      // The yes was asked for with the sum of what is due next.
      guard !port.holdsReturns || share == port.receipt.returnPlan.first else {
        throw call.mistake(ReceiptError.nothingToRefund)
      }
      let wanted = call.optionalString(2)
      let isOtherTender = wanted == nil || share.kind == .cash
      let (by, reason, refusal) =
        port.holdsReturns
        ? try sayer(call, isOtherTender: isOtherTender, port)
        : try sayerBefore(call, isOtherTender: isOtherTender, port)
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
    if isOtherTender, port.terms?.rights?.returns?.otherTender != true {
      return (nil, nil, "other_tender")
    }
    let yes = port.takeYesToMove()
    var isOwn = false
    if case .person(let name)? = yes {
      isOwn = name == port.cashier
      if !isOtherTender || !isOwn { return (name, nil, "") }
    }
    guard isOtherTender else { return (nil, nil, "senior_needed") }
    let others = try port.listedPeople().filter { $0.hasPIN && $0.person.name != port.cashier }
    guard others.isEmpty else { return (nil, nil, isOwn ? "another_needed" : "senior_needed") }
    guard case .reason(let said)? = yes, said == call.optionalString(3) else {
      return (nil, nil, "reason")
    }
    return (port.cashier ?? "", try call.written(said, "reason"), "")
  }

  /// The same by the rules of older programs.
  private static func sayerBefore(
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
