internal import CLua

/// What Lua makes of a text, without its lines and the names of its locals.
struct CompiledCode: Equatable {
  private let bytes: [UInt8]

  /// Nil where the text is none.
  init?(_ chunk: Chunk) {
    // A function's first line stays in its code, so all is made one line.
    let text = Self.onOneLine(chunk.source)
    guard let code = Self.dump(of: text, named: "=", isStripped: true) else { return nil }
    bytes = code
  }

  /// What Lua makes of a text in memory of its own; nil where it is none.
  static func dump(of text: [UInt8], named name: String, isStripped: Bool) -> [UInt8]? {
    var length = 0
    let dump = text.withUnsafeBytes {
      kassa_compiled(
        $0.bindMemory(to: CChar.self).baseAddress, $0.count, name, isStripped ? 1 : 0, &length)
    }
    guard let dump else { return nil }
    defer { kassa_dump_free(dump) }
    return Array(UnsafeRawBufferPointer(start: dump, count: length))
  }

  /// The text with a space for each end of a line and each comment, outside of texts in quotes.
  static func onOneLine(_ text: [UInt8]) -> [UInt8] {
    var found: [UInt8] = []
    found.reserveCapacity(text.count)
    var at = 0
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        found.append(UInt8(ascii: " "))
        at += 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let end = endOfString(text, at)
        found += text[at..<end]
        at = end
      case UInt8(ascii: "["):
        let end = endOfLong(text, at) ?? at + 1
        found += text[at..<end]
        at = end
      case UInt8(ascii: "-") where at + 1 < text.count && text[at + 1] == UInt8(ascii: "-"):
        found.append(UInt8(ascii: " "))
        at = endOfLong(text, at + 2) ?? endOfLine(text, at)
      default:
        found.append(text[at])
        at += 1
      }
    }
    return found
  }

  private static func endOfLine(_ text: [UInt8], _ start: Int) -> Int {
    text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
  }

  private static func endOfString(_ text: [UInt8], _ start: Int) -> Int {
    var at = start + 1
    while at < text.count, text[at] != text[start] {
      at += text[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(at + 1, text.count)
  }

  /// Where `[[…]]` or `[=[…]=]` ends; nil where none begins.
  private static func endOfLong(_ text: [UInt8], _ start: Int) -> Int? {
    guard start < text.count, text[start] == UInt8(ascii: "[") else { return nil }
    let level = text[(start + 1)...].prefix { $0 == UInt8(ascii: "=") }.count
    let open = start + 1 + level
    guard open < text.count, text[open] == UInt8(ascii: "[") else { return nil }
    var at = open + 1
    while at + level + 1 < text.count {
      if text[at] == UInt8(ascii: "]"), text[at + level + 1] == UInt8(ascii: "]"),
        text[(at + 1)...(at + level + 1)].dropLast().allSatisfy({ $0 == UInt8(ascii: "=") })
      {
        return at + level + 2
      }
      at += 1
    }
    return text.count
  }
}
