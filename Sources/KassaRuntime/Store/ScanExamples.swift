/// Codes that a pattern takes, to try what a store does with them.
extension ScanPattern {
  /// As it is, and longer where it is not bound to an end: of other patterns other codes.
  ///
  /// - Returns: none where the pattern is too odd to say one. They look like codes of goods, and no two digits
  ///   next to each other are alike.
  static func examples(of pattern: String) -> [String] {
    var reading = Example(rest: Array(pattern.unicodeScalars)[...])
    guard problem(pattern) == nil, let text = reading.text(), !text.isEmpty || !reading.isWhole
    else {
      return []
    }
    let missing = max(0, usualLength - text.count)
    let more = Self.digits(missing)
    let longer =
      switch (reading.isAtStart, reading.isAtEnd) {
      case (true, true): text
      case (_, false): text + more
      case (false, true): more + text
      }
    return longer == text || text.isEmpty ? [longer] : [longer, text]
  }

  /// Of a code on a good.
  private static let usualLength = 13

  fileprivate static func digits(_ count: Int, from first: Int = 0) -> String {
    (0..<max(0, count)).map { String(($0 + first) % 9 + 1) }.joined()
  }

  private struct Example {
    var rest: ArraySlice<Unicode.Scalar>
    private(set) var isAtStart = false
    private(set) var isAtEnd = false
    private var captures: [String] = []
    private var open: [Int] = []
    private var made = ""

    /// More than the letters of an alphabet: a range may be all of Unicode.
    private static let rangeMax = 256

    var isWhole: Bool { isAtStart && isAtEnd }

    init(rest: ArraySlice<Unicode.Scalar>) { self.rest = rest }

    /// Nil where it has something that is not known here.
    mutating func text() -> String? {
      if rest.first == "^" {
        isAtStart = true
        rest.removeFirst()
      }
      while let scalar = rest.popFirst() {
        switch scalar {
        case "$" where rest.isEmpty: isAtEnd = true
        case "(":
          open.append(captures.count)
          captures.append(made)
        case ")":
          guard let place = open.popLast() else { return nil }
          captures[place] = String(made.dropFirst(captures[place].count))
        default:
          guard let one = single(scalar) else { return nil }
          repeats(one)
        }
      }
      return made
    }

    /// One character of a class, a set or itself; nil for what is none.
    private mutating func single(_ scalar: Unicode.Scalar) -> String? {
      switch scalar {
      case ".": return next
      case "[": return ofSet()
      case "%":
        guard let kind = rest.popFirst() else { return nil }
        return ofClass(kind)
      default: return String(scalar)
      }
    }

    /// A digit that is another one than that before it.
    private var next: String { ScanPattern.digits(1, from: made.count) }

    private func ofClass(_ kind: Unicode.Scalar) -> String? {
      switch kind {
      case "d", "w", "x", "g", "S", "A", "P", "C", "L", "U": next
      case "a", "l", "D": "a"
      case "u": "A"
      case "s": " "
      case "p", "W": "-"
      case "b", "f", "c": nil
      case "0"..."9": nil
      default: String(kind)
      }
    }

    /// The first of a set; of what a set leaves out the first that it does not.
    private mutating func ofSet() -> String? {
      let isOther = rest.first == "^"
      if isOther { rest.removeFirst() }
      var members: [String] = []
      var isFirst = true
      while let scalar = rest.popFirst(), scalar != "]" || isFirst {
        isFirst = false
        if scalar == "%", let kind = rest.popFirst() {
          members.append(ofClass(kind) ?? "")
        } else if rest.first == "-", let last = rest.dropFirst().first, last != "]" {
          rest = rest.dropFirst(2)
          members += (scalar.value...max(scalar.value, last.value)).prefix(Self.rangeMax)
            .compactMap { Unicode.Scalar($0).map(String.init) }
        } else {
          members.append(String(scalar))
        }
      }
      guard isOther else { return members.contains(next) ? next : members.first }
      return (["1", "2", "3", "a", "-"] + (4...9).map(String.init)).first { !members.contains($0) }
    }

    private mutating func repeats(_ one: String) {
      switch rest.first {
      case "*", "-", "?": rest.removeFirst()
      case "+":
        rest.removeFirst()
        made += one
      default: made += one
      }
    }
  }
}
