import Testing

@testable import KassaRuntime
@testable import KassaServer

/// Who stands at the till: what is kept from them before they have said so, and when they are asked.
@Suite(.timeLimit(.minutes(1))) struct WebPresenceTests {
  private let cashier = WebCashier()
  /// As the till knows it.
  private var till: any Cashier { cashier }
  private let tab = Tab(browser: "b", client: "c")
  private let other = Tab(browser: "other", client: "c")
  private let longAgo = Duration.milliseconds(1)

  private func open(_ tab: Tab) async throws -> Int {
    try #require(await cashier.open(tab, .till) {}).id
  }

  /// A prompt of a flow, or of the till where it has no cashier.
  private func prompt(
    _ id: String, _ kind: PromptKind = .choose, _ effect: PromptEffect? = nil,
    mayCancel: Bool = true, cashier: String? = "Анна", wait: TillWait? = nil
  ) -> Prompt {
    Prompt(
      number: 7, id: id, kind: kind, title: id, body: "",
      buttons: [Button(id: "ok", label: "Понятно")], mayCancel: mayCancel, language: .ru,
      effect: effect, wait: wait
    ).with(scansWaiting: 0, cashier: cashier)
  }

  private var sale: Prompt { Prompts.sale.with(scansWaiting: 0, cashier: "Анна") }
  private var who: Prompt { prompt("person.pin", Prompts.pin.kind, cashier: nil) }
  private var wait: TillWait {
    TillWait(.terminal, amount: Prompts.money(7_700), since: Moment(milliseconds: 0))
  }

  /// The till asks, and listens.
  private func asking(_ prompt: Prompt) async -> Task<Input?, Never> {
    let asked = Task { try? await cashier.input(at: prompt) }
    while await !cashier.isListening { await Task.yield() }
    return asked
  }

  private func asking(whileWaiting prompt: Prompt) async -> Task<Input?, Never> {
    let asked = Task { await cashier.input(whileWaiting: prompt) }
    while await !cashier.isListening { await Task.yield() }
    return asked
  }

  private func end(_ asked: Task<Input?, Never>) async {
    asked.cancel()
    _ = await asked.value
  }

  /// Nobody has done anything for as long as a lock takes.
  private func lock() async throws {
    try await Task.sleep(for: .milliseconds(5))
    await cashier.lock(after: longAgo)
  }

  /// The names of the events that the stream lacks.
  private func events(_ id: Int) async -> [String] {
    (await cashier.take(id, [:]) ?? "").split(separator: "\n").filter { $0.hasPrefix("event: ") }
      .map { String($0.dropFirst(7)) }
  }

  @Test func `what nobody has read waits until somebody has said who they are`() async throws {
    try await cashier.show(.warning("Бумага кончается"))
    let id = try await open(tab)
    await end(asking(prompt("sign_in.name", cashier: nil)))
    #expect(await events(id) == ["hello", "prompt"])
    await end(asking(sale))
    #expect(await events(id) == ["warning", "prompt"])
    #expect(await events(id) == [])
  }

  @Test func `who took the till over without a PIN is told nothing before it`() async throws {
    let first = try await open(tab)
    let second = try await open(other)
    await end(asking(sale))
    try await cashier.show(.warning("Бумага кончается"))
    await till.waiting(for: wait)
    await cashier.end(first)
    #expect(await cashier.take(other))
    #expect(await events(second) == ["hello"])
    // Nor does the question come whether the wait goes on, and it takes no answer.
    let more = prompt("charge.wait", cashier: nil, wait: wait)
    #expect(await cashier.input(whileWaiting: more) == .newcomer(nil))
    let hidden = await asking(whileWaiting: more)
    #expect(await events(second) == [])
    let answer = Sending(
      caller: .browser(id: "other", name: "B", isCustomers: false), client: "c", key: "1",
      line: Array(#"{"n":7,"answer":"ok"}"#.utf8))
    #expect(await cashier.answer(answer).status == 409)
    await end(hidden)
    // A tab that comes again is told no more.
    let again = try await open(other)
    await end(asking(who))
    #expect(await events(again) == ["hello", "prompt"])
    await end(asking(sale))
    #expect(await events(again) == ["warning", "prompt"])
  }

  @Test func `who took it over by a PIN sees what it waits for`() async throws {
    _ = try await open(tab)
    let second = try await open(other)
    await end(asking(sale))
    try await cashier.show(.warning("Бумага кончается"))
    await till.waiting(for: wait)
    #expect(await cashier.take(other, PersonProof(of: "Борис")))
    let told = await events(second)
    #expect(told == ["hello", "warning", "waiting"])
  }

  @Test func `a locked till tells a tab that comes again nothing`() async throws {
    _ = try await open(tab)
    let asked = await asking(sale)
    try await cashier.show(.warning("Бумага кончается"))
    try await lock()
    #expect(await asked.value == .newcomer(nil))
    let again = try await open(tab)
    await end(asking(who))
    #expect(await events(again) == ["hello", "prompt"])
    await end(asking(sale))
    #expect(await events(again) == ["warning", "prompt"])
  }

  /// Nothing of money is open there.
  private static let hidden: [(String, PromptKind, PromptEffect?)] = [
    ("drawer.count", Prompts.count.kind, PromptEffect(.counting)),
    ("shift.close", .confirm, PromptEffect(.closing)),
    ("drawer.out", .confirm, PromptEffect(.cashOut, amount: Prompts.money(1))),
    ("payment.tender", .choose, PromptEffect(.payment, amount: Prompts.money(1))),
    ("sign_in.no_pin", .tell, nil), ("people.new_pin", Prompts.pin.kind, nil),
    ("terminals.list", .choose, PromptEffect(.terminals)), ("documents", .choose, nil),
  ]

  @Test(arguments: hidden)
  func `the lock comes where nothing of money is open`(
    id: String, kind: PromptKind, effect: PromptEffect?
  ) async throws {
    _ = try await open(tab)
    let asked = await asking(prompt(id, kind, effect))
    try await lock()
    #expect(await !cashier.isListening, "\(id)")
    asked.cancel()
    #expect(await asked.value == .newcomer(nil), "\(id)")
  }

  /// Somebody has to answer these, whoever they are.
  private static let kept: [(String, PromptKind, PromptEffect?)] = [
    ("charge.window", Prompts.outcome.kind, Prompts.outcome.effect),
    ("charge.amount", Prompts.slipAmount.kind, PromptEffect(.payment, terminal: "ВТБ")),
    ("void.rrn", Prompts.rrn.kind, PromptEffect(.void, amount: Prompts.money(1), terminal: "ВТБ")),
    ("payment.cash", Prompts.cash.kind, Prompts.cash.effect),
    ("payment.change", .tell, nil),
    ("return.hand_over", .confirm, PromptEffect(.handover, amount: Prompts.money(1))),
  ]

  @Test(arguments: kept)
  func `a question about open money stays, and the lock comes behind it`(
    id: String, kind: PromptKind, effect: PromptEffect?
  ) async throws {
    let stream = try await open(tab)
    let asked = await asking(prompt(id, kind, effect))
    try await lock()
    #expect(await cashier.isListening, "\(id)")
    try await cashier.show(.warning("Бумага кончается"))
    #expect(await events(stream) == ["hello", "prompt"])
    await end(asked)
    // The same matter goes on.
    let next = await asking(prompt("charge.unproven", .choose, Prompts.outcome.effect))
    #expect(await cashier.isListening)
    await end(next)
    let after = await asking(whileNobody: sale)
    #expect(after == .newcomer(nil))
    await end(asking(who))
    await end(asking(sale))
    try await cashier.show(.warning("Смена открыта сутки"))
    #expect(await events(stream).contains("warning"))
  }

  /// What the till is told before it asks.
  private func asking(whileNobody prompt: Prompt) async -> Input? {
    let asked = Task { try? await cashier.input(at: prompt) }
    try? await Task.sleep(for: .milliseconds(50))
    asked.cancel()
    return await asked.value
  }

  @Test func `the lock comes behind a terminal that works for long`() async throws {
    _ = try await open(tab)
    await end(asking(sale))
    await till.waiting(for: wait)
    try await lock()
    let more = await asking(whileWaiting: prompt("charge.wait", cashier: nil, wait: wait))
    await end(more)
    let told = await asking(whileNobody: sale)
    #expect(told == .newcomer(nil))
  }

  @Test(arguments: [true, false])
  func `a senior's PIN is asked of nobody who comes, and who goes on says who they are`(
    mayCancel: Bool
  ) async throws {
    _ = try await open(tab)
    await end(asking(sale))
    let asked = await asking(
      prompt(mayCancel ? "rights.pin" : "rights.absent", .tell, mayCancel: mayCancel))
    try await lock()
    asked.cancel()
    // The till leaves the question, and hears who stands there at the flow's next.
    #expect(await asked.value == .answer(mayCancel ? .cancel : .button("ok")))
    #expect(await asking(whileNobody: sale) == .newcomer(nil))
  }

  @Test func `nobody is asked twice who types their PIN late`() async throws {
    _ = try await open(tab)
    for id in ["person.pin", "sign_in.pin"] {
      let asked = await asking(prompt(id, Prompts.pin.kind, cashier: nil))
      try await lock()
      #expect(await cashier.isListening)
      await end(asked)
      #expect(await asking(whileNobody: sale) == nil)
    }
  }
}
