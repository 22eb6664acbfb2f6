import GRDB
import KassaRuntime

// The emulated registrar's own SQL. Everything here runs inside a transaction of ``EmulatedStore``.

/// Where numbering stands.
struct EmulatedHead {
  /// Tag 1040 of the last document; 0 before the first.
  var number = 0
  var receiptInShift = 0
  var at = Moment(milliseconds: .min)
}

/// A document as it was kept.
struct EmulatedRow {
  let kind: String
  let paper: PaperOutcome
  let body: String?
  let answer: String

  init(_ row: Row) throws {
    kind = try row.value("kind")
    paper = PaperOutcome(rawValue: try row.value("paper")) ?? .complete
    body = try row.value("body")
    answer = try row.value("answer")
  }

  /// The receipt that was answered, with its paper as it is now; nil for a shift report.
  func receipt() throws -> PrintedDocument? {
    guard kind == EmulatedKind.receipt.rawValue else { return nil }
    var printed = try PrintedDocument(jsonText: answer)
    printed.paper = paper
    return printed
  }

  /// The same with what was asked for.
  func whole() throws -> PrintedDocument? {
    var printed = try receipt()
    printed?.document = try body.map { try FiscalDocument(jsonText: $0) }
    return printed
  }

  func report() throws -> ShiftReport? {
    guard kind != EmulatedKind.receipt.rawValue else { return nil }
    return try ShiftReport(jsonText: answer)
  }
}

enum EmulatedKind: String {
  case receipt, opening, closing
}

extension Database {
  func head() throws -> EmulatedHead {
    let statement = try cachedStatement(
      sql: "SELECT number, receipt_in_shift, at_ms FROM document ORDER BY number DESC LIMIT 1")
    guard let row = try Row.fetchOne(statement) else { return EmulatedHead() }
    return EmulatedHead(
      number: try row.value(0), receiptInShift: try row.value(1),
      at: Moment(milliseconds: try row.value(2)))
  }

  /// The shift that is open or expired at `now`, or closed.
  func shiftState(at now: Moment) throws -> ShiftState {
    let statement = try cachedStatement(
      sql: "SELECT number, opened_ms, closed_ms FROM shift ORDER BY number DESC LIMIT 1")
    guard let row = try Row.fetchOne(statement), try (row.value(2) as Int64?) == nil else {
      return .closed
    }
    let openedAt = Moment(milliseconds: try row.value(1))
    let closesBy = openedAt.adding(milliseconds: ShiftState.millisecondsMax)
    if now >= closesBy { return .expired(number: try row.value(0), openedAt: openedAt) }
    return .open(number: try row.value(0), openedAt: openedAt, closesBy: closesBy)
  }

  func document(key: String) throws -> EmulatedRow? {
    let statement = try cachedStatement(
      sql: "SELECT kind, paper, body, answer FROM document WHERE key = ?")
    return try Row.fetchOne(statement, arguments: [key]).map(EmulatedRow.init)
  }

  /// The last receipt; shift reports are skipped.
  func lastReceipt() throws -> EmulatedRow? {
    try Row.fetchOne(
      self,
      sql: """
        SELECT kind, paper, body, answer FROM document WHERE kind = 'receipt'
        ORDER BY number DESC LIMIT 1
        """
    ).map(EmulatedRow.init)
  }

  func interruptedReceipt() throws -> EmulatedRow? {
    try Row.fetchOne(
      self,
      sql: """
        SELECT kind, paper, body, answer FROM document WHERE paper = 'interrupted'
        ORDER BY number DESC LIMIT 1
        """
    ).map(EmulatedRow.init)
  }

  func completePaper() throws {
    try cachedStatement(
      sql: "UPDATE document SET paper = 'complete' WHERE paper = 'interrupted'"
    ).execute()
  }

  func insert(_ document: FiscalDocument, body: String, _ printed: PrintedDocument) throws {
    let payments = document.payments
    let values: [(any DatabaseValueConvertible)?] = [
      printed.number, printed.key, EmulatedKind.receipt.rawValue, printed.shift,
      printed.receiptInShift, printed.at.milliseconds, printed.paper.rawValue,
      document.type.rawValue, document.total.kopecks, payments.cash.kopecks,
      payments.cashless.kopecks, payments.prepaid.kopecks, payments.credit.kopecks,
      payments.other.kopecks, body, printed.jsonText,
    ]
    try cachedStatement(
      sql: """
        INSERT INTO document(number, key, kind, shift, receipt_in_shift, at_ms, paper, type, total,
          cash, cashless, prepaid, credit, other, body, answer)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: StatementArguments(values))
  }

  func insert(_ report: ShiftReport, _ kind: EmulatedKind, at: Moment, receipts: Int) throws {
    switch kind {
    case .opening:
      try cachedStatement(sql: "INSERT INTO shift(number, opened_ms) VALUES (?, ?)")
        .execute(arguments: [report.shift, at.milliseconds])
    case .closing:
      try execute(
        sql: "UPDATE shift SET closed_ms = ? WHERE number = ?",
        arguments: [at.milliseconds, report.shift])
    case .receipt: break
    }
    try cachedStatement(
      sql: """
        INSERT INTO document(number, key, kind, shift, receipt_in_shift, at_ms, paper, answer)
        VALUES (?, ?, ?, ?, ?, ?, 'complete', ?)
        """
    ).execute(arguments: [
      report.number, report.key, kind.rawValue, report.shift, receipts, at.milliseconds,
      report.jsonText,
    ])
  }

  func lastShiftNumber() throws -> Int {
    try Int.fetchOne(cachedStatement(sql: "SELECT MAX(number) FROM shift")) ?? 0
  }

  /// What the receipts of `shift` come to, by their types in the order of the law's codes.
  ///
  /// Added up here: SQLite's own sum fails where it overflows.
  func shiftTotals(_ shift: Int) throws -> [ShiftTotal] {
    var totals: [ReceiptType: ShiftTotal] = [:]
    let rows = try Row.fetchCursor(
      self,
      sql: """
        SELECT type, total, cash, cashless, prepaid, credit, other
        FROM document WHERE shift = ? AND kind = 'receipt'
        """, arguments: [shift])
    while let row = try rows.next() {
      guard let type = ReceiptType(rawValue: try row.value(0)) else { continue }
      var total = totals[type] ?? ShiftTotal(type: type)
      total.count += 1
      total.total += try Money(kopecks: try row.value(1))
      total.payments += try Payments(
        cash: Money(kopecks: row.value(2)), cashless: Money(kopecks: row.value(3)),
        prepaid: Money(kopecks: row.value(4)), credit: Money(kopecks: row.value(5)),
        other: Money(kopecks: row.value(6)))
      totals[type] = total
    }
    return totals.values.sorted { $0.type.rawValue < $1.type.rawValue }
  }
}

extension Database {
  /// Whether cash was noted under `key`.
  func hasCash(_ key: String) throws -> Bool {
    guard try tableExists("cash") else { return false }
    return try Bool.fetchOne(self, sql: "SELECT 1 FROM cash WHERE key = ?", arguments: [key])
      ?? false
  }

  /// A registrar that was set up before it could note cash has no table for it.
  func insertCash(
    _ amount: Money, _ direction: CashDirection, key: String, cashier: String, shift: Int,
    at: Moment
  ) throws {
    try execute(
      sql: """
        CREATE TABLE IF NOT EXISTS cash(
          key TEXT PRIMARY KEY, direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
          amount INTEGER NOT NULL CHECK (amount > 0), cashier TEXT NOT NULL,
          shift INTEGER NOT NULL, at_ms INTEGER NOT NULL
        ) STRICT
        """)
    try execute(
      sql: """
        INSERT INTO cash(key, direction, amount, cashier, shift, at_ms) VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [key, direction.rawValue, amount.kopecks, cashier, shift, at.milliseconds])
  }
}

extension Database {
  func allFaults() throws -> [EmulatedFault: Int?] {
    var faults: [EmulatedFault: Int?] = [:]
    let statement = try cachedStatement(sql: "SELECT kind, remaining FROM fault")
    for row in try Row.fetchAll(statement) {
      guard let fault = EmulatedFault(rawValue: try row.value(0)) else { continue }
      faults.updateValue(try row.value(1), forKey: fault)
    }
    return faults
  }

  /// The faults that `call` meets; each one's count goes down, and at nothing it is gone.
  func takeFaults(for call: EmulatedCall) throws -> EmulatedFaults {
    var met: Set<EmulatedFault> = []
    for (fault, remaining) in try allFaults() where call.meets(fault) {
      met.insert(fault)
      if let remaining { try setFault(fault, times: remaining - 1) }
    }
    return EmulatedFaults(active: met)
  }

  /// Zero times takes the fault away; nil leaves it until it is taken away.
  func setFault(_ fault: EmulatedFault, times: Int?) throws {
    if let times, times <= 0 {
      try execute(sql: "DELETE FROM fault WHERE kind = ?", arguments: [fault.rawValue])
    } else {
      try execute(
        sql: "INSERT OR REPLACE INTO fault(kind, remaining) VALUES (?, ?)",
        arguments: [fault.rawValue, times])
    }
  }
}
