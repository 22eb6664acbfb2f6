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
    let put = try connection.cachedStatement(
      sql: "INSERT OR REPLACE INTO projection (key, value) VALUES (?, ?)")
    if new.flow != old?.flow {
      try put.execute(arguments: ["flow", try json(new.flow)])
    }
    if new.core != old?.core {
      try put.execute(arguments: ["till", try json(new.core)])
    }
    for (id, parked) in new.parked where old?.parked[id] != parked {
      try put.execute(arguments: [parkedPrefix + id, try json(parked)])
    }
    for id in old?.parked.keys.map(\.self) ?? [] where new.parked[id] == nil {
      try remove(parkedPrefix + id, connection)
    }
    guard new.kept != old?.kept else { return }
    for (key, kept) in new.kept.values where old?.kept.values[key] != kept {
      try put.execute(arguments: [keptPrefix + key.row, try json(kept)])
    }
    for key in old?.kept.values.keys.map(\.self) ?? [] where new.kept.values[key] == nil {
      try remove(keptPrefix + key.row, connection)
    }
  }

  private static func remove(_ row: String, _ connection: Database) throws {
    try connection.execute(sql: "DELETE FROM projection WHERE key = ?", arguments: [row])
  }

  private static func json(_ part: some Encodable) throws -> Data {
    Data(try ValueEncoder.value(of: part).json)
  }

  static func read(_ connection: Database, isFormat1: Bool = false) throws -> TillState {
    var state = TillState()
    for row in try Row.fetchAll(connection, sql: "SELECT key, value FROM projection") {
      let key: String = try row.value("key")
      let bytes: Data = try row.value("value")
      let kept = try JSONReader.value(of: Array(bytes), isWrapping: isFormat1)
      let value = isFormat1 ? Format1.upgraded(kept) : kept
      switch key {
      case "till": state.core = try ValueDecoder.decode(TillState.Core.self, from: value)
      case "flow": state.flow = try ValueDecoder.decode(TillState.FlowState?.self, from: value)
      case _ where key.hasPrefix(keptPrefix):
        state.kept.take(
          try ValueDecoder.decode(KeptValue.self, from: value),
          of: KeptKey(row: String(key.dropFirst(keptPrefix.count))))
      default:
        state.parked[String(key.dropFirst(parkedPrefix.count))] =
          try ValueDecoder.decode(ParkedReceipt.self, from: value)
      }
    }
    return state
  }
}
