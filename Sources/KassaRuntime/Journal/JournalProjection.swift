import Foundation
import GRDB

/// The till's state as rows beside the entries: one for the till, one for the flow that runs, one
/// for each parked receipt, so that a commit writes only what it changed.
enum JournalProjection {
  private static let parkedPrefix = "parked/"

  /// - Parameter old: the state as it is written; nil writes everything.
  static func write(
    from old: TillState?, to new: TillState, _ connection: Database
  ) throws {
    // In place: REPLACE would delete the row and its key first, and so write two pages for one.
    let put = try connection.cachedStatement(
      sql: """
        INSERT INTO projection (key, value) VALUES (?, ?)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value
        """)
    if new.flow != old?.flow {
      try put.execute(arguments: ["flow", new.flow.map(json) ?? Data("null".utf8)])
    }
    if new.core != old?.core {
      try put.execute(arguments: ["till", json(new.core)])
    }
    // Copies of which none was changed share their storage, and then this compares nothing: a sale costs
    // the same over a thousand receipts set aside.
    guard new.parked != old?.parked else { return }
    for (id, parked) in new.parked where old?.parked[id] != parked {
      try put.execute(arguments: [parkedPrefix + id, json(parked)])
    }
    for id in old?.parked.keys.map(\.self) ?? [] where new.parked[id] == nil {
      try connection.execute(
        sql: "DELETE FROM projection WHERE key = ?", arguments: [parkedPrefix + id])
    }
  }

  private static func json(_ part: some JSONCoded) -> Data { Data(part.json) }

  static func read(_ connection: Database, isFormat1: Bool = false) throws -> TillState {
    var state = TillState()
    for row in try Row.fetchAll(connection, sql: "SELECT key, value FROM projection") {
      let key: String = try row.value("key")
      let bytes: Data = try row.value("value")
      let json =
        isFormat1
        ? Format1.upgraded(try JSONReader.value(of: Array(bytes), isWrapping: true)).json
        : Array(bytes)
      switch key {
      case "till": state.core = try TillState.Core(json: json)
      case "flow":
        state.flow = try JSONReader.read(json) {
          try $0.isNull ? nil : TillState.FlowState(json: $0)
        }
      default:
        state.parked[String(key.dropFirst(parkedPrefix.count))] = try ParkedReceipt(json: json)
      }
    }
    return state
  }
}
