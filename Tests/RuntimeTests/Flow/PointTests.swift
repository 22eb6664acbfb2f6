import Testing

@testable import KassaRuntime

/// Where the stock flows call listeners, with what, how often, and in which order.
@Suite struct PointTests {
  /// A store that logs each point with the arguments of its listener.
  private static func listening(_ more: String = "", tell: String = "") throws -> Story {
    let points = StoreManifest.points.sorted().map { point in
      "\(point) = function(a, b) said('\(point)', a, b) end,"
    }
    return try Story(
      "on = { \(points.joined(separator: " ")) }, \(more)",
      before: """
        local function text(value)
          if type(value) == "table" then return value.name .. "x" .. value.quantity end
          return tostring(value)
        end
        local function said(point, a, b)
          log("at " .. point .. (a and " " .. text(a) or "") .. (b and " " .. text(b) or ""))
        end
        """)
  }

  private static func called(_ story: Story) -> [String] {
    story.log.text.split(separator: "\n").compactMap { line in
      line.firstRange(of: ": at ").map { String(line[$0.upperBound...]) }
    }
  }

  @Test func `each point is called at its place, with what its row says`() async throws {
    let story = try Self.listening()
    try await story.play(
      Story.start + [
        "sale: quantity 1 2", "sale: remove 1", Story.coffee, "sale: pay.card",
        "charge.window: declined", "charge.declined: cash", "payment.cash: 199.50",
        Story.coffee, "sale: pay.card", "charge.window: approved", "sale: shift",
        "shift.close: no",
      ])
    #expect(
      Self.called(story) == [
        "after_sign_in Анна", "receipt_begun", "line_added Кофеx1", "line_changed Кофеx2 Кофеx1",
        "line_removed Кофеx2", "line_added Кофеx1", "before_payment",
        "before_tender cashless 19950",
        "after_decline standalone", "before_tender cash 19950", "before_printing", "after_receipt",
        "receipt_begun", "line_added Кофеx1", "before_payment", "before_tender cashless 19950",
        "after_approval standalone", "before_printing", "after_receipt", "receipt_begun",
        "before_shift_close",
      ])
  }

  @Test func `a receipt begins once, over parking and over a restart`() async throws {
    let story = try Story(
      """
      on = {
        receipt_begun = function() receipt.memo("begun", (receipt.memo "begun" or 0) + 1) end,
        receipt_taken_back = function() receipt.memo("back", (receipt.memo "back" or 0) + 1) end,
      },
      """)
    let parked = try await story.play(Story.start + ["sale: park"])
    let id = try #require(parked.state.parkedInOrder.first?.receipt.id)
    try await story.play(["sale: parked", "parked.list: \(id)"])
    let back = try await story.play([])
    #expect(back.receipt?.isBegun == true && back.receipt?.lines.count == 1)
    #expect(back.receipt?.memo == ["begun": 1, "back": 1])
  }

  @Test func `a receipt that is cleared is dropped`() async throws {
    let story = try Self.listening()
    try await story.play(Story.start + ["sale: clear", "sale.clear: yes"])
    #expect(Self.called(story).contains("receipt_dropped"))
    #expect(Self.called(story).last == "receipt_begun")
  }

  @Test func `what a listener at the beginning keeps is there when the receipt is paid`()
    async throws
  {
    let story = try Story(
      """
      on = {
        receipt_begun = function()
          local phone = prompt.text { "loyalty", title = "Телефон?", format = "contact", most = 64, cancel = true }
          if phone then receipt.contact(phone) receipt.memo("loyalty", phone) end
        end,
      },
      """)
    let scene = try await story.play(
      Story.signIn + [
        "loyalty: text +79161234567", Story.coffee, "sale: pay.cash", "payment.cash: 199.50",
        "loyalty: cancel",
      ])
    #expect(scene.documents.first?.contact == "+79161234567")
    #expect(scene.stands == "sale" && scene.receipt?.contact == nil)
  }

  /// Nothing is asked a second time because a cashier looked into another list.
  @Test func `what was noted before the first good outlives a look into another flow`()
    async throws
  {
    let story = try Story(
      """
      on = { receipt_begun = function()
        receipt.contact(prompt.text { "loyalty", title = "Телефон?", format = "contact", most = 64 })
        receipt.memo("asked", true)
      end },
      """)
    try story.bring(goods: [("4600000000015", "Чай", "100")])
    let scene = try await story.play(
      Story.signIn + [
        "loyalty: text +79161234567", "sale: beep 4600000000022", "sale: terminals",
        "settings: back", "sale: parked", "parked.none: ok",
      ])
    #expect(scene.stands == "sale" && scene.receipt?.contact == "+79161234567")
    #expect(scene.receipt?.memo == ["asked": true])
    #expect(scene.receipt?.unknownCodes == ["4600000000022"])
    let next = try await story.play(["sale: clear"])
    #expect(next.stands == "loyalty")
    _ = try story.verify()
  }

  @Test func `an empty listener costs at most 10,000 instructions`() async throws {
    var spent: [Int] = []
    // A hundred of them, so that what is counted in portions shows.
    for count in [0, 100] {
      let listeners = repeatElement("function() end", count: count).joined(separator: ", ")
      let parts = "on = { line_added = { function() end, \(listeners) } },"
      let story = try Story(parts)
      let cashier = story.scripted(Story.start + [Story.coffee])
      let till = try await story.open(cashier)
      await #expect(throws: CashierGone.self) { try await till.run() }
      spent.append(await till.spentSinceInput)
    }
    #expect((1...10_000).contains((spent[1] - spent[0]) / 100), "\(spent)")
  }

  @Test func `a chain's listeners come before the store's, in the order they are written`()
    async throws
  {
    let story = try Story(
      """
      on = { line_added = { function() log "at store 1" end, { "b", function() log "at store 2" end } } },
      drop = { "bags" },
      """)
    story.spoil = Self.chain(
      """
      return chain { on = { line_added = {
        function() log "at chain 1" end,
        { "bags", function() log "at chain bags" end, may_drop = true },
        { "age", function() log "at chain age" end },
      } } }
      """)
    try await story.play(Story.start)
    #expect(Self.called(story) == ["chain 1", "chain age", "store 1", "store 2"])
  }

  static func chain(_ text: String) -> (StoreBundle) -> StoreBundle {
    { store in
      var files = store.bundle.files
      files["chain/house/chain.lua"] = text
      return StoreBundle(Bundle(files: files))
    }
  }

  @Test(arguments: [
    ("drop = { 'age' },", "the chain does not let «age» be dropped"),
    ("drop = { 'agee' },", "the chain has no listener «agee»; did you mean «age»?"),
    ("drop = 'age',", "a list of names was expected"),
    (
      "on = { line_aded = function() end },", "on.line_aded: unknown key; did you mean «line_added»"
    ),
    (
      "line_aded = function() end,",
      "line_aded: unknown key; listeners stand in «on»: write on = { line_added = … }"
    ),
    ("on = { line_added = 1 },", "a function or a list of them was expected, got 1"),
    ("on = { line_added = { 1 } },", "on.line_added[1]: a function or { \"name\", function } was"),
    (
      "on = { line_added = { { 'a', function() end }, { 'a', function() end } } },",
      "«a» is another listener's name"
    ),
    (
      "on = { line_added = { 'a', function() end, may_drop = true } },",
      "may_drop is for the listeners of a chain"
    ),
  ])
  func `a wrong declaration is named with its remedy`(parts: String, problem: String) throws {
    let story = try Story(parts)
    let bundle = Self.chain(
      #"return chain { on = { line_added = { "age", function() end } } }"#)(
        StoreBundle(
          Bundle(
            files: StockLibrary.files.merging(
              ["store/leto/store.lua": story.store]) { $1 })))
    let problems = StoreLoading.findings(bundle.bundle).problems.map(\.description)
    #expect(problems.contains { $0.contains(problem) }, "\(problems)")
  }

  @Test func `a chain's file of another shape is named`() throws {
    for (text, problem) in [
      ("return 1", "chain.lua returns a number"), ("local x = 1", "chain.lua returns nothing"),
      ("return chain { one = 1 }", "one: unknown key"),
    ] {
      let story = try Story()
      let bundle = Self.chain(text)(
        StoreBundle(
          Bundle(
            files: StockLibrary.files.merging(
              ["store/leto/store.lua": story.store]) { $1 })))
      let problems = StoreLoading.findings(bundle.bundle).problems.map(\.description)
      #expect(problems.contains { $0.contains(problem) }, "\(problems)")
    }
  }

  @Test(arguments: [
    (#"on = { before_payment = function() end }, "#, "receipt.add {}", true),
    (
      #"on = { before_payment = function() end }, "#,
      #"require("kassa.points").run "before_payment""#, false
    ),
    (
      #"on = { before_payment = function() end }, "#, #"require("kassa.payment").pay "card""#, false
    ),
    (#"on = { before_shift_close = function() end }, "#, "receipt.add {}", false),
    ("", "receipt.add {}", false),
  ])
  func `a flow of one's own that calls nobody who listens is a notice`(
    on: String, flow: String, isNoticed: Bool
  ) throws {
    let story = try Story(on + Story.flow(flow))
    let found = try story.findings()
    #expect(
      found.contains { !$0.isMistake && $0.text.contains("it calls no listener") } == isNoticed,
      "\(found)")
  }
}

extension Till {
  /// What the script's machine has counted since the last answer.
  fileprivate var spentSinceInput: Int { run?.context.spent.script.instructions ?? 0 }
}
