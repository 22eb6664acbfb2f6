/// The words of a Lua text with their lines; enough of the language to find a table's keys.
///
/// It reads only texts that Lua has compiled, so anything it does not know is a mark of one letter.
struct LuaTokens {
  enum Token: Hashable {
    case name(String)
    case string(String)
    case other
    case mark(Character)
  }

  private(set) var tokens: [(token: Token, line: Int)] = []
  private var rest: Substring
  private var line = 1

  init(_ text: String) {
    rest = text[...]
    while let first = rest.first { read(first) }
  }

  private mutating func read(_ first: Character) {
    if first.isNewline { line += 1 }
    if first.isWhitespace {
      rest.removeFirst()
    } else if rest.hasPrefix("--") {
      rest.removeFirst(2)
      if !skipLong() { rest = rest.drop { !$0.isNewline } }
    } else if first == "_" || first.isLetter {
      let word = rest.prefix { $0 == "_" || $0.isLetter || $0.isNumber }
      tokens.append((.name(String(word)), line))
      rest = rest.dropFirst(word.count)
    } else if first.isNumber {
      tokens.append((.other, line))
      rest = rest.drop { $0 == "." || $0.isLetter || $0.isNumber }
    } else if first == "\"" || first == "'" {
      readString(first)
    } else if first == "[", skipLong() {
      tokens.append((.other, line))
    } else {
      tokens.append((.mark(first), line))
      rest.removeFirst()
    }
  }

  private mutating func readString(_ quote: Character) {
    let start = line
    var text = ""
    rest.removeFirst()
    while let next = rest.popFirst(), next != quote {
      if next == "\\" { text.append(rest.popFirst() ?? " ") } else { text.append(next) }
    }
    tokens.append((.string(text), start))
  }

  /// Skips `[[…]]` or `[=[…]=]` if the text goes on with one.
  private mutating func skipLong() -> Bool {
    guard rest.first == "[" else { return false }
    let level = rest.dropFirst().prefix { $0 == "=" }.count
    guard rest.dropFirst(1 + level).first == "[" else { return false }
    let close = "]" + String(repeating: "=", count: level) + "]"
    let end = rest.firstRange(of: close)?.upperBound ?? rest.endIndex
    line += rest[..<end].count { $0.isNewline }
    rest = rest[end...]
    return true
  }
}
