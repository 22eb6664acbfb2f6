import KassaDrivers
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Money that a connected terminal gives back: it is asked itself, by a key, and never twice for the same.
@Suite struct ConnectedReturnTests {
  private static let pin = "692369236923"
  private static let find = ReturnTests.find("199.50") + ["return.lines: all"] + ReturnTests.go

  static func story() throws -> Story {
    try ReturnTests.story(AliveChargeTests.store)
  }

  /// Борис sets the pinpad up as t1 and sells a coffee by it.
  static func sold(_ path: String) -> [String] {
    ["sign_in.name: Борис", "sign_in.pin: text \(pin)"]
      + AliveChargeTests.setUp(path).drop { $0.hasPrefix("sign_in") }
      + [Story.coffee, "sale: pay.card"]
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var fault: PinpadFault?
    var replies: [String] = []
    var stands = "sale"
    var cashless: [Int64] = []
    let operations: [String]
    var listed: [UnconfirmedCharge.Standing] = []
    var matters = 0
  }

  static let cases = [
    Case(
      testDescription: "approved: no prompt at all", cashless: [19_950],
      operations: ["approved 19950", "approved 19950"]),
    Case(
      testDescription: "a lost reply is asked about by its key", fault: .loseReply,
      cashless: [19_950], operations: ["approved 19950", "approved 19950"]),
    Case(
      testDescription: "a lost connection gave nothing back", fault: .loseConnection,
      replies: ["return.declined: again"], cashless: [19_950],
      operations: ["approved 19950", "declined 0", "approved 19950"]),
    Case(
      testDescription: "declined, and left", fault: .decline,
      replies: ["return.declined: stop", "return.lines: cancel"],
      operations: ["approved 19950", "declined 0"]),
    Case(
      testDescription: "in part, and the rest by itself", fault: .inPart,
      replies: ["return.under: rest"], cashless: [19_950],
      operations: ["approved 19950", "approved 9900", "approved 10050"]),
    Case(
      testDescription: "too much is no refund of this return", fault: .over,
      replies: ["return.over: aside", "return.detached: next"],
      operations: ["approved 19950", "approved 21945"], matters: 1),
    Case(
      testDescription: "still running, and tried again: the first is stopped", fault: .timeOut,
      replies: ["return.unknown: declined", "return.declined: again"], cashless: [19_950],
      operations: ["approved 19950", "declined 0", "approved 19950"]),
    Case(
      testDescription: "nobody knows: it is set aside, and no second one is begun",
      fault: .timeOut,
      replies: ["return.unknown: unknown", "return.detached: next"]
        + ReturnTests.find("199.50") + ["return.refused: ok", "return.find: cancel"],
      operations: ["approved 19950", "running 0"], matters: 1),
    Case(
      testDescription: "a late yes after a person's no is this return's, not given twice",
      fault: .takeLate, replies: ["return.unknown: declined", "return.declined: again"],
      cashless: [19_950], operations: ["approved 19950", "approved 19950"]),
    Case(
      testDescription: "a no that was a yes, and again", fault: .denyAndTake,
      replies: ["return.declined: again"], cashless: [19_950],
      operations: ["approved 19950", "approved 19950"]),
    Case(
      testDescription: "a no that was a yes, left and begun anew", fault: .denyAndTake,
      replies: ["return.declined: stop", "return.lines: cancel"] + find
        + ["return.refused: ok", "return.lines: go", "return.given: back", "return.lines: cancel"],
      operations: ["approved 19950", "approved 19950"], listed: [.owed]),
    Case(
      testDescription: "a no that was a yes is the next return's, not that of one begun before",
      fault: .denyAndTake,
      replies: ["return.declined: stop", "return.lines: cancel"] + find
        + ["return.refused: ok", "return.lines: go", "return.given: take"]
        + ["return.refused: ok", "return.lines: cancel"],
      operations: ["approved 19950", "approved 19950"], listed: [.owed]),
    Case(
      testDescription: "a person's yes that the terminal denies", fault: .timeOut,
      replies: [
        "return.unknown: approved", "return.amount: 199.50", "return.number: none",
        Story.coffee, "sale: pay.card",
      ], cashless: [19_950], operations: ["approved 19950", "running 0", "approved 19950"],
      listed: [.paid]),
  ]

  @Test(arguments: cases)
  func `every refund ends in a state that can be proven`(_ one: Case) async throws {
    let pinpad = try TestPinpad()
    let story = try Self.story()
    try await story.play(Self.sold(pinpad.path))
    if let fault = one.fault { try pinpad.set(fault) }
    let scene = try await story.play(Self.find + one.replies)
    #expect(scene.stands == one.stands, "\(scene.prompts.map(\.id)) \(scene.faults)")
    let returns = scene.documents.filter { $0.type == .saleReturn }
    #expect(returns.map(\.payments.cashless.kopecks) == one.cashless)
    #expect(try pinpad.operations == one.operations)
    #expect(scene.state.unconfirmed.filter(\.isListed).map(\.standing) == one.listed)
    #expect(scene.state.matters.count == one.matters)
    let again = try await story.play([])
    #expect(again.state.unconfirmed == scene.state.unconfirmed)
    _ = try story.verify()
  }

  /// What the terminal gave back after a person's no is on the list, and the sale has less left.
  @Test func `money that went back without a document is listed, and given back no more`()
    async throws
  {
    let pinpad = try TestPinpad()
    let story = try Self.story()
    try await story.play(Self.sold(pinpad.path))
    try pinpad.set(.denyAndTake)
    let closed = try await story.play(
      Self.find + [
        "return.declined: stop", "return.lines: cancel", "sale: shift", "shift.close: yes",
      ])
    #expect(closed.state.unconfirmed.map(\.standing) == [.owed])
    // Nobody reads there that it is still to be given back.
    let report = closed.papers.flatMap(\.lines).joined(separator: " ")
    #expect(report.contains("ВОЗВРАТ БЕЗ ЧЕКА") && !report.contains("ВЕРНУТЬ"), "\(report)")
    let listed = try await story.play([
      "sign_in.name: Борис", "sign_in.pin: text \(Self.pin)", "sale: parked",
    ])
    let id = try #require(listed.prompts.last?.buttons.first?.id)
    let told = try await story.play(["parked.list: \(id)"])
    #expect(told.prompts.last?.id == "unconfirmed.refunded")
    #expect(told.prompts.last?.title == "Возвращено 199,50\u{A0}₽")
    let again = try await story.play(
      ["unconfirmed.refunded: document", "return.find: text 199.50"]
        + ["return.lines: all", "return.lines: go"])
    #expect(again.stands == "return.given", "\(again.prompts.map(\.id)) \(again.faults)")
    #expect(again.prompts.last?.effect?.text(.ru).hasPrefix("Возврат 199,50") == true)
    // It waits for a senior's yes, also after a restart and where it was left.
    let taken = try await story.play(["return.given: take"])
    #expect(taken.stands == "return.senior", "\(taken.prompts.map(\.id)) \(taken.faults)")
    #expect(taken.prompts.last?.body.contains("уже вернулось") == true)
    let left = try await story.play(["return.senior: cancel", "return.lines: cancel"])
    #expect(left.state.matters.map(\.receipt.matterKind) == [.backWithoutDocument])
    let matter = try #require(left.state.matters.first?.receipt.id)
    let done = try await story.play(["sale: parked", "parked.list: \(matter)", ReturnTests.senior])
    #expect(done.stands == "sale", "\(done.prompts.map(\.id)) \(done.faults)")
    #expect(done.documents.last?.type == .saleReturn)
    #expect(done.documents.last?.payments.cashless.kopecks == 19_950)
    #expect(done.state.unconfirmed.isEmpty && done.state.matters.isEmpty)
    #expect(try pinpad.operations == ["approved 19950", "approved 19950"])
    let nothing = try await story.play(ReturnTests.find("199.50"))
    #expect(nothing.prompts.last?.body == "По этому чеку уже всё возвращено")
    _ = try story.verify()
  }

  /// What a terminal denied is asked about once more before cash goes out in its place.
  @Test func `a no that was a yes is found before cash goes instead`() async throws {
    let pinpad = try TestPinpad()
    let story = try ReturnTests.story(
      AliveChargeTests.store + " rights = { returns = { other_tender = true } },")
    try await story.play(Self.sold(pinpad.path))
    try pinpad.set(.denyAndTake)
    let scene = try await story.play(
      ["sale: sign_out"] + ReturnTests.start + Self.find
        + ["return.declined: other", "return.other: cash", "return.move: text \(Self.pin)"]
        + ["return.refused: ok"])
    let told = scene.prompts.last { $0.id == "return.refused" }?.body
    #expect(told == "Терминал всё же вернул деньги на карту: наличные не выдавайте")
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let sums = try #require(scene.documents.last?.payments)
    #expect(sums.cash == .zero && sums.cashless.kopecks == 19_950)
    #expect(try pinpad.operations == ["approved 19950", "approved 19950"])
    #expect(scene.state.unconfirmed.isEmpty && scene.state.matters.isEmpty)
    _ = try story.verify()
  }

  /// A document for less than went back is refused, and the money stays on the list.
  @Test func `a refusal to take money over leaves it on the list`() async throws {
    let pinpad = try TestPinpad()
    let story = try Self.story()
    try await story.play(
      Self.sold(pinpad.path).dropLast() + ["sale: free 100 Чай", "sale: pay.card"])
    try pinpad.set(.denyAndTake)
    let find = ReturnTests.find("299.50")
    let refused = try await story.play(
      find + ["return.lines: all"] + ReturnTests.go
        + ["return.declined: stop", "return.lines: cancel"] + find + ["return.lines: all"]
        + ReturnTests.go
        + ["return.refused: ok", "return.lines: cancel"] + find + ReturnTests.line(2)
        + ["return.lines: go", "return.given: take", "return.refused: ok"])
    #expect(refused.stands == "return.lines", "\(refused.prompts.map(\.id)) \(refused.faults)")
    let told = refused.prompts.last { $0.id == "return.refused" }
    #expect(told?.body == "Вернулось больше: выберите ещё позиции", "\(told?.body ?? "")")
    #expect(refused.state.unconfirmed.filter(\.isListed).map(\.standing) == [.owed])
    let again = try await story.play(["return.lines: cancel"] + find)
    #expect(again.stands == "return.refused" || again.receipt?.back?.sale.hasStrayRefund == true)
    #expect(try pinpad.operations == ["approved 29950", "approved 29950"])
    _ = try story.verify()
  }

  /// Nobody has said yes yet: other lines may be chosen as long as they come to what went back.
  @Test func `lines are still chosen once money was taken over`() async throws {
    let pinpad = try TestPinpad()
    let story = try Self.story()
    try await story.play(
      Self.sold(pinpad.path).dropLast() + ["sale: free 100 Чай", "sale: pay.card"])
    try pinpad.set(.denyAndTake)
    let find = ReturnTests.find("299.50")
    let taken = try await story.play(
      find + ReturnTests.line(1) + ReturnTests.go + [
        "return.declined: stop", "return.lines: cancel",
      ]
        + find + ReturnTests.line(1) + ReturnTests.go + [
          "return.refused: ok", "return.lines: cancel",
        ]
        + find + ReturnTests.line(1) + ["return.lines: go", "return.given: take"]
        + ["return.senior: cancel"] + ReturnTests.line(1))
    #expect(taken.stands == "return.refused", "\(taken.prompts.map(\.id)) \(taken.faults)")
    #expect(taken.prompts.last?.body == "Вернулось больше: выберите ещё позиции")
    let scene = try await story.play(["return.refused: ok"] + ReturnTests.line(2) + ReturnTests.go)
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.last?.payments.cashless.kopecks == 29_950)
    #expect(try pinpad.operations == ["approved 29950", "approved 19950", "approved 10000"])
    #expect(scene.state.unconfirmed.isEmpty && scene.state.matters.isEmpty)
    _ = try story.verify()
  }

  /// The till dies around the call: opened again it asks what became of the refund, and sends none.
  @Test(arguments: [true, false])
  func `a refund is asked about after a restart, never repeated`(isBefore: Bool) async throws {
    let pinpad = try TestPinpad()
    let story = try Self.story()
    try await story.play(Self.sold(pinpad.path))
    story.seam = Seam { point in
      switch point {
      case .beforeDevice(call: "undo") where isBefore, .afterDevice(call: "undo") where !isBefore:
        throw Died()
      default: break
      }
    }
    await #expect(throws: Died.self) { try await story.open(story.scripted(Self.find)).run() }
    story.seam = .production
    let scene = try await story.play([])
    // Its key is closed where it never came.
    #expect(scene.stands == (isBefore ? "return.declined" : "sale"))
    #expect(
      try pinpad.operations == ["approved 19950", isBefore ? "declined 0" : "approved 19950"])
    _ = try story.verify()
  }

  struct Undone: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var fault: PinpadFault?
    let replies: [String]
    let stands: String
    let operations: [String]
    var listed: [UnconfirmedCharge.Standing] = []
  }

  static let undone = [
    Undone(
      testDescription: "voided: no prompt at all", replies: [], stands: "sale",
      operations: ["voided 9900"]),
    Undone(
      testDescription: "a lost reply is asked about by the charge's key", fault: .loseReply,
      replies: [], stands: "sale", operations: ["voided 9900"]),
    Undone(
      testDescription: "nobody replies, and a person looks", fault: .timeOut,
      replies: [], stands: "sale", operations: ["voided 9900"]),
  ]

  @Test(arguments: undone)
  func `a charge is undone on the terminal itself`(_ one: Undone) async throws {
    let pinpad = try TestPinpad()
    let story = try Self.story()
    try await story.play(
      Self.sold(pinpad.path) + [
        Story.coffee, "sale: pay.split", "payment.split: 99", "payment.cash: cancel",
      ])
    if let fault = one.fault { try pinpad.set(fault) }
    let scene = try await story.play(
      ["payment.tender: leave", "payment.leave: refund"] + one.replies)
    #expect(scene.stands == one.stands, "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(try pinpad.operations.last == "voided 9900")
    #expect(scene.receipt?.charged == .zero)
    _ = try story.verify()
  }

  /// S6 before the print: what another charge lost is on the list, and this one stands.
  @Test func `a void that undid another charge undoes nothing of this one`() async throws {
    let pinpad = try TestPinpad()
    let story = try Self.story()
    try await story.play(
      Self.sold(pinpad.path) + [
        Story.coffee, "sale: pay.split", "payment.split: 99", "payment.cash: cancel",
      ])
    try pinpad.set(.voidOther)
    let asked = try await story.play(["payment.tender: leave", "payment.leave: refund"])
    #expect(asked.stands == "void.other", "\(asked.prompts.map(\.id)) \(asked.faults)")
    let scene = try await story.play(["void.other: other"])
    #expect(scene.stands == "charge.void_refused", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.receipt?.charged.kopecks == 9_900)
    // Beside it the charge itself may stand, to be asked about once more.
    #expect(scene.state.unconfirmed.contains { $0.isListed && $0.amount.kopecks == 19_950 })
    _ = try story.verify()
  }

  @Test func `what a terminal says it took is not called unpaid`() async throws {
    let pinpad = try TestPinpad()
    let story = try Self.story()
    let scene = try await story.play(
      Self.sold(pinpad.path) + [
        "sale: documents", "document.find: text 199.50", "document.shown: correct",
        "correction.wrong: unpaid",
      ])
    #expect(scene.stands == "correction.refused", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.prompts.last?.body.contains("Терминал подтвердил") == true)
    #expect(scene.documents.count == 1)
  }

  struct Voided: CustomTestStringConvertible, Sendable {
    var testDescription: String { fault?.rawValue ?? "no fault" }
    var fault: PinpadFault?
    var replies: [String] = []
    let operations: [String]
    var listed: [Int64] = []
  }

  static let voided = [
    Voided(operations: ["approved 22200", "voided 19950"]),
    Voided(fault: .loseReply, operations: ["approved 22200", "voided 19950"]),
    // Refused, it leads to the refund.
    Voided(fault: .decline, operations: ["approved 22200", "approved 19950", "approved 19950"]),
    // S6: the terminal undid another one, which stands on the list; this one is refunded.
    Voided(
      fault: .voidOther, replies: ["void.other: other"],
      operations: ["voided 22200", "approved 19950", "approved 19950"], listed: [22_200]),
  ]

  @Test(arguments: voided)
  func `a printed charge is undone by its own key, or refunded`(_ one: Voided) async throws {
    let pinpad = try TestPinpad()
    let story = try Self.story()
    let before = Self.sold(pinpad.path).dropLast(2) + ["sale: free 222 Чайник", "sale: pay.card"]
    try await story.play(Array(before) + [Story.coffee, "sale: pay.card"])
    if let fault = one.fault { try pinpad.set(fault) }
    let scene = try await story.play(
      ReturnTests.find("199.50") + ["return.lines: all", "return.lines: void", ReturnTests.senior]
        + one.replies)
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.documents.map(\.type) == [.sale, .sale, .saleReturn])
    #expect(try pinpad.operations == one.operations)
    #expect(scene.state.unconfirmed.map(\.amount.kopecks) == one.listed)
    _ = try story.verify()
  }

  /// A host's driver that can't give back leaves it to a person, whose word needs the slip.
  @Test func `what a terminal can't do by itself a person does on it`() async throws {
    let story = try ReturnTests.story()
    story.terminals = [PlainTerminal()]
    let window = try await story.play(
      ReturnTests.start + [Story.coffee, "sale: pay.card"] + Self.find)
    #expect(window.stands == "return.window", "\(window.prompts.map(\.id)) \(window.faults)")
    #expect(window.state.unconfirmed.isEmpty)
    let scene = try await story.play([
      "return.window: approved", "return.amount: 199.50", "return.number: none",
    ])
    #expect(scene.documents.map(\.type) == [.sale, .saleReturn], "\(scene.prompts.map(\.id))")
    _ = try story.verify()
  }
}

/// A terminal that only charges.
private struct PlainTerminal: TerminalDriver {
  let id = "host"
  let name = "Пинпад"
  func charge(_ request: TerminalCharge) async -> TerminalReply { .approved(reference: "1") }
  func outcome(of request: TerminalCharge) async -> TerminalReply { .unknown }
}

/// The power fails around a call.
private struct Died: Error {}
