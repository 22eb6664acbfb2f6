import Synchronization
import Testing

@testable import KassaRuntime

/// A connected terminal that says nothing: after a while a person needs not wait for it.
///
/// Its charge is stopped, asked by its key or said by people, never guessed, and what it says later is shown
/// at once.
@Suite(.serialized) struct StoppedWaitTests {
  private static let due = Money(checked: 19_950)

  private static func story(
    _ terminal: SilentTerminal, after silence: Duration = .milliseconds(20)
  ) throws -> Story {
    let story = try Story()
    (story.terminals, story.terminalSilence) = ([terminal], silence)
    return story
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let stopped: TerminalReply
    let stands: String
    var state: Attempt.State?
    var listed: [UnconfirmedCharge.Standing] = []
  }

  static let cases = [
    Case(
      testDescription: "it is stopped", stopped: .declined(reason: "voided"),
      stands: "charge.declined", state: .declined),
    Case(
      testDescription: "it was approved already", stopped: .approved(reference: "1"),
      stands: "sale"),
    Case(
      testDescription: "it says nothing to that either", stopped: .unknown,
      stands: "charge.unknown", state: .unknown, listed: [.open]),
    Case(
      testDescription: "it can't be stopped", stopped: .running, stands: "charge.running",
      state: .unknown, listed: [.open]),
  ]

  @Test(arguments: cases)
  func `a charge that nobody waits for is stopped, or people are asked`(_ one: Case) async throws {
    let terminal = SilentTerminal(stopped: one.stopped)
    let story = try Self.story(terminal)
    let cashier = story.scripted(
      Story.start + ["sale: pay.card"], meanwhile: ["then 4600000000015", "stop"])
    await #expect(throws: CashierGone.self) { try await story.open(cashier).run() }
    let prompt = try #require(await cashier.waits.first)
    #expect(prompt.id == "charge.wait" && prompt.quietMilliseconds == 700 && !prompt.mayCancel)
    #expect(prompt.wait?.amount == Self.due && prompt.wait?.mayStop == true)
    #expect(await cashier.scans == ["Скан не принят: работает терминал"])
    #expect(terminal.calls == ["charge", "stop"])
    let scene = try await story.play([])
    #expect(scene.stands == one.stands)
    #expect(scene.receipt?.attempts.map(\.state) == (one.state.map { [$0] } ?? []))
    let isPaid = one.stands == "sale"
    #expect(scene.documents.map(\.payments.cashless) == (isPaid ? [Self.due] : []))
    #expect(scene.state.unconfirmed.filter { $0.standing != .ended }.map(\.standing) == one.listed)
    _ = try story.verify()
  }

  @Test func `before it was silent for a while nothing ends the wait`() async throws {
    let terminal = SilentTerminal(stopped: .unknown)
    let story = try Self.story(terminal, after: .seconds(60))
    let cashier = story.scripted(Story.start + ["sale: pay.card"], meanwhile: ["stop"])
    let till = try await story.open(cashier)
    let run = Task { try await till.run() }
    while terminal.calls.isEmpty { await Task.yield() }
    try await Task.sleep(for: .milliseconds(60))
    #expect(await cashier.waits.isEmpty)
    terminal.say(.declined(reason: "no"))
    _ = await run.result
    #expect(terminal.calls == ["charge"])
    #expect(await cashier.prompts.last?.id == "charge.declined")
  }

  @Test func `a yes that comes while cash is counted is shown at once and is owed`() async throws {
    let terminal = SilentTerminal(stopped: .unknown)
    let story = try Self.story(terminal)
    let scripted = story.scripted(
      Story.start + [
        "sale: pay.card", "charge.unknown: declined", "charge.declined: cash",
        "payment.cash: 199.50",
      ], meanwhile: ["stop"])
    let cashier = LateCashier(scripted, terminal)
    await #expect(throws: CashierGone.self) { try await story.open(cashier).run() }
    // The terminal was asked once more before cash, and when the next sale began.
    #expect(terminal.calls == ["charge", "stop", "stop", "stop"])
    let warnings = await scripted.warnings
    #expect(warnings.contains { $0.contains("прошла. Второй раз деньги не берите") }, "\(warnings)")
    #expect(warnings.last?.contains("Верните деньги") == true, "\(warnings)")
    let scene = try await story.play([])
    #expect(scene.stands == "sale")
    #expect(scene.documents.map(\.payments.cash) == [Self.due])
    #expect(scene.state.unconfirmed.map(\.standing) == [.owed])
    _ = try story.verify()
  }

  @Test func `one that people said was taken is not told of again`() async throws {
    let terminal = SilentTerminal(stopped: .unknown)
    let story = try Self.story(terminal)
    let cashier = story.scripted(
      Story.start + [
        "sale: pay.card", "charge.unknown: approved", "charge.amount: 199.50", Story.coffee,
      ], meanwhile: ["stop"])
    await #expect(throws: CashierGone.self) {
      let till = try await story.open(cashier)
      defer { terminal.say(.approved(reference: "1")) }
      try await till.run()
    }
    #expect(await cashier.warnings.isEmpty)
    #expect(try await story.play([]).documents.map(\.payments.cashless) == [Self.due])
  }

  @Test func `a host that leaves stops nobody's payment`() async throws {
    let terminal = SilentTerminal(stopped: .unknown)
    let story = try Self.story(terminal, after: .seconds(60))
    let till = try await story.open(story.scripted(Story.start + ["sale: pay.card"]))
    let run = Task { try await till.run() }
    while terminal.calls.isEmpty { await Task.yield() }
    run.cancel()
    _ = await run.result
    try await Task.sleep(for: .milliseconds(60))
    #expect(terminal.calls == ["charge"])
  }

  /// It can't be stopped: what it did after a person had said what it did would be money given back twice.
  @Test func `a void is waited for`() async throws {
    let terminal = SilentTerminal(stopped: .unknown)
    let story = try Self.story(terminal)
    let cashier = story.scripted(
      Story.start + [
        "sale: pay.split", "payment.split: 99", "payment.cash: cancel", "payment.tender: leave",
        "payment.leave: refund",
      ])
    let till = try await story.open(cashier)
    let run = Task { try await till.run() }
    #expect(await terminal.isCalled("charge"))
    terminal.say(.approved(reference: "1"))
    #expect(await terminal.isCalled("void"))
    try await Task.sleep(for: .milliseconds(60))
    // On a busy machine the charge before it may have been waited for long enough to be offered.
    let waits = await cashier.waits.filter { $0.wait?.operation != .charge }
    #expect(waits.isEmpty)
    terminal.say(.approved(reference: "1"))
    _ = await run.result
    #expect(terminal.calls == ["charge", "void"])
  }
}

/// Says nothing to a charge until it is told what; to a stop it says the same, or what it was made with.
private final class SilentTerminal: TerminalDriver {
  let id = "host"
  let name = "Пинпад"
  private let stopped: TerminalReply
  private struct State {
    var calls: [String] = []
    var said: TerminalReply?
    var listener: CheckedContinuation<TerminalReply, Never>?
  }
  private let state = Mutex(State())

  init(stopped: TerminalReply) { self.stopped = stopped }

  var calls: [String] { state.withLock { $0.calls } }

  /// Whether it is asked for that within some seconds.
  func isCalled(_ call: String) async -> Bool {
    for _ in 0..<500 where !calls.contains(call) { try? await Task.sleep(for: .milliseconds(10)) }
    return calls.contains(call)
  }

  func say(_ reply: TerminalReply) {
    let listener = state.withLock { state in
      state.said = reply
      defer { state.listener = nil }
      return state.listener
    }
    listener?.resume(returning: reply)
  }

  func charge(_ request: TerminalCharge) async -> TerminalReply { await silence(after: "charge") }
  func void(_ charge: TerminalCharge) async -> TerminalReply { await silence(after: "void") }

  private func silence(after call: String) async -> TerminalReply {
    await withCheckedContinuation { continuation in
      state.withLock {
        $0.calls.append(call)
        $0.listener = continuation
      }
    }
  }

  func outcome(of request: TerminalCharge) async -> TerminalReply { note("outcome") }
  func stop(_ request: TerminalCharge) async -> TerminalReply { note("stop") }

  private func note(_ call: String) -> TerminalReply {
    state.withLock {
      $0.calls.append(call)
      return $0.said ?? stopped
    }
  }
}

/// Lets the terminal say yes while it is asked for cash, and goes on once that was shown.
private actor LateCashier: Cashier {
  private let scripted: ScriptedCashier
  private let terminal: SilentTerminal

  init(_ scripted: ScriptedCashier, _ terminal: SilentTerminal) {
    (self.scripted, self.terminal) = (scripted, terminal)
  }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    try await scripted.answer(prompt)
  }

  func input(at prompt: Prompt) async throws(CashierGone) -> Input {
    if prompt.id == "payment.cash" {
      let before = await scripted.warnings.count
      terminal.say(.approved(reference: "late"))
      for _ in 0..<500 where await scripted.warnings.count == before {
        try? await Task.sleep(for: .milliseconds(10))
      }
    }
    return try await scripted.input(at: prompt)
  }

  func scan() async -> Scan? { await scripted.scan() }
  func input(whileWaiting prompt: Prompt) async -> Input? {
    await scripted.input(whileWaiting: prompt)
  }
  func refuse(_ error: AnswerError, of prompt: Prompt) async {
    await scripted.refuse(error, of: prompt)
  }
  func show(_ notice: Notice) async throws(CashierGone) { await scripted.show(notice) }
}
