/// Where the electronic receipt goes: the customer's phone, "+79991234567", or address, "a@b.ru".
///
/// The one rule for it, in prompts, receipts and fiscal documents (tag 1008: at most 64 bytes,
/// `+{digits}` or `{s}@{s}`; FNS order ММВ-7-20/229@, table 19). It is narrower than the tag where
/// nothing could be sent: a phone has 10 to 15 digits (ITU-T E.164), an address a domain with a dot.
enum Contact {
  /// What tag 1008 holds.
  static let bytesMax = 64
  /// In characters: from a@b.c on.
  static let lengths = 5...bytesMax

  static func isValid(_ text: String) -> Bool {
    text.utf8.count <= bytesMax && (isPhone(text) ? hasDigits(text.dropFirst()) : isAddress(text))
  }

  /// Whether a valid contact is a phone, and else an address.
  static func isPhone(_ text: String) -> Bool { text.hasPrefix("+") }

  /// A Russian phone as people type it, «8 (916) 123-45-67» or «+7 916 1234567», as the tag has it.
  ///
  /// Without a plus or brackets only a mobile's: eleven digits may be something else.
  static func phone(_ text: String) -> String? {
    let digits = text.filter { !" \u{A0}()-‑–".contains($0) }
    let number = digits.hasPrefix("+") ? digits.dropFirst() : digits[...]
    guard number.count == 11, number.allSatisfy(\.isASCIIDigit),
      "78".contains(digits.first ?? "7")
        || digits.hasPrefix("+7")
    else { return nil }
    let rest = number.dropFirst()
    let isTold = digits.hasPrefix("+") || text.contains("(")
    return isTold || rest.first == "9" ? "+7" + rest : nil
  }

  private static func hasDigits(_ number: Substring) -> Bool {
    (10...15).contains(number.utf8.count) && number.allSatisfy(\.isASCIIDigit)
  }

  private static func isAddress(_ text: String) -> Bool {
    let halves = text.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2, !halves[0].isEmpty, halves[1].contains(".") else { return false }
    let allowed = { (byte: UInt8) in byte > 0x20 && byte < 0x7F }
    return text.utf8.allSatisfy(allowed) && !halves[1].hasPrefix(".") && !halves[1].hasSuffix(".")
  }
}
