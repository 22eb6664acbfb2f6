import KassaRuntime

/// What the till of a long life asks and shows.
extension LifeRun: Cashier {
  nonisolated var source: AnswerSource { .program }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    guard violation == nil else { throw CashierGone() }
    do { return try meet(prompt) } catch {
      violation = Violation(meeting: error)
      throw CashierGone()
    }
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {
    watch.refused()
    tell("refused: \(error.text(.en))")
    if case .tooSoon(let seconds) = error { world.pass(seconds: seconds) }
  }

  func show(_ notice: Notice) async {
    do throws(Violation) {
      switch notice {
      case .paper(let paper):
        if paper.kind == .receipt { promptsSinceReceipt = 0 }
        try watch.see(paper)
      case .warning(let text):
        figures.warnings += 1
        tell("warning: \(text)")
        try watch.lookForSecrets(in: text, "a warning")
      }
    } catch { violation = violation ?? error }
  }
}

extension LifeRun {
  /// More prompts than a customer has patience for.
  private static let patience = 40
  /// Several days' prompts: a till that sells nothing for so long never will.
  private static let promptsWithoutReceiptMax = 3_000
  private static let tellingMax = 60

  private func meet(_ prompt: Prompt) throws -> Answer {
    figures.prompts += 1
    let isRepeated = try watch.see(prompt)
    world.pass(seconds: 3)
    promptsSinceReceipt += 1
    guard promptsSinceReceipt <= Self.promptsWithoutReceiptMax else {
      try person.lookForSecrets(inFilesOf: folder)
      throw Violation("dead end", "nothing was sold for \(promptsSinceReceipt) prompts")
    }
    if isRepeated { return give(try person.again(prompt, refusals: watch.refusals)) }
    if prompt.isAtRest { try rest(at: prompt) }
    promptsOfCustomer += 1
    let move = try nextMove(prompt)
    tell("\(prompt.number)  \(prompt.id)  «\(prompt.title)»  \(move.event)")
    if move.event == .walkAway {
      leaving = numbers.once(in: 2) ? .walkedAway : .restarts
      throw CashierGone()
    }
    try world.meet(move.event, folder)
    if move.event == .tapTwice, let lastAnswer { return give(lastAnswer) }
    return give(person.answer(prompt, pick: move.pick))
  }

  /// Nobody waits for anything: the next customer comes, or the evening.
  private func rest(at prompt: Prompt) throws {
    (promptsOfCustomer, settling) = (0, StorySettling())
    guard case .sale(let view) = prompt.kind else {
      isWild = false
      if day.isClosing { try goHome() }
      return
    }
    figures.parked = view.parked
    world.passQuietly(seconds: 10 + numbers.below(200))
    switch day.next(parked: view.parked, &numbers) {
    case .customer(let errand, let isWild):
      self.isWild = isWild
      person.setOut(on: errand)
    case .work(let errand):
      isWild = false
      person.setOut(on: errand)
    case .goHome: try goHome()
    }
  }

  private func goHome() throws(CashierGone) {
    leaving = .wentHome
    throw CashierGone()
  }

  private func nextMove(_ prompt: Prompt) throws -> StoryMove {
    guard promptsOfCustomer <= Self.patience else {
      if !settling.hasBegun { try world.beKind(folder) }
      return StoryMove(pick: try settling.pick(prompt))
    }
    guard isWild else { return .plain }
    var move = StoryMove.draw(&numbers)
    // The power and the disk are the torture's.
    if move.event.isOfTheDisk { move.event = .none }
    return move
  }

  private func give(_ answer: Answer) -> Answer {
    watch.answered()
    lastAnswer = answer
    tell("→ \(answer)")
    return answer
  }

  private func tell(_ line: String) {
    telling.append(line)
    if telling.count > 2 * Self.tellingMax { telling.removeFirst(Self.tellingMax) }
  }
}

extension StoryMove.Event {
  fileprivate var isOfTheDisk: Bool {
    switch self {
    case .cut, .cutWhileShown, .failure: true
    case .none, .tapTwice, .walkAway, .registrar, .mend, .clock, .pinpad: false
    }
  }
}
