/// A text as an eye in a hurry reads it: its words in small letters of one alphabet.
///
/// Letters of another alphabet, digits and accents that look alike count as what they look like; letters
/// that stand apart are one word.
struct FoldedText: Sendable {
  let words: [String]

  /// The end of English words that deny what follows: «isn't».
  static let negatedEnd = folded("n't")

  init(_ text: String) {
    var words: [String] = []
    var spelled = ""
    for part in text.split(whereSeparator: { !Self.isInWord($0) }) {
      guard part.count == 1 || part.contains(where: \.isLetter) else { continue }
      let word = Self.folded(part)
      guard word.contains(where: \.isLetter) else { continue }
      if word.count == 1 {
        spelled += word
        words.append(word)
        continue
      }
      Self.join(&spelled, &words)
      words.append(word)
    }
    Self.join(&spelled, &words)
    self.words = words
  }

  /// Makes a word of letters that stand apart; up to two are words of their own: «и», «a».
  private static func join(_ spelled: inout String, _ words: inout [String]) {
    if spelled.count > 2 {
      words.removeLast(spelled.count)
      words.append(spelled)
    }
    spelled = ""
  }

  private static func isInWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "'" || character == "’"
  }

  static func folded(_ text: some StringProtocol) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar.properties.generalCategory != .nonspacingMark {
      plain.append(letter(scalar))
    }
    var folded = String.UnicodeScalarView()
    for scalar in String(plain).lowercased().unicodeScalars {
      if scalar.properties.generalCategory == .nonspacingMark { continue }
      folded.append(alike(scalar))
    }
    return String(folded)
  }

  /// The letter that a wide, a circled or a mathematical one is drawn as.
  private static func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    for (block, first, count) in blocks where block.contains(scalar.value) {
      let place = (scalar.value - block.lowerBound) % count
      return Unicode.Scalar(first.value + place + (place > 25 ? 6 : 0)) ?? scalar
    }
    return scalar
  }

  /// Blocks of letters of other shapes, from which letter on, and how many come one after the other: 52
  /// are the large and the small ones.
  private static let blocks: [(ClosedRange<UInt32>, first: Unicode.Scalar, count: UInt32)] = [
    (0xFF21...0xFF3A, "A", 26), (0xFF41...0xFF5A, "a", 26), (0xFF10...0xFF19, "0", 10),
    (0x24B6...0x24E9, "A", 52), (0x1D400...0x1D6A3, "A", 52), (0x1D7CE...0x1D7FF, "0", 10),
    (0x1F130...0x1F149, "A", 26), (0x1F150...0x1F169, "A", 26), (0x1F170...0x1F189, "A", 26),
  ]

  private static func alike(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "a", "α", "ᴀ": "а"
    case "b", "β", "ʙ": "в"
    case "c", "ς", "ᴄ", "ϲ": "с"
    case "e", "ε", "ё", "ᴇ", "є": "е"
    case "3": "з"
    case "h", "η", "ʜ": "н"
    case "k", "κ", "ᴋ", "қ": "к"
    case "m", "μ", "ᴍ": "м"
    case "o", "ο", "0", "օ", "ᴏ", "ø", "ѳ", "ө": "о"
    case "p", "ρ", "ᴘ": "р"
    case "t", "τ", "ᴛ": "т"
    case "x", "χ": "х"
    case "y", "υ": "у"
    case "й": "и"
    case "6", "ƅ": "б"
    case "d", "ԁ", "ᴅ": "d"
    case "f", "ƒ", "ꜰ": "f"
    case "g", "ɡ", "ɢ": "g"
    case "l", "1", "і", "ı", "ι", "ӏ", "ɪ", "ʟ": "i"
    case "ј": "j"
    case "ո", "ɴ": "n"
    case "г", "ʀ": "r"
    case "ѕ", "5", "ꜱ", "ƨ": "s"
    case "ս", "ᴜ": "u"
    case "ν", "ѵ", "ᴠ": "v"
    case "ԝ", "ω", "ᴡ": "w"
    case "’": "'"
    default: scalar
    }
  }
}
