import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// The evening of a store that counts: matters, drawer, terminals, settlement, Z; all but the Z may be left.
@Suite struct ClosingCountTests {
  private static let store = "counts = true,"
  private static let sold =
    Story.start + ["sale: pay.card", "charge.window: approved"] + [
      "sale: free 60 Чай", "sale: pay.card", "charge.window: approved",
    ]
  private static let drawer = [
    "sale: shift", "drawer.count: counted cash=500.00", "drawer.counted.first: ok",
    "drawer.safe: none",
  ]
  private static let settled = ["settling.word: matched", "shift.close: yes"]

  private static func fits(_ charges: String, _ count: Int) -> String {
    "settling.count: counted charges=\(charges) charges_count=\(count)"
  }

  @Test func `counts the drawer and each terminal, settles, then closes`() async throws {
    let story = try Story(Self.store)
    let scene = try await story.play(
      Self.sold + Self.drawer + [Self.fits("259.50", 2)] + Self.settled)
    #expect(scene.stands == "sign_in.pin" && scene.state.shift == nil)
    let lines = try #require(scene.papers.last { $0.kind == .shiftClosing }?.lines)
    #expect(
      lines.contains { $0.hasPrefix("Автономный терминал, ОПЛАТА (2)") && $0.hasSuffix("259.50") })
    #expect(lines.contains("СВЕРКА Автономный терминал: СОВПАЛИ"))
    #expect(!lines.contains { $0.hasPrefix("РАЗНИЦА") || $0.hasPrefix("НЕ СВЕРЕН") })
    #expect(scene.state.periods.values.allSatisfy { $0.isEmpty && $0.since != nil })
    #expect(try story.verify().receipts == 2)
  }

  /// Who leaves a question leaves that one: the next is asked, and the shift is closed.
  @Test func `closes whatever is left uncounted, and says so`() async throws {
    let story = try Story(Self.store)
    let scene = try await story.play(
      Self.sold + [
        "sale: shift", "drawer.count: cancel", "settling.count: cancel", "settling.word: cancel",
        "shift.close: yes",
      ])
    #expect(scene.state.shift == nil)
    let lines = try #require(scene.papers.last { $0.kind == .shiftClosing }?.lines)
    #expect(lines.contains("НЕ СВЕРЕН: Автономный терминал"))
    // A terminal that was not counted is on no Z of a store that counts.
    #expect(!lines.contains { $0.contains("ОПЛАТА (") })
    #expect(scene.state.periods.values.map(\.charges.count) == [2])
  }

  /// It is typed with the count, takes no PIN, and stands on the senior's list.
  @Test func `what goes to the safe is named by the closing report`() async throws {
    let story = try ReturnTests.story(Self.store)
    let scene = try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50") + [
        "sale: shift", "drawer.count: counted cash=199.50", "drawer.counted.first: ok",
        "drawer.safe: 150", "drawer.out: yes", "drawer.out.done: ok", "shift.close: yes",
      ])
    #expect(scene.stands == "sign_in.name", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.state.expectedCash == 4_950)
    let report = scene.papers.last { $0.kind == .shiftClosing }?.lines.joined(separator: " ") ?? ""
    #expect(report.contains("ИЗЪЯТИЕ 150.00: при закрытии; Анна, В сейф"), "\(report)")
    _ = try story.verify()
  }

  /// A closing that is left changes nothing of it: the money is where it went, and the next report names it.
  @Test func `what went to the safe stays listed where the closing is left`() async throws {
    let story = try ReturnTests.story(Self.store)
    let toSafe = ["drawer.out: yes", "drawer.out.done: ok", "shift.close: no"]
    let left = try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50") + [
        "sale: shift", "drawer.count: counted cash=199.50", "drawer.counted.first: ok",
        "drawer.safe: 150",
      ] + toSafe)
    #expect(left.stands == "sale", "\(left.prompts.map(\.id)) \(left.faults)")
    #expect(left.state.expectedCash == 4_950)
    let closed = try await story.play(
      [
        "sale: shift", "drawer.count: counted cash=49.50", "drawer.counted.fits: ok",
        "drawer.safe: 40",
      ] + toSafe + [
        "sale: shift", "drawer.count: counted cash=9.50", "drawer.counted.fits: ok",
        "drawer.safe: none", "shift.close: yes",
      ])
    #expect(closed.state.shift == nil, "\(closed.prompts.map(\.id)) \(closed.faults)")
    let report = closed.papers.last { $0.kind == .shiftClosing }?.lines.joined(separator: " ") ?? ""
    for amount in ["150.00", "40.00"] {
      #expect(report.contains("ИЗЪЯТИЕ \(amount): при закрытии; Анна, В сейф"), "\(report)")
    }
    _ = try story.verify()
  }

  /// The same flow goes on after a power cut: what was counted in it was counted at this closing.
  @Test func `cash goes to the safe over a restart`() async throws {
    let story = try ReturnTests.story(Self.store)
    let stood = try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50") + [
        "sale: shift", "drawer.count: counted cash=199.50", "drawer.counted.first: ok",
        "drawer.safe: 150",
      ])
    #expect(stood.stands == "drawer.out", "\(stood.prompts.map(\.id)) \(stood.faults)")
    let again = try await story.play(["drawer.out: yes", "drawer.out.done: ok"])
    #expect(again.stands == "shift.close" && again.faults.isEmpty, "\(again.faults)")
    #expect(again.state.expectedCash == 4_950)
    _ = try story.verify()
  }

  /// It was taken for what nobody has a receipt of yet: it may have to go back.
  @Test func `cash of a receipt that is not printed is not offered to the safe`() async throws {
    let story = try ReturnTests.story(
      Self.store
        + Story.flow(
          """
          receipt.add { name = "Торт", price = 19950 }
          shift.open()
          receipt.cash { "payment.cash" }
          receipt.park()
          return "shift"
          """))
    let scene = try await story.play(
      ReturnTests.start + [
        "payment.cash: 500", "shift.matters: Борис", "drawer.count: counted cash=600.00",
        "drawer.counted.first: ok",
      ])
    #expect(scene.stands == "drawer.safe", "\(scene.prompts.map(\.id)) \(scene.faults)")
    guard case .amount(let rule)? = scene.prompts.last?.kind else {
      return #expect(Bool(false), "no amount is asked")
    }
    #expect(rule.most.kopecks == 10_000)
  }

  /// Only what was counted at this closing, and once.
  @Test func `no script sends cash to the safe by itself`() async throws {
    let take = #"drawer.cash_out { amount = 100, reason = "В сейф", to_safe = true }"#
    for flow in ["sale", "shift"] {
      let story = try ReturnTests.story(
        """
        flows = { \(flow) = function()
          if not cashier.name() then return "sign_in" end
          local done, why = pcall(function() \(take) end)
          prompt.tell { "told", title = tostring(done) .. " " .. tostring(why) }
          return "sale"
        end },
        """)
      let scene = try await story.play(
        ReturnTests.start + (flow == "shift" ? ["sale: shift"] : []))
      #expect(scene.stands == "told", "\(scene.prompts.map(\.id)) \(scene.faults)")
      #expect(scene.prompts.last?.title.hasPrefix("false ") == true)
      #expect(scene.prompts.last?.title.contains("to_safe: nothing was counted") == true)
    }
  }

  /// A figure that differs is typed once more, and then both stand (S20, S29): blank is 0.
  @Test func `keeps both figures of a terminal that differs`() async throws {
    let story = try Story(Self.store)
    let scene = try await story.play(
      Self.sold + Self.drawer + [
        Self.fits("199.50", 1), "settling.again: counted charges=199.50 charges_count=1",
        "settling.explained: ok", "settling.word: differs", "shift.close: yes",
      ])
    let lines = try #require(scene.papers.last { $0.kind == .shiftClosing }?.lines)
    #expect(lines.contains { $0.hasPrefix("ОТЧЕТ: ОПЛАТА (1)") && $0.hasSuffix("199.50") })
    #expect(lines.contains { $0.hasPrefix("РАЗНИЦА (-1)") && $0.hasSuffix("-60.00") })
    #expect(lines.contains("СВЕРКА Автономный терминал: НЕ СОВПАЛИ"))
  }

  /// Others charge it too, so its report has what this till does not know: nothing is made of it.
  @Test func `compares no report of a terminal that is shared`() async throws {
    let story = try Story(Self.store)
    let scene = try await story.play(
      Story.signIn + [
        "sale: terminals", "settings: terminals", "terminals.none: add",
        "terminals.provider: standalone", "terminals.chosen: next", "terminals.name: text Сбер",
        "terminals.list: t1", "terminals.edit: shared", "terminals.list: back", Story.coffee,
        "sale: pay.card", "charge.window: approved",
      ] + Self.drawer + [Self.fits("1260.00", 5)] + Self.settled)
    #expect(scene.state.shift == nil, "\(scene.prompts.map(\.id)) \(scene.faults)")
    let lines = try #require(scene.papers.last { $0.kind == .shiftClosing }?.lines)
    let note = try #require(lines.firstIndex(of: "ОБЩИЙ ТЕРМИНАЛ: НЕ СРАВНИВАЕТСЯ"))
    let report = lines[note - 1]
    #expect(report.hasPrefix("ОТЧЕТ: ОПЛАТА (5)") && report.hasSuffix(" 1260.00"), "\(lines)")
    #expect(lines.contains("ИЗМЕНЕН Сбер: ОБЩИЙ, НЕ СРАВНИВАТЬ (Анна)"))
    #expect(lines[note - 2].hasSuffix(" 199.50") && !lines.contains { $0.hasPrefix("РАЗНИЦА") })
    _ = try story.verify()
  }

  @Test func `tells no report from a report of nothing`() async throws {
    for (answer, line) in [
      ("no_report", "НЕТ ОТЧЕТА ТЕРМИНАЛА"), ("counted charges=0", "РАЗНИЦА (-2)"),
    ] {
      let story = try Story(Self.store)
      let again =
        answer == "no_report" ? [] : ["settling.again: \(answer)", "settling.explained: ok"]
      let scene = try await story.play(
        Self.sold + Self.drawer + ["settling.count: \(answer)"] + again + [
          "settling.word: failed", "shift.close: yes",
        ])
      let lines = try #require(scene.papers.last { $0.kind == .shiftClosing }?.lines)
      #expect(lines.contains { $0.hasPrefix(line) }, "\(answer)")
      #expect(lines.contains("НЕ СВЕРЕН: Автономный терминал"))
    }
  }

  /// A settlement that came to nothing is asked again the next day, and its totals go on (S30).
  @Test func `asks again what was not settled, over shifts`() async throws {
    let story = try Story(Self.store)
    try await story.play(
      Self.sold + Self.drawer + [
        Self.fits("259.50", 2), "settling.word: failed", "shift.close: yes",
      ])
    let scene = try await story.play(
      Story.seniorSignIn + [
        Story.coffee, "sale: pay.card", "charge.window: approved", "sale: shift",
        "drawer.count: counted cash=500.00", "drawer.counted.fits: ok", "drawer.safe: none",
        Self.fits("459.00", 3),
      ])
    #expect(scene.stands == "settling.word", "\(scene.prompts.map(\.id))")
    #expect(scene.state.periods.values.map(\.charges.count) == [3])
  }

  /// A charge undone on the terminal is one of its voids, printed or not.
  @Test func `counts voids apart`() async throws {
    let story = try Story(Self.store)
    let scene = try await story.play(
      Story.start + [
        "sale: pay.split", "payment.split: 50", "charge.window: approved", "payment.cash: cancel",
        "payment.tender: leave", "payment.leave: refund", "charge.void: approved",
        "void.amount: 50", "void.number: none",
      ])
    let period = try #require(scene.state.periods.values.first)
    #expect(period.charges.count == 1 && period.voids.count == 1)
    #expect(period.charges.sum.kopecks == 5_000 && period.voids.sum.kopecks == 5_000)
  }

  /// Where a bank's report takes a voided payment out of the payments, so does what is expected of it.
  @Test(arguments: [("inside", "149.50", 1), ("beside", "199.50", 2)])
  func `voids are expected where the store says its terminals have them`(
    setting: String, charges: String, count: Int
  ) async throws {
    let story = try Story(
      Self.store + "providers = { stock.standalone { voids = \"\(setting)\" } },")
    let scene = try await story.play(
      Story.start + [
        "sale: pay.split", "payment.split: 50", "charge.window: approved", "payment.cash: cancel",
        "payment.tender: leave", "payment.leave: refund", "charge.void: approved",
        "void.amount: 50", "void.number: none", "sale: pay.split", "payment.split: 149.50",
        "charge.window: approved", "payment.cash: 50", "sale: shift", "drawer.count: cancel",
        "settling.count: counted charges=\(charges) charges_count=\(count) voids=50.00 voids_count=1",
      ])
    #expect(scene.stands == "settling.word", "\(scene.prompts.map(\.id)) \(scene.faults)")
    _ = try story.verify()
  }

  /// Any time between receipts; what came afterwards is counted in the evening.
  @Test(arguments: [false, true])
  func `a terminal is counted at noon, and again where it did something since`(
    sellsOn: Bool
  ) async throws {
    let story = try Story(Self.store)
    let noon = try await story.play(
      Self.sold + ["sale: drawer", "drawer: terminals", Self.fits("259.50", 2), "drawer: back"])
    #expect(noon.stands == "sale", "\(noon.prompts.map(\.id)) \(noon.faults)")
    #expect(noon.state.periods.values.map(\.counted?.by) == ["Анна"])
    let more = ["sale: free 40 Сок", "sale: pay.card", "charge.window: approved"]
    let evening = try await story.play(
      (sellsOn ? more : []) + Self.drawer + (sellsOn ? [Self.fits("299.50", 3)] : [])
        + Self.settled)
    #expect(evening.state.shift == nil, "\(evening.prompts.map(\.id)) \(evening.faults)")
    let lines = try #require(evening.papers.last { $0.kind == .shiftClosing }?.lines)
    #expect(
      lines.contains {
        $0.hasPrefix("Автономный терминал, ОПЛАТА (\(sellsOn ? 3 : 2))")
          && $0.hasSuffix(sellsOn ? "299.50" : "259.50")
      })
    _ = try story.verify()
  }

  /// A count asks for what the report has, and says nothing of the rest.
  @Test func `asks for those figures alone that the provider's reports have`() async throws {
    let story = try Story(
      Self.store + #"providers = { stock.standalone { report = { "refunds", "charges" } } },"#)
    let scene = try await story.play(
      Self.sold + Self.drawer + ["settling.count: counted charges=259.50"] + Self.settled)
    #expect(scene.state.shift == nil, "\(scene.prompts.map(\.id)) \(scene.faults)")
    guard case .count(let rule)? = scene.first("settling.count")?.kind else {
      return #expect(Bool(false), "nothing is counted")
    }
    #expect(rule.fields.map(\.id) == ["charges", "refunds"])
    let lines = try #require(scene.papers.last { $0.kind == .shiftClosing }?.lines)
    #expect(
      lines.contains { $0.hasPrefix("Автономный терминал, ОПЛАТА (2)") && $0.hasSuffix("259.50") })
    #expect(!lines.contains { $0.hasPrefix("РАЗНИЦА") })
    _ = try story.verify()
  }

  @Test func `explains what differs by those figures alone`() async throws {
    let story = try Story(
      Self.store + #"providers = { stock.standalone { report = { "charges" } } },"#)
    let scene = try await story.play(
      Self.sold + Self.drawer
        + ["settling.count", "settling.again"].map {
          "\($0): counted charges=199.50"
        })
    #expect(scene.stands == "settling.explained", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let body = scene.prompts.last?.body ?? ""
    #expect(body.contains("Оплаты нет на терминале") && body.contains("60,00"), "\(body)")
    let closed = try await story.play(["settling.explained: ok"] + Self.settled)
    let lines = try #require(closed.papers.last { $0.kind == .shiftClosing }?.lines)
    #expect(lines.contains { $0.hasPrefix("РАЗНИЦА  ") && $0.hasSuffix("-60.00") }, "\(lines)")
    _ = try story.verify()
  }

  /// No prompt says what the terminal or the drawer should hold before it is counted (S19).
  @Test func `shows nobody what should be there before it is counted`() async throws {
    let story = try Story(Self.store)
    let scene = try await story.play(
      Self.sold + [
        "sale: shift", "drawer.count: counted cash=500.00", "drawer.counted.first: ok",
        "drawer.safe: none",
        "settling.count: counted charges=1.00", "settling.again: cancel",
      ])
    for prompt in scene.prompts.suffix(3) {
      for text in [prompt.title, prompt.body, prompt.effect?.text(.ru) ?? ""] {
        #expect(!text.contains("259") && !text.contains("199") && !text.contains("500"), "\(text)")
      }
    }
  }

  /// Parked receipts are named with count and sum before the Z, and stand there afterwards (S22).
  @Test func `names what is parked before it closes`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Self.sold + ["sale: free 100 Чай", "sale: park", Story.coffee, "sale: park", "sale: shift"])
    let prompt = try #require(scene.prompts.last)
    #expect(prompt.id == "shift.close" && prompt.body.contains("Отложено: 2 на 299,50\u{A0}₽"))
    let closed = try await story.play(["shift.close: yes"])
    #expect(closed.state.parked.count == 2)
  }

  @Test func `hands what is open to a name, in one answer`() async throws {
    let story = try Story(Self.store)
    let scene = try await story.play(
      Self.sold + [
        Story.coffee, "sale: pay.card", "charge.window: unknown", "charge.unknown: unknown",
        "charge.detached: next", "sale: shift",
      ])
    let prompt = try #require(scene.prompts.last)
    #expect(prompt.id == "shift.matters" && prompt.buttons.map(\.id) == ["Анна", "skip"])
    let closed = try await story.play([
      "shift.matters: Анна", "drawer.count: cancel", "settling.count: cancel",
      "settling.word: cancel", "shift.close: yes",
    ])
    let lines = try #require(closed.papers.last { $0.kind == .shiftClosing }?.lines)
    #expect(lines.contains("НЕЗАВЕРШЕНО: 1, ПЕРЕДАНО: Анна"))
    #expect(try story.verify().matters == 1)
  }

  /// A closing by the 24 hours holds for nobody: the next senior who signs in is asked.
  @Test func `asks the next senior whose that is which the 24 hours left to nobody`() async throws {
    let story = try ReturnTests.story(Self.store)
    try await story.play(
      ReturnTests.start + [
        Story.coffee, "sale: pay.card", "charge.window: unknown", "charge.unknown: unknown",
        "charge.detached: next",
      ])
    story.clock.advance(hours: 25)
    let closed = try await story.play([Story.coffee] + ReturnTests.cash("199.50"))
    #expect(closed.stands == "sale" && closed.state.core.unhanded == true)
    let lines = try #require(closed.papers.first { $0.kind == .shiftClosing }?.lines)
    #expect(lines.contains("НЕЗАВЕРШЕНО: 1, НЕ ПЕРЕДАНО"), "\(lines)")
    let cashier = try await story.play(["sale: sign_out"] + ReturnTests.start)
    #expect(cashier.stands == "sale")
    let senior = try await story.play([
      "sale: sign_out", "sign_in.name: Борис", "sign_in.pin: text \(ReturnTests.boris)",
    ])
    #expect(senior.stands == "shift.matters", "\(senior.prompts.map(\.id))")
    let handed = try await story.play(["shift.matters: Борис"])
    #expect(handed.stands == "sale" && handed.state.core.unhanded == nil)
    _ = try story.verify()
  }

  @Test func `asks nothing of a store that counts nothing`() async throws {
    let story = try Story()
    let scene = try await story.play(Self.sold + ["sale: shift"])
    #expect(scene.stands == "shift.close")
  }

  @Test(arguments: [
    (#"counts = "yes","#, "counts: true, false or a table was expected"),
    (#"counts = { drawer = "coins" },"#, "counts.drawer: sum or notes was expected"),
    (#"counts = { terminals = 1 },"#, "counts.terminals: true or false was expected"),
  ])
  func `says what is wrong with what a store counts`(part: String, words: String) throws {
    let story = try Story(part)
    let findings = try story.findings()
    #expect(findings.contains { $0.text.contains(words) }, "\(findings)")
  }
}
