/// Text as a receipt printer and fiscal memory can hold it: code page CP866, one byte a column.
///
/// Typographic characters become their plain forms, control characters vanish, and whatever CP866
/// lacks becomes «?»; so no text can break a layout or send a command to a printer.
struct PaperText: Hashable, Sendable {
  /// Only characters of CP866, each one column wide.
  let string: String

  init(_ text: String) {
    // Most text needs nothing, and a receipt may have 10,000 lines of it.
    if text.unicodeScalars.allSatisfy(Self.isPlain) {
      string = text
      return
    }
    var string = ""
    for character in text {
      if character == "\t" || character.isNewline {
        string += " "
      } else if let plain = Self.substitutes[character] {
        string += plain
      } else if Self.isControl(character) {
        continue
      } else if let known = Self.known[character] {
        string.append(known)
      } else {
        string += "?"
      }
    }
    self.string = string
  }

  /// Columns on paper, and bytes in fiscal memory.
  var count: Int { string.count }

  /// Letters, digits and signs that CP866 has and that nothing can combine with in this set.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0x410...0x44F: true
    default: false
    }
  }

  private static func isControl(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse: true
      default: false
      }
    }
  }

  // What people type or a catalogue holds, in the characters that CP866 has for it.
  private static let substitutes: [Character: String] = [
    "«": "\"", "»": "\"", "“": "\"", "”": "\"", "„": "\"", "‘": "'", "’": "'",
    "—": "-", "–": "-", "−": "-", "‑": "-", "…": "...", "×": "x", "₽": "руб.",
    "\u{A0}": " ", "\u{202F}": " ", "\u{2009}": " ", "²": "2", "³": "3", "½": "1/2",
  ]

  /// The printable characters of CP866 but its frames; canonically equal spellings find their one.
  private static let known: [Character: Character] = {
    let cyrillic = (0x410...0x44F).compactMap { Unicode.Scalar($0) }.map { Character($0) }
    let ascii = (0x20...0x7E).compactMap { Unicode.Scalar($0) }.map { Character($0) }
    let all = ascii + cyrillic + Array("ЁёЄєЇїЎў°·√№¤■")
    return Dictionary(uniqueKeysWithValues: all.map { ($0, $0) })
  }()
}
