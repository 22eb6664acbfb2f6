/// Charges that their terminals have not confirmed: who looks at them, and who has seen to them.
enum TerminalUnconfirmed {
  static func functions(_ port: any FlowPort) -> [HostFunction] {
    [list(port), recheck(port), strike(port), found(port)]
  }

  private static func list(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "unconfirmed",
      summary: "Charges and refunds that a person ended and their terminal has not confirmed, "
        + "charges that a refund is owed for, refunds that no document has, "
        + "voids of another charge, charges whose slip shows another amount than their receipt.",
      returns: [
        Returned(
          "charges", "table[]",
          summary:
            "Each id, terminal, amount, at, document where it is printed, state: \"ended\", \"paid\" by a person's word, "
            + "\"owed\"; refund: whether it is one; stray: whether it is a void of another; "
            + "wrong: whether its slip shows another amount than its printed receipt; "
            + "denied where the terminal says otherwise, and taken: what it says it took."
        )
      ]
    ) { (call) throws(ScriptError) in
      call.returns(.list(port.unconfirmed.filter(\.isListed).map(\.value)))
    }
  }

  private static func recheck(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "recheck", summary: "Asks the terminal of an unconfirmed charge what became of it.",
      parameters: [Parameter("charge", .string, summary: "Its id, see unconfirmed().")],
      returns: [Returned("asked", "boolean", summary: "True; see unconfirmed() for what it said.")],
      waits: true
    ) { (call) throws(ScriptError) in
      try call.wait(port, .unconfirmed(try charge(call.string(1), call, port).key))
    }
  }

  private static func strike(_ port: any FlowPort) -> HostFunction {
    let fields = [
      Field("charge", .string, summary: "The charge's id, see unconfirmed()."),
      Field("cashier", .string, summary: "The senior who has seen to it."),
    ]
    return HostFunction(
      "strike",
      summary: "Takes an unconfirmed charge off the list by the PIN of a senior, who is kept.",
      parameters: PromptFields.parameter(fields),
      returns: PINQuestion.verdict, waits: true
    ) { (call) throws(ScriptError) in
      let fields = call.fields
      let charge = try charge(fields["charge"].string ?? "", call, port)
      let name = try call.person(of: .senior, port)
      return try PINQuestion.ask(
        .strike(charge: charge.key, by: name),
        [
          "cashier": .string(name), "amount": .int((charge.taken ?? charge.amount).kopecks),
          "terminal": .string(charge.terminal.name),
        ], call, port, asked: .init(asker: .strike))
    }
  }

  private static func found(_ port: any FlowPort) -> HostFunction {
    let fields = [
      Field("receipt", .string, summary: "The printed sale's id, see receipt.find_sales()."),
      Field(
        "charge", .integer, optional: true,
        summary: "Which of its `cards` there, from 1; the first unless told."),
    ]
    return HostFunction(
      "amount_found",
      summary:
        "Asks by «unconfirmed.amount» what the slip of a printed charge shows; another amount than its "
        + "receipt has stands among unconfirmed() until a senior has seen to it.",
      parameters: [Parameter("charge", .record(fields), summary: "Which.")],
      returns: [
        Returned("charge", "string?", summary: "Its id, see unconfirmed()."),
        Returned(
          "why", "string?",
          summary: "\"cancelled\", \"same\", or \"no_charge\" where no card paid, or it went back."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      let read = try port.read(.sale(receipt: call.fields["receipt"].string ?? ""))
      let place = Int(clamping: call.fields["charge"].int ?? 1)
      guard let text = read.string, let sale = try? SoldReceipt(jsonText: text) else {
        throw call.fail("receipt: no printed sale", "give an id of receipt.find_sales()")
      }
      let cards = sale.cards
      guard sale.isCorrected != true, cards.indices.contains(place - 1),
        let charge = UnconfirmedCharge.wrong(cards[place - 1], of: sale),
        // What its terminal may still say is not known to be another amount.
        !port.unconfirmed.contains(where: { $0.key == charge.key && $0.isWrong != true })
      else { return call.returns(.null, "no_charge") }
      let rule = AmountRule(least: Money(checked: 1), most: Money(checked: Money.kopecksMax))
      return try call.wait(
        port,
        .prompt(
          PromptRequest(
            id: "unconfirmed.amount", kind: .amount(rule: rule),
            arguments: [
              "terminal": .string(charge.terminal.name), "number": .int(Int64(sale.document)),
            ], buttons: [], hidden: [], defaultButton: nil, mayCancel: true,
            use: .drawer(use: .amountFound(charge: charge)), words: Unrecorded(nil))))
    }
  }

  private static func charge(
    _ id: String, _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) -> UnconfirmedCharge {
    guard let charge = port.unconfirmed.first(where: { $0.isListed && $0.key.id == id }) else {
      throw call.fail("no unconfirmed charge «\(id)»", "see terminal.unconfirmed()")
    }
    return charge
  }
}

extension UnconfirmedCharge {
  /// As scripts see it; amounts in kopecks.
  fileprivate var value: Value {
    [
      "id": .string(key.id), "terminal": .string(terminal.name), "amount": .int(amount.kopecks),
      "at": .int(since.milliseconds), "state": .string(standing.rawValue),
      "refund": .bool(refunded != nil), "stray": .bool(isStray == true),
      "wrong": .bool(isWrong == true), "denied": .bool(isDenied == true),
      "document": document.map { .int(Int64($0)) } ?? .null,
      "taken": taken.map { .int($0.kopecks) } ?? .null,
    ]
  }
}
