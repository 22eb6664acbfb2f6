import Testing

@testable import KassaRuntime

/// Choices that lead to money: the library's ids and buttons, a line of Swift's, the receipt's own sums.
@Suite struct MoneyChoiceTests {
  private static let open = #"receipt.add { name = "Кофе", price = 19950 } shift.open()"#
  private static let charged = """
    \(open)
    terminal.charge { "charge.window", terminal = "standalone", amount = 19950 }
    """

  @Test func `no other call asks one, and no label of another prompt passes for it`() async throws {
    let list = MoneyPrompts.choices.map { "\"\($0.id)\"" }.joined(separator: ", ")
    let script = """
      \(Self.open)
      for _, id in ipairs { \(list) } do
        for _, name in ipairs { "tell", "confirm", "sale", "amount", "text" } do
          local fine, why = pcall(prompt[name], { id, title = "?" })
          if fine or not why:find("is a prompt about money", 1, true) then
            error(name .. " " .. id .. ": " .. tostring(why))
          end
        end
      end
      prompt.tell { "told", title = "Told" }
      """
    let scene = try await Story.sale(script).play(Story.signIn)
    #expect(scene.stands == "told", "\(scene.faults)")
  }

  /// What a store's own flow may not ask, and what it is told.
  static let refused: [(before: String, call: String, says: String)] = [
    (open, #"{ "payment.leave" }"#, "this receipt has none"),
    (open, #"{ "charge.detached" }"#, "that was set aside"),
    (open, #"{ "charge.duplicate" }"#, "without an outcome"),
    (
      open, #"{ "unconfirmed.owed", args = { amount = 100, terminal = "ВТБ" } }"#,
      "none is of that amount"
    ),
    (charged, #"{ "payment.leave", buttons = { "print", "give" } }"#, "has no «give»"),
    (charged, #"{ "payment.leave", default = "print" }"#, "has no default"),
    (charged, #"{ "payment.leave", cancel = true }"#, "can't be cancelled"),
    (open, #"{ "charge.declined", buttons = { "paid" } }"#, "has no «paid»"),
  ]

  @Test(arguments: refused.indices)
  func `a choice is asked of what is there, with its own buttons`(index: Int) async throws {
    let (before, call, says) = Self.refused[index]
    let script = """
      \(before)
      local fine, why = pcall(prompt.choose, \(call))
      if fine or not why:find("\(says)", 1, true) then error(tostring(why)) end
      prompt.tell { "told", title = "Told" }
      """
    let replies = before == Self.charged ? ["charge.window: approved"] : []
    let scene = try await Story.sale(script).play(Story.signIn + replies)
    #expect(scene.stands == "told", "\(scene.faults)")
  }

  @Test func `each shows Swift's line and the receipt's own sums`() async throws {
    let script = """
      \(Self.charged)
      prompt.choose { "payment.leave", args = { amount = 1 }, hide = { "rest" } }
      """
    let story = try Story(
      Story.flow(script)
        + #"texts = { ru = { ["payment.leave"] = { title = "Всё хорошо", body = "{amount}", "#
        + #"buttons = { { "print", "Вернуть на карту" }, { "senior", "Отказ" }, { "x", "Ещё" } } } } },"#
    )
    let scene = try await story.play(Story.signIn + ["charge.window: approved"])
    let prompt = try #require(scene.prompts.last)
    #expect(prompt.id == "payment.leave", "\(scene.faults)")
    #expect(prompt.effect?.text(.ru) == "Оплата 199,50\u{A0}₽ · Автономный терминал")
    #expect(prompt.body == "199,50\u{A0}₽")
    #expect(prompt.buttons.prefix(3).map(\.id) == ["print", "senior", "refund"])
    #expect(
      prompt.buttons.prefix(3).map(\.label) == [
        "Напечатать чек", "Передать старшему", "Вернуть на карту",
      ])
  }

  /// The stock flow's own, one after the other.
  @Test func `the stock choices show theirs`() async throws {
    let scene = try await Story().play(
      Story.start + [
        "sale: pay.card", "charge.window: declined", "charge.declined: again",
        "charge.window: unknown", "charge.unknown: unknown",
      ])
    #expect(scene.stands == "charge.detached")
    #expect(
      ["charge.declined", "charge.detached"].map { scene.first($0)?.effect?.text(.ru) } == [
        "Оплата 199,50\u{A0}₽", "Оплата 199,50\u{A0}₽ · Автономный терминал",
      ])
  }
}
