import KassaRuntime

/// The part of `day` that stands in for the shop's own servers.
enum DayServiceSteps {
  static func functions(_ desk: DayDesk) -> [HostFunction] { [service(desk), calls(desk)] }

  private static func service(_ desk: DayDesk) -> HostFunction {
    let fields = [
      Field("1", .string, summary: "The service's id."),
      Field("what", .string, optional: true, summary: "Of what it is asked; of all without."),
      Field("answer", .value, optional: true, summary: "What it says; nothing, a yes, without."),
      Field(
        "fault", .oneOf(DayService.Fault.allCases.map(\.rawValue)), optional: true,
        summary: "What is wrong: \"absent\"; \"late\", \"lost\" and \"failed\" (HTML) after it was "
          + "done; \"refused\"; \"left\" where it hangs and the cashier does not wait."),
      Field("times", .integer, optional: true, summary: "For how many calls; for all without."),
    ]
    return desk.step(
      "service", "Says what the next calls of a service come to; without it each is absent.",
      [Parameter("service", .record(fields), summary: "Which, and how.")]
    ) { call in
      let given = call.value(1)
      let plan = DayService.Plan(
        what: given["what"].string, answer: given["answer"],
        fault: given["fault"].string.flatMap(DayService.Fault.init),
        times: given["times"].int.map { max(1, Int(clamping: $0)) })
      let id = given["1"].string ?? ""
      return .world { (world) throws(DayMismatch) in
        let known = world.known.services
        guard known.contains(id) else {
          throw DayMismatch(
            "the store has no service «\(id)»"
              + (known.isEmpty ? "" : Spelling.remedy(id, among: known)))
        }
        world.services.plan(id, plan)
      }
    }
  }

  private static func calls(_ desk: DayDesk) -> HostFunction {
    desk.step(
      "service_calls", "The calls that have arrived at a service, in order.",
      [Parameter("service", .string, summary: "Its id.")],
      returns: [Returned("calls", "table[]", summary: "Each what, body and key.")]
    ) { call in
      let id = call.string(1)
      return .prompts { view in
        .done([
          .list(
            view.world.services.arrived(at: id).map {
              ["what": .string($0.what), "body": $0.body, "key": .string($0.key)]
            })
        ])
      }
    }
  }
}
