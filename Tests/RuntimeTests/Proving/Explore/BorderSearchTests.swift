import Testing

@testable import KassaProving
@testable import KassaRuntime

/// Amounts, times and remembered values that no text of a store names, and from which on it asks otherwise.
@Suite(.timeLimit(.minutes(5))) struct BorderSearchTests {
  @Test func `halves out the amount from which a share of the total asks for more`() async throws {
    let found = try await borders(
      """
      on = { before_payment = function()
        if receipt.total() * 3 // 100 >= rub "151" then prompt.tell { "leto.big", title = "Много" } end
      end },
      """)
    // 5,033.34 is the first of which three hundredths are 151.00.
    #expect(found.amounts == [Money(checked: 5_033_34)])
    #expect(found.moments == [] && found.kept == [])
  }

  /// It is a border all the same, where `diff` looks first.
  @Test func `finds one that a text names for something else`() async throws {
    let found = try await borders(
      """
      rights = { remove = { above = rub "5000" } },
      on = { before_payment = function()
        if receipt.total() * 3 // 100 >= rub "150" then prompt.tell { "leto.big", title = "Много" } end
      end },
      """)
    #expect(found.amounts == [Money(checked: 5_000_00)])
  }

  @Test func `halves out the minute from which it asks otherwise`() async throws {
    let found = try await borders(
      """
      on = { line_added = function()
        local time = clock.parts(clock.now())
        if time.hour * 60 + time.minute >= 22 * 60 + 7 then prompt.tell { "leto.late", title = "Поздно" } end
      end },
      """)
    let times = found.moments.map { LocalTime($0, offsetSeconds: DayClock.offsetSeconds).text }
    #expect(times.contains { $0.contains("22:06") } && times.contains { $0.contains("22:07") })
  }

  @Test func `finds what must have been remembered for another question`() async throws {
    let found = try await borders(
      """
      kept = { { "visits", kind = "number", default = 0, life = "till" } },
      on = { after_receipt = function()
        kept.set("visits", kept.get "visits" + 1)
        if kept.get "visits" % 100 == 0 then prompt.tell { "leto.gift", title = "Подарок" } end
      end },
      """)
    #expect(found.kept.first?.value == .int(99))
  }

  @Test func `looks for none where no function has a word in a sale`() async throws {
    #expect(try await borders("ask_contact = true,") == StoreBorders())
  }

  private func borders(_ parts: String) async throws -> StoreBorders {
    let tried = try TriedStore(parts)
    var store = try ExploredStore(folder: tried.path)
    try await store.findBorders()
    return store.borders
  }
}
