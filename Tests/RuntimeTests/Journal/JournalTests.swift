import Foundation
import GRDB
import Testing

@testable import KassaRuntime

/// The record: its chain, its projection, and what is found of an edit.
@Suite struct JournalTests {
  /// A day with a card sale, a parked receipt and a matter.
  private func sold() async throws -> Story {
    let story = try Story()
    try await story.play(
      Story.start + [
        "sale: pay.card", "charge.window: approved", Story.coffee, "sale: park", Story.coffee,
        "sale: pay.card", "charge.window: unknown", "charge.unknown: unknown",
        "charge.detached: next", Story.coffee,
      ])
    return story
  }

  @Test func `a journal that holds together says what is in it`() async throws {
    let story = try await sold()
    let verdict = try story.verify()
    #expect(verdict.receipts == 1 && verdict.matters == 1)
    let opened = try story.opened()
    #expect(verdict.entries == opened.number && verdict.head == opened.head.hex)
  }

  /// What is done to the file, and what `verify` says.
  static let edits: [(sql: String, says: String)] = [
    (
      "UPDATE entry SET body = CAST(CAST(body AS TEXT) || ' ' AS BLOB) WHERE number = 5",
      "its hash does not follow from its text and the entry before"
    ),
    (
      "UPDATE entry SET at = at + 1 WHERE number = 5",
      "its hash does not follow from its text and the entry before"
    ),
    (
      "UPDATE entry SET kind = 'device' WHERE number = 5",
      "its hash does not follow from its text and the entry before"
    ),
    (
      "UPDATE entry SET hash = zeroblob(32) WHERE number = 5",
      "its hash does not follow from its text and the entry before"
    ),
    ("DELETE FROM entry WHERE number = 5", "it is missing"),
    ("UPDATE projection SET value = CAST('{}' AS BLOB) WHERE key = 'flow'", ""),
    (
      "DELETE FROM projection WHERE key LIKE 'parked/%'",
      "the tables derived from the entries differ from them"
    ),
    (
      "UPDATE projection SET value = CAST(replace(value, 'Анна', 'Инна') AS BLOB)",
      "the tables derived from the entries differ from them"
    ),
    ("DELETE FROM bundle", "its bundle is missing or changed"),
    (
      "UPDATE bundle SET files = CAST(replace(files, 'Лето', 'Зима') AS BLOB)",
      "its bundle is missing or changed"
    ),
  ]

  @Test(arguments: edits.indices)
  func `verify finds what was changed`(index: Int) async throws {
    let (sql, says) = Self.edits[index]
    let story = try await sold()
    try story.change(sql)
    let error = #expect(throws: JournalError.self) { try story.verify() }
    guard says.isEmpty == false else { return }
    guard case .broken(let entry, let reason)? = error else {
      Issue.record("\(sql): \(String(describing: error))")
      return
    }
    #expect(reason == says)
    if sql.contains("number = 5") { #expect(entry == 5) }
  }

  @Test func `a cut-off end shows by the head that paper carries`() async throws {
    let story = try Story()
    try await story.play(Story.start)
    let short = try story.verify()
    try await story.play(["sale: pay.card", "charge.window: approved", "sale: shift"])
    let report = try #require(try await story.play(["shift.close: yes"]).papers.last)
    let line = try #require(report.lines.first { $0.hasPrefix("Журнал ") })
    var heads: [Int: String] = [:]
    try JournalReader(folder: story.data).forEach { heads[$0.number] = $0.hash }
    let number = try #require(Int(line.split(separator: " ")[1].dropLast()))
    #expect(line.hasSuffix(String(heads[number]?.prefix(16) ?? "none")))
    #expect(short.entries < number && !line.hasSuffix(short.head.prefix(16)))
  }

  @Test func `an entry cut off between prompts shows by the head alone`() async throws {
    let story = try await sold()
    let whole = try story.verify()
    try story.change("DELETE FROM entry WHERE number = (SELECT max(number) FROM entry)")
    let short = try story.verify()
    #expect(short.entries == whole.entries - 1 && short.head != whole.head)
  }

  /// A day after which its journal was verified, and what was sold since.
  private func soldSince() async throws -> (story: Story, head: String, entries: Int) {
    let story = try await sold()
    let before = try story.verify()
    try await story.play([
      "sale: pay.card", "charge.window: approved", "sale: parked", "parked.list: cancel",
      Story.coffee,
      "sale: park", Story.coffee,
    ])
    return (story, before.head, before.entries)
  }

  @Test func `what is new is verified by itself`() async throws {
    let (story, head, entries) = try await soldSince()
    let whole = try story.verify()
    let new = try story.verify(since: head)
    #expect(new.entries == whole.entries && new.head == whole.head && new.matters == whole.matters)
    #expect(new.receipts == 1 && whole.receipts == 2)
    #expect(try story.verify(since: whole.head).receipts == 0)
    // What came before is not looked at again.
    try story.change("UPDATE entry SET at = at + 1 WHERE number = 5")
    #expect(try story.verify(since: head).entries > entries)
    #expect(throws: JournalError.self) { try story.verify() }
  }

  @Test func `an edit of what is new is found, and a head that is not there`() async throws {
    let (story, head, entries) = try await soldSince()
    for sql in [
      "UPDATE entry SET at = at + 1 WHERE number = \(entries + 2)",
      "DELETE FROM entry WHERE number = \(entries + 1)",
      """
      DELETE FROM projection WHERE key LIKE 'parked/%'
      AND json_extract(CAST(value AS TEXT), '$.number') = (
        SELECT max(json_extract(CAST(value AS TEXT), '$.number')) FROM projection
        WHERE key LIKE 'parked/%')
      """,
      "UPDATE projection SET value = CAST(replace(value, 'Анна', 'Инна') AS BLOB)",
    ] {
      let copy = try Story()
      try FileManager.default.copyItem(atPath: story.data, toPath: copy.data)
      try copy.change(sql)
      #expect(throws: JournalError.self, "\(sql)") { try copy.verify(since: head) }
    }
    try story.change("DELETE FROM entry WHERE number >= \(entries)")
    #expect(throws: JournalError.self) { try story.verify(since: head) }
    #expect(throws: JournalError.self) { try story.verify(since: "00") }
  }

  @Test func `opens again with the same ledger, number and head`() async throws {
    let story = try await sold()
    let first = try story.opened()
    #expect(first.ledger.receipt?.lines.count == 1)
    #expect(first.ledger.till.parked.count == 2)
    let again = try await story.play([])
    #expect(again.state == first.ledger.till && again.receipt == first.ledger.receipt)
    let second = try story.opened()
    #expect(second.ledger == first.ledger)
    #expect(second.number == first.number && second.head == first.head)
  }

  @Test func `what is derived from the entries is what they fold to`() async throws {
    let story = try await sold()
    var ledger = Ledger()
    for (index, body) in try story.journal().entries(from: 1).enumerated() {
      try ledger.apply(body, number: index + 1)
    }
    #expect(ledger == (try story.opened().ledger))
  }

  @Test func `appends all of a transaction or nothing`() throws {
    let folder = try TestFolder()
    let journal = try Journal(folder: folder.path, identity: { "id" }, seam: .production)
    let at = FiscalSamples.now
    #expect(try journal.append([.reconciled(document: 1), .reconciled(document: 2)], at: at) == 1)
    let head = try journal.head
    let start = FlowStart(
      name: "sale", bundle: nil, level: .last, language: .ru, at: at,
      offsetSeconds: 0, seed: 1,
      receipt: Receipt(id: "r", taxation: .usnIncome),
      seller: FiscalSamples.seller, till: TillState.Core())
    let wrong = Step(
      at: at, changes: [.receipt(change: .lineRemoved(line: 1))],
      next: .end(with: FlowEnd(next: nil, takesBack: nil, disposition: .none)))
    #expect(throws: JournalError.self) {
      try journal.append([.flow(start: start), .step(taken: wrong)], at: at)
    }
    #expect(try journal.lastNumber == 2 && journal.head == head && journal.ledger.till.flow == nil)
    #expect(try journal.entries(from: 1).count == 2)
  }

  /// Read back from the very connection that writes: GRDB's own WAL mode would set NORMAL (1).
  @Test(arguments: [("synchronous", "2"), ("journal_mode", "wal")])
  func `the connection that writes survives a power cut`(
    pragma: (name: String, value: String)
  ) throws {
    let folder = try TestFolder()
    let journal = try Journal(folder: folder.path, identity: { "id" }, seam: .production)
    #expect(try journal.pragma(pragma.name) == pragma.value)
    try journal.append([.reconciled(document: 1)], at: FiscalSamples.now)
    #expect(try journal.pragma(pragma.name) == pragma.value)
  }

  @Test func `a folder is one process's at a time`() throws {
    let folder = try TestFolder()
    let journal = try Journal(folder: folder.path, identity: { "id" }, seam: .production)
    #expect(throws: JournalError.inUse(folder: folder.path)) {
      try Journal(folder: folder.path, identity: { "id" }, seam: .production)
    }
    #expect(journal.lastNumber == 0)
  }
}

extension Story {
  /// What the journal of the data folder opens with, while no till runs on it.
  fileprivate func opened() throws -> (ledger: Ledger, number: Int, head: [UInt8]) {
    let journal = try journal()
    return (journal.ledger, journal.lastNumber, try journal.head)
  }

  /// The journal of the data folder, while no till runs on it.
  func journal() throws -> Journal {
    try Journal(folder: data, identity: { "" }, seam: .production)
  }
}
