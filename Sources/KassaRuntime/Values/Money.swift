/// An exact amount of roubles.
///
/// A whole number of kopecks: 19950 is 199.50 ₽. No floating point anywhere.
/// It may be negative, as a difference; a fiscal document refuses negative amounts itself.
public struct Money: Hashable, Sendable {
  /// Hundredths of a rouble, within ±``kopecksMax``.
  public let kopecks: Int64

  /// The most that six bytes of a fiscal document hold (VLN; P229): 2,814,749,767,106.55 ₽.
  package static let kopecksMax: Int64 = 281_474_976_710_655

  /// No money at all.
  public static let zero = Money(checked: 0)

  /// Takes a whole number of kopecks.
  ///
  /// - Throws: `MoneyError.overLimit` beyond ±``kopecksMax``.
  public init(kopecks: Int64) throws(MoneyError) {
    guard kopecks.magnitude <= Self.kopecksMax.magnitude else { throw .overLimit }
    self.kopecks = kopecks
  }

  /// For results that the arithmetic itself keeps within the limit.
  ///
  /// - Precondition: they are, whatever was typed, read or counted.
  package init(checked kopecks: Int64) {
    precondition(kopecks.magnitude <= Self.kopecksMax.magnitude, "an amount beyond its limit")
    self.kopecks = kopecks
  }
}

extension Money {
  /// The exact sum; throws `overLimit` beyond ``kopecksMax``.
  // Two amounts within the limit can't overflow Int64; the limit itself is checked.
  public static func + (left: Money, right: Money) throws(MoneyError) -> Money {
    try Money(kopecks: left.kopecks + right.kopecks)
  }

  /// The exact difference, which may be negative; throws `overLimit` beyond ``kopecksMax``.
  public static func - (left: Money, right: Money) throws(MoneyError) -> Money {
    try Money(kopecks: left.kopecks - right.kopecks)
  }

  /// The amount with its sign turned.
  package static prefix func - (amount: Money) -> Money {
    Money(checked: -amount.kopecks)
  }

  /// The sum of `amounts`; zero of none.
  package static func sum(_ amounts: some Sequence<Money>) throws(MoneyError) -> Money {
    var total = Money.zero
    for amount in amounts { total = try total + amount }
    return total
  }

  /// The cost of `quantity` at this price.
  package func times(_ quantity: Quantity, rounding: Rounding) throws(MoneyError) -> Money {
    try share(UInt64(quantity.millionths), of: UInt64(Quantity.scale), rounding: rounding)
  }

  /// `numerator / denominator` of this amount, rounded once.
  ///
  /// - Precondition: `denominator` is not zero.
  func share(
    _ numerator: UInt64, of denominator: UInt64, rounding: Rounding
  ) throws(MoneyError) -> Money {
    let part = rounding.divide(kopecks.magnitude, times: numerator, by: denominator)
    guard let part, part <= Self.kopecksMax.magnitude else { throw .overLimit }
    return Money(checked: kopecks < 0 ? -Int64(part) : Int64(part))
  }
}

extension Money {
  /// An amount of kopecks as paper shows it, below zero and beyond the limit too: "-199.50".
  package static func shown(_ kopecks: Int64) -> String {
    let cents = (kopecks.magnitude % 100).padded(digits: 2)
    return "\(kopecks < 0 ? "-" : "")\(kopecks.magnitude / 100).\(cents)"
  }
}

extension Money: Comparable {
  public static func < (left: Money, right: Money) -> Bool { left.kopecks < right.kopecks }
}

extension Money: Codable {
  /// A bare whole number of kopecks; one beyond the limit is corrupt data.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let kopecks = try container.decode(Int64.self)
    do {
      try self.init(kopecks: kopecks)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(error)")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(kopecks)
  }
}

extension Money: JSONCoded {
  package func write(to json: inout JSONWriter) { json.int(kopecks) }
  package init(json: JSONNode) throws { try self.init(kopecks: json.int()) }
}
