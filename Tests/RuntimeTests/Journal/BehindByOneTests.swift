import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// One document that the journal does not know is one too many; one that it asked for is not.
@Suite struct BehindByOneTests {
  private static let sell = [Story.coffee, "sale: pay.cash", "payment.cash: 199.50"]
  private static let unknownCharge = [
    Story.coffee, "sale: pay.card", "charge.window: unknown", "charge.unknown: unknown",
    "charge.detached: next",
  ]

  /// What was done before the copy was made, with the shift open; how many sales are lost with it.
  static let copies: [(before: [String], lost: Int)] = [
    ([], 1), ([], 2), ([Story.coffee], 1), (unknownCharge, 1),
    ([Story.coffee, "sale: park"], 1),
  ]

  @Test(arguments: copies.indices)
  func `a copy that lacks one document opens only to reconcile`(index: Int) async throws {
    let (before, lost) = Self.copies[index]
    let story = try Story()
    let first = try await story.play(Story.signIn + Self.sell + before)
    let known = first.state.lastDocument
    let copy = try story.journalFiles()
    let clear = first.receipt?.lines.isEmpty == false ? ["sale: clear", "sale.clear: yes"] : []
    try await story.play(clear + (0..<lost).flatMap { _ in Self.sell })
    try story.restore(copy)
    let behind = try await story.play([])
    #expect(behind.stands == "till.behind")
    #expect(behind.prompts.last?.body.contains("ФД \(known + 1)–\(known + lost)") == true)
    let scene = try await story.play(["till.behind: reconciled"])
    #expect(scene.stands == "sale" && scene.state.lastDocument == known + lost)
    #expect(try await story.play([]).stands == "sale")
  }

  /// The journal that the registrar is level with, and one that asked for what it does not know yet.
  static let level: [(name: String, fault: EmulatedFault, left: [String])] = [
    ("a print", .lostReplyAfter, ["sale: pay.cash", "payment.cash: 199.50"]),
    ("a print that never came out", .lostReplyBefore, ["sale: pay.cash", "payment.cash: 199.50"]),
  ]

  @Test(arguments: level.indices, [0, 1])
  func `a print without a reply excuses one document and no second`(
    index: Int, foreign: Int
  ) async throws {
    let (name, fault, left) = Self.level[index]
    let story = try Story()
    try await story.play(Story.signIn + Self.sell + [Story.coffee])
    try story.control.set(fault, times: 1)
    let parked = try await story.play(left + ["print.unreachable: park"])
    #expect(parked.state.matters.count == 1, "\(name)")
    try await story.printForeign(foreign)
    let isExcused = fault == .lostReplyBefore ? foreign <= 1 : foreign == 0
    #expect(
      try await story.play([]).stands == (isExcused ? "sale" : "till.behind"),
      "\(name) and \(foreign) more")
  }

  @Test(arguments: [EmulatedFault.lostReplyBefore, .lostReplyAfter], [0, 1, 2])
  func `a shift's report without a reply excuses one document and no second`(
    fault: EmulatedFault, foreign: Int
  ) async throws {
    let story = try Story()
    try await story.play(Story.signIn + Self.sell + [Story.coffee])
    story.clock.advance(hours: 25)
    try story.control.set(fault, times: 1)
    let asked = try await story.play(["sale: pay.card"])
    #expect(asked.stands == "till.not_ready" && asked.state.unansweredReports.count == 1)
    try await story.printForeign(foreign)
    let issued = foreign + (fault == .lostReplyAfter ? 1 : 0)
    let scene = try await story.play([])
    #expect(scene.stands == (issued <= 1 ? "till.not_ready" : "till.behind"))
  }

  /// Two reports were asked for; the first one's answer takes what stood before it out of question.
  @Test func `an answered report excuses nothing any more`() async throws {
    let story = try Story()
    try await story.play(Story.signIn + Self.sell + [Story.coffee])
    story.clock.advance(hours: 25)
    try story.control.set(.lostReplyAfter, times: 1)
    try await story.play(["sale: pay.card", "till.not_ready: check"])
    #expect(try await story.play([]).state.unansweredReports == [])
    try await story.printForeign(1)
    #expect(try await story.play([]).stands == "till.behind")
  }

  /// The same where it is closed by hand, and no report comes after it.
  @Test func `an answered closing excuses nothing any more`() async throws {
    let story = try Story()
    try await story.play(Story.signIn + Self.sell)
    try story.control.set(.lostReplyAfter, times: 1)
    let closed = try await story.play(["sale: shift", "shift.close: yes", "shift.unknown: again"])
    #expect(closed.stands == "sign_in.pin" && closed.papers.map(\.kind) == [.shiftClosing])
    try await story.printForeign(1)
    #expect(try await story.play([]).stands == "till.behind")
  }

  /// Another till prints on the registrar while this one stands at its goods.
  @Test(arguments: [("card", "till.not_ready"), ("cash", "payment.not_ready")])
  func `takes no money once the registrar is one document ahead, until somebody has seen it`(
    tender: String, question: String
  ) async throws {
    let story = try Story()
    try await story.play(Story.signIn + Self.sell + [Story.coffee])
    let registrar = try ProxyRegistrar(story)
    story.registrar = registrar
    // Asked when the till opens, and before its first prompt.
    registrar.pretendOneAhead(afterStatuses: 2)
    let scene = try await story.play(["sale: pay.\(tender)"])
    #expect(scene.stands == "till.behind")
    #expect(scene.receipt?.attempts.isEmpty == true && scene.receipt?.tenders.isEmpty == true)
    // No restart is needed: it is asked, and the sale goes on.
    let seen = try await story.play(["till.behind: reconciled"])
    #expect(seen.stands == question && seen.prompts.last?.body == "Касса отстала от ККТ")
    let paid = try await story.play(["\(question): check"])
    #expect(paid.stands == (tender == "card" ? "charge.window" : "payment.cash"))
  }

  /// With a print that was not answered, and with nothing in hand but goods.
  @Test(arguments: [EmulatedFault.lostReplyBefore, .lostReplyAfter])
  func `goes on without a restart once a foreign document was seen`(
    fault: EmulatedFault
  ) async throws {
    let story = try Story()
    try await story.play(Story.signIn + Self.sell + [Story.coffee])
    try story.control.set(fault, times: 1)
    try await story.play(["sale: pay.cash", "payment.cash: 199.50"])
    try await story.printForeign(1)
    let isIssued = fault == .lostReplyAfter
    let scene = try await story.play(
      (isIssued ? ["till.behind: reconciled"] : [])
        + ["print.unreachable: ok"]
        + (isIssued ? [] : ["till.behind: reconciled", "print.refused: again"])
        + Self.sell)
    #expect(scene.stands == "sale", "\(scene.warnings)")
    #expect(scene.documents.count == 4)
    #expect(try story.verify().receipts == 3)
  }
}

extension Story {
  /// Prints so many receipts that are none of this till's; a shift is closed and opened where it must be.
  fileprivate func printForeign(_ count: Int) async throws {
    let registrar = try ownRegistrar()
    for number in 0..<count {
      switch try await registrar.status().shift {
      case .open:
        var document = try FiscalSamples.document()
        document.seller.inn = "7701234567"
        _ = try await registrar.print(document, key: "foreign-\(number)")
      case .closed: _ = try await registrar.openShift(key: "foreign-\(number)", cashier: "Анна")
      case .expired: _ = try await registrar.closeShift(key: "foreign-\(number)", cashier: "Анна")
      }
    }
  }
}
