/// Lines of paper in the making, none wider than `width` columns.
///
/// A number stays unbroken on one line, its header left of it or on the line above (P229 p.64): the
/// widest number of a receipt has 16 digits, and no paper is narrower than 24 columns.
package struct PaperLines {
  let width: Int
  package private(set) var lines: [String] = []

  package init(width: Int) { self.width = width }

  package mutating func centred(_ text: String) {
    for line in wrapped(PaperText(text)) {
      lines.append(Self.line(of: "", space: (width - line.scalarCount) / 2, line))
    }
  }

  mutating func text(_ text: String) {
    lines += wrapped(PaperText(text))
  }

  /// `header` on the left and `value` on the right of one line, or the value below where both are
  /// too long for it.
  mutating func pair(_ header: String, _ value: String) {
    let (header, value) = (PaperText(header), PaperText(value))
    let space = width - header.count - value.count
    if space > 0 {
      lines.append(Self.line(of: header.string, space: space, value.string))
      return
    }
    lines += wrapped(header)
    // What has to be broken reads on from the left edge.
    if value.count > width {
      lines += wrapped(value)
    } else {
      lines.append(Self.line(of: "", space: width - value.count, value.string))
    }
  }

  mutating func rule() {
    lines.append(Self.line(of: "", space: width, of: UInt8(ascii: "-"), ""))
  }

  /// `left` and `right` with so many spaces between: as bytes, for `String(repeating:)` took a third of
  /// a receipt's layout.
  private static func line(
    of left: String, space: Int, of filler: UInt8 = UInt8(ascii: " "), _ right: String
  ) -> String {
    let count = left.utf8.count + space + right.utf8.count
    return String(unsafeUninitializedCapacity: count) { buffer in
      var end = buffer.initialize(fromContentsOf: left.utf8)
      buffer[end..<(end + space)].initialize(repeating: filler)
      end += space
      return buffer[end...].initialize(fromContentsOf: right.utf8)
    }
  }

  /// Breaks between words; inside one only where it is wider than the paper.
  private func wrapped(_ text: PaperText) -> [String] {
    if text.count <= width, text.isSpacedOnce { return text.count == 0 ? [] : [text.string] }
    var lines: [String] = []
    var (line, columns) = ("", 0)
    for word in text.string.split(separator: " ").map(String.init) {
      var (word, count) = (word, word.scalarCount)
      if columns > 0, columns + 1 + count <= width {
        line += " " + word
        columns += 1 + count
        continue
      }
      if columns > 0 { lines.append(line) }
      while count > width {
        lines.append(String(word.prefix(width)))
        word.removeFirst(width)
        count -= width
      }
      (line, columns) = (word, count)
    }
    if columns > 0 { lines.append(line) }
    return lines
  }
}

extension PaperText {
  /// Whether no space stands at an end or beside another: what is broken between words loses those.
  fileprivate var isSpacedOnce: Bool {
    string.withBytes { bytes in
      var before: UInt8 = 0x20
      for byte in bytes {
        if byte == 0x20, before == 0x20 { return false }
        before = byte
      }
      return bytes.isEmpty || before != 0x20
    }
  }
}
