import Foundation
import GRDB

/// Reads a till's journal, also while the till runs.
///
/// Writes nothing.
public struct JournalReader: Sendable {
  /// One entry, for people and programs.
  public struct Entry: Sendable {
    /// From 1, without gaps.
    public let number: Int
    public let at: Moment
    /// "flow", "step", "device", "reconciled" or "terminals".
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
        let till = try JournalProjection.read(connection)
        let hash = till.flow?.start.bundle
        return (till, try hash.flatMap { try JournalReading.bundle($0, connection) })
      }
    } catch { throw JournalError(error, path: path) }
  }

  /// Calls `body` with every entry in order.
  ///
  /// - Throws: `JournalError.damaged` after the last entry that can be read.
  public func forEach(_ body: (Entry) throws -> Void) throws {
    _ = try database.read { try forEachEntry($0, body) }
  }

  /// The same; how many there are.
  func forEachEntry(_ connection: Database, _ body: (Entry) throws -> Void) throws -> Int {
    var good = 0
    var rows: RowCursor?
    func next() throws(JournalError) -> Entry? {
      do {
        if rows == nil {
          rows = try Row.fetchCursor(connection, sql: "SELECT * FROM entry ORDER BY number")
        }
        return try rows?.next().map { Entry(try JournalRow($0)) }
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
        while let row = try rows.next() { try audit.add(try JournalRow(row)) }
        try audit.checkBundles(connection)
        try audit.checkSlips(connection)
        guard try JournalProjection.read(connection) == audit.ledger.till else {
          throw JournalAudit.differs(audit.number)
        }
        return Verdict(
          entries: audit.number, head: audit.head.hex, receipts: audit.receipts,
          matters: audit.ledger.till.matters.count)
      }
    } catch { throw stopped(error, after: audit.number) }
  }
}

extension JournalReader.Entry {
  init(_ row: JournalRow) {
    self.init(
      number: row.number, at: row.at, kind: row.kind,
      summary: (try? row.decoded().summary) ?? "unreadable",
      json: String(decoding: row.body, as: UTF8.self), hash: row.hash.hex)
  }
}

/// Goes through a journal from its first entry.
struct JournalAudit {
  private(set) var ledger = Ledger()
  private(set) var number = 0
  private(set) var head = JournalReading.genesis
  private(set) var receipts = 0
  private var bundles: [String: Int] = [:]
  /// By terminal, day and number.
  private var slips: [[String]: SlipUse] = [:]
  private var slipsOf: [String: [[String]]] = [:]

  mutating func add(_ row: JournalRow) throws {
    let next = number + 1
    guard row.number == next else {
      throw JournalError.broken(entry: next, reason: "it is missing")
    }
    let link = JournalRow.link(row.number, row.at.milliseconds, row.kind, row.body, after: head)
    guard row.hash == link else {
      throw JournalError.broken(
        entry: next, reason: "its hash does not follow from its text and the entry before")
    }
    let body = try row.decoded()
    try note(JournalSlips.events(of: [body], receipt: ledger.receipt?.id), at: next)
    if case .flow(let start) = body, let bundle = start.bundle { bundles[bundle] = next }
    do throws(ReceiptError) {
      try ledger.apply(body, number: next)
    } catch {
      throw JournalError.broken(entry: next, reason: "it breaks a rule: \(error)")
    }
    if body.prints { receipts += 1 }
    (number, head) = (next, row.hash)
  }

  /// A slip is accepted once.
  private mutating func note(_ events: [JournalSlips.Event], at entry: Int) throws {
    for event in events {
      switch event {
      case .accepted(let use):
        let key = [use.terminal, use.day, use.number]
        if let known = slips[key] {
          guard known.receipt == use.receipt, known.attempt == use.attempt else {
            throw JournalError.broken(entry: entry, reason: "its slip was accepted before")
          }
          continue
        }
        slips[key] = use
        slipsOf[use.receipt, default: []].append(key)
      case .printed(let receipt, let document):
        for key in slipsOf[receipt] ?? [] { slips[key]?.document = document }
      }
    }
  }

  /// The table of slips is what the entries say.
  func checkSlips(_ connection: Database) throws {
    var count = 0
    let rows = try Row.fetchCursor(connection, sql: "SELECT * FROM slip")
    while let row = try rows.next() {
      let use = try SlipUse(row)
      count += 1
      guard slips[[use.terminal, use.day, use.number]] == use else { throw Self.differs(number) }
    }
    guard count == slips.count else { throw Self.differs(number) }
  }

  static func differs(_ entry: Int) -> JournalError {
    .broken(entry: entry, reason: "the tables derived from the entries differ from them")
  }

  /// Every bundle that a flow has run is there, as it was.
  func checkBundles(_ connection: Database) throws {
    for (hash, entry) in bundles.sorted(by: { $0.value < $1.value }) {
      let files = try Data.fetchOne(
        connection, sql: "SELECT files FROM bundle WHERE hash = ?", arguments: [hash])
      let stored = try files.map { try JSONDecoder().decode([String: String].self, from: $0) }
      guard let stored, Bundle(files: stored).hash == hash else {
        throw JournalError.broken(entry: entry, reason: "its bundle is missing or changed")
      }
    }
  }
}

extension EntryBody {
  fileprivate var prints: Bool {
    guard case .device(let outcome) = self else { return false }
    return outcome.changes.contains { change in
      if case .receipt(.printed) = change { true } else { false }
    }
  }
}
