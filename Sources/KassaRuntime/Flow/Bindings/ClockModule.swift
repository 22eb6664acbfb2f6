/// `clock`: the time of the step, which replay repeats.
enum ClockModule {
  static func module(_ port: any FlowPort) -> HostModule {
    HostModule(
      "clock", summary: "Time. It stands still within a step, and replay gives the same again.",
      types: [ScriptTypes.timeParts],
      functions: [
        HostFunction(
          "now", summary: "The time of this step.",
          returns: [
            Returned("milliseconds", "integer", summary: "Since 1970-01-01 00:00 UTC.")
          ]
        ) { (call) throws(ScriptError) in call.returns(port.now.milliseconds) },
        HostFunction(
          "text", summary: "A time as paper shows it: \"23.11.26 23:15\".",
          parameters: [
            Parameter("at", .integer, summary: "A time.", unit: "milliseconds since 1970 UTC")
          ], returns: [Returned("text", "string", summary: "In the till's own time zone.")]
        ) { (call) throws(ScriptError) in
          let local = try call.local(port)
          return call.returns(local.text)
        },
        HostFunction(
          "age", summary: "How long ago a time was: \"7 мин\", \"3 дн\".",
          parameters: [
            Parameter("at", .integer, summary: "A time.", unit: "milliseconds since 1970 UTC")
          ], returns: [Returned("text", "string", summary: "In the cashier's language.")]
        ) { (call) throws(ScriptError) in
          let at = try call.moment(call.integer(1), offsetSeconds: port.offsetSeconds)
          let passed = max(0, port.now.milliseconds - at.milliseconds)
          return call.returns(.string(PromptRendering.duration(passed, port.language)))
        },
        HostFunction(
          "parts", summary: "A time taken apart, in the till's own time zone.",
          parameters: [
            Parameter("at", .integer, summary: "A time.", unit: "milliseconds since 1970 UTC")
          ],
          returns: [
            Returned(
              "parts", "clock.Parts", summary: "In the till's own time zone.")
          ]
        ) { (call) throws(ScriptError) in
          let local = try call.local(port)
          return call.returns(local.value)
        },
      ])
  }

  /// Sets the clock where no flow runs.
  static func standing(_ port: NoFlow) -> HostFunction {
    HostFunction(
      "stand_at", summary: "Lets the clock stand at another time.",
      parameters: [
        Parameter("at", .integer, summary: "A time.", unit: "milliseconds since 1970 UTC")
      ], returns: []
    ) { (call) throws(ScriptError) in
      port.now = try call.moment(call.integer(1), offsetSeconds: 0)
      return call.nothing
    }
  }
}

extension Call {
  /// Argument 1, a time, where this till is.
  fileprivate func local(_ port: any FlowPort) throws(ScriptError) -> LocalTime {
    let offset = port.offsetSeconds
    return LocalTime(try moment(integer(1), offsetSeconds: offset), offsetSeconds: offset)
  }
}

extension LocalTime {
  /// As scripts read it.
  fileprivate var value: Value {
    [
      "date": .string(date), "hour": .int(Int64(hour)),
      "minute": .int(Int64(minute)), "weekday": .string(weekdayName),
    ]
  }
}
