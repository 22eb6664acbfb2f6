/// Putting a printed document right: what was wrong, what should have been, whose yes it takes.
enum ReceiptCorrections {
  static func functions(_ port: any FlowPort) -> [HostFunction] {
    [
      begin(port), day(port), missing(port), late(port), beginLate(port), dropLate(port),
      correction(port), line(port), cash(port), slip(port), allow(port),
    ]
  }

  private static func begin(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "begin_correction",
      summary: "Makes this receipt, on which nothing stands yet, the correction of a printed sale.",
      parameters: [
        Parameter("id", .string, summary: "Of receipt.find_sales()."),
        Parameter(
          "wrong", .oneOf(Correcting.Wrong.allCases.map(\.rawValue)),
          summary: "What was wrong; of what nobody paid the reverse stands alone."),
      ], returns: ReceiptGoods.done
    ) { (call) throws(ScriptError) in
      let read = try call.read(port, .corrected(receipt: call.string(1)))
      guard let text = read.string, var original = try? CorrectedDocument(jsonText: text),
        let wrong = Correcting.Wrong(rawValue: call.string(2))
      else { return call.returns(.null, "no_sale") }
      guard original.sale.soldBy.inn == port.seller.inn else {
        return call.returns(.null, "foreign_sale")
      }
      let local = LocalTime(original.sale.at, offsetSeconds: port.offsetSeconds)
      original.day = String(local.iso.prefix(10))
      return try call.change(port, .correctionBegun(original: original, wrong: wrong))
    }
  }

  private static func missing(_ port: any FlowPort) -> HostFunction {
    let fields = [
      Field("day", .string, summary: "Of the sale: \"26.11.2026\" or \"2026-11-26\"."),
      Field(
        "basis", .string, summary: "The number of the statement, up to 32 characters (tag 1179)."),
    ]
    return HostFunction(
      "begin_missing",
      summary:
        "Makes this receipt, on which nothing stands yet, the correction receipt of a sale that had "
        + "none, by a statement of today's. Its goods are added like any.",
      parameters: [Parameter("sale", .record(fields), summary: "Which sale.")],
      returns: ReceiptGoods.done
    ) { (call) throws(ScriptError) in
      let today = LocalTime(port.now, offsetSeconds: port.offsetSeconds)
      guard let (day, end) = day(call.fields["day"].string ?? "", port.offsetSeconds),
        day <= today.date
      else { return call.returns(.null, "bad_date") }
      let basis = try call.written(call.fields["basis"].string, "basis", most: 32)
      return try call.change(
        port,
        .missingBegun(
          sale: MissingSale(
            day: day, at: day == today.date ? port.now : end, basis: basis,
            basisDate: today.date)))
    }
  }

  private static func late(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "late",
      summary:
        "When a card paid this receipt, which was set aside, where that was in a shift since closed and "
        + "`rights.corrections.late` has a correction make up for its document: a registrar that prints "
        + "corrections prints it no otherwise.",
      returns: [
        Returned(
          "at", "integer?", summary: "Milliseconds since 1970; nil of a receipt that prints.")
      ]
    ) { (call) throws(ScriptError) in
      call.returns(port.latePayment.map { .int($0.milliseconds) } ?? .null)
    }
  }

  private static func beginLate(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "begin_late",
      summary: "Makes this receipt, see late(), the correction receipt of its own sale.",
      parameters: [
        Parameter(
          "basis", .string,
          summary: "The number of a statement of today's, up to 32 characters (tag 1179).")
      ], returns: ReceiptGoods.done
    ) { (call) throws(ScriptError) in
      guard let at = port.latePayment else { throw call.fail("the receipt prints", "see late()") }
      let basis = try call.written(call.string(1), "basis", most: 32)
      return try call.change(
        port,
        .missingBegun(
          sale: MissingSale(
            day: LocalTime(at, offsetSeconds: port.offsetSeconds).date, at: at, basis: basis,
            basisDate: LocalTime(port.now, offsetSeconds: port.offsetSeconds).date,
            cash: port.receipt.covered(by: .cash), isLate: true)))
    }
  }

  private static func dropLate(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "drop_late",
      summary:
        "Makes this receipt, see begin_late(), what it was when it was set aside, as long as no print of it was "
        + "begun: its money can go back again.",
      returns: [Returned("dropped", "boolean", summary: "False of any other receipt.")]
    ) { (call) throws(ScriptError) in
      guard port.receipt.isLate, !port.receipt.isPrinting, !port.receipt.isPrinted else {
        return call.returns(false)
      }
      _ = try call.change(port, .lateDropped)
      return call.returns(true)
    }
  }

  private static func day(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "sale_day", summary: "Whether a sale can have been on a day that somebody typed.",
      parameters: [
        Parameter("text", .string, summary: "\"26.11.2026\" or \"2026-11-26\".")
      ],
      returns: [
        Returned("day", "string?", summary: "As \"2026-11-26\", today at the latest."),
        Returned("reason", "string?", summary: "\"bad_date\"."),
      ]
    ) { (call) throws(ScriptError) in
      let today = LocalTime(port.now, offsetSeconds: port.offsetSeconds)
      guard let (day, _) = day(call.string(1), port.offsetSeconds), day <= today.date else {
        return call.returns(.null, "bad_date")
      }
      return call.returns(.string(day))
    }
  }

  /// A date as people type it, as "2026-11-26", and when it is over; nil where it is none.
  static func day(_ text: String, _ offsetSeconds: Int) -> (String, end: Moment)? {
    let parts = text.split(whereSeparator: { ".-/".contains($0) }).map(String.init)
    guard parts.count == 3, parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }) else { return nil }
    let ordered = parts[0].count == 4 ? parts : parts.reversed()
    guard let year = Int(ordered[0]), let month = Int(ordered[1]), let day = Int(ordered[2]),
      (2000...2999).contains(year),
      let end = LocalTime.moment(
        year: year, month: month, day: day, hour: 23, minute: 59, second: 59,
        offsetSeconds: offsetSeconds)
    else { return nil }
    return (LocalTime(end, offsetSeconds: offsetSeconds).date, end)
  }

  private static func correction(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "correction", summary: "The correction that this receipt is.",
      returns: [
        Returned(
          "correction", "table?",
          summary:
            "document, at, wrong (\"missing\" where there was no document), owed (whether its right document is still to be printed), "
            + "allowed: whether somebody said yes, "
            + "before and after: each total, cash, card, and lines with id, name, price, quantity, measure, sum; "
            + "after is nil of what nobody paid; slip, what needs one in kopecks; cash_moves, by how much "
            + "the drawer should hold more. Nil of any other receipt.")
      ]
    ) { (call) throws(ScriptError) in
      guard let correcting = port.receipt.correcting else {
        return call.returns(port.receipt.missingValue)
      }
      call.charge(correcting.sale.lines.count * 128)
      return call.returns(correcting.value(isOwed: port.receipt.owesDocument))
    }
  }

  private static func line(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "right_line", summary: "Says what a line of the original should have been.",
      parameters: [
        Parameter("line", .integer, summary: "Its id, see correction()."),
        ReceiptGoods.someOfLine,
        Parameter(
          "price", .integer, optional: true, summary: "Kopecks for one; nil for the one it had."),
      ], returns: ReceiptGoods.done
    ) { (call) throws(ScriptError) in
      let quantity: Quantity?
      do { quantity = try call.optionalString(2).map(Quantity.init(parsing:)) } catch {
        return call.returns(.null, "bad_quantity")
      }
      var price: Money?
      if let kopecks = call.optionalInteger(3) { price = try call.money(kopecks, "price") }
      return try call.change(
        port, .rightLineSet(line: Int(clamping: call.integer(1)), quantity: quantity, price: price))
    }
  }

  private static func cash(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "right_cash",
      summary: "Says how much of the right document cash paid; what nothing else paid, cards did.",
      parameters: [Parameter("kopecks", .integer, summary: "Whole kopecks.")],
      returns: ReceiptGoods.done
    ) { (call) throws(ScriptError) in
      try call.change(port, .rightCashSet(cash: try call.money(call.integer(1), "kopecks")))
    }
  }

  private static func slip(_ port: any FlowPort) -> HostFunction {
    let fields = [
      Field("terminal", .string, summary: "The id of the terminal that the slip is of.")
    ]
    return HostFunction(
      "right_slip",
      summary:
        "Asks by «correction.slip» for the number of the slip of card money that no charge shows: one "
        + "that no receipt has used.",
      parameters: PromptFields.parameter(fields),
      returns: [
        Returned("done", "boolean?", summary: "Whether it was taken."),
        Returned(
          "why", "string?", summary: "\"cancelled\", or \"duplicate\" where a receipt has used it."),
        Returned("used", "table?", summary: "Of a duplicate: number, at."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      let id = call.fields["terminal"].string ?? ""
      guard let terminal = try port.listedTerminals().first(where: { $0.id == id }) else {
        throw call.fail("terminal: no terminal «\(id)»", "see terminal.list()")
      }
      let request = try PromptFields.request(
        call, port,
        .init(
          kind: .text(rule: TextRule(format: .digits, most: 12)),
          use: .correctionSlip(
            terminal: TerminalReference(
              id: terminal.id, name: terminal.name, provider: terminal.provider)),
          asked: .init(asker: .rightSlip)))
      return try call.wait(port, .prompt(request.cancellable(args: [:])))
    }
  }

  private static func allow(_ port: any FlowPort) -> HostFunction {
    let fields = [
      Field(
        "reason", .string, optional: true,
        summary: "What stands for a second person where nobody else has a PIN here.")
    ]
    return HostFunction(
      "allow_correction",
      summary:
        "Asks by «correction.allow» for the yes that both documents take as they stand: a senior's by "
        + "a PIN; where the drawer should hold less by it, one of somebody else than stands here too.",
      parameters: PromptFields.parameter(fields),
      returns: [
        Returned("allowed", "boolean?", summary: "True once they may be printed."),
        Returned(
          "why", "string?",
          summary: "\"reason\" where one has to be given; \"cancelled\", or as in \"reason.…\"."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      guard port.receipt.isCorrection else {
        throw call.mistake(ReceiptError.noCorrection)
      }
      let moves = port.receipt.correcting?.drawerMoves ?? 0
      if let error = objection(port) { return try call.refusal(error) }
      var reason: String?
      if let given = call.fields["reason"].string { reason = try call.written(given, "reason") }
      let listed = try port.listedPeople()
      let isAlone = !listed.contains { $0.hasPIN && $0.person.name != port.cashier }
      guard moves >= 0 || !isAlone || reason != nil else {
        return call.returns(.null, "reason")
      }
      let isSenior = People(listed).holds(port.cashier, .senior)
      let request = try PromptFields.request(
        call, port,
        .init(
          kind: .confirm,
          use: .correctionConfirmed(isSenior: isSenior, reason: isAlone ? reason : nil),
          hasOwnButtons: false, asked: .init(asker: .allowCorrection)))
      return try call.wait(port, .prompt(request.cancellable(args: [:])))
    }
  }

  /// Why nobody can say yes to the correction as it stands, where a cashier can mend that.
  private static func objection(_ port: any FlowPort) -> ReceiptError? {
    var copy = port.receipt
    let allowance = CorrectionAllowance(
      by: "", with: nil, reason: nil, isListed: false, at: port.now)
    do throws(ReceiptError) {
      try copy.apply(.correctionAllowed(allowance: allowance))
      return nil
    } catch { return error.cashierReason == nil ? nil : error }
  }
}

extension Correcting {
  /// As a script reads it.
  fileprivate func value(isOwed: Bool) -> Value {
    let before: Value = [
      "total": .int(sale.total.kopecks), "cash": .int(sale.paid(.cash).kopecks),
      "card": .int(sale.paid(.cashless).kopecks),
      "lines": .list(
        sale.lines.map { Self.line($0.line, $0.item, sum: $0.sum) }),
    ]
    let after: Value =
      right.map { right in
        [
          "total": .int(right.lines.sum), "cash": .int(right.cash.kopecks),
          "card": .int(rightCard.kopecks),
          "lines": .list(right.lines.map { Self.line($0.id, $0.item, sum: $0.sum) }),
        ]
      } ?? .null
    return [
      "document": .int(Int64(sale.document)), "at": .int(sale.at.milliseconds),
      "wrong": .string(wrong.rawValue), "owed": .bool(isOwed), "before": before, "after": after,
      "slip": .int(cardWithoutCharge.kopecks), "cash_moves": .int(drawerMoves),
      "allowed": .bool(allowed != nil),
    ]
  }

  fileprivate static func line(_ id: Int, _ item: Item, sum: Money) -> Value {
    [
      "id": .int(Int64(id)), "name": .string(item.name), "price": .int(item.price.kopecks),
      "quantity": .string(item.quantity.description), "measure": .string(item.measure.name),
      "sum": .int(sum.kopecks),
    ]
  }
}

extension Receipt {
  /// A sale that had no document, as a script reads it; null of any other receipt.
  fileprivate var missingValue: Value {
    guard let missing else { return .null }
    return [
      "at": .int(missing.at.milliseconds), "wrong": "missing", "owed": false,
      "after": [
        "total": .int(total.kopecks), "cash": .int(missing.cash.kopecks),
        "card": .int(isLate ? charged.kopecks : missingCard.kopecks),
        "lines": .list(lines.map { Correcting.line($0.id, $0.item, sum: $0.sum) }),
      ],
      "slip": .int(missingCard.kopecks), "cash_moves": 0, "allowed": .bool(missing.allowed != nil),
    ]
  }
}
