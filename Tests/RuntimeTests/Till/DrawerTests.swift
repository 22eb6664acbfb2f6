import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// The cash drawer: what goes in and out beside receipts, what it should hold, what is counted.
@Suite struct DrawerTests {
  private static let open = ["sale: drawer"]
  private static let opened = Story.signIn + open

  static func count(_ roubles: String) -> [String] {
    ["drawer: count", "drawer.count: counted cash=\(roubles)"]
  }
  private static let float = count("500.00") + ["drawer.counted.first: ok"]

  static func move(_ direction: String, _ roubles: String, _ why: String) -> [String] {
    [
      "drawer: \(direction)", "drawer.\(direction).amount: \(roubles)",
      "drawer.\(direction).why: \(why)", "drawer.\(direction): yes",
    ]
  }

  /// Shift.md S15 as far as it is cash of sales, in and out: a float of 500, 749 paid with 1,000, 400 by
  /// card, 200 in, 300 out.
  private static let day =
    opened + float + move("in", "200", "float") + ["drawer.in.done: ok", "drawer: back"] + [
      "sale: free 749 Торт", "sale: pay.cash", "payment.cash: 1000", "payment.change: ok",
      "sale: free 400 Торт", "sale: pay.card", "charge.window: approved",
    ] + open + move("out", "300", "bank") + ["drawer.out.done: ok"]

  @Test func `holds the last count and all cash since, term by term`() async throws {
    let story = try Story()
    let scene = try await story.play(Self.day + ["drawer: interim"])
    #expect(scene.state.expectedCash == 114_900)
    #expect(scene.state.drawer.counted?.figure == 50_000)
    let paper = try #require(scene.papers.last)
    #expect(paper.kind == .shiftInterim)
    for (name, sum) in [
      ("ПЕРЕСЧИТАНО (Анна)", "500.00"), ("+ ПРОДАЖИ", "749.00"), ("- ВОЗВРАТЫ", "0.00"),
      ("+ ВНЕСЕНИЯ", "200.00"), ("- ИЗЪЯТИЯ", "300.00"), ("ДОЛЖНО БЫТЬ", "1149.00"),
      ("ПРОДАЖИ (2)", "1149.00"), ("НАЛИЧНЫМИ", "749.00"), ("БЕЗНАЛИЧНЫМИ", "400.00"),
    ] {
      #expect(paper.lines.contains { $0.hasPrefix(name) && $0.hasSuffix(" " + sum) }, "\(name)")
    }
    let after = try await story.play(Self.count("1149.00") + ["drawer.counted.fits: ok"])
    #expect(after.state.expectedCash == 114_900 && after.state.drawer.paidIn == .zero)
    #expect(try story.verify().receipts == 2)
  }

  @Test func `what a count differs by is told in roubles`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Self.day + Self.count("1150.50") + ["drawer.again: counted cash=1150.50"])
    #expect(scene.stands == "drawer.counted.over")
    let body = try #require(scene.prompts.last?.body)
    #expect(
      body.hasPrefix("В ящике 1\u{A0}150,50\u{A0}₽, должно быть 1\u{A0}149,00\u{A0}₽\n"),
      "\(body)")
  }

  @Test func `a customer's phone on an empty receipt keeps no report from being printed`()
    async throws
  {
    let scene = try await Story().play(
      Story.signIn + [
        "sale: free 400 Торт", "sale: pay.card", "charge.window: approved",
        "sale: contact +79991234567",
      ] + Self.open + ["drawer: interim"])
    #expect(scene.papers.last?.kind == .shiftInterim)
  }

  /// S16: what the night took is said at the opening, and nothing of one shift comes back in the next.
  @Test func `a float that is short is said when the shift is opened, once`() async throws {
    let story = try Story("counts = true,")
    func closing(_ roubles: String) -> [String] {
      [
        "sale: shift", "drawer.count: counted cash=\(roubles)", "drawer.counted.fits: ok",
        "drawer.safe: none", "shift.close: yes",
      ]
    }
    let open = ["sale: drawer", "drawer: open"]
    try await story.play(
      Story.signIn + open
        + ["drawer.count: counted cash=100.00", "drawer.counted.first: ok", "drawer: back"]
        + closing("100.00"))
    let day = try await story.play(
      Story.seniorSignIn + open + [
        "drawer.count: counted cash=50.00", "drawer.again: counted cash=50.00",
        "drawer.counted.short: ok", "drawer: back", "sale: free 10 Чай", "sale: pay.cash",
        "payment.cash: 10",
      ] + closing("60.00"))
    #expect(day.stands == "sign_in.pin", "\(day.prompts.map(\.id)) \(day.faults)")
    let said = try #require(day.first("drawer.counted.short"))
    #expect((said.title + said.body).contains("50,00") && said.body.contains("Анна"), "\(said)")
    let next = try await story.play(
      Story.seniorSignIn + open
        + ["drawer.count: counted cash=60.00", "drawer.counted.fits: ok", "drawer: back"]
        + closing("60.00"))
    #expect(next.stands == "sign_in.pin" && next.state.expectedCash == 6_000)
    _ = try story.verify()
  }

  /// A cash return takes its cash out of the drawer of the shift that pays it (S11, S15).
  @Test func `takes what a return gave back out of what it should hold`() {
    var till = TillState()
    till.core.drawer = Drawer()
    till.changeDrawer {
      $0.begin(with: Self.counted(50_000))
      $0.add(Money(checked: 74_900), of: .sale)
      $0.add(Money(checked: 10_000), of: .saleReturn)
      $0.paidIn += Money(checked: 20_000)
      $0.paidOut += Money(checked: 30_000)
    }
    #expect(till.expectedCash == 104_900)
    #expect(till.mayLeaveTheDrawer(Money(checked: 104_900)))
    #expect(!till.mayLeaveTheDrawer(Money(checked: 104_901)))
  }

  private static func counted(_ figure: Int64) -> DrawerCount {
    DrawerCount(
      figure: figure, first: nil, expected: nil, unprinted: 0, figures: [:], by: "Анна",
      at: Moment(milliseconds: 0), shift: 1, looks: nil, refusals: nil)
  }

  /// Shift.md S10: said before any money moves and without a sum; cash that is put in is the way out.
  @Test func `a return takes no more cash than the drawer holds`() async throws {
    let story = try ReturnTests.story()
    let short = try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50") + Self.open
        + Self.count("0.00") + ["drawer.counted.first: ok", "drawer: back"]
        + ReturnTests.find("199,50") + ["return.lines: all", "return.lines: go"])
    #expect(short.stands == "return.refused", "\(short.prompts.map(\.id))")
    #expect(short.prompts.last?.body == "Столько в ящике нет")
    #expect(short.documents.count == 1 && short.state.drawer.refusals == 1)
    let scene = try await story.play(
      ["return.refused: ok", "return.lines: cancel"] + Self.open + Self.move("in", "200", "float")
        + ["drawer.in.done: ok", "drawer: back"] + ReturnTests.find("199,50")
        + ["return.lines: all"] + ReturnTests.go + ReturnTests.paid)
    #expect(scene.stands == "sale" && scene.state.expectedCash == 50, "\(scene.faults)")
    #expect(try ReturnTests.sums(story) == ["sale 199.50", "sale_return 199.50"])
  }

  @Test func `outlives shifts and restarts`() async throws {
    let story = try Story()
    try await story.play(Self.day + ["drawer: back", "sale: shift", "shift.close: yes"])
    let scene = try await story.play(["sign_in.pin: text \(Story.pin)"] + Self.open)
    #expect(scene.state.shift == nil && scene.state.expectedCash == 114_900)
  }

  @Test func `refuses what it does not hold, and names no sum`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Self.opened + Self.float + [
        "drawer: out", "drawer.out.amount: 500.01", "drawer.out.why: bank",
      ])
    let shown = try #require(scene.prompts.last)
    #expect(shown.id == "drawer.short")
    #expect(!(shown.title + shown.body).contains("500"))
    #expect(scene.state.expectedCash == 50_000 && scene.state.drawer.refusals == 1)
  }

  @Test func `refuses nothing before its first count, and says when it is below zero`() async throws
  {
    let story = try Story()
    let scene = try await story.play(
      Self.opened + Self.move("out", "300", "bank") + ["drawer.out.done: ok", "drawer: interim"])
    #expect(scene.state.expectedCash == -30_000)
    let lines = try #require(scene.papers.last?.lines)
    #expect(lines.contains("НЕ ПЕРЕСЧИТАНО"))
    #expect(lines.contains { $0.hasPrefix("МЕНЬШЕ НУЛЯ") })
  }

  // MARK: - Cash in and out (S17)

  /// The direction is the button's; zero, nothing and less are refused; the sum is shown before the yes.
  @Test(arguments: ["in", "out"], [Language.ru, .en])
  func `shows direction and sum before the yes`(direction: String, language: Language) async throws
  {
    let story = try Story()
    let scene = try await story.play(
      Self.opened + Self.float + [
        "drawer: \(direction)", "drawer.\(direction).amount: 0",
        "drawer.\(direction).amount: 123.40", "drawer.\(direction).why: text Размен",
      ], language: language)
    let prompt = try #require(scene.prompts.last)
    #expect(prompt.id == "drawer.\(direction)" && prompt.defaultButton == nil)
    #expect(prompt.quietMilliseconds == 700)
    #expect(prompt.effect?.act == (direction == "in" ? .cashIn : .cashOut))
    #expect(prompt.effect?.amount == Money(checked: 12_340))
    #expect(prompt.title.contains(Money(checked: 12_340).text(language)))
    #expect(scene.refusals.count == 1)
    let left = try await story.play(["drawer.\(direction): no"], language: language)
    #expect(left.state.expectedCash == 50_000 && left.stands == "drawer")
  }

  /// Asked once more by its key before the report that shows it: noted once, whichever way it was lost.
  @Test(arguments: [EmulatedFault.lostReplyAfter, .lostReplyBefore])
  func `cash that the registrar did not answer about is asked about by its key`(
    fault: EmulatedFault
  ) async throws {
    let story = try Story()
    try await story.play(
      Self.opened + Self.float + Self.move("in", "10", "float") + ["drawer.in.done: ok"])
    try story.control.set(fault, times: 1)
    let moved = try await story.play(Self.move("in", "200", "float") + ["drawer.in.done: ok"])
    #expect(moved.state.drawer.listed?.map(\.noted) == [.unknown], "\(moved.faults)")
    let scene = try await story.play(["drawer: interim"])
    #expect(scene.state.drawer.listed == nil && scene.state.expectedCash == 71_000)
    let closed = try await story.play(["drawer: back", "sale: shift", "shift.close: yes"])
    let report = closed.papers.flatMap(\.lines).joined(separator: " ")
    #expect(!report.contains("ККТ не ответила"))
    _ = try story.verify()
  }

  /// One that stays without an answer keeps no other from being asked about.
  @Test func `asks about each of several that got no answer`() async throws {
    let story = try Story()
    try await story.play(
      Self.opened + Self.float + Self.move("in", "10", "float") + ["drawer.in.done: ok"])
    for sum in ["200", "300"] {
      try story.control.set(.lostReplyAfter, times: 1)
      try await story.play(Self.move("in", sum, "float") + ["drawer.in.done: ok"])
    }
    try story.control.set(.lostReplyAfter, times: 1)
    let scene = try await story.play(["drawer: interim"])
    let open = scene.state.drawer.listed?.map(\.amount.kopecks)
    #expect(open == [20_000], "\(scene.prompts.map(\.id)) \(scene.faults)")
    _ = try story.verify()
  }

  @Test func `moves cash once over a lost reply, and names it on the closing report`() async throws
  {
    let story = try Story()
    try await story.play(
      Self.opened + Self.float + Self.move("in", "10", "float") + ["drawer.in.done: ok"])
    try story.control.set(.lostReplyAfter, times: 1)
    try await story.play(Self.move("in", "200", "float") + ["drawer.in.done: ok"])
    try story.control.set(.lostReplyAfter, times: 1)
    let scene = try await story.play(["drawer: back", "sale: shift", "shift.close: yes"])
    #expect(scene.state.expectedCash == 71_000)
    let lines = scene.papers.flatMap(\.lines).joined(separator: " ")
    #expect(lines.contains("ВНЕСЕНИЕ 200.00: ККТ не ответила"))
  }

  @Test func `costs nothing where the registrar refuses`() async throws {
    let story = try Story()
    try await story.play(
      Self.opened + Self.float + Self.move("in", "10", "float") + ["drawer.in.done: ok"])
    try story.control.set(.noPaper)
    let scene = try await story.play(Self.move("out", "20", "bank"))
    #expect(scene.stands == "drawer.refused", "\(scene.prompts.map(\.id)), \(scene.faults)")
    #expect(scene.state.expectedCash == 51_000)
  }

  private static let senior = #"cashiers = { "Анна", { "Борис", role = "senior" } },"#

  @Test func `asks a senior for their PIN before cash goes out, and keeps both names`() async throws
  {
    let story = try Story()
    story.store = Story.store("").replacing(#"cashiers = { "Анна" },"#, with: Self.senior)
    try story.give(["Борис": "52525252"])
    let signIn = ["sign_in.name: Анна"] + Story.signIn
    let scene = try await story.play(
      signIn + Self.open + Self.move("out", "300", "bank") + [
        "rights.pin: text 1111", "rights.pin: text 52525252", "drawer.out.done: ok",
      ])
    #expect(scene.stands == "drawer" && scene.state.expectedCash == -30_000)
    #expect(scene.state.drawer.listed == nil)
    let moved = try story.journalEntries().flatMap(\.changes).compactMap { change in
      if case .till(.cashMoved(let movement)) = change { movement } else { nil }
    }
    #expect(moved.map(\.by) == ["Анна"] && moved.map(\.allowedBy) == ["Борис"])
    #expect(moved.map(\.noted) == [.done])
  }

  /// Where no second person has a PIN, the reason stands for them, and the report names it.
  @Test func `lists what went out without a senior`() async throws {
    let story = try Story()
    story.store = Story.store("").replacing(#"cashiers = { "Анна" },"#, with: Self.senior)
    let scene = try await story.play(
      ["sign_in.name: Анна"] + Story.signIn + Self.open + Self.move("out", "300", "bank") + [
        "drawer.out.done: ok", "drawer: back", "sale: shift", "shift.close: yes",
      ])
    let lines = scene.papers.flatMap(\.lines).joined(separator: " ")
    #expect(lines.contains("ИЗЪЯТИЕ 300.00: без старшего; Анна, Инкассация"))
  }

  // MARK: - Counts (S16, S18, S19, S20)

  /// The first figure is typed once more without a hint; then both stand beside what should be there.
  @Test func `asks a figure that differs once more, then shows what it comes to`() async throws {
    let story = try Story()
    let first = try await story.play(Self.opened + Self.float + Self.count("400.00"))
    let again = try #require(first.prompts.last)
    #expect(again.id == "drawer.again" && first.state.drawer.counted?.figure == 50_000)
    for text in first.prompts.suffix(2).flatMap({
      [$0.title, $0.body, $0.effect?.text(.ru) ?? ""]
    }) {
      #expect(!text.contains("500") && !text.contains("100"), "\(text)")
    }
    // A kill, and it is asked again; what was typed first is not lost.
    let scene = try await story.play(["drawer.again: counted cash=450.00"])
    let shown = try #require(scene.prompts.last)
    #expect(shown.id == "drawer.counted.short")
    #expect(shown.title == "Не хватает 50,00\u{A0}₽")
    let count = try #require(scene.state.drawer.counted)
    #expect(count.figure == 45_000 && count.first == 40_000 && count.expected == 50_000)
    #expect(count.difference == -5_000)
  }

  /// Leaving the question between the two changes nothing, and brings no further try.
  @Test func `gives one retyping, whatever is done in between`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Self.opened + Self.float + Self.count("400.00") + [
        "drawer.again: cancel", "drawer: count", "drawer.count: counted cash=410.00",
      ])
    #expect(scene.stands == "drawer.counted.short")
    #expect(scene.state.drawer.counted?.first == 40_000)
  }

  @Test(arguments: ["0.00", "400.00", "500.01", "100000.00"])
  func `takes any count, and adjusts nothing`(figure: String) async throws {
    let story = try Story()
    let scene = try await story.play(
      Self.opened + Self.float + Self.count(figure) + ["drawer.again: counted cash=\(figure)"])
    let count = try #require(scene.state.drawer.counted)
    #expect(count.expected == 50_000 && count.difference == count.figure - 50_000)
    #expect(count.first == nil && scene.state.expectedCash == count.figure)
  }

  @Test func `counts by notes where the store says so`() async throws {
    let story = try Story(#"counts = { drawer = "notes" },"#)
    let scene = try await story.play(
      Self.opened + ["drawer: count", "drawer.count: counted note_1000=2 note_50=3 coins=7.50"])
    #expect(scene.state.drawer.counted?.figure == 215_750)
    guard case .count(let rule)? = scene.first("drawer.count")?.kind else {
      Issue.record("the drawer is counted by a prompt of another kind")
      return
    }
    #expect(rule.fields.map(\.id).suffix(2) == ["note_10", "coins"])
  }

  @Test func `refuses a scan aloud while it is counted`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Self.opened + ["drawer: count", "drawer.count: beep 4600000000015"])
    #expect(scene.scans.count == 1 && scene.stands == "drawer.count")
  }

  /// Cash of a receipt that is not printed yet lies in the drawer, and is in its count once.
  @Test func `reckons with cash of a receipt that was set aside`() async throws {
    let story = try Story.sale(
      """
      receipt.add { name = "Торт", price = 19950 }
      shift.open()
      receipt.cash { "payment.cash" }
      receipt.park()
      return "drawer"
      """)
    let aside = try await story.play(Story.signIn + ["payment.cash: 500"])
    #expect(aside.state.unprintedCash == 50_000 && aside.state.expectedCash == 50_000)
    let counted = try await story.play(Self.count("500.00") + ["drawer.counted.first: ok"])
    #expect(counted.state.expectedCash == 50_000)
  }

  @Test func `a count after the closing report says so`() async throws {
    let story = try Story()
    try await story.play(
      Self.opened + Self.float + ["drawer: back", Story.coffee, "sale: pay.cash"]
        + ["payment.cash: 199.50", "sale: shift", "shift.close: yes"])
    let late = try await story.play(
      Story.seniorSignIn + Self.open + Self.count("699.50") + ["drawer.counted.fits: ok"])
    let told = try #require(late.first("drawer.counted.fits"))
    #expect(told.body.contains("Пересчитано после Z"), "\(told.body)")
    let report = try await story.play(
      ["drawer: back", Story.coffee, "sale: pay.cash", "payment.cash: 199.50"] + Self.open
        + ["drawer: interim"])
    let lines = try #require(report.papers.last?.lines)
    #expect(lines.contains("ПЕРЕСЧИТАНО ПОСЛЕ Z-ОТЧЕТА"), "\(lines)")
    let again = try await story.play(
      Self.count("899.00") + ["drawer.counted.fits: ok", "drawer: interim"])
    #expect(again.papers.last?.lines.contains("ПЕРЕСЧИТАНО ПОСЛЕ Z-ОТЧЕТА") == false)
    _ = try story.verify()
  }
}
