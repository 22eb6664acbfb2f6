import Testing

@testable import KassaRuntime

/// A refund of several charges that does not come to its end: each is undone on the terminal that took
/// it, and what was not undone is still there.
@Suite struct BrokenOffRefundTests {
  /// 50.00 declined and then approved on the first terminal, 100.00 on the second; 49.50 is not paid.
  private static let charged =
    Story.signIn + TwoTerminals.setUp + [
      Story.coffee, "sale: pay.split", "payment.split: 50", "charge.window: declined",
      "charge.declined: cash", "payment.cash: cancel", "sale: pay.split", "payment.split: 50",
      "charge.window: approved", "payment.cash: cancel", "payment.tender: split",
      "payment.split: 100", "charge.window: approved", "payment.cash: cancel",
      "payment.tender: leave", "payment.leave: refund",
    ]

  /// The bank's terminal has slips; the store's own kind has none.
  private static let slip = ["void.amount: 50", "void.number: none"]

  /// What the two terminals say, where the till stands then, and the charges that are left.
  static let cases: [(voids: [Outcome], stands: String, left: [Int])] = [
    ([], "charge.void", [2, 3]),
    ([.approved], "charge.void", [3]),
    ([.declined], "charge.void", [2, 3]),
    ([.approved, .declined], "payment.leave", [3]),
    ([.declined, .approved], "payment.leave", [2]),
    ([.declined, .declined], "payment.leave", [2, 3]),
    ([.approved, .approved], "sale", []),
  ]

  @Test(arguments: cases.indices)
  func `leaves the charges that were not undone`(index: Int) async throws {
    let (voids, stands, left) = Self.cases[index]
    let story = try Story(TwoTerminals.store())
    let scene = try await story.play(
      Self.charged
        + voids.enumerated().flatMap { place, word in
          ["charge.void: \(word.rawValue)"]
            + (word == .declined ? ["charge.void_refused: back"] : place == 0 ? Self.slip : [])
        })
    #expect(scene.stands == stands && scene.faults.isEmpty, "\(scene.faults)")
    #expect(scene.receipt?.charges.map(\.attempt.id) == left)
    let sums = [2: 5_000, 3: 10_000] as [Int: Int64]
    #expect(scene.receipt?.charged.kopecks == left.reduce(0) { $0 + (sums[$1] ?? 0) })
    #expect(scene.documents.isEmpty)
    let asked = scene.prompts.filter { $0.id == "charge.void" }.map(\.kind)
    let expected = [("Сбер", 5_000), ("ВТБ", 10_000)] as [(String, Int64)]
    for (kind, (terminal, kopecks)) in zip(asked, expected) {
      guard case .outcome(let question) = kind else {
        Issue.record("\(kind)")
        continue
      }
      #expect(question.operation == .void && question.terminal == terminal)
      #expect(question.amount.kopecks == kopecks)
    }
    let voided = scene.receipt?.attempts.dropFirst(3).map(\.terminal.id) ?? []
    #expect(voided == Array(["t1", "t2"].prefix(voided.count)))
    // The same stands after a restart, and what is left can be refunded then.
    let again = try await story.play([])
    #expect(again.stands == stands && again.receipt?.charges.map(\.attempt.id) == left)
    _ = try story.verify()
  }

  @Test func `goes on with what is left`() async throws {
    let story = try Story(TwoTerminals.store())
    let scene = try await story.play(
      Self.charged + ["charge.void: approved"] + Self.slip + [
        "charge.void: declined", "charge.void_refused: back", "payment.leave: rest",
        "payment.tender: cash", "payment.cash: 99.50",
      ])
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [10_000])
    #expect(scene.documents.map(\.payments.cash.kopecks) == [9_950])
    #expect(scene.documents.first?.notes.first == "ВТБ: 100.00")
  }

  /// Nobody can tell whether the first was undone: it is set aside, and the second is not asked about.
  @Test func `stops at a charge of which nobody knows`() async throws {
    let story = try Story(TwoTerminals.store())
    let scene = try await story.play(
      Self.charged + ["charge.void: unknown", "charge.void_unknown: unknown"])
    #expect(scene.stands == "charge.detached")
    let set = try await story.play(["charge.detached: next"])
    #expect(set.stands == "sale" && set.faults.isEmpty)
    #expect(set.state.matters.map(\.receipt.charged.kopecks) == [15_000])
    #expect(set.state.matters.first?.receipt.openAttempt?.operation == .void(charge: 2))
    let id = try #require(set.state.matters.first?.receipt.id)
    let back = try await story.play([
      "sale: parked", "parked.list: \(id)", "senior.pin: text \(Story.pin)",
      "charge.void_unknown: approved", "void.amount: 50", "void.number: none",
      "payment.leave: refund", "charge.void: approved",
    ])
    #expect(back.stands == "sale" && back.receipt?.charged == .zero && back.documents.isEmpty)
    #expect(try story.verify().matters == 0)
  }
}
