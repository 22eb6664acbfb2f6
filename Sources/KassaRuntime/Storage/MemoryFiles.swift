package import GRDB
import Synchronization

/// The files of a till that proves something, in memory: there as long as this is, on no disk.
///
/// What was committed outlives the till that wrote it; a power cut is a till that is gone. One till at a
/// time uses them.
package final class MemoryFiles: Sendable {
  /// What a table held, and how that is written.
  private struct Table {
    let clear: String
    let insert: String
    let rows: [StatementArguments]
  }

  private struct State {
    var files: [String: DatabaseQueue] = [:]
    var remembered: [String: [Table]] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// The file of that path; whoever asks first finds it empty.
  package func open(_ path: String) throws -> DatabaseQueue {
    try state.withLock { state in
      if let known = state.files[path] { return known }
      let made = try DatabaseQueue()
      state.files[path] = made
      return made
    }
  }

  /// Remembers what all files hold now, but for those which nobody will change.
  ///
  /// - Parameter fixed: the ends of their paths.
  package func remember(except fixed: [String]) throws {
    try state.withLock { state in
      for (path, file) in state.files where !fixed.contains(where: path.hasSuffix) {
        state.remembered[path] = try file.read { try Self.tables($0) }
      }
    }
  }

  /// Brings back what was remembered: connections and what they have prepared go on.
  package func goBack() throws {
    try state.withLock { state in
      for (path, tables) in state.remembered {
        try state.files[path]?.inTransaction { connection in
          // A table refers to those before it.
          for table in tables.reversed() {
            try connection.cachedStatement(sql: table.clear).execute()
          }
          for table in tables where !table.rows.isEmpty {
            let insert = try connection.cachedStatement(sql: table.insert)
            for row in table.rows { try insert.execute(arguments: row) }
          }
          return .commit
        }
      }
    }
  }

  private static func tables(_ connection: Database) throws -> [Table] {
    let names = try String.fetchAll(
      connection,
      sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return try names.map { name in
      let rows = try Row.fetchAll(connection, sql: "SELECT * FROM \"\(name)\"")
      let places = Array(repeating: "?", count: rows.first?.count ?? 0).joined(separator: ", ")
      return Table(
        clear: "DELETE FROM \"\(name)\"", insert: "INSERT INTO \"\(name)\" VALUES (\(places))",
        rows: rows.map { StatementArguments($0.databaseValues) })
    }
  }
}
