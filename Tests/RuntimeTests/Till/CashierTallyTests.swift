import Testing

@testable import KassaRuntime

/// What cashiers do that no document tells stands on X and Z, by cashier and kind (shift.md S28).
@Suite struct CashierTallyTests {
  @Test func `names lines that were removed, receipts that were cleared, and cards not run`()
    async throws
  {
    let story = try Story()
    let scene = try await story.play(
      Story.start + [
        "sale: free 50 Чай", "sale: remove 2", "sale: free 30 Вода", "sale: quantity 1 0.5",
        "sale: clear", "sale.clear: yes", Story.coffee, "sale: pay.card", "charge.window: not_run",
        "sale: pay.card", "charge.window: not_run", "sale: pay.card",
        "charge.window: approved", "sale: shift", "shift.close: yes",
      ])
    let lines = try #require(scene.papers.last { $0.kind == .shiftClosing }?.lines)
    // 50.00; half of 199.50, rounded; then 99.75 and 30.00 that were cleared.
    #expect(lines.contains { $0.hasPrefix("Анна, УБРАНО (4)") && $0.hasSuffix("279.50") })
    #expect(
      lines.contains { $0.hasPrefix("Анна, НЕ ПРОВОДИЛИ (2, 66 %)") && $0.hasSuffix("399.00") })
    #expect(scene.state.core.tallies == nil)
  }

  /// A receipt that is set aside is not cleared.
  @Test func `counts nothing of what is set aside or printed`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.start + ["sale: park", Story.coffee, "sale: pay.cash", "payment.cash: 199.50"])
    #expect((scene.state.core.tallies ?? [:]).values.allSatisfy { $0.removed.count == 0 })
  }
}
