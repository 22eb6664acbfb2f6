import KassaRuntime
import KassaStart

/// The console on a terminal: the open prompt lives at the bottom, paper scrolls up above it.
///
/// A person's keys answer, a scanner's codes are handed to the till. Which is which, and which keys
/// were meant for the prompt that is shown, is told by `Keyboard` and `PromptGate`.
actor LiveConsole: Cashier {
  private let screen: Screen
  private let source: any KeySource
  private let scanner: Scanner
  private var keyboard: Keyboard
  /// Told apart and not used yet.
  private var typed: [Typed] = []
  /// The prompt that is open, from its first drawing to its answer.
  private var open: OpenPrompt?
  /// The last two keys that a prompt was given, and the last that none was.
  private var keys: (before: Press?, last: Press?)
  private var unasked: Press?
  /// When a scanner last typed each character.
  ///
  /// A code itself, which may be a card's, is not kept.
  private var scannedAt: [Key: Int] = [:]
  /// Tells of a device that works, unless something is asked or shown before.
  private var patience: Task<Void, Never>?
  private var language = Language.ru

  init(
    input: any KeySource, output: Output, style: Style, scanner: Scanner = Scanner(),
    size: @escaping @Sendable () -> (columns: Int, rows: Int) = { TerminalMode.size() }
  ) {
    source = input
    self.scanner = scanner
    keyboard = Keyboard(scanner)
    screen = Screen(output: output, style: style, size: size)
  }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    while true {
      switch try await input(at: prompt) {
      case .answer(let answer): return answer
      case .scan, .newcomer: screen.ring()
      }
    }
  }

  func input(at prompt: Prompt) async throws(CashierGone) -> Input {
    patience?.cancel()
    language = prompt.language
    if open?.prompt.number == prompt.number {
      open?.prompt = prompt
      draw()
    } else {
      try await show(prompt)
      draw()
      open?.isDrawn(at: source.now)
    }
    while true {
      guard let next = try await next(until: open?.aloneAt) else {
        if let answer = takeAlone() { return close(answer) }
        continue
      }
      if let alone = open?.aloneAt, next.at >= alone, let answer = takeAlone() {
        typed.insert(next, at: 0)
        return close(answer)
      }
      switch next {
      case .key(let press): if let answer = take(press) { return close(answer) }
      case .paste(let text, _): paste(text)
      case .scan(let code, let from):
        open?.isInterrupted(by: from, scannedAt)
        if let answer = open?.counted(code) { return close(answer) }
        return .scan(Scan(code))
      }
    }
  }

  func scan() async -> Scan? {
    while true {
      do throws(CashierGone) {
        switch try await next(until: nil) {
        case .scan(let code, _): return Scan(code)
        // Nothing is asked, so nothing is answered; the next prompt learns that something was typed.
        case .key(let press): unasked = press
        case .paste, nil: break
        }
      } catch { return nil }
    }
  }

  func input(whileWaiting prompt: Prompt) async -> Input? {
    let input = try? await input(at: prompt)
    // Whatever is typed to it after that is for no other prompt.
    open = nil
    return input
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) {
    screen.complaint = error.text(prompt.language)
  }

  func leaving() async { await source.closing() }

  func waiting(for wait: TillWait) {
    patience?.cancel()
    patience = Task {
      guard (try? await Task.sleep(for: Self.waitLeast)) != nil, !Task.isCancelled else { return }
      screen.tell(ConsoleWords(language: language).waiting(for: wait))
    }
  }

  /// Most devices answer before anybody could read that they work.
  private static let waitLeast = Duration.seconds(1)

  func show(_ notice: Notice) throws(CashierGone) {
    patience?.cancel()
    switch notice {
    case .paper(let paper): screen.show(paper)
    case .warning(let text): screen.warn(text)
    case .scanRefused(let text):
      screen.ring()
      if open == nil { screen.warn(text) } else { screen.complaint = text }
    case .scansWaiting: screen.ring()
    }
    if screen.isGone { throw CashierGone() }
  }

  private func close(_ answer: Answer) -> Input {
    screen.complaint = nil
    open = nil
    return .answer(answer)
  }
}

// MARK: - What comes

extension LiveConsole {
  /// Opens the prompt for what is typed from now on.
  private func show(_ prompt: Prompt) async throws(CashierGone) {
    keyboard.unendedMin = prompt.isAboutMoney ? Scanner.endedMin : Scanner.unendedMin
    let now = source.now
    var shownAt = now
    // What is there already was meant for another prompt. A stuck key must not hold this one up.
    for _ in 0..<Self.readsMax {
      let (read, at) = await source.read(until: now)
      if read == .resized { continue }
      guard case .bytes(let bytes) = read else { break }
      typed += keyboard.take(bytes, at: at)
      shownAt = at + 1
    }
    // A prompt that a scan ended was opened by no key.
    let opener = open == nil ? keys.last : nil
    let before = open == nil ? keys.before : keys.last
    var gate = PromptGate(
      shownAt: shownAt, quietMilliseconds: prompt.quietMilliseconds,
      isAboutMoney: prompt.isAboutMoney, scanner: scanner, opener: opener,
      last: unasked ?? (prompt.isAboutMoney ? before : nil))
    // A key of a scan before it may be down still.
    gate.passed(scannedAt)
    open = OpenPrompt(prompt, gate)
    screen.unscroll()
    (keys, unasked) = ((nil, nil), nil)
  }

  private static let readsMax = 64

  /// The next thing that is told apart; nil once nothing is held back and it is `limit`.
  private func next(until limit: Int?) async throws(CashierGone) -> Typed? {
    while typed.isEmpty {
      let deadline = keyboard.deadline ?? limit
      let (read, at) = await source.read(until: deadline)
      switch read {
      case .bytes(let bytes): typed += keyboard.take(bytes, at: at)
      case .nothing: typed += keyboard.pass(to: at)
      case .resized:
        screen.clear()
        draw()
      case .cancelled: if Task.isCancelled { throw CashierGone() }
      case .end: throw CashierGone()
      }
      if screen.isGone { throw CashierGone() }
      if typed.isEmpty, keyboard.deadline == nil, let limit, at >= limit { return nil }
    }
    let next = typed.removeFirst()
    switch next {
    case .key(let press) where press.key == .endOfInput: throw CashierGone()
    case .scan(let code, _):
      for character in code { scannedAt[.character(character)] = source.now }
    case .key, .paste: break
    }
    return next
  }

  /// What the key answers, now or once nothing has followed it; draws what it changes.
  private func take(_ press: Press) -> Answer? {
    if let open, screen.scroll(press.key, open.prompt) {
      draw()
      return nil
    }
    guard let step = open?.take(press) else { return nil }
    keys = (keys.last, press)
    switch step {
    case .answers(let answer): return answer
    case .draws: draw()
    case .edits: drawLine()
    case .complains(let problem):
      screen.complaint = words.problem(problem)
      draw()
    case .againWanted:
      screen.ring()
      screen.complaint = words.typeAgain
      draw()
    case .tooFast: screen.ring()
    case .nothing: break
    }
    return nil
  }

  private func takeAlone() -> Answer? {
    do throws(LineProblem) { return try open?.takeAlone() } catch {
      screen.complaint = words.problem(error)
      draw()
      return nil
    }
  }

  /// Text from a clipboard is put into a line that no money hangs on, and answers nothing by itself.
  private func paste(_ text: String) {
    if open?.paste(text) == true { drawLine() } else { screen.ring() }
  }
}

// MARK: - What is drawn

extension LiveConsole {
  private var words: ConsoleWords { ConsoleWords(language: open?.prompt.language ?? .ru) }

  private func draw() {
    guard let open else { return }
    screen.draw(open.prompt, line: open.line, cursor: open.cursor)
  }

  private func drawLine() {
    guard let open, let line = open.line else { return }
    screen.redraw(line, open.cursor)
  }
}
