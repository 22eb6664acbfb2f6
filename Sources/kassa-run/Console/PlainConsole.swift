import KassaRuntime

/// The console through a pipe: prompts as plain text, an answer a line.
actor PlainConsole: Cashier {
  private let lines: LineFeed
  private let input: InputFeed
  private let output: Output

  init(input: InputFeed, output: Output) {
    self.input = input
    lines = LineFeed(input, bytesMax: 4096)
    self.output = output
  }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    let view = PromptView(
      style: .plain, columns: 80, rows: 1000, language: prompt.language, keys: .typed)
    for line in view.lines(prompt) { output.line(line) }
    while true {
      if output.isGone { throw CashierGone() }
      switch await lines.next() {
      case nil: throw CashierGone()
      case .tooLong: complain(.notACommand, view)
      case .line(let bytes):
        guard let line = String(validating: bytes, as: UTF8.self) else {
          complain(.notACommand, view)
          continue
        }
        do { return try LineAnswer.of(line, to: prompt) } catch { complain(error, view) }
      }
    }
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) {
    output.line("! " + error.text(prompt.language))
  }

  func show(_ notice: Notice) throws(CashierGone) {
    switch notice {
    case .paper(let paper): PaperView(style: .plain).lines(paper).forEach(output.line)
    case .warning(let text), .scanRefused(let text): output.line("! " + Columns.printable(text))
    case .scansWaiting: break
    }
    if output.isGone { throw CashierGone() }
  }

  func leaving() async { await input.closing() }

  private func complain(_ problem: LineProblem, _ view: PromptView) {
    output.line("! " + view.words.problem(problem))
  }
}
