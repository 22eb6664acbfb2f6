import Testing

/// The matcher against the stock one, over random patterns and subjects.
@Suite struct MatcherPropertyTests {
  static func subject(_ numbers: inout SeededNumbers) -> [UInt8] {
    let alphabet = Array("aab(b)01 .A-%]\0".utf8) + [0xFF]
    return (0..<Int.random(in: 0...14, using: &numbers)).map { _ in
      alphabet.randomElement(using: &numbers) ?? 0
    }
  }

  /// Any bytes that mean something in a pattern.
  static func anyPattern(_ numbers: inout SeededNumbers) -> [UInt8] {
    let alphabet = Array("ab01.^$*+?-()[]%%%bfdwazsSW\0".utf8)
    return (0..<Int.random(in: 0...9, using: &numbers)).map { _ in
      alphabet.randomElement(using: &numbers) ?? 0
    }
  }

  /// A pattern without mistakes.
  static func validPattern(_ numbers: inout SeededNumbers) -> [UInt8] {
    let singles = [
      "a", "b", ".", "%a", "%d", "%s", "%W", "%.", "%]", "[ab]", "[^a]", "[%d_a-b]", "[]b]",
      "[^]a]",
      "[a-]", "[%-%]]", "%x", "%L", "%p", "%c", "%g", "%z", "[\\0-\u{7F}]",
    ]
    let whole = ["%b()", "%bab", "%f[a]", "%f[%A]", "%f[^%w]", "()", "%1"]
    let repeats = ["", "", "", "*", "+", "-", "?"]
    var text = Int.random(in: 0..<5, using: &numbers) == 0 ? "^" : ""
    var open = 0
    var closed = 0
    for _ in 0..<Int.random(in: 0...6, using: &numbers) {
      switch Int.random(in: 0..<10, using: &numbers) {
      case 0:
        text += "("
        open += 1
      case 1 where open > 0:
        text += ")"
        open -= 1
        closed += open == 0 ? 1 : 0
      case 2:
        let part = whole.randomElement(using: &numbers) ?? ""
        if part != "%1" || closed > 0 { text += part }
        if part == "()" && open == 0 { closed += 1 }
      default:
        text += singles.randomElement(using: &numbers) ?? ""
        text += repeats.randomElement(using: &numbers) ?? ""
      }
    }
    text += String(repeating: ")", count: open)
    if Int.random(in: 0..<5, using: &numbers) == 0 { text += "$" }
    return Array(text.utf8)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `agrees with the stock matcher on patterns without mistakes`(seed: UInt64) throws {
    let lua = try PlainState()
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<3_000 {
      let pattern = Self.validPattern(&numbers)
      let start = Array(String(Int.random(in: -5...6, using: &numbers)).utf8)
      let difference = lua.run(MatcherComparison.lua, pattern, Self.subject(&numbers), start, [1])
      #expect(difference == "", "seed \(seed)")
      if difference != "" { return }
    }
  }

  @Test(arguments: [11, 12, 13] as [UInt64])
  func `agrees with the stock matcher on any patterns`(seed: UInt64) throws {
    let lua = try PlainState()
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<3_000 {
      let pattern = Self.anyPattern(&numbers)
      let start = Array(String(Int.random(in: -5...6, using: &numbers)).utf8)
      let difference = lua.run(MatcherComparison.lua, pattern, Self.subject(&numbers), start, [])
      #expect(difference == "", "seed \(seed)")
      if difference != "" { return }
    }
  }
}
