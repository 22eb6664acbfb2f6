import Foundation
import GRDB

/// The words that names of goods have, for finding those a slip of the finger away.
///
/// The table `words(number, list)` has them in order, in blocks: of each word one byte says how many letters it
/// begins with of the one before, one how many follow, then these, two bytes each. So one pass looks at all
/// words of a huge shop, and skips those that begin wrongly.
enum GoodsWordList {
  static let schema = """
    CREATE TABLE words(number INTEGER PRIMARY KEY, list BLOB NOT NULL) STRICT;
    """

  /// No more beginnings are looked for than a page can show.
  private static let nearMax = 50

  /// The least that words of names begin with so that they are at most `slips` away from `typed`.
  static func beginnings(
    near typed: String, slips: Int, _ database: Database
  ) throws -> [String] {
    var walk = NearWalk(typed.unicodeScalars.map { UInt16(exactly: $0.value) ?? 0 }, slips: slips)
    let blocks = try Data.fetchCursor(database, sql: "SELECT list FROM words ORDER BY number")
    while let block = try blocks.next(), walk.found.count < nearMax {
      walk.look(at: Array(block))
    }
    return walk.found.prefix(nearMax).map { String(decoding: $0, as: UTF16.self) }
  }
}

/// Goes through words in order and keeps the rows of the distance's table for what the next one shares.
private struct NearWalk {
  private(set) var found: [[UInt16]] = []
  private let typed: [UInt16]
  private let slips: Int
  private var word: [UInt16] = []
  /// For each letter of the word how far what it has so far is from each beginning of what was typed.
  private var rows: [[Int]]
  /// How many letters settle it already: near, or too far.
  private var settled: Int?

  init(_ typed: [UInt16], slips: Int) {
    (self.typed, self.slips) = (typed, slips)
    rows = [Array(0...typed.count)]
  }

  mutating func look(at block: [UInt8]) {
    var next = 0
    while next + 1 < block.count {
      let (shared, count) = (Int(block[next]), Int(block[next + 1]))
      next += 2
      defer { next += 2 * count }
      if let settled, settled <= shared { continue }
      settled = nil
      guard shared <= word.count, next + 2 * count <= block.count else { return }
      word.removeSubrange(shared...)
      rows.removeSubrange((shared + 1)...)
      for place in 0..<count {
        let letter = UInt16(block[next + 2 * place]) | UInt16(block[next + 2 * place + 1]) << 8
        add(letter)
        guard settled == nil else { break }
      }
    }
  }

  private mutating func add(_ letter: UInt16) {
    let last = rows[word.count]
    var row = [word.count + 1]
    for (column, other) in typed.enumerated() {
      var least = min(
        last[column + 1] + 1, row[column] + 1, last[column] + (letter == other ? 0 : 1))
      if let before = word.last, column > 0, letter == typed[column - 1], before == other {
        least = min(least, rows[word.count - 1][column - 1] + 1)
      }
      row.append(least)
    }
    word.append(letter)
    rows.append(row)
    if row[typed.count] <= slips {
      found.append(word)
      settled = word.count
    } else if !row.contains(where: { $0 <= slips }) {
      settled = word.count
    }
  }
}

/// The words of all names, as they are collected: in memory as many as stay bounded.
struct WordCollection {
  private static let keptMax = 100_000
  private static let lettersMax = 32
  private static let blockBytes = 16_384

  private let database: Database
  private var kept: Set<[UInt16]> = []

  init(_ database: Database) throws {
    self.database = database
    try database.execute(
      sql: """
        DELETE FROM words;
        CREATE TEMP TABLE IF NOT EXISTS collected(word BLOB PRIMARY KEY) WITHOUT ROWID;
        DELETE FROM collected
        """)
  }

  mutating func add(_ word: [UInt16]) throws {
    guard word.count >= 3, kept.insert(Array(word.prefix(Self.lettersMax))).inserted,
      kept.count >= Self.keptMax
    else { return }
    try putAside()
  }

  private mutating func putAside() throws {
    let statement = try database.cachedStatement(sql: "INSERT OR IGNORE INTO collected VALUES (?)")
    for word in kept {
      // The high byte first, so that SQLite orders them as they compare.
      let bytes = word.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      try statement.execute(arguments: [Data(bytes)])
    }
    kept.removeAll()
  }

  /// Writes the list.
  mutating func write() throws {
    try putAside()
    var (block, last): ([UInt8], [UInt8]) = ([], [])
    let words = try Data.fetchCursor(database, sql: "SELECT word FROM collected ORDER BY word")
    while let bytes = try words.next() {
      let word = Array(bytes)
      if block.count >= Self.blockBytes {
        try insert(block)
        (block, last) = ([], [])
      }
      let shared = zip(word, last).prefix { $0 == $1 }.count / 2
      block += [UInt8(shared), UInt8(word.count / 2 - shared)]
      for place in stride(from: 2 * shared, to: word.count, by: 2) {
        block += [word[place + 1], word[place]]
      }
      last = word
    }
    if !block.isEmpty { try insert(block) }
    try database.execute(sql: "DROP TABLE collected")
  }

  private func insert(_ block: [UInt8]) throws {
    try database.execute(sql: "INSERT INTO words (list) VALUES (?)", arguments: [Data(block)])
  }
}
