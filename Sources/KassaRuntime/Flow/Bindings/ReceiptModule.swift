/// `receipt`: the flow's receipt, its goods, its payment and its print.
enum ReceiptModule {
  static func module(_ port: any FlowPort) -> HostModule {
    HostModule(
      "receipt", summary: "The receipt of this flow.",
      types: [ScriptTypes.line, ScriptTypes.good, ScriptTypes.parked],
      functions: ReceiptGoods.functions(port) + figures(port) + [
        due(port), id(port), count(port), departments(port), lines(port), line(port), has(port),
        memo(port), forget(port),
      ]
        + ReceiptPrices.functions(port) + ReceiptPayments.functions(port)
        + ReceiptReturns.functions(port) + ReceiptGuards.functions(port) + [
          parked(port), park(port), snapshot(port), restore(port),
        ])
  }

  private static func figures(_ port: any FlowPort) -> [HostFunction] {
    let amounts: [(String, String, (Receipt) -> Money)] = [
      ("total", "What the goods cost.", \.total),
      ("charged", "What cards have paid; of a return, what they got back.", \.charged),
      ("received", "What cash was handed over.", \.received),
      ("change", "What goes back out of the cash.", \.change),
    ]
    let flags: [(String, String, (Receipt) -> Bool)] = [
      ("is_printed", "Whether the receipt is printed.", \.isPrinted),
      ("is_printing", "Whether nobody knows yet if it came out.", \.isPrinting),
      ("is_detached", "Whether an open charge of it was set aside.", \.detached),
    ]
    return amounts.map { name, summary, amount in
      HostFunction(
        name, summary: summary,
        returns: [Returned("kopecks", "integer", summary: "Whole kopecks.")]
      ) { (call) throws(ScriptError) in call.returns(amount(port.receipt).kopecks) }
    }
      + flags.map { name, summary, flag in
        HostFunction(
          name, summary: summary, returns: [Returned("is", "boolean", summary: summary)]
        ) { (call) throws(ScriptError) in call.returns(flag(port.receipt)) }
      }
  }

  private static func due(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "due", summary: "What is still to be paid, or of it what may be paid so.",
      parameters: [
        Parameter(
          "tender", .oneOf(TenderKind.allCases.map(\.rawValue)), optional: true,
          summary: "Lines on credit are paid by \"credit\" alone.")
      ], returns: [Returned("kopecks", "integer", summary: "Whole kopecks.")]
    ) { (call) throws(ScriptError) in
      guard let kind = call.optionalString(1).flatMap(TenderKind.init) else {
        return call.returns(port.receipt.due.kopecks)
      }
      call.charge(port.receipt.lines.count * 16)
      return call.returns(SettlementRoom(port.receipt).left(for: kind).kopecks)
    }
  }

  private static func id(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "id", summary: "What this receipt is called at all tills.",
      returns: [Returned("id", "string", summary: "Unique.")]
    ) { (call) throws(ScriptError) in call.returns(port.receipt.id) }
  }

  private static func forget(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "forget", summary: "Removes what is remembered under the key.",
      parameters: [Parameter("key", .string, summary: "1 to 64 characters.")],
      returns: [Returned("done", "boolean", summary: "True.")]
    ) { (call) throws(ScriptError) in
      try call.change(port, .memoSet(key: call.string(1), value: .null))
    }
  }

  private static func lines(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "lines", summary: "The lines, in order.",
      returns: [
        Returned(
          "lines", "receipt.Line[]", summary: "A copy; changed by the functions of `receipt`.")
      ]
    ) { (call) throws(ScriptError) in call.returns(.list(port.receipt.lines.map(\.value))) }
  }

  private static func count(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "count", summary: "How many lines there are; `lines` copies all of them.",
      returns: [Returned("count", "integer", summary: "From 0.")]
    ) { (call) throws(ScriptError) in call.returns(Int64(port.receipt.lines.count)) }
  }

  private static func departments(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "departments", summary: "The departments that the lines are of.",
      returns: [Returned("departments", "string[]", summary: "Each once, in the lines' order.")]
    ) { (call) throws(ScriptError) in
      let lines = port.receipt.lines
      call.charge(lines.count * 16)
      var departments: [Value] = []
      for case let name? in lines.lazy.map(\.item.department)
      where !departments.contains(.string(name)) { departments.append(.string(name)) }
      return call.returns(.list(departments))
    }
  }

  private static func line(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "line", summary: "One line; the last where none is named.",
      parameters: [Parameter("line", .integer, optional: true, summary: "Its id.")],
      returns: [Returned("line", "receipt.Line?", summary: "Nil where there is none.")]
    ) { (call) throws(ScriptError) in
      let lines = port.receipt.lines
      guard let id = call.optionalInteger(1) else {
        return call.returns(lines.last?.value ?? .null)
      }
      let index = lines.index(of: Int(clamping: id))
      return call.returns(index.map { lines[$0].value } ?? .null)
    }
  }

  private static func has(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "has", summary: "Whether a line has all of these.",
      parameters: [
        Parameter(
          "like",
          .record([
            Field("department", .string, optional: true, summary: "The store's own grouping."),
            Field("barcode", .string, optional: true, summary: "What was scanned."),
            Field("name", .string, optional: true, summary: "The whole name."),
          ]), summary: "What the line is to have.")
      ], returns: [Returned("has", "boolean", summary: "Whether one does.")]
    ) { (call) throws(ScriptError) in
      let like = call.fields
      let lines = port.receipt.lines
      call.charge(lines.count * 16)
      return call.returns(
        lines.contains { line in
          like["department"].isMissingOr(line.item.department)
            && like["barcode"].isMissingOr(line.item.barcode)
            && like["name"].isMissingOr(line.item.name)
        })
    }
  }

  private static func snapshot(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "snapshot",
      summary: "Remembers the goods, the contact, the memo and durable values as they are.",
      returns: [Returned("snapshot", "integer", summary: "For `restore`, in this flow.")]
    ) { (call) throws(ScriptError) in call.returns(Int64(port.snapshot())) }
  }

  private static func restore(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "restore",
      summary: "Brings back the goods, the contact, the memo and durable values of a snapshot.",
      parameters: [Parameter("snapshot", .integer, summary: "What `snapshot` returned.")],
      returns: [
        Returned("done", "boolean?", summary: "True, or nil when the receipt refused."),
        Returned("reason", "string?", summary: "Why, as in the words \"reason.…\"."),
      ]
    ) { (call) throws(ScriptError) in
      do throws(ReceiptError) { try port.restore(Int(clamping: call.integer(1))) } catch {
        return try call.refusal(error)
      }
      return call.returns(true)
    }
  }

  private static func memo(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "memo", summary: "Reads, or with a second argument sets, what scripts remember here.",
      parameters: [
        Parameter("key", .string, summary: "1 to 64 characters."),
        Parameter("value", .value, optional: true, summary: "Plain data; kept with the receipt."),
      ], returns: [Returned("value", "any", summary: "What is remembered under the key.")]
    ) { (call) throws(ScriptError) in
      let key = call.string(1)
      if call.has(2) {
        do throws(ReceiptError) { try port.change(.memoSet(key: key, value: call.value(2))) } catch
        {
          throw call.mistake(error)
        }
      }
      return call.returns(port.receipt.memo[key] ?? .null)
    }
  }

  private static func parked(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "parked", summary: "Receipts set aside at this till.",
      returns: [
        Returned(
          "receipts", "receipt.Parked[]", summary: "Matters among them.")
      ]
    ) { (call) throws(ScriptError) in call.returns(try call.read(port, .parked)) }
  }

  private static func park(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "park", summary: "Sets the receipt aside when this flow ends.",
      returns: [Returned("done", "boolean", summary: "True.")]
    ) { (call) throws(ScriptError) in
      if let listener = port.listener {
        throw call.mistake(
          ReceiptError.notForListeners(point: listener.name, what: "set the receipt aside"))
      }
      port.park()
      return call.returns(true)
    }
  }
}

extension Value {
  /// Whether `text` is what a script looks for; where it looks for nothing, anything is.
  fileprivate func isMissingOr(_ text: String?) -> Bool {
    self == .null || string == text
  }
}

extension Line {
  /// As scripts see it; money in kopecks, quantities as text.
  var value: Value {
    [
      "id": .int(Int64(id)), "name": .string(item.name), "price": .int(item.price.kopecks),
      "quantity": .string(item.quantity.description), "sum": .int(sum.kopecks),
      "measure": .string(item.measure.name), "vat": .string(item.vat.name),
      "subject": .string(item.subject.name), "method": .string(item.method.name),
      "gross": .int(gross.kopecks), "discount": .int(discountAmount.kopecks),
      "cut": .int(cut.kopecks),
      "department": item.department.map(Value.string) ?? .null,
      "barcode": item.barcode.map(Value.string) ?? .null,
    ]
  }
}
