import KassaRuntime
import KassaStart
import KassaWire

/// The front end for programs, `--io jsonl`: one JSON object a line each way. docs/protocol.md specifies it.
actor JSONLinesCashier: Cashier {
  /// The longest line that is read; an answer's text is far shorter.
  static let lineBytesMax = 65_536

  nonisolated let source = AnswerSource.program

  private let lines: LineFeed
  private let input: InputFeed
  private let output: Output
  /// What came while a device worked and was no scan: it is for the prompt after it.
  private var unread: LineReader.Line?
  private var feed = WireFeed()
  /// Tells what the till waits for, unless it has gone on by then.
  private var patience: Task<Void, Never>?

  init(input: InputFeed, output: Output) {
    self.input = input
    lines = LineFeed(input, bytesMax: Self.lineBytesMax)
    self.output = output
  }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    while true {
      if case .answer(let answer) = try await input(at: prompt) { return answer }
    }
  }

  func input(at prompt: Prompt) async throws(CashierGone) -> Input {
    while true {
      try write(feed.wire(of: prompt))
      switch await next() {
      case nil: throw CashierGone()
      case .tooLong: try write(.lineTooLong(bytesMax: Self.lineBytesMax), of: prompt)
      case .line(let line):
        do {
          switch try WireLine(line: line, to: prompt) {
          case .input(let input): return input
          case .lines(let wish): feed.begin(wish)
          }
        } catch { try write(error, of: prompt) }
      }
    }
  }

  func scan() async -> Scan? {
    guard unread == nil, let line = await lines.next() else { return nil }
    if case .line(let bytes) = line, let scan = WireScan(line: bytes) { return scan.scan }
    unread = line
    return nil
  }

  /// What was written before is for the prompt after it: such a wait is shown, and nothing ends it.
  func input(whileWaiting prompt: Prompt) async -> Input? {
    guard unread != nil else { return try? await input(at: prompt) }
    try? write(feed.wire(of: prompt))
    return nil
  }

  func waiting(for wait: TillWait) {
    patience?.cancel()
    patience = Task {
      guard (try? await Task.sleep(for: Self.waitLeast)) != nil, !Task.isCancelled else { return }
      try? write(wait.wire)
    }
  }

  /// Most devices answer before anybody could read that they work.
  private static let waitLeast = Duration.milliseconds(300)

  private func next() async -> LineReader.Line? {
    defer { unread = nil }
    if let unread { return unread }
    return await lines.next()
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) {
    output.json(WireJSON.line(error.wire(of: prompt)))
  }

  func show(_ notice: Notice) throws(CashierGone) {
    try write(notice.wire)
  }

  func leaving() async { await input.closing() }

  private func write(_ error: WireError, of prompt: Prompt) throws(CashierGone) {
    try write(error.wire(of: prompt))
  }

  private func write(_ value: Value) throws(CashierGone) {
    patience?.cancel()
    output.json(WireJSON.line(value))
    // Once the reader is gone nobody sees the prompt; an answer must not come out of the blue.
    if output.isGone { throw CashierGone() }
  }
}
