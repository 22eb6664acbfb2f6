/// Finds what could be a bank card's number in free text, so that none is ever stored or echoed.
///
/// A run of 16 to 19 digits, whatever but letters and numbers stands between them, the first digit 2 to 6,
/// Luhn-valid. Shorter numbers would refuse phones and RRNs; typed fields (barcode, serial, INN, phone)
/// check their own format instead.
package enum CardNumber {
  static func isIn(_ text: String) -> Bool {
    mayHold(text) && !places(in: text.unicodeScalars).isEmpty
  }

  /// Whether there are digits enough, as far as bytes tell: nearly every text has fewer, and to look at
  /// each character of it takes ten times as long.
  ///
  /// From U+00C0 to U+04FF, in two bytes from C3 to D3, no character is a digit.
  private static func mayHold(_ text: String) -> Bool {
    text.withBytes { bytes in
      var count = 0
      for byte in bytes {
        switch byte {
        case 0x30...0x39, 0xC2, 0xD4...0xFF: count += 1
        default: continue
        }
      }
      return count >= lengths.lowerBound
    }
  }

  /// As `isIn` judged once, which knew few separators: what a journal holds goes on to be read.
  static func isInPlainGroups(_ text: String) -> Bool {
    guard isIn(text) else { return false }
    return text.split { !plain.contains($0) && digit($0.unicodeScalars.first) == nil }
      .contains { isIn(String($0)) }
  }

  private static let plain: Set<Character> = [
    " ", "-", "\u{A0}", ".", ",", "/", "_", "\u{2009}", "\u{202F}", "\t", "\u{2010}", "\u{2011}",
    "\u{2013}", "\u{2014}", "*", ":", ";",
  ]

  /// `text` with a mark in the place of each number that could be a card's.
  package static func redacted(_ text: String) -> String {
    let places = mayHold(text) ? places(in: text.unicodeScalars) : []
    guard !places.isEmpty else { return text }
    var kept = String.UnicodeScalarView()
    var next = text.unicodeScalars.startIndex
    for place in places where place.upperBound >= next {
      if place.lowerBound >= next {
        kept.append(contentsOf: text.unicodeScalars[next..<place.lowerBound])
        kept.append("…")
      }
      next = text.unicodeScalars.index(after: place.upperBound)
    }
    kept.append(contentsOf: text.unicodeScalars[next...])
    return String(kept)
  }

  private static let lengths = 16...19

  private typealias Place = ClosedRange<String.UnicodeScalarView.Index>

  /// Where a number stands that could be a card's, in order; they may overlap.
  private static func places(in text: String.UnicodeScalarView) -> [Place] {
    var places: [Place] = []
    var run: [(digit: Int, index: String.UnicodeScalarView.Index)] = []
    for index in text.indices {
      if let digit = digit(text[index]) {
        run.append((digit, index))
      } else if text[index].isAlphanumeric {
        places += Self.places(in: run)
        run.removeAll(keepingCapacity: true)
      }
    }
    return places + Self.places(in: run)
  }

  /// Two numbers side by side make one run, so every window of it is tried.
  private static func places(
    in run: [(digit: Int, index: String.UnicodeScalarView.Index)]
  ) -> [Place] {
    guard run.count >= lengths.lowerBound else { return [] }
    var places: [Place] = []
    for start in 0...(run.count - lengths.lowerBound) where (2...6).contains(run[start].digit) {
      for length in lengths where start + length <= run.count {
        let window = run[start..<(start + length)]
        if passesLuhn(window.map(\.digit)) {
          places.append(run[start].index...run[start + length - 1].index)
        }
      }
    }
    return places
  }

  /// The value of a digit of any script, as people read it.
  private static func digit(_ scalar: Unicode.Scalar?) -> Int? {
    guard let scalar else { return nil }
    if scalar.isASCII {
      return (0x30...0x39).contains(scalar.value) ? Int(scalar.value) - 0x30 : nil
    }
    let properties = scalar.properties
    guard properties.numericType == .decimal || properties.numericType == .digit else { return nil }
    return properties.numericValue.map { Int($0) }
  }

  private static func passesLuhn(_ digits: [Int]) -> Bool {
    var sum = 0
    for (offset, digit) in digits.reversed().enumerated() {
      let doubled = offset.isMultiple(of: 2) ? digit : digit * 2
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum.isMultiple(of: 10)
  }
}

extension Unicode.Scalar {
  /// A letter, or a number that is no digit: what keeps two groups of digits apart.
  fileprivate var isAlphanumeric: Bool {
    if isASCII { return (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value) }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .letterNumber, .otherNumber:
      return !properties.isDefaultIgnorableCodePoint
    default: return false
    }
  }
}

extension Value {
  /// Whether any text inside could be a card number.
  var holdsCardNumber: Bool { holds(CardNumber.isIn) }

  /// Whether any text inside, or a number as text, is one of those.
  func holds(_ isOne: (String) -> Bool) -> Bool {
    switch self {
    case .null, .bool: false
    case .int(let number): isOne(String(number))
    case .string(let text): isOne(text)
    case .list(let items): items.contains { $0.holds(isOne) }
    case .record(let fields): fields.contains { isOne($0.key) || $0.value.holds(isOne) }
    }
  }
}
