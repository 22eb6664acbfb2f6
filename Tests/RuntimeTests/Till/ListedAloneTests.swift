import Testing

@testable import KassaRuntime

/// What gives money back beside documents: it goes on, and a senior is shown it; nobody wipes that list for them.
@Suite struct ListedAloneTests {
  private static let listed = ["return.listed: ok"]
  private static let boris = ["sign_in.name: Борис", "sign_in.pin: text \(ReturnTests.boris)"]
  private static let charged =
    ReturnTests.start + [
      Story.coffee, "sale: pay.split", "payment.split: 100", "charge.window: approved",
      "payment.cash: cancel", "payment.tender: leave", "payment.leave: refund",
    ]
  private static let refunded = [
    "charge.void: declined", "charge.void_refused: refund", "return.window: approved",
    "return.amount: 100", "return.number: text 9",
  ]

  static func kinds(_ scene: Scene) -> [String] {
    (scene.state.core.unseenReturns ?? []).map {
      "\($0.kind?.rawValue ?? "document") \($0.total) \($0.by)"
    }
  }

  /// A refund goes to whatever card is held to the terminal; a void, by a person's word, may have been one.
  @Test func `a refund of a charge without a receipt is listed, so is a void`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(Self.charged + Self.refunded)
    #expect(Self.kinds(scene) == ["refund 100.00 Анна"], "\(scene.faults)")
    let seen = try await story.play(["sale: remove 1", "sale: sign_out"] + Self.boris)
    #expect(seen.stands == "return.listed")
    #expect(
      seen.prompts.last?.body == """
        Возвраты, исправления, деньги из кассы: 100,00\u{A0}₽
        23.11.26 23:15 · На карту без чека · 100,00\u{A0}₽ · Анна
        """)
    _ = try story.verify()
    let voided = try ReturnTests.story()
    let other = try await voided.play(
      Self.charged + ["charge.void: approved", "void.amount: 100", "void.number: none"])
    #expect(
      Self.kinds(other) == ["void 100.00 Анна"], "\(other.prompts.map(\.id)) \(other.faults)")
  }

  @Test func `what a senior gives back is on no list`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(Self.boris + Self.charged.dropFirst(2) + Self.refunded)
    #expect(scene.receipt?.charged == .zero && Self.kinds(scene) == [], "\(scene.faults)")
  }

  /// The terminal was charged 300.00 and gave 100.50 back, as its report shows.
  @Test func `a difference that goes back is listed, and in its terminal's books`() async throws {
    let story = try ReturnTests.story(
      #"counts = true, providers = { stock.standalone { proof = { "amount" } } },"#)
    let scene = try await story.play(
      ReturnTests.start + [
        Story.coffee, "sale: pay.card", "charge.window: approved", "charge.amount: 300",
        "charge.over: difference", "charge.difference: approved",
      ])
    #expect(Self.kinds(scene) == ["difference 100.50 Анна"], "\(scene.faults)")
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [19_950])
    let period = try #require(scene.state.periods.values.first)
    #expect(period.charges.sum.kopecks == 30_000 && period.charges.count == 1)
    #expect(period.refunds.sum.kopecks == 10_050 && period.refunds.count == 1)
    let counted = try await story.play([
      "sale: shift", "drawer.count: cancel",
      "settling.count: counted charges=300.00 charges_count=1 refunds=100.50 refunds_count=1",
      "settling.word: matched",
    ])
    #expect(counted.stands == "shift.close", "\(counted.prompts.map(\.id)) \(counted.faults)")
    let books = try JournalReader(folder: story.data).books()
    #expect(
      books.operations.map { "\($0.kind) \($0.amount)" }
        == ["charge 300.00", "refund 100.50"])
    _ = try story.verify()
  }

  // MARK: - The safe

  private static let toSafe =
    ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50") + [
      "sale: shift", "drawer.count: counted cash=199.50", "drawer.counted.first: ok",
      "drawer.safe: 150", "drawer.out: yes", "drawer.out.done: ok",
    ]

  @Test(arguments: ["shift.close: no", "shift.close: yes"])
  func `what goes to the safe is listed where no closing comes`(closing: String) async throws {
    let story = try ReturnTests.story("counts = true,")
    let scene = try await story.play(Self.toSafe + [closing])
    let isLeft = closing.hasSuffix("no")
    #expect(Self.kinds(scene) == (isLeft ? ["safe 150.00 Анна"] : []), "\(scene.faults)")
    #expect(scene.state.core.drawer?.safe == nil)
    // The flow after it replays from what it found.
    let again = try await story.play([])
    #expect(Self.kinds(again) == Self.kinds(scene))
    _ = try story.verify()
  }

  /// Nobody has to see it: the closing report has what they did to who reads that.
  @Test func `where the store names no senior the closing report has it`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.signIn + ["sale: free 900 Торт", "sale: pay.cash", "payment.cash: 900"]
        + ReturnTests.find("900") + [
          "return.lines: all", "return.lines: go", "return.senior: text \(Story.pin)",
        ] + ReturnTests.paid + [
          "sale: free 500 Торт", "sale: pay.cash", "payment.cash: 500", "sale: drawer",
          "drawer: out", "drawer.out.amount: 100", "drawer.out.why: bank", "drawer.out: yes",
          "drawer.out.done: ok", "drawer: back", "sale: shift", "shift.close: yes",
        ])
    #expect(scene.state.core.unseenReturns == nil, "\(scene.prompts.map(\.id)) \(scene.faults)")
    let lines = try #require(scene.papers.last { $0.kind == .shiftClosing }?.lines)
    let section = lines.drop { !$0.contains("БЕЗ СТАРШЕГО") }
    #expect(section.contains { $0.hasPrefix("ФД ") && $0.hasSuffix("900.00") }, "\(lines)")
    #expect(
      section.contains { $0.hasPrefix("ИЗЪЯТИЕ, Анна") && $0.hasSuffix("100.00") }, "\(lines)")
    _ = try story.verify()
  }

  // MARK: - Who came after somebody

  private static let other = ["person.who: Анна", "person.pin: text \(ReturnTests.anna)"]

  /// The senior's list is up, the power goes, and the cashier says that it was read.
  @Test func `nobody has seen the senior's list for them`() async throws {
    let story = try ReturnTests.story()
    try await story.play(Self.charged + Self.refunded + ["sale: remove 1", "sale: sign_out"])
    let up = try await story.play(Self.boris)
    #expect(up.stands == "return.listed")
    let wiped = try await story.play(["person.pin: other"] + Self.other + Self.listed)
    #expect(wiped.stands == "sale" && wiped.state.cashier == "Анна", "\(wiped.prompts.map(\.id))")
    #expect(Self.kinds(wiped) == ["refund 100.00 Анна"])
    let seen = try await story.play(["sale: sign_out"] + Self.boris + Self.listed)
    #expect(seen.stands == "sale" && Self.kinds(seen) == [])
    _ = try story.verify()
  }

  /// The senior reads an X, the power goes, and the cashier comes.
  @Test func `what a senior was shown is not shown to who comes after them`() async throws {
    let story = try ReturnTests.story()
    try await story.play(
      Self.boris + [Story.coffee] + ReturnTests.cash("199.50")
        + ["sale: drawer", "drawer: interim", "drawer: back"])
    let shown = try await story.play(["sale: documents", "document.find: text X"])
    #expect(shown.prompts.last?.body.contains("ДОЛЖНО БЫТЬ") == true, "\(shown.stands)")
    let other = try await story.play(
      ["person.pin: other"] + Self.other + ["document.report: copy", "print.copy_failed: ok"])
    let reports = other.prompts.filter { $0.id == "document.report" }
    #expect(reports.count == 2 && reports.allSatisfy(\.body.isEmpty), "\(other.prompts.map(\.id))")
    let again = try await story.play([
      "person.pin: other", "person.who: Борис", "person.pin: text \(ReturnTests.boris)",
    ])
    #expect(again.prompts.last?.body.contains("ДОЛЖНО БЫТЬ") == true)
    _ = try story.verify()
  }

  /// What one person was asked by what they may, another only leaves.
  @Test func `a yes to a return is of who was asked`() async throws {
    let story = try ReturnTests.story(ReturnTests.freed)
    let asked = try await story.play(
      ReturnTests.start + ["sale: free 100 Хлеб"] + ReturnTests.cash("100")
        + ReturnTests.find("100.00") + ["return.lines: all", "return.lines: go"])
    #expect(asked.stands == "return.allow")
    let scene = try await story.play([
      "person.pin: other", "person.who: Борис", "person.pin: text \(ReturnTests.boris)",
      "return.allow: yes", "return.lines: go", "return.allow: yes", "return.hand_over: given",
    ])
    #expect(scene.documents.count == 2, "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(Self.kinds(scene) == ["document 100.00 Борис"])
    _ = try story.verify()
  }
}
