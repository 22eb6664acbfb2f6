/// What a printed sale is looked for by.
enum SaleWanted: Hashable, Sendable {
  /// The fiscal document's number (tag 1040).
  case document(Int)
  /// What its QR code says.
  case code(ReceiptQR)
  case total(Money)
  /// A total, and when in the day it was printed, about: in minutes from midnight where the till is.
  case totalAt(Money, minute: Int)
  /// What the slip of one of its charges shows.
  case slip(SlipField, String)
}

extension SaleWanted {
  /// What somebody may mean by `text`: a scanned QR code in either layout, an amount with its kopecks, alone or
  /// with a time after it, an RRN of 12 digits, the number of a receipt or of a slip.
  static func all(in text: String) -> [SaleWanted] {
    let text = text.trimmed
    if text.contains("=") { return code(text).map { [.code($0)] } ?? [] }
    if let timed = timed(text) { return [timed] }
    let digits = text.drop { $0 == "№" || $0 == "#" || $0 == " " }
    guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit) else {
      guard let amount = try? Money(parsing: text), amount > .zero else { return [] }
      return [.total(amount)]
    }
    if SlipField.rrn.accepts(String(digits)) { return [.slip(.rrn, String(digits))] }
    let document = Int(digits).map { [SaleWanted.document($0)] } ?? []
    return document + [.slip(.number, String(digits))]
  }

  /// What is found for what somebody may mean by `text`, in turn, each by `look`.
  static func find<Found>(
    _ text: String, max: Int, _ look: (SaleWanted, inout [Found]) throws -> Void
  ) rethrows -> [Found] {
    var found: [Found] = []
    for each in all(in: text) where found.count < max { try look(each, &found) }
    if found.isEmpty { for each in roubles(in: text) { try look(each, &found) } }
    return found
  }

  /// Of digits alone an amount of whole roubles: what they mean where they are the number of nothing.
  static func roubles(in text: String) -> [SaleWanted] {
    let text = text.trimmed
    guard !text.isEmpty, text.allSatisfy(\.isASCIIDigit), let amount = try? Money(parsing: text),
      amount > .zero
    else { return [] }
    return [.total(amount)]
  }

  /// «199,50 14:05»; nil for anything else.
  private static func timed(_ text: String) -> SaleWanted? {
    guard let gap = text.lastIndex(of: " ") else { return nil }
    let parts = text[gap...].dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.filter { $0.allSatisfy(\.isASCIIDigit) }.compactMap { Int($0) }
    guard parts.count == 2, numbers.count == 2, numbers[0] < 24, numbers[1] < 60,
      let total = try? Money(parsing: String(text[..<gap]).trimmed), total > .zero
    else { return nil }
    return .totalAt(total, minute: numbers[0] * 60 + numbers[1])
  }

  /// A scanner types the keys of a layout, whichever is on.
  static func code(_ text: String) -> ReceiptQR? {
    let latin = KeyboardLayout.other(text).replacing("?", with: "&")
    return [text, latin].lazy.compactMap { try? ReceiptQR(parsing: $0, offsetSeconds: 0) }.first
  }
}
