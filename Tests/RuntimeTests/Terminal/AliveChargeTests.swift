import Foundation
import KassaDrivers
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A charge that a terminal may still take money for, whatever people said of it: it is stopped or asked
/// about again before other money is taken, and what nobody can tell stays on a list.
@Suite struct AliveChargeTests {
  static let store = """
    providers = { stock.connected { seconds = 1 }, stock.standalone {} },
    """

  /// Sets up the pinpad behind `path` as t1, marked, and the standalone terminal as t2.
  static func setUp(_ path: String) -> [String] {
    Story.seniorSignIn + [
      "sale: terminals", "settings: terminals", "terminals.none: add",
      "terminals.provider: connected", "terminals.chosen: next", "terminals.name: text Пинпад",
      "terminals.address: text \(path)", "terminals.list: add", "terminals.provider: standalone",
      "terminals.chosen: next", "terminals.name: offered", "terminals.list: t1",
      "terminals.edit: mark", "terminals.list: back",
    ]
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let fault: PinpadFault
    let replies: [String]
    var stands = "sale"
    var cashless: [Int64] = []
    var cash: [Int64] = []
    let operations: [String]
    /// What is on the till's own list afterwards.
    var listed: [UnconfirmedCharge.Standing] = []
  }

  static let cases = [
    Case(
      testDescription: "still running, and tried again: the first is stopped", fault: .timeOut,
      replies: ["sale: pay.card", "charge.running: declined", "charge.declined: again"],
      cashless: [19_950], operations: ["declined 0", "approved 19950"]),
    Case(
      testDescription: "still running, and paid in cash: it is stopped", fault: .timeOut,
      replies: [
        "sale: pay.card", "charge.running: declined", "charge.declined: cash",
        "payment.cash: 199.50",
      ], cash: [19_950], operations: ["declined 0"]),
    Case(
      testDescription: "still running, and paid on another terminal: it is stopped",
      fault: .timeOut,
      replies: [
        "sale: pay.card", "charge.running: declined", "charge.declined: other",
        "charge.terminal: t2", "charge.window: approved",
      ], cashless: [19_950], operations: ["declined 0"]),
    Case(
      testDescription: "a late yes before the next try: nothing more is taken unasked",
      fault: .takeLate,
      replies: ["sale: pay.card", "charge.running: declined", "charge.declined: again"],
      stands: "charge.late", operations: ["approved 19950"], listed: [.owed]),
    Case(
      testDescription: "a no that was a yes, and cash: nothing more is taken unasked",
      fault: .denyAndTake, replies: ["sale: pay.card", "charge.declined: cash"],
      stands: "charge.late", operations: ["approved 19950"], listed: [.owed]),
    Case(
      testDescription: "a no that was a yes: the goods stay, the money goes back",
      fault: .denyAndTake,
      replies: ["sale: pay.card", "charge.declined: again", "charge.late: stop"],
      operations: ["approved 19950"], listed: [.owed]),
    Case(
      testDescription: "a no that was a yes, and a person wants the money again all the same",
      fault: .denyAndTake,
      replies: ["sale: pay.card", "charge.declined: again", "charge.late: go_on"],
      cashless: [19_950], operations: ["approved 19950", "approved 19950"], listed: [.owed]),
    Case(
      testDescription: "the next customer's charge stops the one before", fault: .timeOut,
      replies: [
        "sale: pay.card", "charge.running: declined", "charge.declined: park", Story.coffee,
        "sale: pay.card",
      ], cashless: [19_950], operations: ["declined 0", "approved 19950"]),
    Case(
      testDescription: "the shift's closing finds a late yes", fault: .takeLate,
      replies: [
        "sale: pay.card", "charge.running: declined", "charge.declined: park", "sale: shift",
        "shift.close: yes",
      ], stands: "sign_in.pin", operations: ["approved 19950"], listed: [.owed]),
    Case(
      testDescription: "a plain no is asked about once more, and forgotten", fault: .decline,
      replies: ["sale: pay.card", "charge.declined: again"], cashless: [19_950],
      operations: ["declined 0", "approved 19950"]),
  ]

  @Test(arguments: cases)
  func `is stopped or asked about before other money is taken`(_ one: Case) async throws {
    let pinpad = try TestPinpad()
    try pinpad.set(one.fault)
    let story = try Story.senior(Self.store)
    let scene = try await story.play(Self.setUp(pinpad.path) + [Story.coffee] + one.replies)
    #expect(scene.stands == one.stands, "\(scene.faults)")
    let documents = scene.documents
    #expect(documents.map(\.payments.cashless.kopecks).filter { $0 > 0 } == one.cashless)
    #expect(documents.map(\.payments.cash.kopecks).filter { $0 > 0 } == one.cash)
    #expect(try pinpad.operations == one.operations)
    #expect(scene.state.unconfirmed.filter(\.isListed).map(\.standing) == one.listed)
    // A restart stands at the same place, with the same list.
    let again = try await story.play([])
    #expect(again.stands == one.stands && again.state.unconfirmed == scene.state.unconfirmed)
    _ = try story.verify()
  }

  @Test func `a terminal that can't be asked leaves the charge on the list`() async throws {
    let pinpad = try TestPinpad()
    let story = try Story.senior(Self.store)
    try await story.play(Self.setUp(pinpad.path) + [Story.coffee])
    try pinpad.set(.timeOut)
    try await story.play(["sale: pay.card"])
    pinpad.stop()
    let scene = try await story.play([
      "charge.running: declined", "charge.declined: cash", "payment.cash: 199.50",
    ])
    #expect(scene.stands == "sale" && scene.documents.count == 1)
    #expect(scene.state.unconfirmed.map(\.standing) == [.ended])
    #expect(scene.warnings.contains { $0.contains("не подтверждает") }, "\(scene.warnings)")
    // The closing report names it, and a senior strikes it off by name.
    let id = try #require(scene.state.unconfirmed.first?.key.id)
    let closed = try await story.play([
      "sale: shift", "shift.close: yes", "sign_in.pin: text \(Story.pin)", "sale: parked",
      "parked.list: \(id)", "unconfirmed.open: ask", "unconfirmed.open: strike",
      "unconfirmed.strike: text \(Story.pin)", "unconfirmed.settled: ok",
    ])
    let report = try #require(closed.papers.first { $0.kind == .shiftClosing })
    #expect(report.lines.joined().contains("НЕ ПОДТВЕРЖДЕНО"), "\(report.lines)")
    #expect(closed.state.unconfirmed.isEmpty && closed.stands == "parked.none")
    _ = try story.verify()
  }

  /// The charge of a receipt set aside with its question: the terminal's word ends the question.
  @Test(arguments: [PinpadFault.timeOut, .takeLate])
  func `a receipt set aside is answered by its terminal`(fault: PinpadFault) async throws {
    let pinpad = try TestPinpad()
    let story = try Story.senior(Self.store)
    try await story.play(Self.setUp(pinpad.path) + [Story.coffee])
    try pinpad.set(fault)
    let scene = try await story.play([
      "sale: pay.card", "charge.running: unknown", "charge.detached: next", "sale: shift",
      "shift.close: yes",
    ])
    let receipt = try #require(scene.state.parked.values.first?.receipt)
    #expect(receipt.charged.kopecks == (fault == .takeLate ? 19_950 : 0))
    #expect(receipt.openAttempt == nil && scene.state.unconfirmed.isEmpty)
    _ = try story.verify()
  }

  /// The terminal says that it took more: the sum is shown and kept, and only its ways out pay.
  @Test(
    arguments: [
      (["charge.over: tip"], "sale", [19_950]),
      (["charge.over: difference", "charge.difference: approved"], "sale", [19_950]),
      (["charge.over: void", "charge.void: approved"], "charge.declined", []),
    ] as [([String], String, [Int64])])
  func `more than was asked is shown and has its ways out`(
    replies: [String], stands: String, cashless: [Int64]
  ) async throws {
    let pinpad = try TestPinpad()
    let story = try Story.senior(Self.store)
    try await story.play(Self.setUp(pinpad.path) + [Story.coffee])
    try pinpad.set(.over)
    let shown = try await story.play(["sale: pay.card"])
    let prompt = try #require(shown.first("charge.over"))
    #expect(prompt.body.contains("219") && prompt.body.contains("199"), "\(prompt.body)")
    #expect(prompt.buttons.map(\.id) == ["void", "difference", "tip"])
    #expect(shown.receipt?.attempts.first?.takenInPart?.kopecks == 21_945)
    let scene = try await story.play(replies)
    #expect(scene.stands == stands)
    #expect(scene.documents.map(\.payments.cashless.kopecks) == cashless)
    #expect(try pinpad.operations == ["approved 21945"])
    _ = try story.verify()
  }
}
