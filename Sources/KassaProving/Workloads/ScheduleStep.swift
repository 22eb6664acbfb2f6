/// What happens at one prompt: a fault, and what the person answers.
///
/// Leaving one out of a schedule, or making one plain, gives another schedule that can be played: so a
/// failing one can be shrunk.
struct ScheduleStep: Hashable, Sendable {
  var fault = ScheduleFault.none
  /// Draws the answer; 0 is what the workload says, or whatever sells on.
  var pick: UInt64 = 0
  /// After this the power goes again while the till opens, once for each of these.
  var reopenings: [PowerDisk.Cut] = []

  static let plain = ScheduleStep()

  /// What a till meets in a long run, most of it harmless.
  static func draw(_ numbers: inout SplitMix64) -> ScheduleStep {
    var step = ScheduleStep(
      fault: numbers.once(in: 3) ? .draw(&numbers) : .none,
      pick: numbers.below(5) < 2 ? numbers.next() | 1 : 0)
    while numbers.once(in: 4) {
      let number = 1 + numbers.below(14)
      step.reopenings.append(numbers.once(in: 2) ? .point(number) : .operation(number))
    }
    return step
  }
}
