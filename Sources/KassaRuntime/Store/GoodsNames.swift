import Foundation

/// How names of goods are compared and ordered.
extension Good {
  /// Without case and accents, «ё» as «е», «0,5» as «0.5», «6x90» as «6х90».
  static func folded(_ text: String) -> String { plainlyFolded(text) ?? fullyFolded(text) }

  /// The same for a name of letters and signs that a goods file is made of; nil for any other.
  ///
  /// A tenth of the time: a file has a million names.
  private static func plainlyFolded(_ text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    var folded = String.UnicodeScalarView()
    for (place, scalar) in scalars.enumerated() {
      let isBetweenDigits =
        place > 0 && place + 1 < scalars.count && isDigit(scalars[place - 1])
        && isDigit(scalars[place + 1])
      switch scalar.value {
      case 0x2C where isBetweenDigits: folded.append(".")
      case 0x58 where isBetweenDigits, 0x78 where isBetweenDigits: folded.append("х")
      case 0x41...0x5A, 0x410...0x42F:
        folded.append(Unicode.Scalar(scalar.value + 0x20) ?? scalar)
      case 0x20..<0x7F, 0x430...0x44F, 0xAB, 0xBB, 0x2013, 0x2014, 0x2116: folded.append(scalar)
      case 0x401, 0x451: folded.append("е")
      default: return nil
      }
    }
    return String(folded)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value)
  }

  private static func fullyFolded(_ text: String) -> String {
    let lowered = Array(text.lowercased())
    var folded = ""
    for (place, character) in lowered.enumerated() {
      let isBetweenDigits =
        place > 0 && place + 1 < lowered.count && lowered[place - 1].isASCIIDigit
        && lowered[place + 1].isASCIIDigit
      switch character {
      case "ё": folded.append("е")
      case "," where isBetweenDigits: folded.append(".")
      case "x" where isBetweenDigits, "×" where isBetweenDigits: folded.append("х")
      default: folded.append(bare(character))
      }
    }
    return folded
  }

  /// A Latin letter without its accent; «й» is a letter of its own and stays.
  private static func bare(_ character: Character) -> Character {
    guard !character.isASCII,
      let first = String(character).decomposedStringWithCanonicalMapping.first,
      let base = first.unicodeScalars.first, base.isASCII
    else { return character }
    return Character(base)
  }

  /// What a folded name is ordered by: its numbers by their size and not by their digits.
  static func sorted(_ folded: String) -> [UInt8] {
    var sorted: [UInt8] = []
    var digits: [UInt8] = []
    func endNumber() {
      guard !digits.isEmpty else { return }
      let number = digits.drop { $0 == 0x30 }
      sorted += repeatElement(0x30, count: max(0, 12 - number.count)) + number
      digits.removeAll(keepingCapacity: true)
    }
    for byte in folded.utf8 {
      if (0x30...0x39).contains(byte) {
        digits.append(byte)
      } else {
        endNumber()
        sorted.append(byte)
      }
    }
    endNumber()
    return sorted
  }

  /// The words of letters in a folded name: what stands before a digit or another sign.
  static func words(_ folded: String) -> [[UInt16]] {
    var words: [[UInt16]] = []
    var word: [UInt16] = []
    var isAfterDigit = false
    for scalar in folded.unicodeScalars {
      let isLetter = Self.isLetter(scalar)
      if isLetter, !isAfterDigit, let letter = UInt16(exactly: scalar.value) {
        word.append(letter)
        continue
      }
      if !word.isEmpty { words.append(word) }
      word.removeAll(keepingCapacity: true)
      isAfterDigit =
        isLetter || (scalar.isASCII ? isDigit(scalar) : scalar.properties.numericType != nil)
    }
    return word.isEmpty ? words : words + [word]
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x61...0x7A, 0x430...0x44F: true
    case 0..<0x80: false
    default: Character(scalar).isLetter
    }
  }
}
