/// Why a terminal's report may differ from the till, one case for what leaves one trace.
package enum DifferenceCause: String, Hashable, Sendable, CaseIterable {
  /// Not charged, a slip used twice, reversed by itself, or cash that was kept.
  case notOnTerminal
  /// Charged without a receipt, twice, or after the till gave it up.
  case notInBooks
  case tenderConfused
  case otherTerminal
  /// A nought too many or too few, or kopecks typed for roubles.
  case scale
  /// Two digits swapped, or one wrong.
  case digits
  /// The amount of the operation before was still in the terminal.
  case previousAmount
  case refundForSale
  case refundWithoutReturn
  case returnWithoutRefund
  case voidForRefund
  /// The terminal's `voids` setting is the wrong one.
  case voidsSetting
  /// The report begins or ends at another moment than the till's period.
  case periodEdge
  case tip
  /// The cash part of a receipt was charged as well.
  case wholeOnCard
  case rounding
}
