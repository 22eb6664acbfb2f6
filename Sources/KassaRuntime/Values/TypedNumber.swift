/// A decimal number as people type it: «199,50», «200», «1 234,5», «1'234.5».
///
/// A comma or a point separates the decimals; spaces of any kind and apostrophes group digits by
/// three. Everything else is refused, with the position and never the text.
struct TypedNumber {
  /// The number times ten to the power of the allowed decimals; nil where it does not fit.
  let scaled: UInt64?

  init(parsing text: String, decimals: Int) throws(MoneyError) {
    if let scaled = Self.plain(text, decimals: decimals) {
      self.scaled = scaled
      return
    }
    // Indices count what was typed, spaces before the number included; positions are one more.
    let typed = Array(text)
    let first = typed.firstIndex { !$0.isWhitespace }
    let last = typed.lastIndex { !$0.isWhitespace }
    guard let first, let last else { throw .empty }
    if Self.signs.contains(typed[first]) { throw .signed }
    let end = last + 1
    let separator = typed[first..<end].firstIndex { $0 == "," || $0 == "." } ?? end
    var digits = try Self.grouped(typed[first..<separator])
    var decimalsLeft = decimals
    if separator < end {
      let fraction = try Self.plain(typed[(separator + 1)..<end])
      guard fraction.count <= decimals else { throw .tooManyDecimals(max: decimals) }
      digits += fraction
      decimalsLeft -= fraction.count
    }
    scaled = Self.value(digits + [UInt64](repeating: 0, count: decimalsLeft))
  }

  /// The number where it is digits and a separator alone, as journals and scripts write it; nil where
  /// that can't be told so.
  ///
  /// Characters are found with more work.
  private static func plain(_ text: String, decimals: Int) -> UInt64? {
    var (value, decimalsLeft, isFraction): (UInt64, Int, Bool) = (0, decimals, false)
    let bytes = text.utf8
    guard (1...digitsMax).contains(bytes.count), let first = bytes.first, first != 0x2C,
      first != 0x2E
    else { return nil }
    for byte in bytes {
      if (0x30...0x39).contains(byte) {
        if isFraction { decimalsLeft -= 1 }
        value = value * 10 + UInt64(byte - 0x30)
      } else if byte == 0x2C || byte == 0x2E, !isFraction {
        isFraction = true
      } else {
        return nil
      }
    }
    guard decimalsLeft >= 0 else { return nil }
    guard !isFraction || decimalsLeft < decimals else { return nil }
    for _ in 0..<decimalsLeft { value *= 10 }
    return value
  }

  /// So many and their decimals never overflow.
  private static let digitsMax = 12

  private static let signs: Set<Character> = ["-", "+", "−", "–"]
  private static let groupers: Set<Character> = [
    " ", "\u{A0}", "\u{202F}", "\u{2009}", "'", "’",
  ]

  /// The value of an ASCII digit; other scripts' digits are no amount.
  private static func digit(_ character: Character) -> UInt64? {
    guard let code = character.asciiValue, (48...57).contains(code) else { return nil }
    return UInt64(code - 48)
  }

  private static func grouped(_ typed: ArraySlice<Character>) throws(MoneyError) -> [UInt64] {
    guard !typed.isEmpty else { throw .digitMissing(position: typed.startIndex + 1) }
    var digits: [UInt64] = []
    var start = typed.startIndex
    for index in typed.indices {
      if let digit = digit(typed[index]) {
        digits.append(digit)
      } else if groupers.contains(typed[index]) {
        let lengths = start == typed.startIndex ? 1...3 : 3...3
        guard lengths.contains(index - start) else { throw .misplacedGroup(position: start + 1) }
        start = index + 1
      } else {
        throw .unexpected(String(typed[index]), position: index + 1)
      }
    }
    guard start == typed.startIndex || typed.endIndex - start == 3 else {
      throw .misplacedGroup(position: start + 1)
    }
    return digits
  }

  private static func plain(_ typed: ArraySlice<Character>) throws(MoneyError) -> [UInt64] {
    guard !typed.isEmpty else { throw .digitMissing(position: typed.startIndex + 1) }
    var digits: [UInt64] = []
    for index in typed.indices {
      guard let digit = digit(typed[index]) else {
        throw .unexpected(String(typed[index]), position: index + 1)
      }
      digits.append(digit)
    }
    return digits
  }

  private static func value(_ digits: [UInt64]) -> UInt64? {
    var value: UInt64 = 0
    for digit in digits {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(digit)
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }
}
