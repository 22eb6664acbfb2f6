import GRDB

/// What went back of sales and which were put right, by the documents that say so.
///
/// No more goes back than was sold, of each line and by each tender, whichever way it was found; what was
/// put right has nothing left, and its right document what was.
struct AuditBooks {
  /// What a document of fiscal memory comes to, in kopecks.
  struct Sums: Equatable {
    var total: Int64
    var cash: Int64
    var cashless: Int64
    /// Advances, credit and the rest.
    var others: Int64
  }

  private struct Given {
    var millionths: [Int64: Int64] = [:]
    var kopecks: [Int64: Int64] = [:]
    /// By charge, or by kind.
    var tenders: [String: Int64] = [:]
  }

  private var given: [String: Given] = [:]
  /// The correction that put a sale right, by the sale.
  private var corrections: [String: String] = [:]

  /// How many sales had something given back, or were put right.
  var count: Int { given.count + corrections.count }

  /// Counts a return's document.
  ///
  /// - Parameters:
  ///   - sums: its own.
  ///   - sold: those of the sale's document; nil where there is none of that number.
  ///   - refunds: what cards got, by the charge that it gives back.
  mutating func giveBack(
    _ back: AuditReturn, _ number: Int, _ sums: Sums, of sold: Sums?, refunds: [String: Int64]
  ) throws(Violation) {
    guard back.isAllowed else {
      throw Violation("nobody's yes", "return \(number) was printed and nobody allowed it")
    }
    if back.isElsewhere {
      guard sums.total <= back.mostKopecks ?? sums.total else {
        throw Violation(
          "more than its paper",
          "return \(number) gives \(sums.total) of a paper that has \(back.mostKopecks ?? 0)")
      }
      return
    }
    guard let sold, sold.total == back.soldKopecks, sold.total == back.paidKopecks else {
      throw Violation(
        "other sale", "return \(number) gives back what document \(back.document) is not")
    }
    guard corrections[back.sale] == nil else {
      throw Violation(
        "returned twice",
        "return \(number) gives back document \(back.document), which was put right")
    }
    var given = given[back.sale] ?? inherited(by: back.sale)
    try take(back, number, &given)
    for (charge, kopecks) in refunds {
      given.tenders[back.payment(of: charge), default: 0] += kopecks
    }
    try takeCash(sums.cash, back, number, &given)
    for paid in back.paid where (given.tenders[paid.charge ?? paid.kind] ?? 0) > paid.kopecks {
      throw Violation(
        "returned twice",
        "with return \(number) \(given.tenders[paid.charge ?? paid.kind] ?? 0) went back by "
          + "\(paid.charge ?? paid.kind), which paid \(paid.kopecks)")
    }
    self.given[back.sale] = given
  }

  private func take(_ back: AuditReturn, _ number: Int, _ given: inout Given) throws(Violation) {
    for (line, millionths) in back.chosen {
      given.millionths[line, default: 0] += millionths
      given.kopecks[line, default: 0] += back.kopecks(of: line)
      guard let sold = back.sold[line], given.millionths[line] ?? 0 <= sold.millionths,
        given.kopecks[line] ?? 0 <= sold.kopecks
      else {
        throw Violation(
          "returned twice",
          "with return \(number) \(given.millionths[line] ?? 0) millionths of line \(line) over "
            + "\(given.kopecks[line] ?? 0) went back, of \(back.sold[line]?.millionths ?? 0) over "
            + "\(back.sold[line]?.kopecks ?? 0)")
      }
      guard given.millionths[line] != sold.millionths || given.kopecks[line] == sold.kopecks else {
        throw Violation(
          "parts are not the whole",
          "line \(line) went back whole with return \(number), and \(given.kopecks[line] ?? 0) of "
            + "\(sold.kopecks) was given")
      }
    }
  }

  /// Cash of a document goes back for charges that a senior moved to it first, then for cash.
  private func takeCash(
    _ cash: Int64, _ back: AuditReturn, _ number: Int, _ given: inout Given
  ) throws(Violation) {
    var rest = cash
    for paid in back.paid where rest > 0 && paid.charge.map(back.moved.contains) ?? false {
      let key = paid.charge ?? ""
      let part = min(rest, max(0, paid.kopecks - (given.tenders[key] ?? 0)))
      given.tenders[key, default: 0] += part
      rest -= part
    }
    given.tenders["cash", default: 0] += rest
    guard rest == 0 || back.paid.contains(where: { $0.kind == "cash" }) else {
      throw Violation("cash for card", "return \(number) gives \(rest) in cash of what cards paid")
    }
  }

  /// What went back of the document that a correction put right went back of its right one.
  private func inherited(by sale: String) -> Given {
    let original = corrections.first { $0.value == sale }?.key
    return original.flatMap { given[$0] } ?? Given()
  }

  /// Counts what puts a sale right: one correction an original.
  mutating func correct(
    _ correction: AuditCorrection, by receipt: String, _ number: Int
  ) throws(Violation) {
    guard correction.isAllowed else {
      throw Violation("nobody's yes", "correction \(number) was printed and nobody allowed it")
    }
    guard correction.isOfSale else { return }
    let other = corrections[correction.original] ?? receipt
    guard other == receipt else {
      throw Violation(
        "corrected twice",
        "document \(correction.originalDocument) is put right by \(other) and by \(number)")
    }
    corrections[correction.original] = receipt
  }

  /// Card money that went back and has no document yet counts as given, too.
  func requireRoom(
    for refunds: [(back: AuditReturn, charge: String, kopecks: Int64)]
  ) throws(Violation) {
    var more: [String: Int64] = [:]
    for refund in refunds where !refund.back.isElsewhere {
      more[refund.charge, default: 0] += refund.kopecks
      let payment = refund.back.payment(of: refund.charge)
      let paid = refund.back.paid.first { ($0.charge ?? $0.kind) == payment }?.kopecks ?? 0
      let given = given[refund.back.sale] ?? inherited(by: refund.back.sale)
      let all = (given.tenders[payment] ?? 0) + (more[refund.charge] ?? 0)
      guard all <= paid else {
        throw Violation(
          "returned twice", "\(all) went back of charge \(refund.charge), which took \(paid)")
      }
    }
  }
}

extension AuditBooks.Sums {
  /// Those of a row of the registrar's documents.
  init(_ row: Row) {
    self.init(
      total: row["total"], cash: row["cash"], cashless: row["cashless"],
      others: (row["prepaid"] as Int64) + (row["credit"] as Int64) + (row["other"] as Int64))
  }

  /// Those of the document of that number; nil where there is none.
  static func find(_ number: Int64, _ registrar: Database) throws -> Self? {
    try Row.fetchOne(
      registrar,
      sql: "SELECT total, cash, cashless, prepaid, credit, other FROM document "
        + "WHERE kind = 'receipt' AND number = ?", arguments: [number]
    ).map(Self.init)
  }
}
