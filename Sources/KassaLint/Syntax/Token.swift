/// A word of Lua.
enum Token {
  case name(String)
  case string(String)
  case number(Number)
  case sign(Sign)
  case end
}

/// A number as it was written.
enum Number {
  case integer(Int64)
  /// One with a fraction or an exponent, or too large for an integer.
  case float
}

/// Lua's own words and marks.
enum Sign: String, CaseIterable {
  case and, `break`, `do`, `else`, elseif, end, `false`, `for`, function, goto, `if`, `in`, local
  case `nil`, not, or, `repeat`, `return`, then, `true`, until, `while`
  case plus = "+", minus = "-", times = "*", over = "/", wholeOver = "//", modulo = "%"
  case power = "^", length = "#", bitAnd = "&", bitNot = "~", bitOr = "|"
  case left = "<<", right = ">>", equal = "==", unequal = "~=", atMost = "<=", atLeast = ">="
  case less = "<", more = ">", assign = "=", open = "(", close = ")", openBrace = "{"
  case closeBrace = "}", openBracket = "[", closeBracket = "]", label = "::", semicolon = ";"
  case colon = ":", comma = ",", dot = ".", concat = "..", dots = "..."

  /// Those that are words, by themselves.
  static let words = Dictionary(
    uniqueKeysWithValues: allCases.filter { $0.rawValue.first?.isLetter == true }
      .map { ($0.rawValue, $0) })
}

/// Where a text is no Lua.
///
/// What a reader is told comes from Lua itself.
struct SyntaxError: Error {
  let line: Int
}
