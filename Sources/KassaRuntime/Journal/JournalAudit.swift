import Foundation
import GRDB

/// Goes through a journal from its first entry.
struct JournalAudit {
  private(set) var ledger = Ledger()
  private(set) var number = 0
  private(set) var head = JournalQueries.genesis
  private(set) var receipts = 0
  private var bundles: [String: Int] = [:]
  /// By terminal, day and number.
  private var slips: [[String]: SlipUse] = [:]
  private var slipsOf: [String: [[String]]] = [:]
  /// What returns took, by their receipts.
  private var returns: [String: ReturnRecord?] = [:]
  /// By the hash of a read, the first entry in which it stands for the read.
  private var references: [String: Int] = [:]
  /// The entry that it begins after; what came before it is not looked at.
  private let first: Int
  /// The hash of the entry up to which the journal is known to hold; receipts are counted after it.
  private var verified: String?

  init() { first = 0 }

  /// An audit of the entries after one, with the ledger as it was then.
  init(after number: Int, head: [UInt8], ledger: Ledger, verified: String) {
    (self.number, self.head, self.ledger, first) = (number, head, ledger, number)
    self.verified = verified.lowercased()
  }

  mutating func add(_ row: JournalRow, _ connection: Database) throws {
    let next = number + 1
    guard row.number == next else {
      throw JournalError.broken(entry: next, reason: "it is missing")
    }
    let link = JournalRow.link(row.number, row.at.milliseconds, row.kind, row.body, after: head)
    guard row.hash == link else {
      throw JournalError.broken(
        entry: next, reason: "its hash does not follow from its text and the entry before")
    }
    let written = try row.entry()
    for hash in written.references where references[hash] == nil { references[hash] = next }
    var body = written
    if case .flow = written, !written.references.isEmpty { body = try row.decoded(connection) }
    try note(JournalSlips.events(of: [body], receipt: ledger.receipt?.id), at: next)
    if case .flow(let start) = body, let bundle = start.bundle { bundles[bundle] = next }
    do throws(ReceiptError) {
      try ledger.apply(body, number: next)
    } catch {
      throw JournalError.broken(entry: next, reason: "it breaks a rule: \(error)")
    }
    returns.merge(ledger.returns) { _, new in new }
    ledger.settle()
    if verified == nil, body.prints { receipts += 1 }
    if verified == row.hash.hex { verified = nil }
    (number, head) = (next, row.hash)
  }

  /// A slip is accepted once.
  private mutating func note(_ events: [JournalSlips.Event], at entry: Int) throws {
    for event in events {
      switch event {
      case .accepted(let use):
        let key = [use.terminal, use.day, use.number]
        if let known = slips[key] {
          guard known.receipt == use.receipt, known.attempt == use.attempt else {
            throw JournalError.broken(entry: entry, reason: "its slip was accepted before")
          }
          continue
        }
        slips[key] = use
        slipsOf[use.receipt, default: []].append(key)
      case .printed(let receipt, let document):
        for key in slipsOf[receipt] ?? [] { slips[key]?.document = document }
      }
    }
  }

  /// The table of slips is what the entries say.
  func checkSlips(_ connection: Database) throws {
    guard first == 0 else {
      for use in slips.values where try JournalSlips.find(use, connection) != use {
        throw Self.differs(number)
      }
      return
    }
    var count = 0
    let rows = try Row.fetchCursor(connection, sql: "SELECT * FROM slip")
    while let row = try rows.next() {
      let use = try SlipUse(row)
      count += 1
      guard slips[[use.terminal, use.day, use.number]] == use else { throw Self.differs(number) }
    }
    guard count == slips.count else { throw Self.differs(number) }
  }

  /// The table of returns is what the entries say.
  func checkReturns(_ connection: Database) throws {
    let taken = returns.compactMapValues { $0 }
    for (receipt, record) in returns where try record != known(receipt, connection) {
      throw Self.differs(number)
    }
    guard first == 0 else { return }
    guard try JournalReturns.count(connection) == taken.count else { throw Self.differs(number) }
  }

  private func known(_ receipt: String, _ connection: Database) throws -> ReturnRecord? {
    try connection.tableExists("returned") ? JournalReturns.find(receipt, connection) : nil
  }

  /// Each hash stands for a read that an entry up to then has, and the table says in which.
  func checkReads(_ connection: Database) throws {
    // A file of format 1 that no till has opened since has no such table.
    guard try connection.tableExists("read") else { return }
    for row in try Row.fetchAll(
      connection, sql: "SELECT hash, entry FROM read WHERE entry > ?", arguments: [first])
    {
      let (hash, entry): (String, Int) = (try row.value("hash"), try row.value("entry"))
      guard try JournalQueries.row(entry, connection)?.entry().has(hash) == true else {
        throw Self.differs(number)
      }
    }
    for (hash, entry) in references {
      guard let earlier = try JournalReads.entry(with: hash, connection), earlier <= entry else {
        throw JournalError.broken(entry: entry, reason: "one of its reads is missing")
      }
    }
  }

  static func differs(_ entry: Int) -> JournalError {
    .broken(entry: entry, reason: "the tables derived from the entries differ from them")
  }

  /// Every bundle that a flow has run is there, as it was.
  func checkBundles(_ connection: Database) throws {
    for (hash, entry) in bundles.sorted(by: { $0.value < $1.value }) {
      let files = try Data.fetchOne(
        connection, sql: "SELECT files FROM bundle WHERE hash = ?", arguments: [hash])
      guard let files, Bundle(json: Array(files))?.hash == hash else {
        throw JournalError.broken(entry: entry, reason: "its bundle is missing or changed")
      }
    }
  }
}

extension Entry {
  fileprivate var prints: Bool {
    guard case .device(let outcome) = self else { return false }
    return outcome.changes.contains { change in
      if case .receipt(.printed) = change { true } else { false }
    }
  }
}
