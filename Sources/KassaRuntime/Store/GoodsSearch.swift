import GRDB

/// Finding goods by what a cashier types of their names.
extension GoodsTable {
  /// Goods that were found: a page of them, and how many there are, ``countMax`` at most.
  package struct Finds: Hashable, Sendable {
    package let goods: [Good]
    package let count: Int
    /// Whether they are only a slip of the finger away from what was typed: another good may be meant.
    package var isNear = false
  }

  /// How many goods a page of finds has at most.
  package static let searchMax = 20
  /// Finds are counted so far: nobody turns fifty pages, and to count all that hold a letter takes long.
  package static let countMax = 1_000
  /// Characters and words that are searched for; what is longer is a slip.
  private static let searchedMax = 128
  private static let wordsMax = 8

  /// Goods whose names have every word of `text` somewhere, whatever its case.
  ///
  /// Where there are none: those of the same keys in the other layout; then those with words that are a slip
  /// of the finger away, numbers excepted. Names that begin with the first word come first, then by name,
  /// numbers by their size.
  ///
  /// - Parameter first: the find that the page begins with, from 1.
  package func search(_ text: String, from first: Int = 1) throws(GoodsTableError) -> Finds {
    let typed = Self.words(of: text)
    guard !typed.isEmpty else { return Finds(goods: [], count: 0) }
    return try read { database in
      let index = try GoodsIndexReader(database)
      var found = try Self.exact(typed, index, database)
      let other = Self.words(of: KeyboardLayout.other(text))
      if found.isEmpty, other != typed { found = try Self.exact(other, index, database) }
      let isNear = found.isEmpty
      if isNear { found = try Self.guessed(typed, index, database) }
      let page = found.dropFirst(max(0, first - 1)).prefix(Self.searchMax)
      let good = try database.cachedStatement(sql: "SELECT * FROM good WHERE rank = ?")
      let rows = try page.compactMap { try Row.fetchOne(good, arguments: [$0]) }
      return Finds(
        goods: try rows.map(Self.good), count: found.count, isNear: isNear && !found.isEmpty)
    }
  }

  private static func words(of text: String) -> [String] {
    Good.folded(String(text.prefix(searchedMax)))
      .split(whereSeparator: \.isWhitespace).prefix(wordsMax).map(String.init)
  }

  /// The ranks of goods that have all words, in their order.
  private static func exact(
    _ words: [String], _ index: GoodsIndexReader, _ database: Database
  ) throws -> [Int] {
    guard let first = words.first else { return [] }
    let holds = words.map { _ in " AND instr(folded, ?) > 0" }.joined()
    let check = try database.cachedStatement(
      sql: """
        SELECT rank FROM json_each(?) AS candidate CROSS JOIN good ON rank = candidate.value
        WHERE (instr(folded, ?) = 1) = ?\(holds) ORDER BY candidate.key
        """)
    var found: [Int] = []
    for isBegun in [true, false] {
      for chunk in index.chunks where found.count < countMax {
        guard let goods = try all(words, isBegun, index, chunk) else { continue }
        try goods.forEach(in: batch) { places in
          let ranks = places.map { "\(chunk * GoodsIndex.chunkSize + $0)" }.joined(separator: ",")
          let arguments: StatementArguments = ["[\(ranks)]", first, isBegun]
          found += try Int.fetchAll(check, arguments: arguments + StatementArguments(words))
          return found.count < countMax
        }
      }
    }
    return Array(found.prefix(countMax))
  }

  /// So many names are looked at by one statement: to ask for each by itself takes longer.
  private static let batch = 250

  /// The goods of a chunk that may have all words, and begin with the first where that is asked for.
  private static func all(
    _ words: [String], _ isBegun: Bool, _ index: GoodsIndexReader, _ chunk: Int
  ) throws -> RankSet? {
    guard var found = try index.goods(with: words[0], atStart: isBegun, in: chunk) else {
      return nil
    }
    for word in words.dropFirst() {
      guard let goods = try index.goods(with: word, in: chunk) else { return nil }
      found.formIntersection(goods)
    }
    return found
  }
}

// MARK: - Slips of the finger

extension GoodsTable {
  /// A word as it was typed, and what words of names begin with that are a slip of the finger away.
  private struct Meant {
    let typed: String
    let beginnings: [String]

    func fits(_ folded: String, _ words: [[UInt16]]) -> Bool {
      folded.contains(typed)
        || beginnings.contains { beginning in
          words.contains { $0.starts(with: beginning.utf16) }
        }
    }
  }

  private static func guessed(
    _ words: [String], _ index: GoodsIndexReader, _ database: Database
  ) throws -> [Int] {
    let meant = try words.map { word in
      let slips = slipsMax(word)
      return Meant(
        typed: word,
        beginnings: slips == 0
          ? [] : try GoodsWordList.beginnings(near: word, slips: slips, database))
    }
    guard meant.contains(where: { !$0.beginnings.isEmpty }) else { return [] }
    let name = try database.cachedStatement(sql: "SELECT folded FROM good WHERE rank = ?")
    var found: [Int] = []
    for chunk in index.chunks where found.count < countMax {
      try near(meant, index, chunk)?.forEach { (place: Int) -> Bool in
        let rank = chunk * GoodsIndex.chunkSize + place
        if let folded = try String.fetchOne(name, arguments: [rank]) {
          let words = Good.words(folded)
          if meant.allSatisfy({ $0.fits(folded, words) }) { found.append(rank) }
        }
        return found.count < countMax
      }
    }
    return found
  }

  /// The goods of a chunk that may have all words or ones near to them.
  private static func near(
    _ words: [Meant], _ index: GoodsIndexReader, _ chunk: Int
  ) throws -> RankSet? {
    var found: RankSet?
    for word in words {
      var goods: RankSet?
      for text in [word.typed] + word.beginnings {
        guard let more = try index.goods(with: text, in: chunk) else { continue }
        if goods == nil { goods = more } else { goods?.formUnion(more) }
      }
      guard let goods else { return nil }
      if found == nil { found = goods } else { found?.formIntersection(goods) }
    }
    return found
  }

  /// Slips that a word may have: none where it is short or a number, for it would be another then.
  private static func slipsMax(_ word: String) -> Int {
    guard word.count >= 4, !word.contains(where: \.isNumber) else { return 0 }
    return word.count >= 8 ? 2 : 1
  }
}
