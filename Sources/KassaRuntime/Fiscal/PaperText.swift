/// Text as a receipt printer and fiscal memory can hold it: code page CP866, one byte a column.
///
/// Typographic characters become their plain forms, control characters vanish, and whatever CP866
/// lacks becomes «?»; so no text can break a layout or send a command to a printer.
struct PaperText: Hashable, Sendable {
  /// Only characters of CP866, each one column wide.
  let string: String

  init(_ text: String) {
    // Most text needs nothing, and a receipt may have 10,000 lines of it.
    if text.isPlainOnPaper {
      string = text
      return
    }
    if let plain = Self.byScalars(text) {
      string = plain
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
  var count: Int { string.scalarCount }

  /// The text where each of its scalars is a character by itself and has its form on paper; nil where
  /// that can't be told so.
  ///
  /// «Кафе» is such a text, and to find its characters takes ten times as long.
  private static func byScalars(_ text: String) -> String? {
    var string = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case " "..."~", "А"..."я", "Ё", "ё", "№", "°", "·": string.append(scalar)
      case "«", "»", "“", "”", "„": string.append("\"")
      case "—", "–", "−", "‑": string.append("-")
      case "₽": string.append(contentsOf: "руб.".unicodeScalars)
      case "\u{A0}", "\u{202F}", "\u{2009}": string.append(" ")
      default: return nil
      }
    }
    return String(string)
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

extension String {
  /// How many scalars there are: of text for paper its characters, which are found with more work.
  var scalarCount: Int {
    withBytes { bytes in
      var count = 0
      for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
      return count
    }
  }
}

extension String {
  /// Whether it has nothing but letters, digits and signs that CP866 has and that nothing can combine
  /// with in this set: ASCII, and U+0410 to U+044F in their two bytes.
  fileprivate var isPlainOnPaper: Bool {
    withBytes { bytes in
      var lead: UInt8 = 0
      for byte in bytes {
        switch (lead, byte) {
        case (0, 0x20...0x7E): continue
        case (0, 0xD0...0xD1): lead = byte
        case (0xD0, 0x90...0xBF), (0xD1, 0x80...0x8F): lead = 0
        default: return false
        }
      }
      return true
    }
  }
}
