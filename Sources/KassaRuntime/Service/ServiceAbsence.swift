import Synchronization

/// Which services are not called for a while: each has failed again and again.
///
/// No restart keeps it: what a call came to is recorded, why it was made is not.
final class ServiceAbsence: Sendable {
  private struct State {
    let failures: Int
    let since: Moment
    /// How it was set up then: what is set up otherwise since has not failed yet.
    let settings: Int
  }

  private let states = Mutex<[String: State]>([:])

  /// So many failures in a row, and it counts as absent.
  private static let failuresMax = 3
  /// At first, then twice as long after each call that fails again.
  private static let (secondsLeast, secondsMost): (Int64, Int64) = (60, 900)

  /// Whether `service` counts as absent at `now`; a clock that went back ends it.
  func isAbsent(_ service: String, settings: Int = 0, at now: Moment) -> Bool {
    states.withLock { states in
      guard let state = states[service], state.settings == settings,
        state.failures >= Self.failuresMax
      else { return false }
      let passed = now.milliseconds(since: state.since)
      return (0..<Self.milliseconds(after: state.failures)).contains(passed)
    }
  }

  /// Notes what a call came to; how long `service` counts as absent from now on, nil where it does not.
  func note(_ service: String, settings: Int = 0, failed: Bool, at now: Moment) -> Duration? {
    states.withLock { states in
      guard failed else {
        states[service] = nil
        return nil
      }
      let before = states[service].flatMap { $0.settings == settings ? $0.failures : nil }
      let failures = (before ?? 0) + 1
      states[service] = State(failures: failures, since: now, settings: settings)
      return failures < Self.failuresMax
        ? nil : .milliseconds(Self.milliseconds(after: failures))
    }
  }

  private static func milliseconds(after failures: Int) -> Int64 {
    let doublings = min(failures - failuresMax, 8)
    return min(secondsLeast << Int64(doublings), secondsMost) * 1_000
  }
}
