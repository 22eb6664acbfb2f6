import KassaRuntime

/// PINs by which devices take the till over: what is guessed wrong at one holds up that device alone.
actor TakeOvers {
  private struct Guesses {
    var wrong = 0
    var closedUntil = ContinuousClock.now
  }

  private var guesses: [String: Guesses] = [:]

  /// Counts one more guess of the device `id`: wrong until it is forgotten.
  ///
  /// - Throws: the reply for one that has to wait.
  func begin(_ id: String) throws(Reply) {
    if let seconds = wait(of: id) { throw .waitForPIN(seconds) }
    var known = guesses[id] ?? Guesses()
    known.wrong += 1
    known.closedUntil = .now + .milliseconds(PinDelay.after(known.wrong))
    guesses[id] = known
  }

  /// Seconds until the device may guess again; nil where it may now.
  func wait(of id: String) -> Int? {
    let left = ContinuousClock.now.duration(to: guesses[id]?.closedUntil ?? .now)
    return left > .zero ? Int(left.components.seconds) + 1 : nil
  }

  /// The device's guess was right.
  func forget(_ id: String) { guesses[id] = nil }
}

extension Reply {
  fileprivate static func waitForPIN(_ seconds: Int) -> Reply {
    refused(429, "wait", "wrong PINs came before", "wait, then try again", seconds: seconds)
  }

  static func wrongPIN(_ seconds: Int?) -> Reply {
    refused(409, "pin_wrong", "the PIN is not theirs", "type it again", seconds: seconds)
  }

  static let pinNeeded = refused(
    409, "pin_needed", "another device works the till", "send «name» and «pin» of who takes it over"
  )
  static let nobodyHasPIN = refused(
    409, "no_pins", "another device works the till, and nobody has a PIN yet",
    "choose one there first, or at the till: kassa-run people pin")
}
