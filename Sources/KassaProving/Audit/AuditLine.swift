/// A line's sum by the audit's own arithmetic: half a kopeck goes up.
struct AuditLine {
  let priceKopecks: Int64
  var quantityMillionths: Int64
  var discount: AuditJSON?
  /// What the store's prices take off.
  var cutKopecks: Int64 = 0

  /// A line as it stands complete.
  init(_ line: AuditJSON) {
    self.init(line["item"], discount: line["discount"])
    cutKopecks = Self.cutKopecks(line["cuts"])
  }

  static func cutKopecks(_ cuts: AuditJSON) -> Int64 {
    cuts.items.reduce(0) { $0 + ($1["amount"].number ?? 0) }
  }

  init(_ item: AuditJSON, discount: AuditJSON?) {
    priceKopecks = item["price"].number ?? 0
    quantityMillionths = Self.millionths(item["quantity"].text)
    self.discount = discount
  }

  var sumKopecks: Int64 {
    let gross = (priceKopecks * quantityMillionths + 500_000) / 1_000_000
    let amountKopecks = discount?["amount"]["of"].number ?? 0
    let share = discount?["share"]["hundredths"].number ?? 0
    return gross - amountKopecks - (gross * share + 5_000) / 10_000 - cutKopecks
  }

  static func millionths(_ text: String) -> Int64 {
    let parts = text.split(separator: ".")
    let whole = parts.first.flatMap { Int64($0) } ?? 0
    let rest = parts.count > 1 ? String(parts[1]) : ""
    let padded = rest + String(repeating: "0", count: max(0, 6 - rest.count))
    return whole * 1_000_000 + (Int64(padded) ?? 0)
  }
}
