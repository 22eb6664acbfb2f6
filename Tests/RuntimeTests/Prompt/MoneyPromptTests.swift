import Testing

@testable import KassaRuntime

/// M5: which call asks which prompt about money, and what each shows whatever a store writes.
@Suite struct MoneyPromptTests {
  private static let open = #"receipt.add { name = "Кофе", price = 19950 } shift.open()"#
  private static let charge = """
    \(open)
    terminal.charge { "charge.window", terminal = "standalone", amount = 19950,
      proof = { amount = "required", rrn = "optional" } }
    """
  private static let store = """
    providers = { stock.standalone { unknown = "own.again" },
      provider "own" { outcomes = { "own.window" }, charge = function() end } },
    """

  @Test func `no other call asks a prompt about money`() async throws {
    let calls = MoneyPrompts.rows.filter { $0.askers != [.choose] }
    let ids = calls.map(\.id) + ["own.window", "own.again", "last.outcome"]
    let hidden = ids.map { $0.replacing("e", with: "e\u{200B}") }
    let list = (ids + hidden).map { "\"\($0)\"" }.joined(separator: ", ")
    let script = """
      \(Self.open)
      for _, id in ipairs { \(list) } do
        for _, name in ipairs { "tell", "choose", "confirm", "sale", "amount", "text", "pin" } do
          local who = name == "pin" and "Анна" or nil
          local fine, why = pcall(prompt[name], { id, title = "?", cashier = who })
          if fine or not why:find("is a prompt about money", 1, true) then
            error(name .. " " .. id .. ": " .. tostring(why))
          end
        end
      end
      prompt.tell { "told", title = "Told" }
      """
    let scene = try await Story(Story.flow(script) + Self.store).play(Story.signIn)
    #expect(scene.stands == "told", "\(scene.faults)")
  }

  /// Calls that ask about money, each at a moment when it may ask, without their braces.
  static let calls: [(asker: MoneyPrompts.Asker, before: String, more: String)] = [
    (.charge, "", #", terminal = "standalone", amount = 1"#), (.cash, "", ""),
    (.ask, charge, ""), (.slipAmount, charge, ""), (.slipField, charge, #", field = "rrn""#),
    (.slipVerdict, charge, ""), (.voidMismatch, charge, ""), (.returnDifference, charge, ""),
    (.void, charge, ", charge = 1"), (.returnCash, "", ""), (.address, "", ""),
  ]

  @Test(arguments: calls.indices)
  func `a call about money asks its own prompts alone`(index: Int) async throws {
    let (asker, before, more) = Self.calls[index]
    let foreign = MoneyPrompts.rows.filter { !$0.askers.contains(asker) }.map(\.id) + ["z", "sale"]
    let list = foreign.map { "\"\($0)\"" }.joined(separator: ", ")
    let script = """
      \(before.isEmpty ? Self.open : before)
      for _, id in ipairs { \(list) } do
        local fine, why = pcall(\(asker.rawValue), { id, title = "?"\(more) })
        if fine or not why:find("was expected, got «" .. id, 1, true) then
          error(id .. ": " .. tostring(why))
        end
      end
      pcall(terminal.ask, { "charge.unknown" })
      prompt.tell { "told", title = "Told" }
      """
    let replies = before.isEmpty ? [] : ["charge.window: unknown", "charge.unknown: declined"]
    let scene = try await Story(Story.flow(script) + Self.store).play(Story.signIn + replies)
    #expect(scene.stands == "told", "\(scene.faults)")
  }

  @Test func `a void is not asked about by the words of a charge`() async throws {
    let script = """
      \(Self.open)
      terminal.charge { "charge.window", terminal = "standalone", amount = 19950 }
      terminal.void { "charge.void", charge = 1 }
      local fine, why = pcall(terminal.ask, { "charge.unknown" })
      if fine then error "asked" end
      terminal.ask { "charge.void_unknown" }
      """
    let scene = try await Story.sale(script).play(
      Story.signIn + ["charge.window: approved", "charge.void: unknown"])
    #expect(scene.stands == "charge.void_unknown", "\(scene.faults)")
  }

  @Test func `each prompt about money says what its answer will do`() async throws {
    let story = try Story(#"providers = { stock.standalone { proof = { "amount" } } },"#)
    let scene = try await story.play(
      Story.start + [
        "sale: pay.card", "charge.window: approved", "charge.amount: 150", "charge.under: void",
        "charge.void: unknown",
      ])
    let lines = ["charge.window", "charge.amount", "charge.under", "charge.void"].map { id in
      scene.first(id)?.effect?.text(.ru)
    }
    #expect(
      lines == [
        "Оплата 199,50\u{A0}₽ · Автономный терминал · чек после неё",
        "Оплата · Автономный терминал",
        "Оплата 199,50\u{A0}₽ · Автономный терминал", "Отмена 150,00\u{A0}₽ · Автономный терминал",
      ])
    #expect(scene.first("charge.amount")?.effect?.amount == nil)
    #expect(scene.first("sale")?.effect == nil)
  }

  @Test func `cash and other tenders say it too`() async throws {
    let script = """
      \(Self.open)
      receipt.confirm { tender = "other", amount = 100 }
      receipt.cash { "payment.cash" }
      receipt.return_cash { "payment.return_cash" }
      """
    let scene = try await Story.sale(script).play(
      Story.signIn + ["tender.other: yes", "payment.cash: 50"], language: .en)
    #expect(
      ["tender.other", "payment.cash", "payment.return_cash"].map {
        scene.first($0)?.effect?.text(.en)
      } == ["Count as payment 1.00\u{A0}₽", "Payment 198.50\u{A0}₽", "Refund 50.00\u{A0}₽"])
    #expect(scene.first("tender.other")?.buttons.map(\.label) == ["✓ Yes", "✕ No"])
  }

  @Test func `the amounts of a slip that differs are the till's`() async throws {
    let script = """
      \(Self.charge)
      terminal.slip_amount { "charge.amount" }
      terminal.slip_verdict { "charge.under", args = { difference = 1, got = 19949, due = 2 } }
      """
    let scene = try await Story.sale(script).play(
      Story.signIn + ["charge.window: approved", "charge.amount: 150"])
    #expect(scene.prompts.last?.title == "Не хватает 49,50\u{A0}₽")
    #expect(scene.prompts.last?.body == "Слип 150,00\u{A0}₽, нужно 199,50\u{A0}₽")
  }

  /// Characters that nobody sees, between the digits of another amount and before the till's.
  @Test(arguments: [
    "\u{200B}\u{200B}", "\u{FE0F}\u{FE0F}", "\u{AD}\u{200D}", "\u{2066}\u{202E}", "\u{E0061}",
    "\u{115F}\u{3164}", "\u{7}\u{1B}",
  ])
  func `what nobody sees hides no amount`(invisible: String) async throws {
    let script = """
      \(Self.open)
      terminal.charge { "charge.window", terminal = "standalone", amount = 19950,
        title = "Карта\(invisible)!", body = "1\(invisible)199,50\u{A0}₽ {a}",
        args = { a = "\(invisible)Автономный терминал" },
        buttons = { { "declined", "От\(invisible)каз" } } }
      """
    let scene = try await Story.sale(script).play(Story.signIn)
    let prompt = try #require(scene.prompts.last)
    let texts = [prompt.title, prompt.body] + prompt.buttons.map(\.label)
    let hidden = invisible.unicodeScalars
    #expect(texts.allSatisfy { !$0.unicodeScalars.contains(where: hidden.contains) })
    #expect(prompt.title == "Карта!")
    #expect(
      prompt.body == "1199,50\u{A0}₽ Автономный терминал\nАвтономный терминал: 199,50\u{A0}₽")
    #expect(prompt.buttons.first { $0.id == "declined" }?.label == "✕ Отказ")
  }

  @Test func `accents piled up stay on two floors`() {
    #expect("а\u{301}\u{302}\u{303}\u{304}б".visible == "а\u{301}\u{302}б")
  }
}
