import KassaRuntime

/// A prompt while it is open: what was typed for it, and which key may yet turn out to answer it.
struct OpenPrompt {
  /// What a key came to.
  enum Step {
    case answers(Answer)
    /// The prompt is to be drawn anew, or its line alone.
    case draws, edits
    case complains(LineProblem)
    /// A number began too early: all of it is to be typed again.
    case againWanted
    case tooFast
    case nothing
  }

  /// What a key does if nothing follows it.
  private enum Alone {
    case answers(Answer)
    case submits
  }

  var prompt: Prompt
  private var gate: PromptGate
  private var editor = LineEditor()
  private var keys: ChoiceKeys
  private var alone: (does: Alone, until: Int)?
  private var lineKeyAt: Int?

  init(_ prompt: Prompt, _ gate: PromptGate) {
    self.prompt = prompt
    self.gate = gate
    keys = ChoiceKeys(prompt)
  }

  /// Until when a key that would end the prompt has to stay the last one.
  var aloneAt: Int? { alone?.until }

  private var isLine: Bool { prompt.kind.takes != .button }

  /// What stands in the line; nil where there is none to type in.
  var line: String? {
    guard isLine else { return keys.pendingText }
    guard case .secret = prompt.kind else { return editor.text }
    return String(repeating: "•", count: editor.characters.count)
  }

  var cursor: Int { isLine ? editor.cursor : line?.count ?? 0 }

  /// Ends the wait for the last key: it is what it seemed to be.
  mutating func takeAlone() throws(LineProblem) -> Answer? {
    defer { alone = nil }
    switch alone?.does {
    case .answers(let answer): return answer
    case .submits: return try submit()
    case nil: return nil
    }
  }

  private mutating func submit() throws(LineProblem) -> Answer {
    let text = editor.text
    editor = LineEditor()
    return try LineAnswer.of(text, to: prompt)
  }

  /// All of it is on the screen.
  mutating func isDrawn(at now: Int) { gate.isDrawn(at: now) }

  mutating func take(_ press: Press) -> Step {
    // It was followed, so it was none by itself.
    if alone != nil { (alone, keys) = (nil, ChoiceKeys(prompt)) }
    return isLine ? type(press) : choose(press)
  }

  /// A scanner went on where a key or a line's end seemed to be a hand's.
  ///
  /// - Parameters:
  ///   - scan: when its code began.
  ///   - scannedAt: when a scanner last typed each character.
  mutating func isInterrupted(by scan: Int, _ scannedAt: [Key: Int]) {
    gate.passed(scannedAt)
    if let aloneAt, scan < aloneAt { (alone, keys) = (nil, ChoiceKeys(prompt)) }
    // A scanner that paused: what it had typed before looked like a hand's.
    if prompt.isAboutMoney, let lineKeyAt, scan - lineKeyAt < Scanner.aloneMilliseconds {
      editor = LineEditor()
    }
  }

  /// What a scan means after «2*» at a sale: so many of it.
  func counted(_ code: String) -> Answer? {
    guard case .sale = prompt.kind, editor.text.hasSuffix("*"),
      let quantity = try? Quantity(parsing: editor.text.dropLast().trimmed)
    else { return nil }
    return .action(.add(barcode: code, quantity: quantity))
  }

  /// Whether the text went into the line.
  mutating func paste(_ text: String) -> Bool {
    guard isLine, !prompt.isAboutMoney, alone == nil else { return false }
    for character in text { _ = editor.take(.character(character)) }
    return true
  }
}

// MARK: - Keys

extension OpenPrompt {
  private mutating func choose(_ press: Press) -> Step {
    let milliseconds: Int
    switch gate.rule(press, .chooses(afterDigit: keys.isPending)) {
    case .takes: milliseconds = 0
    case .takesAlone(let so): milliseconds = so
    case .drops, .dropsNumber, .dropsTooFast: return .nothing
    }
    if press.key == .escape, prompt.mayCancel {
      return hold(.answers(.cancel), press, max(milliseconds, Scanner.aloneMilliseconds))
    }
    switch keys.take(press.key) {
    case .chosen(let answer) where milliseconds == 0: return .answers(answer)
    case .chosen(let answer): return hold(.answers(answer), press, milliseconds)
    case .pending, .ignored: return .draws
    }
  }

  private mutating func type(_ press: Press) -> Step {
    let (act, does) = meaning(of: press.key)
    switch gate.rule(press, act) {
    case .drops: return .nothing
    case .dropsTooFast: return .tooFast
    case .dropsNumber:
      editor = LineEditor()
      return .againWanted
    case .takesAlone(let milliseconds):
      return does.map { hold($0, press, milliseconds) } ?? .nothing
    case .takes:
      lineKeyAt = press.at
      switch (does, press.key) {
      case (.submits?, _): do { return .answers(try submit()) } catch { return .complains(error) }
      case (.answers(let answer)?, _): return .answers(answer)
      case (nil, .escape): editor = LineEditor()
      case (nil, _): if !editor.take(press.key) { return .nothing }
      }
      return .edits
    }
  }

  private mutating func hold(_ does: Alone, _ press: Press, _ milliseconds: Int) -> Step {
    alone = (does, press.at + milliseconds)
    return .nothing
  }

  /// What the key would do here: Enter, Esc, a function key and, where letters are no text, a letter
  /// end the prompt; the rest changes the line.
  private func meaning(of key: Key) -> (act: PromptGate.Act, does: Alone?) {
    let choices = Choices(prompt)
    switch key {
    case .enter: return (.submits(emptily: editor.isEmpty), .submits)
    case .escape where prompt.mayCancel: return (.chooses(afterDigit: false), .answers(.cancel))
    case .function(let number):
      guard let choice = choices.numbered(number) else { return (.edits, nil) }
      return (.chooses(afterDigit: false), .answers(choice.answer))
    case .character(let character):
      if editor.isEmpty, character.isLetter, !prompt.kind.takesLetters,
        let choice = choices.lettered(character)
      {
        return (.chooses(afterDigit: false), .answers(choice.answer))
      }
      return (.types, nil)
    default: return (.edits, nil)
    }
  }
}
