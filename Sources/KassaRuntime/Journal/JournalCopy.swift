import Foundation
import GRDB

/// Taking a journal out of its folder: a backup to go on from, an export for other programs.
extension JournalReader {
  /// Copies the journal into one file, also while its till sells, and verifies the copy.
  ///
  /// The copy is the journal as it stood at one commit. It appears under its name only once it is
  /// whole and synced.
  ///
  /// - Throws: `JournalError.copyExists`, and whatever ``verify()`` finds; no file is left then.
  @discardableResult
  public func backup(to file: String) throws(JournalError) -> Verdict {
    guard !FileManager.default.fileExists(atPath: file) else { throw .copyExists(path: file) }
    let partial = file + ".partial"
    do {
      try remove(partial)
      let verdict = try copyAndVerify(partial)
      guard rename(partial, file) == 0 else { throw FolderError(path: file, code: errno) }
      try syncFolder(of: file)
      return verdict
    } catch {
      let failure = JournalError(error, path: file)
      do { try remove(partial) } catch { throw JournalError(error, path: partial) }
      throw failure
    }
  }

  private func copyAndVerify(_ partial: String) throws -> Verdict {
    var configuration = Configuration()
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    try OwnerOnly.make(partial)
    let copy = try DatabaseQueue(path: partial, configuration: configuration)
    try database.backup(to: copy)
    // One file, which can be carried away by itself.
    try copy.inDatabase { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
    try copy.close()
    return try JournalReader(file: partial).verify()
  }

  private func remove(_ file: String) throws {
    guard FileManager.default.fileExists(atPath: file) else { return }
    try FileManager.default.removeItem(atPath: file)
  }

  /// Gives the whole journal as JSON, a line each: what it is, the bundles that ran, the entries.
  ///
  /// `docs/repair.md` specifies the lines. `body` stands there byte for byte as it is hashed.
  /// Of a damaged file it gives what can be read: bundles up to the damage, and entries up to it.
  ///
  /// - Throws: `JournalError.damaged` at the end then.
  public func export(_ line: (String) throws -> Void) throws {
    try database.read { connection in
      var damage: (any Error)?
      do { try exportBundles(connection, line) } catch {
        guard case .damaged = stopped(error, after: 0) else { throw error }
        damage = error
      }
      let good = try forEachEntry(connection) { try line(#"{"entry":\#($0.line)}"#) }
      if let damage { throw stopped(damage, after: good) }
    }
  }

  private func exportBundles(
    _ connection: Database, _ line: (String) throws -> Void
  ) throws {
    let identity = try JournalQueries.identity(connection)
    let format = try Int.fetchOne(connection, sql: "PRAGMA user_version") ?? Journal.format
    try line(#"{"journal":{"format":\#(format),"identity":"\#(identity)"}}"#)
    let bundles = try Row.fetchCursor(
      connection, sql: "SELECT hash, files FROM bundle ORDER BY hash")
    while let row = try bundles.next() {
      let files = String(decoding: try row.value("files") as Data, as: UTF8.self)
      try line(#"{"bundle":{"files":\#(files),"hash":"\#(try row.value("hash") as String)"}}"#)
    }
  }
}

extension JournalReader.ListedEntry {
  /// The whole entry as one JSON object.
  public var line: String {
    #"{"at":\#(at.milliseconds),"body":\#(json),"hash":"\#(hash)","kind":"\#(kind)","#
      + #""number":\#(number)}"#
  }
}
