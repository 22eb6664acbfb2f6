/// Names made by chance, of letters only: receipts bear them, scripts hand them around, and nothing a
/// script hands around may look like a card number.
package enum TillIdentity {
  /// 16 random bytes, 8 of which would do to tell all tills apart.
  package static func make(_ random: () -> UInt64) -> String {
    letters((0..<16).map { _ in UInt8(truncatingIfNeeded: random()) }.hex)
  }

  /// A receipt's: of the till, of the entry it begins at, and of `seed`, for a copy of the journal
  /// counts the same entries again.
  static func receipt(_ till: String, entry: Int, seed: UInt64) -> String {
    "\(till)-\(entry)-\(letters(String(seed, radix: 16)))"
  }

  /// Hexadecimal digits, 0 to 9 as g to p.
  private static func letters(_ hex: String) -> String {
    String(
      hex.map { digit in
        guard let value = digit.wholeNumberValue else { return digit }
        return Character(UnicodeScalar(UInt8(ascii: "g") + UInt8(value)))
      })
  }
}
