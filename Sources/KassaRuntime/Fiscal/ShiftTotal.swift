/// What a shift's receipts of one type come to.
public struct ShiftTotal: Codable, JSONCoded, Hashable, Sendable {
  public var type: ReceiptType
  /// Receipts of this type.
  public var count: Int
  public var total: Turnover
  public var payments: PaymentTurnover

  public init(
    type: ReceiptType, count: Int = 0, total: Turnover = .zero,
    payments: PaymentTurnover = PaymentTurnover()
  ) {
    self.type = type
    self.count = count
    self.total = total
    self.payments = payments
  }
}

/// What the receipts of a shift come to, by kind of payment.
public struct PaymentTurnover: Codable, JSONCoded, Hashable, Sendable {
  public var cash = Turnover.zero
  public var cashless = Turnover.zero
  public var prepaid = Turnover.zero
  public var credit = Turnover.zero
  public var other = Turnover.zero

  public init() {}

  /// What one receipt was paid with.
  package init(_ payments: Payments) { self += payments }

  /// Adds one receipt's payments, kind by kind.
  package static func += (turnover: inout PaymentTurnover, payments: Payments) {
    turnover.cash += payments.cash
    turnover.cashless += payments.cashless
    turnover.prepaid += payments.prepaid
    turnover.credit += payments.credit
    turnover.other += payments.other
  }
}
