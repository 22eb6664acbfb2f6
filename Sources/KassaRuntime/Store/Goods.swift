import Foundation

/// Something the store sells, as its goods file describes it.
package struct Good: Hashable, Sendable {
  /// Its place in the goods file, from 1; another import may give it another.
  package let id: Int64
  /// What a scanner may send for it; none for what is only found by name.
  package let barcodes: [String]
  /// What the cashier searches by and paper says.
  package let name: String
  /// Of one of its measure: a piece, a kilogram.
  package let price: Money
  package let vat: VATRate
  package let measure: Measure
  /// The store's own grouping, for its rules; empty where the file has none.
  package let department: String
  package let subject: SettlementSubject

  package init(
    id: Int64, barcodes: [String], name: String, price: Money, vat: VATRate,
    measure: Measure = .piece, department: String = "", subject: SettlementSubject = .commodity
  ) {
    self.id = id
    self.barcodes = barcodes
    self.name = name
    self.price = price
    self.vat = vat
    self.measure = measure
    self.department = department
    self.subject = subject
  }
}

extension Good {
  /// Longer than any symbology a shop scans; a bound for typed ones.
  static let barcodeCharactersMax = 64

  /// Whether `text` may be a barcode: letters, digits and «-._» of ASCII.
  static func isBarcode(_ text: String) -> Bool {
    (1...barcodeCharactersMax).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
      }
  }

  /// Whether `barcode` is as long as a GTIN and its last digit is not the others' check digit.
  ///
  /// GS1: 8, 12, 13 or 14 digits. No scanner ever reads such a code.
  static func hasWrongCheckDigit(_ barcode: String) -> Bool {
    let digits = barcode.utf8.compactMap { (0x30...0x39).contains($0) ? Int($0) - 0x30 : nil }
    guard digits.count == barcode.utf8.count, [8, 12, 13, 14].contains(digits.count) else {
      return false
    }
    let weighted = digits.reversed().enumerated().map { $1 * ($0.isMultiple(of: 2) ? 1 : 3) }
    return !weighted.reduce(0, +).isMultiple(of: 10)
  }
}
