/// Where a console's bytes come from, and the clock that they come by.
protocol KeySource: Sendable {
  /// Milliseconds; only differences mean anything.
  var now: Int { get }

  /// What comes next, at `deadline` at the latest, and when that was.
  func read(until deadline: Int?) async -> (read: InputFeed.Read, at: Int)

  /// Returns once nobody can type any more, and when it is cancelled.
  func closing() async
}

extension InputFeed: KeySource {
  private static let start = ContinuousClock.now

  var now: Int {
    let passed = (ContinuousClock.now - Self.start).components
    return Int(passed.seconds) * 1_000 + Int(passed.attoseconds / 1_000_000_000_000_000)
  }

  func read(until deadline: Int?) async -> (read: Read, at: Int) {
    let wait = deadline.map { Int32(clamping: max(0, $0 - now)) } ?? -1
    let read = await read(withinMilliseconds: wait)
    return (read, now)
  }
}
