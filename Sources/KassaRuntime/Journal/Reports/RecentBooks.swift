import GRDB

extension Journal {
  /// What the journal says of everything from the first flow that began after `first`.
  ///
  /// It reads back from the end, so it costs what happened since, and not what the journal holds.
  func books(since first: Moment) throws(JournalError) -> PeriodBooks {
    try reading { journal, _ in
      let before = try Int.fetchOne(
        journal, sql: "SELECT number FROM entry WHERE at < ? ORDER BY number DESC LIMIT 1",
        arguments: [first.milliseconds])
      let flow = try Int.fetchOne(
        journal,
        sql: "SELECT number FROM entry WHERE number > ? AND kind = 'flow' ORDER BY number LIMIT 1",
        arguments: [before ?? 0])
      var fold = BooksFold(first, nil)
      guard let flow else { return fold.whole }
      let format1 = try JournalQueries.format1Until(journal)
      let rows = try Row.fetchCursor(
        journal, sql: "SELECT * FROM entry WHERE number >= ? ORDER BY number", arguments: [flow])
      while let row = try rows.next() {
        let row = try JournalRow(row, format1Until: format1)
        var entry = try row.entry()
        if case .flow = entry, !entry.references.isEmpty { entry = try row.decoded(journal) }
        try fold.take(entry, number: row.number, at: row.at)
      }
      return fold.whole
    }
  }
}
