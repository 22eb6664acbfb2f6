/// What the store's prices take off, and what is changed for a tender that is about to be taken.
enum ReceiptPrices {
  static func functions(_ port: any FlowPort) -> [HostFunction] {
    [reprice(port), beginTender(port), tenderHeard(port), endTender(port)]
  }

  private static func reprice(_ port: any FlowPort) -> HostFunction {
    let fields = [
      Field("line", .integer, summary: "Its id."),
      Field("name", .string, summary: "What the cashier reads; 1 to 64 characters."),
      Field("amount", .money, summary: "So much.", unit: "kopecks"),
    ]
    return HostFunction(
      "reprice",
      summary:
        "Takes this off the lines, in place of all that was taken off so before; refused once money "
        + "was taken. `kassa.prices` calls it.",
      parameters: [Parameter("cuts", .list(.record(fields)), summary: "What is taken off.")],
      returns: ReceiptGoods.done
    ) { (call) throws(ScriptError) in
      var cuts: [Int: [PriceCut]] = [:]
      for each in call.value(1).list ?? [] {
        cuts[Int(clamping: each["line"].int ?? 0), default: []].append(
          PriceCut(
            name: each["name"].string ?? "",
            amount: try call.money(each["amount"].int ?? 0, "amount")))
      }
      let lines = port.receipt.lines
      call.charge(lines.count * 16)
      if let missing = cuts.keys.sorted().first(where: { lines.index(of: $0) == nil }) {
        return try call.refusal(.noLine(missing))
      }
      let changed = lines.filter { ($0.cuts ?? []) != cuts[$0.id, default: []] }
        .map { CutLine(line: $0.id, cuts: cuts[$0.id] ?? []) }
      guard !changed.isEmpty else { return call.returns(true) }
      return try call.change(port, .repriced(lines: changed))
    }
  }

  private static func beginTender(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "begin_tender",
      summary:
        "A tender is about to be taken: what is changed from here on goes with it, see end_tender.",
      returns: ReceiptGoods.done
    ) { (call) throws(ScriptError) in
      guard port.receipt.beforeTender == nil else { return call.returns(true) }
      return try call.done { () throws(ReceiptError) in try port.beginTender() }
    }
  }

  private static func tenderHeard(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "tender_heard",
      summary: "The listeners before the tender are through: what is remembered after it stays.",
      parameters: [
        Parameter(
          "kept", .boolean, optional: true,
          summary: "Whether the durable values that they changed are undone with the rest.")
      ], returns: ReceiptGoods.done
    ) { (call) throws(ScriptError) in
      guard port.receipt.beforeTender != nil else { return call.returns(true) }
      let withKept = call.optionalBoolean(1) == true
      return try call.done { () throws(ReceiptError) in try port.hearTender(withKept: withKept) }
    }
  }

  private static func endTender(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "end_tender",
      summary:
        "The tender was taken, or what was changed for it is undone. Once money was taken for it, "
        + "nothing is.",
      parameters: [Parameter("taken", .boolean, summary: "Whether it was.")],
      returns: ReceiptGoods.done
    ) { (call) throws(ScriptError) in
      guard port.receipt.beforeTender != nil, !port.receipt.isPrinted else {
        return call.returns(true)
      }
      let isTaken = call.boolean(1)
      return try call.done { () throws(ReceiptError) in try port.endTender(taken: isTaken) }
    }
  }
}
