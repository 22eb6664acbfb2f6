import Foundation
import GRDB

/// Reads a till's journal, also while the till runs.
///
/// Writes nothing.
public struct JournalReader: Sendable {
  /// One entry, for people and programs.
  public struct ListedEntry: Sendable {
    private let row: JournalRow

    init(_ row: JournalRow) { self.row = row }

    /// From 1, without gaps.
    public var number: Int { row.number }
    public var at: Moment { row.at }
    /// Such as "flow", "step" or "device".
    public var kind: String { row.kind }
    /// In a few words of English; the entry is decoded for it alone.
    public var summary: String {
      do { return try row.entry().summary } catch JournalError.unknownKind {
        return "of a kind that a newer program wrote"
      } catch { return "unreadable" }
    }
    /// Nil where it can't be read.
    var content: Entry? { try? row.entry() }
    /// - Throws: `JournalError` where it can't be read.
    func decoded() throws -> Entry { try row.entry() }
    /// The entry as it is stored.
    public var json: String { String(decoding: row.body, as: UTF8.self) }
    /// SHA-256 linking it to all before it, in hex.
    public var hash: String { row.hash.hex }
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

  let path: String
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

  /// Opens the journal of a till whose files are in memory.
  package init(folder: String, in memory: MemoryFiles) throws(JournalError) {
    path = folder + "/journal.sqlite"
    do { database = try memory.open(path) } catch { throw JournalError(error, path: path) }
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
}
