import KassaRuntime

/// What the till of a schedule asks and shows.
extension ScheduleRun: Cashier {
  nonisolated var source: AnswerSource { .program }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    guard !disk.isOff, violation == nil else { throw CashierGone() }
    let answer: Answer
    do { answer = try meet(prompt) } catch {
      violation = Violation(meeting: error)
      throw CashierGone()
    }
    if let (act, cut) = scriptAct {
      scriptAct = nil
      await perform(act, cut)
      guard !disk.isOff else { throw CashierGone() }
    }
    return answer
  }

  /// Swaps the till's script, or takes it back, while its prompt stands.
  private func perform(_ act: ScheduleFault.ScriptAct, _ cut: PowerDisk.Cut?) async {
    guard let till else { return }
    if let cut { disk.plan(cut: cut) }
    do {
      switch act {
      case .back: note(try await till.goBack(by: "torture"))
      case .swap:
        let report = try await till.swap(to: store.other, by: "torture", again: true)
        note(report)
        if report.outcome == .runs {
          note(try await till.swap(to: store.bundle, by: "torture", again: true))
        }
      }
    } catch { result.trace.append("        script: \(error)") }
  }

  private func note(_ report: SwapReport) {
    if report.outcome == .taken { result.swaps += 1 }
    result.trace.append("        script: " + report.lines.joined(separator: "; "))
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {
    watch.refused()
    result.trace.append("        refused: \(error.text(.en))")
  }

  func show(_ notice: Notice) async {
    guard !disk.isOff else { return }
    do throws(Violation) {
      switch notice {
      case .paper(let paper):
        if paper.kind == .receipt { person.books.see(paper.number) }
        try watch.see(paper)
      case .scansWaiting: break
      case .warning(let text), .scanRefused(let text):
        result.trace.append("        warning: \(text)")
        try watch.lookForSecrets(in: text, "a warning")
      }
    } catch { violation = violation ?? error }
  }
}

// MARK: - One prompt

extension ScheduleRun {
  private func meet(_ prompt: Prompt) throws -> Answer {
    result.prompts += 1
    if isRecovering { result.recoveries += 1 }
    isRecovering = false
    sweep.isOpeningOver = true
    let isRepeated = try watch.see(prompt)
    disk.plan()
    world.pass(seconds: prompt.isOfTheTill ? 60 : 3)
    if prompt.isOfTheTill {
      tell(prompt, "")
      return person.own(prompt)
    }
    if isRepeated { return give(try person.again(prompt, refusals: watch.refusals)) }
    if isFinished(prompt) {
      isOver = true
      throw CashierGone()
    }
    var step = try nextStep(prompt)
    step.reopenings = []
    result.steps.append(step)
    return try perform(step, prompt)
  }

  private func isFinished(_ prompt: Prompt) -> Bool {
    let isDone = schedule.sweep == nil ? result.steps.count >= schedule.steps.count : isWorkloadDone
    guard isDone else { return false }
    return prompt.isAtRest
  }

  private var isWorkloadDone: Bool {
    person.isWorkloadDone && sweep.prompts > 8 || sweep.prompts > SweepProgress.promptsMax
  }

  private func nextStep(_ prompt: Prompt) throws -> ScheduleStep {
    if let kind = schedule.sweep, sweep.prompt < 0 || !isWorkloadDone {
      sweep.answer = sweep.prompt == prompt.number ? sweep.answer + 1 : 1
      if sweep.answer == 1 { sweep.prompts += 1 }
      sweep.prompt = prompt.number
      return ScheduleStep(fault: .cut(kind.cut(at: sweep.answer)))
    }
    if schedule.sweep == nil, result.steps.count < schedule.steps.count {
      return schedule.steps[result.steps.count]
    }
    // From here on nothing fails; a till that comes to no rest then has a dead end.
    if !settling.hasBegun { try world.heal(disk.folder) }
    return ScheduleStep(pick: try settling.pick(prompt))
  }

  private func perform(_ step: ScheduleStep, _ prompt: Prompt) throws -> Answer {
    tell(prompt, "\(step.fault)")
    switch step.fault {
    case .cutWhileShown:
      disk.cutNow("while «\(prompt.id)» is shown")
      throw CashierGone()
    case .walkAway: throw CashierGone()
    case .script(let act, let cut): scriptAct = (act, cut)
    case .none, .tapTwice, .cut, .failure, .registrar, .mend, .clock, .pinpad: break
    }
    try world.meet(step.fault, disk.folder)
    var answer = person.answer(prompt, pick: step.pick)
    if step.fault == .tapTwice, let lastAnswer { answer = lastAnswer }
    if case .cut(let cut) = step.fault { disk.plan(cut: cut) }
    if case .failure(let failure) = step.fault { disk.plan(failure: failure) }
    return give(answer)
  }

  private func give(_ answer: Answer) -> Answer {
    watch.answered()
    lastAnswer = answer
    result.trace.append("        → \(answer)")
    return answer
  }

  private func tell(_ prompt: Prompt, _ fault: String) {
    result.trace.append(
      "\(prompt.number)  \(prompt.id)  «\(prompt.title)»" + (fault.isEmpty ? "" : "; \(fault)"))
  }
}
