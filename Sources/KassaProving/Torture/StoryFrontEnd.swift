import KassaRuntime

/// What the till of a story asks and shows.
extension StoryRun: Cashier {
  nonisolated var source: AnswerSource { .program }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    guard !disk.isOff, violation == nil else { throw CashierGone() }
    do { return try meet(prompt) } catch {
      violation = Violation(meeting: error)
      throw CashierGone()
    }
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {
    watch.refused()
    result.telling.append("        refused: \(error.text(.en))")
  }

  func show(_ notice: Notice) async {
    guard !disk.isOff else { return }
    do throws(Violation) {
      switch notice {
      case .paper(let paper): try watch.see(paper)
      case .warning(let text):
        result.telling.append("        warning: \(text)")
        try watch.lookForSecrets(in: text, "a warning")
      }
    } catch { violation = violation ?? error }
  }
}

// MARK: - One prompt

extension StoryRun {
  private func meet(_ prompt: Prompt) throws -> Answer {
    result.prompts += 1
    if isRecovering { result.recoveries += 1 }
    isRecovering = false
    sweep.isOpeningOver = true
    let isRepeated = try watch.see(prompt)
    disk.plan()
    world.pass(seconds: 3)
    if isRepeated { return give(try person.again(prompt, refusals: watch.refusals)) }
    if isFinished(prompt) {
      isOver = true
      throw CashierGone()
    }
    var move = try nextMove(prompt)
    move.reopenings = []
    result.moves.append(move)
    return try perform(move, prompt)
  }

  private func isFinished(_ prompt: Prompt) -> Bool {
    let isDone = story.sweep == nil ? result.moves.count >= story.moves.count : isErrandDone
    guard isDone else { return false }
    return prompt.isAtRest
  }

  private var isErrandDone: Bool {
    person.isErrandDone && sweep.prompts > 8 || sweep.prompts > SweepCount.promptsMax
  }

  private func nextMove(_ prompt: Prompt) throws -> StoryMove {
    if let kind = story.sweep, sweep.prompt < 0 || !isErrandDone {
      sweep.answer = sweep.prompt == prompt.number ? sweep.answer + 1 : 1
      if sweep.answer == 1 { sweep.prompts += 1 }
      sweep.prompt = prompt.number
      return StoryMove(event: .cut(kind.cut(at: sweep.answer)))
    }
    if story.sweep == nil, result.moves.count < story.moves.count {
      return story.moves[result.moves.count]
    }
    // From here on the world is kind; a till that comes to no rest then has a dead end.
    if !settling.hasBegun { try world.beKind(disk.folder) }
    return StoryMove(pick: try settling.pick(prompt))
  }

  private func perform(_ move: StoryMove, _ prompt: Prompt) throws -> Answer {
    tell(prompt, "\(move.event)")
    switch move.event {
    case .cutWhileShown:
      disk.cutNow("while «\(prompt.id)» is shown")
      throw CashierGone()
    case .walkAway: throw CashierGone()
    case .none, .tapTwice, .cut, .failure, .registrar, .mend, .clock, .pinpad: break
    }
    try world.meet(move.event, disk.folder)
    var answer = person.answer(prompt, pick: move.pick)
    if move.event == .tapTwice, let lastAnswer { answer = lastAnswer }
    if case .cut(let cut) = move.event { disk.plan(cut: cut) }
    if case .failure(let failure) = move.event { disk.plan(failure: failure) }
    return give(answer)
  }

  private func give(_ answer: Answer) -> Answer {
    watch.answered()
    lastAnswer = answer
    result.telling.append("        → \(answer)")
    return answer
  }

  private func tell(_ prompt: Prompt, _ event: String) {
    result.telling.append(
      "\(prompt.number)  \(prompt.id)  «\(prompt.title)»" + (event.isEmpty ? "" : "; \(event)"))
  }
}
