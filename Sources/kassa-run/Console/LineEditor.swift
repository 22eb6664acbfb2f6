/// A line being typed: text and where the cursor stands in it, in characters.
struct LineEditor: Equatable {
  /// More is ignored: no answer is nearly as long, and a stuck key must not fill memory.
  static let charactersMax = 512

  private(set) var characters: [Character] = []
  private(set) var cursor = 0

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }

  /// Applies an editing key.
  ///
  /// Returns whether it was one.
  mutating func take(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(character)
    case .backspace: erase(from: max(0, cursor - 1))
    case .delete: if cursor < characters.count { characters.remove(at: cursor) }
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .home: cursor = 0
    case .end: cursor = characters.count
    case .clear: self = LineEditor()
    case .eraseWord: eraseWord()
    case .enter, .tab, .escape, .function, .up, .down, .pageUp, .pageDown, .endOfInput,
      .pasteBegins, .pasteEnds, .other:
      return false
    }
    return true
  }

  private mutating func insert(_ character: Character) {
    guard characters.count < Self.charactersMax, character != "\u{1D}" else { return }
    characters.insert(character, at: cursor)
    cursor += 1
    compose()
  }

  /// A combining mark joins the character before it, so that one backspace takes both.
  private mutating func compose() {
    guard cursor >= 2 else { return }
    let joined = String(characters[cursor - 2]) + String(characters[cursor - 1])
    guard joined.count == 1, let character = joined.first else { return }
    characters.replaceSubrange((cursor - 2)..<cursor, with: [character])
    cursor -= 1
  }

  private mutating func erase(from start: Int) {
    characters.removeSubrange(start..<cursor)
    cursor = start
  }

  private mutating func eraseWord() {
    var start = cursor
    while start > 0, characters[start - 1] == " " { start -= 1 }
    while start > 0, characters[start - 1] != " " { start -= 1 }
    erase(from: start)
  }
}
