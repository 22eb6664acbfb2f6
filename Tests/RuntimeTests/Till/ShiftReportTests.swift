import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A shift's reports are documents as receipts are: what became of one without an answer is asked by its
/// key, said, and kept with its number and its sums.
@Suite struct ShiftReportTests {
  private static let sell = [Story.coffee, "sale: pay.cash", "payment.cash: 199.50"]

  /// What the journal says of shifts, in order.
  private static func reports(_ story: Story) throws -> [String] {
    let journal = try Journal(folder: story.data, identity: { "" }, seam: .production)
    return try journal.entries(from: 1).flatMap(\.changes).compactMap { change in
      switch change {
      case .till(.shiftOpened(let number, let document, _, _)): "opened \(number) by \(document)"
      case .till(.shiftClosed(let number, let document, _, _, let figures)):
        "closed \(number) by \(document) with \(figures?.receipts ?? -1)"
      default: nil
      }
    }
  }

  @Test(arguments: [EmulatedFault.lostReplyBefore, .lostReplyAfter])
  func `a closing without a reply is found before the next sale`(fault: EmulatedFault) async throws
  {
    let story = try Story()
    try await story.play(Story.signIn + Self.sell)
    try story.control.set(fault, times: 1)
    let asked = try await story.play(["sale: shift", "shift.close: yes"])
    #expect(asked.stands == "shift.unknown")
    #expect(asked.prompts.last?.title.contains("не закрыта") == false)
    let scene = try await story.play(["shift.unknown: back"] + Self.sell)
    let isIssued = fault == .lostReplyAfter
    #expect(scene.stands == "sale" && scene.documents.count == 2)
    #expect(
      scene.papers.map(\.kind) == (isIssued ? [.shiftClosing, .shiftOpening] : []) + [.receipt])
    #expect(
      try Self.reports(story)
        == (isIssued
          ? ["opened 1 by 1", "closed 1 by 3 with 1", "opened 2 by 4"] : ["opened 1 by 1"]))
    #expect(scene.state.unansweredReports == [])
    _ = try story.verify()
  }

  @Test(arguments: [EmulatedFault.lostReplyBefore, .lostReplyAfter], [true, false])
  func `a closing without a reply is found when it is tried again`(
    fault: EmulatedFault, keysAreDurable: Bool
  ) async throws {
    let story = try Story()
    try await story.play(Story.signIn + Self.sell)
    let registrar = try ProxyRegistrar(story)
    registrar.pretend(keysAreDurable: keysAreDurable)
    story.registrar = registrar
    try story.control.set(fault, times: 1)
    let scene = try await story.play(["sale: shift", "shift.close: yes", "shift.unknown: again"])
    #expect(scene.stands == "sign_in.pin")
    let figures = keysAreDurable || fault == .lostReplyBefore ? 1 : -1
    #expect(try Self.reports(story) == ["opened 1 by 1", "closed 1 by 3 with \(figures)"])
    let calls = registrar.takeCalls().filter { $0 == "close shift" }
    #expect(calls.count == (fault == .lostReplyBefore ? 2 : 1))
    _ = try story.verify()
  }

  @Test(arguments: [EmulatedFault.lostReplyBefore, .lostReplyAfter])
  func `an opening without a reply is found, and its paper shown`(fault: EmulatedFault) async throws
  {
    let story = try Story()
    try await story.play(Story.start)
    try story.control.set(fault, times: 1)
    let asked = try await story.play(["sale: pay.cash"])
    #expect(asked.stands == "payment.not_ready" && asked.papers.isEmpty)
    let scene = try await story.play(["payment.not_ready: check", "payment.cash: 199.50"])
    #expect(scene.stands == "sale" && scene.papers.map(\.kind) == [.shiftOpening, .receipt])
    #expect(try Self.reports(story) == ["opened 1 by 1"])
    _ = try story.verify()
  }

  /// A print whose reply was lost, and whose shift was closed before it was found.
  @Test func `a receipt counts in the shift that printed it`() async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card"])
    try story.control.set(.lostReplyAfter, times: 1)
    let parked = try await story.play(["charge.window: approved", "print.unreachable: park"])
    let id = try #require(parked.state.parked.keys.first)
    let card = ["sale: pay.card", "charge.window: approved"]
    let closed = try await story.play(["sale: shift", "shift.close: yes"])
    let first = try #require(closed.papers.last { $0.kind == .shiftClosing })
    #expect(first.lines.contains { $0.contains("ПЕЧАТЬ НЕИЗВЕСТНА") }, "\(first.lines)")
    let sold = try await story.play(
      ["sign_in.pin: text \(Story.pin)", "sale: free 260 Торт"] + card
        + ["sale: free 260 Торт"] + card + ["sale: parked", "parked.list: \(id)"])
    #expect(sold.stands == "sale" && sold.documents.count == 3, "\(sold.warnings)")
    let scene = try await story.play(["sale: shift", "shift.close: yes"])
    let second = try #require(scene.papers.last { $0.kind == .shiftClosing })
    #expect(
      second.lines.contains { $0.contains("(2)") && $0.hasSuffix("520.00") }, "\(second.lines)")
    #expect(!second.lines.contains { $0.contains("(1)") && $0.hasSuffix("199.50") })
    #expect(second.lines.contains { $0.contains("СМЕНА 1, ФД 2") }, "\(second.lines)")
    _ = try story.verify()
  }
}
