import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Card money going back: the terminal first, then the document; what nobody knows is given once.
@Suite struct CardReturnTests {
  private static let start = ReturnTests.start + [Story.coffee]
  private static let sold = start + ["sale: pay.card", "charge.window: approved"]
  private static let find = ReturnTests.find("199.50") + ["return.lines: all"] + ReturnTests.go
  private static let slip = ["return.amount: 199.50", "return.number: text 3"]

  @Test func `the terminal comes first, then the document`() async throws {
    let story = try ReturnTests.story()
    let window = try await story.play(Self.sold + Self.find)
    let asked = try #require(window.prompts.last)
    #expect(asked.title == "Верните на карту" && asked.defaultButton == nil)
    #expect(asked.body == "Автономный терминал: верните 199,50\u{A0}₽")
    #expect(
      asked.buttons.map(\.label)
        == ["↩ Возвращено", "≠ Не вышло", "? Не знаю", "≠ Не запускали"])
    #expect(asked.effect?.text(.ru) == "Возврат 199,50\u{A0}₽ · Автономный терминал")
    #expect(window.documents.count == 1)
    let scene = try await story.play(["return.window: approved"] + Self.slip)
    #expect(scene.stands == "sale", "\(scene.faults)")
    let back = try #require(scene.documents.last)
    #expect(back.type == .saleReturn && back.payments.cashless.kopecks == 19_950)
    #expect(back.payments.cash == .zero)
    let period = try #require(scene.state.periods.values.first)
    #expect((period.charges.count, period.refunds.count) == (1, 1))
    #expect(period.refunds.sum.kopecks == 19_950)
    #expect(try story.verify().matters == 0)
  }

  /// S5: no tender gives more than it took, also a shift later.
  @Test func `what a card paid goes back to it, and cash last`() async throws {
    let story = try ReturnTests.story()
    try await story.play(
      ReturnTests.start + [
        "sale: free 700 Чайник", "sale: free 300 Чашка", "sale: pay.split", "payment.split: 600",
        "charge.window: approved", "payment.cash: 400", "sale: shift", "shift.close: yes",
      ])
    let first = try await story.play(
      ReturnTests.start + ReturnTests.find("1000.00") + ReturnTests.line(1)
        + ReturnTests.go + ["return.window: approved", "return.amount: 600", "return.number: none"]
        + ReturnTests.paid)
    #expect(
      first.first("return.senior")?.body.contains(
        "Автономный терминал: 600,00\u{A0}₽\nНаличными: 100,00") == true,
      "\(first.first("return.senior")?.body ?? "")")
    let scene = try await story.play(
      ReturnTests.find("1000.00") + ["return.lines: all"] + ReturnTests.go + ReturnTests.paid)
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [60_000, 60_000, 0])
    #expect(scene.documents.map(\.payments.cash.kopecks) == [40_000, 10_000, 30_000])
    _ = try story.verify()
  }

  /// S7: «не вышло» is nothing given back.
  @Test(arguments: ["declined", "not_run"])
  func `what did not come off gives nothing back`(outcome: String) async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      Self.sold + Self.find + ["return.window: \(outcome)", "return.declined: stop"])
    #expect(scene.stands == "return.lines" && scene.documents.count == 1)
    let left = try await story.play(["return.lines: cancel"])
    #expect(left.state.matters.isEmpty)
    let again = try await story.play(Self.find)
    #expect(again.stands == "return.window")
  }

  /// S9: until it is known, there is no second refund of it from anywhere.
  @Test func `an unclear refund blocks the next one, and the next customer is served`()
    async throws
  {
    let story = try ReturnTests.story()
    let aside = try await story.play(
      Self.sold + Self.find + [
        "return.window: unknown", "return.unknown: unknown", "return.detached: next",
        "sale: free 50 Чай", "sale: pay.cash", "payment.cash: 50",
      ] + ReturnTests.find("199.50") + ["return.refused: ok", "return.find: cancel"])
    #expect(aside.stands == "sale" && aside.state.matters.count == 1)
    #expect(aside.documents.map(\.type) == [.sale, .sale])
    let listed = try await story.play(["sale: parked"])
    let id = try #require(listed.prompts.last?.buttons.first?.id)
    let scene = try await story.play([
      "parked.list: \(id)", "senior.pin: text 692369236923", "return.unknown: approved",
      "return.amount: 199.50", "return.number: none",
    ])
    #expect(scene.stands == "sale", "\(scene.faults)")
    #expect(scene.documents.last?.type == .saleReturn && scene.state.matters.isEmpty)
    _ = try story.verify()
  }

  /// What another return gave back while this one was set aside is not chosen here again.
  @Test func `lines stand once a refund was tried`() async throws {
    let story = try ReturnTests.story()
    let aside = try await story.play(
      ReturnTests.start + [
        "sale: free 100 А", "sale: free 200 Б", "sale: pay.split", "payment.split: 100",
        "charge.window: approved", "payment.cash: 200",
      ] + ReturnTests.find("300.00") + ReturnTests.line(1) + ReturnTests.go + [
        "return.window: unknown", "return.unknown: unknown", "return.detached: next",
      ] + ReturnTests.find("300.00") + ReturnTests.line(2) + ReturnTests.go + ReturnTests.paid)
    #expect(aside.stands == "sale", "\(aside.prompts.map(\.id)) \(aside.faults)")
    let listed = try await story.play(["sale: parked"])
    let id = try #require(listed.prompts.last?.buttons.first?.id)
    let scene = try await story.play([
      "parked.list: \(id)", "senior.pin: text 692369236923", "return.unknown: declined",
      "return.lines: line.2",
    ])
    #expect(scene.stands == "return.refused", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.receipt?.lines.map(\.item.name) == ["А"])
    #expect(try ReturnTests.sums(story) == ["sale 300.00", "sale_return 200.00"])
  }

  @Test func `a kill in the window asks the same question`() async throws {
    let story = try ReturnTests.story()
    try await story.play(Self.sold + Self.find)
    let again = try await story.play([])
    #expect(again.stands == "return.window")
    let scene = try await story.play(["return.window: approved"] + Self.slip)
    #expect(scene.documents.map(\.type) == [.sale, .saleReturn])
  }

  /// S8: each has an outcome of its own, and what went back is never lost.
  @Test func `one of two that went back stays a matter until the rest is done`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      Self.start + [
        "sale: pay.split", "payment.split: 100", "charge.window: approved", "payment.cash: cancel",
        "payment.tender: card", "charge.window: approved",
      ] + Self.find + [
        "return.window: approved", "return.amount: 100", "return.number: text 7",
        "return.window: declined", "return.unfinished: aside",
      ])
    #expect(scene.stands == "sale" && scene.state.matters.count == 1)
    #expect(scene.documents.count == 1)
    let listed = try await story.play(["sale: parked"])
    let id = try #require(listed.prompts.last?.buttons.first?.id)
    // Taken back, its ways out come first.
    let asked = try await story.play(["parked.list: \(id)"])
    let ways = try #require(asked.prompts.last)
    #expect(
      ways.id == "return.unfinished" && ways.buttons.first?.label == "Остаток тем же способом")
    #expect(
      ways.body.hasSuffix("Автономный терминал · Кофе. Осталось 99,50\u{A0}₽, чека возврата нет"))
    let left = try await story.play(["return.unfinished: aside"])
    #expect(left.stands == "sale" && left.state.matters.count == 1)
    let done = try await story.play([
      "sale: parked", "parked.list: \(id)", "return.unfinished: again", "return.window: approved",
      "return.amount: 99.50", "return.number: none",
    ])
    #expect(done.documents.last?.payments.cashless.kopecks == 19_950)
    #expect(done.state.matters.isEmpty)
  }

  @Test func `a slip that shows less counts for that, and the rest is still due`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      Self.sold + Self.find + [
        "return.window: approved", "return.amount: 19.95", "return.under: rest",
        "return.number: none", "return.window: approved", "return.amount: 179.55",
        "return.number: none",
      ])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.last?.payments.cashless.kopecks == 19_950)
  }

  @Test func `a slip that shows more is no refund of this receipt`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      Self.sold + Self.find + [
        "return.window: approved", "return.amount: 1995", "return.over: aside",
        "return.detached: next",
      ])
    #expect(scene.stands == "sale" && scene.state.matters.count == 1)
    #expect(scene.documents.count == 1)
  }

  @Test func `a slip proves one refund`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      Self.sold + Self.find + ["return.window: approved"] + Self.slip + [
        Story.coffee, "sale: pay.card", "charge.window: approved",
      ] + ReturnTests.find("199.50"))
    #expect(scene.stands == "return.which")
    let newest = try #require(scene.prompts.last?.buttons.first?.id)
    let used = try await story.play(
      ["return.which: \(newest)", "return.lines: all"] + ReturnTests.go
        + ["return.window: approved"] + Self.slip)
    #expect(used.stands == "return.duplicate", "\(used.prompts.map(\.id))")
    let done = try await story.play(["return.duplicate: again", "return.number: text 4"])
    #expect(done.documents.filter { $0.type == .saleReturn }.count == 2)
  }

  /// A sale by card is found by the RRN of its slip.
  @Test func `it is found by its slip`() async throws {
    let story = try ReturnTests.story(
      #"providers = { stock.standalone { proof = { "amount", "rrn" } } },"#)
    let scene = try await story.play(
      Self.start + [
        "sale: pay.card", "charge.window: approved", "charge.amount: 199.50",
        "charge.rrn: text 633412345678",
      ] + ReturnTests.find("633412345678"))
    #expect(scene.stands == "return.lines", "\(scene.prompts.map(\.id))")
  }

  /// S6: a void undoes the whole charge, and its slip is held against it.
  @Test func `a void is offered for all of a charge, and proven by its slip`() async throws {
    let story = try ReturnTests.story()
    let lines = try await story.play(
      Self.sold + ReturnTests.find("199.50") + ["return.lines: all"])
    #expect(lines.prompts.last?.buttons.last?.id == "void")
    #expect(lines.prompts.last?.buttons.last?.label.hasSuffix("199,50\u{A0}₽") == true)
    let window = try await story.play(["return.lines: void", ReturnTests.senior])
    #expect(window.stands == "return.void", "\(window.prompts.map(\.id)) \(window.faults)")
    #expect(
      window.prompts.last?.effect?.text(.ru) == "Отмена 199,50\u{A0}₽ · Автономный терминал")
    let other = try await story.play(["return.void: approved", "void.amount: 333"])
    #expect(other.stands == "void.other" && other.documents.count == 1)
    let stray = try await story.play(["void.other: other"])
    #expect(stray.stands == "return.window", "\(stray.prompts.map(\.id)) \(stray.faults)")
    #expect(stray.state.unconfirmed.map(\.isStray) == [true])
    #expect(stray.state.unconfirmed.map(\.amount.kopecks) == [33_300])
    let scene = try await story.play(["return.window: approved"] + Self.slip)
    #expect(scene.documents.map(\.type) == [.sale, .saleReturn])
    #expect(scene.state.unconfirmed.count == 1)
    let listed = try await story.play(["sale: parked"])
    let id = try #require(listed.prompts.last?.buttons.first?.id)
    let told = try await story.play(["parked.list: \(id)"])
    #expect(told.stands == "unconfirmed.stray", "\(told.prompts.map(\.id))")
    _ = try story.verify()
  }

  @Test func `a void counts as one, and its return needs its document`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      Self.sold + ReturnTests.find("199.50") + ["return.lines: all", "return.lines: void"]
        + [ReturnTests.senior, "return.void: approved", "void.amount: 199.50", "void.number: none"])
    #expect(scene.documents.last?.payments.cashless.kopecks == 19_950, "\(scene.faults)")
    let period = try #require(scene.state.periods.values.first)
    #expect((period.charges.count, period.refunds.count, period.voids.count) == (1, 0, 1))
    _ = try story.verify()
  }

  @Test func `a part is no void, nor is what was settled`() async throws {
    let story = try ReturnTests.story()
    let part = try await story.play(
      Self.start.dropLast() + [
        "sale: free 100 А", "sale: free 99.50 Б", "sale: pay.card", "charge.window: approved",
      ] + ReturnTests.find("199.50") + ReturnTests.line(1))
    #expect(part.prompts.last?.buttons.contains { $0.id == "void" } == false)
  }

  /// Money of a receipt that is not printed goes back on the terminal, and no document tells of it.
  @Test func `a void refused leads to the refund of an unprinted receipt`() async throws {
    let story = try ReturnTests.story()
    let refused = try await story.play(
      Self.start + [
        "sale: pay.split", "payment.split: 100", "charge.window: approved", "payment.cash: cancel",
        "payment.tender: leave", "payment.leave: refund", "charge.void: declined",
      ])
    #expect(refused.stands == "charge.void_refused", "\(refused.faults)")
    let scene = try await story.play([
      "charge.void_refused: refund", "return.window: approved", "return.amount: 100",
      "return.number: text 9",
    ])
    #expect(scene.stands == "sale" && scene.documents.isEmpty, "\(scene.prompts.map(\.id))")
    #expect(scene.receipt?.charged == .zero)
    let period = try #require(scene.state.periods.values.first)
    #expect((period.charges.count, period.refunds.count, period.voids.count) == (1, 1, 0))
    let paid = try await story.play(["sale: pay.cash", "payment.cash: 199.50"])
    #expect(paid.documents.map(\.payments.cash.kopecks) == [19_950])
    _ = try story.verify()
  }

  /// One line of yesterday's card sale: what is tapped beside the scan and the digits.
  @Test func `a line of yesterday's sale takes seven taps at most`() async throws {
    let story = try ReturnTests.story()
    try await story.play(
      Self.start.dropLast() + [
        "sale: free 100 А", "sale: free 99.50 Б", "sale: pay.card", "charge.window: approved",
      ])
    let qr = try #require(try story.receipts.first?.printed.qr)
    story.clock.advance(hours: 20)
    let taps = [
      "sale: returns", "return.find: beep \(qr)", "return.lines: line.1", "return.lines: go",
      ReturnTests.senior, "return.window: approved", "return.amount: 100", "return.number: text 3",
    ]
    let scene = try await story.play(taps)
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.last?.payments.cashless.kopecks == 10_000)
    #expect(taps.count { !$0.contains(": beep ") } <= 7)
  }

  /// The terminal that took it can't: another of the store's does, by a senior.
  @Test func `another terminal gives it back by a senior's word`() async throws {
    let story = try ReturnTests.story("providers = { stock.standalone {}, stock.transfer {} },")
    let two = [
      "sale: terminals", "settings: terminals", "terminals.none: add",
      "terminals.provider: standalone", "terminals.chosen: next", "terminals.name: text Сбер",
      "terminals.list: add", "terminals.provider: standalone", "terminals.exists: next",
      "terminals.name: text ВТБ", "terminals.list: t1", "terminals.edit: mark",
      "terminals.list: back",
    ]
    let before = try await story.play(
      ["sign_in.name: Борис", "sign_in.pin: text 692369236923"] + two
        + [Story.coffee, "sale: pay.card", "charge.window: approved"] + Self.find
        + ["return.window: declined", "return.declined: other"])
    #expect(before.prompts.last?.buttons.map(\.id) == ["to.t2"], "\(before.prompts.map(\.id))")
    let scene = try await story.play([
      "return.other: to.t2", "return.move: text 692369236923", "return.window: approved",
      "return.amount: 199.50", "return.number: none",
    ])
    let asked = try #require(scene.first("return.move"))
    #expect(asked.effect?.text(.ru) == "Возврат 199,50\u{A0}₽ · ВТБ")
    #expect(asked.body == "Сбер → ВТБ: 199,50\u{A0}₽")
    #expect(scene.documents.map(\.type) == [.sale, .saleReturn], "\(scene.prompts.map(\.id))")
    #expect(scene.state.periods["t2"]?.refunds.count == 1)
    #expect(scene.documents.last?.notes.contains("ВТБ: 199.50") == true)
    _ = try story.verify()
  }

  /// Card money in cash: only where the store says so, by a second person, and counted as the card's.
  @Test func `card money goes back in cash by the store's rule and a second person`() async throws {
    let story = try ReturnTests.story("rights = { returns = { other_tender = true } },")
    let asked = try await story.play(
      Self.sold + Self.find + ["return.window: declined", "return.declined: other"])
    #expect(asked.prompts.last?.buttons.map(\.id) == ["cash"], "\(asked.prompts.map(\.id))")
    let scene = try await story.play(
      ["return.other: cash", "return.move: text 692369236923", "return.cash: yes"]
        + ReturnTests.paid)
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(
      scene.first("return.move")?.effect?.text(.ru) == "Возврат 199,50\u{A0}₽ · Наличными")
    let back = try #require(scene.documents.last)
    #expect(back.payments.cash.kopecks == 19_950 && back.payments.cashless == .zero)
    #expect(back.notes.contains("КАРТА НАЛИЧНЫМИ: 199.50, Борис"))
    let again = try await story.play(ReturnTests.find("199.50"))
    #expect(again.stands == "return.refused")
    _ = try story.verify()
  }

  @Test func `without the store's rule no card money goes back in cash`() async throws {
    let story = try ReturnTests.story(
      """
      flows = { returns = function()
        if receipt.is_return() then return require("kassa.flows.returns")() end
        receipt.begin_return(receipt.find_sales("199.50")[1].id)
        receipt.return_line(1, "1")
        receipt.allow_return { "return.senior", cashier = "Борис" }
        cashier.require { "senior.pin", cashier = "Борис", role = "senior" }
        receipt.move_refund(receipt.return_plan()[1].charge)
        receipt.give_cash()
        return "sale"
      end },
      """)
    let scene = try await story.play(
      Self.sold + ["sale: returns", ReturnTests.senior, "senior.pin: text 692369236923"])
    #expect(scene.documents.count == 1 && scene.receipt?.isPrinted != true)
  }

  static let tricks = [
    "receipt.move_refund(receipt.return_plan()[1].charge) receipt.give_cash() receipt.print()",
    #"terminal.refund { "return.void", charge = receipt.return_plan()[1].charge, void = true }"#,
    #"terminal.refund { "return.window", charge = "x/1" }"#,
    #"terminal.refund { "return.window", charge = receipt.return_plan()[1].charge }"#,
    #"terminal.charge { "charge.window", terminal = "standalone", amount = 100 }"#,
    #"terminal.void { "charge.void", charge = 1 }"#,
    #"prompt.choose { "return.window", title = "?", buttons = { "approved" } } receipt.print()"#,
  ]

  @Test(arguments: tricks)
  func `a script refunds no card by itself`(trick: String) async throws {
    let story = try ReturnTests.story(
      """
      flows = { returns = function()
        receipt.begin_return(receipt.find_sales("199.50")[1].id)
        receipt.return_line(1, "1")
        \(trick)
        return "sale"
      end },
      """)
    let scene = try await story.play(Self.sold + ["sale: returns"])
    #expect(scene.documents.count == 1 && !scene.prompts.contains { $0.id == "return.window" })
    _ = try story.verify()
  }
}
