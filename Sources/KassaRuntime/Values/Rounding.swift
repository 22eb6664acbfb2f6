/// How a part of a kopeck, or of any smallest unit, becomes whole.
///
/// Always named, never a default.
package enum Rounding: String, JSONCoded, CaseIterable, Hashable, Sendable {
  /// To the nearest; a half goes away from zero. What registers do, by three real receipts.
  case halfUp
  /// Towards zero.
  case down
  /// Away from zero.
  case up
  /// To the nearest; a half goes to the even neighbour.
  case toEven
}

extension Rounding {
  /// `value × factor ÷ divisor`, exact before the one rounding; nil where it does not fit 64 bits.
  ///
  /// Magnitudes only: the caller puts the sign back, so every rule is symmetric about zero.
  ///
  /// - Precondition: `divisor` is not zero.
  func divide(_ value: UInt64, times factor: UInt64, by divisor: UInt64) -> UInt64? {
    let product = value.multipliedFullWidth(by: factor)
    guard product.high < divisor else { return nil }
    let (quotient, remainder) = divisor.dividingFullWidth(product)
    guard goesUp(quotient: quotient, remainder: remainder, divisor: divisor) else {
      return quotient
    }
    let (next, overflow) = quotient.addingReportingOverflow(1)
    return overflow ? nil : next
  }

  private func goesUp(quotient: UInt64, remainder: UInt64, divisor: UInt64) -> Bool {
    // remainder < divisor, so this compares 2 × remainder with divisor and can't overflow.
    let rest = divisor - remainder
    return switch self {
    case .halfUp: remainder >= rest
    case .down: false
    case .up: remainder > 0
    case .toEven: remainder > rest || (remainder == rest && !quotient.isMultiple(of: 2))
    }
  }
}
