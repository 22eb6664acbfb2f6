import Foundation
import GRDB

/// The append-only record of one till.
///
/// One SQLite file, `journal.sqlite`, in WAL mode with `synchronous = FULL`; format 2:
///
/// - `meta(key, value)`: `identity`, 16 random bytes as letters, in every receipt's id.
/// - `entry(number, kind, at, body, hash)`: `number` counts from 1 without gaps; `kind` is an
///   `Entry.Kind`; `at` is milliseconds since 1970 UTC; `body` is an `Entry` as JSON with sorted keys;
///   `hash` is SHA-256 over the hash before it (32 zero bytes at first), then number, at and kind in
///   decimal and text with a line feed after each, then the body.
/// - `bundle(hash, files)`: every bundle a flow has run, `files` as JSON.
/// - `projection(key, value)`: what `Ledger` makes of the entries, written with them, rebuildable.
/// - `slip(terminal, day, number, receipt, attempt, at, document)`: each slip's number by its
///   terminal and business day, and the document its receipt became; written and rebuildable likewise.
/// - `returned(receipt, sale, record)`: what each return took of its sale (`ReturnRecord`); likewise, and made
///   where a file of format 2 has none.
/// - `read(hash, entry)`: which entry has a large read first (`JournalReads`); likewise.
///
/// Format 1 had no `read`, a print's document three times in an entry and as text, a start entry with
/// less of the till, and five kinds of entry. Its entries are read as they are; a file of it becomes
/// one of format 2 when a till opens it, which programs that know only format 1 refuse by name.
///
/// One commit is one transaction over entries, bundle and projection. A crash before it leaves the
/// till where it was: the prompt is asked again. A crash after it leaves the next prompt or the
/// device call recorded: the prompt is asked, the device asked what became of the call.
///
/// In memory, where nothing survives its process, what is committed is written when somebody reads the
/// file, and bundles are kept as they are: few days of a scenario read it, and writing, hashing and verifying
/// took a third of each.
package final class Journal {
  static let format = 2

  let identity: String
  private(set) var ledger: Ledger
  private(set) var lastNumber: Int

  private let path: String
  private let database: DatabaseQueue
  private let seam: Seam
  private let lock: FolderLock?
  private let chain: JournalChain

  /// Opens the journal of `folder`, making it where there is none, in constant time.
  ///
  /// - Throws: `JournalError`, `inUse` while another process holds the folder.
  package init(
    folder: String, identity newIdentity: () -> String, seam: Seam
  ) throws(JournalError) {
    path = folder + "/journal.sqlite"
    self.seam = seam
    do {
      lock = seam.memory == nil ? try Self.hold(folder) : nil
      database = try seam.open(path, pageBytes: DurableDatabase.smallPageBytes)
      let identity = newIdentity()
      let path = path
      try seam.commit("journal", to: database) { connection in
        try JournalSchema.prepare(connection, identity, path: path)
      }
      let opened = try database.look { try JournalQueries.open($0) }
      self.identity = opened.identity
      ledger = opened.ledger
      lastNumber = opened.lastNumber
      chain = JournalChain(JournalChain.End(opened.lastNumber, opened.head))
    } catch { throw JournalError(error, path: folder + "/journal.sqlite") }
  }

  /// The lock of `folder`, which is made where it is not there, and its owner's alone.
  private static func hold(_ folder: String) throws -> FolderLock {
    try makeFolder(folder)
    try OwnerOnly.tighten(folder)
    guard let lock = try FolderLock(folder) else { throw JournalError.inUse(folder: folder) }
    return lock
  }

  /// Keeps `bundle` for the flows that will run it.
  package func keep(_ bundle: Bundle) throws(JournalError) {
    do { try seam.commit("journal", to: database) { try JournalChain.store(bundle, $0) } } catch {
      throw JournalError(error, path: path)
    }
  }

  /// The hash of the last entry.
  var head: [UInt8] {
    get throws(JournalError) { try read { _ in chain.end.head } }
  }

  /// A transaction on what is committed so far.
  func draft() -> JournalDraft { JournalDraft(on: ledger, first: lastNumber + 1) }

  /// Appends `entries` and returns once they survive a power cut; the number of the first one.
  ///
  /// - Throws: `JournalError`; nothing is appended then.
  @discardableResult
  func append(_ entries: [Entry], at: Moment) throws(JournalError) -> Int {
    var draft = draft()
    do { for entry in entries { try draft.add(entry) } } catch {
      throw JournalError(error, path: path)
    }
    return try commit(draft, at: at)
  }

  /// Commits a draft and returns once it survives a power cut; the number of its first entry.
  ///
  /// Its ledger is the journal's from then on.
  /// - Precondition: it was drafted on what is committed now.
  /// - Throws: `JournalError`; nothing is appended then.
  @discardableResult
  func commit(_ draft: JournalDraft, at: Moment) throws(JournalError) -> Int {
    precondition(draft.next == lastNumber + 1 + draft.entries.count, "drafted on another state")
    do {
      if let memory = seam.memory {
        for bundle in draft.bundles { memory.keep(bundle, named: bundle.hash) }
        // What was touched stays noted: nobody knows here when it is written.
        memory.owe(path) { [chain] in chain.move(to: try chain.write(draft, at: at, $0)) }
      } else {
        let end = try seam.commit("journal", to: database) {
          for bundle in draft.bundles { try JournalChain.store(bundle, $0) }
          return try chain.write(draft, at: at, $0)
        }
        chain.move(to: end)
      }
    } catch { throw JournalError(error, path: path) }
    let first = lastNumber + 1
    (ledger, lastNumber) = (draft.ledger, lastNumber + draft.entries.count)
    if seam.memory == nil { ledger.settle() }
    return first
  }

  /// Reads the file, with all that is committed in it.
  private func read<Found>(
    _ body: (Database) throws -> Found
  ) throws(JournalError) -> Found {
    do {
      try seam.memory?.settle(path)
      return try database.look(body)
    } catch { throw JournalError(error, path: path) }
  }

  /// The charge for which a slip of the same terminal, day and number was accepted.
  func slip(like use: SlipUse) throws(JournalError) -> SlipUse? {
    try read { try JournalSlips.find(use, $0) }
  }

  /// The charge of another day for which a slip of the same terminal and number was accepted since then.
  func slip(ofOtherDay use: SlipUse, after since: Moment) throws(JournalError) -> SlipUse? {
    try read { try JournalSlips.find(ofOtherDay: use, after: since, $0) }
  }

  /// The bundle of that hash, as a flow ran it; nil where it is missing or no longer the same.
  func bundle(_ hash: String) throws(JournalError) -> Bundle? {
    try bundle(hash, like: nil)
  }

  /// The same; `known` itself where the journal keeps its very bytes, which aren't read into files again then.
  func bundle(_ hash: String, like known: Bundle?) throws(JournalError) -> Bundle? {
    if let kept = seam.memory?.kept(hash) as? Bundle { return kept }
    return try read { try JournalQueries.bundle(hash, like: known, $0) }
  }

  /// The entries from `first` on.
  package func entries(from first: Int) throws(JournalError) -> [Entry] {
    try read { connection in
      try JournalQueries.rows(connection, from: first).map { try $0.decoded(connection) }
    }
  }

  /// The paper that came out since somebody last answered, in order: nobody need have seen it.
  func paperSinceAnswer() throws(JournalError) -> [Paper] {
    guard lastNumber > 0 else { return [] }
    return try read { connection in
      var papers: [Paper] = []
      for number in stride(from: lastNumber, to: max(0, lastNumber - Self.entriesMax), by: -1) {
        guard let entry = try JournalQueries.row(number, connection)?.entry(),
          !entry.hasAnswer
        else { break }
        if case .device(let outcome) = entry, let paper = outcome.paper { papers.append(paper) }
      }
      return papers.reversed()
    }
  }

  /// Between two answers there are a few.
  private static let entriesMax = 50

  /// The keys of the scans that the last thousand entries have.
  func scanKeys() throws(JournalError) -> Set<String> {
    try read { connection in
      Set(
        try String.fetchAll(
          connection,
          sql: """
            SELECT json_extract(CAST(body AS TEXT), '$.step.taken.scanKey') AS key FROM entry
            WHERE number > ? AND kind = 'step' AND key IS NOT NULL
            """, arguments: [lastNumber - 1_000]))
    }
  }

  /// Reads entries, and the index that finds printed receipts among them.
  func reading<Found>(
    _ body: (Database, JournalIndex) throws -> Found
  ) throws(JournalError) -> Found {
    try read { journal in
      let file = path.dropLast("journal.sqlite".count) + JournalIndex.fileName
      return try JournalIndex.reading(journal, seam.memory == nil ? String(file) : nil) {
        try body(journal, $0)
      }
    }
  }

  /// What the connection that writes entries is set to; for the test that reads it back.
  func pragma(_ name: String) throws -> String? {
    try database.read { try String.fetchOne($0, sql: "PRAGMA \(name)") }
  }
}
