import Foundation
import GRDB

/// What returns took of their sales, as rows beside the entries, one a return.
///
/// A return that came to nothing has none. Like the slips it is written with the entries and follows from
/// them.
enum JournalReturns {
  static let schema = """
    CREATE TABLE IF NOT EXISTS returned (
      receipt TEXT PRIMARY KEY, sale TEXT NOT NULL, record BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS returned_sale ON returned (sale);
    """

  static func write(_ records: [String: ReturnRecord?], _ connection: Database) throws {
    for (receipt, record) in records {
      guard let record else {
        try connection.cachedStatement(sql: "DELETE FROM returned WHERE receipt = ?")
          .execute(arguments: [receipt])
        continue
      }
      try connection.cachedStatement(
        sql: """
          INSERT INTO returned VALUES (?, ?, ?)
          ON CONFLICT (receipt) DO UPDATE SET record = excluded.record
          """
      ).execute(arguments: [receipt, record.sale, Data(record.json)])
    }
  }

  /// Those of one sale.
  static func of(_ sale: String, _ connection: Database) throws -> [ReturnRecord] {
    try Row.fetchAll(
      connection, sql: "SELECT record FROM returned WHERE sale = ? ORDER BY receipt",
      arguments: [sale]
    ).map { try record($0) }
  }

  static func find(_ receipt: String, _ connection: Database) throws -> ReturnRecord? {
    try Row.fetchOne(
      connection, sql: "SELECT record FROM returned WHERE receipt = ?", arguments: [receipt]
    ).map { try record($0) }
  }

  /// A journal that no till of today has opened has no such table.
  static func count(_ connection: Database) throws -> Int {
    guard try connection.tableExists("returned") else { return 0 }
    return try Int.fetchOne(connection, sql: "SELECT count(*) FROM returned") ?? 0
  }

  private static func record(_ row: Row) throws -> ReturnRecord {
    let bytes: Data = try row.value("record")
    return try ReturnRecord(json: Array(bytes))
  }
}
