import Foundation
import GRDB

/// Why the goods table can't be used.
public enum GoodsTableError: Error, Hashable, Sendable {
  case newerFormat(version: Int)
  /// The file holds no goods, or is damaged.
  case notGoods(file: String)
  /// The file could not be read or written; `reason` is SQLite's.
  case unusable(file: String, reason: String)
  case full(file: String)
}

extension GoodsTableError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .newerFormat(let version):
      "\(GoodsTable.fileName) has format \(version), written by a newer program; update this one"
    case .notGoods(let file):
      "\(file) is not a table of goods, or is damaged; move it away and import the goods again"
    case .unusable(let file, let reason):
      "\(file) can't be used: \(reason); check the folder's rights and the space on its disk"
    case .full(let file): "the disk of «\(file)» is full; free some space, nothing was lost"
    }
  }
}

/// The goods of a till: a SQLite file of its own in the data folder.
///
/// Goods change daily, apart from the store's script; an import replaces them all at once, while
/// the till runs or not. A receipt copies what it sells, so it does not change with them.
package final class GoodsTable: Sendable {
  static let fileName = "goods.sqlite"
  let queue: DatabaseQueue
  private let file: String
  private let seam: Seam

  /// Opens the goods in `folder`, which must exist; a new table is empty.
  ///
  /// - Parameter seam: what its commits pass through.
  package init(folder: String, seam: Seam = .production) throws(GoodsTableError) {
    let file = "\(folder)/\(Self.fileName)"
    self.file = file
    self.seam = seam
    do {
      queue = try DurableDatabase.open(file)
      try seam.commit("goods", to: queue, isQuiet: true, Self.migrate)
    } catch let error as GoodsTableError {
      throw error
    } catch {
      throw Self.named(error, file)
    }
  }

  /// The good that `barcode` belongs to.
  package func good(barcode: String) throws(GoodsTableError) -> Good? {
    try read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT good.* FROM barcode JOIN good ON good.id = good WHERE barcode = ?",
        arguments: [barcode])
      return try row.map { try Self.good($0, database) }
    }
  }

  /// Every good, in the order of its file.
  package func all() throws(GoodsTableError) -> [Good] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM good ORDER BY id")
        .map { try Self.good($0, database) }
    }
  }

  /// The first goods of a department, in the order of their file.
  func goods(of department: String) throws(GoodsTableError) -> [Good] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM good WHERE department = ? ORDER BY id LIMIT ?",
        arguments: [department, Self.departmentMax]
      ).map { try Self.good($0, database) }
    }
  }

  /// More than fit on screens of buttons.
  private static let departmentMax = 100

  /// Puts `goods` in the place of all goods, in one transaction: either all of them or none.
  ///
  /// Returns once they survive a power cut.
  package func replace(with goods: [Good]) throws(GoodsTableError) {
    do {
      try seam.commit("goods", to: queue) { database in
        try database.execute(sql: "DELETE FROM barcode")
        try database.execute(sql: "DELETE FROM good")
        for good in goods { try Self.insert(good, database) }
      }
    } catch {
      throw Self.named(error, file)
    }
  }

  func read<Result>(
    _ body: (Database) throws -> Result
  ) throws(GoodsTableError) -> Result {
    do { return try queue.read(body) } catch {
      throw Self.named(error, file)
    }
  }

  /// The pragmas in force, for the test that GRDB has left them alone.
  func pragma(_ name: String) throws -> String? {
    try queue.read { database in try String.fetchOne(database, sql: "PRAGMA \(name)") }
  }
}

extension GoodsTable {
  private static let formatVersion = 2

  // `folded` is the name as search compares it, `sorted` as finds are ordered. Codes are those of fiscal documents: 1199, 2108, 1212.
  private static let schema = """
    CREATE TABLE good(
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      folded TEXT NOT NULL,
      price_kopecks INTEGER NOT NULL,
      vat INTEGER NOT NULL,
      measure INTEGER NOT NULL,
      department TEXT NOT NULL,
      subject INTEGER NOT NULL,
      sorted TEXT NOT NULL
    ) STRICT;
    CREATE TABLE barcode(
      barcode TEXT PRIMARY KEY,
      good INTEGER NOT NULL REFERENCES good(id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX barcode_good ON barcode(good);
    """

  private static func migrate(_ database: Database) throws {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version <= formatVersion else { throw GoodsTableError.newerFormat(version: version) }
    switch version {
    case 0: try database.execute(sql: schema)
    case 1: try foldAgain(database)
    default: return
    }
    try database.execute(sql: "PRAGMA user_version = \(formatVersion)")
  }

  /// Format 1 compared names by less and ordered them by their digits.
  private static func foldAgain(_ database: Database) throws {
    try database.execute(sql: "ALTER TABLE good ADD COLUMN sorted TEXT NOT NULL DEFAULT ''")
    for row in try Row.fetchAll(database, sql: "SELECT id, name FROM good") {
      let (id, name): (Int64, String) = (try row.value("id"), try row.value("name"))
      let folded = Good.folded(name)
      try database.cachedStatement(sql: "UPDATE good SET folded = ?, sorted = ? WHERE id = ?")
        .execute(arguments: [folded, Good.sorted(folded), id])
    }
  }

  private static func insert(_ good: Good, _ database: Database) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT INTO good VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    let folded = Good.folded(good.name)
    try statement.execute(arguments: [
      good.id, good.name, folded, good.price.kopecks, good.vat.rawValue,
      good.measure.rawValue, good.department, good.subject.rawValue,
      Good.sorted(folded),
    ])
    for barcode in good.barcodes {
      try database.cachedStatement(sql: "INSERT INTO barcode VALUES (?, ?)")
        .execute(arguments: [barcode, good.id])
    }
  }

  static func good(_ row: Row, _ database: Database) throws -> Good {
    let id: Int64 = try row.value("id")
    let barcodes = try String.fetchAll(
      database.cachedStatement(sql: "SELECT barcode FROM barcode WHERE good = ? ORDER BY barcode"),
      arguments: [id])
    guard let vat = VATRate(rawValue: try row.value("vat")),
      let measure = Measure(rawValue: try row.value("measure")),
      let subject = SettlementSubject(rawValue: try row.value("subject"))
    else { throw DatabaseError(message: "good \(id) has a code that is not known") }
    return Good(
      id: id, barcodes: barcodes, name: try row.value("name"),
      price: try Money(kopecks: try row.value("price_kopecks")),
      vat: vat, measure: measure, department: try row.value("department"), subject: subject)
  }

  private static func named(_ error: any Error, _ file: String) -> GoodsTableError {
    guard let refusal = DatabaseRefusal(error, path: file) else {
      return .unusable(file: file, reason: "\(error)")
    }
    switch refusal.kind {
    case .notADatabase, .damaged: return .notGoods(file: file)
    case .full: return .full(file: file)
    case .readOnly, .unopenable, .other:
      return .unusable(file: file, reason: refusal.reason)
    }
  }
}
