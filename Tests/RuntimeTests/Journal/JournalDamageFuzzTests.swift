import Foundation
import GRDB
import Testing

@testable import KassaRuntime

/// A journal damaged in any place: one clear error or a till that opens, never a crash.
@Suite(.timeLimit(.minutes(10))) struct JournalDamageFuzzTests {
  /// What happens to the bytes of the file.
  enum Damage: CaseIterable {
    case bit, block, cut, longer

    func apply(_ bytes: inout Data, _ numbers: inout SeededNumbers) {
      let place = Int.random(in: 0..<bytes.count, using: &numbers)
      switch self {
      case .bit: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &numbers)
      case .block:
        for index in place..<min(place + 512, bytes.count) {
          bytes[index] = UInt8.random(in: .min ... .max, using: &numbers)
        }
      case .cut: bytes = bytes.prefix(place)
      case .longer: bytes += Data(repeating: 0xA5, count: place % 8192)
      }
    }
  }

  /// A till's folder with a sold coffee and a sale begun, its journal in one file.
  private static func sold() async throws -> (story: Story, journal: Data) {
    let story = try Story()
    try await story.play(
      Story.start + ["sale: pay.card", "charge.window: approved", Story.coffee])
    let file = story.folder.path + "/whole.sqlite"
    try JournalReader(folder: story.data).backup(to: file)
    return (story, try Data(contentsOf: URL(fileURLWithPath: file)))
  }

  @Test(arguments: Damage.allCases)
  func `is found or harmless`(damage: Damage) async throws {
    let (story, whole) = try await Self.sold()
    let good = try story.verify()
    for seed in 1...UInt64(60) {
      var numbers = SeededNumbers(seed: seed)
      var bytes = whole
      damage.apply(&bytes, &numbers)
      let path = story.data + "/journal.sqlite"
      for end in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: path + end) {
        try FileManager.default.removeItem(atPath: path + end)
      }
      try bytes.write(to: URL(fileURLWithPath: path))
      var found: JournalError?
      do throws(JournalError) {
        let verdict = try JournalReader(folder: story.data).verify()
        // What verify passes is the journal as it was, entry for entry.
        #expect(verdict == good, "seed \(seed)")
      } catch { found = error }
      try export(story, seed, found)
      await openTill(story, seed, found)
    }
  }

  /// Exports the damaged file: every good entry is there, and what stops it is said in words.
  private func export(_ story: Story, _ seed: UInt64, _ found: JournalError?) throws {
    var entries = 0
    do {
      try JournalReader(folder: story.data).export {
        if $0.hasPrefix(#"{"entry":"#) { entries += 1 }
      }
    } catch let error as JournalError {
      #expect(found != nil, "seed \(seed): \(error)")
    }
    if case .damaged(_, let good?) = found {
      #expect(entries >= good, "seed \(seed): \(entries) of \(good)")
    }
  }

  /// Opens the till on the damaged file; an error must be one of a journal, in words.
  private func openTill(_ story: Story, _ seed: UInt64, _ found: JournalError?) async {
    do {
      let till = try await story.open(story.scripted([]))
      do { try await till.run() } catch is CashierGone {}
    } catch let error as JournalError {
      #expect(!error.description.isEmpty)
      #expect(found != nil, "seed \(seed): verify found nothing, the till: \(error)")
    } catch { Issue.record("seed \(seed): \(error)") }
  }

  @Test func `says how many entries are good before one that is not`() async throws {
    let (story, _) = try await Self.sold()
    let database = try DatabaseQueue(path: story.data + "/journal.sqlite")
    try await database.write {
      try $0.execute(sql: "UPDATE entry SET at = at + 1 WHERE number = 4")
    }
    let error = #expect(throws: JournalError.self) { try story.verify() }
    #expect(error?.description.contains("entry 4 is broken") == true)
    #expect(error?.description.contains("good entries before it: 3;") == true)
  }
}
