/// What any number of receipts come to: the totals of a shift.
///
/// The sum of one receipt has a limit, that of a shift has none, so this is no ``Money`` and adding
/// to it never fails.
public struct Turnover: Hashable, Sendable {
  /// Hundredths of a rouble, never negative.
  ///
  /// It stays at the end of Int64 once it is there: that takes 32,768 receipts of the largest sum.
  public private(set) var kopecks: Int64

  /// No receipts.
  public static let zero = Turnover(kopecks: 0)

  /// One receipt's sum.
  public init(_ amount: Money) { self.init(kopecks: amount.kopecks) }

  private init(kopecks: Int64) { self.kopecks = kopecks }

  /// Adds the sum of one receipt; stays at the end of Int64.
  package static func += (turnover: inout Turnover, amount: Money) {
    let (sum, overflow) = turnover.kopecks.addingReportingOverflow(amount.kopecks)
    turnover.kopecks = overflow ? .max : sum
  }

  /// Takes off what never was; stays at the end of Int64, and never below nothing.
  package static func -= (turnover: inout Turnover, amount: Money) {
    guard turnover.kopecks < .max else { return }
    turnover.kopecks = max(0, turnover.kopecks - amount.kopecks)
  }
}

extension Turnover: Codable {
  /// A bare whole number of kopecks.
  public init(from decoder: any Decoder) throws {
    kopecks = try decoder.singleValueContainer().decode(Int64.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(kopecks)
  }
}

extension Turnover: CustomStringConvertible {
  /// As paper shows it, "199.50"; with ">" before the number where it has come to its end.
  public var description: String {
    let cents = (kopecks.magnitude % 100).padded(digits: 2)
    return "\(kopecks == .max ? ">" : "")\(kopecks.magnitude / 100).\(cents)"
  }
}

extension Turnover: JSONCoded {
  package func write(to json: inout JSONWriter) { json.int(kopecks) }
  package init(json: JSONNode) throws { kopecks = try json.int() }
}
