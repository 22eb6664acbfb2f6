import Foundation
import GRDB
import Testing

@testable import KassaRuntime

/// A till starts: where the store's folder can't be used it goes on with what ran last, and says so.
@Suite struct StandInStoreTests {
  /// What becomes of a store's folder by an update that broke.
  static let breaks: [(name: String, store: String)] = [
    ("no Lua", "this is no Lua"), ("nothing", ""), ("an error", "error 'x'"),
    ("another API", Story.store("").replacing("api = 1", with: "api = 2")),
    ("a wrong value", Story.store("providers = {},")), ("a loop", "while true do end"),
    ("no seller", Story.store("").replacing("7701234567", with: "77")),
  ]

  @Test(arguments: breaks.indices)
  func `an open charge goes on where it stood`(index: Int) async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card"])
    story.store = Self.breaks[index].store
    let scene = try await story.play(["charge.window: approved", Story.coffee])
    #expect(scene.documents.count == 1 && scene.receipt?.lines.count == 1, "\(Self.breaks[index])")
    #expect(scene.warnings.contains { $0.contains("касса работает на прежнем") })
    #expect(story.log.text.contains("the store can't be used"))
    #expect(try story.verify().receipts == 1)
  }

  @Test func `the entry says why, and the folder is tried at every start`() async throws {
    let story = try Story("texts = { ru = { [\"sale\"] = { title = \"Первый\" } } },")
    try await story.play(Story.start)
    story.store = "error 'x'"
    let broken = try await story.play(["sale: clear", "sale.clear: yes"])
    #expect(broken.prompts.last?.title == "Первый")
    let journal = try Journal(folder: story.data, identity: { "" }, seam: .production)
    let starts = try journal.entries(from: 1).compactMap { entry -> TillStart? in
      if case .start(let start) = entry { start } else { nil }
    }
    #expect(starts.last?.refused?.contains("leto/store.lua:1: x") == true)
    #expect(starts.first?.refused == nil)
    withExtendedLifetime(journal) {}
  }

  @Test func `a corrected folder is taken`() async throws {
    let story = try Story()
    try await story.play(Story.signIn)
    story.store = "error 'x'"
    try await story.play([Story.coffee, "sale: clear", "sale.clear: yes"])
    story.store = Story.store("texts = { ru = { [\"sale\"] = { title = \"Новый\" } } },")
    let scene = try await story.play([Story.coffee, "sale: clear", "sale.clear: yes"])
    #expect(scene.prompts.last?.title == "Новый" && scene.warnings.isEmpty)
  }

  @Test(arguments: breaks.indices)
  func `a first start refuses`(index: Int) async throws {
    let story = try Story()
    story.store = Self.breaks[index].store
    await #expect(throws: StoreError.self) { _ = try await story.open(ScriptedCashier([])) }
  }

  @Test func `a folder of another INN or taxation is one that can't be used`() async throws {
    for store in [Story.store("", inn: "7707083893"), Story.store("", taxation: "osn")] {
      let story = try Story()
      try await story.play(Story.start)
      story.registrar = try story.ownRegistrar()
      story.store = store
      let scene = try await story.play(["sale: pay.cash", "payment.cash: 199.50", Story.coffee])
      #expect(scene.documents.count == 1 && scene.receipt?.lines.count == 1)
      #expect(scene.warnings.contains { $0.contains("касса работает на прежнем") })
      #expect(story.log.text.contains("the registrar's are 7701234567"))
      _ = try story.verify()
    }
  }

  @Test func `a folder that is gone is one that can't be used`() async throws {
    let story = try Story()
    try await story.play(Story.start)
    story.isStoreGone = true
    let scene = try await story.play(["sale: pay.cash", "payment.cash: 199.50"])
    #expect(scene.documents.count == 1)
  }

  @Test func `where nothing of the store can run the stock flow sells within its limits`()
    async throws
  {
    let story = try Story(
      """
      providers = { stock.standalone { most = 10000, title = "ВТБ" } },
      on = { before_payment = function() end },
      """)
    try await story.play(Story.signIn)
    // Neither what ran last nor what is there now is for this program.
    try await story.forgetBundles()
    story.store = "error 'x'"
    let asked = try await story.play([Story.coffee, "sale: pay.card"])
    #expect(asked.state.flow?.start.level == .stock && asked.stands == "guard.lift")
    let refused = try await story.play(["guard.lift: receipt"])
    #expect(refused.stands == "charge.no_terminal" || refused.stands == "charge.terminal")
    #expect(refused.receipt?.attempts.isEmpty == true)
    let cash = try await story.play([])
    #expect(cash.state.core.cashier == "Анна")
  }
}

extension Story {
  /// Takes the files of the store from the journal, as if they could not be used any more.
  fileprivate func forgetBundles() async throws {
    let database = try DatabaseQueue(path: data + "/journal.sqlite")
    try await database.write { try $0.execute(sql: "DELETE FROM bundle") }
    try database.close()
  }
}
