import GRDB
import KassaDrivers
import KassaRuntime

/// The emulated pinpad's memory: its operations by key, and the faults to come.
///
/// One SQLite file. A transaction that has returned survives a power cut.
final class PinpadStore: Sendable {
  static let fileName = "pinpad.sqlite"
  /// The reason of an operation that runs because it is being undone.
  static let voiding = "voiding"

  private let queue: DatabaseQueue
  private let seam: Seam

  /// Opens or creates the file in `folder`.
  ///
  /// What was under way when the pinpad last stopped came to nothing, and never will.
  init(folder: String, seam: Seam) throws {
    self.seam = seam
    let path = "\(folder)/\(Self.fileName)"
    queue = try StorageError.naming(path) {
      let queue = try DurableDatabase.open(path)
      try seam.commit("pinpad", to: queue, isQuiet: true) { database in
        try database.execute(sql: Self.schema)
        try Self.admitMore(database)
        try database.execute(
          sql: """
            UPDATE operation SET state = 'approved', reason = ''
            WHERE state = 'running' AND reason = '\(Self.voiding)';
            UPDATE operation SET state = 'declined', reason = 'interrupted' WHERE state = 'running'
            """)
      }
      return queue
    }
  }

  /// Files of programs before this kept no charge that took more than it was asked for, and no refunds.
  private static func admitMore(_ database: Database) throws {
    let known = Set(
      try Row.fetchAll(database, sql: "PRAGMA table_info(operation)").map {
        try $0.value("name") as String
      })
    for column in ["kind", "refunded"] where !known.contains(column) {
      try database.execute(sql: "ALTER TABLE operation ADD COLUMN \(column) TEXT")
    }
    let table = "SELECT sql FROM sqlite_master WHERE name = 'operation'"
    guard try String.fetchOne(database, sql: table)?.contains("AND asked") == true else { return }
    try database.execute(sql: "ALTER TABLE operation RENAME TO operation_before")
    try database.execute(sql: schema)
    try database.execute(
      sql: "INSERT INTO operation SELECT * FROM operation_before; DROP TABLE operation_before")
  }

  /// Runs `body` in one transaction, durable on return; what it throws undoes it all.
  func transaction<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try seam.commit("pinpad", to: queue, isQuiet: true, body)
  }

  // Amounts in kopecks. A key is never used for a second operation.
  private static let schema = """
    CREATE TABLE IF NOT EXISTS operation(
      number INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      state TEXT NOT NULL CHECK (state IN ('running', 'approved', 'declined', 'voided')),
      asked INTEGER NOT NULL CHECK (asked >= 0),
      taken INTEGER NOT NULL CHECK (taken >= 0),
      reference TEXT NOT NULL,
      reason TEXT NOT NULL,
      kind TEXT,
      refunded TEXT
    ) STRICT;
    CREATE TABLE IF NOT EXISTS fault(
      kind TEXT PRIMARY KEY,
      remaining INTEGER CHECK (remaining > 0)
    ) STRICT;
    """
}

extension Database {
  /// The operation of `key`.
  func operation(key: String) throws -> PinpadOperation? {
    try operations("WHERE key = ?", [key]).first
  }

  /// The last `count` operations, oldest first.
  func lastOperations(_ count: Int) throws -> [PinpadOperation] {
    try operations("ORDER BY number DESC LIMIT ?", [count]).reversed()
  }

  private func operations(
    _ condition: String, _ arguments: StatementArguments
  ) throws -> [PinpadOperation] {
    try Row.fetchAll(
      self,
      sql: "SELECT key, state, asked, taken, reference, reason, kind, refunded FROM operation "
        + condition,
      arguments: arguments
    ).compactMap { row in
      guard let state = PinpadOperation.State(rawValue: try row.value("state")) else { return nil }
      let kind: String? = try row.value("kind")
      return PinpadOperation(
        key: try row.value("key"), kind: kind.flatMap { PinpadOperation.Kind(rawValue: $0) },
        of: try row.value("refunded"), state: state, askedKopecks: try row.value("asked"),
        kopecks: try row.value("taken"),
        reference: try row.value("reference"), reason: try row.value("reason"))
    }
  }

  /// Remembers a new operation; an approved one gets its reference here.
  func insert(_ operation: PinpadOperation) throws -> PinpadOperation {
    var operation = operation
    let last = try Int64.fetchOne(self, sql: "SELECT max(number) FROM operation") ?? 0
    if operation.kopecks > 0 { operation.reference = Self.reference(last + 1) }
    try execute(
      sql: """
        INSERT INTO operation(number, key, state, asked, taken, reference, reason, kind, refunded)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        last + 1, operation.key, operation.state.rawValue, operation.askedKopecks,
        operation.kopecks,
        operation.reference, operation.reason, operation.kind?.rawValue, operation.of,
      ])
    return operation
  }

  /// Twelve digits, as an RRN has.
  private static func reference(_ number: Int64) -> String { number.padded(digits: 12) }

  func set(_ state: PinpadOperation.State, _ reason: String, of key: String) throws {
    try execute(
      sql: "UPDATE operation SET state = ?, reason = ? WHERE key = ?",
      arguments: [state.rawValue, reason, key])
  }

  /// What refunds of a charge have given back, or may.
  func refunded(of key: String) throws -> Int64 {
    try Int64.fetchOne(
      self,
      sql: "SELECT total(iif(state = 'running', asked, taken)) FROM operation "
        + "WHERE refunded = ? AND state IN ('approved', 'running')", arguments: [key]) ?? 0
  }

  /// The key of the last charge that stands, besides that one.
  func lastCharge(but key: String) throws -> String? {
    try String.fetchOne(
      self,
      sql: "SELECT key FROM operation WHERE key <> ? AND state = 'approved' AND kind IS NULL "
        + "ORDER BY number DESC LIMIT 1", arguments: [key])
  }

  /// The customer of a running charge has paid all of it.
  func approve(_ key: String) throws {
    try execute(
      sql: "UPDATE operation SET state = 'approved', taken = asked, reason = '', "
        + "reference = printf('%012d', number) WHERE key = ?", arguments: [key])
  }

  /// Sets a fault for so many charges; nil until it is cleared.
  func set(_ fault: PinpadFault, times: Int?) throws {
    try execute(
      sql: "INSERT OR REPLACE INTO fault(kind, remaining) VALUES (?, ?)",
      arguments: [fault.rawValue, times])
  }

  /// Takes a fault away; every one without a name.
  func clear(_ fault: PinpadFault?) throws {
    try execute(
      sql: "DELETE FROM fault WHERE kind = coalesce(?, kind)", arguments: [fault?.rawValue])
  }

  func pinpadFaults() throws -> [PinpadFaultLeft] {
    try Row.fetchAll(self, sql: "SELECT kind, remaining FROM fault ORDER BY kind").compactMap {
      row in
      try PinpadFault(rawValue: try row.value("kind")).map {
        PinpadFaultLeft(fault: $0, times: try row.value("remaining"))
      }
    }
  }

  /// The faults that a new charge meets; each uses up one of its times.
  func takePinpadFaults() throws -> Set<PinpadFault> {
    let faults = Set(try pinpadFaults().map(\.fault))
    try execute(sql: "DELETE FROM fault WHERE remaining = 1")
    try execute(sql: "UPDATE fault SET remaining = remaining - 1 WHERE remaining IS NOT NULL")
    return faults
  }
}
