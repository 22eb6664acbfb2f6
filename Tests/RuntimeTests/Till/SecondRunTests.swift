import Testing

@testable import KassaRuntime

/// Two tasks of a host run one till.
@Suite struct SecondRunTests {
  @Test func `a second run at once is refused, and the first one goes on`() async throws {
    let story = try Story()
    let intruder = Intruder()
    do {
      let till = try await story.open(intruder)
      await intruder.take(till)
      await #expect(throws: CashierGone.self) { try await till.run() }
    }
    #expect(await intruder.refused == TillRuns())
    #expect(try await story.play(Story.start).stands == "sale")
  }

  /// Runs the till that asks it.
  private actor Intruder: Cashier {
    private var till: Till?
    private(set) var refused: TillRuns?

    func take(_ till: Till) { self.till = till }

    func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
      do { try await till?.run() } catch { refused = error as? TillRuns }
      till = nil
      throw CashierGone()
    }

    func refuse(_ error: AnswerError, of prompt: Prompt) {}
    func show(_ notice: Notice) {}
  }
}
