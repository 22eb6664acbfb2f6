import Testing

@testable import KassaRuntime

/// What the cashier reads says what is so.
@Suite struct SaidAsItIsTests {
  @Test(arguments: Language.allCases)
  func `a second part that was declined tells what is on the card`(language: Language) async throws
  {
    let story = try Story()
    let scene = try await story.play(
      Story.start + [
        "sale: pay.split", "payment.split: 100", "charge.window: approved", "payment.cash: cancel",
        "payment.tender: card", "charge.window: declined",
      ], language: language)
    #expect(
      scene.prompts.last?.body
        == (language == .ru
          ? "Картой уже оплачено 100,00\u{A0}₽; чека нет"
          : "100.00\u{A0}₽ is on the card already; no receipt"))
  }

  @Test(arguments: Language.allCases)
  func `without a shift there is nothing to close`(language: Language) async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.signIn + ["sale: shift", "shift.close: yes"], language: language)
    #expect(
      scene.prompts.last?.title == (language == .ru ? "Смена не открыта" : "No shift is open"))
  }

  @Test func `a transfer that is taken back goes back as a transfer`() async throws {
    let story = try Story(#"providers = { stock.transfer { title = "Перевод" } },"#)
    let scene = try await story.play(
      Story.signIn + [
        Story.coffee, "sale: pay.split", "payment.split: 100", "transfer.window: approved",
        "payment.cash: cancel", "payment.tender: leave", "payment.leave: refund",
      ])
    let leave = try #require(scene.first("payment.leave"))
    #expect(leave.title == "Перевод уже пришёл")
    #expect(leave.buttons.first { $0.id == "refund" }?.label == "Вернуть перевод")
    #expect(leave.buttons.map(\.id) == ["rest", "refund", "senior"])
    #expect(scene.prompts.last?.title == "Вернуть перевод")
  }

  @Test func `a receipt keeps the number it was set aside under`() async throws {
    let story = try Story()
    let first = try await story.play(Story.start + ["sale: park", Story.coffee, "sale: park"])
    let id = try #require(first.state.parked.values.first { $0.number == 1 }?.receipt.id)
    let again = try await story.play([
      "sale: parked", "parked.list: \(id)", "sale: free 10 Чай", "sale: park", Story.coffee,
      "sale: park",
    ])
    #expect(again.state.parked[id]?.number == 1)
    #expect(again.state.parked.values.map(\.number).sorted() == [1, 2, 3])
    _ = try story.verify()
  }

  @Test func `goods for nothing are no empty receipt`() async throws {
    let scene = try await Story().play(
      Story.start + ["sale: share 1 10000", "sale: pay.cash"])
    #expect(scene.stands == "print.nothing", "\(scene.faults)")
  }
}
