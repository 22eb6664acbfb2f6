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

  /// The record says that an answer did something else than it does.
  @Test func `falls back where an answer did something else`() async throws {
    let story = try Story()
    let before = try await story.play(Story.start + ["sale: pay.cash", "payment.cash: 300"])
    #expect(before.stands == "payment.change")
    try story.change(
      "UPDATE entry SET body = CAST(replace(body, '\(Self.received(300))', '\(Self.received(250))') "
        + "AS BLOB)")
    let scene = try await story.play([])
    #expect(try story.faults().map(\.kind) == [.diverged])
    #expect(scene.stands == "sale" && scene.documents.count == 1)
  }

  private static func received(_ roubles: Int) -> String {
    #""cashReceived":{"amount":\#(roubles * 100)}"#
  }

  /// A flow in which the cashier signs out begins with the one who was signed in.
  @Test func `begins with the cashier of its start`() async throws {
    let story = try Story.sale(
      """
      local name = cashier.name() or "nobody"
      if cashier.name() then cashier.sign_out() end
      prompt.choose { name, title = "?", buttons = { "ok" } }
      """)
    let before = try await story.play(Story.signIn)
    #expect(before.stands == "Анна" && before.state.cashier == nil)
    #expect(try await story.play([]).stands == "Анна")
    #expect(try story.faults().isEmpty)
  }

  /// Replay has no clock; what follows it has one again.
  ///
  /// Each comparison takes a millisecond or more and a single instruction.
  @Test func `a step after a replay is stopped by the clock`() async throws {
    let story = try Story.sale(
      """
      prompt.tell { "one", title = "Один" }
      local half = ("x"):rep(7 << 20)
      local a, b = half .. half, half .. half
      local same = 0
      for _ = 1, 50000 do if a == b then same = same + 1 end end
      """)
    try await story.play(Story.signIn)
    let scene = try await story.play(["one: ok"])
    #expect(scene.stands == "sale")
    #expect(try story.faults().map(\.kind) == [.killed])
    #expect(try story.faults().first?.message.contains("longer over one step") == true)
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
