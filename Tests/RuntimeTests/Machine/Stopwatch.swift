import Foundation

/// How long something took here, whatever else the machine does.
///
/// The lesser of the time that passed and of the process's own processor time: the one is too long on
/// a busy machine, the other where tests run side by side. `KASSA_SLOW=10` is for a build ten times as
/// slow, such as one under a sanitizer.
struct Stopwatch: Sendable {
  private let start = ContinuousClock.now
  private let startOfWork = Stopwatch.processorTime

  var elapsed: Duration {
    min(ContinuousClock.now - start, Self.processorTime - startOfWork) / Self.slowness
  }

  static func measure(_ body: () throws -> Void) rethrows -> Duration {
    let watch = Stopwatch()
    try body()
    return watch.elapsed
  }

  static let slowness =
    ProcessInfo.processInfo.environment["KASSA_SLOW"].flatMap(Int.init) ?? 1

  private static var processorTime: Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
