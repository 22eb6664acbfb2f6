/// `drawer`: the cash between receipts, and what is counted of it and of terminals.
enum DrawerModule {
  static func module(_ port: any FlowPort) -> HostModule {
    HostModule(
      "drawer",
      summary: "Cash between receipts, and counts. What the drawer should hold, no function tells "
        + "before it was counted.",
      types: [ScriptTypes.drawerCount, ScriptTypes.period],
      functions: [
        cash(port, "cash_in", "Puts cash into the drawer: asks «drawer.in» first.", .inward),
        cash(
          port, "cash_out",
          "Takes cash out of it: asks «drawer.out» first, and for a senior's PIN above what the "
            + "store leaves to the cashier.", .outward),
        count(port), periods(port), countTerminal(port), explain(port), settled(port),
      ])
  }

  private static let why = [
    Returned("why", "string?", summary: "\"refused\", or \"cancelled\" by the cashier."),
    Returned("reason", "string?", summary: "As in the words \"reason.…\"."),
  ]

  private static func cash(
    _ port: any FlowPort, _ name: String, _ summary: String, _ direction: CashDirection
  ) -> HostFunction {
    let fields = [
      Field("amount", .money, summary: "How much, above zero.", unit: "kopecks"),
      Field("reason", .string, summary: "What for, in the cashier's words; up to 64 characters."),
      Field(
        "to_safe", .boolean, optional: true,
        summary:
          "Of cash_out, whether it is what was just counted at this closing: it takes no PIN."),
    ]
    return HostFunction(
      name, summary: summary,
      parameters: [Parameter("cash", .record(fields), summary: "The amount and what for.")],
      returns: [
        Returned(
          "done", "table?",
          summary: "registrar: \"done\", \"lacking\" where it keeps no such note, \"unknown\".")
      ] + why, waits: true
    ) { (call) throws(ScriptError) in
      try requireBetweenReceipts(call, port)
      let amount = try call.money(call.fields["amount"].int ?? 0, "amount")
      guard amount > .zero else { throw call.fail("amount: more than nothing was expected") }
      let reason = try call.written(call.fields["reason"].string, "reason")
      var cash = CashAsked(direction: direction, amount: amount, reason: reason)
      if call.fields["to_safe"] == true {
        guard direction == .outward, port.mayGoToSafe else {
          throw call.fail("to_safe: nothing was counted at this closing", "count first")
        }
        cash.isToSafe = true
      }
      return try call.wait(port, .moveCash(cash))
    }
  }

  /// Money of a receipt in hand is that receipt's to take and to give back.
  private static func requireBetweenReceipts(
    _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) {
    // A customer's phone asks for nothing of the drawer.
    guard port.receipt.lines.isEmpty, !port.receipt.hasMoneyInQuestion, !port.receipt.isReturn,
      !port.receipt.isCorrection
    else {
      throw call.fail("a receipt is in hand", "do it between receipts")
    }
  }

  private static func count(_ port: any FlowPort) -> HostFunction {
    let fields = [
      Field(
        "by", .oneOf(["sum", "notes"]), optional: true, summary: "As one sum unless told."),
      Field("again", .boolean, optional: true, summary: "Whether it is typed once more."),
    ]
    return HostFunction(
      "count",
      summary: "Asks what lies in the drawer; where that does not fit, once more, then both stand.",
      parameters: [Parameter("how", .record(fields), optional: true, summary: "By what.")],
      returns: [
        Returned("count", "drawer.Count?", summary: "Once it stands."),
        Returned(
          "why", "string?",
          summary: "\"cancelled\", or \"again\": call it once more with `again`."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      try requireBetweenReceipts(call, port)
      let fields = call.value(1)
      let rule = fields["by"] == "notes" ? CountRule.notes : .drawer
      return try call.wait(
        port,
        .prompt(
          .count(
            fields["again"] == true ? "drawer.again" : "drawer.count", rule, .count,
            mayCancel: true)))
    }
  }

  private static func periods(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "periods", summary: "Terminals that did something since they were settled.",
      returns: [
        Returned(
          "periods", "drawer.Period[]",
          summary: "Those whose settlement came to nothing first, then in the order of their names."
        )
      ]
    ) { (call) throws(ScriptError) in
      let periods = port.periods.filter { !$0.value.isEmpty }
        .sorted { $0.value.order($0.key) < $1.value.order($1.key) }
      return call.returns(
        .list(
          periods.map { id, period in period.value(id: id, port.terminals[id]) }))
    }
  }

  private static func terminal(
    _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) -> (id: String, title: String) {
    try requireBetweenReceipts(call, port)
    let id = call.fields["terminal"].string ?? ""
    guard let period = port.periods[id] else {
      throw call.fail("nothing is known of a terminal «\(id)»", "see drawer.periods()")
    }
    return (id, period.title)
  }

  private static func countTerminal(_ port: any FlowPort) -> HostFunction {
    let fields = [
      Field("terminal", .string, summary: "Its id, see periods()."),
      Field("again", .boolean, optional: true, summary: "Whether it is typed once more."),
    ]
    return HostFunction(
      "count_terminal",
      summary:
        "Asks what a terminal's own report says, before it is settled; asked once more where "
        + "it does not fit.",
      parameters: [Parameter("terminal", .record(fields), summary: "Which.")],
      returns: [
        Returned("count", "table?", summary: "figures, nil without a report, and expected."),
        Returned("why", "string?", summary: "\"cancelled\", or \"again\"."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      let (id, title) = try terminal(call, port)
      let again = call.fields["again"] == true
      return try call.wait(
        port,
        .prompt(
          PromptRequest.count(
            again ? "settling.again" : "settling.count", .terminal(provider(of: id, port)?.report),
            .terminalCount(terminal: id, voids: provider(of: id, port)?.voids), mayCancel: true,
            buttons: ["no_report"]
          ).with(args: ["terminal": .string(title)])))
    }
  }

  /// What the store says of the provider of that terminal.
  private static func provider(of terminal: String, _ port: any FlowPort) -> Provider? {
    let provider = port.terminals[terminal]?.provider ?? terminal
    return port.terms?.providers.first { $0.id == provider }
  }

  private static func explain(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "explain",
      summary:
        "What may have made the reports of counted terminals differ from the till: causes with the "
        + "receipts that fit, the likeliest first. Nothing is adjusted.",
      returns: [
        Returned(
          "text", "string?",
          summary: "A line each, «не объяснено» where nothing fits; nil where no count differs.")
      ]
    ) { (call) throws(ScriptError) in
      guard let found = try call.read(port, .explained).list else { return call.returns(.null) }
      return call.returns(.string(ExplainedWords.text(found, port.language)))
    }
  }

  private static func settled(_ port: any FlowPort) -> HostFunction {
    let fields = [Field("terminal", .string, summary: "Its id, see periods().")]
    return HostFunction(
      "settled", summary: "Asks what a terminal said when it was settled, by «settling.word».",
      parameters: [Parameter("terminal", .record(fields), summary: "Which.")],
      returns: [
        Returned(
          "word", "string?", summary: "\"matched\", \"differs\": its period is over; \"failed\"."),
        Returned("why", "string?", summary: "\"cancelled\"."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      let (id, title) = try terminal(call, port)
      return try call.wait(
        port,
        .prompt(
          PromptRequest(
            id: "settling.word", kind: .choose, arguments: ["terminal": .string(title)],
            buttons: Settlement.Word.allCases.map(\.rawValue), hidden: [], defaultButton: nil,
            mayCancel: true, use: .drawer(use: .settlement(terminal: id)),
            words: Unrecorded(nil))))
    }
  }
}

extension PromptRequest {
  fileprivate static func count(
    _ id: String, _ rule: CountRule, _ use: DrawerUse, mayCancel: Bool, buttons: [String] = []
  ) -> PromptRequest {
    PromptRequest(
      id: id, kind: .count(rule: rule), arguments: [:], buttons: buttons, hidden: [],
      defaultButton: nil, mayCancel: mayCancel, use: .drawer(use: use), words: Unrecorded(nil))
  }
}

extension TerminalPeriod {
  fileprivate func order(_ id: String) -> (Int, String, String) {
    (failedAt == nil ? 1 : 0, title, id)
  }

  /// As scripts see it: nothing of what it should come to.
  fileprivate func value(id: String, _ terminal: ConfiguredTerminal?) -> Value {
    [
      "settles_at": terminal?.settlesAt.map(Value.string) ?? .null,
      "id": .string(id), "terminal": .string(title),
      "since": since.map { .int($0.milliseconds) } ?? .null,
      "counted": .bool(counted != nil),
      "failed_at": failedAt.map { .int($0.milliseconds) } ?? .null,
    ]
  }
}
