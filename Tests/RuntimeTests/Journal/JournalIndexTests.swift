import Foundation
import GRDB
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A printed receipt is found by its number or amount; the index beside a journal says what the entries say.
@Suite struct JournalIndexTests {
  private func sell(_ story: Story, _ prices: [String], from start: [String] = []) async throws {
    let sales = prices.flatMap {
      ["sale: free \($0) Кофе", "sale: pay.card", "charge.window: approved"]
    }
    #expect(try await story.play(start + sales).stands == "sale")
  }

  private func find(_ story: Story, _ wanted: PrintedReceipt.Wanted) throws -> [PrintedReceipt] {
    try JournalReader(folder: story.data).printed(wanted, max: 10)
  }

  /// By a look at every entry.
  private func documents(_ story: Story) throws -> [Int] {
    try story.journalEntries().flatMap(\.changes).compactMap {
      if case .receipt(.printed(let document)) = $0 { document.number } else { nil }
    }
  }

  @Test func `finds by number and by amount what was printed, and what was printed since`()
    async throws
  {
    let story = try Story()
    try await sell(story, ["10", "20", "10"], from: Story.signIn)
    let numbers = try documents(story)
    #expect(
      try find(story, .total(Money(checked: 1_000))).map(\.document) == [numbers[2], numbers[0]])
    #expect(try find(story, .document(numbers[1])).map(\.total.kopecks) == [2_000])
    #expect(try find(story, .document(999)).isEmpty)
    try await sell(story, ["20"])
    let found = try find(story, .total(Money(checked: 2_000)))
    #expect(try found.map(\.document) == [documents(story)[3], numbers[1]])
    let entries = try story.journalEntries()
    for receipt in found {
      let changes = entries[receipt.entry - 1].changes
      #expect(
        changes.contains {
          if case .receipt(.printed(let document)) = $0 {
            document.number == receipt.document
          } else {
            false
          }
        })
    }
  }

  @Test func `finds a receipt that was set aside with its print unknown, by its own amount`()
    async throws
  {
    let story = try Story()
    try await sell(story, ["10"], from: Story.signIn)
    try await story.play(["sale: free 30 Чай", "sale: pay.card"])
    try story.control.set(.lostReplyAfter, times: 1)
    let set = try await story.play(["charge.window: approved", "print.unreachable: park"])
    let id = try #require(set.state.matters.first?.receipt.id)
    try await sell(story, ["40"])
    #expect(try find(story, .total(Money(checked: 3_000))).isEmpty)
    #expect(try await story.play(["sale: parked", "parked.list: \(id)"]).stands == "sale")
    let found = try find(story, .total(Money(checked: 3_000)))
    #expect(found.map(\.receipt) == [id])
    #expect(try find(story, .total(Money(checked: 4_000))).count == 1)
  }

  @Test func `makes an index of another journal, or one that was lost, anew`() async throws {
    let (one, other) = (try Story(), try Story())
    try await sell(one, ["10", "20"], from: Story.signIn)
    try await sell(other, ["30", "20", "40", "50"], from: Story.signIn)
    _ = try find(one, .total(Money(checked: 1_000)))
    _ = try find(other, .total(Money(checked: 1_000)))
    let (from, to) = (one.data + "/journal.index.sqlite", other.data + "/journal.index.sqlite")
    try FileManager.default.removeItem(atPath: to)
    try FileManager.default.copyItem(atPath: from, toPath: to)
    #expect(try find(other, .total(Money(checked: 1_000))).isEmpty)
    #expect(try find(other, .total(Money(checked: 5_000))).count == 1)
    try Data("nothing of the kind".utf8).write(to: URL(filePath: to))
    #expect(try find(other, .total(Money(checked: 4_000))).count == 1)
  }

  /// A page of it is gone, as after a power cut: the journal has all of it, and is not called damaged.
  @Test func `makes a damaged index anew`() async throws {
    let story = try Story()
    try await sell(story, ["10", "20"], from: Story.signIn)
    let file = story.data + "/journal.index.sqlite"
    #expect(try find(story, .total(Money(checked: 1_000))).count == 1)
    var pages = try Data(contentsOf: URL(filePath: file))
    for page in 1..<(pages.count / 4_096) {
      pages.replaceSubrange((page * 4_096)..<((page + 1) * 4_096), with: Data(count: 4_096))
    }
    try pages.write(to: URL(filePath: file))
    #expect(try find(story, .total(Money(checked: 1_000))).count == 1)
    try pages.write(to: URL(filePath: file))
    let found = try await story.play(["sale: returns", "return.find: text 20.00"])
    #expect(found.stands == "return.lines", "\(found.prompts.map(\.id))")
  }

  /// A program of another time left other tables in it.
  @Test func `makes an index of other tables anew`() async throws {
    let story = try Story()
    try await sell(story, ["10", "20"], from: Story.signIn)
    let file = story.data + "/journal.index.sqlite"
    #expect(try find(story, .total(Money(checked: 1_000))).count == 1)
    let before = try await DatabaseQueue(path: file).write { index in
      try index.execute(sql: "ALTER TABLE printed ADD COLUMN more INTEGER")
      try index.execute(sql: "DELETE FROM printed; DELETE FROM read")
      return try index.columns(in: "printed").count
    }
    #expect(try find(story, .total(Money(checked: 1_000))).count == 1)
    let after = try await DatabaseQueue(path: file).read { try $0.columns(in: "printed").count }
    #expect(after == before - 1)
  }

  @Test func `finds in a copy, which gets no index`() async throws {
    let story = try Story()
    try await sell(story, ["10"], from: Story.signIn)
    let copy = story.folder.path + "/copy.sqlite"
    try JournalReader(folder: story.data).backup(to: copy)
    #expect(try JournalReader(file: copy).printed(.total(Money(checked: 1_000)), max: 1).count == 1)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: story.folder.path).allSatisfy {
        !$0.contains("index")
      })
  }
}
