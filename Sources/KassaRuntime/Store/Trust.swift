import Foundation
import GRDB

/// Whose stores this till runs, and the highest version it has run, in a file of its own.
///
/// Once a key is trusted no store runs that it has not signed, whether or not it is named again.
final class Trust {
  private let database: DatabaseQueue
  private let seam: Seam
  private let path: String

  static let fileName = "trust.sqlite"

  /// What the till of `folder` trusts; nil where no key was ever given, and none is now.
  static func known(in folder: String, given isGiven: Bool, seam: Seam) throws -> Trust? {
    let isThere = FileManager.default.fileExists(atPath: folder + "/" + fileName)
    return isGiven || isThere ? try Trust(folder: folder, seam: seam) : nil
  }

  init(folder: String, seam: Seam) throws {
    self.seam = seam
    let path = folder + "/" + Self.fileName
    self.path = path
    database = try StorageError.naming(path) {
      let database = try seam.open(path)
      try seam.commit("trust", to: database, isQuiet: true) { connection in
        try connection.execute(
          sql: """
            -- At most one row: the key, the highest version that ran, and what that version was.
            CREATE TABLE IF NOT EXISTS trust (
              one INTEGER PRIMARY KEY CHECK (one = 1), key TEXT NOT NULL,
              version INTEGER NOT NULL, digest TEXT NOT NULL) STRICT;
            -- Bundles that were admitted: a flow that was begun on one goes on with it.
            CREATE TABLE IF NOT EXISTS admitted (bundle TEXT PRIMARY KEY) STRICT;
            -- What scripts were signed as that were admitted: what a till may go back to.
            CREATE TABLE IF NOT EXISTS signed (
              script TEXT PRIMARY KEY, version INTEGER NOT NULL, digest TEXT NOT NULL) STRICT;
            """)
      }
      return database
    }
  }

  private struct State {
    let key: String
    let version: Int
    let digest: String
  }

  private func state() throws -> State? {
    try StorageError.naming(path) {
      try database.read { connection in
        try Row.fetchOne(connection, sql: "SELECT key, version, digest FROM trust").map {
          State(
            key: try $0.value("key"), version: try $0.value("version"),
            digest: try $0.value("digest"))
        }
      }
    }
  }

  /// - Throws: `SignatureError.otherTrust` where another key is named now.
  private func state(beside given: (key: TrustedKey, file: String)?) throws -> State? {
    let known = try state()
    if let known, let given, known.key != given.key.hex {
      throw SignatureError.otherTrust(file: given.file)
    }
    return known
  }

  /// Whether a key was trusted here before it was named now.
  ///
  /// - Throws: `SignatureError.otherTrust` where another one is named.
  func isTrusting(beside given: (key: TrustedKey, file: String)?) throws -> Bool {
    try state(beside: given) != nil
  }

  /// The signature that lets `store` in, before anything of it runs; nil where no key is known.
  ///
  /// - Parameter given: the key named now, and the file it came from.
  /// - Throws: `SignatureError`: why it may not run here.
  func verify(
    _ store: StoreBundle, given: (key: TrustedKey, file: String)?
  ) throws -> StoreSignature? {
    let known = try state(beside: given)
    guard let key = try given?.key ?? known.map({ try TrustedKey(hex: $0.key, file: path) }) else {
      return nil
    }
    let signature = try store.verified(by: key)
    if let known {
      guard signature.version >= known.version else {
        throw SignatureError.older(version: signature.version, seen: known.version)
      }
      guard signature.version > known.version || signature.digest == known.digest else {
        throw SignatureError.reused(version: signature.version)
      }
    }
    return signature
  }

  /// From now on nothing older runs, and nothing of another key.
  ///
  /// After the store was loaded: one that can't be must not keep the version before it from running.
  func remember(_ signature: StoreSignature, _ bundle: String) throws {
    try StorageError.naming(path) {
      try seam.commit("trust", to: database, isQuiet: true) { connection in
        try connection.execute(
          sql: """
            INSERT INTO trust (one, key, version, digest) VALUES (1, ?, ?, ?)
            ON CONFLICT (one) DO UPDATE SET version = excluded.version, digest = excluded.digest
            WHERE version <> excluded.version
            """, arguments: [signature.key, signature.version, signature.digest])
        try Self.admit(signature, bundle, connection)
      }
    }
  }

  private static func admit(
    _ signature: StoreSignature, _ bundle: String, _ connection: Database
  ) throws {
    try connection.execute(
      sql: "INSERT OR IGNORE INTO admitted (bundle) VALUES (?)", arguments: [bundle])
    try connection.execute(
      sql: "INSERT OR REPLACE INTO signed (script, version, digest) VALUES (?, ?, ?)",
      arguments: [signature.script, signature.version, signature.digest])
  }

  /// Lets a script run here; which version is demanded says `follow`, once it does.
  func admit(_ signature: StoreSignature, _ bundle: String) throws {
    try StorageError.naming(path) {
      try seam.commit("trust", to: database, isQuiet: true) { connection in
        if try Int.fetchOne(connection, sql: "SELECT COUNT(*) FROM trust") == 0 {
          // A key that was given now, and nothing of it has run.
          try connection.execute(
            sql: "INSERT INTO trust (one, key, version, digest) VALUES (1, ?, 0, '')",
            arguments: [signature.key])
        }
        try Self.admit(signature, bundle, connection)
      }
    }
  }

  /// Demands the version of the script that runs by the till's own journal: a higher one from when it was
  /// taken, a lower one where the till has gone back from just the version that is demanded.
  ///
  /// The journal says it first; where the power failed in between, the next start calls this again.
  func follow(_ scripts: ScriptMemory?) throws {
    guard let scripts, let state = try state(), let running = try signed(scripts.running.script)
    else { return }
    let left = try scripts.before == nil ? scripts.left?.last.flatMap(signed) : nil
    let goesBack = left.map { $0.digest == state.digest } ?? false
    guard running.version > state.version || running.version < state.version && goesBack else {
      return
    }
    try StorageError.naming(path) {
      try seam.commit("trust", to: database, isQuiet: true) { connection in
        try connection.execute(
          sql: "UPDATE trust SET version = ?, digest = ?",
          arguments: [running.version, running.digest])
      }
    }
  }

  /// What a script was signed as when it was admitted.
  private func signed(_ script: String) throws -> (version: Int, digest: String)? {
    try StorageError.naming(path) {
      try database.read { connection in
        try Row.fetchOne(
          connection, sql: "SELECT version, digest FROM signed WHERE script = ?",
          arguments: [script]
        ).map { (try $0.value("version"), try $0.value("digest")) }
      }
    }
  }

  /// Lets flows of a bundle go on whose store's files were admitted with another stock library; before a
  /// key is trusted nothing needs that.
  func admit(_ bundle: String) throws {
    guard try state() != nil else { return }
    try StorageError.naming(path) {
      try seam.commit("trust", to: database, isQuiet: true) { connection in
        try connection.execute(
          sql: "INSERT OR IGNORE INTO admitted (bundle) VALUES (?)", arguments: [bundle])
      }
    }
  }

  /// Refuses a bundle of the journal that was begun before a key was trusted.
  func requireAdmitted(_ bundle: String) throws {
    guard try state() != nil else { return }
    let isAdmitted = try StorageError.naming(path) {
      try database.read { connection in
        try Bool.fetchOne(
          connection, sql: "SELECT 1 FROM admitted WHERE bundle = ?", arguments: [bundle]) ?? false
      }
    }
    guard isAdmitted else { throw SignatureError.notAdmitted(bundle: bundle) }
  }
}
