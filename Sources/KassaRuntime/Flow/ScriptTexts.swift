/// What a script may write into a receipt.
///
/// Stricter than the rules by which a receipt is rebuilt: what older programs let into a journal stays
/// readable.
extension ReceiptChange {
  /// - Throws: where a text could be a card number, or holds what paper can't show.
  func checkTexts() throws(ReceiptError) {
    switch self {
    case .lineAdded(let item):
      try Self.check(item.name, "name")
      try Self.check(item.department ?? "", "department")
      // Longer ones are refused for that.
      if let barcode = item.barcode, barcode.utf8.count <= Item.codeBytesMax,
        !Good.isBarcode(barcode)
      {
        throw .badBarcode
      }
    case .contactSet(let contact): try Self.check(contact ?? "", "contact")
    case .memoSet(let key, let value):
      if CardNumber.isIn(key) || value.holdsCardNumber { throw .cardNumber(field: "memo") }
    case .attemptOpened(let attempt):
      try Self.check(attempt.reason, "reason")
      if attempt.trace.holdsCardNumber { throw .cardNumber(field: "trace") }
    default: break
    }
  }

  private static func check(_ text: String, _ field: String) throws(ReceiptError) {
    if CardNumber.isIn(text) { throw .cardNumber(field: field) }
    guard text.unicodeScalars.allSatisfy(\.isPrintable) else { throw .notPrintable(field: field) }
  }
}
