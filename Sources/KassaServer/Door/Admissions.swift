import KassaRuntime

/// Letting browsers in by codes: wrong ones are waited for, whoever sends them.
actor Admissions {
  private let desk: BrowserDesk
  private var wrong = 0
  private var closedUntil = ContinuousClock.now

  init(desk: BrowserDesk) { self.desk = desk }

  /// So many wrong codes cost nothing: fingers slip.
  private static let free = 2
  private static let secondsMax = 60

  /// Lets a browser in.
  ///
  /// - Throws: the reply for a code that does not let anybody in, or that comes too soon after wrong ones.
  func admit(code: String, name: String, isCustomers: Bool) throws(Reply) -> (
    browser: BrowserDesk.Browser, token: String
  ) {
    let left = ContinuousClock.now.duration(to: closedUntil)
    guard left <= .zero else { throw Self.wait(Int(left.components.seconds) + 1) }
    do {
      if let admitted = try desk.admit(code: code, name: name, isCustomers: isCustomers) {
        wrong = 0
        return admitted
      }
    } catch { throw .unusable(error) }
    wrong += 1
    if wrong > Self.free {
      let seconds = min(Self.secondsMax, 1 << min(wrong - Self.free, 6))
      closedUntil = .now + .seconds(seconds)
    }
    throw Self.wrongCode
  }

  private static let wrongCode = Reply.refused(
    403, "code_wrong", "no such code is open",
    "take a new one: kassa-run devices code; each is used once, for ten minutes")

  private static func wait(_ seconds: Int) -> Reply {
    .refused(429, "wait", "wrong codes came before", "wait, then try again", seconds: seconds)
  }
}
