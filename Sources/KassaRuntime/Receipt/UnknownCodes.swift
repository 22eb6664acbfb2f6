extension Receipt {
  /// A code as a scanner reads it; what is longer is no good's.
  static let codeCharactersMax = 64
  /// More than anybody scans before looking.
  static let unknownCodesMax = 50

  mutating func setUnknown(_ codes: [String]) throws(ReceiptError) {
    guard codes.count <= Self.unknownCodesMax else { throw .tooManyLines }
    for code in codes {
      guard (1...Self.codeCharactersMax).contains(code.count) else {
        throw .nameLength(code.count)
      }
      if CardNumber.isIn(code) { throw .cardNumber(field: "code") }
    }
    unknownCodes = codes.isEmpty ? nil : codes
  }
}
