import Logging

/// What a till calls: its registrar and its terminals.
///
/// It changes nothing of the till.
///
/// The till commits a call before it is performed, and its outcome before the script goes on.
struct TillDevices: Sendable {
  let registrar: any Registrar
  let drivers: [any TerminalDriver]
  private(set) var manifest: StoreManifest
  let watch: CrashWatch
  let settings: Till.Settings
  let absence = ServiceAbsence()

  /// The same devices for the store as it is read now.
  func with(_ manifest: StoreManifest) -> TillDevices {
    var devices = self
    devices.manifest = manifest
    return devices
  }

  /// Where a call is made from.
  struct Scene: Sendable {
    let ledger: Ledger
    /// What the flow that calls can make terminals from.
    let providers: [Provider]
    /// The journal's last entry, and its hash where the call prints it.
    let last: (number: Int, hash: [UInt8])
    /// Whether the process started anew since the call was committed.
    let isRepeated: Bool
  }

  /// Performs a call that is committed in the state of `scene`.
  ///
  /// - Parameter patience: of who waits for a terminal; nil where nobody can end that.
  func perform(
    _ call: DeviceCall, in scene: Scene, _ patience: TerminalPatience? = nil
  ) async -> DeviceOutcome {
    let ledger = scene.ledger
    switch call {
    case .charge(let attempt, let terminal, let amount):
      guard let receipt = ledger.receipt,
        let since = receipt.attempts.first(where: { $0.id == attempt })?.since
      else { return charged(attempt, .unknown, "the receipt in hand has no such attempt") }
      let key = TerminalCharge.key(receipt: receipt.id, attempt: attempt, since: since)
      let driver = driver(of: terminal, ledger.till.terminals[terminal], scene.providers)
      return await charge(
        attempt, driver, TerminalCharge(key: key, amount: amount), isRepeated: scene.isRepeated,
        patience)
    case .undo(let attempt, let terminal, _):
      return await undo(
        attempt, driver(of: terminal, ledger.till.terminals[terminal], scene.providers), scene)
    case .print(let print): return await intended(print, ledger, send)
    case .settlePrint(let print): return await intended(print, ledger, settle)
    case .askCharges(let charges, let seconds):
      return await ask(charges, within: seconds, scene)
    case .settleReport(let key): return await settleReport(key, scene)
    case .moveCash(let movement): return await moveCash(movement, scene)
    case .interimReport(let cashier): return await interimReport(cashier, scene)
    case .printText(let document, let lines): return await printText(document, lines)
    case .callService(let intent):
      return await self.call(intent, isRepeated: scene.isRepeated) { await Deadline.never() }
    case .continuePrinting: return await continuePrinting()
    case .copyOfLast: return await copyOfLast()
    case .openShift(let key, let cashier):
      return await shift(key, scene) { (registrar) throws(RegistrarError) in
        try await registrar.openShift(key: key, cashier: cashier)
      }
    case .closeShift(let key, let cashier):
      return await shift(key, scene) { (registrar) throws(RegistrarError) in
        try await registrar.closeShift(key: key, cashier: cashier)
      }
    }
  }

  /// Whether a payment may begin now, by the registrar's own word.
  func readiness(of start: FlowStart, _ ledger: Ledger) async -> Readiness {
    let known = ledger.lastDocumentPossible
    do {
      let status = try await registrar.status()
      let receipt = ledger.receipt ?? start.receipt
      var readiness = Readiness(
        status, seller: start.seller, taxation: receipt.taxation, known: known)
      readiness.printsCorrections = registrar.printsCorrections
      if receipt.isCorrection {
        readiness.format = status.format
        if !readiness.printsCorrections { readiness.reason = readiness.reason ?? .noCorrections }
      }
      return readiness
    } catch {
      note(error)
      var readiness = Readiness(reason: error.notReady, lastDocument: known)
      readiness.printsCorrections = registrar.printsCorrections
      return readiness
    }
  }

  /// What an intent of the receipt in hand says; a call whose receipt has none is over already.
  private func intended(
    _ print: PrintKey, _ ledger: Ledger, _ perform: (PrintIntent) async -> DeviceOutcome
  ) async -> DeviceOutcome {
    guard case .intended(let intent)? = ledger.receipt?.printing, intent.key == print.key else {
      return outcome([.null, "refused", "document_invalid"])
    }
    return await perform(intent)
  }

  func outcome(
    _ result: [Value], _ changes: [Change] = [], paper: Paper? = nil
  ) -> DeviceOutcome {
    DeviceOutcome(at: settings.clock(), result: result, changes: changes, paper: paper)
  }
}

extension Till {
  /// Performs the device call the flow stands at and commits what came of it.
  ///
  /// What a registrar with durable keys said is committed with the step after it: until then a crash
  /// asks it again by the call's key. That saves a sale one of its six syncs. A terminal's word is
  /// committed before the script hears of it.
  func operate(_ call: DeviceCall) async throws {
    guard let run else { return follow(nil) }
    try settings.seam.reach(.beforeDevice(call: call.name))
    let scene = TillDevices.Scene(
      ledger: journal.ledger, providers: run.context.providers,
      last: (journal.lastNumber, call.showsHead ? try journal.head : []), isRepeated: isResumed)
    let outcome =
      if case .callService(let intent) = call {
        try await self.call(intent, in: scene)
      } else if call.isOfTerminal {
        try await waitingForTerminal(wait(for: call)) { left in
          try await perform(call, in: scene, TerminalPatience(ends: left, hear: lateEar(for: call)))
        }
      } else {
        try await hearingScans(tellingOf: wait(for: call)) {
          await devices.perform(call, in: scene)
        }
      }
    try settings.seam.reach(.afterDevice(call: call.name))
    var draft = try draft()
    try draft.add(.device(outcome: outcome))
    if call.isAnsweredByKey, devices.registrar.keysAreDurable {
      return try await goOn(after: outcome, in: draft)
    }
    try commit(draft, .after(outcome))
    warn(of: outcome)
  }

  /// What the cashier is told while the device works.
  private func wait(for call: DeviceCall) -> TillWait {
    switch call {
    case .charge(let attempt, _, let amount), .undo(let attempt, _, let amount):
      let known = journal.ledger.receipt?.attempts.first { $0.id == attempt }
      let operation = known.map { OutcomeQuestion.Operation($0.operation) }
      return TillWait(
        .terminal, operation, amount: amount, terminal: known?.terminal.name,
        since: known?.since ?? now, mayStop: operation == .charge)
    case _ where call.isOfTerminal: return TillWait(.terminal, since: now)
    default: return TillWait(.registrar, since: now)
    }
  }

  /// A terminal takes as long as its customer, and neither a host that cancels nor a front end that goes
  /// away waits for it: what it did then is asked by the charge's key.
  private func perform(
    _ call: DeviceCall, in scene: TillDevices.Scene, _ patience: TerminalPatience
  ) async throws -> DeviceOutcome {
    let (devices, cashier) = (devices, cashier)
    let outcome = await Deadline.first(before: { await cashier.leaving() }) {
      await devices.perform(call, in: scene, patience)
    }
    if let outcome { return outcome }
    if let run { resume(run, at: standing) }
    if Task.isCancelled { throw CancellationError() }
    throw CashierGone()
  }

  /// Tells of charges whose terminals said something else than people did, or still say nothing.
  private func warn(of outcome: DeviceOutcome) {
    for case .till(.chargeAnswered(let key, _, _)) in outcome.changes {
      guard let charge = journal.ledger.till.unconfirmed.first(where: { $0.key == key }) else {
        continue
      }
      warn(.unconfirmed(charge))
    }
  }
}

// MARK: - Printing

extension TillDevices {
  private func send(_ intent: PrintIntent) async -> DeviceOutcome {
    let document: FiscalDocument
    do { document = try DocumentFreezer.thaw(intent.document) } catch {
      return notPrinted(intent, "refused", "document_invalid")
    }
    do {
      return accept(try await registrar.print(document, key: intent.key), intent, document)
    } catch {
      switch error {
      case .unreachable: return outcome([.null, "unreachable"])
      case .refused(let refusal):
        note(error)
        var outcome = notPrinted(intent, "refused", refusal.reason)
        if refusal.isOfContent { outcome.refusesContent = true }
        return outcome
      }
    }
  }

  /// Asks what became of a print whose reply is missing.
  ///
  /// A registrar that can't be reached, or one with another fiscal memory, means wait: the intent
  /// stays.
  private func settle(_ intent: PrintIntent) async -> DeviceOutcome {
    do {
      guard try await registrar.status().fn == intent.memory else {
        return outcome([.null, "other_registrar"])
      }
      let document = try? DocumentFreezer.thaw(intent.document)
      guard registrar.keysAreDurable else { return try await compareLast(intent, document) }
      guard let found = try await registrar.printed(key: intent.key) else {
        return notPrinted(intent, "not_printed", nil)
      }
      return accept(found, intent, document)
    } catch { return outcome([.null, "unreachable"]) }
  }

  /// A registrar that may have forgotten the key tells what it issued last: this receipt, something
  /// that was there before, or something else, which leaves the question open.
  private func compareLast(
    _ intent: PrintIntent, _ document: FiscalDocument?
  ) async throws(RegistrarError) -> DeviceOutcome {
    guard try await registrar.status().lastDocument > intent.lastDocument else {
      return notPrinted(intent, "not_printed", nil)
    }
    guard let last = try await registrar.lastPrinted(), last.number > intent.lastDocument,
      let document, last.shows(document, isProven: true)
    else { return outcome([.null, "unreachable"]) }
    return printed(last, document)
  }

  /// Takes a document for this receipt's only where it is newer than the intent and says the same.
  ///
  /// In a restored copy a receipt may be one that was printed before, or in the life that is lost,
  /// with other goods: its money must not be covered by that document.
  private func accept(
    _ found: PrintedDocument, _ intent: PrintIntent, _ document: FiscalDocument?
  ) -> DeviceOutcome {
    guard found.number > intent.lastDocument, document.map({ found.shows($0) }) ?? true else {
      return notPrinted(intent, "refused", "already_printed")
    }
    return printed(found, document)
  }

  private func notPrinted(
    _ intent: PrintIntent, _ why: String, _ reason: String?
  ) -> DeviceOutcome {
    outcome(
      [.null, .string(why), reason.map(Value.string) ?? .null],
      [.receipt(change: .printRefused(key: intent.key))])
  }

  private func printed(_ printed: PrintedDocument, _ document: FiscalDocument?) -> DeviceOutcome {
    outcome(
      [printed.value],
      [
        .receipt(
          change: .printed(
            document: Issued(
              number: printed.number, sign: printed.sign, shift: printed.shift, at: printed.at)))
      ] + lost(printed, document), paper: paper(of: printed, document, .receipt))
  }

  /// That its paper ended, where it did.
  private func lost(_ printed: PrintedDocument, _ document: FiscalDocument?) -> [Change] {
    guard printed.paper == .interrupted else { return [] }
    let paper = LostPaper(document: printed.number, total: document?.total, at: printed.at)
    return [.till(change: .paperEnded(paper: paper))]
  }

  private func mended(_ document: Int?) -> [Change] {
    [.till(change: .paperMended(document: document, by: nil, at: settings.clock()))]
  }

  private func paper(
    of printed: PrintedDocument, _ document: FiscalDocument?, _ kind: Paper.Kind
  ) -> Paper {
    let lines =
      printed.text
      ?? (try? document.map {
        try ReceiptLayout(width: settings.columns, banner: registrar.banner).lines($0, printed)
      }) ?? []
    return Paper(
      kind: kind, number: printed.number, lines: lines,
      columns: lines.map(\.scalarCount).max() ?? settings.columns, qr: printed.qr)
  }

  private func continuePrinting() async -> DeviceOutcome {
    do {
      guard let printed = try await registrar.continuePrinting() else {
        return outcome([["paper": "complete"]], mended(nil))
      }
      return outcome([printed.value], printed.paper == .complete ? mended(printed.number) : [])
    } catch { return refused(error) }
  }

  private func copyOfLast() async -> DeviceOutcome {
    do {
      let copy = try await registrar.copyOfLast()
      return outcome([copy.value], mended(copy.number), paper: paper(of: copy, nil, .copy))
    } catch { return refused(error) }
  }

  /// A copy of any receipt, where the registrar prints what is no document.
  private func printText(_ document: Int, _ lines: [String]) async -> DeviceOutcome {
    do {
      guard try await registrar.print(text: lines) else { return outcome([.null, "lacking"]) }
      return outcome(
        [true], document > 0 ? mended(document) : [],
        paper: Paper(
          kind: .copy, number: document, lines: lines,
          columns: lines.map(\.scalarCount).max() ?? settings.columns, qr: nil))
    } catch { return refused(error) }
  }

  /// A fault has words that only a technician can use.
  private func note(_ error: RegistrarError) {
    guard case .refused(.deviceFault) = error else { return }
    settings.log.error("\(error)")
  }

  func refused(_ error: RegistrarError) -> DeviceOutcome {
    note(error)
    return switch error {
    case .unreachable: outcome([.null, "unreachable", "unreachable"])
    case .refused(let refusal): outcome([.null, "refused", .string(refusal.reason)])
    }
  }
}

extension PrintedDocument {
  /// As a script is told of it.
  fileprivate var value: Value {
    ["number": .int(Int64(number)), "paper": .string(paper.rawValue)]
  }
}

extension RegistrarError {
  /// Why a registrar that does not even tell its state is not ready.
  fileprivate var notReady: Readiness.Reason {
    switch self {
    case .unreachable: .unreachable
    case .refused(let refusal): Readiness.Reason(rawValue: refusal.reason) ?? .deviceFault
    }
  }
}

extension Refusal {
  /// Whether it is about what stands in the document, and not about the device, its paper or its shift.
  fileprivate var isOfContent: Bool {
    switch self {
    case .documentInvalid, .foreignSeller, .taxationNotRegistered: true
    case .noPaper, .coverOpen, .busy, .shiftClosed, .shiftOpen, .shiftExpired, .clockBackwards,
      .memoryFull, .keyTaken, .nothingPrinted, .deviceFault:
      false
    }
  }

  /// The id of its words, "reason.…" in the texts.
  var reason: String {
    switch self {
    case .noPaper: "no_paper"
    case .coverOpen: "cover_open"
    case .busy: "busy"
    case .shiftClosed: "shift_closed"
    case .shiftOpen: "shift_open"
    case .shiftExpired: "shift_expired"
    case .documentInvalid: "document_invalid"
    case .foreignSeller, .taxationNotRegistered: "foreign_seller"
    case .clockBackwards: "clock"
    case .memoryFull: "memory_full"
    case .keyTaken: "document_invalid"
    case .nothingPrinted: "nothing_printed"
    case .deviceFault: "device_fault"
    }
  }
}
