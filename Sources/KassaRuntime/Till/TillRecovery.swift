import Logging

/// Opening a till: after a crash, with another script, with another registrar.
extension Till {
  /// Brings the open flow back to where its entries end, on the bundle it began with.
  func recover() throws {
    guard let flow = journal.ledger.till.flow, flow.ended == nil else { return }
    if try beginOver() { return }
    if isSuspended(flow.start.level) {
      return try fallBack(
        flow.start, .crashed, "the till died \(CrashWatch.deathsMax) times in a row in this flow")
    }
    let run: FlowRun
    let entries: [Entry]
    do {
      entries = try journal.entries(from: flow.entry)
      run = try watched(flow.start.level) { try replayable(flow.start) }
    } catch let error as StoreError {
      return try fallBack(flow.start, .unloadable, error.description)
    } catch let error as SignatureError {
      return try fallBack(flow.start, .unloadable, error.description)
    } catch JournalError.broken(let entry, let reason) {
      // The receipt stands in the entries without what the script read.
      return try fallBack(flow.start, .diverged, "entry \(entry): \(reason)")
    }
    // As it was when the flow began: what the flow itself changed, replay changes again.
    let before = flow.start.ledger(parked: journal.ledger.till.parked)
    do {
      let standing = try watched(flow.start.level) {
        try Replay.replay(run, entries[...], on: before)
      }
      switch standing {
      case .at(let next): resume(run, at: .at(leavable(next.afterRestart, flow.start)))
      case .after(let outcome): resume(run, at: .after(outcome))
      case .atStart: return try fallBack(flow.start, .diverged, "the flow has no first step")
      }
      run.startClock()
      run.context.noteStart()
      try beginOverOnNewScript(flow)
    } catch let error as Replay.Divergence {
      try fallBack(
        flow.start, .diverged, "entry \(flow.entry + error.entry): \(error.description)")
    }
  }

  /// Ends a flow of another script in which nothing has begun: the next receipt is the store's own.
  private func beginOverOnNewScript(_ flow: TillState.FlowState) throws {
    guard flow.start.level == .store, !isStockOnly, let hash = flow.start.bundle,
      hash != store.bundle.hash, standsBlank,
      let bundle = try journal.bundle(hash), bundle.script != store.bundle.script
    else { return }
    let end = FlowEnd(next: flow.start.name, takesBack: nil, disposition: .discarded)
    var draft = try draft()
    try draft.add(.step(taken: Step(at: now, next: .end(with: end))))
    try commit(draft, .nothing)
    follow(nil)
  }

  /// A prompt of a script that is not the store's any more can be left.
  private func leavable(_ next: Next, _ start: FlowStart) -> Next {
    guard start.level == .store, start.bundle != store.bundle.hash,
      case .prompt(var request) = next
    else { return next }
    request.wayOut = Unrecorded(request.wayOut.value ?? "an older script")
    return .prompt(request: request)
  }

  private func replayable(_ start: FlowStart) throws -> FlowRun {
    var limits = MachineLimits()
    // A step that was in time when it was recorded must not run out of it on a slower machine.
    limits.millisecondsMax = .max
    guard let hash = start.bundle else {
      return makeRun(
        start, bundle: nil, words: store.manifest.words, providers: Provider.stock,
        limits: limits)
    }
    // Also where today's store is the same: what the journal keeps is what the audit will read.
    guard let bundle = try journal.bundle(hash, like: store.bundle) else {
      throw StoreError.script(ScriptError("the journal has no bundle \(hash.prefix(12))"))
    }
    if start.level == .store { try trust?.requireAdmitted(hash) }
    var manifest = store.manifest
    let values = start.till.parameters ?? [:]
    if start.level == .store, hash != store.bundle.hash || values != parameters {
      manifest = try StoreLoading.load(bundle, .known(values)).manifest
    }
    let isStock = start.level != .store
    return makeRun(
      start, bundle: bundle,
      words: isStock ? try StoreLoading.stockWords(bundle) : manifest.words,
      providers: isStock ? Provider.stock : manifest.providers, limits: limits)
  }

  /// Ends a flow that can't be replayed; the stock flow goes on with its receipt.
  private func fallBack(_ start: FlowStart, _ kind: Fault.Kind, _ message: String) throws {
    let because = Fault(kind, message)
    // Of a crash loop the cashier is told already, and more of it.
    if kind != .crashed { warn(.flowFailed(because)) }
    var draft = try draft()
    try draft.add(.step(taken: Step(at: now, next: .fault(because: because))))
    try commit(draft, .nothing)
    follow(nil)
  }

  /// Sells nothing until a person has seen that the registrar is ahead of this journal.
  ///
  /// A registrar that issued documents the journal does not know of shows that the journal is a
  /// restored copy. Asked once the registrar can be reached.
  func reconcile() async throws {
    // A print whose outcome is missing may be the document in question: its answer comes first.
    if case .at(.device) = standing { return }
    guard !isReconciled, let status = try? await devices.registrar.status() else { return }
    let known = journal.ledger.till.lastDocument
    guard status.lastDocument > journal.ledger.lastDocumentPossible else {
      return noteReconciled()
    }
    let prompt = BehindPrompt.prompt(
      number: journal.lastNumber, from: known + 1, to: status.lastDocument, settings.language)
    try await answer(to: prompt)
    var draft = try draft()
    try draft.add(.reconciled(document: status.lastDocument))
    if try await wasSoldSince() {
      try draft.add(endOfSold)
      try commit(draft, .nothing)
      follow(nil)
    } else {
      let (standing, wasResumed) = (standing, isResumed)
      try commit(draft, standing)
      if wasResumed, let run { resume(run, at: standing) }
    }
    noteReconciled()
  }

  /// Whether the receipt in hand holds no money here and was printed in the life that is lost.
  ///
  /// It would be paid once more before the registrar refused it.
  private func wasSoldSince() async throws -> Bool {
    guard let receipt = journal.ledger.receipt, receipt.attempts.isEmpty, receipt.tenders.isEmpty,
      receipt.printing == .notYet
    else { return false }
    do {
      return try await devices.registrar.printed(key: receipt.id) != nil
    } catch {
      // Not to be asked now: its print will be refused then, as any key that was used.
      return false
    }
  }

  private var endOfSold: Entry {
    let end = FlowEnd(next: nil, takesBack: nil, disposition: .discarded)
    return .step(taken: Step(at: now, next: .end(with: end)))
  }
}

extension Next {
  /// A print that may have been sent before the restart is asked about, not sent again.
  var afterRestart: Next {
    if case .device(.print(let intent)) = self {
      return .device(call: .settlePrint(intent: intent))
    }
    return self
  }
}

/// What a till says that opens behind its registrar.
enum BehindPrompt {
  static func prompt(number: Int, from: Int, to: Int, _ language: Language) -> Prompt {
    let (title, body, label) =
      switch language {
      case .ru:
        (
          "Журнал отстаёт от ККТ",
          "ККТ выдала документы ФД \(from)–\(to), которых нет в журнале: он восстановлен из копии "
            + "или ККТ работала с другой кассой. Сверьте их по ККТ. Неоплаченное и отложенное "
            + "проверьте со старшим",
          "Сверено"
        )
      case .en:
        (
          "The journal is behind the registrar",
          "The registrar issued documents FD \(from)–\(to) that the journal does not have: it was "
            + "restored from a copy, or the registrar served another till. Check them at the "
            + "registrar, and what is parked with a senior",
          "Checked"
        )
      }
    return Prompt(
      number: number, id: "till.behind", kind: .choose, title: title, body: body,
      buttons: [Button(id: "reconciled", label: label)],
      quietMilliseconds: PromptRendering.quietMilliseconds, language: language)
  }
}
