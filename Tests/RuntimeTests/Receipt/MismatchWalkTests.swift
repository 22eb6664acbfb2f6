import Testing

@testable import KassaRuntime

/// Whatever is answered about a slip of another amount, the money ends where it can be proven.
@Suite struct MismatchWalkTests {
  private static let due: Int64 = 19_950

  /// What is typed where no button says it: less, more, and the amount asked for.
  private static let typed: [String: [String]] = [
    "charge.amount": ["19.95", "1995", "199.50"], "payment.cash": ["179.55"],
    "payment.split": ["50"],
  ]

  /// Where the question about the slip is over; the walk goes no further.
  private static let ends: Set<String> = ["sale", "charge.declined", "charge.detached"]

  /// Answers after the terminal is said to have approved: short runs of every answer to every prompt.
  @Test(.timeLimit(.minutes(5)))
  func `every run of answers ends printed, uncharged or as a matter`() async throws {
    var runs: [[String]] = [[]]
    var ended: Set<String> = []
    while let run = runs.popLast() {
      let story = try Story(#"providers = { stock.standalone { proof = { "amount" } } },"#)
      let scene = try await story.play(
        Story.start + ["sale: pay.card", "charge.window: approved"] + run)
      #expect(scene.refusals.isEmpty, "\(run)")
      guard !Self.ends.contains(scene.stands) else {
        ended.insert(try check(scene, run))
        continue
      }
      #expect(scene.documents.isEmpty, "\(run)")
      if run.count == 4 { continue }
      let prompt = try #require(scene.prompts.last)
      let answers =
        prompt.buttons.map(\.id).filter { $0 != "back" } + Self.typed[prompt.id, default: []]
      #expect(!answers.isEmpty, "\(run) is a dead end")
      runs += answers.map { run + ["\(prompt.id): \($0)"] }
    }
    #expect(ended == ["printed", "uncharged", "matter"])
  }

  private func check(_ scene: Scene, _ run: [String]) throws -> String {
    if let document = scene.documents.first {
      let payments = document.payments
      #expect(payments.cashless.kopecks + payments.cash.kopecks == Self.due, "\(run)")
      #expect(scene.documents.count == 1 && scene.receipt?.charged ?? .zero == .zero, "\(run)")
      return "printed"
    }
    let receipt = try #require(scene.receipt ?? scene.state.matters.first?.receipt, "\(run)")
    if receipt.hasMoneyInQuestion { return "matter" }
    #expect(receipt.charged == .zero && receipt.openAttempt == nil, "\(run)")
    return "uncharged"
  }
}
