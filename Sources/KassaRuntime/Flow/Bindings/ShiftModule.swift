/// `shift`: the registrar's day.
enum ShiftModule {
  static func module(_ port: any FlowPort) -> HostModule {
    HostModule(
      "shift", summary: "The registrar's shift, and whether it could print now.",
      functions: [
        HostFunction(
          "ready", summary: "Asks the registrar whether a payment may begin.",
          parameters: [
            Parameter(
              "tender", .oneOf(TenderKind.allCases.map(\.rawValue)), optional: true,
              summary: "By what: it must go with the lines.")
          ],
          returns: [
            Returned(
              "state", "table",
              summary:
                "ready, and reason where it is not; line and name of what can't be printed; corrections: false "
                + "where the registrar prints none.")
          ],
          waits: true
        ) { (call) throws(ScriptError) in
          try call.wait(port, .readiness(for: call.optionalString(1).flatMap(TenderKind.init)))
        },
        operation(port, "open", "Opens a shift and prints its report.", .openShift),
        operation(
          port, "close",
          "Closes the shift and prints its report; where its 24 hours are not at an end, once the "
            + "cashier has said yes to «shift.close».", .closeShift),
        interim(port), handOver(port), isUnhanded(port),
      ])
  }

  private static func interim(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "interim",
      summary: "Prints what the shift comes to so far. It tells what the drawer should hold, so it "
        + "is a senior's, signed in or by a yes in this flow.",
      returns: [
        Returned("report", "table?", summary: "registrar: whether it has such a report."),
        Returned(
          "why", "string?", summary: "\"senior\", \"refused\" or \"unreachable\"."),
        Returned("reason", "string?", summary: "As in the words \"reason.…\"."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      // A customer's phone asks for nothing of the shift.
      guard port.receipt.lines.isEmpty, !port.receipt.hasMoneyInQuestion, !port.receipt.isReturn
      else {
        throw call.fail("a receipt is in hand", "print it between receipts")
      }
      guard try port.may(.senior) else { return call.returns(.null, "senior") }
      return try call.wait(port, .interimReport)
    }
  }

  private static func handOver(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "hand_over",
      summary: "Asks by «shift.matters» who sees to what is open about money, all in one answer.",
      returns: [
        Returned("name", "string?", summary: "Whose it is now; nil where nothing is open."),
        Returned("why", "string?", summary: "\"skip\" or \"cancelled\": nobody's."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      let open = port.matters
      guard open.count > 0 else { return call.returns(.null) }
      let names = try port.listedPeople().map(\.person.name)
      let words = PromptWords(
        title: nil, body: nil, buttons: names.map { Button(id: $0, label: $0) })
      return try call.wait(
        port,
        .prompt(
          PromptRequest(
            id: "shift.matters", kind: .choose,
            arguments: ["count": .int(Int64(open.count)), "amount": .int(open.kopecks)],
            buttons: names + ["skip"], hidden: [], defaultButton: nil, mayCancel: true,
            use: .drawer(use: .handover), words: Unrecorded(words))))
    }
  }

  private static func isUnhanded(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "is_unhanded",
      summary: "Whether a shift was closed with something open about money that nobody was given.",
      returns: [Returned("is", "boolean", summary: "See hand_over().")]
    ) { (call) throws(ScriptError) in call.returns(.bool(port.isUnhanded)) }
  }

  private static func operation(
    _ port: any FlowPort, _ name: String, _ summary: String, _ request: WaitRequest
  ) -> HostFunction {
    HostFunction(
      name, summary: summary,
      returns: [
        Returned("report", "table?", summary: "Its number."),
        Returned(
          "why", "string?",
          summary:
            "\"refused\", \"cancelled\" by the cashier, or \"unreachable\": whether it was done "
            + "nobody knows yet."),
        Returned("reason", "string?", summary: "As in the words \"reason.…\"."),
      ], waits: true
    ) { (call) throws(ScriptError) in try call.wait(port, request) }
  }
}
