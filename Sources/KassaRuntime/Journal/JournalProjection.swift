import Foundation
import GRDB

/// The till's state as rows beside the entries: one for the till, one for the flow that runs, one
/// for each parked receipt and each durable value, so that a commit writes only what it changed.
enum JournalProjection {
  private static let parkedPrefix = "parked/"
  private static let keptPrefix = "kept/"

  /// - Parameter old: the state as it is written; nil writes everything.
  static func write(
    from old: TillState?, to new: TillState, _ connection: Database
  ) throws {
    if new.flow != old?.flow {
      try put("flow", new.flow?.json ?? Array("null".utf8), connection)
    }
    if new.core != old?.core { try put("till", new.core.json, connection) }
    // Copies of which none was changed share their storage, and then this compares nothing: a sale costs
    // the same over a thousand receipts set aside.
    if new.parked != old?.parked {
      try writeChanges(from: old?.parked ?? [:], to: new.parked, connection) { parkedPrefix + $0 }
    }
    if new.kept != old?.kept {
      try writeChanges(from: old?.kept.values ?? [:], to: new.kept.values, connection) {
        keptPrefix + $0.row
      }
    }
  }

  /// In place: REPLACE would delete the row and its key first, and so write two pages for one.
  private static let putting = """
    INSERT INTO projection (key, value) VALUES (?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
    """

  private static func put(_ key: String, _ json: [UInt8], _ connection: Database) throws {
    try connection.cachedStatement(sql: putting).execute(arguments: [key, Data(json)])
  }

  private static func writeChanges<Key: Hashable, Part: JSONCoded & Equatable>(
    from old: [Key: Part], to new: [Key: Part], _ connection: Database, row: (Key) -> String
  ) throws {
    for (key, part) in new where old[key] != part { try put(row(key), part.json, connection) }
    for key in old.keys where new[key] == nil {
      try connection.execute(sql: "DELETE FROM projection WHERE key = ?", arguments: [row(key)])
    }
  }

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
      case _ where key.hasPrefix(keptPrefix):
        state.kept.take(
          try KeptValue(json: json), of: KeptKey(row: String(key.dropFirst(keptPrefix.count))))
      default:
        state.parked[String(key.dropFirst(parkedPrefix.count))] = try ParkedReceipt(json: json)
      }
    }
    return state
  }
}
