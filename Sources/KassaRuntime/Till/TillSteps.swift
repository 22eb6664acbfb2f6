import Logging

/// Prompts and the steps that follow them.
extension Till {
  /// Asks until an answer counts, then commits it with the step it leads to.
  func ask(_ request: PromptRequest) async throws {
    guard let run else { return follow(nil) }
    if mustSayWho { try await askWho() }
    if !unread.isEmpty { try await showUnread() }
    let prompt = try watched(run.start.level) {
      rendering(run).prompt(request, number: journal.lastNumber)
    }
    while true {
      let said = try await asking(run, prompt) { try await repeatedOrSaid(at: prompt, run) }
      // It has begun over on another script.
      guard self.run === run else { return }
      guard let said else {
        // Somebody else stands here: the same is asked anew, once they have said who they are.
        if mustSayWho { return }
        continue
      }
      var answer = said.answer
      do throws(AnswerError) {
        if case .sale = prompt.kind { answer = try meant(answer) }
        try prompt.check(answer)
        try refuseSwipedCard(answer)
      } catch {
        await refuse(error, of: prompt, said)
        continue
      }
      guard let permission = try await permission(for: answer, request) else { continue }
      var draft = try draft()
      for entry in permission { try draft.add(entry) }
      let progress: FlowRun.Progress
      do {
        let recorded = try record(answer, request)
        progress = try watched(run.start.level) {
          try run.answer(recorded, by: said.source, to: request, on: draft.ledger, at: now)
        }
      } catch let error as AnswerError {
        await refuse(error, of: prompt, said)
        continue
      } catch let error as ReceiptError {
        await refuse(refusal(error, run), of: prompt, said)
        continue
      }
      return try await finish(progress, in: draft, scanKey: said.scanKey)
    }
  }

  private func refuse(_ error: AnswerError, of prompt: Prompt, _ said: Said) async {
    // Nobody has said just now what a changed script refuses.
    guard !said.isRepeated else { return }
    switch said.source {
    case .scan: try? await cashier.show(.scanRefused(error.text(prompt.language)))
    case .hand, .program: await cashier.refuse(error, of: prompt)
    }
  }

  /// What the rules refused of an answer, in the cashier's words where there are some.
  private func refusal(_ error: ReceiptError, _ run: FlowRun) -> AnswerError {
    let reason = error.cashierReason.flatMap { run.words.find(settings.language, "reason.\($0)") }
    return .refused(rule: reason?.title ?? error.description)
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
    case .action, .amount, .button, .cancel, .count, .text: return
    }
  }

  /// What is kept of an answer: of a secret, only whether it was right; of a slip's number, also
  /// whether it was accepted before.
  private func record(_ answer: Answer, _ request: PromptRequest) throws -> RecordedAnswer {
    try refuseParameter(answer, request)
    guard case .text(let text) = answer else { return .given(answer: answer) }
    // Nobody has said who types it: whoever let them choose one is asked anew.
    if run?.context.isNewPINOver(request.use) == true { return .given(answer: .cancel) }
    if let name = request.use.guessedPIN { try refuseTooSoon(name) }
    switch request.use {
    case .pin(let name), .allowance(_, let name), .strike(_, let name), .paperStrike(_, let name),
      .settlement(_, _, let name), .newPINAllowance(_, let name), .slipReplaced(_, let name),
      .returnPIN(let name):
      return .verdict(right: try pins.verify(text, of: name, at: now))
    case .newPIN(let name):
      try pins.propose(text, of: name)
      return .verdict(right: true)
    case .repeatedPIN(let name):
      return .verdict(right: try pins.confirm(text, of: name, at: now))
    case .correctionSlip(let terminal):
      guard let use = journal.ledger.receipt?.slip(of: terminal, text, at: now).use,
        let used = try journal.slip(like: use), used.receipt != use.receipt
      else { return .given(answer: answer) }
      return .duplicate(text: text, of: used)
    case .slipField(_, let field):
      guard let used = try slipUsed(field, text) else { return .given(answer: answer) }
      return .duplicate(text: text, of: used)
    default: return .given(answer: answer)
    }
  }

  /// The other charge that this slip was accepted for.
  private func slipUsed(_ field: SlipField, _ text: String) throws -> SlipUse? {
    guard let receipt = journal.ledger.receipt, let attempt = receipt.openAttempt,
      let use = attempt.use(of: field, text, receipt: receipt.id, at: now)
    else { return nil }
    // A date tells it apart from slips of other days alone, not from one accepted for the day of its charge.
    let undated = attempt.use(of: field, text, receipt: receipt.id, at: now, dated: false)
    for use in [use, undated].compactMap(\.self) {
      guard let known = try journal.slip(like: use) else { continue }
      let isOwn = known.receipt == use.receipt && known.attempt == use.attempt
      return isOwn ? nil : known
    }
    return try slipOfOtherDay(use, field, attempt)
  }

  /// One of the same number, operation and amount that was accepted on another day of the terminal's period:
  /// its RRN or its own date tells this one apart.
  private func slipOfOtherDay(
    _ use: SlipUse, _ field: SlipField, _ attempt: Attempt
  ) throws -> SlipUse? {
    let till = journal.ledger.till
    guard attempt.deed != .void, attempt.slip?[.date] == nil, attempt.slip?[.rrn] == nil,
      let since = till.periodBegan(use.terminal, at: now),
      let known = try journal.slip(ofOtherDay: use, after: since)
    else { return nil }
    let aside = till.parked[known.receipt]?.receipt.attempts.first { $0.id == known.attempt }
    // Where nobody can say how much that one was for, its date tells them apart too.
    guard let before = aside ?? (try? journal.attempt(of: known)) else { return known }
    return field == .rrn || before.amount == attempt.amount ? known : nil
  }

  /// After wrong PINs none is looked at for a while; the prompt stays.
  func refuseTooSoon(_ name: String) throws {
    guard let wait = try pins.wait(of: name, at: now) else { return }
    let seconds = (wait + .milliseconds(999)).components.seconds
    throw AnswerError.tooSoon(seconds: Int(seconds))
  }

  private func rendering(_ run: FlowRun) -> PromptRendering {
    var till = journal.ledger.till
    till.cashier = arriving ?? till.cashier
    return PromptRendering(
      words: run.words, language: settings.language,
      receipt: journal.ledger.receipt ?? run.start.receipt, till: till, now: now,
      offsetSeconds: settings.offsetSeconds, isResumed: isResumed, folder: folder, lines: shown)
  }

  /// Goes on with the script after a device whose outcome is committed, or is in `drafted`.
  func goOn(after outcome: DeviceOutcome, in drafted: JournalDraft? = nil) async throws {
    guard let run else { return follow(nil) }
    let draft = try drafted ?? draft()
    let progress = try watched(run.start.level) {
      try run.resume(after: outcome, on: draft.ledger, at: now)
    }
    try await finish(progress, in: draft, paper: outcome.paper)
  }

  /// Completes a step and commits it; where it ends its flow, with the start of the next flow.
  ///
  /// One transaction: a crash before it asks the last prompt again, a crash after it the next one.
  func finish(
    _ first: FlowRun.Progress, in started: JournalDraft, scanKey: String? = nil,
    paper: Paper? = nil
  ) async throws {
    var draft = started
    var progress = first
    var scanKey = scanKey
    while let run {
      switch progress {
      case .needsReadiness:
        let ledger = run.context.ledger
        let readiness = await drafting { await devices.readiness(of: run.start, ledger) }
        if readiness.reason == .behind { noteBehind() }
        note(readiness.paper)
        progress = try watched(run.start.level) { run.provide(readiness) }
      case .step(var step):
        (step.scanKey, scanKey) = (scanKey, nil)
        draft.add(step, drafted: run.context.ledger)
        switch step.next {
        case .prompt, .device:
          try commit(draft, .at(step.next))
          if let paper { try await show(paper) }
          return try await tell(draft)
        case .fault, .end:
          progress = try begin(in: &draft)
        }
      }
    }
  }

  /// Tells what a transaction came to, once it is committed: flows that failed, goods that can't be
  /// read, which to a script look like goods that are not there.
  private func tell(_ draft: JournalDraft) async throws {
    for case .step(let step) in draft.entries {
      for failure in step.failures ?? [] { settings.log.error("script: \(failure.shown)") }
      if case .fault(let fault) = step.next { warn(.flowFailed(fault)) }
    }
    let isNew = draft.before.till.core.standsInFor == nil
    if isNew, let place = draft.ledger.till.core.standsInFor { warn(.standsIn(place: place)) }
    try await showWarnings()
    guard let error = outside.takeUnreadable() else { return }
    warn(.goodsUnreadable(error))
    try await showWarnings()
  }
}
