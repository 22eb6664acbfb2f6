import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Invariants 8, 10 and 12, attacked from a store's script: whole kopecks, receipts that name their
/// script, and no card before the registrar is ready.
@Suite struct MoneyGuardTests {
  /// Numbers that are no amount of whole kopecks, as a price, a discount and a charge.
  static let numbers = [
    "1.5", "0/0", "math.huge", "-math.huge", "-1", "math.mininteger", "math.maxinteger", "1 << 48",
    "'100'", "'1.00'", "{}", "true", "nil", "0.1 + 0.2",
  ]

  @Test(arguments: numbers)
  func `no price, discount or charge is anything but whole kopecks`(number: String) async throws {
    let script = """
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      local bad = { \(number) }
      local said = {}
      local function try(call)
        local ran, result = pcall(call)
        said[#said + 1] = ran and result == true and "done" or "refused"
      end
      try(function() return receipt.add { name = "Чай", price = bad[1] } end)
      try(function() return receipt.discount { line = 1, amount = bad[1] or -1 } end)
      try(function()
        return terminal.charge { "charge.window", terminal = "standalone", amount = bad[1] }
      end)
      prompt.tell { "said", title = table.concat(said, " ") }
      """
    let scene = try await Story.sale(script).play(Story.signIn)
    #expect(scene.prompts.last?.title == "refused refused refused", "\(number)")
    #expect(scene.receipt?.total.kopecks == 100)
    #expect(scene.receipt?.attempts.isEmpty == true)
  }

  @Test(arguments: [
    "0", "-1", "1e3", "0x10", "1;5", "", "1 1", "nan", "inf", "0.0000001",
    "99999999999999999999",
    "١",
  ])
  func `no quantity is anything but an exact decimal`(quantity: String) async throws {
    let script = """
      receipt.add { name = "Кофе", price = 100 }
      local changed = pcall(receipt.set_quantity, 1, "\(quantity)")
      local added = pcall(receipt.add, { name = "Чай", price = 1, quantity = "\(quantity)" })
      prompt.tell { "said", title = tostring(changed or added) }
      """
    let scene = try await Story.sale(script).play(Story.signIn)
    #expect(scene.prompts.last?.title == "false", "\(quantity)")
    #expect(scene.receipt?.total.kopecks == 100)
  }

  /// Goods that a fiscal document can't hold, though a receipt can; each is found out before the card.
  @Test(arguments: [
    #"name = ("…"):rep(128)"#, #"name = "Сигареты", subject = "marked", quantity = "2""#,
  ])
  func `no attempt opens for goods that can't be printed`(goods: String) async throws {
    let script = """
      receipt.add { price = 100, \(goods) }
      shift.open()
      local outcome, why, reason =
        terminal.charge { "charge.window", terminal = "standalone", amount = receipt.due() }
      local cash, no_cash = receipt.cash { "payment.cash" }
      prompt.choose {
        why .. "." .. reason .. "." .. tostring(cash or no_cash and "refused"),
        title = "?", buttons = { "ok" },
      }
      """
    let scene = try await Story.sale(script).play(Story.signIn)
    #expect(scene.stands == "not_ready.document_invalid.refused")
    #expect(scene.receipt?.tenders.isEmpty == true)
    #expect(scene.receipt?.attempts.isEmpty == true)
    #expect(scene.documents.isEmpty)
  }

  @Test(arguments: ["", " ", "\u{A0}\t"])
  func `a name of nothing is refused`(name: String) async throws {
    let scene = try await Story().play(Story.signIn + ["sale: free 10 \(name)"])
    #expect(scene.receipt?.lines.isEmpty == true)
    #expect(!scene.refusals.isEmpty || scene.stands == "sale.refused")
  }

  /// What the registrar says before a charge that a script makes without asking.
  @Test(arguments: [
    (EmulatedFault.noPaper, "no_paper"), (.coverOpen, "cover_open"), (.unreachable, "unreachable"),
  ])
  func `no attempt opens while the registrar could not print`(
    fault: EmulatedFault, reason: String
  ) async throws {
    let story = try Story.sale(
      """
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      prompt.tell { "before", title = "Before" }
      local outcome, why, reason =
        terminal.charge { "charge.window", terminal = "standalone", amount = 100 }
      prompt.choose { why .. "." .. reason, title = "?", buttons = { "ok" } }
      """)
    try await story.play(Story.signIn)
    try story.control.set(fault)
    let scene = try await story.play(["before: ok"])
    #expect(scene.stands == "not_ready.\(reason)")
    #expect(scene.receipt?.attempts.isEmpty == true)
  }

  @Test(arguments: [(0, "shift_closed"), (24, "shift_expired"), (23, "shift_ending")])
  func `no attempt opens without a shift that outlasts it`(
    hours: Int64, reason: String
  ) async throws {
    let story = try Story.sale(
      """
      receipt.add { name = "Кофе", price = 100 }
      \(hours == 0 ? "" : "shift.open()")
      prompt.tell { "before", title = "Before" }
      local outcome, why, reason =
        terminal.charge { "charge.window", terminal = "standalone", amount = 100 }
      prompt.choose { why .. "." .. reason, title = "?", buttons = { "ok" } }
      """)
    try await story.play(Story.signIn)
    story.clock.advance(hours: hours, milliseconds: hours == 23 ? 55 * 60_000 : 0)
    let scene = try await story.play(["before: ok"])
    #expect(scene.stands == "not_ready.\(reason)")
    #expect(scene.receipt?.attempts.isEmpty == true)
  }

  /// The clock goes back to where the shift is open already and its last receipt is still to come.
  @Test(arguments: [("pay.card", "till.not_ready"), ("pay.cash", "payment.not_ready")])
  func `no money is taken while the registrar's clock is before its last document`(
    pay: String, stands: String
  ) async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.cash", "payment.cash: 199.50"])
    story.clock.advance(milliseconds: 10 * 60_000)
    try await story.play([Story.coffee, "sale: pay.cash", "payment.cash: 199.50", Story.coffee])
    story.clock.advance(milliseconds: -5 * 60_000)
    let scene = try await story.play(["sale: \(pay)"])
    #expect(scene.stands == stands)
    #expect(scene.prompts.last?.body == "Часы ККТ отстают")
    #expect(scene.receipt?.attempts.isEmpty == true && scene.receipt?.tenders.isEmpty == true)
    story.clock.advance(milliseconds: 5 * 60_000)
    #expect(try await story.play(["\(stands): check"]).stands != stands)
  }

  @Test func `a receipt names the script that printed it, and the cashier`() async throws {
    let story = try Story()
    let before = try await story.play(Story.start + ["sale: pay.card"])
    let bundle = try #require(before.state.flow?.start.bundle)
    let scene = try await story.play(["charge.window: approved"])
    let document = try #require(scene.documents.first)
    #expect(document.notes == ["Автономный терминал: 199.50", "Сценарий \(bundle.prefix(12))"])
    #expect(document.cashier == "Анна")
  }

  /// What a terminal took is in the journal once, so a restart must not count it again.
  @Test func `the closing report counts a charge once over a restart`() async throws {
    let story = try Story.sale(
      """
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      terminal.charge { "charge.window", terminal = "standalone", amount = 100 }
      receipt.print()
      if prompt.confirm { "close", title = "Close?" } then shift.close() end
      """)
    try await story.play(
      Story.signIn + ["charge.window: approved", "close: no", "charge.window: approved"])
    let scene = try await story.play(["close: yes", "shift.close: yes"])
    let report = try #require(scene.papers.first { $0.kind == .shiftClosing })
    let line = report.lines.first { $0.hasPrefix("Автономный терминал") }
    #expect(line?.hasPrefix("Автономный терминал (2)") == true, "\(report.lines)")
    #expect(line?.hasSuffix(" 2.00") == true, "\(report.lines)")
  }
}
