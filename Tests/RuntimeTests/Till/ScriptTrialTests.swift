import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A new script that fails in its first sales gives way to the one before.
@Suite struct ScriptTrialTests {
  private static let sale = [Story.coffee, "sale: pay.cash", "payment.cash: 199.50"]

  private func sources(_ story: Story) throws -> [ScriptTaken.Source] {
    try story.scriptEntries().compactMap { entry in
      if case .script(let change) = entry { change.source } else { nil }
    }
  }

  /// What fails in a script, and where.
  static let failures = [
    "on = { receipt_begun = function() error 'x' end },",
    "on = { after_receipt = function() error 'x' end },",
    "flows = { sale = function() error 'x' end },",
  ]

  @Test(arguments: failures)
  func `what fails takes the till back, once the receipt in hand is over`(part: String) async throws
  {
    let story = try Story()
    let store = try story.bundle(Story.store(part))
    let (scene, report) = try await story.play(
      Story.signIn + Self.sale + Self.sale, swapping: store, at: 3)
    #expect(report.outcome == (part.hasPrefix("flows") ? .refused : .taken))
    #expect(scene.documents.count == 2)
    #expect(try sources(story) == [.sent, .back])
    #expect(scene.warnings.contains { $0.contains("вернулась к прежнему") })
    #expect(scene.state.flow?.start.level == .store)
    #expect(scene.state.scripts?.left == [store.script])
    // A start leaves it alone, whatever lies in the folder.
    story.store = Story.store(part)
    try await story.play(Self.sale)
    #expect(try sources(story) == [.sent, .back])
    _ = try story.verify()
  }

  @Test func `a script that a start took from the folder is on trial too`() async throws {
    let story = try Story()
    try await story.play(Story.signIn + Self.sale)
    story.store = Story.store("on = { after_receipt = function() error 'x' end },")
    try await story.play(Self.sale)
    #expect(try sources(story) == [.folder, .back])
    let scene = try await story.play(Self.sale)
    #expect(try sources(story) == [.folder, .back] && scene.warnings == [])
    _ = try story.verify()
  }

  @Test
  func `a cashier who goes on without the script, an error it logs and paper take nothing back`()
    async throws
  {
    let story = try Story()
    let store = try story.bundle(
      Story.store(
        """
        on = { receipt_begun = function() log.error "x" prompt.tell { "own", title = "Своё" } end },
        """))
    try await story.play(
      Story.signIn + ["sale: free 199.50 Кофе", "own: way_out", "sale: pay.cash"],
      swapping: store, at: 3)
    #expect(try sources(story) == [.sent])
    try EmulatedRegistrarControl(folder: story.data).set(.noPaper, times: nil)
    try await story.play(["payment.cash: 199.50"])
    #expect(try sources(story) == [.sent])
  }

  @Test func `a trial is over after its receipts or its time`() async throws {
    for isTime in [true, false] {
      let story = try Story()
      let store = try story.bundle(
        Story.store(
          """
          on = { after_receipt = function() if receipt.copy().total == 5000 then error 'x' end end },
          """))
      let good = isTime ? 1 : 20
      try await story.play(
        Story.signIn + (0..<good).flatMap { _ in Self.sale }, swapping: store, at: 3)
      if isTime { story.clock.advance(hours: 3) }
      try await story.play(["sale: free 50 Чай", "sale: pay.cash", "payment.cash: 50"])
      #expect(try sources(story) == [.sent], "\(isTime)")
    }
  }

  @Test func `where it can't go back it stays, says so, and does not try again`() async throws {
    let story = try Story()
    let store = try story.bundle(
      Story.store("on = { after_receipt = function() error 'x' end },"))
    try await story.play(Story.signIn, swapping: store, at: 3)
    // What ran before is lost.
    try story.change("DELETE FROM bundle WHERE hash <> '\(store.bundle.hash)'")
    let scene = try await story.play(Self.sale + Self.sale)
    #expect(scene.warnings.filter { $0.contains("касса остаётся на новом") }.count == 1)
    let refusals = try story.scriptEntries().compactMap { entry -> ScriptRefused? in
      if case .refused(let refused) = entry { refused } else { nil }
    }
    #expect(refusals.map(\.source) == [.back])
    #expect(scene.documents.count == 2)
  }
}
