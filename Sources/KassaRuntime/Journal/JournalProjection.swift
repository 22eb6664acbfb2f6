import Foundation
import GRDB

/// The till's state as rows beside the entries: one for the till, one for its scripts, one for the flow
/// that runs, one for each parked receipt and each durable value, so that a commit writes only what it changed.
enum JournalProjection {
  private static let parkedPrefix = "parked/"
  private static let keptPrefix = "kept/"
  private static let scriptsKey = "scripts"

  /// - Parameter old: the state as it is written; nil writes everything.
  static func write(
    from old: TillState?, to new: TillState, _ connection: Database
  ) throws {
    if old.map(new.hasFlow) != true {
      try put("flow", new.flow?.json ?? Array("null".utf8), connection)
    }
    if old.map(new.hasCore) != true { try put("till", new.core.json, connection) }
    if old.map(new.hasScripts) != true { try put(new.scripts?.json, scriptsKey, connection) }
    let parked = old == nil ? Set(new.parked.keys) : new.parked.touched
    for id in parked { try put(new.parked[id]?.json, parkedPrefix + id, connection) }
    if new.kept != old?.kept {
      let before = old?.kept.values ?? [:]
      for key in Set(before.keys).union(new.kept.values.keys)
      where before[key] != new.kept.values[key] {
        try put(new.kept.values[key]?.json, keptPrefix + key.row, connection)
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

  /// A row that may be there no more.
  private static func put(_ json: [UInt8]?, _ key: String, _ connection: Database) throws {
    if let json { return try put(key, json, connection) }
    try connection.execute(sql: "DELETE FROM projection WHERE key = ?", arguments: [key])
  }

  static func read(_ connection: Database, isFormat1: Bool = false) throws -> TillState {
    var state = TillState()
    let select = try connection.cachedStatement(sql: "SELECT key, value FROM projection")
    for row in try Row.fetchAll(select) {
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
      case scriptsKey: state.scripts = try ScriptMemory(json: json)
      case _ where key.hasPrefix(keptPrefix):
        state.kept.take(
          try KeptValue(json: json), of: KeptKey(row: String(key.dropFirst(keptPrefix.count))))
      default:
        state.parked[String(key.dropFirst(parkedPrefix.count))] = try ParkedReceipt(json: json)
      }
    }
    state.parked.settle()
    return state
  }
}
