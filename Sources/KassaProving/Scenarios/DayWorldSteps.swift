import KassaEmulators
import KassaRuntime

/// The part of `day` that changes what is around the till.
enum DayWorldSteps {
  static func functions(_ desk: DayDesk) -> [HostFunction] {
    [
      at(desk), pass(desk), language(desk), parameters(desk), registrar(desk), mend(desk),
      pinpad(desk), random(desk), powerOff(desk),
    ]
  }

  private static func at(_ desk: DayDesk) -> HostFunction {
    let parameters = [
      Parameter("time", .string, summary: "\"2026-11-24 08:30\", or \"08:30\" on the same day.")
    ]
    return desk.step(
      "at", "Sets the time, which else stands still. The first day is Monday, 2026-01-12, 10:00.",
      parameters
    ) { call in
      let text = call.string(1)
      return .world { (world) throws(DayMismatch) in
        guard let moment = world.clock.moment(of: text) else {
          throw DayMismatch(expected: "a time such as \"2026-11-24 08:30\"", came: "«\(text)»")
        }
        try world.move(to: moment)
      }
    }
  }

  private static func pass(_ desk: DayDesk) -> HostFunction {
    let fields = [
      Field("hours", .integer, optional: true, summary: "How many."),
      Field("minutes", .integer, optional: true, summary: "How many."),
    ]
    return desk.step(
      "pass", "Lets time pass.", [Parameter("time", .record(fields), summary: "How much.")]
    ) { call in
      let time = call.value(1)
      let minutes = (time["hours"].int ?? 0) &* 60 &+ (time["minutes"].int ?? 0)
      return .world { (world) throws(DayMismatch) in
        try world.move(to: world.clock.now.adding(milliseconds: minutes &* 60_000))
      }
    }
  }

  private static func language(_ desk: DayDesk) -> HostFunction {
    let parameters = [
      Parameter("language", .oneOf(Language.allCases.map(\.rawValue)), summary: "Which.")
    ]
    return desk.step(
      "language",
      "Says what the cashier reads, for scenarios that look at words. Before the first step at the "
        + "till; without it the language is that of `kassa-run test --language`.",
      parameters
    ) { call in
      let language = Language(rawValue: call.value(1).string ?? "")
      return .world { (world) throws(DayMismatch) in
        guard !world.isOpen else {
          throw DayMismatch(expected: "day.language before the till is open", came: "an open till")
        }
        world.language = language
      }
    }
  }

  private static func parameters(_ desk: DayDesk) -> HostFunction {
    desk.step(
      "parameters",
      "Says what parameters of the till are, over their examples. Before the first step at the till.",
      [Parameter("values", .map(.value), summary: "By name; an amount in kopecks.")]
    ) { call in
      let values = call.value(1).record ?? [:]
      return .world { (world) throws(DayMismatch) in
        guard !world.isOpen else {
          throw DayMismatch(
            expected: "day.parameters before the till is open", came: "an open till")
        }
        world.parameters.merge(values) { _, new in new }
      }
    }
  }

  private static func registrar(_ desk: DayDesk) -> HostFunction {
    let parameters = [
      Parameter(
        "fault", .oneOf(EmulatedFault.allCases.map(\.rawValue)), summary: "What happens to it."),
      Parameter(
        "times", .integer, optional: true, summary: "For how many calls; until `mend` without."),
    ]
    return desk.step("registrar", "Gives the emulated registrar a fault.", parameters) { call in
      let fault = EmulatedFault(rawValue: call.value(1).string ?? "")
      let times = call.optionalInteger(2).map { max(1, Int(clamping: $0)) }
      return .world { (world) throws(DayMismatch) in
        guard let fault else { return }
        try world.change { try $0.set(fault, times: times) }
      }
    }
  }

  private static func mend(_ desk: DayDesk) -> HostFunction {
    desk.step("mend", "Takes every fault away from the registrar.") { _ in
      .world { (world) throws(DayMismatch) in try world.change { try $0.clearAll() } }
    }
  }

  private static func pinpad(_ desk: DayDesk) -> HostFunction {
    let parameters = [
      Parameter(
        "reply", .oneOf(DayPinpad.names),
        summary: "\"lost_reply\" charges, and says so when asked; \"silent\" never says anything."),
      Parameter(
        "taken", .money, optional: true, summary: "What it takes in part.", unit: "kopecks"),
    ]
    return desk.step(
      "pinpad",
      "Says what the next charge of a connected terminal comes to; without it, it is approved.",
      parameters
    ) { call in
      let reply = call.value(1).string ?? ""
      let taken = call.optionalInteger(2)
      return .world { (world) throws(DayMismatch) in
        world.pinpad.plan(try plan(reply, taken))
      }
    }
  }

  private static func plan(_ reply: String, _ taken: Int64?) throws(DayMismatch) -> DayPinpad.Plan {
    switch reply {
    case "declined": return .declines
    case "lost_reply": return .losesReply
    case "silent": return .isSilent
    case "in_part":
      guard let taken else {
        throw DayMismatch(
          expected: "the amount taken, as in day.pinpad(\"in_part\", rub \"50\")", came: "none")
      }
      return .takes(try dayMoney(.int(taken)))
    default: return .approves
    }
  }

  private static func random(_ desk: DayDesk) -> HostFunction {
    let parameters = [
      Parameter(
        "drawn", .oneOf([DayChance.any] + DrawnBorders.allCases.map(\.rawValue)),
        summary: "The least that may be drawn, the most, or first the one and then the other.")
    ]
    return desk.step(
      "random",
      "Says what the first two numbers of `math.random` are in each of the flows that begin from now on; "
        + "without it anything, the same at every run.", parameters
    ) { call in
      let borders = DrawnBorders(rawValue: call.value(1).string ?? "")
      return .world { world in world.chance.draw(borders) }
    }
  }

  private static func powerOff(_ desk: DayDesk) -> HostFunction {
    desk.step(
      "power_off", "Cuts the power and starts the till again; it must stand at the same prompt."
    ) { _ in .powerOff }
  }
}

extension DayWorld {
  fileprivate func move(to moment: Moment) throws(DayMismatch) {
    guard !isOpen || moment >= clock.now else {
      let now = LocalTime(clock.now, offsetSeconds: DayClock.offsetSeconds).text
      let asked = LocalTime(moment, offsetSeconds: DayClock.offsetSeconds).text
      throw DayMismatch(expected: "a time not before \(now)", came: asked)
    }
    clock.now = moment
  }

  fileprivate func change(
    _ body: (EmulatedRegistrarControl) throws -> Void
  ) throws(DayMismatch) {
    do { try body(registrar) } catch {
      throw DayMismatch("the registrar can't be told: \(error)")
    }
  }
}
