import GRDB
import KassaRuntime

/// Why the emulated registrar's file can't be used.
public enum EmulatedStoreError: Error, Hashable, Sendable {
  /// The registrar in the folder has this INN and fiscal memory; `asked` is who opens it.
  case otherRegistration(inn: String, fn: String, asked: String)
  case newerFormat(version: Int)
}

extension EmulatedStoreError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .otherRegistration(let inn, let fn, let asked):
      inn == asked
        ? "this data folder's registrar has FN \(fn); choose another data folder"
        : "this data folder's registrar belongs to INN \(inn), FN \(fn), and this store is of INN "
          + "\(asked); choose another data folder"
    case .newerFormat(let version):
      "registrar.sqlite has format \(version), written by a newer program; update this one"
    }
  }
}

/// The emulated registrar's memory: one SQLite file, apart from the till's journal as a real
/// device would be.
///
/// A transaction that has returned survives a power cut: WAL with `synchronous = FULL`. Another
/// process may use the file at the same time, to tell faults.
final class EmulatedStore: Sendable {
  static let fileName = "registrar.sqlite"

  let queue: DatabaseQueue
  private let seam: Seam

  /// Opens or creates the file in `folder`; without a folder, keeps everything in memory.
  init(folder: String?, seam: Seam) throws {
    self.seam = seam
    let path = folder.map { "\($0)/\(Self.fileName)" }
    queue = try StorageError.naming(path ?? Self.fileName) { [seam] in
      let pages = DurableDatabase.smallPageBytes
      let queue =
        try path.map { try seam.open($0, pageBytes: pages) } ?? DurableDatabase.open(nil)
      try seam.commit("registrar", to: queue, isQuiet: true, Self.migrate)
      return queue
    }
  }

  /// Runs `body` in one transaction, durable on return; what it throws undoes it all.
  func transaction<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try seam.commit("registrar", to: queue, isQuiet: true, body)
  }

  private static let formatVersion = 2

  private static func migrate(_ database: Database) throws {
    let pragma = try database.cachedStatement(sql: "PRAGMA user_version")
    let version = try Int.fetchOne(pragma) ?? 0
    guard version <= formatVersion else { throw EmulatedStoreError.newerFormat(version: version) }
    guard version < formatVersion else { return }
    if version == 0 { try database.execute(sql: schema) }
    // The tag 1209 of its formats' version; NULL is the one that programs of version 1 were told.
    try database.execute(sql: "ALTER TABLE identity ADD COLUMN format INTEGER")
    try database.execute(sql: "PRAGMA user_version = \(formatVersion)")
  }

  // `body` is the document that was asked for, `answer` what was replied, both as JSON. The sums
  // are repeated in columns for the shift's totals. Times are milliseconds since 1970 UTC.
  private static let schema = """
    CREATE TABLE identity(
      id INTEGER PRIMARY KEY CHECK (id = 1),
      registration TEXT NOT NULL
    ) STRICT;
    CREATE TABLE shift(
      number INTEGER PRIMARY KEY,
      opened_ms INTEGER NOT NULL,
      closed_ms INTEGER
    ) STRICT;
    CREATE TABLE document(
      number INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('receipt', 'opening', 'closing')),
      shift INTEGER NOT NULL REFERENCES shift(number),
      receipt_in_shift INTEGER NOT NULL,
      at_ms INTEGER NOT NULL,
      paper TEXT NOT NULL CHECK (paper IN ('complete', 'interrupted')),
      type INTEGER, total INTEGER,
      cash INTEGER, cashless INTEGER, prepaid INTEGER, credit INTEGER, other INTEGER,
      body TEXT,
      answer TEXT NOT NULL
    ) STRICT;
    CREATE INDEX document_interrupted ON document(number) WHERE paper = 'interrupted';
    CREATE INDEX document_shift ON document(shift);
    CREATE TABLE fault(
      kind TEXT PRIMARY KEY,
      remaining INTEGER CHECK (remaining > 0)
    ) STRICT;
    """
}
