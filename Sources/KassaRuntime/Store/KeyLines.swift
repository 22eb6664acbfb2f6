/// On which line of a store's script each key of its table stands.
///
/// A Lua table does not remember where it was written, so the text is read once more, and only when
/// there is a mistake to report.
struct KeyLines {
  private var lines: [String: Int] = [:]
  private let tokens: [(token: LuaTokens.Token, line: Int)]
  private var next = 0

  /// Reads the first `store { … }` of `text`, or another call's table.
  init(_ text: String, of call: String = "store") {
    tokens = LuaTokens(text).tokens
    for index in tokens.indices.dropLast() where tokens[index].token == .name(call) {
      let isCall = tokens[index + 1].token == .mark("{")
      let isBracketed =
        tokens[index + 1].token == .mark("(") && index + 2 < tokens.count
        && tokens[index + 2].token == .mark("{")
      guard isCall || isBracketed else { continue }
      next = index + (isCall ? 2 : 3)
      readTable("")
      break
    }
  }

  /// The line of the key at `path` ("providers[2].title"), or of the nearest one around it.
  func line(of path: String) -> Int? {
    var path = path[...]
    while !path.isEmpty {
      if let line = lines[String(path)] { return line }
      guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
      path = path[..<cut]
    }
    return nil
  }

  private var token: LuaTokens.Token? {
    next < tokens.count ? tokens[next].token : nil
  }

  /// Reads fields up to the closing brace; the opening one is behind.
  private mutating func readTable(_ prefix: String) {
    var position = 0
    while let token, token != .mark("}") {
      let line = tokens[next].line
      let path: String
      if case .name(let key) = token, next + 1 < tokens.count, tokens[next + 1].token == .mark("=")
      {
        path = prefix.isEmpty ? key : "\(prefix).\(key)"
        next += 2
      } else if token == .mark("["), next + 2 < tokens.count,
        case .string(let key) = tokens[next + 1].token
      {
        path = "\(prefix)[\"\(key)\"]"
        next += 4
      } else {
        position += 1
        path = "\(prefix)[\(position)]"
      }
      lines[path] = line
      readValue(path)
      if self.token == .mark(",") || self.token == .mark(";") { next += 1 }
    }
    next += 1
  }

  /// Reads one value up to the comma or brace that ends it, into the tables it is made of.
  private mutating func readValue(_ path: String) {
    var brackets = 0
    var blocks = 0
    while let token {
      switch token {
      case .mark(","), .mark(";"), .mark("}"):
        if brackets == 0, blocks == 0 { return }
        next += 1
      case .mark("{"):
        next += 1
        if brackets == 0, blocks == 0 { readTable(path) } else { skipTable() }
      case .mark("("), .mark("["):
        brackets += 1
        next += 1
      case .mark(")"), .mark("]"):
        brackets -= 1
        next += 1
      case .name("function"), .name("if"), .name("do"), .name("repeat"):
        blocks += 1
        next += 1
      case .name("end"), .name("until"):
        blocks -= 1
        next += 1
      case .name, .string, .other, .mark: next += 1
      }
    }
  }

  private mutating func skipTable() {
    var depth = 1
    while depth > 0, let token {
      if token == .mark("{") { depth += 1 } else if token == .mark("}") { depth -= 1 }
      next += 1
    }
  }
}
