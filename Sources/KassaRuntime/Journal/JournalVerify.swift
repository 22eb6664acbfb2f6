import GRDB

extension JournalReader {
  /// Checks every link of the chain, every rule of the money, and what is derived from the entries.
  ///
  /// - Throws: `JournalError.broken` naming the first entry at fault, `JournalError.damaged` saying
  ///   how many entries could be read before it.
  public func verify() throws(JournalError) -> Verdict {
    try verify { _ in JournalAudit() }
  }

  /// The same of a journal in memory, whose bundles are kept as they are.
  package func verifyEntries() throws(JournalError) -> Verdict {
    try verify(withBundles: false) { _ in JournalAudit() }
  }

  /// The same of what was committed after the entry whose hash is `head`, up to which the journal was
  /// verified before: the time it takes is of what is new.
  ///
  /// Entries before it are not looked at again, nor the receipts set aside and the slips that are older;
  /// whatever else does not hold together is looked for in the whole journal, and reported as `verify()`
  /// does.
  ///
  /// - Parameter head: a verdict's `head`, or one that a closing report shows.
  /// - Returns: how many entries there are in all, and the receipts printed since.
  /// - Throws: as `verify()`; `JournalError.broken` also where no entry has that hash.
  public func verify(since head: String) throws(JournalError) -> Verdict {
    do { return try verify { try JournalQueries.audit(since: head, $0) } } catch .broken(
      0, let reason)
    {
      _ = try verify()
      throw .broken(entry: 0, reason: reason)
    } catch .broken { return try verify() }
  }

  private func verify(
    withBundles: Bool = true, _ begin: (Database) throws -> JournalAudit
  ) throws(JournalError) -> Verdict {
    var good = 0
    do {
      return try database.read { connection in
        var audit = try begin(connection)
        good = audit.number
        let last = try JournalQueries.format1Until(connection)
        let rows = try Row.fetchCursor(
          connection, sql: "SELECT * FROM entry WHERE number > ? ORDER BY number",
          arguments: [audit.number])
        while let row = try rows.next() {
          try audit.add(try JournalRow(row, format1Until: last), connection)
          good = audit.number
        }
        // A till does not open without it.
        _ = try JournalQueries.identity(connection)
        if withBundles { try audit.checkBundles(connection) }
        try audit.checkSlips(connection)
        try audit.checkReads(connection)
        try audit.checkReturns(connection)
        guard try JournalProjection.read(connection, isFormat1: last == .max) == audit.ledger.till
        else {
          throw JournalAudit.differs(audit.number)
        }
        return Verdict(
          entries: audit.number, head: audit.head.hex, receipts: audit.receipts,
          matters: audit.ledger.till.matters.count)
      }
    } catch { throw stopped(error, after: good) }
  }
}

extension JournalQueries {
  /// An audit that begins with the flow that ran at the entry whose hash is `head`: a flow's start has
  /// the till as it found it.
  ///
  /// The receipts set aside and the durable values are taken as they are now: those that an entry since
  /// then changes are compared, and the others are older.
  static func audit(since head: String, _ connection: Database) throws -> JournalAudit {
    let last = try format1Until(connection)
    let rows = try Row.fetchCursor(connection, sql: "SELECT * FROM entry ORDER BY number DESC")
    var isReached = false
    while let row = try rows.next() {
      let row = try JournalRow(row, format1Until: last)
      isReached = isReached || row.hash.hex == head.lowercased()
      guard isReached, row.kind == Entry.Kind.flow.rawValue,
        case .flow(let start) = try row.decoded(connection)
      else { continue }
      var till = try JournalProjection.read(connection, isFormat1: last == .max)
      (till.core, till.flow) = (start.till, nil)
      return JournalAudit(
        after: row.number - 1, head: try Self.row(row.number - 1, connection)?.hash ?? genesis,
        ledger: Ledger(till: till), verified: head)
    }
    guard isReached else { throw JournalError.broken(entry: 0, reason: "no entry has that hash") }
    return JournalAudit()
  }
}
