/// What makes a receipt a return, as the journal's text tells of it.
struct AuditReturn {
  /// A line of the sale: how much was sold for how much, and what had gone back when the return began.
  struct Sold {
    let millionths: Int64
    let kopecks: Int64
    let backMillionths: Int64
    let backKopecks: Int64
  }

  /// What paid of the sale: a charge by its key, or another kind.
  struct Paid {
    let kind: String
    let charge: String?
    let kopecks: Int64
  }

  /// The receipt's id of the sale, and its document.
  let sale: String
  let document: Int64
  let sold: [Int64: Sold]
  let paid: [Paid]
  /// Whether this journal does not have the sale, and what its paper still has to give; nil without one.
  let isElsewhere: Bool
  let mostKopecks: Int64?
  /// How much of each line goes back, in millionths.
  var chosen: [Int64: Int64] = [:]
  var isAllowed: Bool
  /// Charges that go back in cash, or elsewhere, by somebody's word.
  var moved: Set<String>
  /// Whether its cash is promised, and whether it was handed over.
  var isPromised = false
  var isHandedOver: Bool

  /// As it stands complete, or as it begins.
  init?(_ back: AuditJSON) {
    guard back.isThere else { return nil }
    let sold = back["sale"]
    sale = sold["receipt"].text
    document = sold["document"].number ?? 0
    self.sold = Dictionary(
      sold["lines"].items.map { ($0["line"].number ?? 0, Sold($0)) },
      uniquingKeysWith: { first, _ in first })
    paid = sold["tenders"].items.map {
      Paid(
        kind: $0["kind"].text, charge: Self.key($0["charge"]), kopecks: $0["paid"].number ?? 0)
    }
    (isElsewhere, mostKopecks) = (sold["other"].isThere, sold["other"]["most"].number)
    isAllowed = back["allowed"].isThere
    isHandedOver = back["isHandedOver"].isTrue
    moved = Set(back["moved"].items.compactMap { Self.key($0["charge"]) })
  }

  /// A charge as the journal names it.
  static func key(_ charge: AuditJSON) -> String? {
    guard charge.isThere, let attempt = charge["attempt"].number else { return nil }
    return "\(charge["receipt"].text)/\(attempt)"
  }

  /// What a refund gives back: a charge, or by a number that no charge has what cash paid.
  func payment(of refund: String) -> String { refund == "\(sale)/0" ? "cash" : refund }
}

extension AuditReturn {
  var totalKopecks: Int64 { chosen.keys.reduce(0) { $0 + kopecks(of: $1) } }
  var soldKopecks: Int64 { sold.values.reduce(0) { $0 + $1.kopecks } }
  var paidKopecks: Int64 { paid.reduce(0) { $0 + $1.kopecks } }

  /// What goes back of a line: what all that went back comes to, half a kopeck up, less what had before.
  func kopecks(of line: Int64) -> Int64 {
    guard let line = sold[line].map({ ($0, chosen[line] ?? 0) }) else { return 0 }
    let (sold, millionths) = line
    let until = sold.backMillionths + millionths
    let doubled = Int128(sold.kopecks) * Int128(until) * 2 + Int128(sold.millionths)
    return max(0, Int64(clamping: doubled / (Int128(sold.millionths) * 2)) - sold.backKopecks)
  }

  mutating func apply(_ name: String, _ fields: AuditJSON) {
    switch name {
    case "returnLineSet":
      let quantity = fields["quantity"]
      chosen[fields["line"].number ?? 0] =
        quantity.isThere ? AuditLine.millionths(quantity.text) : nil
      (isAllowed, isPromised) = (false, false)
    case "lineAdded", "quantitySet", "lineRemoved": (isAllowed, isPromised) = (false, false)
    case "returnAllowed":
      (isAllowed, isPromised, moved) = (true, false, [])
    case "refundMoved": if let charge = Self.key(fields["charge"]) { moved.insert(charge) }
    case "cashPromised": isPromised = true
    case "cashHandedOver": isHandedOver = true
    default: break
    }
  }
}

extension AuditReturn.Sold {
  fileprivate init(_ line: AuditJSON) {
    millionths = max(1, AuditLine.millionths(line["item"]["quantity"].text))
    kopecks = line["sum"].number ?? 0
    backMillionths = line["back"].number ?? 0
    backKopecks = line["backSum"].number ?? 0
  }
}

/// What makes a receipt a correction.
struct AuditCorrection {
  /// The receipt's id of the sale that it puts right, and its document; none where there was none.
  let original: String
  let originalDocument: Int64
  /// Whether a right document follows the reverse.
  let hasRight: Bool
  var isAllowed: Bool
  /// The reverse's document, once it is issued.
  var reversed: Int?

  /// - Parameter correcting: as it stands complete, or as it begins.
  init?(_ correcting: AuditJSON, missing: AuditJSON) {
    guard correcting.isThere || missing.isThere else { return nil }
    let sale = correcting["original"]["sale"]
    original = sale["receipt"].text
    originalDocument = sale["document"].number ?? 0
    hasRight = correcting.isThere && correcting["wrong"].text != "unpaid"
    isAllowed = correcting["allowed"].isThere || missing["allowed"].isThere
    reversed = correcting["reversed"]["number"].number.map(Int.init)
  }

  var isOfSale: Bool { !original.isEmpty }
}
