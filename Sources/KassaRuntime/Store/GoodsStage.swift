import GRDB

/// Goods on their way into the table: beside it, in a file of SQLite's own, so that memory stays bounded and a
/// mistake at the end leaves the goods as they are.
struct GoodsStage {
  private let database: Database
  private let good: Statement
  private let barcode: Statement

  /// - Precondition: a transaction is open.
  init(_ database: Database) throws {
    self.database = database
    try database.execute(
      sql: """
        DROP TABLE IF EXISTS staged;
        DROP TABLE IF EXISTS staged_barcode;
        CREATE TEMP TABLE staged(
          id INTEGER PRIMARY KEY, name, folded, price, vat, measure, department, subject, barcodes,
          sorted
        );
        CREATE TEMP TABLE staged_barcode(barcode TEXT PRIMARY KEY, line, good) WITHOUT ROWID
        """)
    // Barcodes come in any order; a million of them are looked up here instead of on the disk.
    try database.execute(sql: "PRAGMA temp.cache_size = -32000")
    good = try database.makeStatement(
      sql: "INSERT INTO staged VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    barcode = try database.makeStatement(
      sql: "INSERT OR IGNORE INTO staged_barcode VALUES (?, ?, ?)")
  }

  /// Notes that `code` is of the good to come; the line where it stood before, nil where it did not.
  func note(_ code: String, line: Int, good: Int64) throws -> Int? {
    try barcode.execute(arguments: [code, line, good])
    guard database.changesCount == 0 else { return nil }
    return try Int.fetchOne(
      database, sql: "SELECT line FROM staged_barcode WHERE barcode = ?", arguments: [code])
  }

  /// Adds a good whose barcodes are noted.
  func add(_ good: Good) throws {
    let folded = Good.folded(good.name)
    try self.good.execute(arguments: [
      good.id, good.name, folded, good.price.kopecks, good.vat.rawValue, good.measure.rawValue,
      good.department, good.subject.rawValue, good.barcodes.sorted().joined(separator: " "),
      String(decoding: Good.sorted(folded), as: UTF8.self),
    ])
  }

  /// Puts what was added in the place of all goods.
  func takeOver() throws {
    try database.execute(
      sql: """
        DELETE FROM barcode;
        DELETE FROM good;
        DROP INDEX good_id;
        DROP INDEX good_department;
        INSERT INTO good(
          id, name, folded, price_kopecks, vat, measure, department, subject, barcodes
        ) SELECT id, name, folded, price, vat, measure, department, subject, barcodes
          FROM staged ORDER BY sorted, id;
        DROP TABLE staged;
        INSERT INTO barcode SELECT barcode, good FROM staged_barcode ORDER BY barcode;
        DROP TABLE staged_barcode;
        \(GoodsTable.indexes)
        """)
    try GoodsIndex.build(database)
  }
}
