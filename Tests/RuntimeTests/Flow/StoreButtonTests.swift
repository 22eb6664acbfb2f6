import Testing

@testable import KassaRuntime

/// Buttons, codes and favourites that a store adds to the stock sale.
@Suite struct StoreButtonTests {
  private static let parts = """
    buttons = { sale = {
      "pay.cash",
      { "wrap", { ru = "В подарок", en = "As a gift" }, function()
        receipt.add { name = "Упаковка", price = 5000 }
      end },
      { "quick", "Картой сразу", function() return "pay.card" end },
      { "broken", "Беда", function() receipt.add { name = "Лишнее", price = 1 } error "oops" end },
      hide = { "pay.split", "terminals" },
    } },
    """

  @Test func `are added, ordered and taken away, each under a key that stays`() async throws {
    let story = try Story(Self.parts)
    let scene = try await story.play(Story.start)
    let buttons = try #require(scene.prompts.last?.buttons)
    #expect(
      buttons.map(\.id) == [
        "pay.cash", "wrap", "quick", "broken", "pay.card", "park", "parked", "clear", "shift",
        "sign_out", "returns", "drawer", "documents",
      ])
    #expect(buttons.map(\.key) == Array(1...10) + [13, 14, 15])
    #expect(buttons.first { $0.id == "wrap" }?.label == "В подарок")
    let english = try await story.play([], language: .en)
    #expect(english.prompts.last?.buttons.first { $0.id == "wrap" }?.label == "As a gift")
  }

  @Test func `run their function, which may go on with a stock button`() async throws {
    let story = try Story(Self.parts)
    let scene = try await story.play(
      Story.start + ["sale: wrap", "sale: broken", "sale: quick", "charge.window: approved"])
    #expect(scene.documents.first?.total.kopecks == 24_950)
    #expect(story.log.text.contains("buttons.sale.broken: oops"))
  }

  @Test func `stand among the tenders too`() async throws {
    let story = try Story(
      """
      buttons = { ["payment.tender"] = { { "ask", "Спросить", function() log "asked" end }, hide = { "split" } } },
      """)
    let scene = try await story.play(
      Story.start + [
        "sale: pay.split", "payment.split: 100", "charge.window: approved", "payment.cash: cancel",
        "payment.tender: ask",
      ])
    #expect(scene.stands == "payment.tender")
    #expect(scene.prompts.last?.buttons.map(\.id) == ["ask", "card", "cash", "leave"])
    #expect(story.log.text.contains("asked"))
  }

  @Test(arguments: [
    ("sale = { 'pay.crad' }", "no button «pay.crad»; did you mean «pay.card»?"),
    ("sale = { { 'park', 'П', function() end } }", "«park» is a stock button"),
    (
      "sale = { { 'contact', 'П', function() end } }",
      "«contact» is what a cashier does at the sale"
    ),
    ("sale = { { 'x', 'П' } }", "{ \"id\", label, function } was expected"),
    ("sale = { hide = { 'x' } }", "no button «x»"),
    ("['payment.tender'] = { hide = { 'back' } }", "«back» is the way out"),
    ("sail = {}", "unknown key"),
  ])
  func `a wrong one is named with its remedy`(text: String, problem: String) throws {
    let found = try Story("buttons = { \(text) },").findings()
    #expect(found.contains { $0.isMistake && $0.text.contains(problem) }, "\(found)")
    #expect(found.count == 1)
  }

  @Test func `codes of the store's own come before goods`() async throws {
    let story = try Story(
      """
      scans = { { "^29%d+$", function(code) receipt.memo("loyalty", code) end } },
      """)
    try story.bring(goods: [("2900000000018", "Весы", "1"), ("4600000000015", "Кофе", "100")])
    let scene = try await story.play(
      Story.signIn + ["sale: scan 2900000000018", "sale: scan 4600000000015"])
    #expect(scene.receipt?.memo["loyalty"] == "2900000000018")
    #expect(scene.receipt?.lines.map(\.item.name) == ["Кофе"])
  }

  @Test(arguments: [
    ("%f9", "%f needs a set"), ("%f", "%f needs a set"), ("%1", "%1 means what a ( )"),
    ("(%1)", "%1 means what a ( )"), ("%0", "%0 means what a ( )"),
    ("(a)%2", "%2 means what a ( )"),
    ("[a", "[ is not closed"), ("%f[", "[ is not closed"), ("[%", "[ is not closed"),
    ("(a", "( is not closed"), ("a)", ") closes nothing"), ("a%", "it ends in %"),
    ("%b(", "%b needs two characters"), (String(repeating: "()", count: 33), "at most 32 ("),
  ])
  func `a code's pattern that Lua refuses is refused with its line`(
    pattern: String, problem: String
  ) throws {
    let story = try Story("\nscans = { { \"\(pattern)\", function() end } },")
    let found = try story.findings()
    #expect(
      found.contains {
        $0.isMistake && $0.text.hasPrefix("leto/store.lua:") && $0.text.contains(problem)
      }, "\(found.map(\.text))")
    let right = try Story(#"scans = { { "^%f[%d]29(%d)%1*[]%-]?", function() end } },"#)
    #expect(try right.findings().isEmpty)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `a pattern that is taken makes no code raise`(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    // Text, as a store's file has it.
    let patterns = (0..<4_000).map { _ in
      String(
        decoding: MatcherPropertyTests.anyPattern(&numbers).filter { $0 > 0 }, as: UTF8.self)
    }.filter { ScanPattern.problem($0) == nil }
    #expect(patterns.count > 300)
    let codes = (0..<40).map { _ in
      String(decoding: MatcherPropertyTests.subject(&numbers), as: UTF8.self)
    }
    let end = runMain(
      """
      local patterns, codes = ...
      for _, pattern in ipairs(patterns) do
        for _, code in ipairs(codes) do
          local fine, problem = pcall(code.find, code, pattern)
          if not fine then return pattern .. ": " .. problem end
        end
      end
      """,
      arguments: [.list(patterns.map(Value.string)), .list(codes.map(Value.string))])
    guard case .finished(let refused) = end else {
      Issue.record("\(seed): \(end)")
      return
    }
    #expect(refused.allSatisfy { $0 == .null }, "\(seed): \(refused)")
  }

  @Test func `one that goes on with what is no stock button says so at its line, and does nothing`()
    async throws
  {
    let story = try Story(
      """
      buttons = { sale = { { "quick", "Картой", function()
        return "pay.crad" end }, { "hidden", "Частью", function() return "pay.split" end },
        hide = { "pay.split" } } },
      """)
    let scene = try await story.play(Story.start + ["sale: quick", "sale: hidden"])
    #expect(scene.stands == "payment.split")
    #expect(
      story.log.text.contains(
        "buttons.sale.quick: no stock button «pay.crad»; return one of pay.card, pay.cash"),
      "\(story.log.text)")
    #expect(story.log.text.contains("leto/store.lua:3"), "\(story.log.text)")
  }

  @Test func `a good that is only near to what was typed is asked about`() async throws {
    let story = try Story()
    try story.bring(goods: [("4600000000015", "Конфеты на вес", "890")])
    let asked = try await story.play(Story.signIn + ["sale: search кофе"])
    #expect(asked.stands == "sale.found" && asked.receipt?.lines.isEmpty == true)
    #expect(asked.prompts.last?.title == "Такого нет. Похоже на:")
    let added = try await story.play(["sale.found: find 1", "sale: search вес"])
    #expect(added.receipt?.lines.map(\.item.name) == ["Конфеты на вес", "Конфеты на вес"])
  }

  @Test func `favourites are buttons behind the others`() async throws {
    let story = try Story(#"favourites = { "4600000000015", "4600000000022" },"#)
    try story.bring(goods: [("4600000000015", "Кофе", "100"), ("4600000000022", "Чай", "50")])
    let scene = try await story.play(
      Story.signIn + ["sale: good.2", "sale: good.1", "sale: good.2"])
    #expect(scene.receipt?.lines.map(\.item.name) == ["Чай", "Кофе", "Чай"])
    #expect(scene.prompts.last?.buttons.last?.label == "Чай · 50,00\u{A0}₽")
  }

  @Test(
    arguments: [
      (#"favourites = { "4600000000022", "4600000000099", "4600000000015" },"#, ["Чай", "Кофе"]),
      (#"favourites = { department = "Бар" },"#, ["Кофе"]), ("", []),
    ])
  func `favourites are told to who asks for goods`(
    parts: String, names: [String]
  ) async throws {
    let story = try Story(parts)
    try makeFolder(story.data)
    let price = Money(checked: 5_000)
    try GoodsTable(folder: story.data).replace(with: [
      Good(id: 1, barcodes: ["4600000000022"], name: "Чай", price: price, vat: .withoutVAT),
      Good(
        id: 2, barcodes: ["4600000000015"], name: "Кофе", price: price, vat: .withoutVAT,
        department: "Бар"),
    ])
    let page = try await story.open(story.scripted([])).favouriteGoods()
    #expect(page.goods.map(\.name) == names && page.departments == ["Бар"] && page.more == nil)
  }

  @Test func `lines and goods carry all their fields`() async throws {
    let story = try Story(
      """
      on = { line_added = function(line)
        log(line.measure, line.vat, line.subject, line.method, line.gross, line.cut, line.sum)
        local good = receipt.goods(line.barcode)
        log(good.department == nil, good.barcodes[1], good.subject)
      end },
      """)
    try story.bring(goods: [("4600000000015", "Кофе", "100")])
    try await story.play(Story.signIn + ["sale: scan 4600000000015"])
    #expect(
      story.log.text.contains("piece none commodity full_payment 10000 0 10000"),
      "\(story.log.text)")
    #expect(story.log.text.contains("4600000000015 commodity"))
  }
}
