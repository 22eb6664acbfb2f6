import KassaRuntime
import Synchronization

/// The way that led to where a scenario stands: prompts with their answers, what was refused, what the
/// script said, paper.
///
/// Kept as values; words are made of them where somebody asks.
final class DayTrace: Sendable {
  private struct State {
    var events: [DayEvent] = []
    var said: [String] = []
    var reach = StoreReach()
    /// What of the store's own was called last, as messages call it.
    var entered: String?
    /// Entries that nobody has looked at yet.
    var committed: [Entry] = []
  }

  private let state = Mutex(State())
  /// The last so many are shown.
  private static let linesMax = 40

  var events: [DayEvent] { state.withLock { $0.events } }
  /// What of the store the day has met.
  var reach: StoreReach { state.withLock { $0.reach } }
  var entered: String? { state.withLock { $0.entered } }

  /// A line each, the oldest first; of a long way its end.
  var lines: [String] {
    let all = Self.counted(events.map(\.line))
    let left = all.count - Self.linesMax
    return left > 0 ? ["… \(left) more before"] + all.suffix(Self.linesMax) : all
  }

  /// Equal lines behind each other as one: a cashier at the same question again and again.
  private static func counted(_ lines: [String]) -> [String] {
    var runs: [(line: String, count: Int)] = []
    for line in lines {
      if runs.last?.line == line { runs[runs.count - 1].count += 1 } else { runs.append((line, 1)) }
    }
    return runs.map { $0.count > 1 ? "\($0.line) (\($0.count) times)" : $0.line }
  }

  func note(_ event: DayEvent) {
    state.withLock { state in
      if case .asked(let prompt, let answer) = event { state.reach.note(prompt, answer) }
      state.events.append(event)
    }
  }

  /// What the store's script said to its log, a line each; the stock library's own lines are none.
  var log: [String] { state.withLock { Array($0.said.prefix(Self.linesMax)) } }

  func note(_ line: ScriptLine) {
    state.withLock { state in
      if line.place?.hasPrefix("kassa/") != true, line.level == .info {
        state.said.append(line.shown)
      }
      state.events.append(.said(line))
    }
  }

  func note(entered name: String) {
    state.withLock { state in
      state.entered = name
      state.reach.points.insert(name)
    }
  }

  func note(committed entries: [Entry]) {
    state.withLock { state in
      for entry in entries {
        for case .receipt(.attemptOpened(let attempt)) in entry.changes {
          state.reach.note(attempt)
          state.events.append(.chose(attempt.choice))
        }
        if case .step(let step) = entry, case .end(let end) = step.next, end.dropsGoods {
          state.events.append(.dropped)
        }
      }
      state.committed += entries
    }
  }

  /// The entries since the last look.
  func takeCommitted() -> [Entry] {
    state.withLock { state in
      defer { state.committed = [] }
      return state.committed
    }
  }
}

/// One thing that happened in a scenario's day.
enum DayEvent: Sendable {
  /// Nil where it is open.
  case asked(Prompt, Answer?)
  case refused(String)
  case said(ScriptLine)
  case chose(TerminalChoice)
  case paper(Paper)
  case warned(String)
  case powerOff(Prompt)
  /// A flow ended with goods on its receipt, for which no money was taken.
  case dropped
}

extension DayEvent {
  /// In one line.
  fileprivate var line: String {
    switch self {
    case .asked(let prompt, let answer?): "\(prompt.traced) → \(answer.traced(to: prompt))"
    case .asked(let prompt, nil): "at \(prompt.traced)"
    case .refused(let why): "refused: \(why)"
    case .said(let line): (line.level == .info ? "log " : "failed ") + line.shown
    case .chose(let choice): "terminal «\(choice.terminal)» by «\(choice.rule)»"
    case .paper(let paper):
      "paper "
        + paper.lines.map { $0.trimmed }.filter { !$0.isEmpty }.prefix(Self.paperLinesMax)
        .joined(separator: " | ")
    case .warned(let text): "warned: \(text)"
    case .powerOff(let prompt): "power off at \(prompt.shown)"
    case .dropped: "dropped: the flow ended, and the goods on its receipt are gone"
    }
  }

  private static let paperLinesMax = 16
}

extension Prompt {
  /// Its id and words; of what is only told its text too, where a veto or a refusal says why.
  fileprivate var traced: String {
    guard case .tell = kind, !body.isEmpty else { return "\(id) «\(title)»" }
    return "\(id) «\(title)» \(body.replacing("\n", with: " "))"
  }
}

extension Answer {
  /// As a way shows it; a secret is a dot.
  func traced(to prompt: Prompt) -> String {
    switch self {
    case .button(let id): id
    case .amount(let amount): "\(amount)"
    case .text(let text): if case .secret = prompt.kind { "•" } else { "«\(text)»" }
    case .count(let figures):
      figures.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    case .cancel: "left"
    case .action(let action): action.traced
    }
  }
}

extension SaleAction {
  fileprivate var traced: String {
    switch self {
    case .add(let barcode, _): "scan \(barcode)"
    case .search(let text, _), .typed(let text), .addRow(_, let text, _): "search «\(text)»"
    case .free(let name, let price): "«\(name)» \(price)"
    case .quantity(let line, let quantity): "quantity of \(line): \(quantity)"
    case .remove(let line): "remove \(line)"
    case .discount(let line, let amount): "\(amount) off \(line)"
    case .discountShare(let line, let share): "\(share) hundredths of a percent off \(line)"
    case .contact(let contact): "contact \(contact ?? "none")"
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    let start = trimmingPrefix(while: \.isWhitespace)
    let end = start.lastIndex { !$0.isWhitespace }
    return end.map { String(start[...$0]) } ?? ""
  }
}
