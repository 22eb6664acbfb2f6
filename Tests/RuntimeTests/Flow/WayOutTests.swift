import Testing

@testable import KassaRuntime

/// Invariant 14: a prompt that is asked while a file of the store is on the stack has a way out that is
/// the till's.
@Suite struct WayOutTests {
  private static let endless = """
    after_approval = function()
      while true do prompt.tell { "again", title = "?" } end
    end
    """

  @Test func `an endless prompt after the card does not keep the receipt`() async throws {
    let story = try Story("on = { \(Self.endless) },")
    let scene = try await story.play(
      Story.start + ["sale: pay.card", "charge.window: approved", "again: ok", "again: way_out"])
    #expect(scene.stands == "payment.leave" && scene.state.flow?.start.level == .stock)
    let printed = try await story.play(["payment.leave: print"])
    #expect(printed.documents.count == 1)
    #expect(try story.faults().map(\.kind) == [.left])
  }

  /// F1 is «Безналичными» a screen later: pressed for that a moment too early, it must not end the script.
  @Test func `its key is none of those that take money`() async throws {
    let story = try Story(
      "on = { receipt_begun = function() prompt.text { 'phone', title = 'Телефон?' } end },")
    let scene = try await story.play(Story.signIn)
    #expect(scene.prompts.last?.buttons.map(\.key) == [9])
  }

  /// Ways to hide that the store asks.
  @Test(arguments: [
    "prompt.tell { 'again', title = '?' }",
    "coroutine.wrap(prompt.tell) { 'again', title = '?' }",
    "coroutine.wrap(function() prompt.tell { 'again', title = '?' } end)()",
    "load(\"prompt.tell { 'again', title = '?' }\", '@kassa/flows/sale.lua')()",
    "assert(load(\"return prompt.tell { 'again', title = '?' }\", '=kassa/charge.lua'))()",
    "pcall(prompt.tell, { 'again', title = '?' })",
    "setmetatable({}, { __index = function() end, __call = prompt.tell })",
  ])
  func `there is no hiding behind the stock library`(ask: String) async throws {
    let story = try Story(
      "on = { after_approval = function() while true do \(ask) "
        + "prompt.tell { 'again', title = '?' } end end },")
    let scene = try await story.play(
      Story.start + ["sale: pay.card", "charge.window: approved", "again: way_out"])
    #expect(scene.stands == "payment.leave")
  }

  @Test func `a store's folder called like the library is none of it`() async throws {
    let story = try Story("on = { \(Self.endless) },")
    story.spoil = { store in
      var files = store.bundle.files
      files["store/kassa/store.lua"] = files.removeValue(forKey: "store/leto/store.lua")
      return StoreBundle(Bundle(files: files))
    }
    let scene = try await story.play(
      Story.start + ["sale: pay.card", "charge.window: approved", "again: way_out"])
    #expect(scene.stands == "payment.leave")
  }

  @Test func `no prompt of the stock flows has one`() async throws {
    let scene = try await Story().play(Story.start + ["sale: pay.card", "charge.window: approved"])
    #expect(scene.prompts.allSatisfy { !$0.hasWayOut })
    #expect(scene.documents.count == 1)
  }

  @Test func `a prompt about money has it from the third in a row, and answers nothing by it`()
    async throws
  {
    let story = try Story.sale(
      """
      if not shift.ready().ready then shift.open() end
      receipt.add { name = "Кофе", price = 100 }
      while true do
        terminal.charge { "charge.window", terminal = "standalone", amount = 100 }
      end
      """)
    let declined = ["charge.window: declined", "charge.window: declined"]
    let scene = try await story.play(Story.signIn + declined)
    #expect(
      scene.prompts.filter { $0.id == "charge.window" }.map(\.hasWayOut) == [false, false, true])
    let left = try await story.play(["charge.window: way_out"])
    #expect(left.stands == "charge.open" && left.receipt?.openAttempt != nil)
    let sold = try await story.play(["charge.open: approved", "payment.leave: print"])
    #expect(sold.documents.count == 1)
  }

  @Test func `goods that the script changes by itself are no progress`() async throws {
    let story = try Story.sale(
      """
      if not shift.ready().ready then shift.open() end
      receipt.add { name = "Кофе", price = 100 }
      while true do
        receipt.memo("x", receipt.due())
        receipt.cash { "payment.cash", cancel = true }
        receipt.add { name = "Пакет", price = 0 }
      end
      """)
    let cancels = Array(repeating: "payment.cash: cancel", count: 2)
    let scene = try await story.play(Story.signIn + cancels)
    #expect(scene.prompts.last?.hasWayOut == true)
  }

  @Test func `with money in question it comes by itself`() async throws {
    let story = try Story("on = { \(Self.endless) },")
    let asked = Array(repeating: "again: ok", count: 20)
    let scene = try await story.play(
      Story.start + ["sale: pay.card", "charge.window: approved"] + asked)
    #expect(scene.stands == "payment.leave")
    #expect(try story.faults().map(\.kind) == [.left])
  }

  @Test
  func `after two at one place in a shift the stock flow sells until a senior says otherwise`()
    async throws
  {
    let story = try Story("on = { \(Self.endless) },")
    let sold = [
      "sale: pay.card", "charge.window: approved", "again: way_out", "payment.leave: print",
    ]
    try await story.play(Story.start + sold)
    let twice = try await story.play([Story.coffee] + sold)
    #expect(twice.state.core.standsInFor != nil)
    #expect(twice.warnings.contains { $0.contains("дважды") })
    let third = try await story.play([Story.coffee, "sale: pay.card", "charge.window: approved"])
    #expect(third.documents.count == 3 && third.stands == "sale")
    let restored = try await story.play([
      "sale: terminals", "settings: script", "settings.script: yes", Story.coffee, "sale: pay.card",
      "charge.window: approved",
    ])
    #expect(restored.stands == "again" && restored.state.core.standsInFor == nil)
  }

  @Test func `another script sells again`() async throws {
    let story = try Story("on = { after_receipt = function() while true do end end },")
    let sold = ["sale: pay.cash", "payment.cash: 199.50"]
    try await story.play(Story.start + sold)
    // The second is sold by the stock flow that goes on after the first.
    let twice = try await story.play([Story.coffee] + sold + [Story.coffee] + sold)
    #expect(twice.state.core.standsInFor != nil)
    story.store = Story.store("")
    let scene = try await story.play([Story.coffee] + sold + [Story.coffee] + ["sale: pay.cash"])
    #expect(scene.state.core.standsInFor == nil)
    #expect(scene.state.flow?.start.level == .store)
  }

  @Test func `a start with a corrected store offers it, at a prompt about money too`() async throws
  {
    let story = try Story.sale(
      """
      if not shift.ready().ready then shift.open() end
      receipt.add { name = "Кофе", price = 100 }
      terminal.charge { "charge.window", terminal = "standalone", amount = 100 }
      while true do prompt.tell { "again", title = "?" } end
      """)
    let first = try await story.play(Story.signIn)
    #expect(first.prompts.last?.hasWayOut == false)
    story.store = Story.store("")
    let corrected = try await story.play([])
    #expect(corrected.stands == "charge.window" && corrected.prompts.last?.hasWayOut == true)
    let left = try await story.play(["charge.window: way_out", "charge.open: approved"])
    #expect(left.stands == "payment.leave")
  }

  @Test func `a script can't put its own button there`() async throws {
    let story = try Story.sale(
      #"prompt.choose { "x", title = "?", buttons = { { "way_out", "Одобрено" } } }"#)
    let scene = try await story.play(Story.signIn)
    #expect(scene.stands == "sale" && scene.faults.count == 1)
  }

  @Test func `it stands in the cashier's language, last`() async throws {
    let story = try Story.sale(#"prompt.tell { "x", title = "?" }"#)
    let scene = try await story.play(Story.signIn, language: .en)
    #expect(scene.prompts.last?.buttons.last?.label == "Go on without the store's script")
  }

  @Test func `a way out skips no guard`() async throws {
    let story = try Story(
      """
      on = { before_payment = function()
        while true do prompt.tell { "again", title = "?" } end
      end },
      """)
    let scene = try await story.play(
      Story.start + ["sale: pay.cash", "again: way_out", "sale: pay.cash"])
    #expect(scene.stands == "guard.lift")
  }
}

extension Prompt {
  fileprivate var hasWayOut: Bool { buttons.contains { $0.id == "way_out" } }
}
