import Foundation
import GRDB
import Testing

@testable import KassaRuntime

/// A replay that reads less than was recorded, or more, stands elsewhere than the till did, though it
/// asks the same question: it is not gone on from.
@Suite struct LeftoverReadTests {
  /// Lua that reads in each kind of step: the first, one after a device, one after an answer.
  private static let sale = """
    cashier.list()
    receipt.add { name = "Кофе", price = 100 }
    shift.open()
    cashier.list()
    prompt.tell { "one", title = "Один" }
    cashier.list()
    clock.now()
    prompt.tell { "two", title = "Два" }
    """

  /// A step of the open flow by its number there, and what becomes of the reads it recorded.
  static let edits: [(step: Int, edit: String)] = [0, 1, 2].flatMap { step in
    ["more", "less"].map { (step, $0) }
  }

  @Test(arguments: edits.indices)
  func `falls back where the record has a read more or less`(index: Int) async throws {
    let (step, edit) = Self.edits[index]
    let story = try Story.sale(Self.sale)
    let before = try await story.play(Story.signIn + ["one: ok"])
    #expect(before.stands == "two")
    try story.edit(step, edit)
    let scene = try await story.play([])
    #expect(try story.faults().map(\.kind) == [.diverged], "\(Self.edits[index])")
    #expect(scene.stands == "sale" && scene.receipt?.total.kopecks == 100)
  }

  /// The edit itself changes nothing that a replay looks at but the reads.
  @Test func `goes on where they are as they were`() async throws {
    let story = try Story.sale(Self.sale)
    try await story.play(Story.signIn + ["one: ok"])
    for step in 0...2 { try story.edit(step, "same") }
    #expect(try await story.play([]).stands == "two")
    #expect(try story.faults().isEmpty)
  }
}

extension Story {
  /// Changes the reads of a step of the open flow, counted from 0 after its start.
  fileprivate func edit(_ step: Int, _ edit: String) throws {
    let reads = "$.step.taken.reads"
    let body = "CAST(body AS TEXT)"
    let changed =
      switch edit {
      case "more": "json_insert(\(body), '\(reads)[#]', 7)"
      case "less": "json_remove(\(body), '\(reads)[0]')"
      default: "json(\(body))"
      }
    let queue = try DatabaseQueue(path: data + "/journal.sqlite")
    try queue.write { database in
      let numbers = try Int.fetchAll(
        database,
        sql: """
          SELECT number FROM entry WHERE kind = 'step'
            AND number > (SELECT max(number) FROM entry WHERE kind = 'flow') ORDER BY number
          """)
      try database.execute(
        sql: "UPDATE entry SET body = CAST(\(changed) AS BLOB) WHERE number = ?",
        arguments: [numbers[step]])
    }
  }
}
