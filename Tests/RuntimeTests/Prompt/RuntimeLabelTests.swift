import KassaDrivers
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// What the buttons of the runtime's own questions say: no store and no call makes a «no» of a «yes».
@Suite struct RuntimeLabelTests {
  private static func labels(_ prompt: Prompt?) -> [String] { prompt?.buttons.map(\.label) ?? [] }

  private static let swapped = #"buttons = { { "yes", "Оставить" }, { "no", "Дальше" } }"#

  @Test func `a shift's closing says yes and no itself`() async throws {
    let story = try Story(#"texts = { ru = { ["shift.close"] = { \#(Self.swapped) } } },"#)
    try await story.play(Story.start + ["sale: pay.cash", "payment.cash: 199.50"])
    let scene = try await story.play(["sale: shift"])
    #expect(scene.stands == "shift.close")
    #expect(Self.labels(scene.prompts.last) == ["Закрыть", "Нет"])
  }

  @Test func `a receipt of nothing says itself what prints it`() async throws {
    let story = try Story(
      Story.flow(
        """
        if not shift.ready().ready then shift.open() end
        receipt.add { name = "Пакет", price = 0 }
        receipt.print()
        """) + #"texts = { ru = { ["print.nothing"] = { \#(Self.swapped) } } },"#)
    let scene = try await story.play(Story.signIn)
    #expect(scene.stands == "print.nothing")
    #expect(Self.labels(scene.prompts.last) == ["Напечатать", "Нет"])
  }

  @Test func `going on past a guard says itself for how long`() async throws {
    let words = #"{ { "receipt", "Назад" }, { "back", "Только этот чек" } }"#
    let story = try Story(
      """
      on = { before_payment = function() error "x" end },
      texts = { ru = { ["guard.lift"] = { buttons = \(words) } } },
      """)
    let scene = try await story.play(Story.start + ["sale: pay.cash"])
    #expect(scene.stands == "guard.lift")
    let buttons = scene.prompts.last?.buttons ?? []
    #expect(buttons.first { $0.id == "receipt" }?.label == "Только этот чек")
    #expect(buttons.first { $0.id == "back" }?.label == "Назад")
  }

  @Test func `a late yes says itself what takes the money again, and how much`() async throws {
    let pinpad = try TestPinpad()
    try pinpad.set(.denyAndTake)
    let story = try Story.senior(
      AliveChargeTests.store
        + """
        texts = { ru = { ["charge.late"] = { title = "Спасибо!", body = "Готово",
          buttons = { { "go_on", "Не брать больше" }, { "stop", "Взять оплату ещё раз" } } } } },
        """)
    let scene = try await story.play(
      AliveChargeTests.setUp(pinpad.path) + [
        Story.coffee, "sale: pay.card", "charge.declined: again",
      ])
    let prompt = try #require(scene.prompts.last)
    #expect(prompt.id == "charge.late" && prompt.quietMilliseconds > 0)
    #expect(prompt.buttons.first { $0.id == "stop" }?.label == "Не брать больше")
    #expect(prompt.buttons.first { $0.id == "go_on" }?.label == "Взять оплату ещё раз")
    #expect(prompt.effect?.text(.ru) == "Оплата 199,50\u{A0}₽")
  }

  @Test func `what a choice after a slip does is not called otherwise`() async throws {
    let story = try Story(
      """
      providers = { stock.standalone { proof = { "amount" } } },
      texts = { ru = {
        ["charge.under"] = { buttons = { { "rest", "Ввести заново" }, { "again", "Назад" } } },
      } },
      """)
    let scene = try await story.play(
      Story.start + ["sale: pay.card", "charge.window: approved", "charge.amount: 100.00"])
    let prompt = try #require(scene.prompts.last)
    #expect(prompt.id == "charge.under")
    #expect(prompt.buttons.first { $0.id == "rest" }?.label == "Доплатить")
    #expect(prompt.buttons.first { $0.id == "again" }?.label == "Ввести заново")
  }

  @Test func `the word beside the sum of a payment is the library's`() async throws {
    let story = try Story(
      #"texts = { ru = { ["payment.sum.due"] = "Сдача", ["payment.cash"] = { body = "Спасибо" } } },"#
    )
    let scene = try await story.play(Story.start + ["sale: pay.cash"])
    #expect(scene.prompts.last?.body.contains("Сдача") == false)
    #expect(scene.prompts.last?.body.contains("199,50") == true)
  }

  /// A senior's PIN is asked under words of the store's: what it does to money is told all the same.
  @Test func `a PIN that strikes a charge off says so`() async throws {
    let pinpad = try TestPinpad()
    let story = try Story.senior(
      AliveChargeTests.store
        + """
        on = { after_receipt = function()
          for _, each in ipairs(terminal.unconfirmed()) do
            terminal.strike { "unconfirmed.strike", title = "PIN для скидки", charge = each.id,
              cashier = "Анна" }
          end
        end },
        """)
    try await story.play(AliveChargeTests.setUp(pinpad.path) + [Story.coffee])
    try pinpad.set(.timeOut)
    try await story.play(["sale: pay.card"])
    pinpad.stop()
    let scene = try await story.play([
      "charge.running: declined", "charge.declined: cash", "payment.cash: 199.50",
    ])
    let prompt = try #require(scene.prompts.last)
    #expect(prompt.id == "unconfirmed.strike" && prompt.title == "PIN для скидки")
    #expect(prompt.effect?.text(.ru) == "Снять с контроля 199,50\u{A0}₽ · Пинпад")
  }

  @Test func `a PIN that lets a customer pay a second time says so`() async throws {
    let story = try Story.senior("")
    try await story.play(
      Story.seniorSignIn + [
        Story.coffee, "sale: pay.card", "charge.window: unknown", "charge.unknown: unknown",
        "charge.detached: senior",
      ])
    let scene = try await story.play([])
    #expect(scene.stands == "senior.pin" || scene.stands == "senior.who")
    #expect(scene.prompts.last?.effect?.text(.ru) == "Разобрать отложенную оплату 199,50\u{A0}₽")
  }

  /// Ids that a provider may not call its own: no flow could ask them any more.
  @Test(arguments: ["sale", "sign_in.pin", "payment.tender", "charge.declined", "senior.pin"])
  func `a provider's outcome takes no prompt away from the till`(id: String) async throws {
    let story = try Story(
      """
      providers = { stock.standalone {}, provider "own" { title = "Свой", outcomes = { "\(id)" },
        charge = function(charge) return charge:ask { id = "\(id)" } end } },
      """)
    let mistakes = try story.findings().filter(\.isMistake).map(\.text)
    #expect(mistakes.contains { $0.contains("«\(id)»") }, "\(mistakes)")
  }
}
