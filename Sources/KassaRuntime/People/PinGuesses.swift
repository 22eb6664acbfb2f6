import GRDB

/// Counting wrong PINs so that neither a restart nor the clock gives anybody more of them.
extension Pins {
  /// How long until a PIN of `cashier` is looked at again; nil where it is now.
  ///
  /// A clock that jumped back makes the wait start again, in full and no longer: it neither ends a
  /// wait nor makes one endless.
  func wait(of cashier: String, at now: Moment) throws -> Duration? {
    guard let (wrong, since) = try guesses(of: cashier) else { return nil }
    let delay = PinDelay.after(wrong)
    if now.milliseconds < since {
      try write { connection in
        try connection.execute(
          sql: "UPDATE guess SET since = ? WHERE cashier = ?",
          arguments: [now.milliseconds, cashier])
      }
      return delay > 0 ? .milliseconds(delay) : nil
    }
    let left = delay - (now.milliseconds - since)
    return left > 0 ? .milliseconds(left) : nil
  }

  /// Whether `pin` is that of `cashier`.
  ///
  /// It counts as wrong before it is looked at: a power cut in between gives no guess for nothing.
  /// Ask `wait` first.
  func verify(_ pin: String, of cashier: String, at now: Moment) throws -> Bool {
    try write { connection in
      try connection.execute(
        sql: """
          INSERT INTO guess (cashier, wrong, since) VALUES (?, 1, ?)
          ON CONFLICT (cashier) DO UPDATE SET wrong = wrong + 1, since = excluded.since
          """, arguments: [cashier, now.milliseconds])
    }
    guard try matchesKept(pin, of: cashier) else { return false }
    try write { connection in
      try connection.execute(sql: "DELETE FROM guess WHERE cashier = ?", arguments: [cashier])
    }
    return true
  }

  private func guesses(of cashier: String) throws -> (wrong: Int, since: Int64)? {
    try read { connection in
      let row = try Row.fetchOne(
        connection, sql: "SELECT wrong, since FROM guess WHERE cashier = ?", arguments: [cashier])
      return try row.map { (try $0.value("wrong"), try $0.value("since")) }
    }
  }
}
