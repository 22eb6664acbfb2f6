import Synchronization
import Testing

@testable import KassaRuntime

/// A front end that goes away while the till has something to show, or while a terminal is at work.
@Suite struct GoneFrontEndTests {
  /// Answers, and leaves: at the first receipt, which nobody has seen then, or as soon as the till waits
  /// for a terminal.
  private actor Leaving: Cashier {
    private var replies: ArraySlice<String>
    init(_ replies: [String]) { self.replies = replies[...] }

    func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
      if prompt.id == "person.pin" { return .text(Story.pin) }
      guard let next = replies.popFirst() else { throw CashierGone() }
      return Answer(words: String(next.drop { $0 != ":" }.dropFirst(2)))
    }

    func refuse(_ error: AnswerError, of prompt: Prompt) async {}

    func show(_ notice: Notice) async throws(CashierGone) {
      if case .paper(let paper) = notice, paper.kind == .receipt { throw CashierGone() }
    }

    func leaving() async {}
  }

  @Test func `paper that nobody saw is shown again after a restart`() async throws {
    let story = try Story()
    try await story.play(Story.start)
    try await Self.play(story, Leaving(["sale: pay.cash", "payment.cash: 199.50"]))
    let scene = try await story.play([])
    #expect(scene.papers.map(\.kind) == [.receipt] && scene.stands == "sale")
    #expect(scene.documents.count == 1)
    // Seen once, it is no second receipt to whoever starts the till again.
    #expect(try await story.play([]).papers == [])
    #expect(try story.verify().receipts == 1)
  }

  /// A pipe takes what its reader dies before reading: only an answer shows that it was read.
  @Test func `paper that no program answered after is shown to it again`() async throws {
    let story = try Story()
    story.source = .program
    try await story.play(Story.start)
    let sold = try await story.play(["sale: pay.cash", "payment.cash: 199.50"])
    #expect(sold.papers.map(\.kind) == [.shiftOpening, .receipt])
    let again = try await story.play([])
    #expect(again.papers == sold.papers.suffix(1) && again.stands == "sale")
    let answered = try await story.play([Story.coffee])
    #expect(answered.papers == again.papers)
    #expect(try await story.play([]).papers.isEmpty)
    #expect(try story.verify().receipts == 1)
  }

  /// The till is gone when this returns, as its process would be.
  private static func play(_ story: Story, _ cashier: any Cashier) async throws {
    let till = try await story.open(cashier)
    await #expect(throws: CashierGone.self) { try await till.run() }
  }

  private static func cancel(_ story: Story, _ cashier: any Cashier) async throws {
    let till = try await story.open(cashier)
    let run = Task { try await till.run() }
    try await Task.sleep(for: .milliseconds(300))
    run.cancel()
    await #expect(throws: (any Error).self) { try await run.value }
  }

  /// A terminal that never answers a charge.
  private struct Slow: TerminalDriver {
    let id = "slow"
    let name = "Пинпад"
    func charge(_ request: TerminalCharge) async -> TerminalReply {
      try? await Task.sleep(for: .seconds(3600))
      return .unknown
    }
    func outcome(of request: TerminalCharge) async -> TerminalReply { .declined(reason: "none") }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a till whose front end is gone does not wait for a terminal`() async throws {
    let story = try Story()
    story.terminals = [Slow()]
    try await story.play(Story.start)
    try await Self.play(story, Leaving(["sale: pay.card"]))
    // It is resumable: the terminal is asked what became of the charge.
    let scene = try await story.play([])
    #expect(scene.stands == "charge.declined")
    #expect(scene.receipt?.attempts.map(\.state) == [.declined])
    _ = try story.verify()
  }

  @Test(.timeLimit(.minutes(1)))
  func `a cancelled till does not wait for a terminal`() async throws {
    let story = try Story()
    story.terminals = [Slow()]
    try await story.play(Story.start)
    try await Self.cancel(story, story.scripted(["sale: pay.card"]))
    #expect(try await story.play([]).stands == "charge.declined")
  }
}
