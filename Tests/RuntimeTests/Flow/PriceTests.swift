import Testing

@testable import KassaRuntime

/// What the store's own rules take off: computed anew for each tender, never twice, never after money.
@Suite struct PriceTests {
  /// 5 % from 300 ₽ on, and whole roubles in cash.
  private static let parts = """
    prices = {
      { "Скидка 5 %", function(lines)
        if prices.total(lines) >= 30000 then return prices.share(lines, 500) end
      end },
      { "Округление", function(lines, tender)
        if tender == "cash" then return prices.round_down(lines, 100) end
      end },
    },
    """
  private static let before = #"local prices = require "kassa.prices""#

  private static func story(_ more: String = "") throws -> Story {
    try Story(parts + more, before: before)
  }

  private static func total(_ scene: Scene) -> Int? { (scene.receipt?.total.kopecks).map(Int.init) }

  @Test
  func `a share is shown as a discount while goods are added, and put back where it holds no more`()
    async throws
  {
    let story = try Self.story()
    #expect(Self.total(try await story.play(Story.start)) == 19_950)
    let two = try await story.play([Story.coffee])
    #expect(Self.total(two) == 37_904)
    let three = try await story.play([Story.coffee])
    #expect(Self.total(three) == 56_856)
    guard case .sale(let shown)? = three.prompts.last?.kind else {
      Issue.record("no sale is shown")
      return
    }
    #expect(shown.lines.allSatisfy { $0.discountNames == ["Скидка 5 %"] })
    #expect(three.receipt?.lines.first?.cuts?.map(\.name) == ["Скидка 5 %"])
    let one = try await story.play(["sale: remove 1", "sale: remove 2"])
    #expect(Self.total(one) == 19_950 && one.receipt?.lines.cutCount == 0)
  }

  @Test func `cash is rounded, also after a declined card, and a card is not`() async throws {
    let story = try Self.story()
    let declined = try await story.play(
      Story.start + ["sale: pay.card", "charge.window: declined", "charge.declined: cash"])
    #expect(declined.stands == "payment.cash" && Self.total(declined) == 19_900)
    let back = try await story.play(["payment.cash: cancel", "sale: pay.card"])
    #expect(back.prompts.last?.body.contains("199,50") == true)
    let sold = try await story.play(["charge.window: approved"])
    #expect(sold.documents.first?.total.kopecks == 19_950)
    let cash = try await story.play([Story.coffee, "sale: pay.cash", "payment.cash: 199"])
    #expect(cash.documents.last?.total.kopecks == 19_900)
    #expect(cash.documents.last?.lines.first?.discount?.kopecks == 50)
    #expect(
      cash.papers.contains {
        $0.lines.contains { $0.hasPrefix("ОКРУГЛЕНИЕ") || $0.hasPrefix("Округление") }
      })
    #expect(try story.verify().receipts == 2)
  }

  @Test func `once money was taken nothing changes`() async throws {
    let story = try Self.story()
    let split = try await story.play(
      Story.start + ["sale: pay.split", "payment.split: 100.25", "charge.window: approved"])
    #expect(split.stands == "payment.cash" && Self.total(split) == 19_950)
    let sold = try await story.play(["payment.cash: 99.25"])
    #expect(sold.documents.first?.total.kopecks == 19_950)
  }

  @Test func `a quantity may fall below what was taken off before`() async throws {
    let story = try Story(
      "prices = { { 'x', function(lines) return { [lines[1].id] = lines[1].sum // 2 } end } },")
    let scene = try await story.play(
      Story.start + ["sale: quantity 1 10", "sale: quantity 1 1", "sale: discount 1 99.50"])
    #expect(Self.total(scene) == 5_000)
  }

  @Test func `what takes off everything needs no tender`() async throws {
    let story = try Story(
      "prices = { { 'Подарок', function(lines) return { [lines[1].id] = lines[1].sum } end } },")
    let scene = try await story.play(
      Story.start + ["sale: pay.cash", "print.nothing: yes"])
    #expect(scene.documents.first?.total == .zero)
  }

  @Test func `a tender that needed no money ends where the cashier goes back to the goods`()
    async throws
  {
    let story = try Story(
      """
      prices = { { "Подарок", function(lines, tender)
        if tender == "cash" then return { [lines[1].id] = lines[1].sum } end
      end } },
      """)
    let back = try await story.play(Story.start + ["sale: pay.cash", "print.nothing: no"])
    #expect(back.stands == "sale" && Self.total(back) == 19_950)
    let scene = try await story.play([
      "sale: free 50 Чай", "sale: pay.card", "charge.window: declined", "charge.declined: cash",
      "payment.cash: cancel",
    ])
    #expect(scene.receipt?.lines.map(\.item.name) == ["Кофе", "Чай"])
    #expect(scene.stands == "sale" && Self.total(scene) == 24_950)
  }

  @Test func `what is on credit is computed anew too`() async throws {
    let story = try Story(
      """
      prices = { { "Рассрочка", function(lines, tender)
        if tender == "credit" then return { [lines[1].id] = 100000 } end
      end } },
      on = { receipt_begun = function()
        receipt.add { name = "Диван", price = 1000000, method = "credit" }
      end },
      """, before: Self.before)
    let scene = try await story.play(
      Story.start + ["sale: pay.cash", "tender.credit: yes", "payment.cash: 199.50"])
    #expect(scene.documents.first?.total.kopecks == 919_950, "\(scene.faults)")
    #expect(scene.faults.isEmpty)
  }

  @Test(arguments: [
    (
      "return { [lines[1].id] = lines[1].sum + 1 }",
      "off line 1, which costs"
    ),
    ("return { [99] = 1 }", "there is no line 99"),
    ("return { [lines[1]] = 500 }", "leto/store.lua:"),
    (
      "return { [lines[1].id] = 99999999999999999 }",
      "it takes 99999999999999999 kopecks off line 1"
    ),
    ("return { [lines[1].id] = -1 }", "whole kopecks"),
    ("return { [lines[1].id] = 0.5 }", "whole kopecks"), ("return 5", "kopecks by the lines' ids"),
    ("n = (n or 0) + 1 return { [lines[1].id] = n }", "the same lines gave something else"),
    (
      "return { [lines[1].id] = math.random(1, 1000000) % 19950 }",
      "the same lines gave something else"
    ),
    ("error 'oops'", "oops"), ("receipt.memo('x', 1)", "change nothing there"),
    ("receipt.add { name = 'x', price = 1 }", "change nothing there"),
    ("prompt.tell { 'x', title = 'x' }", "«x»"), ("lines[1].sum = 0", ""),
  ])
  func `a rule that fails takes nothing off, and the sale goes on`(
    body: String, problem: String
  ) async throws {
    let story = try Story(
      "prices = { { 'Беда', function(lines, tender) \(body) end } },", before: "local n")
    let told = problem.isEmpty ? [] : ["prices.failed: ok"]
    let scene = try await story.play(
      Story.start + ["sale: pay.cash"] + told + ["payment.cash: 199.50"])
    #expect(scene.documents.first?.total.kopecks == 19_950 && scene.warnings.isEmpty)
    #expect(story.log.text.contains("prices «Беда»") == !problem.isEmpty, "\(story.log.text)")
    if !problem.hasPrefix("«") { #expect(story.log.text.contains(problem) || problem.isEmpty) }
  }

  @Test func `a rule that loops takes nothing off, and the sale goes on`() async throws {
    let story = try Story(
      "prices = { { 'Беда', function() while true do end end } },")
    let scene = try await story.play(
      Story.start + ["sale: pay.cash", "prices.failed: ok", "payment.cash: 199.50"])
    #expect(story.log.text.contains("prices «Беда»: "), "\(story.log.text)")
    #expect(scene.documents.first?.total.kopecks == 19_950 && scene.faults.isEmpty)
  }

  @Test func `a flow that stands in drops what holds no more`() async throws {
    let story = try Self.story("on = { line_removed = function() while true do end end },")
    let scene = try await story.play(
      Story.start + [Story.coffee, Story.coffee, "sale: remove 3", "sale: remove 3"])
    #expect(scene.state.flow?.start.level == .stock)
    #expect(Self.total(scene) == 39_900)
  }

  @Test func `a script can't reprice what money was taken for, nor below nothing`() async throws {
    let story = try Story(
      """
      on = {
        after_approval = function() log("late", receipt.reprice { { line = 1, name = "x", amount = 1 } }) end,
        before_payment = function() log("more", receipt.reprice { { line = 1, name = "x", amount = 99999999 } }) end,
      },
      """)
    let scene = try await story.play(Story.start + ["sale: pay.card", "charge.window: approved"])
    #expect(scene.documents.first?.total.kopecks == 19_950)
    #expect(story.log.text.contains("tenders_taken"))
    #expect(story.log.text.contains("discount_too_large"))
  }

  @Test func `a name in two languages is told to be one`() throws {
    let found = try Story(
      "prices = { { { ru = 'С', en = 'D' }, function() end } },"
    ).findings()
    #expect(found.count == 1 && found[0].text.contains("a name in one language"), "\(found)")
  }
}
