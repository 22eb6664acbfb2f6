import Foundation

/// Turns a paid receipt into the document that a print intent keeps.
struct DocumentFreezer: Sendable {
  let seller: Seller
  /// The bundle whose flow prints, short, for the paper.
  let bundle: String

  /// The document in JSON, complete and checked.
  ///
  /// - Throws: `DocumentError` when fiscal memory would not take it.
  func freeze(_ receipt: Receipt, cashier: String) throws -> String {
    let document = try FiscalDocument(
      of: receipt, cashier: cashier, seller: seller, notes: ["Сценарий \(bundle.prefix(12))"])
    try document.validate()
    return String(decoding: try JournalCoding.encoder.encode(document), as: UTF8.self)
  }

  /// Whether fiscal memory would take this receipt once it is paid: asked before a card is taken.
  func accepts(_ receipt: Receipt, cashier: String) -> Bool {
    do {
      var document = try FiscalDocument(of: receipt, cashier: cashier, seller: seller, notes: [])
      document.payments = Payments(cashless: document.total)
      (document.received, document.change) = (nil, nil)
      try document.validate()
      return true
    } catch { return false }
  }

  static func thaw(_ text: String) throws -> FiscalDocument {
    try JSONDecoder().decode(FiscalDocument.self, from: Data(text.utf8))
  }
}
