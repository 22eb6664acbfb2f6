/// `{name}` in a text. Every word of a store is looked at: a regular expression took half of reading a store.
extension String {
  /// The names that stand in it: what braces hold that has neither braces nor spaces in it.
  package var placeholders: [String] {
    braced.compactMap { range in
      let name = self[utf8.index(after: range.lowerBound)..<utf8.index(before: range.upperBound)]
      return name.isEmpty || name.contains(where: \.isWhitespace) ? nil : String(name)
    }
  }

  /// It with a space where anything stood in braces.
  var withoutPlaceholders: String {
    var (text, end) = ("", startIndex)
    for range in braced {
      text += self[end..<range.lowerBound] + " "
      end = range.upperBound
    }
    return text + self[end...]
  }

  /// Where braces hold what has none, these included.
  private var braced: [Range<Index>] {
    var found: [Range<Index>] = []
    var open: Index?
    for index in utf8.indices {
      switch utf8[index] {
      case UInt8(ascii: "{"): open = index
      case UInt8(ascii: "}"):
        if let open { found.append(open..<utf8.index(after: index)) }
        open = nil
      default: break
      }
    }
    return found
  }
}
