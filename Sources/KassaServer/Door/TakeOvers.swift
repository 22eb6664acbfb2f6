import KassaRuntime

/// PINs by which devices take the till over: what is guessed wrong at one holds up that device alone.
actor TakeOvers {
  /// At which device, and at whose PIN: who knows one gets no guesses at another for it.
  struct Guess: Hashable {
    let device: String
    let name: String
  }

  private struct Count {
    var wrong = 0
    var closedUntil = ContinuousClock.now
  }

  private var counts: [Guess: Count] = [:]

  /// Counts one more guess: wrong until it is forgotten.
  ///
  /// - Throws: the reply for one that has to wait.
  func begin(_ guess: Guess) throws(Reply) {
    if let seconds = wait(for: guess) { throw .waitForPIN(seconds) }
    var count = counts[guess] ?? Count()
    count.wrong += 1
    count.closedUntil = .now + .milliseconds(PinDelay.after(count.wrong))
    counts[guess] = count
  }

  /// Seconds until that device may guess at that PIN again; nil where it may now.
  func wait(for guess: Guess) -> Int? {
    guard let count = counts[guess] else { return nil }
    let left = ContinuousClock.now.duration(to: count.closedUntil)
    return left > .zero ? Int(left.components.seconds) + 1 : nil
  }

  /// The guess was right.
  func forget(_ guess: Guess) { counts[guess] = nil }
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
