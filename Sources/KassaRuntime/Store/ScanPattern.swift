/// A Lua pattern that codes are compared with, looked at before the first of them comes.
enum ScanPattern {
  /// What is wrong with it; nil where Lua takes it.
  static func problem(_ pattern: String) -> String? {
    var rest = Array(pattern.utf8)[...]
    var open = 0
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let escaped = rest.popFirst() else { return "it ends in %; write %% for the sign" }
        if escaped == UInt8(ascii: "b") {
          guard rest.count >= 2 else { return "%b needs two characters; write %b()" }
          rest = rest.dropFirst(2)
        }
      case UInt8(ascii: "["):
        guard let after = afterSet(rest) else {
          return "[ is not closed; write ], or %[ for the sign"
        }
        rest = after
      case UInt8(ascii: "("): open += 1
      case UInt8(ascii: ")"):
        open -= 1
        if open < 0 { return ") closes nothing; write %) for the sign" }
      default: break
      }
    }
    return open == 0 ? nil : "( is not closed; write ), or %( for the sign"
  }

  /// What follows a set whose opening is behind; nil where it has no end.
  private static func afterSet(_ set: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var rest = set
    if rest.first == UInt8(ascii: "^") { rest.removeFirst() }
    // What stands first is in the set, a bracket too.
    var isFirst = true
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard rest.popFirst() != nil else { return nil }
      } else if byte == UInt8(ascii: "]"), !isFirst {
        return rest
      }
      isFirst = false
    }
    return nil
  }
}
