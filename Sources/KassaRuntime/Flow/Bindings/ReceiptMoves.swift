/// Sending what goes back another way than it came, by a senior: on another terminal, in cash, on a card.
enum ReceiptMoves {
  static func move(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "move_refund",
      summary:
        "Has what is due next go back on another terminal than took it, in the step in which a senior said yes "
        + "by cashier.require to just that; in cash, or cash on a terminal, where `rights.returns.other_tender` "
        + "lets it and a senior other than the cashier did, or where nobody else has a PIN at this till a reason "
        + "was given to move_reason(). A yes holds once.",
      parameters: [
        Parameter("charge", .string, summary: chargeSummary),
        Parameter("terminal", .string, optional: true, summary: terminalSummary),
        Parameter(
          "reason", .string, optional: true, summary: "What stands for a second person."),
      ],
      returns: [
        Returned("done", "boolean?", summary: "True once it goes back so."),
        Returned(
          "why", "string?", summary: "\"reason\" where one has to be given, or as in \"reason.…\"."),
      ]
    ) { (call) throws(ScriptError) in
      let (charge, share) = try due(call.string(1), call, port)
      let wanted = call.optionalString(2)
      let isOtherTender = wanted == nil || share.kind == .cash
      let (by, reason, refusal) =
        port.holdsReturns
        ? try sayer(call, isOtherTender: isOtherTender, (charge, share.amount, wanted), port)
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

  static let chargeSummary = "Of return_plan(); \"cash\" of what cash paid."
  static let terminalSummary = "Of terminal.list(), of the seller's INN; nil for cash."

  /// What a call that asks for a yes to another way says that it is for.
  static let fields = [
    Field(
      "charge", .string, optional: true, summary: chargeSummary + " Of a yes to move_refund()."),
    Field("to", .string, optional: true, summary: terminalSummary + " Where that goes then."),
  ]

  /// What the yes that a call asks for sends another way; nil where it says nothing of the kind.
  static func asked(_ call: borrowing Call, _ port: any FlowPort) throws(ScriptError) -> AskedMove?
  {
    guard let id = call.fields["charge"].string else { return nil }
    let (charge, share) = try due(id, call, port)
    guard let to = call.fields["to"].string else {
      return AskedMove(charge: charge, amount: share.amount, terminal: nil)
    }
    let place = try port.listedTerminals().place(
      to, toGiveBackFor: port.receipt.back?.sale.soldBy.inn)
    guard case .success(let terminal) = place else {
      throw call.fail("to: no money goes back on «\(to)»", "see terminal.list()")
    }
    return AskedMove(charge: charge, amount: share.amount, terminal: terminal)
  }

  /// What is due next: a yes was asked for with its sum.
  private static func due(
    _ id: String, _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) -> (ChargeKey, ReturnShare) {
    let cash = id == "cash" ? port.receipt.back?.sale.cashKey : nil
    guard
      let charge = cash ?? port.receipt.returnPlan.first(where: { $0.charge?.id == id })?.charge,
      let share = port.receipt.share(charge),
      !port.holdsReturns || share == port.receipt.returnPlan.first
    else { throw call.mistake(ReceiptError.nothingToRefund) }
    return (charge, share)
  }

  static func reason(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "move_reason",
      summary:
        "Asks by «return.reason» why what is due next goes back another way, where nobody else has a PIN at this "
        + "till: what is typed lets move_refund() do just that, once.",
      parameters: PromptFields.parameter(fields),
      returns: [
        Returned("reason", "string?", summary: "What was typed."),
        Returned("why", "string?", summary: "\"cancelled\"."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      guard let move = try asked(call, port) else {
        throw call.fail("charge: one of return_plan() was expected", "say what goes back")
      }
      var request = try PromptFields.request(
        call, port,
        .init(
          kind: .text(rule: TextRule(format: .free, most: 64)), asked: .init(asker: .moveReason))
      )
      .cancellable(args: [:])
      request.move = move
      return try call.wait(port, .prompt(request))
    }
  }

  /// Who answers for it, with the reason that stands for a second person; else why nobody does.
  private static func sayer(
    _ call: borrowing Call, isOtherTender: Bool,
    _ wanted: (charge: ChargeKey, amount: Money, terminal: String?), _ port: any FlowPort
  ) throws(ScriptError) -> (by: String?, reason: String?, refusal: String) {
    if isOtherTender, port.terms?.rights?.returns?.otherTender != true {
      return (nil, nil, "other_tender")
    }
    var yes = port.takeYesToMove()
    // A yes to another sum, or to another place, is none.
    if let move = yes?.move, (move.charge, move.amount, move.terminal?.id) != wanted { yes = nil }
    var isOwn = false
    if case .person(let name, _)? = yes {
      isOwn = name == port.cashier
      if !isOtherTender || !isOwn { return (name, nil, "") }
    }
    guard isOtherTender else { return (nil, nil, "senior_needed") }
    let others = try port.listedPeople().filter { $0.hasPIN && $0.person.name != port.cashier }
    guard others.isEmpty else { return (nil, nil, isOwn ? "another_needed" : "senior_needed") }
    guard case .reason(let said, _)? = yes, said == call.optionalString(3) else {
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
