import KassaRuntime

/// `day`: what a scenario's cashier does and looks at.
enum DayModule {
  /// Everything a scenario's machine finds beside Lua's own.
  static func all(_ desk: DayDesk) -> [HostModule] {
    [module(desk), register(desk), MoneyModule.module(.ru), TextModule.module]
  }

  static func module(_ desk: DayDesk) -> HostModule {
    HostModule(
      "day", summary: "A cashier's day at the till: what they do, and what they must find.",
      functions: DayWorldSteps.functions(desk) + DayCashierSteps.functions(desk)
        + DaySaleSteps.functions(desk) + DayLookSteps.functions(desk)
        + DayServiceSteps.functions(desk) + [house(desk)])
  }

  private static func house(_ desk: DayDesk) -> HostFunction {
    HostFunction(
      "house",
      summary:
        "How scenarios that are not the store's own meet it: called once, in `scenarios/house.lua` of "
        + "the store or of its chain.",
      parameters: [
        Parameter("house", .record(DayHouse.fields), summary: "What is different here.")
      ]
    ) { call in
      desk.house.merge(call.value(1))
      return call.nothing
    }
  }

  /// What the prelude's `scenario` calls; it blames the line that calls `scenario`.
  private static func register(_ desk: DayDesk) -> HostModule {
    HostModule(
      "scenarios", summary: "The scenarios of the file.",
      functions: [
        HostFunction(
          "add", summary: "Adds one.",
          parameters: [
            Parameter("name", .string, summary: "Unique."),
            Parameter(
              "reason", .string, optional: true, summary: "Why it stands for the shared one."),
          ]
        ) { (call) throws(ScriptError) in
          let (name, place) = (call.string(1), scriptPlace(call.state, level: 2))
          let reason = call.optionalString(2)
          guard !desk.declared.contains(where: { $0.name == name }) else {
            throw ScriptError(
              "scenario: «\(name)» is there already", remedy: "give every scenario its own name"
            ).placed(at: place)
          }
          desk.declared.append(
            DeclaredScenario(name: name, place: ScenarioPlace(place), reason: reason))
          return call.nothing
        }
      ])
  }
}

extension DayDesk {
  /// A function of `day` whose step is made of its arguments.
  func step(
    _ name: String, _ summary: String, _ parameters: [Parameter] = [], returns: [Returned] = [],
    _ act: @escaping (borrowing Call) throws(ScriptError) -> DayStep.Act
  ) -> HostFunction {
    HostFunction(name, summary: summary, parameters: parameters, returns: returns, waits: true) {
      (call) throws(ScriptError) in
      self.step = DayStep(
        title: "day." + name, place: ScenarioPlace(ownOf: call.state), act: try act(call))
      return .wait
    }
  }

  /// One that gives one answer to the open prompt.
  func answer(
    _ name: String, _ summary: String, _ parameters: [Parameter],
    _ answer: @escaping (DayArguments, DayView) throws(DayMismatch) -> Answer
  ) -> HostFunction {
    step(name, summary, parameters) { call in
      let arguments = DayArguments(call, parameters.count)
      return .prompts { (view) throws(DayMismatch) in
        .answer(try answer(arguments, view), then: .done)
      }
    }
  }

  /// One that only looks.
  func look(
    _ name: String, _ summary: String, _ parameters: [Parameter],
    _ look: @escaping (DayArguments, DayView) throws(DayMismatch) -> Void
  ) -> HostFunction {
    step(name, summary, parameters) { call in
      let arguments = DayArguments(call, parameters.count)
      return .prompts { (view) throws(DayMismatch) in
        try look(arguments, view)
        return .done([])
      }
    }
  }
}

extension ScenarioPlace {
  /// The line of the scenario or of its helpers that runs now, not that of the day's own Lua.
  fileprivate init(ownOf state: OpaquePointer) {
    let depthMax: Int32 = 8
    let places = (1...depthMax).lazy.map { scriptPlace(state, level: $0) }
    self.init(places.first { !$0.hasPrefix("day/") } ?? scriptPlace(state, level: 1))
  }
}

/// The arguments of a call, counted from 1 and kept for its step.
struct DayArguments {
  private let values: [Value]

  init(_ call: borrowing Call, _ count: Int) {
    var values: [Value] = []
    for index in 0..<count { values.append(call.value(index + 1)) }
    self.values = values
  }

  subscript(_ index: Int) -> Value { values[index - 1] }

  func text(_ index: Int) -> String { self[index].string ?? "" }
}

/// An amount of a scenario, which fiscal memory may be unable to hold.
func dayMoney(_ value: Value) throws(DayMismatch) -> Money {
  do { return try Money(kopecks: value.int ?? 0) } catch { throw DayMismatch("\(error)") }
}
