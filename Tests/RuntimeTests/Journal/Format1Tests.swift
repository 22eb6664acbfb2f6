import Foundation
import GRDB
import Testing

@testable import KassaRuntime

/// A journal as the last program of format 1 wrote it, in `Format1`: a printed receipt, a receipt set
/// aside whose charge was voided, one with an unknown charge, and a sale that stands at its card.
@Suite struct Format1Tests {
  private static let folder = TillProcess.root.path + "/Tests/RuntimeTests/Journal/Format1"
  private static let head = "29329a0daf0209288a9b1cc2a081e8085c49b126e4c1b9573ec27ac62e62cc67"

  /// A till of that day, on a copy of the files.
  private func story() throws -> Story {
    let story = try Story()
    try makeFolder(story.data)
    for file in try FileManager.default.contentsOfDirectory(atPath: Self.folder) {
      try FileManager.default.copyItem(
        atPath: "\(Self.folder)/\(file)", toPath: "\(story.data)/\(file)")
    }
    let then = Moment(milliseconds: 1_795_854_000_000)
    story.clock.advance(milliseconds: then.milliseconds(since: story.clock.now))
    return story
  }

  private func format(_ story: Story) throws -> Int? {
    try DatabaseQueue(path: story.data + "/journal.sqlite").read {
      try Int.fetchOne($0, sql: "PRAGMA user_version")
    }
  }

  @Test func `verifies as it is, and stays as it is`() throws {
    let story = try story()
    let verdict = try story.verify()
    #expect(verdict.entries == 37 && verdict.head == Self.head)
    #expect(verdict.receipts == 1 && verdict.matters == 1)
    #expect(try format(story) == 1)
  }

  @Test func `its open flow goes on at its question, in format 2`() async throws {
    let story = try story()
    try story.give(["Анна": Story.pin])
    let scene = try await story.play(["person.pin: text \(Story.pin)", "charge.window: approved"])
    #expect(scene.documents.count == 2 && scene.stands == "sale")
    #expect(scene.faults.isEmpty)
    #expect(try format(story) == 2)
    let verdict = try story.verify()
    #expect(verdict.receipts == 2 && verdict.matters == 1 && verdict.entries > 37)
    var hashes: [Int: String] = [:]
    try JournalReader(folder: story.data).forEach { hashes[$0.number] = $0.hash }
    #expect(hashes[37] == Self.head)
  }

  @Test func `what was set aside is as it was`() async throws {
    let story = try story()
    let parked = try await story.play([]).state.parkedInOrder.map(\.receipt)
    #expect(parked.map { $0.attempts.map(\.state.stage) } == [[.voided, .approved], [.unknown]])
    #expect(parked.map(\.charged.kopecks) == [0, 0] && parked.map(\.isBlank) == [false, false])
  }
}
