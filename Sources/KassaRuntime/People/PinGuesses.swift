/// Counting wrong PINs so that neither a restart nor the clock gives anybody more of them.
extension Pins {
  /// How long until a PIN of `cashier` is looked at again; nil where it is now.
  ///
  /// A clock that jumped back makes the wait start again, in full and no longer: it neither ends a
  /// wait nor makes one endless.
  func wait(of cashier: String, at now: Moment) throws -> Duration? {
    guard let guesses = try store.guesses(of: cashier) else { return nil }
    let delay = PinDelay.after(guesses.wrong)
    if now < guesses.since {
      try store.moveGuesses(of: cashier, to: now)
      return delay > 0 ? .milliseconds(delay) : nil
    }
    let left = delay - (now.milliseconds - guesses.since.milliseconds)
    return left > 0 ? .milliseconds(left) : nil
  }

  /// Whether `pin` is that of `cashier`.
  ///
  /// It counts as wrong before it is looked at: a power cut in between gives no guess for nothing.
  /// Ask `wait` first.
  func verify(_ pin: String, of cashier: String, at now: Moment) throws -> Bool {
    try store.addGuess(of: cashier, at: now)
    guard let kept = try store.kept(of: cashier), try matches(pin, kept) else { return false }
    try store.forgetGuesses(of: cashier)
    return true
  }
}
