import GRDB

/// What a closing report says that its shift came to.
struct AuditShift {
  let number: Int64
  private let receipts: Int64
  private let totalKopecks: Int64
  private let cashlessKopecks: Int64
  /// By terminals, as the till counted them.
  private let chargedKopecks: Int64

  init(number: Int64, _ figures: AuditJSON) {
    self.number = number
    receipts = figures["receipts"].number ?? 0
    let totals = figures["totals"].items
    totalKopecks = totals.reduce(0) { $0 + ($1["total"].number ?? 0) }
    cashlessKopecks = totals.reduce(0) { $0 + ($1["payments"]["cashless"].number ?? 0) }
    chargedKopecks = figures["terminals"].items.reduce(0) { $0 + ($1["total"].number ?? 0) }
  }

  /// The till's count by terminals is what cards paid of the receipts that it knows of the shift.
  func compare(cashlessKopecks known: Int64) throws {
    guard chargedKopecks == known else {
      throw Violation(
        "shift totals",
        "the terminals of shift \(number) come to \(chargedKopecks), its receipts to \(known)")
    }
  }

  /// The report's sums are those of the shift's documents.
  func check(_ registrar: Database) throws {
    let row = try Row.fetchOne(
      registrar,
      sql: "SELECT count(*), coalesce(sum(total), 0), coalesce(sum(cashless), 0) "
        + "FROM document WHERE kind = 'receipt' AND shift = ?", arguments: [number])
    guard let row else { return }
    let found: (Int64, Int64, Int64) = (row[0], row[1], row[2])
    guard found == (receipts, totalKopecks, cashlessKopecks) else {
      throw Violation(
        "shift totals",
        "shift \(number) is closed with \(receipts) receipts over \(totalKopecks), "
          + "\(cashlessKopecks) by card; its documents are \(found)")
    }
  }
}
