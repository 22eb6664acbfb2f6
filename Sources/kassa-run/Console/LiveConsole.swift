import KassaRuntime

/// The console on a terminal: the open prompt lives at the bottom, paper scrolls up above it.
actor LiveConsole: Cashier {
  private let input: InputFeed
  private let output: Output
  private let style: Style
  private let size: @Sendable () -> (columns: Int, rows: Int)
  private var decoder = KeyDecoder()
  /// Typed and not used yet: a scanner is faster than a till.
  private var typed: [Key] = []
  /// Rows of the prompt on the screen, which the next drawing replaces.
  private var rowsDrawn = 0
  private var complaint: String?

  init(
    input: InputFeed, output: Output, style: Style,
    size: @escaping @Sendable () -> (columns: Int, rows: Int) = { TerminalMode.size() }
  ) {
    self.input = input
    self.output = output
    self.style = style
    self.size = size
  }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    if prompt.quietMilliseconds > 0 {
      draw(prompt, line: nil)
      try await ignoreTaps(milliseconds: prompt.quietMilliseconds)
    }
    let answer = try await (prompt.kind.takes == .button ? chosen(prompt) : typedLine(prompt))
    complaint = nil
    return answer
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) {
    complaint = error.text(prompt.language)
  }

  func leaving() async { await input.closing() }

  func show(_ notice: Notice) throws(CashierGone) {
    erase()
    switch notice {
    case .paper(let paper): PaperView(style: style).lines(paper).forEach(output.line)
    case .warning(let text): output.line(style.warning("! " + Columns.printable(text)))
    }
    if output.isGone { throw CashierGone() }
  }

  /// Taps meant for the prompt before this one must not answer it.
  private func ignoreTaps(milliseconds: Int) async throws(CashierGone) {
    do { try await Task.sleep(for: .milliseconds(milliseconds)) } catch { throw CashierGone() }
    input.forgetTyped()
    typed = []
    decoder = KeyDecoder()
  }
}

extension LiveConsole {
  private func chosen(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    var keys = ChoiceKeys(prompt)
    draw(prompt, line: nil)
    while true {
      let key = try await nextKey()
      if key == .escape, prompt.mayCancel { return .cancel }
      switch keys.take(key) {
      case .chosen(let answer): return answer
      case .pending(let number): draw(prompt, line: String(number))
      case .ignored: draw(prompt, line: nil)
      }
    }
  }

  private func typedLine(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    var editor = LineEditor()
    let choices = Choices(prompt)
    draw(prompt, line: shown(editor, prompt))
    while true {
      let key = try await nextKey()
      if let answer = immediate(key, prompt, choices, editor) { return answer }
      if key == .escape { editor = LineEditor() }
      if key == .enter {
        do { return try LineAnswer.of(editor.text, to: prompt) } catch {
          complaint = ConsoleWords(language: prompt.language).problem(error)
          editor = LineEditor()
          draw(prompt, line: "")
        }
      }
      if editor.take(key) || key == .escape { redraw(shown(editor, prompt), editor.cursor) }
    }
  }

  /// What one key answers without Enter: Esc, a function key, and a letter where letters are no text.
  private func immediate(
    _ key: Key, _ prompt: Prompt, _ choices: Choices, _ editor: LineEditor
  ) -> Answer? {
    switch key {
    case .escape: return prompt.mayCancel ? .cancel : nil
    case .function(let number): return choices.numbered(number)?.answer
    case .character(let character) where editor.isEmpty && character.isLetter:
      return prompt.kind.takesLetters ? nil : choices.lettered(character)?.answer
    default: return nil
    }
  }

  private func shown(_ editor: LineEditor, _ prompt: Prompt) -> String {
    guard case .secret = prompt.kind else { return editor.text }
    return String(repeating: "•", count: editor.characters.count)
  }

  private func nextKey() async throws(CashierGone) -> Key {
    while typed.isEmpty {
      switch await input.read(withinMilliseconds: decoder.awaitsMore ? 50 : -1) {
      case .bytes(let bytes): typed += decoder.keys(bytes)
      case .nothing: typed += decoder.flush()
      case .end: throw CashierGone()
      }
    }
    let key = typed.removeFirst()
    if key == .endOfInput || output.isGone { throw CashierGone() }
    return key
  }
}

extension LiveConsole {
  /// Draws the prompt in the place of the one before it; with a line to type in unless that is nil.
  private func draw(_ prompt: Prompt, line: String?) {
    let size = size()
    let view = PromptView(
      style: style, columns: size.columns - 1, rows: size.rows, language: prompt.language)
    let lines = view.lines(prompt, complaint: complaint)
    erase()
    output.write(lines.map { $0 + "\r\n" }.joined())
    rowsDrawn = lines.count
    if let line {
      output.write("\u{1B}[?25h")
      redraw(line, line.count)
    } else {
      output.write("\u{1B}[?25l")
    }
  }

  /// The input line alone; a long one shows its end.
  private func redraw(_ text: String, _ cursor: Int) {
    let room = max(10, size().columns - 4)
    let characters = Array(text)
    let start = max(0, cursor - room)
    let shown = String(characters[start..<min(characters.count, start + room)])
    let back = String(characters[cursor..<max(cursor, start + shown.count)]).columns
    output.write("\r\u{1B}[K\(style.bold(">")) \(shown)" + (back > 0 ? "\u{1B}[\(back)D" : ""))
  }

  private func erase() {
    if rowsDrawn > 0 { output.write("\r\u{1B}[\(rowsDrawn)A\u{1B}[J") }
    rowsDrawn = 0
  }
}
