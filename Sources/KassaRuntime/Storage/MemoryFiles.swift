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
    /// The ends of the paths of those that nobody changes.
    var fixed: [String] = []
    /// How many rows of a file had ever changed when it was as remembered.
    var changes: [String: Int] = [:]
    var owed: [String: [Writing]] = [:]
    var kept: [String: any Sendable] = [:]

    mutating func settle(_ path: String) throws {
      guard let writings = owed.removeValue(forKey: path) else { return }
      try files[path]?.inTransaction { connection in
        for write in writings { try write(connection) }
        return .commit
      }
    }
  }

  package typealias Writing = @Sendable (Database) throws -> Void

  private let state = Mutex(State())

  package init() {}

  /// The file of that path, with all that is owed to it; whoever asks first finds it empty.
  package func open(_ path: String) throws -> DatabaseQueue {
    try state.withLock { state in
      try state.settle(path)
      if let known = state.files[path] { return known }
      let made = try DatabaseQueue()
      state.files[path] = made
      return made
    }
  }

  /// Has something written to a file before anybody reads it; what nobody reads is never written.
  package func owe(_ path: String, _ write: @escaping Writing) {
    state.withLock { $0.owed[path, default: []].append(write) }
  }

  /// Writes what is owed to a file.
  package func settle(_ path: String) throws { try state.withLock { try $0.settle(path) } }

  /// Keeps something beside the files as it is, which no day changes.
  package func keep(_ kept: some Sendable, named name: String) {
    state.withLock { $0.kept[name] = kept }
  }

  /// What was kept by that name.
  package func kept(_ name: String) -> (any Sendable)? { state.withLock { $0.kept[name] } }

  /// Makes room for another till: what was remembered of those files is gone.
  ///
  /// Connections, their tables and what they have prepared go on, which are most of what files in memory cost.
  /// - Parameter names: the ends of their paths.
  package func begin(without names: [String]) throws {
    try goBack()
    try state.withLock { state in
      state.kept = [:]
      for (path, tables) in state.remembered where names.contains(where: path.hasSuffix) {
        try state.files[path]?.inTransaction { connection in
          for table in tables.reversed() {
            try connection.cachedStatement(sql: table.clear).execute()
          }
          return .commit
        }
      }
    }
  }

  /// Remembers what all files hold now, but for those which nobody will change.
  ///
  /// - Parameter fixed: the ends of their paths.
  package func remember(except fixed: [String]) throws {
    try state.withLock { state in
      state.fixed = fixed
      for (path, file) in state.files where !fixed.contains(where: path.hasSuffix) {
        try state.settle(path)
        state.remembered[path] = try file.look { try Self.tables($0) }
        state.changes[path] = try file.look(\.totalChangesCount)
      }
    }
  }

  /// Brings back what was remembered: connections and what they have prepared go on.
  package func goBack() throws {
    try state.withLock { state in
      state.owed = [:]
      // What was opened since is that day's alone.
      let (remembered, fixed) = (state.remembered, state.fixed)
      state.files = state.files.filter { path, _ in
        remembered[path] != nil || fixed.contains(where: path.hasSuffix)
      }
      for (path, tables) in remembered {
        guard let file = state.files[path],
          try file.look(\.totalChangesCount) != state.changes[path]
        else { continue }
        try file.inTransaction { connection in
          let known = Set(tables.map(\.clear))
          // A table refers to those before it.
          for clear in try Self.clears(connection).reversed() where !known.contains(clear) {
            try connection.execute(sql: clear)
          }
          for table in tables.reversed() {
            try connection.cachedStatement(sql: table.clear).execute()
          }
          for table in tables where !table.rows.isEmpty {
            let insert = try connection.cachedStatement(sql: table.insert)
            for row in table.rows { try insert.execute(arguments: row) }
          }
          return .commit
        }
        state.changes[path] = try file.look(\.totalChangesCount)
      }
    }
  }

  private static func tables(_ connection: Database) throws -> [Table] {
    try names(connection).map { name in
      let rows = try Row.fetchAll(connection.cachedStatement(sql: "SELECT * FROM \"\(name)\""))
      let places = Array(repeating: "?", count: rows.first?.count ?? 0).joined(separator: ", ")
      return Table(
        clear: clear(name), insert: "INSERT INTO \"\(name)\" VALUES (\(places))",
        rows: rows.map { StatementArguments($0.databaseValues) })
    }
  }

  private static func names(_ connection: Database) throws -> [String] {
    try String.fetchAll(
      connection.cachedStatement(
        sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
  }

  private static func clear(_ name: String) -> String { "DELETE FROM \"\(name)\"" }

  private static func clears(_ connection: Database) throws -> [String] {
    try names(connection).map(clear)
  }
}
