package import GRDB

/// Opens SQLite files whose commits survive a power cut.
package enum DurableDatabase {
  /// Of a file to which every sale adds: see `open`.
  package static let smallPageBytes = 1_024

  /// A connection in WAL mode with `synchronous = FULL`.
  ///
  /// GRDB's own `journalMode = .wal` sets `synchronous` back to NORMAL after `prepareDatabase`, and
  /// a commit is then not synced. So the mode stays at its default here and both pragmas are set by
  /// hand; a test reads them back from this very connection.
  ///
  /// Only the file's owner can read it, its WAL and its shared memory.
  ///
  /// - Parameters:
  ///   - path: nil keeps everything in memory, where nothing survives.
  ///   - pageBytes: of a new file's pages. A commit writes each page that it touches as a whole, so a
  ///     sale of 7 KB of entries takes 21 KiB of log in pages of 1,024 bytes and 45 KiB in those of
  ///     4,096; what is mostly looked up is better off with larger ones.
  package static func open(_ path: String?, pageBytes: Int = 4_096) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA page_size = \(pageBytes)")
      try database.execute(sql: "PRAGMA journal_mode = WAL")
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    guard let path else { return try DatabaseQueue(configuration: configuration) }
    try OwnerOnly.make(path)
    let database = try DatabaseQueue(path: path, configuration: configuration)
    try syncWhatWasLeft(database)
    return database
  }

  /// Syncs what a killed process wrote and did not sync, before anybody relies on it.
  ///
  /// A checkpoint syncs the log first and then copies it; where the copy finds no room on the disk,
  /// what counts is synced all the same.
  private static func syncWhatWasLeft(_ database: DatabaseQueue) throws {
    do {
      try database.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)")
      }
    } catch let error as DatabaseError where error.resultCode.primaryResultCode == .SQLITE_FULL {
      return
    }
  }
}

extension DatabaseQueue {
  /// Reads what nobody else writes meanwhile, or what one statement reads.
  ///
  /// GRDB's own `read` sets `PRAGMA query_only` before and after, and that pragma makes SQLite prepare every
  /// statement of the connection anew: 160,000 instructions for a row by its key, of which this takes 10,000.
  package func look<Found>(_ body: (Database) throws -> Found) throws -> Found {
    try unsafeRead(body)
  }
}

extension Seam {
  /// The database file of that path: as ``DurableDatabase`` opens it, or one in memory.
  package func open(_ path: String, pageBytes: Int = 4_096) throws -> DatabaseQueue {
    try memory?.open(path) ?? DurableDatabase.open(path, pageBytes: pageBytes)
  }

  /// One transaction of `store`, with the seam on both sides of its commit.
  ///
  /// - Parameter isQuiet: leaves the seam out when no row changed, for what mostly reads.
  package func commit<T>(
    _ store: String, to database: DatabaseQueue, isQuiet: Bool = false,
    _ updates: (Database) throws -> T
  ) throws -> T {
    var isSeen = true
    let result = try database.inDatabase { connection in
      // Kept prepared, as all that a commit does: to prepare two words takes as much as a row.
      try connection.cachedStatement(sql: "BEGIN IMMEDIATE").execute()
      do {
        let before = connection.totalChangesCount
        let result = try updates(connection)
        isSeen = !isQuiet || connection.totalChangesCount != before
        if isSeen { try reach(.beforeCommit(store: store)) }
        try connection.cachedStatement(sql: "COMMIT").execute()
        return result
      } catch {
        if connection.isInsideTransaction { try connection.execute(sql: "ROLLBACK") }
        throw error
      }
    }
    if isSeen { try reach(.afterCommit(store: store)) }
    return result
  }
}
