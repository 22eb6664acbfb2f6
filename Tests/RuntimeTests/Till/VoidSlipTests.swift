import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A charge undone by hand: its slip is held against the charge's, and none gives back more than counts.
@Suite struct VoidSlipTests {
  private static func story(_ proof: String, voids: String = "") throws -> Story {
    try ReturnTests.story("providers = { stock.standalone { proof = { \(proof) }, \(voids) } },")
  }

  /// 100.00 of 199.50 is charged, its slip being typed as `slip`; then the sale is left.
  private static func left(_ slip: [String]) -> [String] {
    ReturnTests.start + [
      Story.coffee, "sale: pay.split", "payment.split: 100", "charge.window: approved",
    ] + slip + ["payment.cash: cancel", "payment.tender: leave", "payment.leave: refund"]
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let proof: String
    var voids = ""
    let slip, replies: [String]
    let stands: String
    var charged: Int64 = 0
    var stray: [Int64] = []
  }

  private static let rrn = "charge.rrn: text 123456789012"

  static let cases = [
    Case(
      testDescription: "the slip of the charge", proof: #""rrn""#, slip: [rrn],
      replies: ["void.amount: 100", "void.rrn: text 123456789012", "void.number: none"],
      stands: "sale"),
    Case(
      testDescription: "another amount", proof: #""rrn""#, slip: [rrn],
      replies: ["void.amount: 333"], stands: "void.other", charged: 10_000),
    Case(
      testDescription: "another RRN", proof: #""rrn""#, slip: [rrn],
      replies: ["void.amount: 100", "void.rrn: text 999999999999"], stands: "void.another",
      charged: 10_000),
    Case(
      testDescription: "another RRN, typed wrong", proof: #""rrn""#, slip: [rrn],
      replies: [
        "void.amount: 100", "void.rrn: text 999999999999", "void.another: again",
        "void.amount: 100", "void.rrn: text 123456789012", "void.number: text 7",
      ], stands: "sale"),
    Case(
      testDescription: "another operation of the same amount", proof: #""rrn""#, slip: [rrn],
      replies: ["void.amount: 100", "void.rrn: text 999999999999", "void.another: other"],
      stands: "charge.void_refused", charged: 10_000, stray: [10_000]),
    Case(
      testDescription: "another number, where a void has its sale's", proof: #""number""#,
      voids: #"voids = "inside""#, slip: ["charge.number: text 42"],
      replies: ["void.amount: 100", "void.number: text 43"], stands: "void.another",
      charged: 10_000),
    Case(
      testDescription: "its sale's number", proof: #""number""#, voids: #"voids = "inside""#,
      slip: ["charge.number: text 42"], replies: ["void.amount: 100", "void.number: text 42"],
      stands: "sale"),
    Case(
      testDescription: "a number of its own, where voids have one", proof: #""number""#,
      voids: #"voids = "beside""#, slip: ["charge.number: text 42"],
      replies: ["void.amount: 100", "void.number: text 43"], stands: "sale"),
    Case(
      testDescription: "nothing was typed at the sale", proof: "", slip: [],
      replies: ["void.amount: 100", "void.number: text 43"], stands: "sale"),
  ]

  @Test(arguments: cases)
  func `a void before the print shows the slip of its charge`(_ one: Case) async throws {
    let story = try Self.story(one.proof, voids: one.voids)
    let scene = try await story.play(
      Self.left(one.slip) + ["charge.void: approved"] + one.replies)
    #expect(scene.stands == one.stands, "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.receipt?.charged.kopecks == one.charged)
    #expect(scene.state.unconfirmed.map(\.amount.kopecks) == one.stray)
    // The same question stands after a restart.
    #expect(try await story.play([]).stands == one.stands)
    _ = try story.verify()
  }

  @Test func `a void of a printed charge shows its slip too`() async throws {
    let story = try Self.story(#""amount", "rrn""#)
    let scene = try await story.play(
      ReturnTests.start + [
        Story.coffee, "sale: pay.card", "charge.window: approved", "charge.amount: 199.50",
        Self.rrn,
      ] + ReturnTests.find("199.50") + [
        "return.lines: all", "return.lines: void", ReturnTests.senior, "return.void: approved",
        "void.amount: 199.50", "void.rrn: text 999999999999",
      ])
    #expect(scene.stands == "void.another", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.count == 1)
    let done = try await story.play([
      "void.another: again", "void.amount: 199.50", "void.rrn: text 123456789012",
      "void.number: none",
    ])
    #expect(done.documents.map(\.type) == [.sale, .saleReturn])
    _ = try story.verify()
  }

  /// What the slip showed beyond the charge went back, or was left as a tip: a void would give it once more.
  @Test func `a charge that took more is given back by a refund of what counts`() async throws {
    let over = [
      "charge.amount: 210", "charge.over: difference", "charge.difference: approved",
    ]
    let printed = try Self.story(#""amount""#)
    let lines = try await printed.play(
      ReturnTests.start + [Story.coffee, "sale: pay.card", "charge.window: approved"] + over
        + ReturnTests.find("199.50") + ["return.lines: all"])
    #expect(lines.stands == "return.lines", "\(lines.prompts.map(\.id)) \(lines.faults)")
    #expect(lines.prompts.last?.buttons.contains { $0.id == "void" } == false)
    let story = try Self.story(#""amount""#)
    let scene = try await story.play(
      Self.left(["charge.amount: 110", "charge.over: difference", "charge.difference: approved"]))
    #expect(scene.stands == "return.window", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.prompts.last?.effect?.text(.ru).contains("100,00") == true)
    let done = try await story.play([
      "return.window: approved", "return.amount: 100", "return.number: none",
    ])
    #expect(done.stands == "sale" && done.receipt?.charged == .zero)
    _ = try story.verify()
  }

  @Test func `a script voids no charge that took more`() async throws {
    let story = try ReturnTests.story(
      """
      providers = { stock.standalone { proof = { "amount" } } },
      flows = { sale = function()
        if receipt.count() == 0 then receipt.add { name = "Кофе", price = 19950 } shift.open() end
        terminal.charge { "charge.window", terminal = "standalone", amount = 19950 }
        terminal.slip_amount { "charge.amount" }
        terminal.slip_verdict { "charge.over" }
        terminal.return_difference { "charge.difference" }
        terminal.void { "charge.void", charge = 1 }
      end },
      """)
    let scene = try await story.play(
      ReturnTests.start + [
        "charge.window: approved", "charge.amount: 210", "charge.over: difference",
        "charge.difference: approved",
      ])
    #expect(scene.faults.first?.contains("would give back more") == true, "\(scene.faults)")
    #expect(scene.receipt?.charged.kopecks == 19_950)
  }

  /// A terminal of another legal entity gives back nothing of this one's sale.
  @Test func `another firm's terminal is no other way`() async throws {
    let story = try ReturnTests.story(
      """
      providers = { stock.standalone {}, provider "neighbour" { title = "Сосед", inn = "500100732259",
        charge = function(charge) return charge:ask {} end } },
      """)
    let scene = try await story.play(
      ["sign_in.name: Борис", "sign_in.pin: text \(ReturnTests.boris)"] + [
        "sale: terminals", "settings: terminals", "terminals.none: add",
        "terminals.provider: standalone", "terminals.chosen: next", "terminals.name: text Сбер",
        "terminals.list: add", "terminals.provider: neighbour", "terminals.chosen: next",
        "terminals.name: offered", "terminals.list: t1", "terminals.edit: mark",
        "terminals.list: back", Story.coffee, "sale: pay.card", "charge.window: approved",
      ] + ReturnTests.find("199.50") + ["return.lines: all"] + ReturnTests.go
        + ["return.window: declined"])
    #expect(scene.stands == "return.declined", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.prompts.last?.buttons.contains { $0.id == "other" } == false)
  }
}
