import Foundation

/// How names of goods are compared and ordered.
extension Good {
  /// Without case and accents, «ё» as «е», «0,5» as «0.5», «6x90» as «6х90».
  static func folded(_ text: String) -> String { plainlyFolded(text) ?? fullyFolded(text) }

  /// The same for a name of letters and signs that a goods file is made of; nil for any other.
  ///
  /// By bytes, for a file has a million names: letters put together one by one took an eighth of an import.
  private static func plainlyFolded(_ text: String) -> String? {
    var isPlain = true
    let folded = text.withBytes { bytes in
      // What grows is «x» between digits, from one byte to two.
      String(unsafeUninitializedCapacity: bytes.count * 2) { room in
        var (place, end) = (0, 0)
        while place < bytes.count {
          guard let (length, form) = plainForm(of: bytes, at: place) else {
            isPlain = false
            return 0
          }
          if form.high > 0 {
            room[end] = form.high
            end += 1
          }
          // Signs of three bytes stay as they are.
          for byte in bytes[place..<(place + (length == 3 ? 2 : 0))] {
            room[end] = byte
            end += 1
          }
          room[end] = form.low
          end += 1
          place += length
        }
        return end
      }
    }
    return isPlain ? folded : nil
  }

  /// How many bytes the scalar there has, and its folded form: the last of its bytes and, where it has two, the one
  /// before; nil where it takes more than that to say.
  private static func plainForm(
    of bytes: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (length: Int, form: (high: UInt8, low: UInt8))? {
    func next(_ steps: Int) -> UInt8 { bytes[place + steps] }
    switch next(0) {
    case 0x2C where isBetweenDigits(bytes, place): return (1, (0, UInt8(ascii: ".")))
    case 0x58 where isBetweenDigits(bytes, place), 0x78 where isBetweenDigits(bytes, place):
      return (1, (0xD1, 0x85))  // х
    case 0x41...0x5A: return (1, (0, next(0) + 0x20))
    case 0x20..<0x7F: return (1, (0, next(0)))
    case 0xC2 where next(1) == 0xAB || next(1) == 0xBB: return (2, (0xC2, next(1)))  // «»
    case 0xD0:
      switch next(1) {
      case 0x90...0x9F: return (2, (0xD0, next(1) + 0x20))  // А to П
      case 0xA0...0xAF: return (2, (0xD1, next(1) - 0x20))  // Р to Я
      case 0xB0...0xBF: return (2, (0xD0, next(1)))
      case 0x81: return (2, (0xD0, 0xB5))  // Ё
      default: return nil
      }
    case 0xD1 where (0x80...0x8F).contains(next(1)): return (2, (0xD1, next(1)))
    case 0xD1 where next(1) == 0x91: return (2, (0xD0, 0xB5))  // ё
    case 0xE2 where next(1) == 0x80 && (0x93...0x94).contains(next(2)),
      0xE2 where next(1) == 0x84 && next(2) == 0x96:
      return (3, (0, next(2)))  // –—№
    default: return nil
    }
  }

  private static func isBetweenDigits(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    place > 0 && place + 1 < bytes.count && isDigit(bytes[place - 1]) && isDigit(bytes[place + 1])
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

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
    folded.withBytes { bytes in
      var sorted: [UInt8] = []
      sorted.reserveCapacity(bytes.count + digitsOfNumber)
      var place = 0
      while place < bytes.count {
        guard isDigit(bytes[place]) else {
          sorted.append(bytes[place])
          place += 1
          continue
        }
        let end = bytes[place...].firstIndex { !isDigit($0) } ?? bytes.count
        while place < end, bytes[place] == 0x30 { place += 1 }
        sorted += repeatElement(0x30, count: max(0, digitsOfNumber - (end - place)))
        sorted += bytes[place..<end]
        place = end
      }
      return sorted
    }
  }

  private static let digitsOfNumber = 12

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
