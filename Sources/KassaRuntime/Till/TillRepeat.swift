import Logging

/// An answer of a flow, for one that begins over.
package struct GivenAnswer: Hashable, Sendable {
  /// The prompt it was given to, by its id.
  package let prompt: String
  package let answer: Answer
}

/// The answers of the flow before, for one that begins over: from the first prompt that it does not ask
/// again, or that says what an answer does to money, somebody is asked.
struct RepeatedAnswers {
  private var answers: ArraySlice<GivenAnswer>
  /// The prompt that was answered so last, by its number: one that is asked again was refused.
  private var answered: Int?

  init(_ answers: [GivenAnswer]) { self.answers = answers[...] }

  mutating func next(at prompt: Prompt) -> Answer? {
    guard let next = answers.first, next.prompt == prompt.id, answered != prompt.number,
      prompt.effect == nil
    else {
      answers = []
      return nil
    }
    answers.removeFirst()
    answered = prompt.number
    return next.answer
  }
}

/// Going on with files of the store that were changed while the till ran.
extension Till {
  /// The answers of the open flow, up to the first that is a secret; none where it can't begin over.
  package func answersToRepeat() throws -> [GivenAnswer] {
    guard let flow = try flowToRepeat() else { return [] }
    var answers: [GivenAnswer] = []
    var asked: String?
    for case .step(let step) in try journal.entries(from: flow.entry) {
      if let asked, let recorded = step.answer {
        guard case .given(let answer) = recorded else { return answers }
        answers.append(GivenAnswer(prompt: asked, answer: answer))
      }
      asked = if case .prompt(let request) = step.next { request.id } else { nil }
    }
    return answers
  }

  /// What was said at `prompt`: to the flow before, where this one begins over, or now.
  func repeatedOrSaid(at prompt: Prompt, _ run: FlowRun) async throws(CashierGone) -> Said? {
    guard let answer = repeatedAnswer(at: prompt) else { return try await said(at: prompt, run) }
    return Said(answer: answer, source: cashier.source, isRepeated: true)
  }

  /// The open flow where nothing is lost when it begins over on the script that is there now.
  ///
  /// It began with nothing, and in it no money was asked for or taken, given back since or not; it may
  /// stand in for a script that failed.
  private func flowToRepeat() throws -> TillState.FlowState? {
    guard let flow = journal.ledger.till.flow, flow.ended == nil, flow.start.level != .last,
      flow.start.receipt.lines.isEmpty
    else { return nil }
    let receipt = journal.ledger.receipt ?? flow.start.receipt
    guard receipt.isUntouchedByMoney, !receipt.hasMoneyInQuestion, receipt.attempts.isEmpty,
      receipt.printing == .notYet
    else { return nil }
    for case .step(let step) in try journal.entries(from: flow.entry) {
      if (step.answered + step.changes).contains(where: \.takesMoney) { return nil }
    }
    return flow
  }

  /// Ends the open flow where it is to begin over on another script; false where it goes on.
  func beginOver() throws -> Bool {
    guard settings.repeats != nil, let flow = try flowToRepeat(),
      flow.start.bundle != store.bundle.hash
    else { return false }
    let end = FlowEnd(next: flow.start.name, takesBack: nil, disposition: .discarded)
    var draft = try draft()
    try draft.add(.step(taken: Step(at: now, next: .end(with: end))))
    try commit(draft, .nothing)
    follow(nil)
    repeatAnswers()
    return true
  }

  /// Looks at a store's files that were changed while the till runs, and says what becomes of them.
  ///
  /// Nothing of them runs before their signature is checked where the till trusts a key, and nothing at
  /// all where they are not to be taken now: what they do while they are loaded is the next start's.
  /// - Parameter taken: whether the till is to go on with them at once.
  /// - Returns: whether it can.
  package func look(
    atChanged open: @Sendable () throws -> StoreBundle, taken: Bool
  ) async -> Bool {
    var refused: String?
    do {
      let store = try open().with(.till(parameters))
      _ = try trust?.verify(store, given: settings.trust)
      if taken {
        _ = try Self.load(store, watch)
        return true
      }
    } catch { refused = "\(error)" }
    let warning = TillWarning.storeChanged(refused: refused)
    settings.log.error("\(warning.logged)")
    // A front end that is gone hears of it when it comes back: the till starts with the new files then.
    try? await cashier.show(.warning(warning.words(settings.language)))
    return false
  }
}

extension Change {
  /// Whether a person said that they have money for the receipt.
  fileprivate var takesMoney: Bool {
    switch self {
    case .receipt(.cashReceived), .receipt(.confirmed): true
    case .receipt, .till: false
    }
  }
}
