import Foundation
import GRDB

/// Finds printed receipts of a journal by their document's number or amount, among millions of them.
///
/// A SQLite file of its own beside the journal, `journal.index.sqlite`: `printed(entry, document, total, at,
/// receipt, memory)` has a row for each receipt that was printed, `entry` being the one that says so,
/// `report(entry, document, kind, at)` one for each report of a shift, and `found(receipt, attempt, taken, seen)`
/// one for each printed charge whose slip shows another amount. It costs a sale
/// nothing: whoever looks for a receipt first reads what was committed since somebody last looked. It is no
/// evidence and belongs to no copy; without it, or where it is of another journal or damaged, it is made anew.
struct JournalIndex {
  static let fileName = "journal.index.sqlite"

  private static let schema = """
    CREATE TABLE IF NOT EXISTS printed(
      entry INTEGER PRIMARY KEY, document INTEGER NOT NULL, total INTEGER NOT NULL,
      at INTEGER NOT NULL, receipt TEXT NOT NULL, memory TEXT NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS printed_document ON printed(document);
    CREATE INDEX IF NOT EXISTS printed_total ON printed(total);
    CREATE INDEX IF NOT EXISTS printed_receipt ON printed(receipt);
    CREATE INDEX IF NOT EXISTS printed_memory ON printed(memory);
    CREATE TABLE IF NOT EXISTS report(
      entry INTEGER PRIMARY KEY, document INTEGER NOT NULL, kind TEXT NOT NULL,
      at INTEGER NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS report_document ON report(document);
    CREATE INDEX IF NOT EXISTS report_kind ON report(kind);
    CREATE TABLE IF NOT EXISTS found(
      receipt TEXT NOT NULL, attempt INTEGER NOT NULL, taken INTEGER NOT NULL, seen INTEGER NOT NULL,
      PRIMARY KEY (receipt, attempt)) STRICT;
    CREATE TABLE IF NOT EXISTS read(until INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
    """

  private let database: DatabaseQueue

  /// - Parameter file: nil keeps the index in memory, for this once.
  init(_ file: String?) throws {
    if let file { try OwnerOnly.make(file) }
    // It is synced, for a page that a power cut keeps from it would hide receipts; what syncs is a search.
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    database =
      try file.map { try DatabaseQueue(path: $0, configuration: configuration) }
      ?? DatabaseQueue(configuration: configuration)
    try database.write { index in
      // One that was made before it had all of this begins anew.
      if try !index.tableExists("found") {
        try index.execute(
          sql: """
            DROP TABLE IF EXISTS printed; DROP TABLE IF EXISTS report; DROP TABLE IF EXISTS read
            """)
      }
      try index.execute(sql: Self.schema)
    }
  }

  /// Gives `body` the index beside a journal, with all that this has.
  ///
  /// One that can't be used is made anew, at worst in memory for this once: what is wrong with it is nothing that
  /// is wrong with the journal.
  /// - Parameter file: nil where none is beside it.
  static func reading<Found>(
    _ journal: Database, _ file: String?, _ body: (JournalIndex) throws -> Found
  ) throws -> Found {
    func found(in index: JournalIndex) throws -> Found {
      try index.catchUp(journal)
      return try body(index)
    }
    guard let file else { return try found(in: JournalIndex(nil)) }
    do { return try found(in: JournalIndex(file)) } catch {
      // One of other tables than it should have is no better than a damaged one.
      let isOther = (error as? DatabaseError)?.resultCode == .SQLITE_ERROR
      if isOther || DatabaseRefusal(error, path: file)?.isOfDamage == true {
        try? FileManager.default.removeItem(atPath: file)
        if let found = try? found(in: JournalIndex(file)) { return found }
      }
    }
    return try found(in: JournalIndex(nil))
  }

  /// Takes in what `journal` has since it was last read.
  private func catchUp(_ journal: Database) throws {
    try database.write { index in
      var until = try Int.fetchOne(index, sql: "SELECT until FROM read") ?? 0
      let known = try Data.fetchOne(index, sql: "SELECT hash FROM read")
      if until > 0, try JournalQueries.row(until, journal)?.hash != known.map({ [UInt8]($0) }) {
        try index.execute(
          sql: "DELETE FROM printed; DELETE FROM report; DELETE FROM found; DELETE FROM read")
        until = 0
      }
      let insert = try index.makeStatement(
        sql: "INSERT OR REPLACE INTO printed VALUES (?, ?, ?, ?, ?, ?)")
      let last = try PrintedReceipt.forEach(
        after: until, journal, found: { try Self.note($0, index) },
        {
          try insert.execute(arguments: [
            $0.entry, $0.document, $0.total.kopecks, $0.at.milliseconds, $0.receipt, $0.memory,
          ])
        })
      let insertReport = try index.makeStatement(
        sql: "INSERT OR REPLACE INTO report VALUES (?, ?, ?, ?)")
      try PrintedReport.forEach(after: until, journal) {
        try insertReport.execute(arguments: [
          $0.entry, $0.document, $0.kind.rawValue, $0.at.milliseconds,
        ])
      }
      guard last > until, let row = try JournalQueries.row(last, journal) else { return }
      try index.execute(
        sql: "DELETE FROM read; INSERT INTO read VALUES (?, ?)", arguments: [last, Data(row.hash)])
    }
  }

  /// The newest first.
  func find(_ wanted: PrintedReceipt.Wanted, max: Int) throws -> [PrintedReceipt] {
    let (column, value): (String, any DatabaseValueConvertible) =
      switch wanted {
      case .document(let number): ("document", Int64(number))
      case .total(let total): ("total", total.kopecks)
      case .receipt(let id): ("receipt", id)
      }
    return try database.read { index in
      try Row.fetchAll(
        index, sql: "SELECT * FROM printed WHERE \(column) = ? ORDER BY entry DESC LIMIT ?",
        arguments: [value, max]
      ).map(PrintedReceipt.init)
    }
  }
}

extension JournalIndex {
  /// What an entry says of the slips of printed charges.
  private static func note(_ change: TillChange, _ index: Database) throws {
    switch change {
    case .amountFound(let charge, _, _):
      let key: StatementArguments = [charge.key.receipt, charge.key.attempt]
      try index.execute(
        sql: "DELETE FROM found WHERE receipt = ? AND attempt = ?", arguments: key)
      guard let taken = charge.taken, taken != charge.amount else { return }
      try index.execute(
        sql: "INSERT INTO found VALUES (?, ?, ?, 0)", arguments: key + [taken.kopecks])
    case .chargeStruck(let key, _, _):
      try index.execute(
        sql: "UPDATE found SET seen = 1 WHERE receipt = ? AND attempt = ?",
        arguments: [key.receipt, key.attempt])
    default: return
    }
  }

  /// What the slip of a printed charge was found to show, where that is another amount; nil for the same.
  func found(_ charge: ChargeKey) throws -> FoundAmount? {
    try database.read { index in
      try Row.fetchOne(
        index, sql: "SELECT * FROM found WHERE receipt = ? AND attempt = ?",
        arguments: [charge.receipt, charge.attempt]
      ).map { row in
        FoundAmount(
          taken: try Money(kopecks: try row.value("taken")),
          isSeen: try row.value("seen") == 1 ? true : nil)
      }
    }
  }

  /// The first receipt of this journal that was printed in that fiscal memory (tag 1041).
  func first(inMemory memory: String) throws -> PrintedReceipt? {
    try database.read { index in
      try Row.fetchOne(
        index, sql: "SELECT * FROM printed WHERE memory = ? ORDER BY entry LIMIT 1",
        arguments: [memory]
      ).map(PrintedReceipt.init)
    }
  }

  /// Whether a receipt of this journal is that document of that fiscal memory.
  func hasPrinted(_ document: Int, inMemory memory: String) throws -> Bool {
    try database.read { index in
      try Bool.fetchOne(
        index, sql: "SELECT EXISTS (SELECT 1 FROM printed WHERE document = ? AND memory = ?)",
        arguments: [Int64(document), memory]) ?? false
    }
  }

  /// The first receipt that was printed after that entry.
  func first(after entry: Int) throws -> PrintedReceipt? {
    try database.read { index in
      try Row.fetchOne(
        index, sql: "SELECT * FROM printed WHERE entry > ? ORDER BY entry LIMIT 1",
        arguments: [entry]
      ).map(PrintedReceipt.init)
    }
  }

  /// The number of the last document that the journal knew of before that entry; 0 where there was none.
  func lastDocument(before entry: Int) throws -> Int {
    try database.read { index in
      try ["printed", "report"].map { table in
        try Int.fetchOne(
          index,
          sql: "SELECT document FROM \(table) WHERE entry < ? ORDER BY entry DESC LIMIT 1",
          arguments: [entry]) ?? 0
      }.max() ?? 0
    }
  }

  /// The newest first.
  func reports(_ wanted: PrintedReport.Wanted, max: Int) throws -> [PrintedReport] {
    let (column, value): (String, any DatabaseValueConvertible) =
      switch wanted {
      case .document(let number): ("document", Int64(number))
      case .kind(let kind): ("kind", kind.rawValue)
      }
    return try database.read { index in
      try Row.fetchAll(
        index, sql: "SELECT * FROM report WHERE \(column) = ? ORDER BY entry DESC LIMIT ?",
        arguments: [value, max]
      ).compactMap { row in
        guard let kind = PrintedReport.Kind(rawValue: try row.value("kind")) else { return nil }
        return PrintedReport(
          entry: try row.value("entry"), document: try row.value("document"), kind: kind,
          at: Moment(milliseconds: try row.value("at")))
      }
    }
  }
}

/// A receipt that was printed, as a journal has it.
public struct PrintedReceipt: Hashable, Sendable {
  /// What one is looked for by.
  public enum Wanted: Hashable, Sendable {
    /// The fiscal document's number (tag 1040).
    case document(Int)
    case total(Money)
    /// The receipt's id.
    case receipt(String)
  }

  /// The entry that says it was printed.
  public let entry: Int
  /// The fiscal document's number (tag 1040).
  public let document: Int
  public let total: Money
  public let at: Moment
  /// The receipt's id.
  public let receipt: String
  /// The fiscal memory that it was printed in (tag 1041).
  let memory: String
}

extension PrintedReceipt {
  fileprivate init(_ row: Row) throws {
    self.init(
      entry: try row.value("entry"), document: try row.value("document"),
      total: try Money(kopecks: try row.value("total")),
      at: Moment(milliseconds: try row.value("at")), receipt: try row.value("receipt"),
      memory: try row.value("memory"))
  }

  /// Gives `body` each receipt that was printed after an entry, and `found` what was said of slips of printed
  /// charges; the last entry that need not be read again.
  ///
  /// Of a print's two entries, its intent and its outcome, the first has the document.
  fileprivate static func forEach(
    after first: Int, _ journal: Database, found: (TillChange) throws -> Void,
    _ body: (PrintedReceipt) throws -> Void
  ) throws -> Int {
    let format1 = try JournalQueries.format1Until(journal)
    let rows = try Row.fetchCursor(
      journal,
      sql: """
        SELECT * FROM entry WHERE number > ? AND kind IN ('step', 'device')
        AND (number <= ? OR instr(body, CAST('"printIntended"' AS BLOB))
          OR instr(body, CAST('"printed"' AS BLOB)) OR instr(body, CAST('"amountFound"' AS BLOB))
          OR instr(body, CAST('"chargeStruck"' AS BLOB)))
        ORDER BY number
        """, arguments: [first, format1])
    var intended: (entry: Int, intent: PrintIntent)?
    var last = first
    while let row = try rows.next() {
      let row = try JournalRow(row, format1Until: format1)
      for change in try row.entry().changes {
        switch change {
        case .till(let change): try found(change)
        case .receipt(.printIntended(let intent)):
          intended = (row.number, intent)
        case .receipt(.printed(let document)):
          let intent = try intent(printedBy: row.number, intended, journal)
          intended = nil
          guard let intent else { continue }
          let total = try FiscalDocument(json: intent.document.bytes).total
          try body(
            PrintedReceipt(
              entry: row.number, document: document.number, total: total, at: row.at,
              receipt: Receipt.id(ofKey: intent.key), memory: intent.memory))
        case .receipt: continue
        }
      }
      last = row.number
    }
    return intended.map { $0.entry - 1 } ?? last
  }

  /// The intent whose outcome an entry has: the last one of its flow, or the one that its flow began with.
  private static func intent(
    printedBy entry: Int, _ last: (entry: Int, intent: PrintIntent)?, _ journal: Database
  ) throws -> PrintIntent? {
    let flows = try journal.cachedStatement(
      sql: """
        SELECT number FROM entry WHERE number < ? AND kind = 'flow' ORDER BY number DESC LIMIT 1
        """)
    let flow = try Int.fetchOne(flows, arguments: [entry]) ?? 0
    if let last, last.entry > flow { return last.intent }
    guard case .flow(let start) = try JournalQueries.row(flow, journal)?.entry(),
      case .intended(let intent) = start.receipt.printing
    else { return nil }
    return intent
  }
}

extension JournalReader {
  /// The printed receipts of a number or an amount, the newest first, `max` at most.
  ///
  /// What was committed since somebody last looked is read first; where nothing can be written beside the
  /// journal, all of it.
  public func printed(
    _ wanted: PrintedReceipt.Wanted, max: Int
  ) throws(JournalError) -> [PrintedReceipt] {
    do {
      return try database.read { journal in
        try JournalIndex.reading(journal, index) { try $0.find(wanted, max: max) }
      }
    } catch { throw JournalError(error, path: path) }
  }

  /// A till's own journal has its index beside it, a copy has none.
  private var index: String? {
    path.hasSuffix("/journal.sqlite")
      ? String(path.dropLast("journal.sqlite".count)) + JournalIndex.fileName : nil
  }
}

extension DatabaseRefusal {
  fileprivate var isOfDamage: Bool { kind == .damaged || kind == .notADatabase }
}
