import Testing

@testable import KassaRuntime

/// What a technician does to the terminals of a till that does not run.
@Suite struct TerminalDeskTests {
  private static let voucher =
    #"providers = { stock.standalone { title = "Банк" }, provider "voucher" { title = "Сертификат", "#
    + #"settings = { { "limit", kind = "amount", title = "Не больше", default = rub "100" }, "#
    + #"{ "kind", kind = "choice", title = "Вид", choices = { { "gift", "Подарок" } } }, "#
    + #"{ "paper", kind = "yes_no", title = "Бумажный" } }, "#
    + #"charge = function(charge) return charge:ask {} end } }, purposes = { night = "Ночь" },"#

  private func desk(_ story: Story) throws -> TerminalDesk {
    try TerminalDesk(folder: story.data, by: "anna", clock: { story.clock.now })
  }

  private func story() async throws -> Story {
    let story = try Story(Self.voucher)
    try await story.play(Story.signIn)
    return story
  }

  /// What a change is refused with.
  private func refusal(_ story: Story, _ body: (TerminalDesk) throws -> Void) throws -> String {
    do {
      try body(try desk(story))
      return "done"
    } catch { return "\(error)" }
  }

  @Test func `does what the cashier's own settings do, and the next sale follows`() async throws {
    let story = try await story()
    _ = try desk(story).add(provider: "standalone", name: "ВТБ", purpose: "night")
    _ = try desk(story).add(provider: "standalone", name: nil, purpose: nil)
    _ = try desk(story).mark("Банк")
    _ = try desk(story).setInService("t1", false)
    _ = try desk(story).rename("t1", to: " Сбер ")
    let scene = try await story.play([Story.coffee, "sale: pay.card", "charge.window: approved"])
    #expect(scene.first("charge.window")?.body.hasPrefix("Банк: наберите") == true)
    #expect(scene.state.terminals.all.map(\.name) == ["Сбер", "Банк"])
    #expect(scene.state.terminals.all.map(\.isInService) == [false, true])
    #expect(scene.documents.count == 1)
    #expect(try story.verify().receipts == 1)
  }

  @Test func `the journal says who did what`() async throws {
    let story = try await story()
    _ = try desk(story).add(provider: "standalone", name: "ВТБ", purpose: nil)
    try desk(story).unmark()
    var said: [String] = []
    try JournalReader(folder: story.data).forEach { entry in
      if entry.kind == "terminals" { said.append(entry.summary) }
    }
    #expect(said == ["anna: terminal «ВТБ» added", "anna: no terminal marked as default"])
  }

  @Test func `leaves a receipt in hand as it is`() async throws {
    let story = try await story()
    try await story.play([Story.coffee])
    let before = try story.verify()
    #expect(
      try refusal(story) { _ = try $0.add(provider: "standalone", name: "ВТБ", purpose: nil) }
        == "a receipt of 199.50 is in hand; finish it or set it aside at the till first")
    #expect(try story.verify() == before)
    let scene = try await story.play(["sale: pay.card", "charge.window: approved"])
    #expect(scene.documents.count == 1)
  }

  @Test func `a visit while a receipt is in hand breaks a rule of the journal`() throws {
    var ledger = Ledger()
    let start = FlowStart(
      name: "sale", bundle: nil, level: .last, language: .ru,
      at: Moment(milliseconds: 0), offsetSeconds: 0, seed: 1, receipt: Self.receiptInHand,
      seller: Seller(name: "", inn: "", address: "", place: ""),
      till: TillState.Core(cashier: "Анна"))
    try ledger.apply(.flow(start: start), number: 1)
    let visit = TerminalVisit(by: "anna", changes: [.marked(id: nil)])
    #expect(throws: ReceiptError.inHand) {
      try ledger.apply(.terminals(visit: visit), number: 2)
    }
  }

  private static var receiptInHand: Receipt {
    var receipt = Receipt(id: "r", taxation: .osn)
    receipt.contact = "+79991234567"
    return receipt
  }

  @Test func `refuses to remove a terminal whose money is in question`() async throws {
    let story = try await story()
    _ = try desk(story).add(provider: "standalone", name: "ВТБ", purpose: nil)
    try await story.play([
      Story.coffee, "sale: pay.card", "charge.window: unknown", "charge.unknown: unknown",
      "charge.detached: next",
    ])
    #expect(
      try refusal(story) { _ = try $0.remove("ВТБ") }
        == "«ВТБ» has receipts whose money is in question; resolve them first")
  }

  @Test func `refuses to touch a till that stopped before a device had answered`() async throws {
    let story = try await story()
    try {
      let journal = try Journal(folder: story.data, identity: { "" }, seam: .production)
      let call = DeviceCall.openShift(key: "k", cashier: "Анна")
      try journal.append(
        [.step(taken: Step(at: story.clock.now, next: .device(call: call)))], at: story.clock.now)
    }()
    #expect(
      try refusal(story) { try $0.unmark() }
        == "the till stopped in the middle of something; start it, then leave it at its question")
  }

  @Test func `takes settings by their kinds`() async throws {
    let story = try await story()
    let added = try desk(story).add(
      provider: "voucher", name: nil, purpose: nil, settings: ["kind": "gift", "paper": "yes"])
    #expect(added.settings == ["kind": "gift", "limit": 10_000, "paper": true])
    let mistakes = [
      (["kind": "gift"], "setting «paper» is missing; add --set paper=…"),
      (["knd": "gift"], "no setting «knd»; did you mean «kind»?"),
      (["kind": "gitf", "paper": "no"], "setting «kind»: no «gitf»; did you mean «gift»?"),
      (
        ["kind": "gift", "paper": "да"],
        "setting «paper»: yes or no was expected, got «да»"
      ),
      (
        ["limit": "1.555", "kind": "gift", "paper": "no"],
        "setting «limit»: at most 2 digits may follow the decimal separator; write it as 199.50"
      ),
    ]
    for (settings, said) in mistakes {
      #expect(
        try refusal(story) { desk in
          _ = try desk.add(provider: "voucher", name: nil, purpose: nil, settings: settings)
        } == said)
    }
  }

  @Test(
    arguments: [
      ("standalon", "ВТБ", nil, "no provider «standalon»; did you mean «standalone»?"),
      ("standalone", "ВТБ", "nigth", "no purpose «nigth»; did you mean «night»?"),
      (
        "standalone", String(repeating: "я", count: 300), nil,
        "a terminal's name has from 1 to 40 characters, got 300"
      ),
      ("standalone", " ", nil, "a terminal's name has from 1 to 40 characters, got 0"),
      (
        "standalone", "ВТБ\u{202E}", nil,
        "the name or a setting has a character that can't be printed; take it out"
      ),
      (
        "standalone", "карта 4111-1111-1111-1111", nil,
        "the name or a setting looks like a card number; none may be stored"
      ),
    ] as [(String, String, String?, String)])
  func `refuses what the cashier's own settings would`(
    provider: String, name: String, purpose: String?, said: String
  ) async throws {
    let story = try await story()
    #expect(
      try refusal(story) { desk in
        _ = try desk.add(provider: provider, name: name, purpose: purpose)
      } == said)
    #expect(try desk(story).terminals.isEmpty)
  }

  @Test func `tells two terminals of one name apart by their numbers`() async throws {
    let story = try await story()
    for _ in 0..<2 {
      _ = try desk(story).add(provider: "standalone", name: "ВТБ", purpose: nil)
    }
    #expect(try desk(story).terminals.map(\.name) == ["ВТБ №1", "ВТБ №2"])
    #expect(
      try refusal(story) { _ = try $0.mark("ВТБ") }
        == "several terminals are called «ВТБ»; use one of t1, t2")
    #expect(try desk(story).mark("ВТБ №2").isMarked)
    #expect(try desk(story).remove("t1").name == "ВТБ №1")
    #expect(try desk(story).terminals.map(\.name) == ["ВТБ"])
  }

  @Test func `a hundred terminals are listed and sold on`() async throws {
    let story = try await story()
    for number in 1...100 {
      _ = try desk(story).add(provider: "standalone", name: "Т-\(number)", purpose: nil)
    }
    _ = try desk(story).mark("t77")
    let scene = try await story.play([Story.coffee, "sale: pay.card", "charge.window: approved"])
    #expect(scene.first("charge.window")?.body.hasPrefix("Т-77: наберите") == true)
    #expect(scene.documents.count == 1)
  }
}
