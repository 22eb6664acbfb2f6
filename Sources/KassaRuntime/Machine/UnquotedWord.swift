extension ScriptError {
  /// Names the word where Lua's parser names only the first byte of a letter that it does not know.
  ///
  /// "unexpected symbol near '<\208>'" becomes "«Кафе» stands outside quotes".
  func namingUnquoted(in source: [UInt8]) -> ScriptError {
    guard let line, message.contains(/near '<\\\d+>'/) else { return self }
    let lines = source.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.indices.contains(line - 1) else { return self }
    let text = String(decoding: lines[line - 1], as: UTF8.self)
    guard let word = Self.firstOutsideQuotes(text), !CardNumber.isIn(word) else { return self }
    var named = self
    named.message = "«\(word.prefix(40))» stands outside quotes"
    named.remedy = "text is written in quotes, and names with Latin letters"
    return named
  }

  /// The first word of a line of Lua with a letter that Lua's names can't have.
  private static func firstOutsideQuotes(_ line: String) -> String? {
    var rest = line[...]
    while let first = rest.first {
      if first == "\"" || first == "'" {
        rest.removeFirst()
        rest = rest.drop { $0 != first }.dropFirst()
      } else if first.isLetter || first == "_" || !first.isASCII {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || !$0.isASCII }
        if !word.allSatisfy(\.isASCII) { return String(word) }
        rest = rest.dropFirst(word.count)
      } else {
        rest.removeFirst()
      }
    }
    return nil
  }
}
