/// Reads the words of a Lua text one by one.
///
/// It takes every text that Lua 5.4 takes, and may take some that Lua refuses.
struct Lexer {
  private let text: [UInt8]
  private var next = 0
  /// The line that is being read, from 1.
  private(set) var line = 1

  init(_ text: [UInt8]) { self.text = text }

  /// The byte so many ahead; 0 behind the end.
  private func byte(_ ahead: Int = 0) -> UInt8 {
    next + ahead < text.count ? text[next + ahead] : 0
  }

  private var isAtEnd: Bool { next >= text.count }

  /// The next word, with blanks and comments skipped.
  mutating func token() throws(SyntaxError) -> Token {
    while !isAtEnd {
      let first = byte()
      switch first {
      case .newline, .carriageReturn: skipNewline()
      case .space, .tab, .verticalTab, .formFeed: next += 1
      case .minus where byte(1) == .minus: try skipComment()
      case .openBracket:
        if let level = longLevel { return .string(try longText(level)) }
        return sign()
      case .quote, .apostrophe: return .string(try text(until: first))
      case _ where first.isNameStart: return name()
      case _ where first.isDigit, .dot where byte(1).isDigit: return .number(try number())
      default:
        let sign = sign()
        guard case .sign = sign else { throw SyntaxError(line: line) }
        return sign
      }
    }
    return .end
  }

  /// "\r\n" and "\n\r" are one line's end.
  private mutating func skipNewline() {
    let first = byte()
    next += 1
    if byte() != first, byte() == .newline || byte() == .carriageReturn { next += 1 }
    line += 1
  }

  private mutating func skipComment() throws(SyntaxError) {
    next += 2
    if byte() == .openBracket, let level = longLevel {
      _ = try longText(level)
      return
    }
    while !isAtEnd, byte() != .newline, byte() != .carriageReturn { next += 1 }
  }

  private mutating func name() -> Token {
    let start = next
    while byte().isNameStart || byte().isDigit { next += 1 }
    let word = String(decoding: text[start..<next], as: UTF8.self)
    return Sign.words[word].map(Token.sign) ?? .name(word)
  }

  private static let signs: [(bytes: [UInt8], sign: Sign)] =
    Sign.allCases.filter { $0.rawValue.first?.isLetter != true }
    .sorted { $0.rawValue.utf8.count > $1.rawValue.utf8.count }
    .map { (Array($0.rawValue.utf8), $0) }

  /// The longest mark that stands here; the end where none does.
  private mutating func sign() -> Token {
    for (bytes, sign) in Self.signs where bytes[0] == byte() {
      if bytes.indices.allSatisfy({ byte($0) == bytes[$0] }) {
        next += bytes.count
        return .sign(sign)
      }
    }
    return .end
  }
}

extension Lexer {
  /// As Lua reads it: all that could belong to a number, which then must be one.
  private mutating func number() throws(SyntaxError) -> Number {
    let start = next
    let isHex = byte() == .zero && byte(1) | 0x20 == UInt8(ascii: "x")
    let exponent = UInt8(ascii: isHex ? "p" : "e")
    if isHex { next += 2 }
    while byte().isNameStart || byte().isDigit || byte() == .dot {
      let isExponent = byte() | 0x20 == exponent
      next += 1
      if isExponent, byte() == .plus || byte() == .minus { next += 1 }
    }
    let digits = text[start..<next]
    if isHex {
      let hex = digits.dropFirst(2)
      if hex.allSatisfy(\.isHexDigit), !hex.isEmpty {
        // Lua lets hexadecimal integers wrap around.
        return .integer(
          Int64(bitPattern: hex.reduce(UInt64(0)) { $0 << 4 | UInt64($1.hexValue) }))
      }
      return .float
    }
    return Int64(String(decoding: digits, as: UTF8.self)).map(Number.integer) ?? .float
  }

  /// How many `=` the long bracket has that begins here; nil where none does.
  private var longLevel: Int? {
    var ahead = 1
    while byte(ahead) == .assign { ahead += 1 }
    return byte(ahead) == .openBracket ? ahead - 1 : nil
  }

  private mutating func longText(_ level: Int) throws(SyntaxError) -> String {
    let opened = line
    next += level + 2
    if byte() == .newline || byte() == .carriageReturn { skipNewline() }
    let start = next
    while !isAtEnd {
      if byte() == .newline || byte() == .carriageReturn {
        skipNewline()
      } else if byte() == .closeBracket, closes(level) {
        let inside = String(decoding: text[start..<next], as: UTF8.self)
        next += level + 2
        return inside
      } else {
        next += 1
      }
    }
    throw SyntaxError(line: opened)
  }

  private func closes(_ level: Int) -> Bool {
    for ahead in 0..<level where byte(1 + ahead) != .assign { return false }
    return byte(1 + level) == .closeBracket
  }

  /// A text in quotes, its escapes replaced.
  private mutating func text(until quote: UInt8) throws(SyntaxError) -> String {
    next += 1
    var bytes: [UInt8] = []
    while byte() != quote || isAtEnd {
      guard !isAtEnd, byte() != .newline, byte() != .carriageReturn else {
        throw SyntaxError(line: line)
      }
      if byte() == .backslash {
        next += 1
        try readEscape(into: &bytes)
      } else {
        bytes.append(byte())
        next += 1
      }
    }
    next += 1
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let plainEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10,
    UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11,
    .backslash: .backslash, .quote: .quote, .apostrophe: .apostrophe,
  ]

  private mutating func readEscape(into bytes: inout [UInt8]) throws(SyntaxError) {
    let kind = byte()
    if let plain = Self.plainEscapes[kind] {
      bytes.append(plain)
      next += 1
    } else if kind == .newline || kind == .carriageReturn {
      bytes.append(.newline)
      skipNewline()
    } else if kind == UInt8(ascii: "z") {
      next += 1
      skipBlanks()
    } else if kind == UInt8(ascii: "x"), byte(1).isHexDigit, byte(2).isHexDigit {
      bytes.append(UInt8(byte(1).hexValue << 4 | byte(2).hexValue))
      next += 3
    } else if kind.isDigit {
      var value = 0
      for _ in 0..<3 where byte().isDigit {
        value = value * 10 + Int(byte() - .zero)
        next += 1
      }
      bytes.append(UInt8(truncatingIfNeeded: value))
    } else if kind == UInt8(ascii: "u"), byte(1) == .openBrace {
      try readCodePoint(into: &bytes)
    } else {
      throw SyntaxError(line: line)
    }
  }

  private mutating func skipBlanks() {
    while !isAtEnd {
      switch byte() {
      case .newline, .carriageReturn: skipNewline()
      case .space, .tab, .verticalTab, .formFeed: next += 1
      default: return
      }
    }
  }

  /// `\u{…}`; what is no scalar of Unicode's becomes a mark for it.
  private mutating func readCodePoint(into bytes: inout [UInt8]) throws(SyntaxError) {
    next += 2
    var value: UInt32 = 0
    while byte().isHexDigit {
      value = min(value, 0x7FF_FFFF) << 4 | UInt32(byte().hexValue)
      next += 1
    }
    guard byte() == .closeBrace else { throw SyntaxError(line: line) }
    next += 1
    bytes += Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
  }
}

extension UInt8 {
  fileprivate static let newline = UInt8(ascii: "\n"), carriageReturn = UInt8(ascii: "\r")
  fileprivate static let space = UInt8(ascii: " "), tab = UInt8(ascii: "\t")
  fileprivate static let verticalTab: UInt8 = 11, formFeed: UInt8 = 12
  fileprivate static let minus = UInt8(ascii: "-"), plus = UInt8(ascii: "+")
  fileprivate static let dot = UInt8(ascii: "."), assign = UInt8(ascii: "=")
  fileprivate static let openBracket = UInt8(ascii: "["), closeBracket = UInt8(ascii: "]")
  fileprivate static let openBrace = UInt8(ascii: "{"), closeBrace = UInt8(ascii: "}")
  fileprivate static let quote = UInt8(ascii: "\""), apostrophe = UInt8(ascii: "'")
  fileprivate static let backslash = UInt8(ascii: "\\"), zero = UInt8(ascii: "0")

  fileprivate var isDigit: Bool { (.zero...UInt8(ascii: "9")).contains(self) }
  fileprivate var isNameStart: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || self == UInt8(ascii: "_")
  }
  fileprivate var isHexDigit: Bool {
    isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20)
  }
  fileprivate var hexValue: Int {
    Int(isDigit ? self - .zero : (self | 0x20) - UInt8(ascii: "a") + 10)
  }
}
