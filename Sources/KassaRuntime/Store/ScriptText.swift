/// A Lua file by its lines: what each names, and which function is around it.
struct ScriptText {
  /// Without spaces: an indentation is no change.
  let lines: [String]
  private var words: [Int: Set<String>] = [:]
  private let raw: [String]
  /// From the line with its `function` to the one with its `end`, and what it is called; inner ones first.
  private var functions: [(lines: ClosedRange<Int>, name: String?)] = []

  init(_ text: String) {
    raw = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines = raw.map { $0.filter { !$0.isWhitespace } }
    let tokens = LuaTokens(text).tokens
    var open: [(isFunction: Bool, line: Int, name: String?)] = []
    for (index, (token, line)) in tokens.enumerated() {
      switch token {
      case .name("function"):
        open.append((true, line, Self.name(in: tokens, after: index)))
      // A `while` and a `for` have a `do`.
      case .name("if"), .name("do"), .name("repeat"): open.append((false, line, nil))
      case .name("end"), .name("until"):
        guard let block = open.popLast(), block.isFunction else { break }
        functions.append((block.line...line, block.name))
      case .name(let word), .string(let word): words[line, default: []].insert(word)
      case .other, .mark: break
      }
    }
  }

  private static func name(
    in tokens: [(token: LuaTokens.Token, line: Int)], after index: Int
  ) -> String? {
    var name: String?
    for (token, _) in tokens[(index + 1)...] {
      switch token {
      case .name(let word): name = word
      case .mark("."), .mark(":"): continue
      case .mark, .string, .other: return name
      }
    }
    return name
  }

  /// Names, and texts in quotes.
  func words(of line: Int) -> Set<String> { words[line] ?? [] }

  /// The text of a line as it stands.
  func text(of line: Int) -> String { raw.indices.contains(line - 1) ? raw[line - 1] : "" }

  /// The lines of the innermost function around a line, of the functions that call that by its name, and
  /// where the statement begins that it stands in.
  func around(_ line: Int) -> Set<Int> {
    var found: Set<Int> = [line]
    if let inner = functions.first(where: { $0.lines.contains(line) }) {
      found.formUnion(inner.lines)
      if let name = inner.name { found.formUnion(callers(of: name)) }
    }
    let begins = stride(from: line, through: 1, by: -1).first { begin in
      guard let first = text(of: begin).first else { return false }
      return first.isLetter && !text(of: begin).hasPrefix("end")
    }
    if let begins { found.insert(begins) }
    return found
  }

  private func callers(of name: String) -> Set<Int> {
    let calls = words.filter { $0.value.contains(name) }.keys
    return calls.reduce(into: []) { found, line in
      found.insert(line)
      if let caller = functions.first(where: { $0.lines.contains(line) }) {
        found.formUnion(caller.lines)
      }
    }
  }
}
