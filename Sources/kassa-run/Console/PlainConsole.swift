import KassaRuntime
import KassaStart

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
    try await typed(to: prompt, in: show(prompt))
  }

  /// What was written before is for the prompts after it: such a wait is shown, and nothing ends it.
  func input(whileWaiting prompt: Prompt) async -> Input? {
    let view = show(prompt)
    guard !lines.hasMore else { return nil }
    return (try? await typed(to: prompt, in: view)).map(Input.answer)
  }

  private func show(_ prompt: Prompt) -> PromptView {
    let view = PromptView(
      style: .plain, columns: 80, rows: 1000, language: prompt.language, keys: .typed)
    for line in view.lines(prompt) { output.line(line) }
    return view
  }

  private func typed(
    to prompt: Prompt, in view: PromptView
  ) async throws(CashierGone) -> Answer {
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
