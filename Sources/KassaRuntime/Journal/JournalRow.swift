import Crypto
import Foundation
import GRDB

/// One row of the entry table, its hash linked to the row before it.
struct JournalRow {
  let number: Int
  let at: Moment
  let kind: String
  let body: Data
  let hash: [UInt8]
  /// Whether it was written in format 1.
  private let isFormat1: Bool

  /// - Parameter entry: with hashes for its large reads.
  init(number: Int, at: Moment, _ entry: Entry, after previous: [UInt8]) {
    self.number = number
    self.at = at
    kind = entry.kind.rawValue
    body = Data(entry.json)
    hash = Self.link(number, at.milliseconds, self.kind, self.body, after: previous)
    isFormat1 = false
  }

  /// - Parameter last: the last entry of format 1.
  init(_ row: Row, format1Until last: Int) throws {
    number = try row.value("number")
    at = Moment(milliseconds: try row.value("at"))
    kind = try row.value("kind")
    body = try row.value("body")
    hash = [UInt8](try row.value("hash") as Data)
    isFormat1 = number <= last
  }

  static func link(
    _ number: Int, _ at: Int64, _ kind: String, _ body: Data, after previous: [UInt8]
  ) -> [UInt8] {
    var digest = SHA256()
    digest.update(data: previous)
    digest.update(data: Data("\(number)\n\(at)\n\(kind)\n".utf8))
    digest.update(data: body)
    return Array(digest.finalize())
  }

  func insert(_ connection: Database) throws {
    let statement = try connection.cachedStatement(
      sql: "INSERT INTO entry (number, kind, at, body, hash) VALUES (?, ?, ?, ?, ?)")
    try statement.execute(arguments: [number, kind, at.milliseconds, body, Data(hash)])
  }

  /// The entry with all its reads.
  func decoded(_ connection: Database) throws -> Entry {
    let missing = JournalError.broken(entry: number, reason: "one of its reads is missing")
    do {
      return try JournalReads.completed(try entry()) { hash in
        guard let number = try JournalReads.entry(with: hash, connection), number <= self.number,
          let row = try JournalQueries.row(number, connection)
        else { throw missing }
        return try row.entry()
      }
    } catch is JSONMismatch { throw missing }
  }

  /// The entry as it is written: with hashes for its large reads.
  ///
  /// - Throws: `JournalError.broken` for a text that is no entry, or of a kind not known here.
  func entry() throws -> Entry {
    guard Entry.Kind(rawValue: kind) != nil else {
      throw JournalError.unknownKind(entry: number, kind: kind)
    }
    let bytes = Array(body)
    do {
      guard isFormat1 else { return try Entry(json: bytes) }
      // Format 1 wrote numbers without a sign, too; they come by their bits.
      let tree = try JSONReader.value(of: bytes, isWrapping: true)
      return try Entry(json: Format1.upgraded(tree).json)
    } catch { throw unreadable }
  }

  private var unreadable: JournalError {
    .broken(entry: number, reason: "its text can't be read")
  }
}

/// The tables of format 2.
enum JournalSchema {
  static func prepare(_ connection: Database, _ identity: String, path: String) throws {
    let version = try connection.cachedStatement(sql: "PRAGMA user_version")
    let found = try Int.fetchOne(version) ?? 0
    guard found <= Journal.format else {
      throw JournalError.newerFormat(path: path, found: found, known: Journal.format)
    }
    // Whatever may make a table takes away all that is prepared.
    if try !connection.tableExists("returned") {
      try connection.execute(sql: JournalReturns.schema)
    }
    guard found < Journal.format else { return }
    if found == 0 { try create(connection, identity) }
    try connection.execute(
      sql: """
        CREATE TABLE read (hash TEXT PRIMARY KEY, entry INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        PRAGMA user_version = \(Journal.format);
        """)
    if found == 1 { try upgrade(connection) }
  }

  /// Remembers which entries are of format 1, and writes the projection as today's.
  private static func upgrade(_ connection: Database) throws {
    try connection.execute(
      sql: "INSERT INTO meta SELECT ?, coalesce(max(number), 0) FROM entry",
      arguments: [Format1.until])
    let state = try JournalProjection.read(connection, isFormat1: true)
    try JournalProjection.write(from: nil, to: state, connection)
  }

  private static func create(_ connection: Database, _ identity: String) throws {
    try connection.execute(
      sql: """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
        CREATE TABLE entry (
          number INTEGER PRIMARY KEY, kind TEXT NOT NULL, at INTEGER NOT NULL,
          body BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
        CREATE TABLE bundle (hash TEXT PRIMARY KEY, files BLOB NOT NULL) STRICT;
        CREATE TABLE projection (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
        CREATE TABLE slip (
          terminal TEXT NOT NULL, day TEXT NOT NULL, number TEXT NOT NULL, receipt TEXT NOT NULL,
          attempt INTEGER NOT NULL, at INTEGER NOT NULL, document INTEGER,
          PRIMARY KEY (terminal, day, number)) STRICT, WITHOUT ROWID;
        CREATE INDEX slip_receipt ON slip (receipt);
        """)
    try connection.execute(
      sql: "INSERT INTO meta (key, value) VALUES ('identity', ?)", arguments: [identity])
  }
}
