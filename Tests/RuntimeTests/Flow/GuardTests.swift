import Testing

@testable import KassaRuntime

/// Invariant 16: a guard of the store that did not finish is a veto, in a fall back too, until somebody
/// entitled says otherwise by name.
@Suite struct GuardTests {
  private static let loop = "on = { before_payment = function() while true do end end },"
  private static let seniors = #"cashiers = { "Анна", { "Борис", role = "senior" } },"#

  private static func withSenior(_ parts: String) throws -> Story {
    let story = try Story(parts)
    story.store = story.store.replacing(#"cashiers = { "Анна" },"#, with: seniors)
    return story
  }

  /// Анна and Борис have PINs, Анна stands at the till with a coffee.
  private static let annaAfterBoris =
    [
      "sign_in.name: Борис", "sign_in.pin: text 22222222", "sale: sign_out", "sign_in.name: Анна",
    ] + Story.start

  @Test(arguments: ["pay.card", "pay.cash", "pay.split"])
  func `a guard that was stopped keeps the payment from beginning`(tender: String) async throws {
    let scene = try await Story(Self.loop).play(
      Story.start + ["sale: \(tender)", "sale: \(tender)", "guard.lift: back"])
    #expect(scene.state.flow?.start.level == .stock)
    #expect(scene.stands == "sale" && scene.receipt?.lines.count == 1)
    #expect(scene.receipt?.attempts.isEmpty == true && scene.receipt?.tenders.isEmpty == true)
  }

  @Test func `says which guard failed and where`() async throws {
    let story = try Story(Self.loop)
    let scene = try await story.play(Story.start + ["sale: pay.cash", "sale: pay.cash"])
    #expect(scene.stands == "guard.lift")
    #expect(scene.prompts.last?.body.contains("leto/store.lua:") == true)
  }

  /// Wrong returns of the guard, each a mistake of the script.
  @Test(arguments: [
    #"return "нельзя""#, "return false", "return true", "return 1", "return {}",
    #"veto "нельзя" return {}"#, "error 'x'", "return { veto = 1 }",
  ])
  func `a guard that returns something else has not passed`(body: String) async throws {
    let story = try Story("on = { before_payment = function() \(body) end },")
    let scene = try await story.play(Story.start + ["sale: pay.cash", "guard.lift: back"])
    #expect(scene.stands == "sale" && scene.receipt?.received == .zero)
    #expect(story.log.text.contains("leto/store.lua:"), "\(story.log.text)")
  }

  @Test func `a veto that was not returned is an error`() async throws {
    let story = try Story(#"on = { before_payment = function() veto "нельзя" end },"#)
    let scene = try await story.play(Story.start + ["sale: pay.cash", "guard.lift: back"])
    #expect(scene.stands == "sale" && scene.documents.isEmpty)
  }

  @Test func `is lifted by name for one receipt`() async throws {
    let story = try Story(Self.loop)
    let sold = try await story.play(
      Story.start + [
        "sale: pay.cash", "sale: pay.cash", "guard.lift: receipt", "payment.cash: 199.50",
      ])
    #expect(sold.documents.count == 1)
    let next = try await story.play([Story.coffee, "sale: pay.cash", "sale: pay.cash"])
    #expect(next.stands == "guard.lift")
  }

  @Test func `is lifted for the shift and no longer`() async throws {
    let story = try Story(Self.loop)
    try await story.play(
      Story.start + [
        "sale: pay.cash", "sale: pay.cash", "guard.lift: shift", "payment.cash: 199.50",
      ])
    let next = try await story.play(
      [Story.coffee, "sale: pay.cash", "sale: pay.cash", "payment.cash: 199.50"])
    #expect(next.documents.count == 2)
    #expect(next.state.core.lifts == ["before_payment": "Анна"])
    let closed = try await story.play(["sale: shift", "shift.close: yes"])
    #expect(closed.state.core.lifts == nil)
  }

  @Test func `a senior lifts it where the store names one`() async throws {
    let story = try Self.withSenior(Self.loop)
    try story.give(["Борис": "22222222"])
    let asked = try await story.play(
      Self.annaAfterBoris + ["sale: pay.cash", "sale: pay.cash", "guard.failed: senior"])
    #expect(asked.stands == "senior.pin")
    let sold = try await story.play([
      "senior.pin: text 22222222", "guard.lift: receipt", "payment.cash: 199.50",
    ])
    #expect(sold.documents.count == 1)
    #expect(sold.state.core.unseenLifts == nil)
  }

  @Test func `no way out leads past the senior`() async throws {
    let story = try Self.withSenior(
      "on = { line_added = function() error 'x' end }, " + ListenerFailureTests.ownSale)
    try story.give(["Борис": "22222222"])
    let left = try await story.play(Self.annaAfterBoris + ["guard.failed: way_out"])
    #expect(left.state.flow?.start.level == .stock)
    let scene = try await story.play(["sale: pay.cash"])
    #expect(scene.stands == "guard.failed" && scene.receipt?.received ?? .zero == .zero)
  }

  @Test func `where nobody entitled has a PIN the cashier lifts it, and it stays listed`()
    async throws
  {
    let story = try Self.withSenior(Self.loop)
    let asked = try await story.play(
      ["sign_in.name: Анна"] + Story.start + ["sale: pay.cash", "sale: pay.cash"])
    #expect(asked.prompts.last?.buttons.map(\.id) == ["receipt", "back"])
    let sold = try await story.play(["guard.lift: receipt", "payment.cash: 199.50"])
    #expect(sold.documents.count == 1)
    #expect(sold.state.core.unseenLifts?.map(\.cashier) == ["Анна"])
    try story.give(["Борис": "22222222"])
    let seen = try await story.play([
      "sale: sign_out", "sign_in.name: Борис", "sign_in.pin: text 22222222", "guard.listed: ok",
    ])
    #expect(seen.stands == "sale" && seen.state.core.unseenLifts == nil)
  }

  @Test func `what a guard passed counts for those goods alone`() async throws {
    let story = try Story(
      """
      on = { before_payment = function() end,
        after_approval = function() while true do end end },
      """)
    let scene = try await story.play(
      Story.start + [
        "sale: pay.card", "charge.window: declined", "charge.declined: cash",
        "payment.cash: cancel",
      ])
    #expect(scene.receipt?.passed == ["before_payment"])
    let more = try await story.play(["sale: free 1 Пакет"])
    #expect(more.receipt?.passed == nil)
  }

  @Test func `a guard that passed is not asked for again in a fall back`() async throws {
    let story = try Story(
      """
      on = { before_payment = function() end },
      providers = { stock.standalone {}, provider "own" { title = "Свой", charge = function()
        while true do end
      end } },
      default_terminal = { { "свой", ask = true } },
      """)
    let scene = try await story.play(
      Story.start + [
        "sale: terminals", "settings: terminals", "terminals.none: add", "terminals.provider: own",
        "terminals.chosen: next", "terminals.name: offered", "terminals.list: back",
      ])
    #expect(scene.stands == "sale")
    let back = try await story.play(["sale: parked", "parked.list: \(try parked(scene))"])
    #expect(back.stands == "sale")
    let id = scene.state.terminals.all.first?.id ?? ""
    let fallen = try await story.play(["sale: pay.card", "charge.terminal: \(id)"])
    #expect(fallen.state.flow?.start.level == .stock && fallen.stands == "sale")
    let paid = try await story.play(["sale: pay.cash", "payment.cash: 199.50"])
    #expect(paid.documents.count == 1)
  }

  private func parked(_ scene: Scene) throws -> String {
    try #require(scene.state.parkedInOrder.first?.receipt.id)
  }

  @Test func `the guard before a shift's closing holds a closing by hand`() async throws {
    let story = try Story("on = { before_shift_close = function() while true do end end },")
    let held = try await story.play(
      Story.start + ["sale: pay.cash", "payment.cash: 199.50", "sale: shift", "guard.lift: back"])
    #expect(held.state.shift != nil)
    let closed = try await story.play(["sale: shift", "guard.lift: receipt", "shift.close: yes"])
    #expect(closed.state.shift == nil)
  }

  @Test func `it does not hold a closing that the 24 hours demand`() async throws {
    let story = try Story(
      "on = { before_shift_close = function() return veto \"нет\" end },")
    try await story.play(Story.start + ["sale: pay.cash", "payment.cash: 199.50"])
    story.clock.advance(hours: 25)
    let scene = try await story.play([Story.coffee, "sale: pay.cash", "payment.cash: 199.50"])
    #expect(scene.documents.count == 2)
    #expect(scene.state.shift?.number == 2)
  }

  @Test func `a flow that stands in can't take money past a guard`() async throws {
    let story = try Story(Self.loop)
    story.spoil = { store in
      var files = store.bundle.files
      files["stock/kassa/points.lua"] =
        "return { run = function() return true end, is_heard = function() return false end }"
      return StoreBundle(Bundle(files: files))
    }
    let scene = try await story.play(
      Story.start + ["sale: pay.cash"])
    #expect(scene.receipt?.received == .zero)
    #expect(scene.documents.isEmpty)
  }
}
