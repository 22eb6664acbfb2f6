extension StringProtocol {
  /// Without white space at both ends.
  package var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }

  /// Columns of a fixed-width screen: wide characters take two, control characters none.
  package var columns: Int {
    // Most text is plain, and finding characters takes time.
    let isPlain = utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    return isPlain ? utf8.count : reduce(0) { $0 + $1.columns }
  }

  /// Filled up with `filling`, a character of one column, to `columns`; never cut.
  package func padded(
    to columns: Int, _ side: TextSide = .left, with filling: Character = " "
  ) -> String {
    let space = String(repeating: filling, count: Swift.max(0, columns - self.columns))
    switch side {
    case .left: return self + space
    case .right: return space + self
    }
  }
}

extension String {
  /// Calls `body` with the text's UTF-8 as it lies in memory.
  ///
  /// To go through `utf8` takes some five times as long.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var text = self
    return text.withUTF8(body)
  }

  /// Whether it is written as `other` is, where `==` takes two spellings of a letter for one.
  func hasBytes(of other: String) -> Bool {
    withBytes { bytes in
      other.withBytes { others in
        bytes.count == others.count && bytes.elementsEqual(others)
      }
    }
  }

  /// Where `part` stands as characters of its own, so that none of it is crossed out by what follows.
  ///
  /// It is found by its bytes, some ten times quicker; other spellings of a letter are not found.
  package func places(of part: String) -> [Range<String.Index>] {
    let (text, part) = (Array(utf8), Array(part.utf8))
    guard let first = part.first, text.count >= part.count else { return [] }
    var places: [Range<String.Index>] = []
    for start in 0...(text.count - part.count)
    where text[start] == first && text[start..<(start + part.count)].elementsEqual(part) {
      let lower = utf8.index(startIndex, offsetBy: start)
      let upper = utf8.index(lower, offsetBy: part.count)
      guard lower.samePosition(in: self) != nil, upper.samePosition(in: self) != nil
      else { continue }
      places.append(lower..<upper)
    }
    return places
  }
}

/// Where a text stands in what is filled up around it.
package enum TextSide: Sendable {
  case left, right
}

extension Character {
  package var isASCIIDigit: Bool { ("0"..."9").contains(self) }

  /// One, two for what is wide in East Asian scripts and for emoji, none for control characters.
  package var columns: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    if scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return 2  // East Asian wide and full-width blocks (Unicode Standard Annex 11)
    default: return 1
    }
  }
}

extension BinaryInteger {
  /// In decimal, with zeros in front up to `digits`.
  package func padded(digits: Int) -> String {
    String(self).padded(to: digits, .right, with: "0")
  }
}

extension String {
  /// Without white space at both ends.
  package var trimmed: String {
    // Most text has none, and finding characters takes time.
    beginsAndEndsPlainly ? self : self[...].trimmed
  }

  /// Whether it begins and ends with a letter or mark of ASCII or of U+0400 to U+047F (D0, D1), as its bytes
  /// tell.
  private var beginsAndEndsPlainly: Bool {
    withBytes { bytes in
      let ink: Range<UInt8> = 0x21..<0x7F
      guard let first = bytes.first, let last = bytes.last else { return true }
      guard ink.contains(first) || first == 0xD0 || first == 0xD1 else { return false }
      if ink.contains(last) { return true }
      let lead = bytes[bytes.count - 2]
      return lead == 0xD0 || lead == 0xD1
    }
  }
}
