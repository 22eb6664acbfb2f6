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
              summary: "ready, and reason where it is not; line and name of what can't be printed.")
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
      ])
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
