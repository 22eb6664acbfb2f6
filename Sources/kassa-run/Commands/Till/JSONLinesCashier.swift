import KassaRuntime
import KassaWire

/// The front end for programs, `--io jsonl`: one JSON object a line each way. docs/protocol.md specifies it.
actor JSONLinesCashier: Cashier {
  /// The longest line that is read; an answer's text is far shorter.
  static let lineBytesMax = 65_536

  nonisolated let source = AnswerSource.program

  private let lines: LineFeed
  private let input: InputFeed
  private let output: Output

  init(input: InputFeed, output: Output) {
    self.input = input
    lines = LineFeed(input, bytesMax: Self.lineBytesMax)
    self.output = output
  }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    while true {
      try write(prompt.wire)
      switch await lines.next() {
      case nil: throw CashierGone()
      case .tooLong: try write(.lineTooLong(bytesMax: Self.lineBytesMax), of: prompt)
      case .line(let line):
        do { return try WireAnswer(line: line, to: prompt).answer } catch {
          try write(error, of: prompt)
        }
      }
    }
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) {
    output.line(WireJSON.line(error.wire(of: prompt)))
  }

  func show(_ notice: Notice) throws(CashierGone) {
    try write(notice.wire)
  }

  func leaving() async { await input.closing() }

  private func write(_ error: WireError, of prompt: Prompt) throws(CashierGone) {
    try write(error.wire(of: prompt))
  }

  private func write(_ value: Value) throws(CashierGone) {
    output.line(WireJSON.line(value))
    // Once the reader is gone nobody sees the prompt; an answer must not come out of the blue.
    if output.isGone { throw CashierGone() }
  }
}
