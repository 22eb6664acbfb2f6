import CryptoExtras
import Foundation
import GRDB

/// The cashiers' PINs at this till, in a file of their own: never in the journal.
///
/// Each is kept as scrypt of the PIN with 16 random bytes of salt. A new one is proposed first and
/// counts once it was typed again: what nobody can repeat would lock its owner out.
package final class Pins {
  private let database: DatabaseQueue
  private let seam: Seam
  private let path: String
  private let rounds: Int

  /// What scrypt costs at a till that guards money: N = 2^14.
  static let rounds = 1 << 14

  /// - Parameter rounds: scrypt's N; a scenario's till, which guards nothing, takes the least.
  package init(folder: String, seam: Seam, rounds: Int = Pins.rounds) throws {
    self.seam = seam
    self.rounds = rounds
    let path = folder + "/people.sqlite"
    self.path = path
    database = try StorageError.naming(path) {
      let database = try DurableDatabase.open(path)
      try seam.commit("people", to: database) { connection in
        try connection.execute(
          sql: """
            CREATE TABLE IF NOT EXISTS pin (
              cashier TEXT PRIMARY KEY, salt BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
            CREATE TABLE IF NOT EXISTS proposed_pin (
              cashier TEXT PRIMARY KEY, salt BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
            -- Wrong PINs in a row, and when the last of them was typed, in milliseconds.
            CREATE TABLE IF NOT EXISTS guess (
              cashier TEXT PRIMARY KEY, wrong INTEGER NOT NULL, since INTEGER NOT NULL) STRICT;
            """)
      }
      return database
    }
  }

  /// While the till runs, a failure here stops it as one of any other record does.
  func write(_ body: (Database) throws -> Void) throws(JournalError) {
    do { try seam.commit("people", to: database, body) } catch {
      throw JournalError(error, path: path)
    }
  }

  func read<Result>(_ body: (Database) throws -> Result) throws(JournalError) -> Result {
    do { return try database.read(body) } catch { throw JournalError(error, path: path) }
  }

  package func has(_ cashier: String) throws -> Bool {
    try read { connection in
      try Bool.fetchOne(
        connection, sql: "SELECT 1 FROM pin WHERE cashier = ?", arguments: [cashier]) ?? false
    }
  }

  /// Keeps a PIN that its owner has still to repeat.
  package func propose(_ pin: String, of cashier: String) throws {
    let salt = Data((0..<16).map { _ in UInt8.random(in: .min ... .max) })
    let hash = try hash(pin, salt)
    try write { connection in
      try connection.execute(
        sql: "INSERT OR REPLACE INTO proposed_pin (cashier, salt, hash) VALUES (?, ?, ?)",
        arguments: [cashier, salt, hash])
      // Whoever may choose a PIN need not wait for guesses at the one before.
      try connection.execute(sql: "DELETE FROM guess WHERE cashier = ?", arguments: [cashier])
    }
  }

  /// Makes the proposed PIN the cashier's if `pin` is the same; a different one drops it.
  ///
  /// After a power cut between this commit and the journal's, the question comes again: the PIN
  /// kept is then compared instead.
  package func confirm(_ pin: String, of cashier: String, at now: Moment) throws -> Bool {
    guard let proposed = try row("proposed_pin", cashier) else {
      return try verify(pin, of: cashier, at: now)
    }
    let isSame = try matches(pin, proposed)
    try write { connection in
      if isSame {
        try connection.execute(
          sql: "INSERT OR REPLACE INTO pin SELECT * FROM proposed_pin WHERE cashier = ?",
          arguments: [cashier])
      }
      try connection.execute(
        sql: "DELETE FROM proposed_pin WHERE cashier = ?", arguments: [cashier])
    }
    return isSame
  }

  func matchesKept(_ pin: String, of cashier: String) throws -> Bool {
    guard let kept = try row("pin", cashier) else { return false }
    return try matches(pin, kept)
  }

  private func row(_ table: String, _ cashier: String) throws -> Row? {
    try read { connection in
      try Row.fetchOne(
        connection, sql: "SELECT salt, hash FROM \(table) WHERE cashier = ?",
        arguments: [cashier])
    }
  }

  private func matches(_ pin: String, _ row: Row) throws -> Bool {
    let (expected, actual) = (try row.value("hash") as Data, try hash(pin, try row.value("salt")))
    // No early exit: the time tells nothing about where they differ.
    return zip(expected, actual).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
      && expected.count == actual.count
  }

  /// scrypt with r = 8 and p = 1 (RFC 7914): at N = 2^14, 16 MiB and some 50 ms a guess.
  private func hash(_ pin: String, _ salt: Data) throws -> Data {
    let key = try KDF.Scrypt.deriveKey(
      from: Data(pin.utf8), salt: salt, outputByteCount: 32, rounds: rounds, blockSize: 8,
      parallelism: 1)
    return key.withUnsafeBytes { Data($0) }
  }
}
