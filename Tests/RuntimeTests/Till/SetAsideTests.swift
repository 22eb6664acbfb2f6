import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// «Отложить», wherever it is offered: the goods and their money are set aside, the next customer is
/// served, and the receipt is taken back as it was.
@Suite struct SetAsideTests {
  /// How the till comes to offer it, from the goods on, and where it does.
  ///
  /// Before the answers of `breaks` the registrar's paper is taken out.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var before: [String] = []
    var breaks: [String]
    let offer: String
    var isMatter = false
    var isBroken = true
    /// Where the receipt stands once it was taken back and the paper is there.
    var back = "sale"
  }

  static let cases = [
    Case(
      testDescription: "before a card", breaks: ["sale: pay.card"], offer: "till.not_ready: park"),
    Case(
      testDescription: "before cash", breaks: ["sale: pay.cash"], offer: "payment.not_ready: park"),
    Case(
      testDescription: "before a split", breaks: ["sale: pay.split"], offer: "till.not_ready: park"),
    Case(
      testDescription: "between two tries of a card",
      before: ["sale: pay.card", "charge.window: declined"], breaks: ["charge.declined: again"],
      offer: "till.not_ready: park"),
    Case(
      testDescription: "between a card that was not run and the next",
      before: ["sale: pay.card", "charge.window: not_run"], breaks: ["sale: pay.card"],
      offer: "till.not_ready: park"),
    Case(
      testDescription: "before the rest of a split by card",
      before: [
        "sale: pay.split", "payment.split: 20", "charge.window: approved", "payment.cash: cancel",
      ], breaks: ["payment.tender: card"], offer: "till.not_ready: park", isMatter: true,
      back: "payment.leave"),
    Case(
      testDescription: "after a declined card",
      before: ["sale: pay.card", "charge.window: declined"],
      breaks: [], offer: "charge.declined: park", isBroken: false),
    Case(testDescription: "of goods alone", breaks: [], offer: "sale: park", isBroken: false),
    Case(testDescription: "for the list", breaks: [], offer: "sale: parked", isBroken: false),
  ]

  @Test(arguments: cases)
  func `keeps the receipt and serves the next customer`(_ one: Case) async throws {
    let story = try Story()
    // The shift is open before: its report needs paper too.
    let sold = [Story.coffee, "sale: pay.cash", "payment.cash: 199.50"]
    try await story.play(
      Story.signIn + sold + ["sale: free 50 Чай", "sale: contact a@b.ru"] + one.before)
    if one.isBroken { try story.control.set(.noPaper) }
    let scene = try await story.play(one.breaks + [one.offer])
    try story.control.clearAll()
    #expect(scene.stands == (one.offer == "sale: parked" ? "parked.list" : "sale"))
    #expect(scene.warnings.isEmpty && scene.faults.isEmpty)
    let parked = try #require(scene.state.parked.values.first?.receipt)
    #expect(scene.state.parked.count == 1 && scene.state.matters.count == (one.isMatter ? 1 : 0))
    #expect(parked.lines.map(\.item.name) == ["Чай"] && parked.contact == "a@b.ru")
    #expect(scene.receipt?.lines.isEmpty == true && scene.receipt?.id != parked.id)
    // The same after a restart; then it is taken back.
    #expect(try await story.play([]).state.parked.values.first?.receipt == parked)
    let list = one.offer == "sale: parked" ? [] : ["sale: parked"]
    let back = try await story.play(list + ["parked.list: \(parked.id)"])
    #expect(back.stands == one.back && back.receipt?.id == parked.id)
    #expect(back.receipt?.total.kopecks == 5_000 && back.state.parked.isEmpty)
    _ = try story.verify()
  }

  /// Back to the goods is no setting aside: nothing is lost, and the same receipt is in hand.
  @Test(arguments: [("card", "till.not_ready"), ("cash", "payment.not_ready")])
  func `back to the goods sets nothing aside`(tender: String, offer: String) async throws {
    let story = try Story()
    try await story.play(Story.start)
    try story.control.set(.noPaper)
    let scene = try await story.play(["sale: pay.\(tender)", "\(offer): back"])
    #expect(scene.stands == "sale" && scene.state.parked.isEmpty)
    #expect(scene.receipt?.lines.map(\.item.name) == ["Кофе"])
  }

  /// A print that waits for its registrar, and one that was paid and refused.
  @Test(arguments: [(EmulatedFault.lostReplyAfter, "print.unreachable: park"), (.noPaper, "")])
  func `sets a paid receipt aside as a matter`(fault: EmulatedFault, offer: String) async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card"])
    try story.control.set(fault, times: fault == .noPaper ? nil : 1)
    let scene = try await story.play(
      ["charge.window: approved"]
        + (offer.isEmpty ? ["print.refused: leave", "payment.leave: senior"] : [offer]))
    #expect(scene.stands == "sale" && scene.faults.isEmpty)
    #expect(scene.state.matters.map(\.receipt.charged.kopecks) == [19_950])
    #expect(try story.verify().matters == 1)
  }
}
