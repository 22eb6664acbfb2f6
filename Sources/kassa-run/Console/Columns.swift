import KassaRuntime
import KassaStart

/// Text measured and broken by the columns it takes on a screen.
enum Columns {
  /// `text` without anything that could move a cursor or change a screen, a line break aside.
  static func printable(_ text: String) -> String { text.printableLines }

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
        } else if last.columns + 1 + word.columns <= columns {
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
      if taken + character.columns > columns, taken > 0 {
        chunks.append("")
        taken = 0
      }
      chunks[chunks.count - 1].append(character)
      taken += character.columns
    }
    return chunks
  }

  /// `text` cut to `columns`, with an ellipsis where something was cut.
  static func cut(_ text: String, _ columns: Int) -> String {
    guard text.columns > columns else { return text }
    var cut = ""
    for character in text {
      guard cut.columns + character.columns < columns else { break }
      cut.append(character)
    }
    return cut + "…"
  }

  /// `text` filled up with spaces to `columns`, and cut to them.
  static func padded(_ text: String, _ columns: Int, toTheRight: Bool = false) -> String {
    cut(text, columns).padded(to: columns, toTheRight ? .right : .left)
  }
}
