/// Finds what could be a bank card's number in free text, so that none is ever stored.
///
/// A run of 16 to 19 digits once separators are removed, the first digit 2 to 6, Luhn-valid. Shorter
/// numbers would refuse phones and RRNs; typed fields (barcode, serial, INN, phone) check their own
/// format instead.
package enum CardNumber {
  private static let separators: Set<Character> = [
    " ", "-", "\u{A0}", ".", ",", "/", "_", "\u{2009}", "\u{202F}", "\t", "\u{2010}", "\u{2011}",
    "\u{2013}", "\u{2014}", "*", ":", ";",
  ]

  static func isIn(_ text: String) -> Bool {
    var run: [Int] = []
    for character in text {
      if let digit = character.wholeNumberValue, (0...9).contains(digit), character.isNumber {
        run.append(digit)
      } else if !separators.contains(character) {
        if hasCard(run) { return true }
        run.removeAll(keepingCapacity: true)
      }
    }
    return hasCard(run)
  }

  /// `text`, or a mark in its place where it could hold a card number.
  package static func redacted(_ text: String) -> String { isIn(text) ? "…" : text }

  /// Two numbers side by side make one run, so every window of it is tried.
  private static func hasCard(_ digits: [Int]) -> Bool {
    guard digits.count >= 16 else { return false }
    for start in 0...(digits.count - 16) where (2...6).contains(digits[start]) {
      for length in 16...19 where start + length <= digits.count {
        if passesLuhn(digits[start..<(start + length)]) { return true }
      }
    }
    return false
  }

  private static func passesLuhn(_ digits: ArraySlice<Int>) -> Bool {
    var sum = 0
    for (offset, digit) in digits.reversed().enumerated() {
      let doubled = offset.isMultiple(of: 2) ? digit : digit * 2
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum.isMultiple(of: 10)
  }
}
