import KassaRuntime

/// The part of `day` that answers prompts.
enum DayCashierSteps {
  static func functions(_ desk: DayDesk) -> [HostFunction] {
    [
      signIn(desk), allow(desk), answer(desk), cancel(desk), refused(desk), goOn(desk),
      terminal(desk),
    ]
  }

  /// A PIN that no store can mind.
  static let pin = "471147114711"

  private static func signIn(_ desk: DayDesk) -> HostFunction {
    let parameters = [
      Parameter("name", .string, optional: true, summary: "Who; the first of the list without.")
    ]
    return desk.step(
      "sign_in", "Signs in with their PIN, which everybody of a scenario's store has.", parameters
    ) { call in
      let name = call.optionalString(1)
      var hasAnswered = false
      return .prompts { (view) throws(DayMismatch) in
        let prompt = view.prompt
        guard prompt.id.hasPrefix("sign_in.") else {
          guard hasAnswered else {
            throw DayMismatch(expected: "nobody to be signed in", came: prompt.shown)
          }
          return .done([])
        }
        hasAnswered = true
        if case .secret = prompt.kind { return .answer(.text(pin), then: .goOn) }
        return .answer(.button(name ?? prompt.buttons.first?.id ?? ""), then: .goOn)
      }
    }
  }

  private static func allow(_ desk: DayDesk) -> HostFunction {
    let parameters = [
      Parameter("name", .string, optional: true, summary: "Who; the first of the list without.")
    ]
    return desk.step("allow", "Somebody with the role asked for says yes.", parameters) { call in
      let name = call.optionalString(1)
      return .prompts { (view) throws(DayMismatch) in
        if view.record.request?.use.isAllowance == true { return .answer(.text(pin), then: .done) }
        guard case .choose = view.prompt.kind, view.prompt.id.hasSuffix(".who"),
          let first = view.prompt.buttons.first
        else {
          throw DayMismatch(expected: "somebody to be asked to say yes", came: view.prompt.shown)
        }
        return .answer(.button(name ?? first.id), then: .goOn)
      }
    }
  }

  private static let prompt = Parameter(
    "prompt", .string, optional: true, summary: "The prompt that must be open, by its id.")

  private static var answered: [Parameter] {
    [
      Parameter(
        "answer", .value,
        summary:
          "A button's id, an amount in kopecks, or what is typed; `true` and `false` are yes and no, and "
          + "`false` leaves what has neither."),
      prompt,
    ]
  }

  private static func answer(_ desk: DayDesk) -> HostFunction {
    desk.answer("answer", "Answers the open prompt.", answered) {
      (arguments, view) throws(DayMismatch) in
      try require(arguments[2].string, view)
      return DayAnswer.answer(arguments[1], to: view.prompt)
    }
  }

  private static func cancel(_ desk: DayDesk) -> HostFunction {
    desk.answer("cancel", "Leaves the open prompt without an answer.", [prompt]) {
      (arguments, view) throws(DayMismatch) in
      try require(arguments[1].string, view)
      return .cancel
    }
  }

  private static func refused(_ desk: DayDesk) -> HostFunction {
    desk.step(
      "refused", "Gives an answer that the till must refuse; the prompt stays open.", answered,
      returns: [Returned("why", "string", summary: "What the cashier is told, in English.")]
    ) { call in
      let arguments = DayArguments(call, 2)
      return .prompts { (view) throws(DayMismatch) in
        try require(arguments[2].string, view)
        return .answer(DayAnswer.answer(arguments[1], to: view.prompt), then: .refused)
      }
    }
  }

  private static func require(_ id: String?, _ view: DayView) throws(DayMismatch) {
    guard let id, id != view.prompt.id else { return }
    throw DayMismatch(expected: "prompt \(id)", came: view.prompt.shown)
  }

  private static func goOn(_ desk: DayDesk) -> HostFunction {
    let fields = [
      Field(
        "to", .string, optional: true,
        summary:
          "The prompt to stop at: an id, or \"outcome\" for the question what a terminal did."),
      Field(
        "outcome", .oneOf(["approved", "declined", "unknown", "not_run"]), optional: true,
        summary: "What terminals do; approved without."),
    ]
    return desk.step(
      "go_on",
      "Answers whatever the store asks so that the sale goes on, up to the next open sale.",
      [Parameter("options", .record(fields), optional: true, summary: "Where to, and how.")]
    ) { call in
      let options = call.value(1)
      var way = DayWay(
        to: options["to"].string, outcome: options["outcome"].string ?? "approved",
        rest: desk.house.rest)
      return .prompts { (view) throws(DayMismatch) in try way.meet(view) }
    }
  }

  private static func terminal(_ desk: DayDesk) -> HostFunction {
    let fields = [
      Field("name", .string, summary: "What the cashier calls it."),
      Field("provider", .string, summary: "One of the store's."),
      Field("purpose", .string, optional: true, summary: "One of the store's purposes."),
      Field(
        "settings", .list(.value), optional: true, summary: "Answers to its provider's questions."),
      Field("marked", .boolean, optional: true, summary: "Whether to use it by default."),
    ]
    return desk.step(
      "terminal",
      "Sets up a terminal as a cashier does, from an empty sale: what the store asks where a receipt "
        + "begins is answered first.",
      [Parameter("terminal", .record(fields), summary: "What it is.")]
    ) { call in
      var setup = DayTerminal(call.value(1))
      return .prompts { (view) throws(DayMismatch) in try setup.meet(view) }
    }
  }
}
