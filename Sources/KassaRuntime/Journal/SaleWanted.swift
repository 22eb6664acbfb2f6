/// What a printed sale is looked for by.
enum SaleWanted: Hashable, Sendable {
  /// The fiscal document's number (tag 1040).
  case document(Int)
  /// What its QR code says.
  case code(ReceiptQR)
  case total(Money)
  /// What the slip of one of its charges shows.
  case slip(SlipField, String)
}

extension SaleWanted {
  /// What somebody may mean by `text`: a scanned QR code in either layout, an amount with its kopecks, an
  /// RRN of 12 digits, the number of a receipt or of a slip.
  static func all(in text: String) -> [SaleWanted] {
    let text = text.trimmed
    if text.contains("=") { return code(text).map { [.code($0)] } ?? [] }
    let digits = text.drop { $0 == "№" || $0 == "#" || $0 == " " }
    guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit) else {
      guard let amount = try? Money(parsing: text), amount > .zero else { return [] }
      return [.total(amount)]
    }
    if SlipField.rrn.accepts(String(digits)) { return [.slip(.rrn, String(digits))] }
    let document = Int(digits).map { [SaleWanted.document($0)] } ?? []
    return document + [.slip(.number, String(digits))]
  }

  /// A scanner types the keys of a layout, whichever is on.
  static func code(_ text: String) -> ReceiptQR? {
    let latin = KeyboardLayout.other(text).replacing("?", with: "&")
    return [text, latin].lazy.compactMap { try? ReceiptQR(parsing: $0, offsetSeconds: 0) }.first
  }
}
