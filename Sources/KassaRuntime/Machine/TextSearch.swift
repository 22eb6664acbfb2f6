extension String {
  /// The numbers, from 0, of the characters that `part` first is; nil where it is nowhere.
  ///
  /// Takes time in proportion to both lengths, whatever they hold (Knuth, Morris and Pratt): a script
  /// chooses them, and a step has a deadline.
  func characters(of part: String) -> Range<Int>? {
    let starts = characterStarts
    let (text, part) = (Array(utf8), Array(part.utf8))
    guard !part.isEmpty else { return 0..<0 }
    let borders = Self.borders(of: part)
    var matched = 0
    for (end, byte) in text.enumerated() {
      while matched > 0, part[matched] != byte { matched = borders[matched - 1] }
      if part[matched] == byte { matched += 1 }
      guard matched == part.count else { continue }
      let (first, after) = (starts[end + 1 - matched], starts[end + 1])
      if first >= 0, after >= 0 { return first..<after }
      matched = borders[matched - 1]
    }
    return nil
  }

  /// For each byte and the end the number of the character that starts there, or -1.
  private var characterStarts: [Int] {
    var starts = [Int](repeating: -1, count: utf8.count + 1)
    var (offset, number) = (0, 0)
    for character in self {
      starts[offset] = number
      offset += character.utf8.count
      number += 1
    }
    starts[offset] = number
    return starts
  }

  /// For each length of `part`'s beginning, how much of its end is its beginning again.
  private static func borders(of part: [UInt8]) -> [Int] {
    var borders = [0]
    var matched = 0
    for byte in part.dropFirst() {
      while matched > 0, part[matched] != byte { matched = borders[matched - 1] }
      if part[matched] == byte { matched += 1 }
      borders.append(matched)
    }
    return borders
  }
}
