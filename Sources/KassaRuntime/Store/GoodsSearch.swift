import GRDB

/// Finding goods by what a cashier types of their names.
extension GoodsTable {
  /// Goods that were found: a page of them, and how many there are.
  package struct Finds: Hashable, Sendable {
    package let goods: [Good]
    package let count: Int
    /// Whether they are only a slip of the finger away from what was typed: another good may be meant.
    package var isNear = false
  }

  /// How many goods a page of finds has at most.
  package static let searchMax = 20
  /// Characters and words that are searched for; what is longer is a slip.
  private static let searchedMax = 128
  private static let wordsMax = 8
  /// Names that are looked at for a slip of the finger: more share a part with a word only in a huge store,
  /// where a cashier types on.
  private static let guessedMax = 5_000

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
    let exact = try search(typed, from: first)
    if exact.count > 0 { return exact }
    let other = Self.words(of: KeyboardLayout.other(text))
    let swapped = other == typed ? exact : try search(other, from: first)
    return swapped.count > 0 ? swapped : try guess(typed, from: first)
  }

  private static func words(of text: String) -> [String] {
    Good.folded(String(text.prefix(searchedMax)))
      .split(whereSeparator: \.isWhitespace).prefix(wordsMax).map(String.init)
  }

  private func search(_ words: [String], from first: Int) throws(GoodsTableError) -> Finds {
    let holds = words.map { _ in "instr(folded, ?) > 0" }.joined(separator: " AND ")
    let page = """
      SELECT * FROM good WHERE \(holds)
      ORDER BY instr(folded, ?) <> 1, sorted, id LIMIT \(Self.searchMax) OFFSET \(max(0, first - 1))
      """
    return try read { database in
      let count = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM good WHERE \(holds)",
        arguments: StatementArguments(words))
      let rows = try Row.fetchAll(
        database, sql: page, arguments: StatementArguments(words + words.prefix(1)))
      return Finds(goods: try rows.map { try Self.good($0, database) }, count: count ?? 0)
    }
  }
}

// MARK: - Slips of the finger

extension GoodsTable {
  /// A word that one slip has changed still has one of its thirds whole, so only such names are compared.
  private func guess(_ words: [String], from first: Int) throws(GoodsTableError) -> Finds {
    guard words.contains(where: { Self.slipsMax($0) > 0 }) else {
      return Finds(goods: [], count: 0)
    }
    let parts = words.map { Self.slipsMax($0) > 0 ? Self.thirds(of: $0) : [$0] }
    let holds = parts.map { parts in
      "(" + parts.map { _ in "instr(folded, ?) > 0" }.joined(separator: " OR ") + ")"
    }.joined(separator: " AND ")
    let sql = "SELECT * FROM good WHERE \(holds) ORDER BY sorted, id LIMIT \(Self.guessedMax)"
    let typed = words.map { (word: $0, letters: Array($0)) }
    return try read { database in
      let rows = try Row.fetchAll(
        database, sql: sql, arguments: StatementArguments(parts.flatMap(\.self)))
      let near = try rows.filter { row in
        let folded: String = try row.value("folded")
        let names = folded.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(Array.init)
        return typed.allSatisfy { typed in
          folded.contains(typed.word) || names.contains { Self.isNear(typed.letters, $0) }
        }
      }
      let page = near.dropFirst(max(0, first - 1)).prefix(Self.searchMax)
      return Finds(
        goods: try page.map { try Self.good($0, database) }, count: near.count, isNear: true)
    }
  }

  /// Slips that a word may have: none where it is short or a number, for it would be another then.
  private static func slipsMax(_ word: String) -> Int {
    guard word.count >= 4, !word.contains(where: \.isNumber) else { return 0 }
    return word.count >= 8 ? 2 : 1
  }

  private static func thirds(of word: String) -> [String] {
    let letters = Array(word)
    let bounds = [0, letters.count / 3, 2 * letters.count / 3, letters.count]
    return (0..<3).map { String(letters[bounds[$0]..<bounds[$0 + 1]]) }
  }

  /// Whether the typed word is near to what the name's word begins with.
  private static func isNear(_ typed: [Character], _ name: [Character]) -> Bool {
    let slips = slipsMax(String(typed))
    guard slips > 0, name.count + slips >= typed.count else { return false }
    let lengths = max(1, typed.count - slips)...(typed.count + slips)
    return lengths.contains { length in
      length <= name.count && Spelling.distance(typed, Array(name.prefix(length))) <= slips
    }
  }
}
