import KassaRuntime
import KassaStart

/// Draws a prompt as lines of text, none wider than the screen.
struct PromptView {
  let style: Style
  /// Columns of the screen; it is drawn for 40 to 100 of them.
  let columns: Int
  let rows: Int
  let words: ConsoleWords

  init(
    style: Style, columns: Int, rows: Int, language: Language, keys: ConsoleWords.Keys = .pressed
  ) {
    self.style = style
    self.columns = min(max(columns, 40), 100)
    self.rows = max(rows, 10)
    words = ConsoleWords(language: language, keys: keys)
  }

  /// The prompt from its title to its help, with what was wrong with the last answer; as many choices of a
  /// long list as the screen holds, from that one on.
  func lines(_ prompt: Prompt, complaint: String? = nil, firstChoice: Int = 0) -> [String] {
    let (above, below, choices) = parts(prompt, complaint: complaint, firstChoice: firstChoice)
    return above + choices + below
  }

  /// How many choices of a list show at once; all of them where the screen holds them.
  func choicesShown(_ prompt: Prompt, complaint: String?) -> Int {
    let list = ChoiceList(self)
    guard list.isList(prompt) else { return Choices(prompt).all.count }
    let (above, below, _) = parts(prompt, complaint: complaint, firstChoice: 0)
    return list.shown(prompt, room: room(above, below))
  }

  private func parts(
    _ prompt: Prompt, complaint: String?, firstChoice: Int
  ) -> (above: [String], below: [String], choices: [String]) {
    var below: [String] = []
    if prompt.scansWaiting > 0 {
      below.append("  " + style.warning(words.scansWaiting(prompt.scansWaiting)))
    }
    if let complaint {
      below += Columns.wrapped("! " + Columns.printable(complaint), columns).map(style.warning)
    }
    let help = help(prompt)
    if !help.isEmpty { below += Columns.wrapped(help, columns).map(style.dim) }
    let list = ChoiceList(self)
    if case .sale(let view) = prompt.kind {
      let choices = list.lines(prompt)
      let head = [rule()] + title(prompt)
      let room = room(head, below + choices + body(prompt))
      return (head + SaleTable(self).lines(view, rowsMax: room) + body(prompt), below, choices)
    }
    let above = [rule()] + content(of: prompt)
    return (above, below, list.lines(prompt, from: firstChoice, room: room(above, below)))
  }

  /// Rows that are left, the line to type in aside.
  private func room(_ above: [String], _ below: [String]) -> Int {
    rows - 1 - above.count - below.count
  }

  /// Title and body, and between them what the kind shows.
  private func content(of prompt: Prompt) -> [String] {
    switch prompt.kind {
    case .outcome(let question):
      // A store's words are cut before they push the amount off the screen.
      first(Self.titleLinesMax, of: title(prompt)) + outcome(question, prompt.effect)
        + first(Self.bodyLinesMax, of: body(prompt))
    case .count(let rule):
      first(Self.titleLinesMax, of: title(prompt)) + (prompt.effect.map(line) ?? [])
        + first(Self.bodyLinesMax, of: body(prompt)) + fields(rule)
    case .sale, .tell, .confirm, .choose, .amount, .text, .secret:
      // And before they push away what there is to choose.
      if let effect = prompt.effect {
        first(Self.titleLinesMax, of: title(prompt)) + line(effect)
          + first(Self.bodyLinesMax, of: body(prompt))
      } else {
        first(rows / 3, of: title(prompt)) + first(rows / 2, of: body(prompt))
      }
    }
  }

  private static let titleLinesMax = 2
  private static let bodyLinesMax = 5

  private func first(_ most: Int, of lines: [String]) -> [String] {
    lines.count > most ? lines.prefix(most - 1) + ["…"] : lines
  }

  private func rule() -> String { style.dim(String(repeating: "─", count: columns)) }

  private func title(_ prompt: Prompt) -> [String] {
    Columns.wrapped(Columns.printable(prompt.title), columns).filter { !$0.isEmpty }
      .map(style.accent)
  }

  private func body(_ prompt: Prompt) -> [String] {
    let wait = prompt.wait.map { Columns.printable(words.waiting(for: $0)) }
    let texts = [wait, prompt.body.isEmpty ? nil : Columns.printable(prompt.body)]
    return texts.compactMap(\.self).flatMap { Columns.wrapped($0, columns) }
  }

  /// What is counted, where it is more than one thing.
  private func fields(_ rule: CountRule) -> [String] {
    guard rule.fields.count > 1 else { return [] }
    let labels = rule.fields.map { Columns.printable($0.label) }.joined(separator: "; ")
    return Columns.wrapped(labels, columns - 2).map { "  " + $0 }
  }

  /// The amount to key in and the terminal to key it into: whatever else a store writes, these show.
  private func outcome(_ question: OutcomeQuestion, _ effect: PromptEffect?) -> [String] {
    let amount = "  \(question.amount.text(words.language))  "
    let inner = max(amount.columns, 20)
    let bar = String(repeating: "═", count: inner)
    let left = String(repeating: " ", count: (inner - amount.columns) / 2)
    let terminal = Columns.printable(question.terminal)
    return [
      style.bold("  ╔\(bar)╗"),
      style.bold("  ║\(Columns.padded(left + amount, inner))║")
        + "  " + style.dim(words.operation(question.operation, effect)),
      style.bold("  ╚\(bar)╝"),
    ] + Columns.wrapped("→ \(terminal)", columns - 2).map { "  " + style.bold($0) }
  }

  /// What an answer will do: the till's own line, whatever a store writes around it.
  private func line(_ effect: PromptEffect) -> [String] {
    Columns.wrapped("→ " + Columns.printable(effect.text(words.language)), columns - 2)
      .map { "  " + style.bold($0) }
  }

  private func help(_ prompt: Prompt) -> String {
    var parts: [String] = []
    switch prompt.kind {
    case .sale: parts.append(words.saleHelp)
    case .amount: parts.append(words.amountHelp)
    case .count(let rule): parts.append(words.countHelp(rule.fields.count))
    case .text(let rule) where rule.narrows: parts.append(words.narrowingHelp)
    case .text(let rule), .secret(let rule):
      parts.append(rule.format == .digits ? words.digitsHelp : words.textHelp)
    case .tell, .confirm, .choose, .outcome: break
    }
    if let choices = choicesBesideALine(prompt) {
      parts.append(words.choiceHelp(byLetter: choices.contains { $0.letter != nil }))
    }
    if let label = prompt.buttons.first(where: { $0.id == prompt.defaultButton })?.label {
      parts.append("\(words.enterKey) — \(Columns.printable(label))")
    }
    if prompt.mayCancel { parts.append(words.cancelKey) }
    return parts.joined(separator: " · ")
  }
}

extension PromptView {
  /// The choices beside a line that is typed, but for a sale's, which its own help tells; nil for none.
  private func choicesBesideALine(_ prompt: Prompt) -> [Choices.Choice]? {
    if case .sale = prompt.kind { return nil }
    guard prompt.kind.takes != .button, !prompt.kind.narrows else { return nil }
    let choices = Choices(prompt).all
    return choices.isEmpty ? nil : choices
  }
}

/// Draws what a prompt offers: side by side, and one a line once what is chosen from is a list.
struct ChoiceList {
  private let view: PromptView
  private static let sideBySideMax = 6

  init(_ view: PromptView) { self.view = view }

  /// Whether the choices stand one a line.
  func isList(_ prompt: Prompt) -> Bool {
    let byFunctionKey = prompt.kind.takes != .button && !prompt.kind.narrows
    return !byFunctionKey && Choices(prompt).all.count > Self.sideBySideMax
  }

  /// How many of a list's choices `room` rows hold; one row says what is hidden where not all do.
  func shown(_ prompt: Prompt, room: Int) -> Int {
    let count = Choices(prompt).all.count
    return count <= room ? count : max(1, room - 1)
  }

  func lines(_ prompt: Prompt, from first: Int = 0, room: Int = .max) -> [String] {
    let choices = Choices(prompt).all
    guard !choices.isEmpty else { return [] }
    let byFunctionKey = prompt.kind.takes != .button && !prompt.kind.narrows
    let items = choices.map { choice -> (text: String, columns: Int) in
      let key = byFunctionKey ? view.words.key(choice.number) : "\(choice.number)"
      let mark = choice.isChosen ? " ✓" : ""
      let label =
        Columns.cut(Columns.inOneLine(choice.label), view.columns - key.count - 5 - mark.count)
        + mark
      let text = view.style.bold("[\(key)]") + " " + marked(label, choice.letter)
      return (text, key.count + 3 + label.columns)
    }
    guard isList(prompt) else { return flowed(items) }
    let shown = shown(prompt, room: room)
    let lines = items.dropFirst(first).prefix(shown).map { "  " + $0.text }
    guard shown < items.count else { return lines }
    let hidden = view.words.hidden(above: first, below: items.count - first - lines.count)
    return lines + ["  " + view.style.dim(hidden)]
  }

  private func flowed(_ items: [(text: String, columns: Int)]) -> [String] {
    var lines: [String] = []
    var taken = 0
    for item in items {
      if lines.isEmpty || taken + 3 + item.columns > view.columns {
        lines.append("  " + item.text)
        taken = 2 + item.columns
      } else {
        lines[lines.count - 1] += "   " + item.text
        taken += 3 + item.columns
      }
    }
    return lines
  }

  /// The label with its letter underlined, on a screen that can.
  private func marked(_ label: String, _ letter: Character?) -> String {
    guard let letter,
      let place = label.firstIndex(where: { $0.lowercased() == String(letter) })
    else { return label }
    return label[..<place] + view.style.underline(String(label[place]))
      + label[label.index(after: place)...]
  }
}
