/// A Lua pattern that codes are compared with, looked at before the first of them comes.
///
/// `string.find` tells of some mistakes only where a code leads it there.
enum ScanPattern {
  /// What is wrong with it; nil where no code makes Lua refuse it.
  static func problem(_ pattern: String) -> String? {
    var reading = Reading(rest: Array(pattern.utf8)[...])
    return reading.problem()
  }

  /// As many captures as Lua takes (LUA_MAXCAPTURES).
  private static let capturesMax = 32

  private struct Reading {
    var rest: ArraySlice<UInt8>
    /// Whether each capture so far is closed.
    var captures: [Bool] = []

    mutating func problem() -> String? {
      while let byte = rest.popFirst() {
        let found: String? =
          switch byte {
          case UInt8(ascii: "%"): afterPercent()
          case UInt8(ascii: "["): set()
          case UInt8(ascii: "("): open()
          case UInt8(ascii: ")"): close()
          default: nil
          }
        if let found { return found }
      }
      return captures.allSatisfy { $0 } ? nil : "( is not closed; write ), or %( for the sign"
    }

    private mutating func afterPercent() -> String? {
      guard let escaped = rest.popFirst() else { return "it ends in %; write %% for the sign" }
      switch escaped {
      case UInt8(ascii: "b"):
        guard rest.count >= 2 else { return "%b needs two characters; write %b()" }
        rest = rest.dropFirst(2)
      case UInt8(ascii: "f"):
        guard rest.popFirst() == UInt8(ascii: "[") else {
          return "%f needs a set; write one such as %f[%d], or f for the letter"
        }
        return set()
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let number = Int(escaped) - Int(UInt8(ascii: "0"))
        guard number > 0, number <= captures.count, captures[number - 1] else {
          return "%\(number) means what a ( ) before it found, and there is none; write \(number) "
            + "for the digit"
        }
      default: break
      }
      return nil
    }

    private mutating func open() -> String? {
      captures.append(false)
      guard captures.count > capturesMax else { return nil }
      return "at most \(capturesMax) ( are taken; leave some out"
    }

    private mutating func close() -> String? {
      guard let last = captures.lastIndex(of: false) else {
        return ") closes nothing; write %) for the sign"
      }
      captures[last] = true
      return nil
    }

    /// Reads on behind a set whose [ is read.
    private mutating func set() -> String? {
      if rest.first == UInt8(ascii: "^") { rest.removeFirst() }
      // What stands first is in the set, a bracket too.
      var isFirst = true
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%") {
          _ = rest.popFirst()
        } else if byte == UInt8(ascii: "]"), !isFirst {
          return nil
        }
        isFirst = false
      }
      return "[ is not closed; write ], or %[ for the sign"
    }
  }
}
