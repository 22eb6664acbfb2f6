import Foundation
import Glibc
import Synchronization
import Testing

@testable import KassaRuntime
@testable import kassa_run

/// A pseudo-terminal: what is typed goes in at one end, what a screen would show comes out.
private final class FakeTerminal: Sendable {
  let keyboard: Int32
  let screen: Int32

  init() throws {
    var ends: (Int32, Int32) = (-1, -1)
    try #require(openpty(&ends.0, &ends.1, nil, nil, nil) == 0)
    (keyboard, screen) = ends
    var mode = termios()
    tcgetattr(screen, &mode)
    cfmakeraw(&mode)
    tcsetattr(screen, TCSANOW, &mode)
    _ = fcntl(keyboard, F_SETFL, O_NONBLOCK)
  }

  deinit {
    close(keyboard)
    close(screen)
  }

  func type(_ keys: String) {
    _ = Array(keys.utf8).withUnsafeBytes { write(keyboard, $0.baseAddress, $0.count) }
  }

  /// What was written to the screen since the last call.
  func shown() -> String {
    var text: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(keyboard, &bytes, bytes.count), count > 0 {
      text += bytes[..<count]
    }
    return String(decoding: text, as: UTF8.self)
  }

  func console() -> LiveConsole {
    LiveConsole(
      input: InputFeed(descriptor: screen), output: Output(descriptor: screen), style: .plain,
      size: { (80, 24) })
  }
}

@Suite(.timeLimit(.minutes(1))) struct LiveConsoleTests {
  @Test(
    arguments: [
      ("1", Prompts.outcome, .button("approved")), ("от2", Prompts.outcome, .button("declined")),
      ("410\u{7F}1,5\r", Prompts.slipAmount, .amount(Prompts.money(41_150))),
      ("с", Prompts.slipAmount, .button("none")),
      ("\u{1B}OQ", Prompts.cash, .amount(Prompts.money(41_000))),
      ("без сахаре\u{7F}а\r", Prompts.comment, .text("без сахара")),
      ("0000\r", Prompts.pin, .text("0000")),
      ("4600000000015\r", Prompts.sale, .action(.typed("4600000000015"))),
      ("\u{1B}OP", Prompts.sale, .button("cashless")), ("1\r", Prompts.sale, .action(.typed("1"))),
      ("2\r", Prompts.finds, .button("b")), ("6х90\r", Prompts.finds, .text("6х90")),
      ("\u{1B}OQ", Prompts.finds, .button("b")),
      ("к\u{15}-\r", Prompts.sale, .action(.remove(line: 9))),
      ("\r\r200\r", Prompts.slipAmount, .amount(Prompts.money(20_000))),
    ] as [(String, Prompt, Answer)])
  func `takes keys as answers`(keys: String, prompt: Prompt, expected: Answer) async throws {
    let terminal = try FakeTerminal()
    terminal.type(keys)
    #expect(try await terminal.console().answer(prompt) == expected)
  }

  @Test func `draws again at once when the screen is resized, with what was typed`() async throws {
    let terminal = try FakeTerminal()
    let size = Mutex((columns: 100, rows: 24))
    let input = InputFeed(descriptor: terminal.screen)
    let console = LiveConsole(
      input: input, output: Output(descriptor: terminal.screen), style: .plain,
      size: { size.withLock { $0 } })
    terminal.type("капу")
    async let answer = console.answer(Prompts.sale)
    try await Task.sleep(for: .milliseconds(150))
    #expect(terminal.shown().contains(String(repeating: "─", count: 99)))
    size.withLock { $0 = (60, 20) }
    input.noteResize()
    try await Task.sleep(for: .milliseconds(150))
    let shown = terminal.shown()
    #expect(shown.contains("\u{1B}[H\u{1B}[2J") && shown.contains("> капу"))
    #expect(
      shown.contains(String(repeating: "─", count: 59))
        && !shown.contains(String(repeating: "─", count: 60)))
    terminal.type("чи\r")
    #expect(try await answer == .action(.typed("капучи")))
  }

  @Test func `cancels by Esc alone`() async throws {
    let terminal = try FakeTerminal()
    terminal.type("абв\u{1B}")
    #expect(try await terminal.console().answer(Prompts.comment) == .cancel)
  }

  @Test func `ignores taps in the quiet time and takes the one after it`() async throws {
    let terminal = try FakeTerminal()
    let console = terminal.console()
    let prompt = Prompts.of(.choose, buttons: Prompts.yesNo, quiet: 300)
    terminal.type("11")
    async let answer = console.answer(prompt)
    try await Task.sleep(for: .milliseconds(100))
    terminal.type("1")
    try await Task.sleep(for: .milliseconds(500))
    terminal.type("2")
    #expect(try await answer == .button("no"))
  }

  @Test func `keeps what a scanner sent ahead`() async throws {
    let terminal = try FakeTerminal()
    let console = terminal.console()
    terminal.type("46\r47\r")
    #expect(try await console.answer(Prompts.sale) == .action(.typed("46")))
    #expect(try await console.answer(Prompts.sale) == .action(.typed("47")))
  }

  @Test func `never shows a secret`() async throws {
    let terminal = try FakeTerminal()
    terminal.type("8316\r")
    _ = try await terminal.console().answer(Prompts.pin)
    let shown = terminal.shown()
    #expect(shown.contains("••••") && !shown.contains("8316") && !shown.contains("> 8"))
  }

  @Test func `says why an answer did not count, once`() async throws {
    let terminal = try FakeTerminal()
    let console = terminal.console()
    await console.refuse(.mayNotCancel, of: Prompts.outcome)
    terminal.type("12")
    _ = try await console.answer(Prompts.outcome)
    #expect(terminal.shown().contains("! отменить нельзя; выберите ответ"))
    _ = try await console.answer(Prompts.outcome)
    #expect(!terminal.shown().contains("!"))
  }

  @Test func `is gone at Ctrl-D, at the end of input and when it is cancelled`() async throws {
    let terminal = try FakeTerminal()
    terminal.type("\u{4}")
    await #expect(throws: CashierGone.self) { try await terminal.console().answer(Prompts.outcome) }
    let console = terminal.console()
    let asking = Task { () async -> Bool in
      do {
        _ = try await console.answer(Prompts.outcome)
        return false
      } catch { return true }
    }
    try await Task.sleep(for: .milliseconds(50))
    asking.cancel()
    #expect(await asking.value)
  }
}
