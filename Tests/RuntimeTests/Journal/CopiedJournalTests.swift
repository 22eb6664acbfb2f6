import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A journal and a registrar that do not belong together: a restored copy, another seller's device.
@Suite struct CopiedJournalTests {
  private static let sell = ["sale: pay.cash", "payment.cash: 199.50"]

  @Test func `a copy opens only to reconcile, then sells`() async throws {
    let story = try Story()
    try await story.play(Story.start)
    let copy = try story.journalFiles()
    try await story.play(Self.sell + [Story.coffee] + Self.sell + [Story.coffee])
    let issued = try story.receipts.map(\.printed.number)
    try story.restore(copy)
    let behind = try await story.play(["till.behind: text ок"])
    #expect(behind.prompts.map(\.id) == ["till.behind", "till.behind"])
    #expect(behind.refusals.count == 1)
    #expect(behind.prompts.last?.body.contains("ФД 1–3") == true, "\(behind.prompts)")
    let scene = try await story.play(["till.behind: reconciled", "sale: free 50 Чай", "sale: park"])
    #expect(scene.stands == "sale")
    #expect(try story.receipts.map(\.printed.number) == issued)
    let again = try await story.play([Story.coffee] + Self.sell)
    #expect(again.prompts.first?.id == "sale")
    #expect(try story.receipts.count == issued.count + 1)
    #expect(try story.verify().matters == 0)
  }

  /// The copy stands in a sale that was printed after the copy was made.
  @Test(arguments: [[], [Story.coffee]])
  func `what was sold since the copy is not in hand any more`(goods: [String]) async throws {
    let story = try Story()
    try await story.play(Story.signIn + goods)
    let copy = try story.journalFiles()
    try await story.play((goods.isEmpty ? [Story.coffee] : []) + Self.sell)
    try story.restore(copy)
    let scene = try await story.play(
      ["till.behind: reconciled", "sale: free 70 Торт", "sale: pay.cash", "payment.cash: 70"])
    #expect(scene.documents.map(\.total.kopecks) == [19_950, 7_000])
    #expect(try story.verify().receipts == 1)
  }

  /// The copy holds a parked receipt that was printed after the copy was made.
  ///
  /// The registrar knows its key and answers with that document, which must not cover other goods.
  @Test func `a copy never takes another sale's document for its own`() async throws {
    let story = try Story()
    let parked = try await story.play(Story.start + ["sale: park"]).state.parked
    let id = try #require(parked.keys.first)
    let copy = try story.journalFiles()
    let takeBack = ["sale: parked", "parked.list: \(id)"]
    try await story.play(takeBack + Self.sell + [Story.coffee] + Self.sell)
    try story.restore(copy)
    let scene = try await story.play(
      ["till.behind: reconciled"] + takeBack + [
        "sale: free 70 Торт", "sale: pay.cash", "payment.cash: 269.50",
        "print.refused: leave", "payment.return_cash: returned", "sale: park", "sale: free 80 Торт",
        "sale: pay.cash",
        "payment.cash: 80", "sale: free 90 Торт", "sale: pay.cash", "payment.cash: 90",
      ])
    #expect(scene.first("print.refused")?.body.hasPrefix("Чек уже напечатан") == true)
    #expect(scene.state.parked.values.map(\.receipt.total.kopecks) == [26_950])
    let totals = try story.receipts.map(\.document.total.kopecks)
    #expect(totals == [19_950, 19_950, 8_000, 9_000])
    #expect(try story.verify().receipts == 2)
  }

  /// The flow began before its till was reconciled, so its shift's key is of a later document than
  /// the flow's start knows.
  @Test(arguments: [true, false])
  func `a flow that was reconciled replays to where it stands`(isRestarted: Bool) async throws {
    let story = try Story()
    try await story.play(Story.start)
    let copy = try story.journalFiles()
    try await story.play([
      "sale: clear", "sale.clear: yes", "sale: free 70 Торт", "sale: pay.cash", "payment.cash: 70",
    ])
    try story.restore(copy)
    let reconcile = ["till.behind: reconciled"]
    if isRestarted { #expect(try await story.play(reconcile).stands == "sale") }
    story.clock.advance(hours: 25)
    let charging = try await story.play((isRestarted ? [] : reconcile) + ["sale: pay.card"])
    #expect(charging.papers.map(\.kind) == [.shiftClosing, .shiftOpening])
    let scene = try await story.play([])
    #expect(scene.stands == "charge.window", "\(scene.warnings)")
    #expect(scene.warnings.isEmpty && scene.receipt?.openAttempt != nil)
    try await story.play(["charge.window: approved"])
    #expect(try story.verify().matters == 0)
  }

  @Test func `receipts of two lives of a journal never share a key`() async throws {
    var keys: Set<String> = []
    let story = try Story()
    try await story.play(Story.signIn)
    let copy = try story.journalFiles()
    for _ in 1...3 {
      try story.restore(copy)
      let scene = try await story.play(["sale: clear"])
      keys.insert(try #require(scene.receipt?.id))
    }
    #expect(keys.count == 3)
  }

  @Test func `a copy in the middle of a charge asks about it after reconciling`() async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card"])
    let copy = try story.journalFiles()
    try await story.play([
      "charge.window: declined", "charge.declined: cash", "payment.cash: 199.50",
    ])
    try story.restore(copy)
    let scene = try await story.play(["till.behind: reconciled"])
    #expect(scene.stands == "charge.window")
    #expect(scene.receipt?.openAttempt?.state == .open)
    #expect(try story.receipts.count == 1)
  }

  /// A seller or a taxation that the registrar was not registered with, and what is said.
  @Test(arguments: [
    (
      "7707083893", "usn_income",
      "the store's INN and taxation are 7707083893, usn_income, the registrar's are 7701234567, "
        + "usn_income; use the store's own registrar"
    ),
    (
      "7701234567", "osn",
      "the store's INN and taxation are 7701234567, osn, the registrar's are 7701234567, "
        + "usn_income; use the store's own registrar"
    ),
  ])
  func `a store of another seller gives way to the one before`(
    inn: String, taxation: String, says: String
  ) async throws {
    let story = try Story()
    try await story.play(Story.start)
    story.registrar = try story.ownRegistrar()
    story.store = Story.store("", inn: inn, taxation: taxation)
    let scene = try await story.play([])
    #expect(scene.stands == "sale" && scene.warnings.contains { $0.contains("на прежнем") })
    #expect(story.log.text.contains(says))
    story.store = Story.store("")
    let again = try await story.play([])
    #expect(again.stands == "sale" && again.warnings.isEmpty)
  }

  @Test func `a store of another seller is refused where none has run`() async throws {
    let story = try Story()
    _ = try story.findings()
    try story.give([:])
    story.registrar = try story.ownRegistrar()
    story.store = Story.store("", inn: "7707083893")
    await #expect(throws: StoreError.self) { try await story.play([]) }
  }
}

extension Story {
  /// The journal's files, by their names.
  func journalFiles() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: data)
    where name.hasPrefix("journal.sqlite") {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: data + "/" + name))
    }
    return files
  }

  func restore(_ files: [String: Data]) throws {
    for name in try journalFiles().keys {
      try FileManager.default.removeItem(atPath: data + "/" + name)
    }
    for (name, content) in files {
      try content.write(to: URL(fileURLWithPath: data + "/" + name))
    }
  }

  /// The registrar in the data folder, registered for the store as it is now.
  func ownRegistrar(format: FormatVersion = .ffd12) throws -> EmulatedRegistrar {
    try EmulatedRegistrar(
      for: StoreBundle(folder: folder.path + "/leto"), data: data,
      settings: Till.Settings(clock: { [clock] in clock.now }), format: format)
  }
}
