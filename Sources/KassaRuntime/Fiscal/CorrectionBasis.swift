/// What makes a document a correction receipt: what it puts right (tags 1173 and 1174; P229, R12).
///
/// Tag 1173 is always 0, of the shop's own accord.
public struct CorrectionBasis: Codable, JSONCoded, Hashable, Sendable {
  /// Tag 1178, "2026-11-26": of FFD 1.1 and 1.2 the date of the settlement that is put right, of 1.05 that of
  /// the document it is based on.
  public var date: String
  /// Tag 1179; nil from FFD 1.1 on, where only an order of the tax service has one.
  public var number: String?

  public init(date: String, number: String? = nil) {
    self.date = date
    self.number = number
  }
}

/// What a document without lines comes to at one rate of VAT.
public struct VATTotal: Codable, JSONCoded, Hashable, Sendable {
  public var rate: VATRate
  /// The tax; at 0 % and without VAT the sum itself.
  public var amount: Money

  public init(rate: VATRate, amount: Money) {
    self.rate = rate
    self.amount = amount
  }
}

extension FiscalDocument {
  /// The correction receipt of a sale that had no document: of FFD 1.05 without lines and by the statement
  /// it is based on, from 1.1 on with lines and by the day of the sale.
  init(
    of receipt: Receipt, missing: MissingSale, _ format: FormatVersion, cashier: String,
    seller: Seller, notes: [String]
  ) throws(MoneyError) {
    try self.init(
      of: receipt, cashier: cashier, seller: seller, notes: ["ЧЕК НЕ БЫЛ ВЫДАН"] + notes)
    guard format == .ffd105 else {
      correction = CorrectionBasis(date: missing.day)
      return
    }
    correction = CorrectionBasis(date: missing.basisDate, number: missing.basis)
    taxes = try vatTotals().map { VATTotal(rate: $0.rate, amount: $0.amount) }
    lines = []
  }

  /// The next document of a correction as that version of the formats has it.
  ///
  /// Of 1.05 it is an ordinary receipt with the original's sign, from 1.1 on a correction receipt (FNS's
  /// recommendations; sources in docs/corrections.md). The reverse is the original but for its sign, to the
  /// line and the kopeck.
  init(
    of receipt: Receipt, correcting: Correcting, _ format: FormatVersion, cashier: String,
    notes: [String]
  ) throws {
    let original = try FiscalDocument(json: correcting.original.document.bytes)
    if correcting.reversed == nil {
      self = original
      (type, self.cashier) = (.saleReturn, cashier)
    } else {
      try self.init(of: receipt, cashier: cashier, seller: original.seller, notes: [])
      contact = original.contact
    }
    (received, change) = (nil, nil)
    additional = correcting.original.sign
    correction = format == .ffd105 ? nil : CorrectionBasis(date: correcting.original.day)
    self.notes = ["ИСПРАВЛЕНИЕ ЧЕКА ФД \(correcting.sale.document)"] + notes
  }
}
