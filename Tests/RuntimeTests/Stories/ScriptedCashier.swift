import Testing

@testable import KassaRuntime

extension Scan {
  /// "46" or "46 key 7f3a".
  fileprivate init(words: String) {
    let parts = words.split(separator: " key ").map(String.init)
    self.init(parts.first ?? "", key: parts.count > 1 ? parts[1] : nil)
  }
}

/// A front end that answers from a list and leaves when it is through; "beep 46" is a scan of 46.
actor ScriptedCashier: Cashier {
  private var replies: ArraySlice<String>
  /// What is typed to the till's own question who stands here, where no reply names it: one after the
  /// other until one counts.
  private var pins: ArraySlice<String>
  private(set) var prompts: [Prompt] = []
  private(set) var refusals: [AnswerError] = []
  private(set) var warnings: [String] = []
  private(set) var papers: [Paper] = []
  /// What was shown while services were waited for.
  private(set) var waits: [Prompt] = []
  /// What was said of scans: why they were refused, how many wait.
  private(set) var scans: [String] = []
  /// What is scanned while devices work.
  private var meanwhile: ArraySlice<String>

  nonisolated let source: AnswerSource

  init(
    _ replies: [String], meanwhile: [String] = [], pins: [String] = [],
    source: AnswerSource = .hand
  ) {
    self.source = source
    self.replies = replies[...]
    self.meanwhile = meanwhile[...]
    self.pins = pins[...]
  }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    if let pin = pin(for: prompt) { return .text(pin) }
    return Answer(words: try next(prompt))
  }

  func input(at prompt: Prompt) async throws(CashierGone) -> Input {
    if let pin = pin(for: prompt) { return .answer(.text(pin)) }
    let words = try next(prompt)
    let (verb, code) = words.parted(at: " ")
    return verb == "beep" ? .scan(Scan(words: code)) : .answer(Answer(words: words))
  }

  func scan() async -> Scan? {
    guard let words = meanwhile.first, words != "stop", !words.hasPrefix("then ") else {
      return nil
    }
    meanwhile.removeFirst()
    return Scan(words: words)
  }

  /// "leave" and "stop" among what comes meanwhile are no scans: they end the wait.
  ///
  /// "then 46" is a scan that comes while such a wait is shown.
  func input(whileWaiting prompt: Prompt) async -> Input? {
    if waits.last != prompt { waits.append(prompt) }
    return meanwhile.popFirst().map { words in
      switch words {
      case "leave": .answer(.cancel)
      case "stop": .answer(.button(words))
      default: .scan(Scan(words: words.hasPrefix("then ") ? String(words.dropFirst(5)) : words))
      }
    }
  }

  private func pin(for prompt: Prompt) -> String? {
    isSayingWho = false
    guard prompt.id == "person.pin", replies.first?.hasPrefix("person.") != true,
      let pin = pins.popFirst()
    else { return nil }
    isSayingWho = true
    return pin
  }

  private func next(_ prompt: Prompt) throws(CashierGone) -> String {
    prompts.append(prompt)
    guard let next = replies.popFirst() else { throw CashierGone() }
    let (id, words) = next.parted(at: ": ")
    #expect(
      prompt.id == id,
      "\(next): the till asks «\(prompt.id)» \(prompt.title), after \(warnings), \(refusals)")
    guard prompt.id == id else { throw CashierGone() }
    return words
  }

  private var isSayingWho = false

  func refuse(_ error: AnswerError, of prompt: Prompt) async {
    if !isSayingWho { refusals.append(error) }
  }

  func show(_ notice: Notice) async {
    switch notice {
    case .paper(let paper): papers.append(paper)
    case .warning(let text): warnings.append(text)
    case .scanRefused(let text): scans.append(text)
    case .scansWaiting(let count): scans.append("\(count) waiting")
    }
  }
}

extension Answer {
  /// "approved" is a button, "19.50" an amount; else "counted cash=500.00 charges_count=3", "text …", "free 10 Чай", "scan 46", "row 3 Чай", "remove 1",
  /// "quantity 1 0.5", "discount 1 0.99", "share 1 1050", "contact …", "cancel".
  init(words: String) {
    let (verb, rest) = words.parted(at: " ")
    let (first, last) = rest.parted(at: " ")
    switch verb {
    case "cancel": self = .cancel
    case "counted":
      let fields = rest.split(separator: " ").map { String($0).parted(at: "=") }
      self = .count(
        Dictionary(
          uniqueKeysWithValues: fields.map { id, figure in
            let isMoney = figure.contains(".")
            return (
              id, isMoney ? Self.known(try? Money(parsing: figure)).kopecks : Int64(figure) ?? 0
            )
          }))
    case "text": self = .text(rest)
    case "contact": self = .action(.contact(rest))
    case "scan": self = .action(.add(barcode: rest, quantity: nil))
    case "row":
      self = .action(.addRow(Int64(first) ?? 0, name: last))
    case "typed": self = .action(.typed(rest))
    case "count" where !rest.isEmpty:
      self = .action(.search(last, quantity: Self.known(try? Quantity(parsing: first))))
    case "find": self = .button(rest)
    case "search": self = .action(.search(rest))
    case "remove" where !rest.isEmpty: self = .action(.remove(line: Int(rest) ?? 0))
    case "quantity":
      self = .action(.quantity(line: Int(first) ?? 0, Self.known(try? Quantity(parsing: last))))
    case "discount":
      self = .action(.discount(line: Int(first) ?? 0, Self.known(try? Money(parsing: last))))
    case "share":
      self = .action(.discountShare(line: Int(first) ?? 0, hundredths: Int(last) ?? 0))
    case "free": self = .action(.free(name: last, price: Self.known(try? Money(parsing: first))))
    default: self = (try? Money(parsing: words)).map(Answer.amount) ?? .button(words)
    }
  }

  private static func known<T>(_ value: T?) -> T {
    guard let value else { preconditionFailure("a story's answer can't be read") }
    return value
  }
}

extension String {
  /// What stands before the first `mark`, and what after it; all and nothing where there is none.
  fileprivate func parted(at mark: String) -> (String, String) {
    guard let range = firstRange(of: mark) else { return (self, "") }
    return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
  }
}
