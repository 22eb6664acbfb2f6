import Testing

@testable import KassaDrivers
@testable import KassaRuntime

/// A till with a connected terminal by default and a standalone one and a transfer beside it.
@Suite struct ConnectedTerminalTests {
  private static let store = """
    providers = { stock.connected { seconds = 1 }, stock.standalone {}, stock.transfer {} },
    """

  /// Sets up the pinpad behind `path` as t1, marked; the standalone terminal as t2, the transfer t3.
  private static func setUp(_ path: String) -> [String] {
    let others = ["standalone", "transfer"].flatMap { id in
      [
        "terminals.list: add", "terminals.provider: \(id)", "terminals.chosen: next",
        "terminals.name: offered",
      ]
    }
    return Story.seniorSignIn + [
      "sale: terminals", "settings: terminals", "terminals.none: add",
      "terminals.provider: connected",
      "terminals.chosen: next",
      "terminals.name: text Пинпад", "terminals.address: text \(path)",
    ] + others + ["terminals.list: t1", "terminals.edit: mark", "terminals.list: back"]
  }

  /// What a coffee for 199.50 comes to when the pinpad has a fault.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var fault: PinpadFault?
    let replies: [String]
    var stands = "sale"
    var cashless: Int64 = 0
    var cash: Int64 = 0
    var operations: [String] = []
    /// Of the receipt that is still open.
    var attempts: [Attempt.State] = []
  }

  private static let part = Money(checked: 9_900)

  static let cases = [
    Case(
      testDescription: "approved: no prompt at all", replies: ["sale: pay.card"],
      cashless: 19_950, operations: ["approved 19950"]),
    Case(
      testDescription: "a lost reply is asked about by its key", fault: .loseReply,
      replies: ["sale: pay.card"], cashless: 19_950, operations: ["approved 19950"]),
    Case(
      testDescription: "a lost connection charged nothing", fault: .loseConnection,
      replies: ["sale: pay.card", "charge.declined: again"], cashless: 19_950,
      operations: ["declined 0", "approved 19950"]),
    Case(
      testDescription: "declined: the standalone terminal is one tap away", fault: .decline,
      replies: [
        "sale: pay.card", "charge.declined: other", "charge.terminal: t2",
      ], stands: "charge.window", operations: ["declined 0"], attempts: [.declined, .open]),
    Case(
      testDescription: "declined, then paid there", fault: .decline,
      replies: [
        "sale: pay.card", "charge.declined: other", "charge.terminal: t2",
        "charge.window: approved",
      ], cashless: 19_950, operations: ["declined 0"]),
    Case(
      testDescription: "declined, and no other terminal after all", fault: .decline,
      replies: ["sale: pay.card", "charge.declined: other", "charge.terminal: cancel"],
      operations: ["declined 0"], attempts: [.declined]),
    Case(
      testDescription: "no answer in time, and it was declined", fault: .timeOut,
      replies: [
        "sale: pay.card", "charge.running: declined", "charge.declined: other",
        "charge.terminal: t2", "charge.window: approved",
      ], cashless: 19_950, operations: ["declined 0"]),
    Case(
      testDescription: "no answer in time, and nobody knows", fault: .timeOut,
      replies: ["sale: pay.card", "charge.running: unknown"], stands: "charge.detached",
      operations: ["running 0"], attempts: [.unknown]),
    Case(
      testDescription: "in part, and the rest in cash", fault: .inPart,
      replies: [
        "sale: pay.card", "charge.under: rest", "payment.tender: cash", "payment.cash: 100.50",
      ], cashless: 9_900, cash: 10_050, operations: ["approved 9900"]),
    Case(
      testDescription: "in part, and voided", fault: .inPart,
      replies: ["sale: pay.card", "charge.under: void", "charge.void: approved"],
      stands: "charge.declined", operations: ["approved 9900"], attempts: [.declined]),
    Case(
      testDescription: "in part, and nobody knows whether it was voided: never the whole",
      fault: .inPart,
      replies: [
        "sale: pay.card", "charge.under: void", "charge.void: unknown",
        "charge.detached: senior", "senior.pin: text \(Story.pin)",
      ], stands: "charge.void_unknown", operations: ["approved 9900"],
      attempts: [.mismatched(slip: part)]),
    Case(
      testDescription: "a transfer while the pinpad is the default: one tap more",
      replies: ["sale: pay.other", "charge.terminal: t3", "transfer.window: approved"],
      cashless: 19_950),
    Case(
      testDescription: "the standalone terminal while the pinpad is the default",
      replies: ["sale: pay.other", "charge.terminal: t2", "charge.window: approved"],
      cashless: 19_950),
  ]

  @Test(arguments: cases)
  func `every charge ends in a state that can be proven`(_ one: Case) async throws {
    let pinpad = try TestPinpad()
    if let fault = one.fault { try pinpad.set(fault) }
    let story = try Story.senior(Self.store)
    let scene = try await story.play(Self.setUp(pinpad.path) + [Story.coffee] + one.replies)
    #expect(scene.warnings.isEmpty && scene.refusals.isEmpty, "\(scene.warnings)")
    #expect(scene.stands == one.stands)
    let isPrinted = one.cashless > 0
    #expect(scene.documents.map(\.payments.cashless.kopecks) == (isPrinted ? [one.cashless] : []))
    #expect(scene.documents.map(\.payments.cash.kopecks) == (isPrinted ? [one.cash] : []))
    #expect(scene.receipt?.attempts.map(\.state) == one.attempts)
    #expect(try pinpad.operations == one.operations)
    _ = try story.verify()
  }

  @Test func `a charge in part can't be typed again`() async throws {
    let pinpad = try TestPinpad()
    try pinpad.set(.inPart)
    let scene = try await Story.senior(Self.store).play(
      Self.setUp(pinpad.path) + [Story.coffee, "sale: pay.card"])
    #expect(scene.first("charge.under")?.buttons.map(\.id) == ["rest", "void"])
  }

  @Test func `the failed attempt stays on the receipt as evidence`() async throws {
    let pinpad = try TestPinpad()
    try pinpad.set(.decline)
    let scene = try await Story.senior(Self.store).play(
      Self.setUp(pinpad.path) + [
        Story.coffee, "sale: pay.card", "charge.declined: other", "charge.terminal: t2",
      ])
    let attempts = scene.receipt?.attempts ?? []
    #expect(attempts.map(\.terminal.id) == ["t1", "t2"])
    #expect(attempts.map(\.reason) == ["marked", "by_hand"])
  }

  @Test func `with one terminal no button offers another`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.start + ["sale: pay.card", "charge.window: declined"])
    let sale = scene.prompts.last { $0.id == "sale" }
    #expect(sale?.buttons.contains { $0.id == "pay.other" } == false)
    #expect(scene.stands == "charge.declined")
    #expect(scene.prompts.last?.buttons.map(\.id) == ["again", "cash", "park"])
  }

  @Test func `a terminal nobody has plugged in charges nothing`() async throws {
    let pinpad = try TestPinpad()
    pinpad.stop()
    let scene = try await Story.senior(Self.store).play(
      Self.setUp(pinpad.path) + [Story.coffee, "sale: pay.card"])
    #expect(scene.stands == "charge.declined")
    #expect(scene.receipt?.attempts.map(\.state) == [.declined])
  }

  @Test func `the stock flow charges it where the store's script has failed`() async throws {
    let pinpad = try TestPinpad()
    let story = try Story.senior(Self.store)
    try await story.play(Self.setUp(pinpad.path))
    story.store = Story.store(
      #"cashiers = { { "Анна", role = "senior" } }, providers = { stock.connected {} },"#
        + Story.flow("error 'x'"))
    // The sale that is open runs the script it began with.
    let scene = try await story.play(["sale: clear", Story.coffee, "sale: pay.card"])
    #expect(!scene.warnings.isEmpty && scene.stands == "sale")
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [19_950])
    #expect(try pinpad.operations == ["approved 19950"])
  }

  @Test func `scripts see it as connected`() async throws {
    let book = try TerminalList([], Self.book(), Provider.stock).value.list ?? []
    #expect(book.map { $0["connected"] } == [true, false])
  }

  @Test func `a list that is known is the one that is made, whatever changes in between`() throws {
    let lists = KnownTerminalLists()
    var book = try Self.book()
    for turn in 0..<12 {
      switch turn % 4 {
      case 0: book.marked = book.marked == nil ? "t2" : nil
      case 1: book.armed["t2"] = Money(checked: Int64(turn))
      case 2: book.armed["t2"] = nil
      default: break
      }
      let offered = turn.isMultiple(of: 3) ? Provider.stock : Array(Provider.stock.dropLast())
      #expect(lists.value([], book, offered) == TerminalList([], book, offered).value)
    }
    let host = [(id: "host", name: "Пинпад")]
    lists.forget()
    let made = TerminalList(host, book, Provider.stock).value
    #expect(lists.value(host, book, Provider.stock) == made)
  }

  private static func book() throws -> TerminalBook {
    var book = TerminalBook()
    for (id, provider) in [("t1", "connected"), ("t2", "standalone")] {
      var terminal = ConfiguredTerminal(id: id, name: id, provider: provider)
      terminal.settings = ["socket": "/run/pinpad"]
      try book.check(.added(terminal: terminal), busy: [])
      book.apply(.added(terminal: terminal))
    }
    return book
  }
}
