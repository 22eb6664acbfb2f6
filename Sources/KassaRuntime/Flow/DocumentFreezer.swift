/// Turns a paid receipt into the document that a print intent keeps.
struct DocumentFreezer: Sendable {
  let seller: Seller
  /// The bundle whose flow prints, short, for the paper.
  let bundle: String
  /// Whether a document over its size is refused; a flow of an older program replays as it ran.
  var limitsSize = true

  /// The document, complete and checked.
  ///
  /// - Throws: `DocumentError` when fiscal memory would not take it.
  func freeze(
    _ receipt: Receipt, cashier: String, _ format: FormatVersion? = nil
  ) throws -> JSONText {
    let notes = ["Сценарий \(bundle.prefix(12))"]
    let document =
      if let correcting = receipt.correcting {
        try FiscalDocument(
          of: receipt, correcting: correcting, format ?? .ffd12, cashier: cashier, notes: notes)
      } else if let missing = receipt.missing {
        try FiscalDocument(
          of: receipt, missing: missing, format ?? .ffd12, cashier: cashier, seller: seller,
          notes: notes)
      } else {
        try FiscalDocument(of: receipt, cashier: cashier, seller: seller, notes: notes)
      }
    try validate(document)
    return JSONText(of: document)
  }

  /// Why fiscal memory would not take this receipt once it is paid, asked before a card is taken; nil
  /// where it would.
  func objection(to receipt: Receipt, cashier: String) -> Unprintable? {
    var lines: [FiscalLine] = []
    do {
      var document = try FiscalDocument(of: receipt, cashier: cashier, seller: seller, notes: [])
      lines = document.lines
      document.payments = Payments(cashless: document.total)
      (document.received, document.change) = (nil, nil)
      try validate(document)
      return nil
    } catch let error as DocumentError {
      return Unprintable(error, of: lines, in: receipt)
    } catch { return Unprintable(reason: "document_invalid") }
  }

  private func validate(_ document: FiscalDocument) throws(DocumentError) {
    try document.validate()
    if limitsSize { try document.validateSize() }
  }

  static func thaw(_ document: JSONText) throws -> FiscalDocument {
    try FiscalDocument(json: document.bytes)
  }
}
