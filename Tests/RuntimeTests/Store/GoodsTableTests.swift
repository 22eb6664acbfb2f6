import Foundation
import GRDB
import Testing

@testable import KassaRuntime

@Suite struct GoodsTableTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "kassa-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func goods(_ names: [String]) throws -> [Good] {
    try names.enumerated().map { place, name in
      Good(
        id: Int64(place + 1), barcodes: ["\(place)-a", "\(place)-b"], name: name,
        price: try Money(kopecks: 100), vat: .vat22)
    }
  }

  @Test func `finds by any of its barcodes, also after it was opened again`() throws {
    try inFolder { folder in
      let all = try goods(["Кофе", "Чай"])
      try GoodsTable(folder: folder).replace(with: all)
      let table = try GoodsTable(folder: folder)
      #expect(try table.good(barcode: "1-b") == all[1])
      #expect(try table.good(barcode: "1-B") == nil)
      #expect(try table.all() == all)
    }
  }

  @Test(arguments: [
    ("кофе", ["Кофе зелёный", "Набор: КОФЕ и чай"]), ("КОФЕ НАБ", ["Набор: КОФЕ и чай"]),
    ("ЗЕЛЕНЫЙ", ["Кофе зелёный"]), ("", []), ("  ", []), ("%", ["Сок 100%"]), ("_", []),
    ("'", []), ("какао", []), ("ч", ["Чай", "Набор: КОФЕ и чай"]),
    // The other layout, a slip of the finger, both at once no more.
    ("rjat", ["Кофе зелёный", "Набор: КОФЕ и чай"]), ("ЯФН", []),
    ("кофн", ["Кофе зелёный", "Набор: КОФЕ и чай"]),
    ("зеёлный", ["Кофе зелёный"]), ("зелоный кофе", ["Кофе зелёный"]), ("чаы", []),
  ])
  func `searches every word in any case`(text: String, names: [String]) throws {
    try inFolder { folder in
      let table = try GoodsTable(folder: folder)
      try table.replace(with: try goods(["Набор: КОФЕ и чай", "Чай", "Кофе зелёный", "Сок 100%"]))
      #expect(try table.search(text).goods.map(\.name) == names)
    }
  }

  @Test func `lists twenty at most, always the same ones`() throws {
    try inFolder { folder in
      let table = try GoodsTable(folder: folder)
      try table.replace(with: try goods((0..<50).map { "Булка \($0 % 10)" }))
      let found = try table.search("булка").goods
      #expect(found.count == 20)
      #expect(
        found.map(\.id) == [
          1, 11, 21, 31, 41, 2, 12, 22, 32, 42, 3, 13, 23, 33, 43, 4, 14, 24, 34, 44,
        ])
    }
  }

  @Test func `reaches every find, with numbers by their size`() throws {
    try inFolder { folder in
      let table = try GoodsTable(folder: folder)
      let names = (1...30).flatMap { ["Гвозди 3х\($0 * 10)", "Гвозди 4х\($0 * 10)"] }
      try table.replace(with: try goods(names.shuffled()))
      var found: [String] = []
      for first in [1, 21, 41] {
        let page = try table.search("гвозди", from: first)
        #expect(page.count == 60)
        found += page.goods.map(\.name)
      }
      #expect(
        found == [3, 4].flatMap { size in (1...30).map { "Гвозди \(size)х\($0 * 10)" } })
      #expect(try table.search("гвозди", from: 61).goods.isEmpty)
      // Latin «x» between digits is the same key.
      #expect(try table.search("гвозди 3x300").goods.map(\.name) == ["Гвозди 3х300"])
    }
  }

  @Test(arguments: [
    ("вода 0.5", "Вода 0,5 л"), ("nescafe", "Nescafé Gold"), ("rfge", "Капучино"),
    ("капучно", "Капучино"), ("капучиноо", "Капучино"), ("йогурт", "Йогурт"),
    ("ysqjuehn", ""), ("qjuehn", "Йогурт"), ("7 days", "7 Days круассан"),
    ("7 дней", ""), ("молоко 1 л", "1 л молоко"),
  ])
  func `finds what was typed without care`(text: String, name: String) throws {
    try inFolder { folder in
      let table = try GoodsTable(folder: folder)
      try table.replace(
        with: try goods([
          "Вода 0,5 л", "Nescafé Gold", "Капучино", "Йогурт", "7 Days круассан", "1 л молоко",
        ]))
      #expect(try table.search(text).goods.map(\.name) == (name.isEmpty ? [] : [name]))
    }
  }

  @Test func `takes over the goods of a format before`() throws {
    try inFolder { folder in
      try makeFormat1(folder, names: ["Nescafé 10", "Nescafé 9"])
      for _ in 1...2 {
        let table = try GoodsTable(folder: folder)
        #expect(try table.search("nescafe").goods.map(\.name) == ["Nescafé 9", "Nescafé 10"])
        #expect(try table.all() == goods(["Nescafé 10", "Nescafé 9"]))
        #expect(try table.good(barcode: "1-b")?.name == "Nescafé 9")
      }
    }
  }

  @Test func `keeps the goods it had when an import dies before its commit`() throws {
    struct Dead: Error {}
    try inFolder { folder in
      try GoodsTable(folder: folder).replace(with: try goods(["Старый"]))
      let dying = try GoodsTable(
        folder: folder,
        seam: Seam { point in
          if point == .beforeCommit(store: "goods") { throw Dead() }
        })
      #expect(throws: GoodsTableError.self) {
        try dying.replace(with: try goods(["Новый", "Ещё"]))
      }
      #expect(try GoodsTable(folder: folder).all().map(\.name) == ["Старый"])
    }
  }

  @Test func `writes ahead and syncs in full on the connection in use`() throws {
    try inFolder { folder in
      let table = try GoodsTable(folder: folder)
      #expect(try table.pragma("journal_mode") == "wal")
      #expect(try table.pragma("synchronous") == "2")
    }
  }

  @Test func `says what is wrong with its file`() throws {
    try inFolder { folder in
      try Data("no database at all, but long enough to be looked at".utf8)
        .write(to: URL(filePath: folder + "/goods.sqlite"))
      #expect(throws: GoodsTableError.notGoods(file: folder + "/goods.sqlite")) {
        try GoodsTable(folder: folder)
      }
    }
    #expect(throws: GoodsTableError.self) { try GoodsTable(folder: "/nowhere") }
    #expect(
      "\(GoodsTableError.newerFormat(version: 7))"
        == "goods.sqlite has format 7, written by a newer program; update this one")
  }
}

/// The index of a damaged file leads anywhere, and nowhere out of its chunk.
@Suite struct RankSetTests {
  @Test(
    arguments: [
      [0], [1, 0], [0x80], [0xFF, 0xFF, 0xFF, 0x01], [0xFF, 0xFF, 0x04, 0x01],
      [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0xFF, 0x7F],
    ] as [[UInt8]])
  func `gaps that lead back or out are refused`(gaps: [UInt8]) {
    var goods = RankSet()
    #expect(throws: DatabaseError.self) { try goods.insert(Data(gaps)) }
  }

  @Test func `gaps lead to each place of a chunk`() throws {
    var goods = RankSet()
    try goods.insert(Data([1, 1, 0x80, 0x01]))
    try goods.insert(Data([0x80, 0x80, 0x04]))
    var places: [Int] = []
    goods.forEach { (place: Int) -> Bool in
      places.append(place)
      return true
    }
    #expect(places == [0, 1, 129, 65_535])
  }
}

/// A file as a program before format 2 wrote it.
private func makeFormat1(_ folder: String, names: [String]) throws {
  let database = try DatabaseQueue(path: folder + "/goods.sqlite")
  try database.write { connection in
    try connection.execute(
      sql: """
        CREATE TABLE good(
          id INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL,
          price_kopecks INTEGER NOT NULL, vat INTEGER NOT NULL, measure INTEGER NOT NULL,
          department TEXT NOT NULL, subject INTEGER NOT NULL) STRICT;
        CREATE TABLE barcode(
          barcode TEXT PRIMARY KEY, good INTEGER NOT NULL REFERENCES good(id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX barcode_good ON barcode(good);
        PRAGMA user_version = 1
        """)
    for (place, name) in names.enumerated() {
      try connection.execute(
        sql: "INSERT INTO good VALUES (?, ?, lower(?), 100, 11, 0, '', 1)",
        arguments: [place + 1, name, name])
      for code in ["\(place)-b", "\(place)-a"] {
        try connection.execute(
          sql: "INSERT INTO barcode VALUES (?, ?)", arguments: [code, place + 1])
      }
    }
  }
  try database.close()
}
