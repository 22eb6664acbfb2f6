import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// How much a slip must prove, that it is accepted once, and that a terminal is cleared first.
@Suite struct SlipProofTests {
  /// A store whose standalone terminal has these fields.
  private static func story(_ fields: String) throws -> Story {
    try Story("providers = { stock.standalone { \(fields) } },")
  }

  private static let card = ["sale: pay.card", "charge.window: approved"]
  private static let rrn = "charge.rrn: text 123456789012"

  /// What is typed after the approval, and what comes of it.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let fields: String
    let replies: [String]
    var stands = "sale"
    var refusals = 0
    /// What the paper says of the slip; nil where nothing is printed.
    var paper: String?
  }

  static let cases = [
    Case(
      testDescription: "every field, in order",
      fields: #"proof = { "amount", "rrn", "auth_code", "number", "last_four" }"#,
      replies: [
        "charge.amount: 199.50", rrn, "charge.auth_code: text ab12cd", "charge.number: text 0002",
        "charge.last_four: text 4242",
      ], paper: "RRN 123456789012, КОД AB12CD, СЛИП 0002, КАРТА * 4242"),
    Case(
      testDescription: "typed in groups", fields: #"proof = { "rrn" }"#,
      replies: ["charge.rrn: text 1234 5678 9012"], paper: "RRN 123456789012"),
    Case(
      testDescription: "what is none of a slip is refused", fields: #"proof = { "auth_code" }"#,
      replies: [
        "charge.auth_code: text 12345", "charge.auth_code: text 12-456",
        "charge.auth_code: text код123", "charge.auth_code: text 123456",
      ], refusals: 3, paper: "КОД 123456"),
    Case(
      testDescription: "optional, and not shown", fields: #"proof = { number = "optional" }"#,
      replies: ["charge.number: none"], paper: "199.50"),
    Case(
      testDescription: "an optional amount, and no slip",
      fields: #"proof = { amount = "optional", number = "optional" }"#,
      replies: ["charge.amount: no_slip", "charge.number: none"], paper: "199.50"),
    Case(
      testDescription: "required, not shown, found after all", fields: #"proof = { "number" }"#,
      replies: ["charge.number: none", "charge.unproven: again", "charge.number: text 7"],
      paper: "СЛИП 7"),
    Case(
      testDescription: "required, not shown, undone", fields: #"proof = { "number" }"#,
      replies: ["charge.number: none", "charge.unproven: void", "charge.void: approved"],
      stands: "charge.declined"),
    Case(
      testDescription: "required, not shown, not undone", fields: #"proof = { "number" }"#,
      replies: ["charge.number: none", "charge.unproven: void", "charge.void: declined"],
      stands: "charge.number"),
    Case(
      testDescription: "required, and nobody can tell", fields: #"proof = { "number" }"#,
      replies: [
        "charge.number: none", "charge.unproven: unknown", "charge.unknown: unknown",
        "charge.detached: next",
      ]),
    Case(
      testDescription: "the rest is paid, and its slip still asked for",
      fields: #"proof = { "amount", "rrn" }"#,
      replies: [
        "charge.amount: 100", "charge.under: rest", rrn, "payment.tender: cash",
        "payment.cash: 99.50",
      ], paper: "100.00, RRN 123456789012"),
    Case(
      testDescription: "below the limit the button is enough",
      fields: #"proof = { "amount" }, above = rub "199.51""#, replies: [], paper: "199.50"),
    Case(
      testDescription: "from the limit on it is not",
      fields: #"proof = { "amount" }, above = rub "199.50""#, replies: [], stands: "charge.amount"),
    Case(
      testDescription: "a hundred of a hundred are asked",
      fields: #"proof = { "amount" }, in_hundred = 100"#, replies: [], stands: "charge.amount"),
  ]

  @Test(arguments: cases)
  func `a slip proves what its provider asks`(_ one: Case) async throws {
    let story = try Self.story(one.fields)
    let scene = try await story.play(Story.start + Self.card + one.replies)
    #expect(scene.stands == one.stands)
    #expect(scene.refusals.count == one.refusals)
    #expect(scene.documents.count == (one.paper == nil ? 0 : 1))
    if let paper = one.paper {
      #expect(scene.documents.first?.notes.contains { $0.contains(paper) } == true)
    }
    // The same question stands after a restart.
    #expect(try await story.play([]).stands == one.stands)
    _ = try story.verify()
  }

  @Test func `some in a hundred are asked, and a replay draws the same`() async throws {
    let story = try Self.story(#"proof = { "amount" }, in_hundred = 50"#)
    var stood: [String] = []
    try await story.play(Story.signIn)
    for _ in 0..<12 {
      let stands = try await story.play([Story.coffee] + Self.card).stands
      stood.append(stands)
      #expect(try await story.play([]).stands == stands)
      if stands == "charge.amount" { try await story.play(["charge.amount: 199.50"]) }
    }
    #expect(Set(stood) == ["sale", "charge.amount"])
    #expect(try story.verify().receipts == 12)
  }
}

// MARK: - Once

extension SlipProofTests {
  @Test func `a slip is accepted once, and the second time names its receipt`() async throws {
    let story = try Self.story(#"proof = { "rrn" }"#)
    try await story.play(Story.start + Self.card + [Self.rrn])
    let number = try #require(try story.receipts.first?.printed.number)
    let scene = try await story.play([Story.coffee] + Self.card + [Self.rrn])
    #expect(scene.prompts.last?.body.hasPrefix("Чек \(number), ") == true)
    #expect(scene.receipt?.charged == .zero)
    let again = try await story.play([
      "charge.duplicate: again", Self.rrn, "charge.duplicate: again",
      "charge.rrn: text 123456789013",
    ])
    #expect(again.stands == "sale" && again.documents.count == 2)
    #expect(try story.verify().receipts == 2)
  }

  @Test func `a slip of a receipt that is not printed yet is taken too`() async throws {
    let story = try Self.story(#"proof = { "rrn", "number" }"#)
    try await story.play(
      Story.start + Self.card + [
        Self.rrn, "charge.number: none", "charge.unproven: unknown", "charge.unknown: unknown",
        "charge.detached: next", Story.coffee,
      ] + Self.card + [
        Self.rrn, "charge.duplicate_unprinted: unknown", "charge.unknown: unknown",
        "charge.detached: next",
      ])
    #expect(try story.verify().matters == 2)
  }

  @Test func `numbers repeat on another terminal and on another day`() async throws {
    let story = try Story(
      """
      providers = { stock.standalone { title = "ВТБ", proof = { "number" } } },
      default_terminal = { { "сам", ask = true } },
      """)
    let slip = "charge.number: text 0002"
    let sale = [Story.coffee, "sale: pay.card"]
    let setUp = [
      "sale: terminals", "settings: terminals", "terminals.none: add",
      "terminals.provider: standalone", "terminals.chosen: next", "terminals.name: offered",
      "terminals.list: add", "terminals.provider: standalone", "terminals.exists: next",
      "terminals.name: offered", "terminals.list: back",
    ]
    try await story.play(
      Story.signIn + setUp + sale + ["charge.terminal: t1", "charge.window: approved", slip]
        + sale + ["charge.terminal: t2", "charge.window: approved", slip])
    story.clock.advance(hours: 15)
    let scene = try await story.play(
      sale + ["charge.terminal: t1", "charge.window: approved", slip]
        + sale + ["charge.terminal: t1", "charge.window: approved", slip])
    #expect(scene.stands == "charge.duplicate")
    #expect(try story.verify().receipts == 3)
  }
}

// MARK: - Cleared first

extension SlipProofTests {
  @Test(arguments: ["not_run", "unknown"])
  func `a terminal that may hold another customer's amount is cleared first`(
    outcome: String
  ) async throws {
    let story = try Story()
    let after =
      outcome == "not_run"
      ? ["sale: clear", "sale.clear: yes"]
      : ["charge.unknown: unknown", "charge.detached: next"]
    let scene = try await story.play(
      Story.start + ["sale: pay.card", "charge.window: \(outcome)"] + after + [
        "sale: free 50 Чай", "sale: pay.card",
      ])
    #expect(scene.stands == "charge.armed")
    #expect(scene.prompts.last?.body.contains("199,50") == true)
    let cleared = try await story.play(["charge.armed: cleared", "charge.window: approved"])
    #expect(cleared.stands == "sale" && cleared.documents.count == 1)
  }

  /// A terminal that holds a refund would give the next customer's money away.
  @Test func `a terminal that may hold a refund is cleared first, whatever the amount`()
    async throws
  {
    let story = try ReturnTests.story()
    let sold = [Story.coffee, "sale: pay.card", "charge.window: approved"]
    let scene = try await story.play(
      ReturnTests.start + sold + ReturnTests.find("199.50") + ["return.lines: all"]
        + ReturnTests.go + [
          "return.window: unknown", "return.unknown: unknown", "return.detached: next",
          Story.coffee, "sale: pay.card",
        ])
    #expect(scene.stands == "charge.armed", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(
      scene.prompts.last?.body
        == "Автономный терминал: там могло остаться 199,50\u{A0}₽ в пользу покупателя")
    let cleared = try await story.play(["charge.armed: cleared", "charge.window: approved"])
    #expect(cleared.stands == "sale" && cleared.documents.count == 2)
    _ = try story.verify()
  }

  @Test func `a terminal that may hold a charge is cleared before a refund`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      ReturnTests.start + [
        Story.coffee, "sale: pay.card", "charge.window: approved", "sale: free 50 Чай",
        "sale: pay.card", "charge.window: not_run", "sale: clear", "sale.clear: yes",
      ] + ReturnTests.find("199.50") + ["return.lines: all"] + ReturnTests.go)
    #expect(scene.stands == "return.armed", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(
      scene.prompts.last?.body == "Автономный терминал: там могла остаться сумма 50,00\u{A0}₽")
    let window = try await story.play(["return.armed: cleared"])
    #expect(window.stands == "return.window")
  }

  @Test func `nothing is cleared after an answer of the terminal, or for the same amount`()
    async throws
  {
    let story = try Story()
    let scene = try await story.play(
      Story.start + [
        "sale: pay.card", "charge.window: declined", "charge.declined: again",
        "charge.window: not_run", "sale: pay.card", "charge.window: approved",
        "sale: free 50 Чай", "sale: pay.card",
      ])
    #expect(scene.stands == "charge.window")
  }
}
