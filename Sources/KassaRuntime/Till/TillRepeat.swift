import Logging

/// An answer of a flow, for one that begins over.
package struct GivenAnswer: Hashable, Sendable {
  /// The prompt it was given to, by its id.
  package let prompt: String
  package let answer: Answer
}

/// Going on with files of the store that were changed while the till ran.
extension Till {
  /// The answers of the open flow, up to the first that is a secret; none where it can't begin over.
  package func answersToRepeat() throws -> [GivenAnswer] {
    guard let flow = flowToRepeat else { return [] }
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

  /// The open flow where nothing is lost when it begins over on the script that is there now.
  ///
  /// It began with nothing, and in it no money was taken; it may stand in for a script that failed.
  private var flowToRepeat: TillState.FlowState? {
    guard let flow = journal.ledger.till.flow, flow.ended == nil, flow.start.level != .last,
      flow.start.receipt.lines.isEmpty
    else { return nil }
    let receipt = journal.ledger.receipt ?? flow.start.receipt
    let isFree = receipt.isUntouchedByMoney && !receipt.hasMoneyInQuestion
    return isFree && receipt.printing == .notYet ? flow : nil
  }

  /// Ends the open flow where it is to begin over on another script; false where it goes on.
  func beginOver() throws -> Bool {
    guard settings.repeatsAnswers, let flow = flowToRepeat,
      flow.start.bundle != store.bundle.hash
    else { return false }
    let end = FlowEnd(next: flow.start.name, takesBack: nil, disposition: .discarded)
    var draft = try draft()
    try draft.add(.step(taken: Step(at: now, next: .end(with: end))))
    try commit(draft, .nothing)
    follow(nil)
    return true
  }

  /// Says that the store's files are not those any more that run here, and what becomes of that.
  ///
  /// - Parameter refused: why they can't be used; nil where they can.
  package func noteChangedStore(refused: (any Error)?) async {
    let warning = TillWarning.storeChanged(refused: refused.map { "\($0)" })
    settings.log.error("\(warning.logged)")
    // A front end that is gone hears of it when it comes back: the till starts with the new files then.
    try? await cashier.show(.warning(warning.words(settings.language)))
  }
}
