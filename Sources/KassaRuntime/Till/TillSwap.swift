import Logging

/// Taking another script between receipts, and going back.
extension Till {
  /// Takes `given` in the place of the script that runs, once no receipt is in hand.
  ///
  /// It is checked and held against the till as it is: what is set up, open and kept here. All that speaks
  /// against it is told at once, and nothing is changed then. Where nobody has begun a receipt it is taken
  /// before this returns, durably; else at the next place between two receipts, where it is looked at once
  /// more. A till that ends before that keeps what it runs.
  ///
  /// - Parameters:
  ///   - who: whose act it is, for the record.
  ///   - again: whether a script is taken that the till has gone back from.
  ///   - plan: says what would become of it, and does nothing.
  /// - Throws: `JournalError` or `StorageError` where it could not be made durable.
  public func swap(
    to given: StoreBundle, by who: String, again: Bool = false, plan: Bool = false
  ) async throws -> SwapReport {
    var script = RanScript(given)
    if let running = journal.runningScript, running.script == script.script {
      return .runs(running)
    }
    do throws(ScriptGate.Refusal) {
      let signature = try gate.signature(of: given, for: &script, again: again)
      let parameters = parameters
      // Beside the till's own work: a script may take a second to load.
      let loaded = try await Self.loaded(given, parameters)
      let candidate = ScriptGate.Candidate(
        loaded: loaded, script: script, signature: signature, source: .sent, by: who,
        parameters: parameters)
      return try await take(candidate, plan: plan)
    } catch {
      return try refuse(script, .sent, by: who, error.reasons, plan: plan)
    }
  }

  /// Goes back to the script that ran directly before, as `swap` takes another.
  ///
  /// One that was sent and waits to be taken is not taken any more, and that is all then.
  ///
  /// - Parameter script: goes back from that one alone, by its hash; nil from whichever runs.
  public func goBack(
    by who: String, from script: String? = nil, plan: Bool = false
  ) async throws -> SwapReport {
    let running = journal.runningScript
    if let ordered = other.ordered, ordered.source == .sent,
      script.map({ $0 == ordered.script.script }) ?? true
    {
      if !plan { other.ordered = nil }
      return SwapReport(.withdrawn, from: running?.shown, to: ordered.script.shown)
    }
    if let script, script != running?.script { return .stranger(script, beside: running) }
    guard let before = journal.ledger.till.scripts?.before else {
      return .nothingBefore(running)
    }
    do throws(ScriptGate.Refusal) {
      return try await take(gate.ran(before, by: who, because: nil), plan: plan)
    } catch {
      return try refuse(before, .back, by: who, error.reasons, plan: plan)
    }
  }

  @concurrent
  private static func loaded(
    _ given: StoreBundle, _ parameters: [String: Value]
  ) async throws(ScriptGate.Refusal) -> LoadedStore {
    try ScriptGate.load(given, parameters)
  }

  private func take(
    _ candidate: ScriptGate.Candidate, plan: Bool
  ) async throws(ScriptGate.Refusal) -> SwapReport {
    await askRegistrar()
    let found = preflight(candidate, at: journal.ledger)
    let running = journal.runningScript?.shown
    let report = { (outcome: SwapReport.Outcome) in
      SwapReport(outcome, from: running, to: candidate.script.shown, notes: found.notes)
    }
    guard found.reasons.isEmpty else { throw ScriptGate.Refusal(reasons: found.reasons) }
    if plan { return report(.planned) }
    if let ordered = other.ordered, ordered.script.script != candidate.script.script {
      throw ScriptGate.Refusal(reasons: [
        "\(ordered.script.shown) waits to be taken; try again once it is, see kassa-run journal scripts"
      ])
    }
    (other.ordered, other.refusal) = (candidate, nil)
    guard await changeScriptNow() else { return report(.waits) }
    let isTaken = journal.runningScript?.script == candidate.script.script
    if !isTaken {
      throw ScriptGate.Refusal(reasons: other.refusal ?? ["it was refused as it was taken"])
    }
    return report(.taken)
  }

  private func refuse(
    _ script: RanScript, _ source: ScriptTaken.Source, by who: String, _ reasons: [String],
    plan: Bool
  ) throws -> SwapReport {
    if let storageFailure { throw storageFailure }
    let report = SwapReport(
      .refused, from: journal.runningScript?.shown, to: script.shown, reasons: reasons)
    guard !plan else { return report }
    // One that was refused as it was to be taken has its entry already.
    if reasons != other.refusal {
      try keep(.refused(script: gate.refused(script, source, by: who, reasons, on: journal.ledger)))
    }
    settings.log.error("\(report.lines.joined(separator: "\n"))")
    return report
  }
}

// MARK: - Between two receipts

extension Till {
  /// Whether nothing stands in hand: the flow waits for its first answer, or for the first goods of a sale
  /// of which nothing is kept yet.
  var standsBlank: Bool {
    guard let run, case .at(.prompt(let request)) = standing, run.start.level != .last,
      run.start.parkedNumber == nil
    else { return false }
    let receipt = journal.ledger.receipt ?? run.start.receipt
    guard receipt.isBlank, receipt.memo.isEmpty, receipt.printing == .notYet,
      receipt.underWay == nil
    else { return false }
    let context = run.context
    guard !context.isListenerAnswered, context.keptChanges == 0 else { return false }
    if case .sale = request.kind, context.listener == nil { return true }
    // A question of the store's that nobody has answered is asked anew, or no more.
    return !hasAnswers
  }

  /// Whether somebody has answered in the flow that runs.
  private var hasAnswers: Bool {
    guard let flow = journal.ledger.till.flow, flow.ended == nil else { return false }
    // What can't be read is not begun over.
    guard let entries = try? journal.entries(from: flow.entry) else { return true }
    return entries.contains(where: \.hasAnswer)
  }

  /// Whether another script is to run.
  var wantsOtherScript: Bool {
    other.ordered != nil || journal.ledger.till.scripts?.trial?.failed != nil
  }

  /// Ends the flow that waits with nothing in hand and begins the next one, which takes the other script.
  func beginOverOnOtherScript() async throws {
    guard let flow = journal.ledger.till.flow else { return }
    var draft = try draft()
    let end = FlowEnd(next: flow.start.name, takesBack: nil, disposition: .discarded)
    try draft.add(.step(taken: Step(at: now, next: .end(with: end))))
    let before = run?.start.receipt.id
    let progress = try begin(in: &draft)
    try await finish(progress, in: draft)
    // What was meant for the receipt that nothing was put on is for this one.
    if let now = run?.start.receipt.id, other.held?.receipt == before { other.held?.receipt = now }
  }

  /// Takes the script that was ordered, or goes back from one that failed, where no receipt is in hand.
  ///
  /// All that speaks against it is looked for once more, on the state that `draft` commits upon.
  func changeScript(in draft: inout JournalDraft) throws {
    guard isBetweenReceipts(draft) else { return }
    let scripts = draft.ledger.till.scripts
    if let failed = scripts?.trial?.failed {
      do throws(ScriptGate.Refusal) {
        guard let before = scripts?.before else {
          throw ScriptGate.Refusal(reasons: ["no other script ran here before"])
        }
        try take(gate.ran(before, by: nil, because: failed), in: &draft)
        other.refusal = ["it failed at once, and the till is back on the one before: \(failed)"]
        warn(.wentBack(because: failed))
      } catch {
        let refused = gate.refused(
          scripts?.before ?? RanScript(script: "", bundle: ""), .back, by: nil, error.reasons,
          on: draft.ledger)
        try draft.add(.refused(script: refused))
        warn(.cannotGoBack(because: failed, reasons: error.reasons))
      }
      return
    }
    guard let candidate = other.ordered else { return }
    other.ordered = nil
    do throws(ScriptGate.Refusal) { try take(candidate, in: &draft) } catch {
      let refused = gate.refused(
        candidate.script, candidate.source, by: candidate.by, error.reasons, on: draft.ledger)
      try draft.add(.refused(script: refused))
      other.refusal = error.reasons
      settings.log.error("\(refused.summary)")
    }
  }

  private func take(
    _ candidate: ScriptGate.Candidate, in draft: inout JournalDraft
  ) throws(ScriptGate.Refusal) {
    var candidate = candidate
    if candidate.parameters != parameters {
      let loaded = try ScriptGate.load(StoreBundle(candidate.loaded.bundle), parameters)
      candidate = ScriptGate.Candidate(
        loaded: loaded, script: candidate.script, signature: candidate.signature,
        source: candidate.source, by: candidate.by, because: candidate.because,
        parameters: parameters)
    }
    let found = preflight(candidate, at: draft.ledger)
    guard found.reasons.isEmpty else { throw ScriptGate.Refusal(reasons: found.reasons) }
    try gate.take(candidate, found.notes, in: &draft, at: now)
    use(candidate.loaded)
  }

  private func preflight(
    _ candidate: ScriptGate.Candidate, at ledger: Ledger
  ) -> ScriptPreflight {
    gate.preflight(
      candidate.loaded.manifest, after: store.manifest, at: ledger, other.registrar)
  }

  /// Whether the next flow begins a receipt of its own.
  private func isBetweenReceipts(_ draft: JournalDraft) -> Bool {
    switch draft.ledger.till.flow?.ended {
    case nil: return true
    case .end(let end):
      guard end.takesBack == nil else { return false }
      guard end.disposition == .none, let receipt = run?.context.receipt else { return true }
      return receipt.isBlank && receipt.memo.isEmpty
    case .fault(_, let kept):
      return kept.isPrinted || kept.isBlank && kept.memo.isEmpty
    }
  }
}
