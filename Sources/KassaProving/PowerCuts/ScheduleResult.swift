/// What a schedule came to, played.
struct ScheduleResult: Sendable {
  var prompts = 0
  /// Receipts in fiscal memory at the end.
  var sales = 0
  var crashes = 0
  /// Scripts that took another's place while the till ran.
  var swaps = 0
  /// Openings after a crash or a failure of the disk that came to a prompt.
  var recoveries = 0
  /// Times the disk refused and the till stopped.
  var failures = 0
  var violation: Violation?
  /// What was done, as it can be played again.
  var openings: [PowerDisk.Cut] = []
  var steps: [ScheduleStep] = []
  /// The same for people, a line each.
  var trace: [String] = []
}
