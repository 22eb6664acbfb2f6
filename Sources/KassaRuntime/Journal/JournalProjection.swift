import Foundation
import GRDB

/// The till's state as rows beside the entries: one for the till, one for the flow that runs, one
/// for each parked receipt, so that a commit writes only what it changed.
enum JournalProjection {
  private static let parkedPrefix = "parked/"

  static func write(
    from old: TillState, to new: TillState, _ connection: Database, _ encoder: JSONEncoder
  ) throws {
    let put = try connection.cachedStatement(
      sql: "INSERT OR REPLACE INTO projection (key, value) VALUES (?, ?)")
    if new.flow != old.flow {
      try put.execute(arguments: ["flow", try encoder.encode(new.flow)])
    }
    if new.core != old.core {
      try put.execute(arguments: ["till", try encoder.encode(new.core)])
    }
    for (id, parked) in new.parked where old.parked[id] != parked {
      try put.execute(arguments: [parkedPrefix + id, try encoder.encode(parked)])
    }
    for id in old.parked.keys where new.parked[id] == nil {
      try connection.execute(
        sql: "DELETE FROM projection WHERE key = ?", arguments: [parkedPrefix + id])
    }
  }

  static func read(_ connection: Database) throws -> TillState {
    var state = TillState()
    let decoder = JSONDecoder()
    for row in try Row.fetchAll(connection, sql: "SELECT key, value FROM projection") {
      let key: String = try row.value("key")
      let value: Data = try row.value("value")
      if key == "till" {
        state.core = try decoder.decode(TillState.Core.self, from: value)
      } else if key == "flow" {
        state.flow = try decoder.decode(TillState.FlowState?.self, from: value)
      } else {
        state.parked[String(key.dropFirst(parkedPrefix.count))] =
          try decoder.decode(ParkedReceipt.self, from: value)
      }
    }
    return state
  }
}

extension TillState {
  /// All but the flow and the parked receipts, which have rows of their own.
  struct Core: Codable, Hashable {
    let cashier: String?
    let shift: Shift?
    let lastParked: Int
    let lastDocument: Int
    let terminals: TerminalBook
    let unansweredReports: [String]
  }

  fileprivate(set) var core: Core {
    get {
      Core(
        cashier: cashier, shift: shift, lastParked: lastParked, lastDocument: lastDocument,
        terminals: terminals, unansweredReports: unansweredReports)
    }
    set {
      cashier = newValue.cashier
      shift = newValue.shift
      lastParked = newValue.lastParked
      lastDocument = newValue.lastDocument
      terminals = newValue.terminals
      unansweredReports = newValue.unansweredReports
    }
  }
}
