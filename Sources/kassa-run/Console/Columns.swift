import KassaRuntime

/// Text measured and broken by the columns it takes on a screen.
enum Columns {
  /// The columns of `text`; what is wide in East Asian scripts and emoji takes two.
  static func width(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

  static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// `text` without anything that could move a cursor or change a screen, a line break aside.
  static func printable(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: text.unicodeScalars.filter { $0 == "\n" || $0.isPrintable })
    return String(kept)
  }

  /// The same with spaces for line breaks.
  static func inOneLine(_ text: String) -> String {
    printable(text).replacing("\n", with: " ")
  }

  /// Lines of at most `columns`, broken at spaces where there are any.
  static func wrapped(_ text: String, _ columns: Int) -> [String] {
    let columns = max(1, columns)
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      var lines = [""]
      // No-break spaces hold an amount together, so only plain spaces part words.
      for word in paragraph.split(separator: " ").flatMap({ chunks(String($0), columns) }) {
        let last = lines[lines.count - 1]
        if last.isEmpty {
          lines[lines.count - 1] = word
        } else if width(last) + 1 + width(word) <= columns {
          lines[lines.count - 1] = last + " " + word
        } else {
          lines.append(word)
        }
      }
      return lines
    }
  }

  private static func chunks(_ word: String, _ columns: Int) -> [String] {
    var chunks = [""]
    var taken = 0
    for character in word {
      if taken + width(character) > columns, taken > 0 {
        chunks.append("")
        taken = 0
      }
      chunks[chunks.count - 1].append(character)
      taken += width(character)
    }
    return chunks
  }

  /// `text` cut to `columns`, with an ellipsis where something was cut.
  static func cut(_ text: String, _ columns: Int) -> String {
    guard width(text) > columns else { return text }
    var cut = ""
    for character in text {
      guard width(cut) + width(character) < columns else { break }
      cut.append(character)
    }
    return cut + "…"
  }

  /// `text` filled up with spaces to `columns`, and cut to them.
  static func padded(_ text: String, _ columns: Int, toTheRight: Bool = false) -> String {
    let text = cut(text, columns)
    let space = String(repeating: " ", count: max(0, columns - width(text)))
    return toTheRight ? space + text : text + space
  }
}
