import Testing

@testable import KassaDrivers
@testable import KassaEmulators
@testable import KassaRuntime

/// The key under which a connected terminal is asked: one for each attempt, the same for all questions
/// about it, and none that another receipt or another life of the journal has used.
@Suite struct ChargeKeyTests {
  private static let store = """
    providers = { stock.connected { seconds = 1 }, stock.standalone {} },
    """

  private static func setUp(_ path: String) -> [String] {
    Story.seniorSignIn + [
      "sale: terminals", "settings: terminals", "terminals.none: add",
      "terminals.provider: connected", "terminals.chosen: next", "terminals.name: text Пинпад",
      "terminals.address: text \(path)", "terminals.list: t1", "terminals.edit: mark",
      "terminals.list: back",
    ]
  }

  /// The clock stands still, so only the attempt's number tells two requests apart.
  @Test func `two attempts of a receipt have two keys`() async throws {
    let pinpad = try TestPinpad()
    try pinpad.set(.decline)
    let scene = try await Story.senior(Self.store).play(
      Self.setUp(pinpad.path) + [Story.coffee, "sale: pay.card", "charge.declined: again"])
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [19_950])
    #expect(try pinpad.operations == ["declined 0", "approved 19950"])
    #expect(Set(try pinpad.keys).count == 2)
  }

  /// Two charges of one amount in one receipt: the second is one of its own, not the first's answer.
  @Test func `two equal parts are two charges`() async throws {
    let pinpad = try TestPinpad()
    let scene = try await Story.senior(Self.store).play(
      Self.setUp(pinpad.path) + [
        "sale: free 200 Торт", "sale: pay.split", "payment.split: 100", "payment.cash: cancel",
        "payment.tender: card",
      ])
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [20_000])
    #expect(try pinpad.operations == ["approved 10000", "approved 10000"])
  }

  @Test func `the same charge of the next receipt has another key`() async throws {
    let pinpad = try TestPinpad()
    let scene = try await Story.senior(Self.store).play(
      Self.setUp(pinpad.path) + [Story.coffee, "sale: pay.card", Story.coffee, "sale: pay.card"])
    #expect(scene.documents.count == 2)
    #expect(try pinpad.operations == ["approved 19950", "approved 19950"])
  }

  /// The till dies when the terminal has answered, and is opened a while later: it asks by the same key.
  @Test(arguments: [0, 1, 60_000] as [Int64])
  func `a restarted till asks by the same key`(later: Int64) async throws {
    let pinpad = try TestPinpad()
    let story = try Story.senior(Self.store)
    try await story.play(Self.setUp(pinpad.path) + [Story.coffee])
    story.seam = Seam { point in
      if case .afterDevice(call: "charge") = point { throw Died() }
    }
    await #expect(throws: Died.self) {
      try await story.open(story.scripted(["sale: pay.card"])).run()
    }
    story.seam = .production
    story.clock.advance(milliseconds: later)
    let scene = try await story.play([])
    #expect(scene.stands == "sale")
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [19_950])
    #expect(try pinpad.operations == ["approved 19950"])
  }

  /// A till that dies before it has asked charges nothing after all, however often it is opened.
  @Test func `a restarted till only asks what became of a charge`() async throws {
    let pinpad = try TestPinpad()
    let story = try Story.senior(Self.store)
    try await story.play(Self.setUp(pinpad.path) + [Story.coffee])
    story.seam = Seam { point in
      if case .beforeDevice(call: "charge") = point { throw Died() }
    }
    await #expect(throws: Died.self) {
      try await story.open(story.scripted(["sale: pay.card"])).run()
    }
    story.seam = .production
    let scene = try await story.play([])
    #expect(scene.stands == "charge.declined" && scene.documents.isEmpty)
    #expect(try pinpad.operations == ["declined 0"])
    #expect(try await story.play(["charge.declined: again"]).documents.count == 1)
  }

  /// A restored copy counts the same attempts of the same receipt once more, for another customer.
  @Test func `a copy of the journal is not told of the charge of its other life`() async throws {
    let pinpad = try TestPinpad()
    let story = try Story.senior(Self.store)
    try await story.play(
      Self.setUp(pinpad.path) + [
        Story.coffee, "sale: pay.cash", "payment.cash: 199.50", Story.coffee,
      ])
    let copy = try story.journalFiles()
    // The charge is approved, and its receipt never printed: the registrar knows nothing of it.
    try story.control.set(.lostReplyBefore, times: 1)
    #expect(try await story.play(["sale: pay.card"]).stands == "print.unreachable")
    try story.restore(copy)
    story.clock.advance(milliseconds: 1)
    try pinpad.set(.decline)
    let scene = try await story.play(["sale: pay.card"])
    #expect(scene.stands == "charge.declined", "\(scene.warnings)")
    #expect(Set(try pinpad.keys).count == (try pinpad.keys.count))
  }

  private struct Died: Error {}
}

extension TestPinpad {
  /// The key of each operation, oldest first.
  fileprivate var keys: [String] {
    get throws { try (ask(PinpadRequest(.operations)).operations ?? []).map(\.key) }
  }
}
