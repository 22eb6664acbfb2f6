import Testing

@testable import KassaRuntime

/// Invariant 1, attacked by the words of a question: whoever says how much cash came, went back, or
/// that another tender stands, sees the amount; a store changes the words around it.
@Suite struct CashPromptTests {
  private static let coffee = #"receipt.add { name = "Кофе", price = 19950 } shift.open()"#

  /// Questions about something else, and what each is told.
  static let unrelated: [(call: String, says: String)] = [
    (
      #"receipt.cash { "apples", title = "Сколько яблок?", body = "" }"#,
      "leto/store.lua:6: the prompt «payment.cash» was expected, got «apples»; "
        + "ask it by that id, and change its words in «texts»"
    ),
    (
      #"receipt.cash { "payment.return_cash" }"#,
      "the prompt «payment.cash» was expected, got «payment.return_cash»"
    ),
    (
      #"receipt.return_cash { "thanks", title = "Спасибо", buttons = { { "returned", "Дальше" } } }"#,
      "the prompt «payment.return_cash» was expected, got «thanks»; ask it by that id"
    ),
    (
      #"receipt.return_cash { "payment.return_cash", buttons = { { "returned", "Дальше" } } }"#,
      "buttons: «returned» says what happened to money, so a call can't label it; "
        + "name it by its id alone, with its label in «texts» of «payment.return_cash»"
    ),
  ]

  @Test(arguments: unrelated.indices)
  func `a question about something else moves no cash`(index: Int) async throws {
    let (call, says) = Self.unrelated[index]
    let script = "if receipt.total() > 0 then return end\n\(Self.coffee)\n\(call)\nreceipt.print()"
    let scene = try await Story.sale(script).play(Story.signIn)
    #expect(scene.faults.first?.contains(says) == true, "\(scene.faults)")
    #expect(scene.documents.isEmpty)
    #expect(scene.receipt?.tenders.isEmpty == true)
  }

  /// Words in the call or in the store's texts that hide the amount or give another.
  static let disguises = [
    #"title = "Сколько яблок?", body = """#, #"title = "", body = "{sum}""#,
    "body = \"К оплате 1\u{A0}199,50\u{A0}₽\"", "body = \"1,00\u{A0}₽\"",
  ]

  @Test(arguments: disguises)
  func `whatever a call says, cash is asked for and given back with its amount`(
    words: String
  ) async throws {
    let script = """
      \(Self.coffee)
      receipt.cash { "payment.cash", args = { due = 1, amount = 1 }, \(words) }
      receipt.return_cash { "payment.return_cash", args = { amount = 1 }, \(words) }
      """
    let scene = try await Story.sale(script).play(Story.signIn + ["payment.cash: 100"])
    let asked = try #require(scene.first("payment.cash"))
    #expect(asked.body.hasSuffix("\nК оплате: 199,50\u{A0}₽") || asked.body == Self.due)
    #expect(scene.stands == "payment.return_cash")
    let back = try #require(scene.prompts.last)
    #expect(
      back.body.hasSuffix("\nВернуть: 100,00\u{A0}₽") || back.body == Self.back
        || back.body == Self.stock)
    #expect(
      back.buttons == [
        Button(id: "returned", label: "↩ Возвращено", key: 1, place: .outcome)
      ])
  }

  private static let due = "К оплате: 199,50\u{A0}₽"
  private static let back = "Вернуть: 100,00\u{A0}₽"
  /// In the place of a text that speaks of paying.
  private static let stock = "100,00\u{A0}₽ покупателю"

  @Test func `texts of a store keep the amounts too, in either language`() async throws {
    let words = #"{ title = "Hi", body = "" }"#
    let texts = ["ru", "en"].map {
      """
      \($0) = { ["payment.cash"] = \(words), ["payment.return_cash"] = \(words),
        ["tender.other"] = \(words) }
      """
    }
    let script = """
      \(Self.coffee)
      receipt.confirm { tender = "other", amount = 9950 }
      receipt.cash { "payment.cash" }
      receipt.return_cash { "payment.return_cash" }
      """
    let story = try Story(Story.flow(script) + "texts = { \(texts.joined(separator: ", ")) },")
    let scene = try await story.play(
      Story.signIn + ["tender.other: yes", "payment.cash: 50"], language: .en)
    #expect(scene.first("tender.other")?.body.hasPrefix("Amount: ") == true)
    #expect(scene.first("tender.other")?.body.contains("99.50") == true)
    #expect(scene.first("payment.cash")?.body.hasPrefix("Due: ") == true)
    #expect(scene.first("payment.cash")?.body.contains("100.00") == true)
    #expect(scene.prompts.last?.body.hasPrefix("Give back: ") == true)
    #expect(scene.prompts.last?.body.contains("50.00") == true)
  }

  @Test func `without arguments the stock words have their amounts once`() async throws {
    let script = """
      \(Self.coffee)
      receipt.cash { "payment.cash" }
      receipt.return_cash { "payment.return_cash" }
      """
    let scene = try await Story.sale(script).play(Story.signIn + ["payment.cash: 100"])
    #expect(scene.first("payment.cash")?.body == "К оплате 199,50\u{A0}₽")
    #expect(scene.prompts.last?.body == "100,00\u{A0}₽ покупателю")
  }
}
