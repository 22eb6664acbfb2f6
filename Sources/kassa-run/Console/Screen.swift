import KassaRuntime
import KassaStart

/// The lines of a terminal that the console draws on: the prompt, and what scrolls up above it.
final class Screen {
  private let output: Output
  private let style: Style
  private let size: @Sendable () -> (columns: Int, rows: Int)
  /// Rows of the prompt on the screen, which the next drawing replaces.
  private var rowsDrawn = 0
  /// What was wrong with the last answer, or with a scan.
  var complaint: String?
  /// The first choice shown of a list that is longer than the screen.
  private var firstChoice = 0

  init(
    output: Output, style: Style, size: @escaping @Sendable () -> (columns: Int, rows: Int)
  ) {
    self.output = output
    self.style = style
    self.size = size
  }

  /// Whether nobody looks any more.
  var isGone: Bool { output.isGone }

  func ring() { output.write("\u{7}") }

  func show(_ paper: Paper) {
    erase()
    PaperView(style: style).lines(paper).forEach(output.styled)
  }

  func warn(_ text: String) {
    erase()
    output.styled(style.warning("! " + Columns.printable(text)))
  }

  /// A line that is no warning, above the next prompt.
  func tell(_ text: String) {
    erase()
    output.styled(Columns.printable(text))
  }

  private func view(_ prompt: Prompt) -> PromptView {
    let size = size()
    return PromptView(
      style: style, columns: size.columns - 1, rows: size.rows, language: prompt.language)
  }

  /// Empties the screen: what was drawn at another size may lie anywhere.
  func clear() {
    output.write("\u{1B}[H\u{1B}[2J")
    rowsDrawn = 0
  }

  /// Goes through a list that is longer than the screen; whether the key was for that.
  func scroll(_ key: Key, _ prompt: Prompt) -> Bool {
    let page = max(1, view(prompt).choicesShown(prompt, complaint: complaint))
    let step: Int
    switch key {
    case .down: step = 1
    case .up: step = -1
    case .pageDown: step = page
    case .pageUp: step = -page
    default: return false
    }
    let last = max(0, Choices(prompt).all.count - page)
    firstChoice = min(max(0, firstChoice + step), last)
    return true
  }

  /// A list begins with its first choice again.
  func unscroll() { firstChoice = 0 }

  /// Draws the prompt in the place of the one before it; with a line to type in unless that is nil.
  func draw(_ prompt: Prompt, line: String?, cursor: Int) {
    let lines = view(prompt).lines(prompt, complaint: complaint, firstChoice: firstChoice)
    erase()
    // A terminal that can then says what is pasted.
    output.write("\u{1B}[?2004h" + lines.map { $0 + "\r\n" }.joined())
    rowsDrawn = lines.count
    if let line {
      output.write("\u{1B}[?25h")
      redraw(line, cursor)
    } else {
      output.write("\u{1B}[?25l")
    }
  }

  /// The input line alone; a long one shows its end.
  func redraw(_ text: String, _ cursor: Int) {
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
