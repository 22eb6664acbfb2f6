/// Lines of paper in the making, none wider than `width` columns.
///
/// A number stays unbroken on one line, its header left of it or on the line above (P229 p.64): the
/// widest number of a receipt has 16 digits, and no paper is narrower than 24 columns.
package struct PaperLines {
  let width: Int
  package private(set) var lines: [String] = []

  package init(width: Int) { self.width = width }

  package mutating func centred(_ text: String) {
    for line in wrapped(PaperText(text).string) {
      lines.append(line.padded(to: line.count + (width - line.count) / 2, .right))
    }
  }

  mutating func text(_ text: String) {
    lines += wrapped(PaperText(text).string)
  }

  /// `header` on the left and `value` on the right of one line, or the value below where both are
  /// too long for it.
  mutating func pair(_ header: String, _ value: String) {
    let header = PaperText(header).string
    let value = PaperText(value).string
    if header.count + 1 + value.count <= width {
      lines.append(header.padded(to: width - value.count) + value)
      return
    }
    lines += wrapped(header)
    // What has to be broken reads on from the left edge.
    if value.count > width {
      lines += wrapped(value)
    } else {
      lines.append(value.padded(to: width, .right))
    }
  }

  mutating func rule() { lines.append(String(repeating: "-", count: width)) }

  /// Breaks between words; inside one only where it is wider than the paper.
  private func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      var word = word
      if !line.isEmpty, line.count + 1 + word.count <= width {
        line += " " + word
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while word.count > width {
        lines.append(String(word.prefix(width)))
        word = word.dropFirst(width)
      }
      line = String(word)
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
