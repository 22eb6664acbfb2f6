import Foundation
import GRDB

/// Reading entries back.
enum JournalQueries {
  struct Opened {
    let identity: String
    let ledger: Ledger
    let lastNumber: Int
    let head: [UInt8]
  }

  static let genesis = [UInt8](repeating: 0, count: 32)

  /// The state at the last entry, from the projection and the entries of the open flow alone.
  static func open(_ connection: Database) throws -> Opened {
    guard
      let identity = try String.fetchOne(
        connection.cachedStatement(sql: "SELECT value FROM meta WHERE key = 'identity'"))
    else { throw JournalError.broken(entry: 0, reason: "the journal has no identity") }
    let last = try Row.fetchOne(
      connection.cachedStatement(sql: "SELECT * FROM entry ORDER BY number DESC LIMIT 1")
    ).map { try JournalRow($0, format1Until: 0) }
    let till = try JournalProjection.read(connection)
    var ledger = Ledger(till: till)
    if let flow = till.flow, flow.ended == nil {
      ledger = Ledger(till: till, receipt: try receipt(of: flow, connection))
    }
    return Opened(
      identity: identity, ledger: ledger, lastNumber: last?.number ?? 0,
      head: last?.hash ?? genesis)
  }

  /// The receipt of a running flow, rebuilt from its entries without any script.
  private static func receipt(
    of flow: TillState.FlowState, _ connection: Database
  ) throws -> Receipt? {
    var ledger = Ledger()
    for row in try rows(connection, from: flow.entry) {
      do {
        try ledger.apply(try row.entry(), number: row.number)
      } catch let error as ReceiptError {
        throw JournalError.broken(entry: row.number, reason: error.description)
      }
    }
    return ledger.receipt
  }

  /// The bundle of that hash, as a flow ran it; nil where it is missing or no longer the same.
  static func bundle(
    _ hash: String, like known: Bundle? = nil, _ connection: Database
  ) throws -> Bundle? {
    guard
      let files = try Data.fetchOne(
        connection, sql: "SELECT files FROM bundle WHERE hash = ?", arguments: [hash])
    else { return nil }
    if let known, known.hash == hash, Data(known.files.json) == files { return known }
    return Bundle(json: Array(files)).flatMap { $0.hash == hash ? $0 : nil }
  }

  /// The last entry of format 1; none in a file that is of format 2 from its start.
  static func format1Until(_ connection: Database) throws -> Int {
    let format = try Int.fetchOne(connection, sql: "PRAGMA user_version") ?? 0
    guard format > 1 else { return .max }
    let last = try String.fetchOne(
      connection, sql: "SELECT value FROM meta WHERE key = ?", arguments: [Format1.until])
    return last.flatMap { Int($0) } ?? 0
  }

  static func identity(_ connection: Database) throws -> String {
    try String.fetchOne(connection, sql: "SELECT value FROM meta WHERE key = 'identity'") ?? ""
  }

  static func row(_ number: Int, _ connection: Database) throws -> JournalRow? {
    let last = try format1Until(connection)
    return try Row.fetchOne(
      connection, sql: "SELECT * FROM entry WHERE number = ?", arguments: [number]
    ).map { try JournalRow($0, format1Until: last) }
  }

  static func rows(_ connection: Database, from first: Int) throws -> [JournalRow] {
    let last = try format1Until(connection)
    return try Row.fetchAll(
      connection, sql: "SELECT * FROM entry WHERE number >= ? ORDER BY number",
      arguments: [first]
    ).map { try JournalRow($0, format1Until: last) }
  }
}
