import Testing

@testable import KassaRuntime
@testable import kassa_run

/// Where hands type: a pseudo-terminal with a clock.
protocol TypedTerminal: Sendable {
  var now: Int { get }
  /// When the last key comes that is still to come; now where none is.
  var lastAt: Int { get }
  /// How often somebody tries what nothing came of: on a busy machine keys come together that were typed
  /// apart, and are refused.
  var tries: Int { get }

  /// What is typed from `start` on, the clock's time where nothing else is said.
  func type(_ typing: [Typing], from start: Int?, isMeant: Bool)
  /// What was meant for a prompt is not typed any more once another one is there.
  func forgetMeant()
  func console(_ scanner: Scanner) -> LiveConsole
}

/// What came of deliberate acts.
struct PlannedSales: Equatable, Sendable {
  var sales = 0
  var cashlessKopecks: Int64 = 0
  var cashKopecks: Int64 = 0
}

/// Hands that do what a sale needs, long after the noise that they make before it.
actor NoisyHands<Terminal: TypedTerminal>: Cashier {
  /// What is done deliberately at a prompt: by which keys, and what they mean.
  private struct Act {
    let typing: [Typing]
    let answer: Answer?
  }

  /// After so many milliseconds without anything they try again.
  private static var patience: Int { 10_000 }

  private let terminal: Terminal
  private let console: LiveConsole
  private var numbers: SeededNumbers
  private let sales: Int
  private var number = -1
  private var act = Act(typing: [], answer: nil)
  private var actAt = 0
  private(set) var planned = PlannedSales()
  /// What was answered at a prompt about money without having been meant.
  private(set) var slips: [String] = []
  private(set) var trace: [String] = []

  init(seed: UInt64, sales: Int, at terminal: Terminal) {
    self.terminal = terminal
    console = terminal.console(Scanner())
    numbers = SeededNumbers(seed: seed)
    self.sales = sales
  }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer { throw CashierGone() }

  func input(at prompt: Prompt) async throws(CashierGone) -> Input {
    if prompt.id == "person.pin" { return .answer(.text(Story.pin)) }
    if prompt.number != number {
      number = prompt.number
      trace.append("\(terminal.now) \(prompt.id)")
      guard planned.sales < sales, trace.count < 100 * sales else { throw CashierGone() }
      terminal.forgetMeant()
      act = plan(prompt)
      terminal.type(noise(at: prompt), from: nil, isMeant: false)
      // In silence: whoever means something stops first.
      actAt = terminal.lastAt + 2_200
      for number in 0..<terminal.tries {
        terminal.type(act.typing, from: actAt + number * Self.patience, isMeant: true)
      }
    }
    let input = try await console.input(at: prompt)
    trace.append("\(terminal.now) \(input)")
    guard case .answer(let answer) = input, prompt.isAboutMoney else { return input }
    if answer != act.answer || terminal.now < actAt {
      slips.append(
        "\(prompt.id): \(answer), the plan was \(act.answer as Any) at \(actAt), \(trace.suffix(6))"
      )
    }
    note(answer, at: prompt)
    return input
  }

  func scan() async -> Scan? { nil }
  func refuse(_ error: AnswerError, of prompt: Prompt) async {
    await console.refuse(error, of: prompt)
  }

  func show(_ notice: Notice) async throws(CashierGone) {
    if case .paper(let paper) = notice, paper.kind == .receipt { planned.sales += 1 }
    try await console.show(notice)
  }

  private func note(_ answer: Answer, at prompt: Prompt) {
    switch (prompt.kind, answer) {
    case (.outcome(let question), .button("approved")):
      planned.cashlessKopecks += question.amount.kopecks
    // Of less than is due it is a part, and the rest is asked for.
    case (.amount(let rule), .amount(let given)) where prompt.id == "payment.cash":
      planned.cashKopecks += min(given.kopecks, rule.offered.first?.kopecks ?? 0)
    default: break
    }
  }
}

extension NoisyHands {
  private func plan(_ prompt: Prompt) -> Act {
    switch prompt.kind {
    case .sale(let view):
      if view.lines.isEmpty || Int.random(in: 0..<4, using: &numbers) == 0 {
        return Act(typing: [.scan("4600000000015", after: 0)], answer: nil)
      }
      return Act(
        typing: [.hand(.random(using: &numbers) ? Typing.f1 : Typing.f2, after: 0)], answer: nil)
    case .outcome:
      let isApproved = Int.random(in: 0..<5, using: &numbers) > 0
      return Act(
        typing: [.hand(isApproved ? "1" : "2", after: 0)],
        answer: .button(isApproved ? "approved" : "declined"))
    case .amount(let rule):
      if .random(using: &numbers), let exact = rule.offered.first {
        return Act(typing: [.hand(Typing.f1, after: 0)], answer: .amount(exact))
      }
      return Act(
        typing: [.hand("\u{15}5000\r", after: 0)], answer: .amount(Money(checked: 500_000)))
    case .confirm:
      // Nothing that these hands mean needs a yes: a press at the sale may have opened it.
      let answer = prompt.buttons.last.map { Answer.button($0.id) }
      return Act(typing: [.hand("\(prompt.buttons.count)", after: 0)], answer: answer)
    case .secret:
      return Act(typing: [.hand("\u{15}" + Story.pin + "\r", after: 0)], answer: nil)
    case .count(let rule):
      return Act(
        typing: [.hand("\u{15}5000\r", after: 0)],
        answer: .count([rule.fields[0].id: 500_000]))
    case .text(let rule) where rule.narrows:
      // What noise had typed before would be narrowed by a number.
      let answer = prompt.buttons.first.map { Answer.button($0.id) }
      return Act(typing: [.hand("\u{15}1\r", after: 0)], answer: answer)
    case .tell, .choose, .text:
      let answer = prompt.buttons.first.map { Answer.button($0.id) }
      return Act(typing: [.hand("1", after: 0)], answer: answer)
    }
  }

  /// Up to three accidents, over the prompt's beginning or later.
  private func noise(at prompt: Prompt) -> [Typing] {
    let held = Int.random(in: 0..<4, using: &numbers) == 0 ? held(at: prompt) : []
    return held
      + (0..<Int.random(in: 0...3, using: &numbers)).flatMap { _ in accident(at: prompt) }
  }

  /// A key that goes down before a prompt about money takes anything, this one or one that it opens.
  ///
  /// Later it would be a press like any other. At a prompt about money the keyboard repeats slowly.
  private func held(at prompt: Prompt) -> [Typing] {
    guard let key = [Typing.f1, Typing.f2, "1", "2", "\r"].randomElement(using: &numbers) else {
      return []
    }
    let isSlow = prompt.isAboutMoney
    return Typing.held(
      key, after: Int.random(in: 0...600, using: &numbers),
      delay: Int.random(in: isSlow ? 200...2_000 : 200...660, using: &numbers),
      every: Int.random(in: isSlow ? 110...500 : 25...110, using: &numbers),
      times: isSlow ? Int.random(in: 2...9, using: &numbers) : 40)
  }

  private func accident(at prompt: Prompt) -> [Typing] {
    let after = [0, 30, 150, 290, 400, 690, 720, 1_500].randomElement(using: &numbers) ?? 0
    let key =
      [Typing.f1, Typing.f2, "1", "2", "5", "\r", "о"].randomElement(using: &numbers) ?? "1"
    let fast = Int.random(in: 0...50, using: &numbers)
    if case .sale = prompt.kind {
      // At a sale a press is meant, whatever it is: what may happen here is a scan or a paste.
      return [
        .random(using: &numbers)
          ? .scan(code(), after: after, every: fast) : .paste("1500", after: after)
      ]
    }
    switch Int.random(in: 0..<10, using: &numbers) {
    case 0: return [.scan(code(), after: after, every: fast)]
    case 1:
      return [
        .scan(
          code(), after: after, every: fast,
          ending: ["", "\t", "\r\n", "\r\r", "\n\r"].randomElement(using: &numbers) ?? "")
      ]
    case 2:
      return Array(
        Typing.held(
          key, after: after, delay: Int.random(in: 200...660, using: &numbers),
          every: Int.random(in: 25...110, using: &numbers), times: 40
        ).dropFirst())
    case 3: return [.paste("1500\r", after: after)]
    case 4:
      let keys = (0..<Int.random(in: 3...6, using: &numbers)).map { _ in
        ["1", "2", "3", "0", "\r", Typing.f1].randomElement(using: &numbers) ?? "1"
      }
      return [Typing(after: after, parts: keys, every: Int.random(in: 0...45, using: &numbers))]
    case 5:
      return [
        Typing(after: after, parts: [key, key], every: Int.random(in: 30...110, using: &numbers))
      ]
    case 6:
      let pause = Int.random(in: 51..<300, using: &numbers)
      return [
        .scan("46000000", after: after, every: fast, ending: ""),
        .scan("15", after: pause, every: fast, ending: "\r"),
      ]
    case 7: return [.paste("15", after: after), .atOnce("\r", after: fast)]
    case 8:
      let replies = ["\u{1B}[M !1", "\u{1B}]11;1\u{7}", "\u{1B}[<0;1;1M", "\u{1B}1"]
      return [.atOnce(replies.randomElement(using: &numbers) ?? "", after: after)]
    default: return [.hand("о", after: after)]
    }
  }

  private func code() -> String {
    ["4600000000015", "1234567890128", "30001", "11111112", "9999999999994", "2000000000015"]
      .randomElement(using: &numbers) ?? "30001"
  }
}
