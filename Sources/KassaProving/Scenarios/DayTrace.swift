import KassaRuntime
import Synchronization

/// The way that led to where a scenario stands: prompts with their answers, what was refused, what the
/// script said, paper.
final class DayTrace: Sendable {
  private let kept = Mutex<[String]>([])
  private let said = Mutex<[String]>([])
  /// The last so many are shown.
  private static let linesMax = 40

  /// A line each, the oldest first; of a long way its end.
  var lines: [String] {
    kept.withLock { all in
      let left = all.count - Self.linesMax
      return left > 0 ? ["… \(left) more before"] + all.suffix(Self.linesMax) : all
    }
  }

  func note(_ line: String) { kept.withLock { $0.append(line) } }

  func note(_ answer: Answer, to prompt: Prompt) {
    note("\(prompt.traced) → \(answer.traced(to: prompt))")
  }

  func noteOpen(_ prompt: Prompt) { note("at \(prompt.traced)") }

  /// What the store's script said to its log, a line each; the stock library's own lines are none.
  var log: [String] { said.withLock { Array($0.prefix(Self.linesMax)) } }

  func note(_ line: ScriptLine) {
    if line.place?.hasPrefix("kassa/") != true, line.level == .info {
      said.withLock { $0.append(line.shown) }
    }
    note((line.level == .info ? "log " : "failed ") + line.shown)
  }

  func note(_ paper: Paper) {
    let lines = paper.lines.map { $0.trimmed }.filter { !$0.isEmpty }
    note("paper " + lines.prefix(Self.paperLinesMax).joined(separator: " | "))
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
  fileprivate func traced(to prompt: Prompt) -> String {
    switch self {
    case .button(let id): id
    case .amount(let amount): "\(amount)"
    case .text(let text): if case .secret = prompt.kind { "•" } else { "«\(text)»" }
    case .cancel: "left"
    case .action(let action): action.traced
    }
  }
}

extension SaleAction {
  fileprivate var traced: String {
    switch self {
    case .add(let barcode, _): "scan \(barcode)"
    case .search(let text, _), .typed(let text): "search «\(text)»"
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
