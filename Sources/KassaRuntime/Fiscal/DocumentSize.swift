/// How large a document is in fiscal memory, as TLV: a tag and a length of two bytes each, then the value (P229).
extension FiscalDocument {
  /// A receipt has no more (P229, note to table 6; FFD 1.2 the same).
  static let bytesMax = 32_768

  /// With all that a registrar adds of its own.
  var bytes: Int {
    let texts = [
      cashier, seller.name, seller.address, seller.place, contact ?? "", additional ?? "",
    ]
    let rates = Set(lines.map(\.vat)).count
    return Self.ofTheRegistrar + texts.reduce(0) { $0 + Self.head + PaperText($1).count }
      + rates * Self.ofARate + lines.reduce(0) { $0 + $1.bytes }
  }

  /// Tag and length.
  fileprivate static let head = 4

  /// Tags of a fixed size, and those that only the registrar knows, at their longest: 1209, 1018, 1042, 1012, 1038,
  /// 1054, 1055, 1203, 1037, 1108, 1117, 1060, 1077, 1040, 1041; 1020 and 1031, 1081, 1215, 1216, 1217.
  private static let ofTheRegistrar =
    5 + 16 + 8 + 8 + 8 + 5 + 5 + 16 + 24 + 5 + 68 + 260 + 10 + 8 + 20 + 6 * 10

  /// 1115 with its 1119, which holds 1199 and 1120, or a tag of its own.
  private static let ofARate = 4 + 4 + 5 + 10
}

extension FiscalLine {
  /// Tag 1059 with what it holds: 1030, 1079, 1023, 1043, 1200, and 2108, 1199, 1212, 1214 of a byte each.
  fileprivate var bytes: Int {
    let head = FiscalDocument.head
    let numbers = [price.kopecks, sum.kopecks, vatSum.kopecks].reduce(0) { $0 + head + $1.bytes }
    return head + head + PaperText(name).count + numbers + head + quantity.bytes + 4 * (head + 1)
  }
}

extension Quantity {
  /// A byte for where its point stands, then the digits.
  fileprivate var bytes: Int {
    var digits = millionths
    while digits != 0, digits.isMultiple(of: 10), digits > 0 { digits /= 10 }
    // A registrar may write a whole number with as many decimals as any.
    return 1 + max(digits, millionths / Self.scale).bytes
  }
}

extension Int64 {
  /// As few bytes as hold it.
  fileprivate var bytes: Int { Swift.max(1, (Int64.bitWidth - leadingZeroBitCount + 7) / 8) }
}
