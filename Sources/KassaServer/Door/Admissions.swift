import KassaRuntime

/// Letting browsers in by codes: wrong ones are waited for, by the machine that sent them.
///
/// One machine guesses some 16 times in a code's life, so that a stranger holds up nobody but their own. All others
/// together guess 50 times and 50 more in a code's ten minutes: of a million codes one is open, rarely eight, so that
/// however many addresses guess, they find it once in 10,000 lives, and never oftener than once in 1,250. A start gives
/// none of these anew: all others together begin with one guess, and this machine as after slips of its own.
actor Admissions {
  private struct Count {
    var wrong = 0
    var closedUntil: ContinuousClock.Instant
  }

  private let desk: BrowserDesk
  private var counts: [Crowd.Machine: Count] = [:]
  /// Guesses of all machines but this one, whose keeper can always let somebody in.
  private var ofOthers: Bucket

  init(desk: BrowserDesk) {
    self.desk = desk
    ofOthers = Bucket(
      most: Self.othersMax, perSecond: Self.othersMax / Double(60 * BrowserDesk.codeMinutes),
      left: 1, at: .now)
    counts[.this] = Count(wrong: Self.free, closedUntil: .now)
  }

  /// So many wrong codes cost nothing: fingers slip.
  private static let free = 2
  private static let secondsMax = 60
  private static let othersMax = 50.0
  /// So many machines are told apart; whom there is no room for, the bound for all others holds.
  private static let machinesMax = 256

  /// Lets a browser at `machine` in.
  ///
  /// - Throws: the reply for a code that does not let anybody in, or that comes too soon after wrong ones.
  func admit(
    code: String, name: String, isCustomers: Bool, from machine: Crowd.Machine,
    at now: ContinuousClock.Instant = .now
  ) throws(Reply) -> (browser: BrowserDesk.Browser, token: String) {
    let machine = machine.household
    let seconds = wait(of: machine, at: now)
    guard seconds <= 0 else { throw Self.wait(Int(seconds) + 1) }
    do {
      if let admitted = try desk.admit(code: code, name: name, isCustomers: isCustomers) {
        counts[machine] = nil
        return admitted
      }
    } catch { throw .unusable(error) }
    countWrong(machine, at: now)
    throw Self.wrongCode
  }

  private func wait(of machine: Crowd.Machine, at now: ContinuousClock.Instant) -> Double {
    let own = counts[machine].map { now.duration(to: $0.closedUntil) / .seconds(1) } ?? 0
    return machine == .this ? own : max(own, ofOthers.wait(at: now))
  }

  private func countWrong(_ machine: Crowd.Machine, at now: ContinuousClock.Instant) {
    if machine != .this { _ = ofOthers.take(at: now) }
    if counts[machine] == nil, counts.count >= Self.machinesMax,
      let oldest = counts.min(by: { $0.value.closedUntil < $1.value.closedUntil })
    {
      counts[oldest.key] = nil
    }
    var count = counts[machine] ?? Count(closedUntil: now)
    count.wrong += 1
    let doubled = count.wrong - Self.free
    let seconds = doubled > 0 ? min(Self.secondsMax, 1 << min(doubled, 6)) : 0
    count.closedUntil = now + .seconds(seconds)
    counts[machine] = count
  }

  private static let wrongCode = Reply.refused(
    403, "code_wrong", "no such code is open",
    "take a new one: kassa-run devices code; each is used once, for ten minutes")

  private static func wait(_ seconds: Int) -> Reply {
    .refused(429, "wait", "wrong codes came before", "wait, then try again", seconds: seconds)
  }
}
