import Foundation
import GRDB

/// Which goods have which three letters side by side, so that a search looks at few names.
///
/// The table `gram(chunk, gram, goods)` has for each three letters of names (a name begins with a mark and ends
/// with two) the ranks of the goods that have them, in chunks of 65,536: gaps from one to the next, seven bits a
/// byte. Fewer than three letters are all grams that begin with them. A good's rank is its place in the order that
/// finds are shown in, so that the first page is the first that is found.
enum GoodsIndex {
  static let chunkSize = 65_536

  /// Stands before a name; no name has it.
  static let start: Unicode.Scalar = "\u{1}"

  static let schema = """
    CREATE TABLE gram(
      chunk INTEGER NOT NULL,
      gram INTEGER NOT NULL,
      goods BLOB NOT NULL,
      PRIMARY KEY (chunk, gram)
    ) STRICT, WITHOUT ROWID;
    """

  /// Three scalars of 21 bits each.
  static func gram(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Int64 {
    Int64(first) << 42 | Int64(second) << 21 | Int64(third)
  }

  /// Makes the index anew of the goods in the table.
  static func build(_ database: Database) throws {
    try database.execute(sql: "DELETE FROM gram")
    var chunk = GramChunk(number: 0)
    var words = try WordCollection(database)
    let rows = try Row.fetchCursor(database, sql: "SELECT rank, folded FROM good ORDER BY rank")
    while let row = try rows.next() {
      let (rank, folded): (Int, String) = (try row.value(0), try row.value(1))
      if rank / chunkSize != chunk.number {
        try chunk.write(database)
        chunk = GramChunk(number: rank / chunkSize)
      }
      chunk.add(folded, rank % chunkSize)
      for word in Good.words(folded) { try words.add(word) }
    }
    try chunk.write(database)
    try words.write()
  }
}

/// The grams of one chunk of goods, as they are collected.
private struct GramChunk {
  private struct Goods {
    var last = -1
    var gaps: [UInt8] = []
  }

  let number: Int
  private var places: [Int64: Int] = [:]
  private var goods: [Goods] = []

  init(number: Int) { self.number = number }

  mutating func add(_ name: String, _ place: Int) {
    var (first, second) = (GoodsIndex.start.value, UInt32(0))
    var isFirst = true
    for scalar in name.unicodeScalars {
      if isFirst {
        (second, isFirst) = (scalar.value, false)
        continue
      }
      note(GoodsIndex.gram(first, second, scalar.value), place)
      (first, second) = (second, scalar.value)
    }
    note(GoodsIndex.gram(first, second, 0), place)
    note(GoodsIndex.gram(second, 0, 0), place)
  }

  private mutating func note(_ gram: Int64, _ place: Int) {
    let index: Int
    if let known = places[gram] {
      index = known
    } else {
      index = goods.count
      places[gram] = index
      goods.append(Goods())
    }
    guard goods[index].last != place else { return }
    var gap = place - goods[index].last
    goods[index].last = place
    while gap >= 0x80 {
      goods[index].gaps.append(UInt8(gap & 0x7F) | 0x80)
      gap >>= 7
    }
    goods[index].gaps.append(UInt8(gap))
  }

  func write(_ database: Database) throws {
    let statement = try database.cachedStatement(sql: "INSERT INTO gram VALUES (?, ?, ?)")
    for (gram, index) in places.sorted(by: { $0.key < $1.key }) {
      try statement.execute(arguments: [number, gram, Data(goods[index].gaps)])
    }
  }
}

/// Places of one chunk: a bit each.
struct RankSet {
  private var bits = [UInt64](repeating: 0, count: GoodsIndex.chunkSize / 64)

  var isEmpty: Bool { bits.allSatisfy { $0 == 0 } }

  /// Adds the places that `gaps` lead to.
  ///
  /// - Throws: `DatabaseError` where they lead back or out of the chunk, as those of a damaged file may.
  mutating func insert(_ gaps: Data) throws {
    let isWhole = gaps.withUnsafeBytes { gaps in
      var (place, gap, shift) = (-1, 0, 0)
      for byte in gaps {
        guard shift <= Self.shiftMax else { return false }
        gap |= Int(byte & 0x7F) << shift
        shift += 7
        guard byte < 0x80 else { continue }
        place += gap
        guard gap > 0, place < GoodsIndex.chunkSize else { return false }
        (gap, shift) = (0, 0)
        bits[place >> 6] |= 1 << UInt64(place & 63)
      }
      return shift == 0
    }
    guard isWhole else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "gaps lead out of their chunk")
    }
  }

  /// No gap of a chunk takes more than three bytes.
  private static let shiftMax = 14

  mutating func formIntersection(_ other: RankSet) {
    for index in bits.indices { bits[index] &= other.bits[index] }
  }

  mutating func formUnion(_ other: RankSet) {
    for index in bits.indices { bits[index] |= other.bits[index] }
  }

  /// Calls `body` with each place in order until it says no more.
  func forEach(_ body: (Int) throws -> Bool) rethrows {
    for (index, word) in bits.enumerated() where word != 0 {
      var left = word
      while left != 0 {
        guard try body(index << 6 + left.trailingZeroBitCount) else { return }
        left &= left - 1
      }
    }
  }
}

extension RankSet {
  /// Calls `body` with so many places at a time, in order, until it says no more.
  func forEach(in batch: Int, _ body: ([Int]) throws -> Bool) rethrows {
    var (places, goesOn): ([Int], Bool) = ([], true)
    try forEach { (place: Int) -> Bool in
      places.append(place)
      guard places.count == batch else { return true }
      goesOn = try body(places)
      places.removeAll(keepingCapacity: true)
      return goesOn
    }
    if goesOn, !places.isEmpty { _ = try body(places) }
  }
}

/// The index as one search reads it.
struct GoodsIndexReader {
  let chunks: Range<Int>
  private let exact: Statement
  private let begun: Statement

  init(_ database: Database) throws {
    let last = try Int.fetchOne(database, sql: "SELECT max(rank) FROM good")
    chunks = 0..<(last.map { $0 / GoodsIndex.chunkSize + 1 } ?? 0)
    exact = try database.cachedStatement(sql: "SELECT goods FROM gram WHERE chunk = ? AND gram = ?")
    begun = try database.cachedStatement(
      sql: "SELECT goods FROM gram WHERE chunk = ? AND gram BETWEEN ? AND ?")
  }

  /// The goods of a chunk whose names may have `text` somewhere: all that have, and few others.
  ///
  /// - Parameter atStart: those whose names may begin with it.
  /// - Returns: nil where there are none.
  func goods(with text: String, atStart: Bool = false, in chunk: Int) throws -> RankSet? {
    let scalars = (atStart ? [GoodsIndex.start.value] : []) + text.unicodeScalars.map(\.value)
    guard scalars.count >= 3 else { return try goods(begunBy: scalars, chunk) }
    var found: RankSet?
    for place in 0..<(scalars.count - 2) {
      let gram = GoodsIndex.gram(scalars[place], scalars[place + 1], scalars[place + 2])
      guard let gaps = try Data.fetchOne(exact, arguments: [chunk, gram]) else { return nil }
      var goods = RankSet()
      try goods.insert(gaps)
      if let before = found {
        goods.formIntersection(before)
        guard !goods.isEmpty else { return nil }
      }
      found = goods
    }
    return found
  }

  private func goods(begunBy scalars: [UInt32], _ chunk: Int) throws -> RankSet? {
    let last: UInt32 = 1 << 21 - 1
    let least = GoodsIndex.gram(scalars[0], scalars.count > 1 ? scalars[1] : 0, 0)
    let most = GoodsIndex.gram(scalars[0], scalars.count > 1 ? scalars[1] : last, last)
    var found: RankSet?
    let rows = try Data.fetchCursor(begun, arguments: [chunk, least, most])
    while let gaps = try rows.next() {
      if found == nil { found = RankSet() }
      try found?.insert(gaps)
    }
    return found
  }
}
