/// The customer's phone or e-mail address (tag 1008: at most 64 bytes, `+{digits}` or `{s}@{s}`;
/// FNS order ММВ-7-20/229@, table 19).
enum Contact {
  /// In characters: from a@b.c on.
  static let lengths = 5...64

  static func isValid(_ text: String) -> Bool {
    guard text.utf8.count <= 64 else { return false }
    return text.hasPrefix("+") ? isPhone(text.dropFirst()) : isAddress(text)
  }

  private static func isPhone(_ digits: Substring) -> Bool {
    (10...15).contains(digits.count) && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func isAddress(_ text: String) -> Bool {
    let halves = text.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2, !halves[0].isEmpty, halves[1].contains(".") else { return false }
    let allowed = { (byte: UInt8) in byte > 0x20 && byte < 0x7F }
    return text.utf8.allSatisfy(allowed) && !halves[1].hasPrefix(".") && !halves[1].hasSuffix(".")
  }
}
