import Testing

@testable import KassaRuntime

/// Invariant 16: what a store says of its providers is data, and holds in a fall back too.
@Suite struct FallbackLimitsTests {
  /// A store whose hook loops once a receipt is begun, so that the stock flow goes on.
  private static func story(_ providers: String) throws -> Story {
    try Story(
      """
      providers = { \(providers) },
      flows = { sale = function()
        prompt.choose { "begin", title = "?", buttons = { "ok" } }
        receipt.add { name = "Кофе", price = 20000 }
        prompt.choose { "go", title = "?", buttons = { "ok" } }
        while true do end
      end },
      """)
  }

  private static let begin = Story.signIn + ["begin: ok", "go: ok"]

  @Test(arguments: [
    ("most = 10000", "terminal_most"), ("least = 30000", "terminal_least"),
    (#"inn = "7709999999""#, "foreign_terminal"),
  ])
  func `the stock flow charges no more than the store lets it`(
    limit: String, reason: String
  ) async throws {
    let story = try Self.story("stock.standalone { \(limit) }")
    let scene = try await story.play(Self.begin + ["sale: pay.card"])
    #expect(scene.state.flow?.start.level == .stock)
    #expect(["charge.no_terminal", "charge.terminal", "charge.refused"].contains(scene.stands))
    #expect(scene.receipt?.attempts.isEmpty == true)
  }

  @Test(arguments: [
    (#"proof = { "amount" }"#, true), (#"proof = { "amount" }, above = 20000"#, true),
    (#"proof = { "amount" }, above = 20001"#, true),
    (#"proof = { "amount" }, in_hundred = 100"#, true), ("title = \"T\"", false),
  ])
  func `the stock flow asks for the slip that the store demands`(
    fields: String, isAsked: Bool
  ) async throws {
    let fields = fields.replacing("above = 20001", with: "above = 19999")
    let story = try Self.story("stock.standalone { \(fields) }")
    let scene = try await story.play(Self.begin + ["sale: pay.card", "charge.window: approved"])
    #expect((scene.stands == "charge.amount") == isAsked, "\(scene.stands)")
    #expect(scene.documents.isEmpty == isAsked)
  }

  @Test func `a flow of the store's own can't leave the proof out`() async throws {
    let story = try Story(
      """
      providers = { stock.standalone { proof = { "amount" } } },
      flows = { sale = function()
        if not shift.ready().ready then shift.open() end
        receipt.add { name = "Кофе", price = 20000 }
        terminal.charge { "charge.window", terminal = "standalone", amount = 20000 }
        if receipt.due() == 0 then receipt.print() end
        prompt.choose { "end", title = "?", buttons = { "ok" } }
      end },
      """)
    let scene = try await story.play(Story.signIn + ["charge.window: approved"])
    #expect(scene.documents.isEmpty && scene.receipt?.charged == .zero)
  }

  @Test(arguments: [
    "provider \"own\" { title = \"Свой\", charge = function(c) return c:ask {} end }",
    "stock.standalone { accepts = function() return false end }",
    "stock.standalone { charge = function(charge) return charge:ask {} end }",
  ])
  func `no provider is offered whose limits are code`(provider: String) async throws {
    let story = try Self.story(provider)
    let scene = try await story.play(Self.begin + ["sale: pay.card"])
    #expect(scene.stands == "charge.no_terminal", "\(scene.stands)")
  }

  @Test func `the stock flow offers what the store does, by its titles`() async throws {
    let story = try Self.story(#"stock.transfer { title = "СБП" }"#)
    let scene = try await story.play(
      Self.begin + [
        "sale: terminals", "settings: terminals", "terminals.none: add",
      ])
    #expect(scene.prompts.last?.buttons.map(\.label) == ["СБП"])
  }

  @Test func `a flow's start keeps what holds of its store`() async throws {
    let story = try Self.story(#"stock.standalone { most = 10000, inn = "7709999999" }"#)
    let scene = try await story.play(Self.begin)
    let terms = try #require(scene.state.flow?.start.terms)
    #expect(terms.providers.map(\.most) == [Money(checked: 10_000)])
    #expect(terms.providers.map(\.inn) == ["7709999999"])
    #expect(terms.people.map(\.name) == ["Анна"])
  }
}
