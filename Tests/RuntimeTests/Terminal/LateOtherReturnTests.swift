import KassaDrivers
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Another till's sale, whose terminal gave the money back after its return was left.
@Suite struct LateOtherReturnTests {
  struct Sale: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// What is known of it: its paper, or nothing.
    let paper: String
    var known: [String] = []
    /// What is told before a second refund of it, and asked before its document.
    var told: [String] = []
    var asked: [String] = []
    /// Why no second one is made.
    var refused = "Эти деньги уже вернулись, чека возврата нет: он в «Отложенные»"
  }

  static let sales = [
    Sale(
      testDescription: "by its paper",
      paper: "text t=20260105T1200&s=300.00&fn=7281440500751551&i=30526&fp=1168453787&n=1"),
    Sale(
      testDescription: "without paper", paper: "none", known: ["return.day: text 05.01.2026"],
      told: ["return.late: stop"], asked: ["return.given_other: take"],
      refused: "Сначала разберитесь с найденным возвратом: он в «Отложенные»"),
  ]

  @Test(arguments: sales)
  func `it goes back once, and gets its document`(_ sale: Sale) async throws {
    let pinpad = try TestPinpad()
    let story = try ConnectedReturnTests.story()
    try await story.play(ConnectedReturnTests.sold(pinpad.path))
    try pinpad.set(.denyAndTake)
    let find = ["sale: returns", "return.find: other", "return.paper: \(sale.paper)"]
    let why = sale.known + ["return.why: text Касса 2"]
    let goods = ["return.goods: text 100 Ваза", "return.goods: go"]
    let first = find + why + ["return.paid_by: to.t1"] + goods + [ReturnTests.senior]
    let given = try await story.play(
      first + ["return.declined: stop", "return.goods: cancel"] + first + sale.told
        + ["return.refused: ok", "return.goods: cancel"])
    #expect(given.stands == "sale", "\(given.prompts.map(\.id)) \(given.faults)")
    #expect(given.first("return.refused")?.body == sale.refused)
    #expect(given.state.unconfirmed.filter(\.isListed).map(\.standing) == [.owed])
    let scene = try await story.play(
      find + sale.asked + why + goods + ["return.given: take", ReturnTests.senior])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.last?.type == .saleReturn)
    #expect(scene.documents.last?.payments.cashless.kopecks == 10_000)
    #expect(scene.state.unconfirmed.isEmpty && scene.state.matters.isEmpty)
    #expect(try pinpad.operations == ["approved 19950", "approved 10000"])
    _ = try story.verify()
  }

  /// Two ways to one sale's money, each with a key of its own: what the first gave back the second does not give
  /// again, whichever terminal is asked.
  @Test func `a paper's money goes back once by two keys at two terminals`() async throws {
    let (one, two) = (try TestPinpad(), try TestPinpad())
    let story = try ReturnTests.story(
      AliveChargeTests.store + "rights = { returns = { other_tender = true } },")
    try await story.play(
      ConnectedReturnTests.sold(one.path) + [
        "sale: terminals", "settings: terminals", "terminals.list: add",
        "terminals.provider: connected", "terminals.exists: next", "terminals.name: text Второй",
        "terminals.address: text \(two.path)", "terminals.list: back",
      ])
    try one.set(.denyAndTake)
    let begun =
      ["sale: returns", "return.find: other", "return.paper: \(Self.sales[0].paper)"]
      + ["return.why: text Касса 2"]
    let goods = ["return.goods: text 300 Ваза", "return.goods: go"]
    // In cash by the paper, and moved to a card here: the cash's key.
    try await story.play(
      ["sale: sign_out"] + ReturnTests.start + begun + ["return.paid_by: cash"] + goods + [
        ReturnTests.senior, "return.other: to.t1", "return.move: text \(ReturnTests.boris)",
        "return.declined: stop", "return.goods: cancel",
      ])
    // The same paper once more, by card at the other terminal: the card's key.
    let scene = try await story.play(
      begun + ["return.paid_by: to.t3"] + goods + [ReturnTests.senior])
    #expect(try two.operations == [], "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(try one.operations == ["approved 19950", "approved 30000"])
    #expect(scene.stands == "return.refused", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.state.unconfirmed.filter(\.isListed).map(\.standing) == [.owed])
    let taken = try await story.play(
      ["return.refused: ok", "return.goods: cancel"] + begun + goods + [
        "return.given: take", ReturnTests.senior,
      ])
    #expect(taken.stands == "sale", "\(taken.prompts.map(\.id)) \(taken.faults)")
    #expect(taken.documents.last?.payments.cashless.kopecks == 30_000)
    #expect(taken.state.unconfirmed.isEmpty && taken.state.matters.isEmpty)
    _ = try story.verify()
  }

  @Test func `cash that went back on a terminal gets its document`() async throws {
    let pinpad = try TestPinpad()
    let story = try ReturnTests.story(
      AliveChargeTests.store + "rights = { returns = { other_tender = true } },")
    try await story.play(ConnectedReturnTests.sold(pinpad.path))
    try pinpad.set(.denyAndTake)
    let begun =
      ["sale: returns", "return.find: other", "return.paper: \(Self.sales[0].paper)"]
      + ["return.why: text Касса 2"]
    let goods = ["return.goods: text 100 Ваза", "return.goods: go"]
    let given = try await story.play(
      ["sale: sign_out"] + ReturnTests.start + begun + ["return.paid_by: cash"] + goods + [
        ReturnTests.senior, "return.other: to.t1", "return.move: text \(ReturnTests.boris)",
        "return.declined: stop", "return.goods: cancel", Story.coffee, "sale: pay.card",
      ])
    #expect(given.stands == "sale", "\(given.prompts.map(\.id)) \(given.faults)")
    #expect(given.state.unconfirmed.filter(\.isListed).map(\.standing) == [.owed])
    let scene = try await story.play(begun + goods + ["return.given: take", ReturnTests.senior])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.last?.type == .saleReturn)
    #expect(scene.documents.last?.payments.cashless.kopecks == 10_000)
    #expect(scene.state.unconfirmed.isEmpty && scene.state.matters.isEmpty)
    #expect(try pinpad.operations == ["approved 19950", "approved 10000", "approved 19950"])
    _ = try story.verify()
  }

  /// Its terminal said no and gave it back: before the same paper goes back in cash, it is asked once more.
  @Test func `a paper's money goes back once, first by a card and then in cash`() async throws {
    let pinpad = try TestPinpad()
    let story = try ConnectedReturnTests.story()
    try await story.play(ConnectedReturnTests.sold(pinpad.path))
    try pinpad.set(.denyAndTake)
    let begun =
      ["sale: returns", "return.find: other", "return.paper: \(Self.sales[0].paper)"]
      + ["return.why: text Касса 2"]
    let goods = ["return.goods: text 300 Ваза", "return.goods: go"]
    let scene = try await story.play(
      begun + ["return.paid_by: to.t1"] + goods + [
        ReturnTests.senior, "return.declined: stop", "return.goods: cancel",
      ] + begun + ["return.paid_by: cash"] + goods)
    #expect(scene.stands == "return.refused", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.prompts.last?.body == Self.sales[0].refused)
    #expect(scene.state.unconfirmed.filter(\.isListed).map(\.standing) == [.owed])
    let taken = try await story.play(
      ["return.refused: ok", "return.goods: cancel"] + begun + goods + [
        "return.given: take", ReturnTests.senior,
      ])
    #expect(taken.stands == "sale", "\(taken.prompts.map(\.id)) \(taken.faults)")
    #expect(taken.documents.last?.payments.cashless.kopecks == 30_000)
    #expect(try pinpad.operations == ["approved 19950", "approved 30000"])
    _ = try story.verify()
  }
}
