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

  init(number: Int, at: Moment, kind: String, body: Data, after previous: [UInt8]) {
    self.number = number
    self.at = at
    self.kind = kind
    self.body = body
    hash = Self.link(number, at.milliseconds, kind, body, after: previous)
  }

  init(_ row: Row) throws {
    number = try row.value("number")
    at = Moment(milliseconds: try row.value("at"))
    kind = try row.value("kind")
    body = try row.value("body")
    hash = [UInt8](try row.value("hash") as Data)
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

  func decoded() throws -> EntryBody {
    do {
      return try JSONDecoder().decode(EntryBody.self, from: body)
    } catch { throw JournalError.broken(entry: number, reason: "its text can't be read") }
  }
}

extension EntryBody {
  var kind: String {
    switch self {
    case .flow: "flow"
    case .step: "step"
    case .device: "device"
    case .reconciled: "reconciled"
    case .terminals: "terminals"
    }
  }
}

/// How entries become text: the same bytes for the same entry, whatever ran before.
enum JournalCoding {
  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}

/// The tables of format 1.
enum JournalSchema {
  static func prepare(_ connection: Database, _ identity: String, path: String) throws {
    let found = try Int.fetchOne(connection, sql: "PRAGMA user_version") ?? 0
    guard found <= Journal.format else {
      throw JournalError.newerFormat(path: path, found: found, known: Journal.format)
    }
    guard found == 0 else { return }
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
    try connection.execute(sql: "PRAGMA user_version = \(Journal.format)")
  }
}
