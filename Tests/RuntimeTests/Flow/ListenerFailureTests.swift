import Testing

@testable import KassaRuntime

/// Listeners that do what they must not: one clear error, nothing lost, and the sale goes on.
@Suite struct ListenerFailureTests {
  private static let sold = ["sale: pay.card", "charge.window: approved"]

  /// What a listener that adds nothing and breaks the rules is told.
  @Test(arguments: [
    ("receipt.park()", "can't set the receipt aside"),
    ("receipt.print()", "can't print the receipt"),
    ("receipt.cash { 'payment.cash' }", "can't take money"),
    (
      "terminal.charge { 'charge.window', terminal = terminal.list()[1].id, amount = 1 }",
      "can't charge a terminal"
    ),
    ("require('kassa.payment').pay 'cash'", "can't take money"),
    ("return 'no'", "got a text"), ("return true", "got a boolean"),
    ("error {}", "it raised a table; raise a string"), ("error()", "it raised nil; raise a string"),
    ("local x = nil; x()", "attempt to call a nil value"),
    ("receipt.restore(99)", "no snapshot 99 was taken"),
  ])
  func `is told, undone and skipped where there is no veto`(
    body: String, problem: String
  ) async throws {
    let story = try Story(
      "on = { line_removed = function() receipt.memo('x', 1) receipt.add { name = 'Пакет', price = 500 } \(body) end },"
    )
    let scene = try await story.play(
      Story.start + [Story.coffee, "sale: remove 1"] + Self.sold)
    #expect(scene.documents.first?.total.kopecks == 19_950)
    #expect(scene.warnings.isEmpty && scene.faults.isEmpty)
    #expect(story.log.text.contains("on.line_removed"))
    #expect(!story.log.text.contains("on.line_removed: on.line_removed"), "\(story.log.text)")
    #expect(story.log.text.contains(problem), "\(story.log.text)")
    #expect(story.log.text.contains("script: leto/store.lua:"))
  }

  @Test(arguments: ["line_removed", "after_approval", "before_printing", "after_receipt"])
  func `a veto where there is none is an error at its line`(point: String) async throws {
    let story = try Story("on = { \(point) = function()\nreturn veto 'нет' end },")
    let scene = try await story.play(
      Story.start + [Story.coffee, "sale: remove 1"] + Self.sold)
    #expect(scene.documents.count == 1)
    #expect(story.log.text.contains("on.\(point) can't veto; tell the cashier with prompt.tell"))
    let line =
      1 + story.store.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains("= function()") }!
    #expect(story.log.text.contains("leto/store.lua:\(line): on.\(point)"), "\(story.log.text)")
  }

  @Test func `an error carries its callers, once`() async throws {
    let story = try Story(
      "on = { after_receipt = function() outer() end },",
      before: """
        local function inner() error "oops" end
        function outer() inner() end
        """.replacing("function outer", with: "local function outer"))
    try await story.play(Story.start + Self.sold)
    let lines = story.log.text.split(separator: "\n").filter { $0.contains("oops") }
    #expect(lines.count == 1, "\(lines)")
    #expect(lines.first?.contains("called by: leto/store.lua:1 in ") == true, "\(lines)")
    #expect(lines.first?.contains("leto/store.lua:2 in ") == true, "\(lines)")
  }

  @Test func `a veto of an added line takes it away again, with what listeners before did`()
    async throws
  {
    let story = try Story(
      """
      on = { line_added = {
        function(line) receipt.add { name = "Пакет", price = 500 } receipt.memo("bag", line.name) end,
        function(line) if line.name == "Пиво" then return veto "Не продаём" end end,
      } },
      """)
    let scene = try await story.play(Story.start + ["sale: free 99 Пиво", "hook.veto: ok"])
    #expect(scene.first("hook.veto")?.title == "Не продаём")
    #expect(scene.receipt?.lines.map(\.item.name) == ["Кофе", "Пакет"])
    #expect(scene.receipt?.memo["bag"] == "Кофе")
  }

  @Test func `what a listener adds calls no listener`() async throws {
    let story = try Story(
      """
      on = { line_added = function() require("kassa.goods").add { name = "Пакет", price = 500 } end },
      """)
    let scene = try await story.play(Story.start)
    #expect(scene.receipt?.lines.map(\.item.name) == ["Кофе", "Пакет"])
  }

  @Test func `a changed line is as it was after a veto`() async throws {
    let story = try Story(
      "on = { line_changed = function(line, before) if line.sum < before.sum then return veto 'Не меньше' end end },"
    )
    let scene = try await story.play(
      Story.start + ["sale: quantity 1 3", "sale: quantity 1 2", "hook.veto: ok"])
    #expect(scene.receipt?.lines.first?.item.quantity.description == "3")
  }

  /// A flow of the store's own, so that every prompt has a way out.
  static let ownSale = """
    flows = { sale = function()
      local next = (require "kassa.flows.sale")()
      return next
    end },
    """

  @Test(arguments: ["", "prompt.tell { 'x', title = 'x' }"])
  func `what a listener refused is not sold after a way out either`(ask: String) async throws {
    let story = try Story(
      "on = { line_added = function() \(ask) return veto 'Не продаём' end }, " + Self.ownSale)
    let left = try await story.play(
      Story.start + (ask.isEmpty ? [] : ["x: ok"]) + ["hook.veto: way_out"])
    #expect(left.state.flow?.start.level == .stock, "\(left.stands)")
    let scene = try await story.play(["sale: pay.cash", "guard.lift: back"])
    #expect(scene.receipt?.received ?? .zero == .zero && scene.documents.isEmpty)
  }

  @Test func `what listeners did before the one that keeps a payment from beginning goes with it`()
    async throws
  {
    let story = try Story(
      """
      on = { before_payment = {
        function() receipt.add { name = "Пакет", price = 500 } end,
        function() return veto "Позовите менеджера" end,
      } },
      """)
    let scene = try await story.play(
      Story.start + [
        "sale: pay.card", "hook.veto: ok", "sale: pay.cash", "hook.veto: ok",
      ])
    #expect(scene.receipt?.lines.map(\.item.name) == ["Кофе"])
  }

  /// However much it has spent: what it put on a charged receipt nobody is to pay for.
  @Test(arguments: [1, 0])
  func `goods without end after an approval are gone, and the receipt is printed`(
    price: Int
  ) async throws {
    let add = "receipt.add { name = 'x', price = \(price) }"
    let story = try Story("on = { after_approval = function() while true do \(add) end end },")
    let scene = try await story.play(Story.start + ["sale: pay.card", "charge.window: approved"])
    let stands = scene.stands
    let done = stands == "payment.leave" ? try await story.play(["payment.leave: print"]) : scene
    #expect(done.documents.map(\.total.kopecks) == [19_950], "\(stands) \(scene.faults)")
    #expect(done.documents.first?.lines.count == 1)
  }

  @Test func `a veto holds whatever is in its words`() async throws {
    let story = try Story(
      "on = { before_payment = function() return veto('Карта 4276123456781235') end },")
    let scene = try await story.play(Story.start + ["sale: pay.card", "hook.veto: ok"])
    let title = try #require(scene.first("hook.veto")?.title)
    #expect(title.hasPrefix("Карта ") && !title.contains("4276123456781235"))
    let long = try Story(
      "on = { before_payment = function() return veto(('ж'):rep(70000)) end },")
    let told = try await long.play(Story.start + ["sale: pay.card", "hook.veto: ok"])
    #expect(told.first("hook.veto")?.title.count == 1_000 && told.faults.isEmpty)
  }

  @Test func `who has signed in before a listener is stopped types no PIN again`() async throws {
    let story = try Story("on = { after_sign_in = function() while true do end end },")
    let scene = try await story.play(Story.signIn)
    #expect(scene.stands == "sale" && scene.state.cashier == "Анна")
    #expect(scene.faults.count == 1)
  }

  @Test func `a listener that removes the line being added is told so, and it is a veto`()
    async throws
  {
    let story = try Story("on = { line_added = function(line) receipt.remove(line.id) end },")
    let scene = try await story.play(Story.start + ["guard.lift: back"])
    #expect(scene.stands == "sale" && scene.receipt?.lines.isEmpty == true)
    #expect(story.log.text.contains("the line itself is gone; write return veto"))
    let lifted = try await story.play([Story.coffee, "guard.lift: receipt", Story.coffee])
    #expect(lifted.receipt?.lines.count == 2)
  }

  @Test func `two that contradict each other run in order, and no further`() async throws {
    let story = try Story(
      """
      on = { line_changed = {
        function(line) receipt.set_quantity(line.id, "5") end,
        function(line) receipt.set_quantity(line.id, "1") end,
      } },
      """)
    let scene = try await story.play(Story.start + ["sale: quantity 1 3"])
    #expect(scene.receipt?.lines.first?.item.quantity.description == "1")
    #expect(scene.warnings.isEmpty)
  }

  @Test(arguments: [
    "while true do end", "prompt.choose { 'x', title = 'x', buttons = { 'a' } } while true do end",
  ])
  func `a listener to an added line that loops is a veto, also in the fall back`(
    body: String
  ) async throws {
    let story = try Story("on = { line_added = function() \(body) end },")
    let asks = body.hasPrefix("prompt")
    let fallen = try await story.play(Story.start + (asks ? ["x: a"] : []))
    #expect(fallen.state.flow?.start.level == .stock && fallen.stands == "sale")
    #expect(fallen.faults.first?.contains("on.line_added: the script ran more") == true)
    #expect(fallen.receipt?.lines.count == (asks ? 1 : 0))
    #expect(fallen.receipt?.underWay == (asks ? "line_added" : nil))
    let added = try await story.play([Story.coffee, "guard.lift: back", Story.coffee])
    #expect(added.stands == "guard.lift")
  }

  @Test func `a line that its guard was asked about is paid once somebody goes on past it`()
    async throws
  {
    let story = try Story(Self.asksAndLoops)
    try await story.play(Story.start + ["x: a"])
    let kept = try await story.play(["sale: pay.cash", "guard.lift: back"])
    #expect(kept.stands == "sale" && kept.receipt?.received == .zero)
    let paid = try await story.play([
      "sale: pay.cash", "guard.lift: receipt", "payment.cash: 199.50",
    ])
    #expect(paid.documents.count == 1)
  }

  @Test func `no flow that stands in takes money for it otherwise`() async throws {
    let story = try Story(Self.asksAndLoops)
    story.spoil = { store in
      var files = store.bundle.files
      let path = "stock/kassa/points.lua"
      files[path] = files[path]?.replacing(
        "function M.settle()", with: "function M.settle() do return true end")
      return StoreBundle(Bundle(files: files))
    }
    let scene = try await story.play(Story.start + ["x: a", "sale: pay.cash"])
    #expect(scene.receipt?.received ?? .zero == .zero && scene.documents.isEmpty)
    #expect(scene.faults.last?.contains("«line_added» has not let these goods pass") == true)
  }

  private static let asksAndLoops = """
    on = { line_added = function()
      prompt.choose { "x", title = "x", buttons = { "a" } }
      while true do end
    end },
    """

  @Test func `a tender's veto leads back to the goods, and to the ways out once money was taken`()
    async throws
  {
    let story = try Story(
      "on = { before_tender = function(kind) if kind == 'cash' then return veto 'Только картой' end end },"
    )
    let scene = try await story.play(
      Story.start + [
        "sale: pay.cash", "hook.veto: ok", "sale: pay.split", "payment.split: 100",
        "charge.window: approved", "hook.veto: ok",
      ])
    #expect(scene.stands == "payment.leave")
    let paid = try await story.play([
      "payment.leave: rest", "payment.tender: card", "charge.window: approved",
    ])
    #expect(paid.documents.first?.total.kopecks == 19_950)
  }

  @Test func `a tender's veto leads to the ways out where only cash was taken, too`() async throws {
    let story = try Story(
      """
      on = { before_tender = function()
        if receipt.received() > 0 then return veto "Нет" end
      end },
      """)
    let vetoed = [
      "sale: pay.cash", "payment.cash: 100", "payment.rest: cash", "hook.veto: ok",
    ]
    let scene = try await story.play(Story.start + vetoed)
    let leave = try #require(scene.prompts.last)
    #expect(leave.id == "payment.leave" && leave.title == "Наличные уже приняты")
    #expect(leave.buttons.map(\.id) == ["rest", "refund", "senior"])
    #expect(leave.body.contains("100,00") && leave.effect?.amount?.kopecks == 10_000)
    let back = try await story.play([
      "payment.leave: refund", "payment.return_cash: returned",
    ])
    #expect(back.stands == "sale" && back.receipt?.lines.count == 1)
    let aside = try await story.play(vetoed + ["payment.leave: senior"])
    #expect(aside.state.matters.map(\.receipt.received.kopecks) == [10_000])
    _ = try story.verify()
  }

  @Test func `what was changed for a tender goes with it, and what was remembered after it stays`()
    async throws
  {
    let story = try Story(
      """
      on = {
        before_tender = function(kind)
          if kind == "cashless" then
            receipt.add { name = "Сбор", price = 500 }
            receipt.memo("fee", true)
          end
        end,
        after_decline = function() receipt.memo("declines", (receipt.memo "declines" or 0) + 1) end,
      },
      """)
    let declined = try await story.play(
      Story.start + ["sale: pay.card", "charge.window: declined"])
    #expect(declined.prompts.contains { $0.body.contains("204,50") })
    let scene = try await story.play(["charge.declined: cash"])
    #expect(scene.receipt?.lines.count == 1)
    #expect(scene.receipt?.memo == ["declines": 1])
    let sold = try await story.play(["payment.cash: 199.50"])
    #expect(sold.documents.first?.total.kopecks == 19_950)
  }

  @Test func `what was changed for a tender goes with it over a fall back too`() async throws {
    let story = try Story(
      """
      on = {
        before_tender = function() receipt.add { name = "Сбор", price = 500 } end,
        after_decline = function() while true do end end,
      },
      """)
    let scene = try await story.play(
      Story.start + ["sale: pay.card", "charge.window: declined"])
    #expect(scene.state.flow?.start.level == .stock && scene.stands == "sale")
    #expect(scene.receipt?.lines.map(\.item.name) == ["Кофе"])
    #expect(scene.faults.first?.contains("on.after_decline: ") == true)
  }

  @Test(arguments: ["after_sign_in", "before_shift_close"])
  func `what is kept with a receipt that nobody pays is an error`(point: String) async throws {
    let story = try Story("on = { \(point) = function() receipt.memo('x', 1) end },")
    try await story.play(Story.signIn + ["sale: shift"])
    #expect(story.log.text.contains("the receipt of on.\(point) is nobody's"))
  }

  @Test func `one that waits for ever has the way out, and the fault names its point`() async throws
  {
    let story = try Story(
      "on = { after_receipt = function() while true do prompt.tell { 'x', title = 'x' } end end },")
    let scene = try await story.play(
      Story.start + Self.sold + ["x: ok", "x: way_out"])
    #expect(scene.documents.count == 1 && scene.stands == "sale")
    #expect(scene.faults.first?.contains("on.after_receipt: the cashier went on") == true)
  }
}
