/// Where the host functions of a scenario's machine leave what they were asked for.
final class DayDesk {
  var step: DayStep?
  var declared: [(name: String, place: ScenarioPlace)] = []
}
