import Foundation
import Testing

@testable import KassaRuntime

/// Invariant 14: between two inputs of a person the store's scripts share one budget, over flows and
/// calls of devices; the stock flow's reserve is its own.
@Suite(.serialized) struct BudgetTests {
  /// A sale that does `body` before it asks anything, and sells a coffee to nobody.
  private static func story(_ body: String) throws -> Story { try Story.sale(body) }

  @Test func `a receipt of nothing is printed only by a person's yes`() async throws {
    let story = try Self.story(
      """
      if not shift.ready().ready then shift.open() end
      receipt.add { name = "Подарок", price = 0 }
      local done, why = receipt.print()
      prompt.choose { "end", title = tostring(why), buttons = { "ok" } }
      """)
    let asked = try await story.play(Story.signIn)
    #expect(asked.stands == "print.nothing" && asked.documents.isEmpty)
    let refused = try await story.play(["print.nothing: no"])
    #expect(refused.documents.isEmpty && refused.prompts.last?.title == "cancelled")
    let again = try await story.play(["end: ok", "print.nothing: yes"])
    #expect(again.documents.map(\.total.kopecks) == [0])
  }

  @Test func `a discount of everything is nothing too`() async throws {
    let story = try Self.story(
      """
      if not shift.ready().ready then shift.open() end
      receipt.add { name = "Чай", price = 10000 }
      receipt.discount { line = 1, hundredths = 10000 }
      receipt.print()
      """)
    let scene = try await story.play(Story.signIn)
    #expect(scene.stands == "print.nothing" && scene.documents.isEmpty)
  }

  @Test func `a yes prints one receipt`() async throws {
    let story = try Self.story(
      """
      if not shift.ready().ready then shift.open() end
      receipt.add { name = "Подарок", price = 0 }
      receipt.print()
      """)
    let scene = try await story.play(Story.signIn + ["print.nothing: yes", "print.nothing: yes"])
    #expect(scene.documents.count == 2 && scene.stands == "print.nothing")
  }

  @Test func `a shift is closed by its own prompt's yes alone`() async throws {
    let story = try Self.story(
      """
      if not shift.ready().ready then shift.open() end
      local done, why = shift.close()
      prompt.choose { "end", title = tostring(why), buttons = { "ok" } }
      """)
    let asked = try await story.play(Story.signIn)
    #expect(asked.stands == "shift.close" && asked.state.shift != nil)
    let refused = try await story.play(["shift.close: no"])
    #expect(refused.state.shift != nil && refused.prompts.last?.title == "cancelled")
    let closed = try await story.play(["end: ok", "shift.close: yes"])
    #expect(closed.state.shift == nil)
  }

  @Test func `shifts in a loop ask each time`() async throws {
    let story = try Self.story("while true do shift.open() pcall(shift.close) end")
    let refusals = Array(repeating: "shift.close: no", count: 5)
    let scene = try await story.play(Story.signIn + refusals)
    #expect(scene.stands == "shift.close" && scene.state.shift != nil)
    #expect(scene.papers.count == 1)
  }

  /// What scripts do without asking anybody, and the most documents of it one tap may bring.
  @Test(arguments: [
    "shift.open() return",
    "while true do receipt.copy() end",
    "shift.open() receipt.copy() receipt.add { name = 'Чай', price = 100 } receipt.park() return",
    "receipt.add { name = 'Чай', price = 100 } receipt.park() return",
    "for i = 1, 3000 do receipt.add { name = 'Чай' .. i, price = 100 } end receipt.copy() "
      + "receipt.park() return",
    "while true do receipt.memo('x', ('x'):rep(60000)) receipt.copy() end",
    "while true do shift.ready() for i = 1, 100000 do end end",
  ])
  func `documents, parked receipts and bytes are bounded between two answers`(
    body: String
  ) async throws {
    let story = try Self.story(body)
    let scene = try await story.play(Story.signIn)
    #expect(["sale", "shift.close", "last.told"].contains(scene.stands), "\(scene.stands)")
    #expect(scene.papers.count <= 6)
    #expect(scene.state.parked.count <= 2)
    #expect(try story.journalBytes < 12 << 20)
    #expect(scene.state.flow?.start.level != .store)
    // The next one finds the till as usable as before.
    let sold = try await story.play([Story.coffee])
    #expect(sold.receipt?.lines.isEmpty == false)
  }

  @Test func `processor time adds up over calls of devices`() async throws {
    let story = try Self.story("while true do shift.ready() for i = 1, 3000000 do end end")
    let watch = Stopwatch()
    let scene = try await story.play(Story.signIn)
    #expect(scene.stands == "sale" && scene.state.flow?.start.level == .stock)
    #expect(watch.elapsed < .seconds(12))
  }

  @Test func `an answer gives the whole budget back`() async throws {
    let story = try Self.story(
      """
      while true do
        prompt.choose { "go", title = "?", buttons = { "ok" } }
        for i = 1, 4000000 do end
        shift.ready()
      end
      """)
    let scene = try await story.play(Story.signIn + Array(repeating: "go: ok", count: 30))
    #expect(scene.stands == "go" && scene.faults.isEmpty)
  }

  @Test func `a receipt of a thousand scans is no attack`() async throws {
    let story = try Story()
    let scans = Array(repeating: Story.coffee, count: 1_000)
    let scene = try await story.play(Story.signIn + scans)
    #expect(scene.receipt?.lines.count == 1_000 && scene.faults.isEmpty)
  }

  @Test func `the stock flow sells on what no store can touch`() async throws {
    let story = try Self.story(
      """
      receipt.add { name = "Кофе", price = 100 }
      prompt.choose { "go", title = "?", buttons = { "ok" } }
      while true do end
      """)
    let scene = try await story.play(
      Story.signIn + ["go: ok", "sale: pay.card", "charge.window: approved"])
    #expect(scene.documents.count == 1)
  }

  @Test func `a restart counts on from where the flow began`() async throws {
    let story = try Self.story(
      """
      receipt.add { name = "Кофе", price = 100 }
      prompt.choose { "go", title = "?", buttons = { "ok" } }
      receipt.park()
      """)
    let scene = try await story.play(Story.signIn + ["go: ok"])
    let spent = try #require(scene.state.flow?.start.spent)
    #expect(spent.script.parked == 1 && spent.script.flows == 1)
    let again = try await story.play(["go: ok"])
    #expect(again.state.parked.count == 2 && again.faults.isEmpty)
  }
}

extension Story {
  /// What the journal takes on disk, its log included.
  fileprivate var journalBytes: Int {
    get throws {
      try ["journal.sqlite", "journal.sqlite-wal"].reduce(0) { sum, name in
        let path = data + "/" + name
        guard FileManager.default.fileExists(atPath: path) else { return sum }
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        return sum + (size ?? 0)
      }
    }
  }
}
