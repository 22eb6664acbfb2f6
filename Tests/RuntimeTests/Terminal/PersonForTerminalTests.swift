import KassaDrivers
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// What a connected terminal does not report, a person's yes alone does not take: the slip's amount is
/// asked, or a senior says so by name.
@Suite struct PersonForTerminalTests {
  static let people = #"cashiers = { "Анна", { "Борис", role = "senior" } }, "#
  static let store = people + AliveChargeTests.store
  private static let boris = "252525252525"

  /// Анна at a till whose pinpad has just not answered in time.
  private static func silent(
    _ pinpad: TestPinpad, _ fault: PinpadFault = .timeOut
  ) async throws -> Story {
    let story = try Story(store)
    try story.give(["Анна": Story.pin, "Борис": boris])
    let setUp = AliveChargeTests.setUp(pinpad.path).dropFirst(Story.seniorSignIn.count)
    try await story.play(
      ["sign_in.name: Борис", "sign_in.pin: text \(boris)"] + setUp
        + ["sale: sign_out", "sign_in.name: Анна", "sign_in.pin: text \(Story.pin)", Story.coffee])
    try pinpad.set(fault)
    return story
  }

  static let cases: [(replies: [String], stands: String, by: String?, cashless: [Int64])] = [
    (["charge.running: approved"], "charge.amount", nil, []),
    (["charge.running: approved", "charge.amount: 199.50"], "sale", "Анна", [19_950]),
    (["charge.running: approved", "charge.amount: 100"], "charge.under", nil, []),
    (
      ["charge.running: approved", "charge.amount: no_slip", "charge.no_slip: cancel"],
      "charge.unknown", nil, []
    ),
    (
      [
        "charge.running: approved", "charge.amount: no_slip",
        "charge.no_slip: text \(Story.pin)", "sign_in.wrong: ok",
        "charge.no_slip: text \(boris)",
      ], "sale", "Борис", [19_950]
    ),
    (
      [
        "charge.running: approved", "charge.amount: no_slip", "charge.no_slip: cancel",
        "charge.unknown: approved",
      ], "charge.amount", nil, []
    ),
  ]

  @Test(arguments: cases.indices)
  func `a yes asks for the slip's amount or a senior`(index: Int) async throws {
    let (replies, stands, by, cashless) = Self.cases[index]
    let pinpad = try TestPinpad()
    let story = try await Self.silent(pinpad)
    let scene = try await story.play(["sale: pay.card"] + replies)
    #expect(scene.stands == stands, "\(scene.faults)")
    #expect(scene.documents.map(\.payments.cashless.kopecks) == cashless)
    let seniors = try story.journalEntries().flatMap(\.changes).compactMap { change in
      if case .receipt(.slipReplaced(_, let name, _)) = change { name } else { nil }
    }
    #expect(seniors == (by == "Борис" ? ["Борис"] : []))
    let again = try await story.play([])
    #expect(again.stands == stands)
    _ = try story.verify()
  }

  @Test func `the senior's prompt says what the PIN does`() async throws {
    let pinpad = try TestPinpad()
    let story = try await Self.silent(pinpad)
    let scene = try await story.play([
      "sale: pay.card", "charge.running: approved", "charge.amount: no_slip",
    ])
    let prompt = try #require(scene.prompts.last)
    #expect(prompt.effect?.text(.ru) == "Оплата 199,50\u{A0}₽ · Пинпад")
    #expect(prompt.quietMilliseconds > 0 && prompt.mayCancel)
  }

  @Test func `a flow of the store's own gets round neither`() async throws {
    let pinpad = try TestPinpad()
    let story = try await Self.silent(pinpad)
    story.store = Story.store(
      Self.store
        + Story.flow(
          """
          receipt.add { name = "Кофе", price = 19950 }
          shift.open()
          terminal.charge { "charge.window", terminal = "t1", amount = 19950 }
          terminal.ask { "charge.unknown" }
          local fine, why = pcall(receipt.print)
          prompt.tell { "told", title = tostring(receipt.charged()) }
          """))
    let scene = try await story.play(
      ["sale: clear", "sale.clear: yes", "charge.unknown: approved"])
    #expect(scene.prompts.last?.title == "0", "\(scene.faults)")
    #expect(scene.documents.isEmpty)
  }

  @Test func `a refund owed ends by a senior's PIN alone, by name, in the journal`() async throws {
    let pinpad = try TestPinpad()
    let story = try await Self.silent(pinpad, .takeLate)
    let scene = try await story.play([
      "sale: pay.card", "charge.running: declined", "charge.declined: park", "sale: shift",
      "shift.close: yes", "sign_in.name: Анна", "sign_in.pin: text \(Story.pin)",
    ])
    let charge = try #require(scene.state.unconfirmed.first)
    #expect(charge.standing == .owed)
    let id = charge.key.id
    // Neither the terminal's word, nor the cashier's PIN, nor leaving the prompt ends it.
    let left = try await story.play([
      "sale: parked", "parked.list: \(id)", "unconfirmed.owed: strike",
      "unconfirmed.strike: text \(Story.pin)", "sign_in.wrong: ok", "unconfirmed.strike: cancel",
      "unconfirmed.owed: back",
    ])
    #expect(left.state.unconfirmed.map(\.standing) == [.owed])
    let asked = try #require(left.first("unconfirmed.strike"))
    #expect(asked.effect?.text(.ru) == "Снять с контроля 199,50\u{A0}₽ · Пинпад")
    #expect(left.first("unconfirmed.owed")?.effect?.text(.ru) == "Возврат 199,50\u{A0}₽ · Пинпад")
    let struck = try await story.play([
      "parked.list: \(id)", "unconfirmed.owed: strike", "unconfirmed.strike: text \(Self.boris)",
      "unconfirmed.settled: ok",
    ])
    #expect(struck.state.unconfirmed.isEmpty)
    let by = try story.journalEntries().flatMap(\.changes).compactMap { change in
      if case .till(.chargeStruck(charge.key, let by, _)) = change { by } else { nil }
    }
    #expect(by == ["Борис"])
    _ = try story.verify()
  }

  @Test func `a terminal with charges on the list stays until they are seen to`() async throws {
    let pinpad = try TestPinpad()
    let story = try Story.senior(AliveChargeTests.store)
    try await story.play(AliveChargeTests.setUp(pinpad.path) + [Story.coffee])
    try pinpad.set(.timeOut)
    try await story.play(["sale: pay.card"])
    pinpad.stop()
    let remove = [
      "sale: terminals", "settings: terminals", "terminals.list: t1", "terminals.edit: remove",
      "terminals.remove: yes",
    ]
    let scene = try await story.play(
      ["charge.running: declined", "charge.declined: cash", "payment.cash: 199.50"] + remove)
    #expect(scene.stands == "terminals.refused", "\(scene.faults)")
    #expect(scene.prompts.last?.title.contains("Отложенные") == true)
    #expect(scene.state.terminals["t1"] != nil)
    let id = try #require(scene.state.unconfirmed.first?.key.id)
    let struck = try await story.play(
      [
        "terminals.refused: ok", "terminals.list: back", "sale: parked",
        "parked.list: \(id)", "unconfirmed.open: strike", "unconfirmed.strike: text \(Story.pin)",
        "unconfirmed.settled: ok", "parked.none: ok",
      ] + remove)
    #expect(struck.state.terminals["t1"] == nil, "\(struck.stands)")
    _ = try story.verify()
  }
}
