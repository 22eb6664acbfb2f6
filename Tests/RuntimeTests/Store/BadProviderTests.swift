import Testing

@testable import KassaRuntime

/// Providers and rules that are written wrongly: one clear error each, and no sale is lost.
@Suite struct BadProviderTests {
  /// What a provider or a rule does, where the sale stands then, and what the till says of it.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let parts: String
    let stands: String
    /// A part of the warning; nil where the cashier is told nothing.
    let warning: String?

    init(_ name: String, _ parts: String, stands: String, warning: String?) {
      (testDescription, self.parts, self.stands, self.warning) = (name, parts, stands, warning)
    }
  }

  private static func charge(_ body: String) -> String {
    #"providers = { provider "odd" { title = "Странный", charge = function(charge) "# + body
      + " end } },"
  }

  private static func rule(_ body: String) -> String {
    #"default_terminal = { { "странное", marked = true, when = function(facts) "# + body
      + " end } },"
  }

  private static let providers: [Case] = [
    Case(
      "returns nonsense", charge("return { 7 }"), stands: "charge.declined", warning: nil),
    Case("returns nothing", charge(""), stands: "charge.declined", warning: nil),
    Case(
      "returns that it is approved", charge(#"return "approved""#), stands: "charge.declined",
      warning: nil),
    Case(
      "asks for another amount",
      charge("charge.amount = charge.amount + 1 return charge:ask {}"), stands: "charge.window",
      warning: "199.51 can't be charged; from 0.01 to 199.50 is due"),
    Case(
      "never returns", charge("while true do end"), stands: "charge.window",
      warning: "look for a loop that never ends"),
    Case(
      "raises", charge(#"error("нет связи")"#), stands: "charge.window", warning: "нет связи"),
    Case(
      "raises nothing", charge("error()"), stands: "charge.window",
      warning: "the script raised nil; raise a string"),
  ]

  private static let rules: [Case] = [
    Case("raises", rule(#"error("нет связи")"#), stands: "charge.window", warning: nil),
    Case("returns a number", rule("return 5"), stands: "charge.window", warning: nil),
    Case(
      "waits", rule(#"return prompt.confirm { "odd.ask", title = "Да?" }"#),
      stands: "charge.window", warning: nil),
    Case("loops", rule("while true do end"), stands: "charge.window", warning: nil),
    Case(
      "means a purpose that no terminal serves",
      #"purposes = { night = "Ночь" }, default_terminal = { { "ночью", purpose = "night" } },"#,
      stands: "charge.window", warning: nil),
  ]

  @Test(arguments: providers + rules)
  func `the sale goes on with its goods`(each: Case) async throws {
    let story = try Story(each.parts)
    let scene = try await story.play(Story.start + ["sale: pay.card"])
    if let warning = each.warning {
      // The stock flow takes the receipt over; the cashier pays it from there.
      #expect(scene.faults.count == 1 && scene.faults[0].contains(warning))
      #expect(scene.stands == "sale")
    } else {
      #expect(scene.warnings == [])
      #expect(scene.stands == each.stands)
    }
    #expect(scene.receipt?.lines.count == 1)
    #expect(scene.receipt?.charged == .zero)
    let paid = try await story.play(
      scene.stands == "charge.window"
        ? ["charge.window: approved"]
        : scene.stands == "charge.declined"
          ? ["charge.declined: cash", "payment.cash: 199.50"]
          // Without the store's code its own provider is not offered.
          : each.parts.contains("providers")
            ? ["sale: pay.cash", "payment.cash: 199.50"]
            : ["sale: pay.card", "charge.window: approved"])
    #expect(paid.documents.count == 1)
    #expect(try story.verify().receipts == 1)
  }

  @Test func `a rule that fails is seen in the trace`() async throws {
    let story = try Story(
      Self.rule(#"error("нет связи")"#) + "providers = { stock.standalone {}, stock.transfer {} },")
    try await story.play(
      Story.signIn + [
        "sale: terminals", "settings: terminals", "terminals.none: add",
        "terminals.provider: standalone", "terminals.chosen: next", "terminals.name: offered",
        "terminals.list: add", "terminals.provider: transfer", "terminals.chosen: next",
        "terminals.name: offered", "terminals.list: back",
      ])
    let scene = try await story.play([Story.coffee, "sale: pay.card"])
    #expect(scene.stands == "charge.terminal")
    #expect(scene.prompts.last?.body.hasPrefix("странное: ошибка в условии магазина") == true)
    #expect(story.log.text.contains("нет связи"))
  }
}
