import Testing

@testable import KassaRuntime
@testable import kassa_run

/// A person with a scanner at the live console, whose clock is the test's.
///
/// Each step is what is typed from the moment its prompt is shown; the prompt must be that one. When
/// nothing more is typed the input ends.
actor Hands: Cashier {
  struct Step: Sendable {
    let prompt: String
    let typing: [Typing]
  }

  let terminal: TimedTerminal
  private let console: LiveConsole
  private var steps: ArraySlice<Step>
  private(set) var prompts: [Prompt] = []
  private(set) var answers: [Answer] = []
  private(set) var scans: [String] = []
  private(set) var refusals: [AnswerError] = []

  init(_ steps: [Step], scanner: Scanner = Scanner()) throws {
    terminal = try TimedTerminal()
    console = terminal.console(scanner)
    self.steps = steps[...]
  }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    try await console.answer(prompt)
  }

  func input(at prompt: Prompt) async throws(CashierGone) -> Input {
    if prompt.id == "person.pin" { return .answer(.text(Story.pin)) }
    if prompts.last?.number != prompt.number {
      prompts.append(prompt)
      if let step = steps.popFirst() {
        #expect(step.prompt == prompt.id, "\(prompts.map(\.id))")
        guard step.prompt == prompt.id else { throw CashierGone() }
        terminal.type(step.typing)
      }
    }
    let input = try await console.input(at: prompt)
    if case .answer(let answer) = input { answers.append(answer) }
    return input
  }

  func scan() async -> Scan? { nil }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {
    refusals.append(error)
    await console.refuse(error, of: prompt)
  }

  func show(_ notice: Notice) async throws(CashierGone) {
    switch notice {
    case .scanRefused(let text): scans.append(text)
    case .scansWaiting(let count): scans.append("\(count) waiting")
    case .paper, .warning: break
    }
    try await console.show(notice)
  }
}

extension Story {
  /// A till of the café's goods at which somebody is signed in.
  static func atTheSale(_ parts: String = "") async throws -> Story {
    let story = try Story(parts)
    try story.bring(goods: goods)
    try await story.play(signIn)
    return story
  }

  static let goods = [
    (code: "4600000000015", name: "Эспрессо", price: "120,00"),
    (code: "4600000000022", name: "Капучино", price: "199,50"),
    (code: "30001", name: "Пакет", price: "10,00"),
  ]

  /// What the hands did, and where the till stands then.
  struct Handled {
    let hands: Hands
    let prompts: [Prompt]
    let scans: [String]
    let receipt: Receipt?
    let documents: Int
    let screen: String

    var stands: String { prompts.last?.id ?? "nothing" }
  }

  func hands(
    _ steps: [(String, [Typing])], scanner: Scanner = Scanner()
  ) async throws -> Handled {
    let hands = try Hands(steps.map { Hands.Step(prompt: $0, typing: $1) }, scanner: scanner)
    let till = try await open(hands)
    await #expect(throws: CashierGone.self) { try await till.run() }
    return await Handled(
      hands: hands, prompts: hands.prompts, scans: hands.scans,
      receipt: till.ledger.receipt, documents: try receipts.count,
      screen: hands.terminal.shown())
  }
}
