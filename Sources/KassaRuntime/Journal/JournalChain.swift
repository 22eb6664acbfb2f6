import Foundation
import GRDB
import Synchronization

/// The end of a journal's chain, and how a transaction is appended to it.
///
/// Apart from the journal, which may be gone by the time that its file in memory is written.
final class JournalChain: Sendable {
  struct End: Sendable {
    var number: Int
    var head: [UInt8]
    fileprivate var recent = JournalReads.Recent()

    init(_ number: Int, _ head: [UInt8]) { (self.number, self.head) = (number, head) }
  }

  private let kept: Mutex<End>

  init(_ end: End) { kept = Mutex(end) }

  /// Of what is written.
  var end: End { kept.withLock { $0 } }

  func move(to end: End) { kept.withLock { $0 = end } }

  /// Writes a draft's entries with all that is derived from them; where the chain ends then.
  func write(_ draft: JournalDraft, at: Moment, _ connection: Database) throws -> End {
    var end = end
    for entry in draft.entries {
      end.number += 1
      let number = end.number
      let short = try JournalReads.shortened(entry, &end.recent) { hash in
        if try JournalReads.entry(with: hash, connection) != nil { return true }
        try JournalReads.note(hash, in: number, connection)
        return false
      }
      let row = JournalRow(number: number, at: at, short, after: end.head)
      try row.insert(connection)
      end.head = row.hash
    }
    let (before, after) = (draft.before, draft.ledger)
    try JournalSlips.write(draft.entries, receipt: before.receipt?.id, connection)
    try JournalReturns.write(after.returns, connection)
    try JournalProjection.write(from: before.till, to: after.till, connection)
    return end
  }

  static func store(_ bundle: Bundle, _ connection: Database) throws {
    let known = try connection.cachedStatement(sql: "SELECT 1 FROM bundle WHERE hash = ?")
    guard try Int.fetchOne(known, arguments: [bundle.hash]) == nil else { return }
    try connection.execute(
      sql: "INSERT INTO bundle (hash, files) VALUES (?, ?)",
      arguments: [bundle.hash, Data(bundle.files.json)])
  }
}
