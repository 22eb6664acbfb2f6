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
    if let plain = Self.byBytes(text) {
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
  /// By bytes, for «Кафе» and a sum with its sign stand on every receipt: scalar by scalar such a text took some
  /// 5,000 instructions.
  private static func byBytes(_ text: String) -> String? {
    var isKnown = true
    let plain = text.withBytes { bytes in
      // What grows most is «₽», from three bytes to seven.
      String(unsafeUninitializedCapacity: bytes.count * 3) { room in
        var paper = PaperBytes(room: room)
        var next = 0
        while next < bytes.count {
          let length = paper.put(bytes[next...])
          guard length > 0 else {
            isKnown = false
            return 0
          }
          next += length
        }
        return paper.count
      }
    }
    return isKnown ? plain : nil
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

/// Text for paper as it is put together, in room for three times the bytes it is made of.
private struct PaperBytes {
  let room: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(room: UnsafeMutableBufferPointer<UInt8>) { self.room = room }

  /// Puts what stands for the first scalar of `bytes`, whole UTF-8.
  ///
  /// - Returns: how many bytes that scalar has; 0 where it has no form by itself.
  mutating func put(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    let at = bytes.startIndex
    switch bytes[at] {
    case 0x20...0x7E: return copy(bytes, 1)
    case 0xC2: return put(bytes, second: bytes[at + 1])
    case 0xD0:
      switch bytes[at + 1] {
      case 0x81, 0x90...0xBF: return copy(bytes, 2)  // Ё, А to п
      default: return 0
      }
    case 0xD1:
      switch bytes[at + 1] {
      case 0x80...0x8F, 0x91: return copy(bytes, 2)  // р to я, ё
      default: return 0
      }
    case 0xE2: return put(bytes, second: bytes[at + 1], third: bytes[at + 2])
    default: return 0
    }
  }

  private mutating func put(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, second: UInt8) -> Int {
    switch second {
    case 0xAB, 0xBB: put(UInt8(ascii: "\""), for: 2)  // «»
    case 0xA0: put(UInt8(ascii: " "), for: 2)
    case 0xB0, 0xB7: copy(bytes, 2)  // °·
    default: 0
    }
  }

  private mutating func put(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, second: UInt8, third: UInt8
  ) -> Int {
    switch (second, third) {
    case (0x80, 0x9C...0x9E): return put(UInt8(ascii: "\""), for: 3)  // “”„
    case (0x80, 0x91), (0x80, 0x93...0x94), (0x88, 0x92):
      return put(UInt8(ascii: "-"), for: 3)  // ‑–—−
    case (0x80, 0x89), (0x80, 0xAF): return put(UInt8(ascii: " "), for: 3)
    case (0x84, 0x96): return copy(bytes, 3)  // №
    case (0x82, 0xBD):
      for byte in "руб.".utf8 { _ = put(byte, for: 0) }
      return 3
    default: return 0
    }
  }

  private mutating func put(_ byte: UInt8, for length: Int) -> Int {
    room[count] = byte
    count += 1
    return length
  }

  private mutating func copy(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ length: Int) -> Int {
    for byte in bytes.prefix(length) { _ = put(byte, for: 0) }
    return length
  }
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
