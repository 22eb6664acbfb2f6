import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// What comes to nothing by a person's word alone, and what a slip is said to show afterwards: a senior sees it.
@Suite struct ListedUndoneTests {
  private static func kinds(_ scene: Scene) -> [String] { ListedAloneTests.kinds(scene) }

  /// The only senior has no PIN yet.
  private static func storyWithoutPIN() throws -> Story {
    let story = try ReturnTests.story()
    story.store = story.store.replacing(#""Борис", role"#, with: #""Олег", role"#)
    return story
  }

  /// The terminal did both, whatever became of the money: its report has them.
  @Test(arguments: [
    (
      #"providers = { stock.standalone { proof = { "amount" } } },"#, Int64(30_000),
      ["charge.amount: 300", "charge.over: void", "charge.void: approved"]
    )
  ])
  func `a charge that its slip did not prove is in its terminal's books with its void`(
    providers: String, taken: Int64, replies: [String]
  ) async throws {
    let story = try ReturnTests.story("counts = true, " + providers)
    let scene = try await story.play(
      ReturnTests.start + [Story.coffee, "sale: pay.card", "charge.window: approved"] + replies
        + ["charge.declined: park"])
    #expect(Self.kinds(scene) == ["void \(Money(checked: taken)) Анна"], "\(scene.faults)")
    let period = try #require(scene.state.periods.values.first)
    #expect((period.charges.count, period.charges.sum.kopecks) == (1, taken))
    #expect((period.voids.count, period.voids.sum.kopecks) == (1, taken))
    #expect(scene.state.core.tallies?["Анна"]?.undone?.sum.kopecks == taken)
    let books = try JournalReader(folder: story.data).books()
    let sum = Money(checked: taken)
    #expect(books.operations.map { "\($0.kind) \($0.amount)" } == ["charge \(sum)", "void \(sum)"])
    #expect(books.failed.isEmpty)
    _ = try story.verify()
  }

  /// A slip of a refund to somebody's own card is «typed wrong», and forgotten.
  @Test func `a refund whose slip shows more, undone by a word, is listed`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      Self.sold + ReturnTests.find("199.50") + ["return.lines: all"] + ReturnTests.go + [
        "return.window: approved", "return.amount: 1995", "return.over: void",
        "charge.void: approved",
      ])
    #expect(Self.kinds(scene) == ["refund 1995.00 Анна"], "\(scene.prompts.map(\.id))")
    _ = try story.verify()
  }

  /// The goods went with the customer, and the cash with the cashier.
  @Test func `cash that goes back before a receipt is listed`() async throws {
    let story = try ReturnTests.story()
    try await story.play(ReturnTests.start + [Story.coffee, "sale: pay.cash"])
    try story.control.set(.noPaper)
    let scene = try await story.play([
      "payment.cash: 199.50", "print.refused: leave", "payment.return_cash: returned",
    ])
    #expect(Self.kinds(scene) == ["cashBack 199.50 Анна"], "\(scene.prompts.map(\.id))")
    _ = try story.verify()
  }

  /// Nobody who may say yes has a PIN here; who takes it says so to the senior.
  @Test func `cash out without a senior is listed`() async throws {
    let story = try Self.storyWithoutPIN()
    try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50"))
    let scene = try await story.play([
      "sale: drawer", "drawer: out", "drawer.out.amount: 100", "drawer.out.why: bank",
      "drawer.out: yes", "drawer.out.done: ok",
    ])
    #expect(Self.kinds(scene) == ["cashOut 100.00 Анна"], "\(scene.prompts.map(\.id))")
    _ = try story.verify()
  }

  /// Else what a shift's cash comes to could be beyond any amount, and no count of it could be shown.
  @Test func `cash that no drawer holds is not taken`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      ReturnTests.start + ["sale: drawer", "drawer: in", "drawer.in.amount: 100000000.01"])
    #expect(scene.stands == "drawer.in.amount" && scene.state.drawer.paidIn == .zero)
  }

  /// Its senior may never have a PIN: the closing report says that there is a list.
  @Test func `what no senior has seen is on the closing report`() async throws {
    let story = try Self.storyWithoutPIN()
    let scene = try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50") + [
        "sale: drawer", "drawer: out", "drawer.out.amount: 100", "drawer.out.why: bank",
        "drawer.out: yes", "drawer.out.done: ok", "drawer: back", "sale: shift",
        "shift.close: yes",
      ])
    let lines = try #require(scene.papers.last { $0.kind == .shiftClosing }?.lines)
    #expect(lines.contains("СТАРШЕМУ НЕ ПОКАЗАНО: 1, 100.00"), "\(lines) \(scene.faults)")
  }

  // MARK: - Another amount on a slip

  private static let sold =
    ReturnTests.start + [Story.coffee, "sale: pay.card", "charge.window: approved"]
  private static func found(_ amount: String) -> [String] {
    [
      "sale: documents", "document.find: text 199.50", "document.shown: amount",
      "unconfirmed.amount: \(amount)",
    ]
  }
  private static let left = ["document.shown: back", "document.find: cancel"]

  /// Less for a count, and the receipt's own after it.
  @Test func `what a slip is said to show is listed each time`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      Self.sold + Self.found("1") + ["unconfirmed.short: back"] + Self.left
        + Self.found("199.50") + ["document.amount_refused: ok"] + Self.left)
    #expect(scene.stands == "sale" && scene.state.unconfirmed.isEmpty, "\(scene.faults)")
    #expect(Self.kinds(scene) == ["slipAmount 198.50 Анна", "slipAmount 198.50 Анна"])
    _ = try story.verify()
  }

  @Test func `it is handed over at a closing, and asked of the next senior`() async throws {
    let story = try ReturnTests.story("counts = true,")
    let asked = try await story.play(
      Self.sold + Self.found("100") + ["unconfirmed.short: back"] + Self.left + ["sale: shift"])
    #expect(asked.stands == "shift.matters", "\(asked.prompts.map(\.id)) \(asked.faults)")
    let closed = try await story.play([
      "shift.matters: skip", "drawer.count: cancel", "settling.count: cancel",
      "settling.word: cancel", "shift.close: yes",
    ])
    let lines = try #require(closed.papers.last { $0.kind == .shiftClosing }?.lines)
    #expect(lines.contains("НЕЗАВЕРШЕНО: 1, НЕ ПЕРЕДАНО"), "\(lines)")
    let senior = try await story.play([
      "sign_in.name: Борис", "sign_in.pin: text \(ReturnTests.boris)", "return.listed: ok",
    ])
    #expect(senior.stands == "shift.matters", "\(senior.prompts.map(\.id))")
    _ = try story.verify()
  }
}
