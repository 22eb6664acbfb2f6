import Logging

/// Prompts and the steps that follow them.
extension Till {
  /// Asks until an answer counts, then commits it with the step it leads to.
  func ask(_ request: PromptRequest) async throws {
    guard let run else { return standing = .nothing }
    let isMisnumbered = isResumed && Planted.bug == .wrongPromptAfterRestart
    let number = journal.lastNumber + (isMisnumbered ? 1 : 0)
    let prompt = try watched(run.start.level) {
      rendering(run).prompt(request, number: number)
    }
    while true {
      let answer = prompt.tidied(try await cashier.answer(prompt))
      do {
        try prompt.check(answer)
        try refuseSwipedCard(answer)
        let recorded = try record(answer, request)
        let progress = try watched(run.start.level) {
          try rehearse(recorded, request, run)
          return try run.answer(recorded, to: request, at: now)
        }
        return try await finish(progress, after: [])
      } catch let error as AnswerError { await cashier.refuse(error, of: prompt) }
    }
  }

  /// A barcode field takes any number, a card's too: one that no good has is refused and kept nowhere.
  ///
  /// So is one in groups, whose first looks like a price and the others like a name.
  private func refuseSwipedCard(_ answer: Answer) throws(AnswerError) {
    switch answer {
    case .action(.add(let barcode, _)):
      if CardNumber.isIn(barcode), !outside.isGood(barcode) { throw .cardNumber }
    case .action(.free(let name, let price)):
      let roubles = price.kopecks / 100
      if CardNumber.isIn("\(roubles) \(name)") || CardNumber.isIn("\(name) \(roubles)") {
        throw .cardNumber
      }
    case .action, .amount, .button, .cancel, .text: return
    }
  }

  /// What is kept of an answer: of a secret, only whether it was right; of a slip's number, also
  /// whether it was accepted before.
  private func record(_ answer: Answer, _ request: PromptRequest) throws -> RecordedAnswer {
    guard case .text(let text) = answer, Planted.bug != .secretKept else {
      return .given(answer: answer)
    }
    try refuseTooSoon(request.use)
    switch request.use {
    case .pin(let name), .allowance(_, let name), .newPINAllowance(_, let name):
      return .verdict(right: try pins.verify(text, of: name, at: now))
    case .newPIN(let name):
      try pins.propose(text, of: name)
      return .verdict(right: true)
    case .repeatedPIN(let name):
      return .verdict(right: try pins.confirm(text, of: name, at: now))
    case .slipField(_, let field):
      guard let used = try slipUsed(field, text) else { return .given(answer: answer) }
      return .duplicate(text: text, of: used)
    default: return .given(answer: answer)
    }
  }

  /// The other charge that this slip was accepted for.
  private func slipUsed(_ field: SlipField, _ text: String) throws -> SlipUse? {
    guard let receipt = run?.context.receipt, let attempt = receipt.openAttempt,
      let use = attempt.use(of: field, text, receipt: receipt.id, at: now),
      let known = try journal.slip(like: use)
    else { return nil }
    let isOwn = known.receipt == use.receipt && known.attempt == use.attempt
    return isOwn ? nil : known
  }

  /// After wrong PINs none is looked at for a while; the prompt stays.
  private func refuseTooSoon(_ use: AnswerUse) throws {
    switch use {
    case .pin(let name), .repeatedPIN(let name), .allowance(_, let name),
      .newPINAllowance(_, let name):
      guard let wait = try pins.wait(of: name, at: now) else { return }
      let seconds = (wait + .milliseconds(999)).components.seconds
      throw AnswerError.tooSoon(seconds: Int(seconds))
    case .script, .outcome, .slipAmount, .slipField, .slipVerdict, .mismatchVoided,
      .differenceReturned, .cashReceived, .cashReturned, .confirmed, .newPIN:
      return
    }
  }

  /// Tries the answer's own effects on a copy, so that one the rules refuse leaves the prompt open.
  private func rehearse(
    _ answer: RecordedAnswer, _ request: PromptRequest, _ run: FlowRun
  ) throws(AnswerError) {
    let effects = AnswerEffects(
      of: answer, to: request, receipt: run.context.receipt, cashier: run.context.cashier, at: now)
    var copy = run.context.ledger
    do { try copy.apply(effects.changes) } catch {
      let reason = error.cashierReason.flatMap { words.find(settings.language, "reason.\($0)") }
      throw .refused(rule: reason?.title ?? error.description)
    }
  }

  private func rendering(_ run: FlowRun) -> PromptRendering {
    PromptRendering(
      words: words, language: settings.language, receipt: run.context.receipt,
      till: run.context.ledger.till, now: now, offsetSeconds: settings.offsetSeconds,
      isResumed: isResumed)
  }

  /// Goes on with the script after a device whose outcome is committed.
  func goOn(after outcome: DeviceOutcome) async throws {
    guard let run else { return standing = .nothing }
    if let paper = outcome.paper { await cashier.show(.paper(paper)) }
    let progress = try watched(run.start.level) { try run.resume(after: outcome, at: now) }
    try await finish(progress, after: [])
  }

  /// Completes a step and commits it; where it ends its flow, with the start of the next flow.
  ///
  /// One transaction: a crash before it asks the last prompt again, a crash after it the next one.
  func finish(
    _ first: FlowRun.Progress, after earlier: [EntryBody], bundle started: Bundle? = nil
  ) async throws {
    var bodies = earlier
    var progress = first
    var bundles = [started].compactMap { $0 }
    var flowsWithoutWait = 0
    var faults: [Fault] = []
    while true {
      switch progress {
      case .needsReadiness:
        if let fault = faultWhenNobodyIsAsked() {
          progress = fault
        } else {
          let readiness = await readiness()
          if let run { progress = try watched(run.start.level) { run.provide(readiness) } }
        }
      case .step(let step):
        if case .device = step.next, let fault = faultWhenNobodyIsAsked() {
          progress = fault
          continue
        }
        if case .prompt = step.next { callsWithoutPrompt = 0 }
        bodies.append(.step(taken: step))
        switch step.next {
        case .prompt, .device:
          if Planted.bug == .promptBeforeJournal, case .prompt(let request) = step.next, let run {
            let number = journal.lastNumber + bodies.count
            _ = try await cashier.answer(rendering(run).prompt(request, number: number))
          }
          try commit(bodies, .at(step.next), bundles: bundles)
          for fault in faults { warn(.flowFailed(fault)) }
          await showWarnings()
          return await warnOfGoods()
        case .fault(let fault): faults.append(fault)
        case .end: break
        }
        flowsWithoutWait += 1
        let start = try nextStart(after: bodies, flowsWithoutWait)
        bodies.append(.flow(start: start))
        let bundle: Bundle?
        (progress, bundle) = try open(start, after: bodies)
        if let bundle { bundles.append(bundle) }
      }
    }
  }

  /// Goods that can't be read look to a script like goods that are not there.
  private func warnOfGoods() async {
    guard let error = outside.takeUnreadable() else { return }
    warn(.goodsUnreadable(error))
    await showWarnings()
  }

  /// The fault of a script that asks devices again and again and never a cashier.
  ///
  /// Each such wait gives it a new budget, so no budget would ever stop it.
  private func faultWhenNobodyIsAsked() -> FlowRun.Progress? {
    callsWithoutPrompt += 1
    guard callsWithoutPrompt > Self.callsWithoutPromptMax else { return nil }
    callsWithoutPrompt = 0
    return run?.fault(
      .killed,
      "the script called devices \(Self.callsWithoutPromptMax) times in a row and asked nobody; "
        + "ask the cashier before trying again")
  }

  /// A sale calls some five: ready, shift closed and opened, a connected terminal, the print.
  private static let callsWithoutPromptMax = 50
}
