/// Giving back a printed sale: finding it, choosing what goes back, whose yes it takes, the cash of it.
enum ReceiptReturns {
  static func functions(_ port: any FlowPort) -> [HostFunction] {
    [
      find(port), begin(port), isReturn(port), owed(port), sale(port), line(port), plan(port),
      allow(port), ReceiptMoves.reason(port), ReceiptMoves.move(port), giveCash(port),
      promise(port), handOver(port),
    ]
  }

  private static func find(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "find_sales",
      summary:
        "Printed sales of this till that a text may mean: a document's number, a receipt's QR code in "
        + "either layout, an amount with its kopecks, a slip's RRN or number.",
      parameters: [Parameter("text", .string, summary: "As typed or scanned.")],
      returns: [
        Returned(
          "sales", "table[]",
          summary:
            "Each id, document, memory (tag 1041), at, total, is_left, and cards: the card charges of which "
            + "nothing went back, each terminal, amount; the newest first, some 20 at most.")
      ]
    ) { (call) throws(ScriptError) in
      call.returns(try call.read(port, .sales(text: call.string(1))))
    }
  }

  private static func begin(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "begin_return",
      summary: "Makes this receipt, on which nothing stands yet, a return of a printed sale.",
      parameters: [Parameter("id", .string, summary: "Of find_sales().")],
      returns: ReceiptGoods.done
    ) { (call) throws(ScriptError) in
      let read = try call.read(port, .sale(receipt: call.string(1)))
      guard let text = read.string, let sale = try? SoldReceipt(jsonText: text) else {
        throw call.fail("no printed sale «\(call.string(1))»", "give an id of find_sales()")
      }
      guard sale.soldBy.inn == port.seller.inn else {
        return call.returns(.null, "foreign_sale")
      }
      return try call.change(port, .returnBegun(sale: sale))
    }
  }

  private static func isReturn(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "is_return", summary: "Whether this receipt gives a printed sale back.",
      returns: [Returned("is", "boolean", summary: "See sale().")]
    ) { (call) throws(ScriptError) in call.returns(.bool(port.receipt.isReturn)) }
  }

  private static func owed(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "owed_cash", summary: "What a printed return has still to hand over.",
      returns: [Returned("kopecks", "integer", summary: "0 once it was handed over.")]
    ) { (call) throws(ScriptError) in call.returns(port.receipt.owedCash.kopecks) }
  }

  private static func sale(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "sale", summary: "The sale that this return gives back.",
      returns: [
        Returned(
          "sale", "table?",
          summary:
            "document, at, total, allowed: whether somebody said yes to the return, other: whether "
            + "this journal does not have it, and lines: each id, name, measure, quantity, left "
            + "(nil where nothing is), sum, left_sum, chosen, chosen_sum; quantities are texts. Nil of "
            + "no return.")
      ]
    ) { (call) throws(ScriptError) in
      guard let sale = port.receipt.back?.sale else { return call.returns(.null) }
      call.charge(sale.lines.count * 64)
      return call.returns([
        "document": .int(Int64(sale.document)), "at": .int(sale.at.milliseconds),
        "total": .int(sale.total.kopecks), "allowed": .bool(port.receipt.back?.allowed != nil),
        "other": .bool(sale.other != nil),
        "lines": .list(sale.lines.map { $0.value(chosen: port.receipt) }),
      ])
    }
  }

  private static func line(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "return_line", summary: "Chooses how much of a line of the sale goes back.",
      parameters: [
        Parameter("line", .integer, summary: "Its id, see sale()."),
        ReceiptGoods.someOfLine,
      ], returns: ReceiptGoods.done
    ) { (call) throws(ScriptError) in
      let quantity: Quantity?
      do { quantity = try call.optionalString(2).map(Quantity.init(parsing:)) } catch {
        return call.returns(.null, "bad_quantity")
      }
      return try call.change(
        port, .returnLineSet(line: Int(clamping: call.integer(1)), quantity: quantity))
    }
  }

  private static func plan(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "return_plan",
      summary: "What is still to be given back, and how: cards first, cash last.",
      returns: [
        Returned(
          "shares", "table[]",
          summary: "Each tender, amount, and of card money charge (for terminal.refund), terminal, "
            + "provider, last_four, may_void: whether all of it goes back and the terminal was not "
            + "settled since, may_cash: whether the store lets it go back in cash; of cash may_card, on a terminal."
        )
      ]
    ) { (call) throws(ScriptError) in
      call.returns(.list(port.receipt.returnPlan.map { $0.value(port) }))
    }
  }

  private static func allow(_ port: any FlowPort) -> HostFunction {
    let fields = [
      Field("cashier", .string, optional: true, summary: "The senior whose PIN is asked for.")
    ]
    return HostFunction(
      "allow_return",
      summary:
        "Asks for the yes that a return takes as it stands: by «return.allow» whoever is signed in, where "
        + "`rights` or nobody's PIN leave it to them, and a senior is shown it; else by «return.senior» the "
        + "PIN of a senior.",
      parameters: PromptFields.parameter(fields),
      returns: [
        Returned("allowed", "boolean?", summary: "True once money may go back."),
        Returned(
          "why", "string?",
          summary:
            "\"senior\" where `cashier` has to name one; \"late\" where its money went back on a terminal already; "
            + "\"cancelled\", or a button's id."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      if let reason = objection(port) { return try call.refusal(reason) }
      if let refusal = try drawerRefusal(call, port) { return refusal }
      if let name = try loneSayer(port) {
        if let refusal = OtherReturns.refusal(ofLone: port) {
          return call.returns(.null, .string(refusal))
        }
        let request = try PromptFields.request(
          call, port,
          .init(
            kind: .confirm, use: .returnConfirmed(by: name), hasOwnButtons: false,
            asked: .init(asker: .allowReturn, id: "return.allow")))
        return try call.wait(port, .prompt(request.cancellable(args: [:])))
      }
      guard call.fields["cashier"] != .null else { return call.returns(.null, "senior") }
      let name = try call.person(of: .senior, port)
      return try PINQuestion.ask(
        .returnPIN(by: name), ["cashier": .string(name)], call, port,
        asked: .init(asker: .allowReturn, id: "return.senior"))
    }
  }

  /// Why nobody can say yes to the return as it stands, where a cashier can mend that.
  private static func objection(_ port: any FlowPort) -> ReceiptError? {
    var copy = port.receipt
    do throws(ReceiptError) {
      try copy.apply(.returnAllowed(by: "", isListed: true, at: port.now))
      return nil
    } catch { return error.cashierReason == nil ? nil : error }
  }

  /// The refusal of a return whose cash the drawer does not hold, before any of its money moves; nil where
  /// it does.
  private static func drawerRefusal(
    _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) -> Reply? {
    let cash = port.receipt.returnPlan.reduce(0) { $1.kind == .cash ? $0 + $1.amount.kopecks : $0 }
    guard cash > 0, !port.mayLeaveTheDrawer(Money(checked: cash)) else { return nil }
    do throws(ReceiptError) { try port.change(.cashShort(at: port.now)) } catch {
      return try call.refusal(error)
    }
    return call.returns(.null, "drawer_short")
  }

  /// Whoever is signed in, where their own yes will do: the store frees such returns, or nobody who may
  /// say yes has a PIN at this till.
  private static func loneSayer(_ port: any FlowPort) throws(ScriptError) -> String? {
    let rights = port.terms?.rights ?? Rights()
    // Of a sale that this journal does not have a store frees nothing.
    let isFree = rights.frees(return: port.receipt.total.kopecks, after: port.freedReturns)
    if isFree, port.receipt.back?.sale.other == nil { return port.cashier }
    let listed = try port.listedPeople()
    let entitled = Set(People(listed).holders(of: .senior).map(\.name))
    let isAble = listed.contains { entitled.contains($0.person.name) && $0.hasPIN }
    return isAble ? nil : port.cashier
  }

  private static func giveCash(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "give_cash",
      summary:
        "Has what cash paid go back in cash, by the yes to the return; it is handed over once the return is "
        + "printed. Of a card's money `promise_cash` asks.", returns: ReceiptGoods.done
    ) { (call) throws(ScriptError) in
      guard port.receipt.returnPlan.allSatisfy({ $0.charge == nil || $0.kind == .cashless }) else {
        throw call.fail("a card's money goes back in cash", "ask by receipt.promise_cash")
      }
      if let refusal = try drawerRefusal(call, port) { return refusal }
      let by = port.receipt.back?.allowed?.by ?? ""
      return try call.change(port, .cashPromised(by: by))
    }
  }

  /// Whether a terminal may have given that charge back already, after somebody's no.
  static func mayBeAlive(_ charge: ChargeKey, _ port: any FlowPort) -> Bool {
    port.unconfirmed.contains { $0.isListed && $0.refunded == charge }
  }

  private static func promise(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "promise_cash",
      summary:
        "Asks by «return.cash» whether what is left of a return goes back in cash; it is handed over once "
        + "the return is printed.",
      parameters: PromptFields.parameter(),
      returns: [
        Returned("done", "boolean?", summary: "Whether it does."),
        Returned(
          "reason", "string?",
          summary:
            "\"cancelled\", \"drawer_short\", \"refund_unknown\", \"late\" where it went back on a terminal already."
        ),
      ], waits: true
    ) { (call) throws(ScriptError) in
      if let refusal = try drawerRefusal(call, port) { return refusal }
      let cards = port.receipt.returnPlan.filter { $0.kind == .cash }.compactMap(\.charge)
      if cards.contains(where: { mayBeAlive($0, port) }) {
        return call.returns(.null, "refund_unknown")
      }
      let request = try PromptFields.request(
        call, port,
        .init(
          kind: .confirm, use: .cashPromised, hasOwnButtons: false,
          asked: .init(asker: .promiseCash)))
      return try call.wait(port, .prompt(request.cancellable(args: [:])))
    }
  }

  private static func handOver(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "hand_over",
      summary: "Says by «return.hand_over» what cash a printed return gives, until that is done.",
      parameters: PromptFields.parameter(),
      returns: [Returned("done", "boolean", summary: "True once it was handed over.")],
      waits: true
    ) { (call) throws(ScriptError) in
      let request = try PromptFields.request(
        call, port,
        .init(
          kind: .choose, use: .cashHandedOver, hasOwnButtons: false, mayCancel: false,
          asked: .init(asker: .handOver)))
      return try call.wait(port, .prompt(request.with(args: [:])))
    }
  }
}

extension SoldLine {
  /// As a script reads it; `chosen` has what goes back now.
  fileprivate func value(chosen receipt: Receipt) -> Value {
    let chosen = receipt.lines.index(of: line).map { receipt.lines[$0] }
    return [
      "id": .int(Int64(line)), "name": .string(item.name),
      "measure": .string(item.measure.name), "quantity": .string(item.quantity.description),
      "left": left.map { .string($0.description) } ?? .null, "sum": .int(sum.kopecks),
      "left_sum": .int(sum.kopecks - backSum.kopecks),
      "chosen": chosen.map { .string($0.item.quantity.description) } ?? .null,
      "chosen_sum": chosen.map { .int($0.sum.kopecks) } ?? .null,
    ]
  }
}

extension ReturnShare {
  /// Whether its terminal may still void the charge, as far as this till knows: all of it goes back, and
  /// nobody settled the terminal since.
  func mayBeVoided(_ port: any FlowPort) -> Bool {
    guard let terminal, let charge,
      let tender = port.receipt.back?.sale.tenders.first(where: { $0.charge == charge }),
      let since = tender.since, tender.back == .zero, tender.found == nil,
      tender.paid == amount, tender.terminal?.id == terminal.id,
      // It took another amount than its receipt says, which a void would give back.
      !port.unconfirmed.contains(where: { $0.key == charge && $0.isWrong == true })
    else { return false }
    return port.periods[terminal.id]?.since.map { since > $0 } ?? true
  }

  fileprivate func value(_ port: any FlowPort) -> Value {
    var fields: [String: Value] = [
      "tender": .string(kind.rawValue), "amount": .int(amount.kopecks),
    ]
    fields["charge"] = charge.map { .string($0.id) }
    let mayMove = port.terms?.rights?.returns?.otherTender == true
    if charge != nil {
      fields["may_void"] = .bool(mayBeVoided(port))
      fields["may_cash"] = .bool(mayMove)
    } else if kind == .cash {
      fields["may_card"] = .bool(mayMove)
    }
    fields["terminal"] = terminal.map { .string($0.name) }
    fields["provider"] = terminal.map { .string($0.provider) }
    fields["last_four"] = lastFour.map(Value.string)
    return .record(fields)
  }
}
