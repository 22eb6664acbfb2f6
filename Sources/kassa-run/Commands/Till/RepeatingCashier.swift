import KassaRuntime

/// Gives a flow that begins over the answers of the one before, as long as it asks the same; then whoever
/// is there answers.
actor RepeatingCashier: Cashier {
  nonisolated let source: AnswerSource

  private let cashier: any Cashier
  private var answers: ArraySlice<GivenAnswer>
  /// The prompt that was answered so last, by its number.
  private var repeated: Int?

  init(_ cashier: any Cashier, _ answers: [GivenAnswer]) {
    self.cashier = cashier
    self.answers = answers[...]
    source = cashier.source
  }

  func input(at prompt: Prompt) async throws(CashierGone) -> Input {
    if let next = answers.first, next.prompt == prompt.id, repeated != prompt.number {
      answers.removeFirst()
      repeated = prompt.number
      return .answer(next.answer)
    }
    answers = []
    return try await cashier.input(at: prompt)
  }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    while true {
      if case .answer(let answer) = try await input(at: prompt) { return answer }
    }
  }

  func scan() async -> Scan? { await cashier.scan() }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {
    // What the new script refuses nobody has said to it.
    if repeated == prompt.number, !answers.isEmpty { return answers = [] }
    await cashier.refuse(error, of: prompt)
  }

  func show(_ notice: Notice) async throws(CashierGone) { try await cashier.show(notice) }

  func leaving() async { await cashier.leaving() }
}
