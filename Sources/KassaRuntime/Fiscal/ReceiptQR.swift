/// What a receipt's QR code says (tag 1196; P229 p.61–62).
///
/// `t=20150720T1638&s=9999999.00&fn=000110000105&i=12345678&fp=123456&n=2`: local time to the
/// minute, total, fiscal memory, number and sign without leading zeros, type. No address of a site.
public struct ReceiptQR: Hashable, Sendable {
  public var at: LocalTime
  public var total: Money
  /// Tag 1041.
  public var fn: String
  /// Tag 1040.
  public var number: UInt32
  /// Tag 1077.
  public var sign: UInt32
  public var type: ReceiptType

  public init(
    at: LocalTime, total: Money, fn: String, number: UInt32, sign: UInt32, type: ReceiptType
  ) {
    self.at = at
    self.total = total
    self.fn = fn
    self.number = number
    self.sign = sign
    self.type = type
  }

  /// The code's text, as it is printed.
  public var text: String {
    let date = at.year.padded(digits: 4) + two(at.month) + two(at.day)
    let time = two(at.hour) + two(at.minute)
    return "t=\(date)T\(time)&s=\(total)&fn=\(fn)&i=\(number)&fp=\(sign)&n=\(type.rawValue)"
  }

  private func two(_ number: Int) -> String { number.padded(digits: 2) }
}

/// Why a text is no receipt's QR code.
public enum ReceiptQRError: Error, Hashable, Sendable {
  case missing(String)
  case repeated(String)
  case malformed(String)
}

extension ReceiptQRError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let key): "the QR code has no «\(key)»; scan the code of a receipt"
    case .repeated(let key): "the QR code has «\(key)» twice; scan the code of a receipt"
    case .malformed(let key): "«\(key)» of the QR code can't be read; scan it again"
    }
  }
}

extension ReceiptQR {
  /// Reads what registers in the field print: seconds, a lower-case t and leading zeros are
  /// accepted, and so is any order.
  ///
  /// The text has no time zone, so whoever reads it says which wall clock it means.
  public init(parsing text: String, offsetSeconds: Int) throws(ReceiptQRError) {
    var values: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let key = String(parts[0])
      guard parts.count == 2 else { throw .malformed(key) }
      guard values.updateValue(String(parts[1]), forKey: key) == nil else { throw .repeated(key) }
    }
    at = try Self.read("t", values) { Self.time($0, offsetSeconds: offsetSeconds) }
    total = try Self.read("s", values, Self.amount)
    fn = try Self.read("fn", values) { Self.isDigits($0) && $0.utf8.count <= 16 ? $0 : nil }
    number = try Self.read("i", values, Self.number)
    sign = try Self.read("fp", values, Self.number)
    type = try Self.read("n", values) { Int($0).flatMap(ReceiptType.init(rawValue:)) }
  }

  private static func read<Read>(
    _ key: String, _ values: [String: String], _ read: (String) -> Read?
  ) throws(ReceiptQRError) -> Read {
    guard let text = values[key] else { throw .missing(key) }
    guard let value = read(text) else { throw .malformed(key) }
    return value
  }

  private static func isDigits(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  private static func number(_ text: String) -> UInt32? { isDigits(text) ? UInt32(text) : nil }

  /// Roubles, a point, two digits.
  private static func amount(_ text: String) -> Money? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts[1].utf8.count == 2, parts.allSatisfy(isDigits),
      let kopecks = Int64(parts[0] + parts[1])
    else { return nil }
    do { return try Money(kopecks: kopecks) } catch { return nil }
  }

  /// YYYYMMDDTHHMM or YYYYMMDDTHHMMSS.
  private static func time(_ text: String, offsetSeconds: Int) -> LocalTime? {
    let parts = text.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "T" || $0 == "t" }
    ).map(String.init)
    guard parts.count == 2, parts.allSatisfy(isDigits), parts[0].utf8.count == 8,
      [4, 6].contains(parts[1].utf8.count)
    else { return nil }
    let digits = (parts[0] + parts[1]).utf8.map { Int($0) - 48 } + [0, 0]
    func field(_ start: Int, _ count: Int) -> Int {
      digits[start..<start + count].reduce(0) { $0 * 10 + $1 }
    }
    let moment = LocalTime.moment(
      year: field(0, 4), month: field(4, 2), day: field(6, 2), hour: field(8, 2),
      minute: field(10, 2), second: field(12, 2), offsetSeconds: offsetSeconds)
    return moment.map { LocalTime($0, offsetSeconds: offsetSeconds) }
  }
}
