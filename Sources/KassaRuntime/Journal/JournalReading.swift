import Foundation
import GRDB

/// Reading entries back.
enum JournalReading {
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
        connection, sql: "SELECT value FROM meta WHERE key = 'identity'")
    else { throw JournalError.broken(entry: 0, reason: "the journal has no identity") }
    let last = try Row.fetchOne(
      connection, sql: "SELECT * FROM entry ORDER BY number DESC LIMIT 1"
    ).map(JournalRow.init)
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
        try ledger.apply(try row.decoded(), number: row.number)
      } catch let error as ReceiptError {
        throw JournalError.broken(entry: row.number, reason: error.description)
      }
    }
    return ledger.receipt
  }

  /// The bundle of that hash, as a flow ran it; nil where it is missing or no longer the same.
  static func bundle(_ hash: String, _ connection: Database) throws -> Bundle? {
    guard
      let files = try Data.fetchOne(
        connection, sql: "SELECT files FROM bundle WHERE hash = ?", arguments: [hash])
    else { return nil }
    let stored = try? JSONDecoder().decode([String: String].self, from: files)
    return stored.map { Bundle(files: $0) }.flatMap { $0.hash == hash ? $0 : nil }
  }

  static func rows(_ connection: Database, from first: Int) throws -> [JournalRow] {
    try Row.fetchAll(
      connection, sql: "SELECT * FROM entry WHERE number >= ? ORDER BY number",
      arguments: [first]
    ).map(JournalRow.init)
  }
}
