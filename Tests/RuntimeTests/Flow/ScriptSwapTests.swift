import Foundation
import GRDB
import Testing

@testable import KassaRuntime

/// A new script never breaks an open flow: it runs its own bundle, out of the journal.
@Suite struct ScriptSwapTests {
  /// Where a sale stands when the script is swapped, and how it then goes on.
  static let places: [(before: [String], after: [String])] = [
    ([], ["sale: free 10 Чай", "sale: pay.cash", "payment.cash: 209.50"]),
    (["sale: pay.card"], ["charge.window: approved"]),
    (
      ["sale: pay.card", "charge.window: unknown"],
      ["charge.unknown: approved"]
    ),
    (
      ["sale: pay.card", "charge.window: declined"],
      ["charge.declined: cash", "payment.cash: 199.50"]
    ),
    (["sale: pay.cash"], ["payment.cash: 199.50"]),
    (
      ["sale: pay.split", "payment.split: 100", "charge.window: approved"],
      ["payment.cash: 99.50"]
    ),
  ]

  /// What the store becomes.
  static let swaps = [
    Story.flow(#"prompt.tell { "new.one", title = "New" }"#),
    Story.flow("error 'broken'"),
    #"providers = { stock.standalone { proof = { "amount", "rrn" } } },"#,
    #"texts = { ru = { ["payment.cash"] = { title = "Деньги" } } },"#,
  ]

  @Test func `somebody the new store does not name sells nothing more`() async throws {
    let story = try Story()
    try await story.play(Story.start)
    story.store = story.store.replacing("\"Анна\"", with: "\"Вера\"")
    let scene = try await story.play([
      "person.new_pin: text \(Story.pin)", "person.repeat_pin: text \(Story.pin)",
      "sale: pay.cash", "payment.cash: 199.50",
    ])
    #expect(scene.documents.map(\.cashier) == ["Вера"])
    #expect(scene.stands == "sale" && scene.state.cashier == "Вера")
    _ = try story.verify()
  }

  @Test(arguments: places.indices, swaps.indices)
  func `an open flow goes on at the same prompt by its own script`(
    place: Int, swap: Int
  ) async throws {
    let (before, after) = Self.places[place]
    let story = try Story()
    let stood = try #require(try await story.play(Story.start + before).prompts.last)
    story.store = Story.store(Self.swaps[swap])
    let scene = try await story.play(after)
    #expect(scene.prompts.first?.number == stood.number && scene.prompts.first?.id == stood.id)
    let buttons = Set(scene.prompts.first?.buttons.map(\.id) ?? [])
    #expect(buttons.isSuperset(of: stood.buttons.map(\.id)))
    #expect(scene.documents.count == 1)
    #expect(scene.stands == (swap == 0 ? "new.one" : "sale"))
    #expect(try story.faults().map(\.kind) == (swap == 1 ? [.error] : []))
    #expect(try story.verify().matters == 0)
  }

  @Test func `words of the old script stay with its flow`() async throws {
    let words = #"texts = { ru = { ["charge.window"] = { title = "Сперва карта!" } } },"#
    let story = try Story(words)
    try await story.play(Story.start)
    story.store = Story.store(words.replacing("Сперва карта!", with: "Потом карта"))
    let old = try await story.play(["sale: pay.card", "charge.window: approved"])
    #expect(old.first("charge.window")?.title == "Сперва карта!")
    let new = try await story.play([Story.coffee, "sale: pay.card"])
    #expect(new.first("charge.window")?.title == "Потом карта")
  }

  /// What becomes of the open flow's bundle in the journal's file.
  static let losses = [
    "DELETE FROM bundle",
    "UPDATE bundle SET files = CAST('{}' AS BLOB)", "UPDATE bundle SET files = zeroblob(3)",
    "UPDATE bundle SET files = CAST(replace(files, 'prompt.', 'promt.') AS BLOB)",
    "UPDATE bundle SET files = CAST(replace(files, 'return', 'retrun') AS BLOB)",
  ]

  @Test(arguments: losses)
  func `a bundle that can't be loaded falls back with the receipt`(loss: String) async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card"])
    try story.change(loss)
    let scene = try await story.play(["charge.open: approved", "payment.leave: print"])
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [19_950])
    #expect(try story.faults().map(\.kind) == [.unloadable])
  }

  @Test func `a bundle that was edited in the journal does not run`() async throws {
    let story = try Story.sale(
      #"receipt.add { name = "Кофе", price = 100 } prompt.tell { "one", title = "Один" }"#)
    try await story.play(Story.signIn)
    try story.change("UPDATE bundle SET files = CAST(replace(files, 'Один', 'Два') AS BLOB)")
    let scene = try await story.play([])
    #expect(scene.stands == "sale")
    #expect(try story.faults().map(\.kind) == [.unloadable])
  }

  /// Entries of an open flow as no script of its bundle could have made them.
  @Test(arguments: [
    ("payment.split", "payment.spilt"), (#""reads":[{"#, #""reads":[true,{"#),
  ])
  func `a flow that can't be replayed falls back with the receipt`(
    edit: (from: String, to: String)
  ) async throws {
    let story = try Story()
    try await story.play(
      Story.start + ["sale: pay.split", "payment.split: 100", "charge.window: approved"])
    try story.change(
      "UPDATE entry SET body = CAST(replace(body, '\(edit.from)', '\(edit.to)') AS BLOB)")
    let scene = try await story.play([])
    #expect(scene.stands == "payment.leave")
    #expect(scene.receipt?.charged.kopecks == 10_000)
    #expect(try story.faults().map(\.kind) == [.diverged])
  }
}

extension Story {
  /// Changes the journal's file behind the till's back.
  func change(_ sql: String) throws {
    let queue = try DatabaseQueue(path: data + "/journal.sqlite")
    try queue.write { try $0.execute(sql: sql) }
  }
}
