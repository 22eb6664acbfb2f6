import Crypto
import Foundation
import Testing

@testable import KassaRuntime

/// Taking a journal out of its folder: the backup and the export.
@Suite struct JournalCopyTests {
  @Test func `a backup made while the till sells is the journal at one commit`() async throws {
    let story = try Story()
    try await story.play(Story.start)
    let file = story.folder.path + "/copy.sqlite"
    let cashier = story.scripted(["sale: pay.cash", "payment.cash: 199.50"])
    let till = try await story.open(cashier)
    let reader = try JournalReader(folder: story.data)
    let before = try reader.backup(to: file)
    await #expect(throws: CashierGone.self) { try await till.run() }
    #expect(try reader.verify().receipts == 1)
    #expect(try JournalReader(file: file).verify() == before)
    #expect(before.receipts == 0 && before.entries > 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: story.folder.path).sorted()
        == ["copy.sqlite", "data", "leto"])
  }

  @Test func `a backup takes the place of the journal`() async throws {
    let story = try Story()
    try await story.play(Story.start)
    let file = story.folder.path + "/copy.sqlite"
    try JournalReader(folder: story.data).backup(to: file)
    for end in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: story.data + "/journal.sqlite" + end)
    }
    try FileManager.default.moveItem(atPath: file, toPath: story.data + "/journal.sqlite")
    try await story.play(["sale: pay.cash", "payment.cash: 199.50"])
    #expect(try story.verify().receipts == 1)
  }

  @Test func `nothing is written over a file that is there, or left of a copy that failed`()
    async throws
  {
    let story = try Story()
    try await story.play(Story.start)
    let reader = try JournalReader(folder: story.data)
    let file = story.folder.path + "/copy.sqlite"
    try "mine".write(toFile: file, atomically: true, encoding: .utf8)
    #expect(throws: JournalError.copyExists(path: file)) { try reader.backup(to: file) }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
    let nowhere = story.folder.path + "/no/copy.sqlite"
    #expect(throws: JournalError.self) { try reader.backup(to: nowhere) }
  }

  /// As somebody without this program would check an export.
  @Test func `an export holds the whole chain, to be checked by SHA-256 alone`() async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.cash", "payment.cash: 199.50"])
    var lines: [String] = []
    try JournalReader(folder: story.data).export { lines.append($0) }
    let head = try story.verify().head
    #expect(lines[0].hasPrefix(#"{"journal":{"format":2,"identity":""#))
    #expect(lines[1].hasPrefix(#"{"bundle":{"files":{"#))
    var hash = Data(repeating: 0, count: 32)
    for line in lines where line.hasPrefix(#"{"entry":"#) {
      let start = try #require(line.range(of: #""body":"#)).upperBound
      let end = try #require(line.range(of: #","hash":"#, options: .backwards)).lowerBound
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let entry = try #require(object?["entry"] as? [String: Any])
      let number = try #require(entry["number"] as? Int)
      let at = try #require(entry["at"] as? Int64)
      let kind = try #require(entry["kind"] as? String)
      var digest = SHA256()
      digest.update(data: hash)
      digest.update(data: Data("\(number)\n\(at)\n\(kind)\n".utf8))
      digest.update(data: Data(line[start..<end].utf8))
      hash = Data(digest.finalize())
      #expect(entry["hash"] as? String == hash.map { String(format: "%02x", $0) }.joined())
    }
    #expect(hash.map { String(format: "%02x", $0) }.joined() == head)
  }
}
