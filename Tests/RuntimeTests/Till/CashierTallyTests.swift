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

  /// By hand and by the store's prices apart, as `report cashier` has them.
  @Test func `names what sales were made cheaper by, and by whom`() async throws {
    let story = try Story(
      #"prices = { { "Скидка", function(lines) return { [lines[1].id] = 500 } end } },"#)
    let scene = try await story.play(
      Story.signIn + [
        "sale: free 100 Чай", "sale: free 100 Сок", "sale: discount 2 10", "sale: pay.cash",
        "payment.cash: 185", "sale: shift", "shift.close: yes",
      ])
    let lines = try #require(
      scene.papers.last { $0.kind == .shiftClosing }?.lines, "\(scene.prompts.map(\.id))")
    #expect(
      lines.contains { $0.hasPrefix("Анна, СКИДКИ ВРУЧНУЮ (1)") && $0.hasSuffix(" 10.00") },
      "\(lines)")
    #expect(lines.contains { $0.hasPrefix("Анна, СКИДКИ МАГАЗИНА (1)") && $0.hasSuffix(" 5.00") })
    let books = try JournalReader(folder: story.data).books()
    let table = books.table(.cashier, now: Moment(milliseconds: 0), offsetSeconds: 0)
    let row = Dictionary(uniqueKeysWithValues: zip(table.columns, try #require(table.rows.first)))
    #expect(row["discounted"] == .count(1) && row["discounted_sum"] == .money(1_000))
    #expect(row["cut"] == .count(1) && row["cut_sum"] == .money(500))
    #expect(row["discount"] == .money(1_500))
  }

  /// A receipt that is set aside is not cleared.
  @Test func `counts nothing of what is set aside or printed`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.start + ["sale: park", Story.coffee, "sale: pay.cash", "payment.cash: 199.50"])
    #expect((scene.state.core.tallies ?? [:]).values.allSatisfy { $0.removed.count == 0 })
  }
}
