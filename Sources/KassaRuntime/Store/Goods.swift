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
    !text.isEmpty && text.utf8.count <= barcodeCharactersMax
      && text.allSatisfy { character in
        character.isASCII && (character.isLetter || character.isNumber || "-._".contains(character))
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

  /// How names are compared: without case and accents, «ё» as «е», «0,5» as «0.5», «6x90» as «6х90».
  static func folded(_ text: String) -> String {
    let lowered = Array(text.lowercased())
    var folded = ""
    for (place, character) in lowered.enumerated() {
      let isBetweenDigits =
        place > 0 && place + 1 < lowered.count && lowered[place - 1].isASCIIDigit
        && lowered[place + 1].isASCIIDigit
      switch character {
      case "ё": folded.append("е")
      case "," where isBetweenDigits: folded.append(".")
      case "x" where isBetweenDigits, "×" where isBetweenDigits: folded.append("х")
      default: folded.append(bare(character))
      }
    }
    return folded
  }

  /// A Latin letter without its accent; «й» is a letter of its own and stays.
  private static func bare(_ character: Character) -> Character {
    guard !character.isASCII,
      let first = String(character).decomposedStringWithCanonicalMapping.first,
      let base = first.unicodeScalars.first, base.isASCII
    else { return character }
    return Character(base)
  }

  /// What `folded` is ordered by: its numbers by their size and not by their digits.
  static func sorted(_ folded: String) -> String {
    var text = ""
    var digits = ""
    for character in folded + "\0" {
      if character.isASCIIDigit {
        digits.append(character)
        continue
      }
      if !digits.isEmpty {
        let number = digits.drop { $0 == "0" }
        text += String(repeating: "0", count: max(0, 12 - number.count)) + number
        digits = ""
      }
      if character != "\0" { text.append(character) }
    }
    return text
  }
}
