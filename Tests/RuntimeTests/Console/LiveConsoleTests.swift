import Foundation
import KassaStart
import Testing

@testable import KassaRuntime
@testable import kassa_run

@Suite(.timeLimit(.minutes(1))) struct LiveConsoleTests {
  /// What the console makes of what is typed once the prompt is shown.
  private func answer(
    _ typing: [Typing], to prompt: Prompt
  ) async throws -> (answer: Answer, shown: String) {
    let terminal = try TimedTerminal()
    let console = terminal.console()
    terminal.type(typing)
    let answer = try await console.answer(prompt)
    return (answer, terminal.shown())
  }

  @Test(
    arguments: [
      ("1", Prompts.outcome, .button("approved")), ("2", Prompts.outcome, .button("declined")),
      ("410\u{7F}1,5\r", Prompts.slipAmount, .amount(Prompts.money(41_150))),
      ("с", Prompts.slipAmount, .button("none")),
      (Typing.f2, Prompts.cash, .amount(Prompts.money(41_000))),
      ("без сахаре\u{7F}а\r", Prompts.comment, .text("без сахара")),
      ("0000\r", Prompts.pin, .text("0000")),
      ("46\r", Prompts.sale, .action(.typed("46"))),
      (Typing.f1, Prompts.sale, .button("cashless")), ("1\r", Prompts.sale, .action(.typed("1"))),
      ("2\r", Prompts.finds, .button("b")), ("6х90\r", Prompts.finds, .text("6х90")),
      (Typing.f2, Prompts.finds, .button("b")),
      ("к\u{15}-\r", Prompts.sale, .action(.remove(line: 9))),
      ("\r\r200\r", Prompts.slipAmount, .amount(Prompts.money(20_000))),
    ] as [(String, Prompt, Answer)])
  func `takes keys as answers`(keys: String, prompt: Prompt, expected: Answer) async throws {
    #expect(try await answer([.hand(keys)], to: prompt).answer == expected)
  }

  @Test func `draws again at once when the screen is resized, with what was typed`() async throws {
    let terminal = try TimedTerminal()
    let console = terminal.console()
    terminal.type([.hand("капу"), .hand("чи\r", after: 2_000)])
    terminal.resize(after: 2_500, columns: 60, rows: 20)
    #expect(try await console.answer(Prompts.sale) == .action(.typed("капучи")))
    let parts = terminal.shown().split(separator: "\u{1B}[H\u{1B}[2J")
    try #require(parts.count == 2)
    #expect(parts[0].contains(String(repeating: "─", count: 79)))
    #expect(parts[1].contains("> капу") && parts[1].contains(String(repeating: "─", count: 59)))
    #expect(!parts[1].contains(String(repeating: "─", count: 60)))
  }

  @Test func `cancels by Esc alone`() async throws {
    #expect(try await answer([.hand("абв\u{1B}")], to: Prompts.comment).answer == .cancel)
  }

  @Test(arguments: ["\u{1B}", "1"])
  func `shows whom the till waits for, and a key ends the wait`(key: String) async throws {
    let terminal = try TimedTerminal()
    let console = terminal.console()
    terminal.type([.hand(key)])
    let wait = ServiceWords(.ru).waiting(for: "Бонусы", number: -1)
    let expected: Answer = key == "1" ? .button(ServiceWords.leaveButton) : .cancel
    #expect(await console.input(whileWaiting: wait) == .answer(expected))
    let shown = terminal.shown()
    #expect(shown.contains("Ждём ответа: Бонусы") && shown.contains("Не ждать"))
    // The next prompt is a new one.
    terminal.type([.hand("1")])
    #expect(try await console.answer(Prompts.outcome) == .button("approved"))
  }

  @Test func `ignores taps in the quiet time and takes the one after it`() async throws {
    let prompt = Prompts.of(.choose, buttons: Prompts.yesNo, quiet: 300)
    let taps = [Typing.hand("1", after: 10), .hand("1", after: 90), .hand("2", after: 500)]
    #expect(try await answer(taps, to: prompt).answer == .button("no"))
  }

  @Test func `keeps what a scanner sent ahead`() async throws {
    let terminal = try TimedTerminal()
    let console = terminal.console()
    terminal.type([.atOnce("4600000000015\r4600000000022\r")])
    #expect(try await console.input(at: Prompts.sale) == .scan("4600000000015"))
    #expect(try await console.input(at: Prompts.sale) == .scan("4600000000022"))
  }

  @Test(
    arguments: [(1_000, 125), (1_500, 500), (1_900, 300), (2_000, 500)],
    [[], ["4600000000022"]])
  func `a key held since a scan answers no prompt about money that a scan opened`(
    speed: (delay: Int, every: Int), others: [String]
  ) async throws {
    let (delay, every) = speed
    let terminal = try TimedTerminal()
    let console = terminal.console()
    // Its first press went into the code, as «2000000000015» with a «1» more.
    terminal.type([.scan("20000000010015")])
    #expect(try await console.input(at: Prompts.sale) == .scan("20000000010015"))
    for other in others {
      terminal.type([.scan(other, after: 300)])
      #expect(try await console.input(at: Prompts.sale) == .scan(Scan(other)))
    }
    terminal.type([
      Typing(
        after: delay - 400 * others.count, parts: Array(repeating: "1", count: 9), every: every),
      .hand("2", after: 3_000),
    ])
    let opened = Prompts.of(
      Prompts.outcome.kind, number: 13, buttons: Prompts.outcome.buttons,
      effect: Prompts.outcome.effect)
    #expect(try await console.answer(opened) == .button("declined"))
  }

  @Test func `never shows a secret`() async throws {
    let shown = try await answer([.hand("8316\r")], to: Prompts.pin).shown
    #expect(shown.contains("••••") && !shown.contains("8316") && !shown.contains("> 8"))
  }

  @Test func `says why an answer did not count, once`() async throws {
    let terminal = try TimedTerminal()
    let console = terminal.console()
    await console.refuse(.mayNotCancel, of: Prompts.outcome)
    terminal.type([.hand("1")])
    _ = try await console.answer(Prompts.outcome)
    #expect(terminal.shown().contains("! отменить нельзя; выберите ответ"))
    terminal.type([.hand("2")])
    _ = try await console.answer(Prompts.outcome)
    #expect(!terminal.shown().contains("!"))
  }

  @Test func `says that a scan was refused until the next answer, and keeps what was typed`()
    async throws
  {
    let terminal = try TimedTerminal()
    let console = terminal.console()
    terminal.type([.hand("12"), .scan("4600000000015"), .hand("3\r")])
    #expect(try await console.input(at: Prompts.slipAmount) == .scan("4600000000015"))
    try await console.show(.scanRefused("нет"))
    let answer = try await console.input(at: Prompts.slipAmount)
    #expect(answer == .answer(.amount(Prompts.money(12_300))))
    #expect(terminal.shown().contains("\u{7}"))
  }

  @Test func `is gone at Ctrl-D and at the end of input`() async throws {
    for keys in ["\u{4}", ""] {
      await #expect(throws: CashierGone.self) {
        try await answer(keys.isEmpty ? [] : [.hand(keys)], to: Prompts.outcome)
      }
    }
  }

  @Test func `is gone when it is cancelled, and can be asked again`() async throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    let console = LiveConsole(
      input: InputFeed(descriptor: ends[0]),
      output: Output(descriptor: open("/dev/null", O_WRONLY)),
      style: .plain, size: { (80, 24) })
    let asking = Task { () async -> Bool in
      do {
        _ = try await console.answer(Prompts.outcome)
        return false
      } catch { return true }
    }
    try await Task.sleep(for: .milliseconds(50))
    asking.cancel()
    #expect(await asking.value)
    let again = Task { () async throws -> Answer in try await console.answer(Prompts.outcome) }
    try await Task.sleep(for: .milliseconds(500))
    _ = write(ends[1], "2", 1)
    #expect(try await again.value == .button("declined"))
    close(ends[0])
    close(ends[1])
  }
}
