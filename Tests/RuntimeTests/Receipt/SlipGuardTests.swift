import Testing

@testable import KassaRuntime

/// Invariant 3: where the slip's amount is asked for, every way out ends in a state that can be
/// proven.
@Suite struct SlipGuardTests {
  /// What becomes of a coffee for 199.50 whose terminal is said to have approved.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var proof = #""amount""#
    let replies: [String]
    var stands = "sale"
    var cashless: Int64 = 0
    var cash: Int64 = 0
    var rrn: String?
    var isMatter = false
    /// The state the attempt was set aside in.
    var set = Attempt.State.unknown
    /// Of the receipt that is still open, its attempts.
    var attempts: [Attempt.State] = []
  }

  static let cases = [
    Case(
      testDescription: "the slip shows the amount", replies: ["charge.amount: 199.50"],
      cashless: 19_950),
    Case(
      testDescription: "less: typed again",
      replies: ["charge.amount: 19.95", "charge.under: again", "charge.amount: 199.50"],
      cashless: 19_950),
    Case(
      testDescription: "less: the rest in cash",
      replies: [
        "charge.amount: 19.95", "charge.under: rest", "payment.tender: cash",
        "payment.cash: 179.55",
      ], cashless: 1995, cash: 17_955),
    Case(
      testDescription: "less: void, and the void is approved",
      replies: ["charge.amount: 19.95", "charge.under: void", "charge.void: approved"],
      stands: "charge.declined", attempts: [.declined]),
    Case(
      testDescription: "less: void, and the void is declined",
      replies: ["charge.amount: 19.95", "charge.under: void", "charge.void: declined"],
      stands: "charge.under", attempts: [.mismatched(slip: Money(checked: 1995))]),
    Case(
      testDescription: "less: void, and nobody knows",
      replies: [
        "charge.amount: 19.95", "charge.under: void", "charge.void: unknown",
        "charge.detached: next",
      ], isMatter: true, set: .mismatched(slip: Money(checked: 1995))),
    Case(
      testDescription: "more: void, and nobody knows: the slip stays known",
      replies: [
        "charge.amount: 1995", "charge.over: void", "charge.void: unknown",
        "charge.detached: senior", "senior.pin: text \(Story.pin)",
      ], stands: "charge.void_unknown", attempts: [.mismatched(slip: Money(checked: 199_500))]),
    Case(
      testDescription: "more: the difference goes back",
      replies: ["charge.amount: 1995", "charge.over: difference", "charge.difference: approved"],
      cashless: 19_950),
    Case(
      testDescription: "more: the difference does not go back",
      replies: ["charge.amount: 1995", "charge.over: difference", "charge.difference: declined"],
      stands: "charge.over", attempts: [.mismatched(slip: Money(checked: 199_500))]),
    Case(
      testDescription: "more: void",
      replies: ["charge.amount: 1995", "charge.over: void", "charge.void: approved"],
      stands: "charge.declined", attempts: [.declined]),
    Case(
      testDescription: "no slip, and the terminal shows the charge: still to be proven",
      replies: ["charge.amount: no_slip", "charge.unknown: approved"],
      stands: "charge.amount", attempts: [.claimed(slip: Slip())]),
    Case(
      testDescription: "no slip, and nothing on the terminal",
      replies: ["charge.amount: no_slip", "charge.unknown: declined"],
      stands: "charge.declined", attempts: [.declined]),
    Case(
      testDescription: "no slip, and nobody knows",
      replies: [
        "charge.amount: no_slip", "charge.unknown: unknown", "charge.detached: next",
      ],
      isMatter: true),
    Case(
      testDescription: "a short slip that could not be voided is asked about again",
      replies: ["charge.amount: 19.95", "charge.under: void", "charge.void: declined"],
      stands: "charge.under", attempts: [.mismatched(slip: Money(checked: 1995))]),
    Case(
      testDescription: "amount and RRN", proof: #""amount", "rrn""#,
      replies: ["charge.amount: 199.50", "charge.rrn: text 123456789012"], cashless: 19_950,
      rrn: "123456789012"),
    Case(
      testDescription: "no RRN on the slip", proof: #""amount", rrn = "optional""#,
      replies: ["charge.amount: 199.50", "charge.rrn: none"], cashless: 19_950),
    Case(
      testDescription: "an RRN that is none", proof: #""rrn""#,
      replies: ["charge.rrn: text 12345678901", "charge.rrn: text 12345678901a"],
      stands: "charge.rrn", attempts: [.claimed(slip: Slip())]),
    Case(
      testDescription: "the RRN does not stand in for another amount", proof: #""amount", "rrn""#,
      replies: ["charge.amount: 19.95", "charge.under: again"],
      stands: "charge.amount", attempts: [.mismatched(slip: Money(checked: 1995))]),
  ]

  @Test(arguments: cases)
  func `a slip that differs ends in a state that can be proven`(_ one: Case) async throws {
    let story = try Story("providers = { stock.standalone { proof = { \(one.proof) } } },")
    let scene = try await story.play(
      Story.start + ["sale: pay.card", "charge.window: approved"] + one.replies)
    #expect(scene.stands == one.stands)
    let printed = one.cashless + one.cash > 0
    #expect(scene.documents.map(\.payments.cashless.kopecks) == (printed ? [one.cashless] : []))
    #expect(scene.documents.map(\.payments.cash.kopecks) == (printed ? [one.cash] : []))
    #expect(scene.receipt?.attempts.map(\.state) == one.attempts)
    #expect(
      scene.state.matters.map(\.receipt.attempts.last?.state) == (one.isMatter ? [one.set] : []))
    if let rrn = one.rrn { #expect(try story.dataHolds(rrn)) }
    #expect(try story.verify().matters == (one.isMatter ? 1 : 0))
  }

  /// Questions that a script asks about a slip that shows less, in the wrong place, and what is said.
  static let questions: [(call: String, replies: [String])] = [
    (#"terminal.slip_field { "charge.rrn", field = "rrn" }"#, []),
    (#"terminal.return_difference { "charge.difference" }"#, []),
    (
      #"terminal.ask { "charge.unknown" }"#,
      ["charge.unknown: approved", "charge.unknown: declined"]
    ),
    (#"terminal.slip_verdict { "charge.over" }"#, ["charge.over: difference"]),
    (#"terminal.void_mismatch { "charge.void" }"#, ["charge.void: declined"]),
    (#"prompt.amount { "charge.amount" }"#, []),
  ]

  @Test(arguments: questions.indices)
  func `a short slip is not approved by another question`(index: Int) async throws {
    let (call, replies) = Self.questions[index]
    let script = """
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      terminal.charge { "charge.window", terminal = "standalone", amount = 100,
        proof = { amount = "required", rrn = "required" } }
      terminal.slip_amount { "charge.amount" }
      pcall(function() \(call) end)
      prompt.tell { "told", title = "Told" }
      """
    let scene = try await Story.sale(script).play(
      Story.signIn + ["charge.window: approved", "charge.amount: 0.50"] + replies)
    #expect(scene.stands == (call.contains("terminal.ask") ? "charge.unknown" : "told"))
    #expect(scene.receipt?.charged == .zero)
    #expect(scene.receipt?.openAttempt?.state == .mismatched(slip: Money(checked: 50)))
  }

  /// Questions that no answer could settle are not asked at all: the cashier could never leave them.
  @Test(arguments: [
    #"slip_amount { "charge.amount" }"#, #"slip_field { "charge.rrn", field = "rrn" }"#,
    #"slip_verdict { "charge.under" }"#, #"void_mismatch { "charge.void" }"#,
  ])
  func `a question that no answer could settle raises`(question: String) async throws {
    let script = """
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      terminal.charge { "charge.window", terminal = "standalone", amount = 100 }
      terminal.\(question)
      """
    let scene = try await Story.sale(script).play(Story.signIn + ["charge.window: unknown"])
    #expect(scene.stands == "charge.unknown")
    #expect(scene.faults.first?.contains("does not wait for its slip") == true)
  }
}
