import GRDB

/// One flow of a journal: its entries, and the till as it found it.
package struct PastFlow: Sendable {
  /// The number of its first entry.
  package let entry: Int
  let start: FlowStart
  /// All that was committed up to the next flow, its start first.
  let entries: [Entry]
  /// With the receipts set aside and what scripts remember, which its start does not have.
  let till: TillState
}

extension PastFlow {
  /// As the runtime calls it: "sale".
  package var name: String { start.name }
  package var at: Moment { start.at }
  /// Seconds east of UTC, as its till had them.
  package var offsetSeconds: Int { start.offsetSeconds }
  /// Whose receipts it prints.
  package var seller: Seller { start.seller }
  /// Whether the store's own script ran it, and not the stock flow in its place.
  package var isOfStore: Bool { start.level == .store }
  /// The bundle that it ran, by its content hash.
  package var bundle: String? { start.bundle }

  /// The state that its first step is drafted on.
  var ledger: Ledger { start.ledger(on: till) }
}

extension JournalReader {
  /// Calls `body` with every flow in order, the one that still runs included, and with what finds the
  /// bundle that it ran: nil where that is missing or no longer the same.
  ///
  /// Whether the journal holds together is `verify`'s to say.
  /// - Throws: `JournalError` at an entry that can't be read or breaks a rule; whatever `body` throws.
  package func forEachFlow(
    _ body: (_ flow: PastFlow, _ bundle: () throws -> Bundle?) throws -> Void
  ) throws {
    var good = 0
    try database.read { connection in
      var cutter = FlowCutter()
      func pass(_ flow: PastFlow?) throws {
        guard let flow else { return }
        try body(flow) { try flow.bundle.flatMap { try JournalQueries.bundle($0, connection) } }
      }
      let last = try JournalQueries.format1Until(connection)
      for number in try JournalQueries.numbers(connection) {
        let ended: PastFlow?
        do {
          guard let row = try JournalQueries.row(number, connection, format1Until: last) else {
            continue
          }
          ended = try cutter.take(try row.decoded(connection), number: number)
        } catch let error as ReceiptError {
          throw JournalError.broken(entry: number, reason: "it breaks a rule: \(error)")
        } catch { throw stopped(error, after: good) }
        try pass(ended)
        good = number
      }
      try pass(cutter.rest)
    }
  }
}

extension JournalQueries {
  fileprivate static func numbers(_ connection: Database) throws -> [Int] {
    try Int.fetchAll(connection, sql: "SELECT number FROM entry ORDER BY number")
  }

  fileprivate static func row(
    _ number: Int, _ connection: Database, format1Until last: Int
  ) throws -> JournalRow? {
    try Row.fetchOne(
      connection, sql: "SELECT * FROM entry WHERE number = ?", arguments: [number]
    ).map { try JournalRow($0, format1Until: last) }
  }
}

/// Cuts entries into flows.
private struct FlowCutter {
  private var ledger = Ledger()
  private var open: (entry: Int, start: FlowStart, till: TillState, entries: [Entry])?

  /// The flow that ends with the entry before this one; nil where none does.
  mutating func take(_ entry: Entry, number: Int) throws(ReceiptError) -> PastFlow? {
    defer { if open != nil { open?.entries.append(entry) } }
    guard case .flow(let start) = entry else {
      try ledger.apply(entry, number: number)
      return nil
    }
    let ended = rest
    try ledger.apply(entry, number: number)
    var till = TillState(start.till, parked: ledger.till.parked)
    till.kept = ledger.till.kept
    open = (number, start, till, [])
    return ended
  }

  var rest: PastFlow? {
    open.map { PastFlow(entry: $0.entry, start: $0.start, entries: $0.entries, till: $0.till) }
  }
}
