import Foundation
import GRDB

/// Reads a till's journal, also while the till runs.
///
/// Writes nothing.
public struct JournalReader: Sendable {
  /// One entry, for people and programs.
  public struct ListedEntry: Sendable {
    /// From 1, without gaps.
    public let number: Int
    public let at: Moment
    /// Such as "flow", "step" or "device".
    public let kind: String
    /// In a few words of English.
    public let summary: String
    /// The entry as it is stored.
    public let json: String
    /// SHA-256 linking it to all before it, in hex.
    public let hash: String
  }

  /// What a journal that holds together says of itself.
  public struct Verdict: Hashable, Sendable {
    /// How many there are; the last one's number.
    public let entries: Int
    /// The last entry's hash, in hex: what a shift's closing report prints.
    public let head: String
    /// Receipts that were printed.
    public let receipts: Int
    /// Matters that are open.
    public let matters: Int
  }

  private let path: String
  let database: DatabaseQueue

  /// Opens the journal of a till's data folder.
  ///
  /// - Throws: `JournalError.missing` where there is none.
  public init(folder: String) throws(JournalError) {
    try self.init(file: folder + "/journal.sqlite")
  }

  /// Opens a journal's file, such as a backup.
  ///
  /// - Throws: `JournalError.missing` where there is none.
  public init(file: String) throws(JournalError) {
    path = file
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .missing(path: path)
    }
    guard !isFolder.boolValue else { throw .cannotOpen(path: path, reason: "it is a folder") }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      database = try DatabaseQueue(path: path, configuration: configuration)
      let format = try database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
      guard format <= Journal.format else {
        throw JournalError.newerFormat(path: path, found: format, known: Journal.format)
      }
      guard format > 0 else { throw JournalError.notAJournal(path: path) }
    } catch { throw JournalError(error, path: file) }
  }

  /// The state at the last entry, and the bundle that the last flow ran.
  func state() throws(JournalError) -> (till: TillState, bundle: Bundle?) {
    do {
      return try database.read { connection in
        let isFormat1 = try JournalQueries.format1Until(connection) == .max
        let till = try JournalProjection.read(connection, isFormat1: isFormat1)
        let hash = till.flow?.start.bundle
        return (till, try hash.flatMap { try JournalQueries.bundle($0, connection) })
      }
    } catch { throw JournalError(error, path: path) }
  }

  /// Calls `body` with every entry in order.
  ///
  /// - Throws: `JournalError.damaged` after the last entry that can be read.
  public func forEach(_ body: (ListedEntry) throws -> Void) throws {
    _ = try database.read { try forEachEntry($0, body) }
  }

  /// The same; how many there are.
  func forEachEntry(_ connection: Database, _ body: (ListedEntry) throws -> Void) throws -> Int {
    var good = 0
    var rows: RowCursor?
    let last: Int
    do { last = try JournalQueries.format1Until(connection) } catch {
      throw stopped(error, after: 0)
    }
    func next() throws(JournalError) -> ListedEntry? {
      do {
        if rows == nil {
          rows = try Row.fetchCursor(connection, sql: "SELECT * FROM entry ORDER BY number")
        }
        return try rows?.next().map { ListedEntry(try JournalRow($0, format1Until: last)) }
      } catch { throw stopped(error, after: good) }
    }
    while let entry = try next() {
      try body(entry)
      good += 1
    }
    return good
  }

  /// What stopped a reading after so many good entries.
  func stopped(_ error: any Error, after good: Int) -> JournalError {
    let error = JournalError(error, path: path)
    if case .damaged = error { return .damaged(path: path, good: good) }
    return error
  }

  /// Checks every link of the chain, every rule of the money, and what is derived from the entries.
  ///
  /// - Throws: `JournalError.broken` naming the first entry at fault, `JournalError.damaged` saying
  ///   how many entries could be read before it.
  public func verify() throws(JournalError) -> Verdict {
    var audit = JournalAudit()
    do {
      return try database.read { connection in
        let rows = try Row.fetchCursor(connection, sql: "SELECT * FROM entry ORDER BY number")
        let last = try JournalQueries.format1Until(connection)
        while let row = try rows.next() {
          try audit.add(try JournalRow(row, format1Until: last))
        }
        try audit.checkBundles(connection)
        try audit.checkSlips(connection)
        try audit.checkReads(connection)
        guard try JournalProjection.read(connection, isFormat1: last == .max) == audit.ledger.till
        else {
          throw JournalAudit.differs(audit.number)
        }
        return Verdict(
          entries: audit.number, head: audit.head.hex, receipts: audit.receipts,
          matters: audit.ledger.till.matters.count)
      }
    } catch { throw stopped(error, after: audit.number) }
  }
}

extension JournalReader.ListedEntry {
  init(_ row: JournalRow) {
    self.init(
      number: row.number, at: row.at, kind: row.kind,
      summary: Self.summary(row),
      json: String(decoding: row.body, as: UTF8.self), hash: row.hash.hex)
  }

  private static func summary(_ row: JournalRow) -> String {
    do { return try row.entry().summary } catch JournalError.unknownKind {
      return "of a kind that a newer program wrote"
    } catch { return "unreadable" }
  }
}
