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
  package static let fileName = "goods.sqlite"
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
      queue = try seam.open(file)
      try seam.commit("goods", to: queue, isQuiet: true, Self.migrate)
    } catch let error as GoodsTableError {
      throw error
    } catch {
      throw Self.named(error, file)
    }
  }

  /// The good that `barcode` belongs to.
  package func good(barcode: String) throws(GoodsTableError) -> Good? {
    try look { database in
      let find = try database.cachedStatement(
        sql: "SELECT good.* FROM barcode JOIN good ON good.id = good WHERE barcode = ?")
      let row = try Row.fetchOne(find, arguments: [barcode])
      return try row.map { try Self.good($0) }
    }
  }

  /// The good of that row, if it is still called so: another import may have put another one there.
  func good(row: Int64, name: String) throws(GoodsTableError) -> Good? {
    try look { database in
      let find = try database.cachedStatement(sql: "SELECT * FROM good WHERE id = ?")
      let found = try Row.fetchOne(find, arguments: [row]).map { try Self.good($0) }
      return found?.name == name ? found : nil
    }
  }

  /// Every good, in the order of its file.
  package func all() throws(GoodsTableError) -> [Good] {
    var goods: [Good] = []
    try forEach { goods.append($0) }
    return goods
  }

  /// How many goods have each rate of VAT.
  func rates() throws(GoodsTableError) -> [VATRate: Int] {
    try look { database in
      var counts: [VATRate: Int] = [:]
      let rows = try Row.fetchAll(
        database, sql: "SELECT vat, COUNT(*) AS count FROM good GROUP BY vat")
      for row in rows {
        let code: Int = try row.value("vat")
        if let rate = VATRate(rawValue: code) { counts[rate] = try row.value("count") }
      }
      return counts
    }
  }

  /// Gives every good to `body`, in the order of its file.
  package func forEach(_ body: (Good) -> Void) throws(GoodsTableError) {
    try look { database in
      let rows = try Row.fetchCursor(database, sql: "SELECT * FROM good ORDER BY id")
      while let row = try rows.next() { body(try Self.good(row)) }
    }
  }

  /// The first goods of a department, in the order of their file.
  ///
  /// - Parameter last: the place in its file after which they begin.
  func goods(of department: String, after last: Int64 = 0) throws(GoodsTableError) -> [Good] {
    try look { database in
      let select = try database.cachedStatement(
        sql: "SELECT * FROM good WHERE department = ? AND id > ? ORDER BY id LIMIT ?")
      return try Row.fetchAll(select, arguments: [department, last, Self.departmentMax])
        .map { try Self.good($0) }
    }
  }

  /// More than fit on screens of buttons.
  static let departmentMax = 100

  /// The first goods of all, in the order of their file.
  ///
  /// - Parameter last: the place in the file after which they begin.
  func goods(after last: Int64) throws(GoodsTableError) -> [Good] {
    try look { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM good WHERE id > ? ORDER BY id LIMIT ?",
        arguments: [last, Self.departmentMax]
      ).map { try Self.good($0) }
    }
  }

  /// The names of the first departments, in the order of their letters' codes.
  func departments() throws(GoodsTableError) -> [String] {
    // From one to the next by the index: to look at all goods takes long where there are a million.
    try look { database in
      try String.fetchAll(
        database,
        sql: """
          WITH RECURSIVE next(name) AS (
            SELECT min(department) FROM good WHERE department > ''
            UNION ALL
            SELECT (SELECT min(department) FROM good WHERE department > next.name) FROM next
            WHERE name IS NOT NULL
            LIMIT ?
          )
          SELECT name FROM next WHERE name IS NOT NULL
          """, arguments: [Self.departmentMax])
    }
  }

  /// Puts `goods` in the place of all goods, in one transaction: either all of them or none.
  ///
  /// Returns once they survive a power cut.
  package func replace(with goods: [Good]) throws(GoodsTableError) {
    do {
      try seam.commit("goods", to: queue) { database in
        let stage = try GoodsStage(database)
        for good in goods {
          for barcode in good.barcodes { _ = try stage.note(barcode, line: 0, good: good.id) }
          try stage.add(good)
        }
        try stage.takeOver()
      }
    } catch {
      throw Self.named(error, file)
    }
  }

  /// Puts the goods of a CSV file in the place of all goods, in bounded memory: either all of them or none.
  ///
  /// Returns once they survive a power cut.
  /// - Parameter more: the file's next bytes; nil at its end.
  /// - Throws: `GoodsImportError` with the mistakes of the file, `GoodsTableError`, what `more` throws.
  package func replace(csv more: @escaping () throws -> [UInt8]?) throws -> GoodsRead {
    do {
      let read = try seam.commit("goods", to: queue) { database in
        let stage = try GoodsStage(database)
        var rows = CSVReader(more)
        var count: Int64 = 0
        let read = try GoodsReader.read(&rows) { barcode, line in
          try stage.note(barcode, line: line, good: count + 1)
        } take: {
          count = $0.id
          try stage.add($0)
        }
        try stage.takeOver()
        return read
      }
      shrinkLog()
      return read
    } catch {
      guard DatabaseRefusal(error, path: file) != nil else { throw error }
      throw Self.named(error, file)
    }
  }

  /// Gives back the disk that a large import took beside the table, where no till reads at the moment.
  private func shrinkLog() {
    do {
      try queue.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
    } catch {
      // What was committed is in the log and counts; a later checkpoint does the rest.
    }
  }

  /// Several statements that see the same goods, whoever imports others meanwhile.
  func read<Result>(
    _ body: (Database) throws -> Result
  ) throws(GoodsTableError) -> Result {
    do { return try queue.read(body) } catch {
      throw Self.named(error, file)
    }
  }

  /// One statement.
  private func look<Result>(
    _ body: (Database) throws -> Result
  ) throws(GoodsTableError) -> Result {
    do { return try queue.look(body) } catch {
      throw Self.named(error, file)
    }
  }

  /// The pragmas in force, for the test that GRDB has left them alone.
  func pragma(_ name: String) throws -> String? {
    try queue.read { database in try String.fetchOne(database, sql: "PRAGMA \(name)") }
  }
}

extension GoodsTable {
  private static let formatVersion = 3

  // `id` is a good's place in its file, `rank` that in the order of finds; `folded` is the name as search compares
  // it. Codes are those of fiscal documents: 1199, 2108, 1212. Barcodes stand apart by spaces.
  private static let schema = """
    CREATE TABLE good(
      rank INTEGER PRIMARY KEY,
      id INTEGER NOT NULL,
      name TEXT NOT NULL,
      folded TEXT NOT NULL,
      price_kopecks INTEGER NOT NULL,
      vat INTEGER NOT NULL,
      measure INTEGER NOT NULL,
      department TEXT NOT NULL,
      subject INTEGER NOT NULL,
      barcodes TEXT NOT NULL
    ) STRICT;
    CREATE TABLE barcode(
      barcode TEXT PRIMARY KEY,
      good INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    \(indexes)
    \(GoodsIndex.schema)
    \(GoodsWordList.schema)
    """

  /// Made anew after an import: a million goods in the order of finds would touch every page of them.
  static let indexes = """
    CREATE UNIQUE INDEX good_id ON good(id);
    CREATE INDEX good_department ON good(department, id);
    """

  private static func migrate(_ database: Database) throws {
    let pragma = try database.cachedStatement(sql: "PRAGMA user_version")
    let version = try Int.fetchOne(pragma) ?? 0
    guard version <= formatVersion else { throw GoodsTableError.newerFormat(version: version) }
    switch version {
    case 0: try database.execute(sql: schema)
    case 1, 2: try indexFirst(database)
    default: return
    }
    try database.execute(sql: "PRAGMA user_version = \(formatVersion)")
  }

  /// Formats 1 and 2 had no index of what names hold.
  private static func indexFirst(_ database: Database) throws {
    let stage = try GoodsStage(database)
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT *, (SELECT group_concat(barcode, ' ') FROM barcode WHERE good = good.id) AS barcodes
        FROM good
        """)
    while let row = try rows.next() {
      let good = try good(row)
      for barcode in good.barcodes { _ = try stage.note(barcode, line: 0, good: good.id) }
      try stage.add(good)
    }
    try database.execute(sql: "DROP TABLE barcode; DROP TABLE good; \(schema)")
    try stage.takeOver()
  }

  static func good(_ row: Row) throws -> Good {
    let id: Int64 = try row.value("id")
    guard let vat = VATRate(rawValue: try row.value("vat")),
      let measure = Measure(rawValue: try row.value("measure")),
      let subject = SettlementSubject(rawValue: try row.value("subject"))
    else { throw DatabaseError(message: "good \(id) has a code that is not known") }
    let barcodes: String? = try row.value("barcodes")
    return Good(
      id: id, barcodes: barcodes?.split(separator: " ").map(String.init) ?? [],
      name: try row.value("name"), price: try Money(kopecks: try row.value("price_kopecks")),
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
