import GRDB

/// How far a script has come at a till, by its journal.
package struct ScriptStanding: Sendable {
  /// What it has become there.
  package enum State: Hashable, Sendable {
    case runs
    /// The till has gone back from it.
    case wentBack
    /// The till would not take it: why.
    case refused(reasons: [String])
    /// Another one runs.
    case other
  }

  package let state: State
  /// What runs.
  package let running: RanScript?
  /// When that took another's place; nil where it ran from the beginning.
  package private(set) var since: Moment?
  /// The first receipt that it printed since; both are looked for where the script runs.
  package private(set) var first: (document: Int, at: Moment)?
}

extension JournalReader {
  /// How far the script of that hash has come at the till of this journal.
  package func standing(of script: String) throws(JournalError) -> ScriptStanding {
    do {
      let till = try state().till
      return try database.read { connection in
        let bundle = try till.core.bundle.flatMap { try JournalQueries.bundle($0, connection) }
        let running =
          till.scripts?.running ?? bundle.map { RanScript(script: $0.script, bundle: $0.hash) }
        let taken = try JournalQueries.last(.script, connection)
        let refusal = try JournalQueries.last(.refused, connection)
        var state = ScriptStanding.State.other
        if running?.script == script {
          state = .runs
        } else if case .refused(let refused)? = refusal?.entry, refused.script == script,
          (refusal?.number ?? 0) > (taken?.number ?? 0)
        {
          state = .refused(reasons: refused.reasons)
        } else if till.scripts?.left?.contains(script) == true {
          state = .wentBack
        }
        var standing = ScriptStanding(state: state, running: running)
        if state == .runs { try standing.lookFor(taken?.number ?? 0, connection) }
        return standing
      }
    } catch { throw JournalError(error, path: path) }
  }
}

extension ScriptStanding {
  /// Looks for the first receipt that was printed by what runs, in what follows its taking.
  fileprivate mutating func lookFor(_ taken: Int, _ connection: Database) throws {
    let last = try JournalQueries.format1Until(connection)
    let rows = try Row.fetchCursor(
      connection, sql: "SELECT * FROM entry WHERE number >= ? ORDER BY number", arguments: [taken])
    var isOfIt = false
    while let row = try rows.next() {
      let row = try JournalRow(row, format1Until: last)
      if row.number == taken { since = row.at }
      let entry = try row.entry()
      if case .flow(let start) = entry { isOfIt = start.bundle == running?.bundle }
      for case .receipt(.printed(let document)) in entry.changes where isOfIt {
        first = (document.number, row.at)
        return
      }
    }
  }
}

extension JournalQueries {
  /// The last entry of that kind.
  fileprivate static func last(
    _ kind: Entry.Kind, _ connection: Database
  ) throws -> (number: Int, entry: Entry)? {
    let row = try Row.fetchOne(
      connection, sql: "SELECT * FROM entry WHERE kind = ? ORDER BY number DESC LIMIT 1",
      arguments: [kind.rawValue])
    guard let row else { return nil }
    let found = try JournalRow(row, format1Until: try format1Until(connection))
    return (found.number, try found.entry())
  }
}
