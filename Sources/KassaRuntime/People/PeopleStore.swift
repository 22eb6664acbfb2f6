import Foundation
import GRDB

/// What is kept of PINs: the file `people.sqlite` of the data folder, and never the journal.
///
/// Each call is one transaction, durable when it returns. While the till runs, a failure here stops
/// it as one of any other record does.
final class PeopleStore {
  /// A PIN as it is kept.
  struct Hashed {
    let salt: Data
    let hash: Data
  }

  /// Wrong PINs in a row, and when the last of them was typed.
  struct Guesses {
    let wrong: Int
    let since: Moment
  }

  private let database: DatabaseQueue
  private let seam: Seam
  private let path: String

  init(folder: String, seam: Seam) throws(StorageError) {
    self.seam = seam
    path = folder + "/people.sqlite"
    do {
      database = try seam.open(path)
      try seam.commit("people", to: database) {
        // Whatever may make a table takes away all that is prepared.
        if try !$0.tableExists("guess") { try $0.execute(sql: Self.schema) }
      }
    } catch { throw StorageError(error, path: path) }
  }

  func kept(of cashier: String) throws(StorageError) -> Hashed? { try hashed("pin", cashier) }

  /// The PIN that its owner has still to repeat.
  func proposed(of cashier: String) throws(StorageError) -> Hashed? {
    try hashed("proposed_pin", cashier)
  }

  /// Puts `pin` before its owner to be repeated; guesses at the one before are forgotten.
  func propose(_ pin: Hashed, of cashier: String) throws(StorageError) {
    try write { connection in
      try connection.execute(
        sql: "INSERT OR REPLACE INTO proposed_pin (cashier, salt, hash) VALUES (?, ?, ?)",
        arguments: [cashier, pin.salt, pin.hash])
      try connection.execute(sql: "DELETE FROM guess WHERE cashier = ?", arguments: [cashier])
    }
  }

  /// Ends the proposal: the PIN is kept from now on, or dropped.
  func settleProposed(of cashier: String, isKept: Bool) throws(StorageError) {
    try write { connection in
      if isKept {
        try connection.execute(
          sql: "INSERT OR REPLACE INTO pin SELECT * FROM proposed_pin WHERE cashier = ?",
          arguments: [cashier])
      }
      try connection.execute(
        sql: "DELETE FROM proposed_pin WHERE cashier = ?", arguments: [cashier])
    }
  }

  /// Keeps the same PIN of several, which none of them has to repeat.
  func keep(_ pin: Hashed, of cashiers: [String]) throws(StorageError) {
    try write { connection in
      let insert = try connection.cachedStatement(
        sql: "INSERT OR REPLACE INTO pin (cashier, salt, hash) VALUES (?, ?, ?)")
      for cashier in cashiers { try insert.execute(arguments: [cashier, pin.salt, pin.hash]) }
    }
  }

  func guesses(of cashier: String) throws(StorageError) -> Guesses? {
    try read { connection in
      let row = try Row.fetchOne(
        connection.cachedStatement(sql: "SELECT wrong, since FROM guess WHERE cashier = ?"),
        arguments: [cashier])
      return try row.map {
        Guesses(
          wrong: try $0.value("wrong"), since: Moment(milliseconds: try $0.value("since")))
      }
    }
  }

  /// One more wrong PIN, typed now.
  func addGuess(of cashier: String, at now: Moment) throws(StorageError) {
    try write { connection in
      try connection.cachedStatement(
        sql: """
          INSERT INTO guess (cashier, wrong, since) VALUES (?, 1, ?)
          ON CONFLICT (cashier) DO UPDATE SET wrong = wrong + 1, since = excluded.since
          """
      ).execute(arguments: [cashier, now.milliseconds])
    }
  }

  /// As if the last wrong PIN had been typed now.
  func moveGuesses(of cashier: String, to now: Moment) throws(StorageError) {
    try write { connection in
      try connection.execute(
        sql: "UPDATE guess SET since = ? WHERE cashier = ?",
        arguments: [now.milliseconds, cashier])
    }
  }

  func forgetGuesses(of cashier: String) throws(StorageError) {
    try write { connection in
      try connection.cachedStatement(sql: "DELETE FROM guess WHERE cashier = ?")
        .execute(arguments: [cashier])
    }
  }

  private static let schema = """
    CREATE TABLE IF NOT EXISTS pin (
      cashier TEXT PRIMARY KEY, salt BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS proposed_pin (
      cashier TEXT PRIMARY KEY, salt BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
    -- Wrong PINs in a row, and when the last of them was typed, in milliseconds.
    CREATE TABLE IF NOT EXISTS guess (
      cashier TEXT PRIMARY KEY, wrong INTEGER NOT NULL, since INTEGER NOT NULL) STRICT;
    """

  private func hashed(_ table: String, _ cashier: String) throws(StorageError) -> Hashed? {
    try read { connection in
      let row = try Row.fetchOne(
        connection.cachedStatement(sql: "SELECT salt, hash FROM \(table) WHERE cashier = ?"),
        arguments: [cashier])
      return try row.map { Hashed(salt: try $0.value("salt"), hash: try $0.value("hash")) }
    }
  }

  private func write(_ body: (Database) throws -> Void) throws(StorageError) {
    do { try seam.commit("people", to: database, body) } catch {
      throw StorageError(error, path: path)
    }
  }

  private func read<Result>(_ body: (Database) throws -> Result) throws(StorageError) -> Result {
    do { return try database.look(body) } catch { throw StorageError(error, path: path) }
  }
}
