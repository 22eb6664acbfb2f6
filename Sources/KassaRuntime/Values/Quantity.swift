/// How much of something is sold: exact, above zero, up to six decimals.
///
/// A fiscal document holds it as FVLN of at most eight bytes (tag 1023; P229).
public struct Quantity: Hashable, Sendable {
  /// Millionths of the line's measure, from 1 to ``millionthsMax``.
  public let millionths: Int64

  /// Millionths in one.
  package static let scale: Int64 = 1_000_000
  /// 99,999,999 of a measure; whatever is more is a slip of the finger.
  package static let millionthsMax: Int64 = 99_999_999 * scale

  /// One of the line's measure.
  public static let one = Quantity(checked: scale)

  /// Takes millionths of a measure; throws where they are no quantity.
  public init(millionths: Int64) throws(MoneyError) {
    guard millionths > 0 else { throw millionths == 0 ? .quantityZero : .signed }
    guard millionths <= Self.millionthsMax else { throw .quantityOverLimit }
    self.millionths = millionths
  }

  /// Takes a whole number of pieces.
  package init(_ whole: Int64) throws(MoneyError) {
    let (millionths, overflow) = whole.multipliedReportingOverflow(by: Self.scale)
    guard !overflow else { throw whole < 0 ? .signed : .quantityOverLimit }
    try self.init(millionths: millionths)
  }

  /// Takes a quantity as people type it: «0,354», «2», «1.5».
  public init(parsing text: String) throws(MoneyError) {
    guard let scaled = try TypedNumber(parsing: text, decimals: 6).scaled,
      let millionths = Int64(exactly: scaled)
    else { throw .quantityOverLimit }
    try self.init(millionths: millionths)
  }

  private init(checked millionths: Int64) { self.millionths = millionths }
}

extension Quantity {
  /// The exact sum; throws `quantityOverLimit` beyond ``millionthsMax``.
  // Both are within the limit, so Int64 can't overflow; the limit itself is checked.
  package static func + (left: Quantity, right: Quantity) throws(MoneyError) -> Quantity {
    try Quantity(millionths: left.millionths + right.millionths)
  }

  /// What is left; refused where nothing would be.
  package static func - (left: Quantity, right: Quantity) throws(MoneyError) -> Quantity {
    try Quantity(millionths: left.millionths - right.millionths)
  }
}

extension Quantity: Comparable {
  public static func < (left: Quantity, right: Quantity) -> Bool {
    left.millionths < right.millionths
  }
}

extension Quantity: CustomStringConvertible {
  /// The shortest exact form with a point: "0.354", "2".
  public var description: String { text(separator: ".", whole: String(wholePart)) }

  /// The shortest exact form, as a screen shows it: «1 000,5», "1,000.5".
  public func text(_ language: Language) -> String {
    text(
      separator: DecimalText.separator(language), whole: DecimalText.grouped(wholePart, language))
  }

  private var wholePart: UInt64 { UInt64(millionths / Self.scale) }

  private func text(separator: String, whole: String) -> String {
    var (fraction, digits) = (millionths % Self.scale, 6)
    guard fraction > 0 else { return whole }
    while fraction.isMultiple(of: 10) { (fraction, digits) = (fraction / 10, digits - 1) }
    return whole + separator + fraction.padded(digits: digits)
  }
}

extension Quantity: Codable {
  /// A string, "0.354": exact in every reader of JSON.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      try self.init(parsing: text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(error)")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Quantity: JSONCoded {
  package func write(to json: inout JSONWriter) { json.text(description) }
  package init(json: JSONNode) throws { try self.init(parsing: json.text()) }
}
