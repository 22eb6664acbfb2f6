/// Where the host functions of a scenario's machine leave what they were asked for.
final class DayDesk {
  var step: DayStep?
  var declared: [DeclaredScenario] = []
  var house = DayHouse()
}

/// A scenario as its file declares it.
struct DeclaredScenario: Sendable {
  let name: String
  let place: ScenarioPlace
  /// Why it stands for the shared one of its name; nil where it is one of its own.
  let reason: String?
}
