import GRDB
import Testing

@testable import KassaRuntime

/// Files in memory: what is committed there is there for whoever looks, though nobody wrote it before.
struct MemoryFilesTests {
  private let files = MemoryFiles()

  private func journal(_ identity: String = "id") throws -> Journal {
    try Journal(folder: "/memory", identity: { identity }, seam: Seam(files))
  }

  @Test func `whoever opens a journal in memory finds all that was committed`() throws {
    let journal = try journal()
    for document in 1...3 {
      try journal.append([.reconciled(document: document)], at: FiscalSamples.now)
    }
    let next = try self.journal("another")
    #expect(next.identity == "id" && next.lastNumber == 3 && next.ledger == journal.ledger)
    #expect(try next.head == journal.head)
    let reader = try JournalReader(folder: "/memory", in: files)
    #expect(try reader.verify().entries == 3 && reader.verifyEntries().receipts == 0)
    #expect(try next.entries(from: 2).count == 2)
  }

  @Test func `a day leaves nothing behind, written or not`() throws {
    _ = try journal()
    try files.remember(except: [])
    for isRead in [true, false] {
      let journal = try journal()
      try journal.append([.reconciled(document: 7)], at: FiscalSamples.now)
      if isRead { #expect(try journal.entries(from: 1).count == 1) }
      try files.goBack()
      let next = try self.journal()
      #expect(next.lastNumber == 0 && next.ledger == Ledger() && next.identity == "id")
    }
  }

  @Test func `a file that a day has opened is another one on the next`() throws {
    _ = try journal()
    try files.remember(except: ["/goods.sqlite"])
    for name in ["trust", "goods"] {
      let made = "CREATE TABLE made (n); INSERT INTO made VALUES (1)"
      try files.open("/memory/\(name).sqlite").inDatabase { try $0.execute(sql: made) }
    }
    try files.goBack()
    #expect(try files.open("/memory/trust.sqlite").look { try !$0.tableExists("made") })
    #expect(try files.open("/memory/goods.sqlite").look { try $0.tableExists("made") })
  }

  @Test func `tables that a day has made are empty on the next one`() throws {
    _ = try journal()
    try files.remember(except: [])
    let file = try files.open("/memory/journal.sqlite")
    let made = "CREATE TABLE made (n); INSERT INTO made VALUES (1)"
    try file.inDatabase { try $0.execute(sql: made) }
    try files.goBack()
    #expect(try file.look { try Int.fetchOne($0, sql: "SELECT count(*) FROM made") } == 0)
  }
}
