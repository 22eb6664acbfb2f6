/// A point in time: whole milliseconds since 1970-01-01 00:00 UTC.
public struct Moment: Hashable, Sendable {
  /// Since 1970-01-01 00:00 UTC; negative before it.
  public let milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The moment `milliseconds` later; at the ends of Int64 it stays there.
  package func adding(milliseconds other: Int64) -> Moment {
    let (sum, overflow) = milliseconds.addingReportingOverflow(other)
    return Moment(milliseconds: overflow ? (other < 0 ? .min : .max) : sum)
  }

  /// Milliseconds from `earlier` to this moment; negative when it is later.
  package func milliseconds(since earlier: Moment) -> Int64 {
    let (difference, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
    return overflow ? (self < earlier ? .min : .max) : difference
  }
}

extension Moment: Comparable {
  public static func < (left: Moment, right: Moment) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension Moment: Codable {
  /// A bare whole number of milliseconds.
  public init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}

extension Moment: JSONCoded {
  package func write(to json: inout JSONWriter) { json.int(milliseconds) }
  package init(json: JSONNode) throws { milliseconds = try json.int() }
}
