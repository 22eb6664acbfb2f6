import KassaRuntime

/// What the till of a long run asks and shows.
extension LongRun: Cashier {
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
        if paper.kind == .receipt {
          (promptsSinceReceipt, isReceiptOver) = (0, true)
          person.books.see(paper.number)
        }
        try watch.see(paper)
      case .scansWaiting: break
      case .warning(let text), .scanRefused(let text):
        figures.warnings += 1
        tell("warning: \(text)")
        try watch.lookForSecrets(in: text, "a warning")
      }
    } catch { violation = violation ?? error }
  }
}

extension LongRun {
  /// More prompts than a customer has patience for.
  private static let patience = 40
  /// Several days' prompts: a till that sells nothing for so long never will.
  private static let promptsWithoutReceiptMax = 3_000
  private static let traceLinesMax = 60

  private func meet(_ prompt: Prompt) throws -> Answer {
    figures.prompts += 1
    let isRepeated = try watch.see(prompt)
    world.pass(seconds: 3)
    if prompt.isOfTheTill {
      tell("\(prompt.id)  «\(prompt.title)»")
      return person.own(prompt)
    }
    promptsSinceReceipt += 1
    guard promptsSinceReceipt <= Self.promptsWithoutReceiptMax else {
      try person.lookForSecrets(inFilesOf: folder)
      throw Violation("dead end", "nothing was sold for \(promptsSinceReceipt) prompts")
    }
    if isRepeated { return give(try person.again(prompt, refusals: watch.refusals)) }
    let isFirstScreen = isReceiptOver && person.isOwnScreen(prompt)
    if prompt.isAtRest || isFirstScreen { try rest(at: prompt, isFirstScreen) }
    promptsOfCustomer += 1
    let step = try nextStep(prompt)
    tell("\(prompt.number)  \(prompt.id)  «\(prompt.title)»  \(step.fault)")
    if step.fault == .walkAway {
      leaving = numbers.once(in: 2) ? .walkedAway : .restarts
      throw CashierGone()
    }
    try world.meet(step.fault, folder)
    if step.fault == .tapTwice, let lastAnswer { return give(lastAnswer) }
    return give(person.answer(prompt, pick: step.pick))
  }

  /// Nobody waits for anything: the next customer comes, or the evening.
  ///
  /// - Parameter isFirstScreen: whether it is where a store's own sale begins, which says nothing of
  ///   what is set aside.
  private func rest(at prompt: Prompt, _ isFirstScreen: Bool) throws {
    (promptsOfCustomer, settling, isReceiptOver) = (0, Settling(), false)
    var parked = 0
    if case .sale(let view) = prompt.kind {
      (parked, figures.parked) = (view.parked, view.parked)
    } else if !isFirstScreen {
      isWild = false
      if day.isClosing { try goHome() }
      return
    }
    world.passQuietly(seconds: 10 + numbers.below(200))
    switch day.next(parked: parked, &numbers) {
    case .customer(let workload, let isWild):
      self.isWild = isWild
      person.begin(workload)
    case .work(let workload):
      isWild = false
      person.begin(workload)
    case .goHome: try goHome()
    }
  }

  private func goHome() throws(CashierGone) {
    leaving = .wentHome
    throw CashierGone()
  }

  private func nextStep(_ prompt: Prompt) throws -> ScheduleStep {
    guard promptsOfCustomer <= Self.patience else {
      if !settling.hasBegun { try world.heal(folder) }
      return ScheduleStep(pick: try settling.pick(prompt))
    }
    guard isWild else { return .plain }
    var step = ScheduleStep.draw(&numbers)
    // The power, the disk and the script are the torture's.
    if step.fault.isOfTorture { step.fault = .none }
    return step
  }

  private func give(_ answer: Answer) -> Answer {
    watch.answered()
    lastAnswer = answer
    tell("→ \(answer)")
    return answer
  }

  private func tell(_ line: String) {
    trace.append(line)
    if trace.count > 2 * Self.traceLinesMax { trace.removeFirst(Self.traceLinesMax) }
  }
}

extension ScheduleFault {
  fileprivate var isOfTorture: Bool {
    switch self {
    case .cut, .cutWhileShown, .failure, .script: true
    case .none, .tapTwice, .walkAway, .registrar, .mend, .clock, .pinpad: false
    }
  }
}
