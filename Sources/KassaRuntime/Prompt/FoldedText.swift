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
    var folded = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      if scalar.properties.generalCategory == .nonspacingMark { continue }
      folded.append(alike(scalar))
    }
    return String(folded)
  }

  private static func alike(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "a", "α": "а"
    case "b", "β": "в"
    case "c", "ς": "с"
    case "e", "ε", "ё": "е"
    case "3": "з"
    case "h", "η": "н"
    case "k", "κ": "к"
    case "m", "μ": "м"
    case "o", "ο", "0": "о"
    case "p", "ρ": "р"
    case "t", "τ": "т"
    case "x", "χ": "х"
    case "y", "υ": "у"
    case "й": "и"
    case "6": "б"
    case "’": "'"
    default: scalar
    }
  }
}
