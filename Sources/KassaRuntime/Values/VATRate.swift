/// The VAT of a line, by its code in a fiscal document (tag 1199).
///
/// Codes 1–6: FNS order ММВ-7-20/229@ (P229). 11 and 12: FNS order ЕД-7-20/1050@ (K1050), in force
/// since 05.01.2026. 7–10 are unverified: two vendors' orders agree, the primary text was not seen.
public enum VATRate: Int, Codable, JSONCoded, CaseIterable, Hashable, Sendable {
  case vat20 = 1
  case vat10 = 2
  case vat120 = 3
  case vat110 = 4
  case vat0 = 5
  case withoutVAT = 6
  /// Code unverified.
  case vat5 = 7
  /// Code unverified.
  case vat7 = 8
  /// Code unverified.
  case vat105 = 9
  /// Code unverified.
  case vat107 = 10
  case vat22 = 11
  case vat122 = 12
}

extension VATRate {
  /// The script's name of the rate, spelled as registers' tasks spell it: "vat20", "none".
  package var name: String {
    switch self {
    case .vat20: "vat20"
    case .vat10: "vat10"
    case .vat120: "vat120"
    case .vat110: "vat110"
    case .vat0: "vat0"
    case .withoutVAT: "none"
    case .vat5: "vat5"
    case .vat7: "vat7"
    case .vat105: "vat105"
    case .vat107: "vat107"
    case .vat22: "vat22"
    case .vat122: "vat122"
    }
  }

  /// Takes what scripts call a rate, as `name` gives it; nil for any other word.
  package init?(name: String) {
    guard let rate = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = rate
  }

  /// What paper calls the rate beside a line: «НДС 20%».
  package var title: String {
    switch self {
    case .vat20: "НДС 20%"
    case .vat10: "НДС 10%"
    case .vat120: "НДС 20/120"
    case .vat110: "НДС 10/110"
    case .vat0: "НДС 0%"
    case .withoutVAT: "БЕЗ НДС"
    case .vat5: "НДС 5%"
    case .vat7: "НДС 7%"
    case .vat105: "НДС 5/105"
    case .vat107: "НДС 7/107"
    case .vat22: "НДС 22%"
    case .vat122: "НДС 22/122"
    }
  }

  /// What paper calls the receipt's total at this rate: tags 1102–1107, printed headers of P229
  /// t.4.
  ///
  /// At 0 % and without VAT the total is the lines' cost, not a tax.
  package var totalTitle: String {
    switch self {
    case .vat0: "СУММА С НДС 0%"
    case .withoutVAT: "СУММА БЕЗ НДС"
    case .vat20, .vat10, .vat120, .vat110, .vat5, .vat7, .vat105, .vat107, .vat22, .vat122:
      "СУММА \(title)"
    }
  }

  /// Whether a line at this rate carries any tax.
  package var isTaxed: Bool { percent > 0 }

  private var percent: UInt64 {
    switch self {
    case .withoutVAT, .vat0: 0
    case .vat5, .vat105: 5
    case .vat7, .vat107: 7
    case .vat10, .vat110: 10
    case .vat20, .vat120: 20
    case .vat22, .vat122: 22
    }
  }

  /// The VAT that `amount` already contains: amount × r / (100 + r), half up.
  ///
  /// Measured on three real receipts: every line is rounded by itself, and a receipt's VAT is
  /// the sum of its lines'.
  package func included(in amount: Money) -> Money {
    let whole = 100 + percent
    // A part of an amount, with a whole of at most 122, always fits.
    let part = Rounding.halfUp.divide(amount.kopecks.magnitude, times: percent, by: whole) ?? 0
    return Money(checked: amount.kopecks < 0 ? -Int64(part) : Int64(part))
  }
}

extension VATRate {
  /// The rate of the same goods on a day, "2025-12-31": until 2026 20 % where it is 22 % now (K1050).
  func rate(on day: String) -> VATRate {
    guard day < "2026-01-01" else { return self }
    switch self {
    case .vat22: return .vat20
    case .vat122: return .vat120
    case .vat20, .vat10, .vat120, .vat110, .vat0, .withoutVAT, .vat5, .vat7, .vat105, .vat107:
      return self
    }
  }
}
