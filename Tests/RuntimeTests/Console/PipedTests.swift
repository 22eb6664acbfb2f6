import Glibc
import KassaStart
import Testing

@testable import KassaRuntime
@testable import KassaWire
@testable import kassa_run

/// A front end on two pipes: what it reads was written before, what it wrote is read after.
private struct Pipes {
  let input: (reading: Int32, writing: Int32)
  let output: (reading: Int32, writing: Int32)

  /// - Parameter text: all that comes; nil leaves the input open.
  init(_ text: [UInt8]? = nil) throws {
    func pipe() throws -> (Int32, Int32) {
      var ends: [Int32] = [0, 0]
      try #require(Glibc.pipe(&ends) == 0)
      return (ends[0], ends[1])
    }
    (input, output) = (try pipe(), try pipe())
    // F_SETPIPE_SZ of linux/fcntl.h, which Glibc's module lacks: wide enough for a line over the
    // bound, or writing it would wait for a reader.
    _ = fcntl(input.writing, 1031, 1 << 20)
    _ = fcntl(output.reading, F_SETFL, O_NONBLOCK)
    guard let text else { return }
    _ = text.withUnsafeBytes { Glibc.write(input.writing, $0.baseAddress, $0.count) }
    close(input.writing)
  }

  func write(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes {
      Glibc.write(input.writing, $0.baseAddress, $0.count)
    }
  }

  var feed: InputFeed { InputFeed(descriptor: input.reading) }
  var screen: Output { Output(descriptor: output.writing) }

  func written() -> [String] {
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = max(0, read(output.reading, &bytes, bytes.count))
    return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
  }

  func done() { for end in [input.reading, output.reading, output.writing] { close(end) } }
}

@Suite(.timeLimit(.minutes(1))) struct PipedTests {
  @Test func `answers a line each on the plain console, and is gone at the end`() async throws {
    let pipes = try Pipes(Array("1\r\nмаксимум\n\nо\n1\n2".utf8))
    defer { pipes.done() }
    let console = PlainConsole(input: pipes.feed, output: pipes.screen)
    #expect(try await console.answer(Prompts.outcome) == .button("approved"))
    #expect(try await console.answer(Prompts.outcome) == .button("approved"))
    // The last line has no end: whoever wrote it died in the middle.
    await #expect(throws: CashierGone.self) { try await console.answer(Prompts.outcome) }
    let written = pipes.written()
    #expect(written.contains("! такого варианта нет; введите номер или название"))
    #expect(written.contains("! ничего не введено; введите ответ"))
    #expect(!written.joined().contains("\u{1B}"))
  }

  @Test func `shows whom the till waits for, and ends the wait by what is typed then`()
    async throws
  {
    let wait = ServiceWords(.ru).waiting(for: "Бонусы", number: -1)
    // Written ahead: it is for the prompt after the wait.
    let ahead = try Pipes(Array("1\n".utf8))
    defer { ahead.done() }
    let console = PlainConsole(input: ahead.feed, output: ahead.screen)
    #expect(await console.input(whileWaiting: wait) == nil)
    #expect(ahead.written().contains { $0.contains("Ждём ответа: Бонусы") })
    #expect(try await console.answer(Prompts.outcome) == .button("approved"))

    let typed = try Pipes()
    defer { typed.done() }
    let other = PlainConsole(input: typed.feed, output: typed.screen)
    async let input = other.input(whileWaiting: wait)
    var shown: [String] = []
    for _ in 0..<1_000 where !shown.contains(where: { $0.contains("Не ждать") }) {
      try await Task.sleep(for: .milliseconds(5))
      shown += typed.written()
    }
    // Between what it shows and what it waits for nothing can be seen from here.
    try await Task.sleep(for: .milliseconds(200))
    typed.write("1\n")
    #expect(await input == .answer(.button(ServiceWords.leaveButton)))
  }

  @Test func `keeps what a program wrote ahead for the prompt after a wait`() async throws {
    let ahead = try Pipes(Array("{\"n\":12,\"answer\":\"approved\"}\n".utf8))
    defer { ahead.done() }
    let cashier = JSONLinesCashier(input: ahead.feed, output: ahead.screen)
    #expect(await cashier.scan() == nil)
    let wait = ServiceWords(.ru).waiting(for: "Бонусы", number: -1)
    #expect(await cashier.input(whileWaiting: wait) == nil)
    #expect(ahead.written() == [WireJSON.line(wait.wire)])
    #expect(try await cashier.answer(Prompts.outcome) == .button("approved"))
  }

  @Test func `answers each wrong line with an error and the prompt again`() async throws {
    let long = Array(repeating: UInt8(ascii: "x"), count: 70_000)
    let lines: [[UInt8]] = [
      long, [0xFF], Array("{\"n\":11,\"answer\":\"approved\"}".utf8), Array("no".utf8),
      Array("{\"n\":12,\"answer\":\"approved\"}".utf8),
    ]
    let pipes = try Pipes(Array(lines.joined(separator: [0x0A])) + [0x0A])
    defer { pipes.done() }
    let cashier = JSONLinesCashier(input: pipes.feed, output: pipes.screen)
    #expect(try await cashier.answer(Prompts.outcome) == .button("approved"))
    await #expect(throws: CashierGone.self) { try await cashier.answer(Prompts.outcome) }
    let prompt = WireJSON.line(Prompts.outcome.wire)
    let codes = ["line_too_long", "not_utf8", "stale_number", "not_json"]
    let written = pipes.written()
    #expect(written.count == 10)
    #expect(
      written.indices.allSatisfy { (written[$0] == prompt) == ($0.isMultiple(of: 2) || $0 == 9) })
    for (place, code) in codes.enumerated() {
      #expect(written[2 * place + 1].contains("{\"error\":{\"code\":\"\(code)\""))
    }
  }

  @Test func `is gone once nobody reads what it writes`() async throws {
    let pipes = try Pipes(Array("{\"n\":12,\"answer\":\"approved\"}\n".utf8))
    close(pipes.output.reading)
    let cashier = JSONLinesCashier(input: pipes.feed, output: pipes.screen)
    await #expect(throws: CashierGone.self) { try await cashier.answer(Prompts.outcome) }
  }
}
