import GRDB

/// Which slips were accepted, as rows beside the entries: a till looks one up among years of them.
enum JournalSlips {
  /// Writes what `bodies` accept and print; `receipt` is the one in hand before them.
  static func write(_ bodies: [Entry], receipt: String?, _ connection: Database) throws {
    for event in events(of: bodies, receipt: receipt) {
      switch event {
      case .accepted(let use):
        try connection.cachedStatement(
          sql: "INSERT OR IGNORE INTO slip VALUES (?, ?, ?, ?, ?, ?, NULL)"
        ).execute(
          arguments: [
            use.terminal, use.day, use.number, use.receipt, use.attempt, use.at.milliseconds,
          ])
      case .printed(let receipt, let document):
        try connection.cachedStatement(sql: "UPDATE slip SET document = ? WHERE receipt = ?")
          .execute(arguments: [document, receipt])
      }
    }
  }

  static func find(_ use: SlipUse, _ connection: Database) throws -> SlipUse? {
    try Row.fetchOne(
      connection, sql: "SELECT * FROM slip WHERE terminal = ? AND day = ? AND number = ?",
      arguments: [use.terminal, use.day, use.number]
    ).map(SlipUse.init)
  }

  /// The same number of that terminal as it was accepted last on another day, after a moment.
  static func find(
    ofOtherDay use: SlipUse, after since: Moment, _ connection: Database
  ) throws -> SlipUse? {
    try Row.fetchOne(
      connection,
      sql: """
        SELECT * FROM slip WHERE terminal = ? AND number = ? AND day <> ? AND at > ?
        ORDER BY at DESC LIMIT 1
        """, arguments: [use.terminal, use.number, use.day, since.milliseconds]
    ).map(SlipUse.init)
  }

  /// The receipts whose charges had a slip of that number, the newest first.
  static func receipts(_ number: String, max: Int, _ connection: Database) throws -> [String] {
    try String.fetchAll(
      connection, sql: "SELECT receipt FROM slip WHERE number = ? ORDER BY at DESC LIMIT ?",
      arguments: [number, max])
  }

  /// What an entry says of slips.
  enum Event {
    case accepted(SlipUse)
    case printed(receipt: String, document: Int)
  }

  static func events(of bodies: [Entry], receipt: String?) -> [Event] {
    var (events, receipt): ([Event], String?) = ([], receipt)
    for body in bodies {
      if case .flow(let start) = body { receipt = start.receipt.id }
      for case .receipt(let change) in body.changes {
        switch change {
        case .slipField(_, _, _, let use?, _, _): events.append(.accepted(use))
        case .printIntended(let intent):
          if let use = intent.slip { events.append(.accepted(use)) }
        case .printed(let document):
          if let receipt { events.append(.printed(receipt: receipt, document: document.number)) }
        default: break
        }
      }
    }
    return events
  }
}

extension SlipUse {
  init(_ row: Row) throws {
    self.init(
      terminal: try row.value("terminal"), day: try row.value("day"),
      number: try row.value("number"), receipt: try row.value("receipt"),
      attempt: try row.value("attempt"), at: Moment(milliseconds: try row.value("at")),
      document: try row.value("document"))
  }
}
