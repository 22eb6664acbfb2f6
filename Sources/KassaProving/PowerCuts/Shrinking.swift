import KassaRuntime

// Shrinking: a failing schedule made as short as it can be with the same promise broken.

extension ScheduleStage {
  /// How many shorter schedules are tried.
  private static let triesMax = 150
  private static let timeMax = Duration.seconds(30)

  /// The shortest schedule found that breaks the same promise as `result` does.
  ///
  /// What was done is played as it is, then without some of it: halves first, single steps at the
  /// end; what can't be left out is made plain.
  func shrunk(_ schedule: Schedule, _ result: ScheduleResult) async throws -> ScheduleResult {
    guard let rule = result.violation?.rule else { return result }
    var best = schedule
    (best.sweep, best.steps, best.openings) = (nil, result.steps, result.openings)
    var shortest = result
    var tries = 0
    let end = ContinuousClock.now + Self.timeMax
    var isGoingOn: Bool { tries < Self.triesMax && ContinuousClock.now < end }
    func fails(_ other: Schedule) async throws -> Bool {
      tries += 1
      let result = try await play(other)
      guard result.violation?.rule == rule else { return false }
      (best, shortest) = (other, result)
      return true
    }
    guard try await fails(best) else { return result }
    var size = max(1, best.steps.count / 2)
    while size >= 1, isGoingOn {
      var start = 0
      var isShorter = false
      while start < best.steps.count, isGoingOn {
        var other = best
        other.steps.removeSubrange(start..<min(start + size, best.steps.count))
        if try await fails(other) { isShorter = true } else { start += size }
      }
      if !isShorter || size > 1 { size /= 2 }
    }
    for index in best.steps.indices where isGoingOn {
      for plainer in best.steps[index].plainer {
        var other = best
        other.steps[index] = plainer
        if try await fails(other) { break }
      }
    }
    return shortest
  }
}

extension ScheduleStep {
  /// The same with less in it, plainest first.
  fileprivate var plainer: [ScheduleStep] {
    guard self != .plain else { return [] }
    return [
      .plain, ScheduleStep(fault: fault), ScheduleStep(pick: pick),
      ScheduleStep(fault: fault, pick: pick),
    ].filter { $0 != self }
  }
}
