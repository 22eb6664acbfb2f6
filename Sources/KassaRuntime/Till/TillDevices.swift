import Logging

/// What a till calls: its registrar and its terminals.
///
/// It changes nothing of the till.
///
/// The till commits a call before it is performed, and its outcome before the script goes on.
struct TillDevices: Sendable {
  let registrar: any Registrar
  let drivers: [any TerminalDriver]
  let manifest: StoreManifest
  let watch: CrashWatch
  let settings: Till.Settings

  /// Where a call is made from.
  struct Scene: Sendable {
    let ledger: Ledger
    /// What the flow that calls can make terminals from.
    let providers: [Provider]
    /// The journal's last entry, and its hash.
    let last: (number: Int, hash: [UInt8])
    /// Whether the process started anew since the call was committed.
    let isRepeated: Bool
  }

  /// Performs a call that is committed in the state of `scene`.
  func perform(_ call: DeviceCall, in scene: Scene) async -> DeviceOutcome {
    let ledger = scene.ledger
    switch call {
    case .charge(let attempt, let terminal, let amount):
      guard let receipt = ledger.receipt,
        let since = receipt.attempts.first(where: { $0.id == attempt })?.since
      else { return charged(attempt, .unknown, "the receipt in hand has no such attempt") }
      let key = TerminalCharge.key(receipt: receipt.id, attempt: attempt, since: since)
      let driver = driver(of: terminal, ledger.till.terminals[terminal], scene.providers)
      return await charge(
        attempt, driver, TerminalCharge(key: key, amount: amount), isRepeated: scene.isRepeated)
    case .print(let print): return await intended(print, ledger, send)
    case .settlePrint(let print): return await intended(print, ledger, settle)
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
      return Readiness(
        try await registrar.status(), seller: start.seller,
        taxation: (ledger.receipt ?? start.receipt).taxation, known: known)
    } catch {
      note(error)
      return Readiness(reason: error.notReady, lastDocument: known)
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

  private func outcome(
    _ result: [Value], _ changes: [Change] = [], paper: Paper? = nil
  ) -> DeviceOutcome {
    DeviceOutcome(at: settings.clock(), result: result, changes: changes, paper: paper)
  }
}

extension Till {
  /// Performs the device call the flow stands at and commits what came of it.
  func operate(_ call: DeviceCall) async throws {
    guard let run else { return follow(nil) }
    try settings.seam.reach(.beforeDevice(call: call.name))
    let scene = TillDevices.Scene(
      ledger: journal.ledger, providers: run.context.providers,
      last: (journal.lastNumber, journal.head), isRepeated: isResumed)
    let outcome = await devices.perform(call, in: scene)
    try settings.seam.reach(.afterDevice(call: call.name))
    var draft = try draft()
    try draft.add(.device(outcome: outcome))
    try commit(draft, .after(outcome))
  }
}

// MARK: - Terminals

extension TerminalCharge {
  /// One an attempt.
  ///
  /// The time is the attempt's own: a restored copy, which counts the same attempts again, must not
  /// be told of a charge that another customer paid.
  static func key(receipt: String, attempt: Int, since: Moment) -> String {
    "\(receipt)/\(attempt)/\(since.milliseconds)"
  }
}

extension TillDevices {
  /// Asks a connected terminal for a charge; after a restart only what became of it.
  private func charge(
    _ attempt: Int, _ driver: (any TerminalDriver)?, _ request: TerminalCharge, isRepeated: Bool
  ) async -> DeviceOutcome {
    var reply = TerminalReply.unknown
    if let driver = driver.map({ WatchedTerminal($0, watch) }) {
      if !isRepeated { reply = await driver.charge(request) }
      if reply == .unknown { reply = await driver.outcome(of: request) }
    }
    switch reply {
    case .approved(let reference): return charged(attempt, .approved, reference)
    case .declined(let reason): return charged(attempt, .declined, reason)
    case .unknown: return charged(attempt, .unknown, "no reply")
    case .approvedInPart(let taken, let reference):
      guard taken > .zero, taken < request.amount else {
        return charged(attempt, .unknown, reference)
      }
      let witness = Self.witness(reference)
      return outcome(
        ["in_part"],
        [
          .receipt(
            change: .approvedInPart(
              attempt: attempt, amount: taken, by: witness, at: settings.clock()))
        ])
    }
  }

  private func charged(_ attempt: Int, _ result: Outcome, _ words: String) -> DeviceOutcome {
    outcome(
      [.string(result.rawValue)],
      [
        .receipt(
          change: .outcome(
            attempt: attempt, outcome: result, by: Self.witness(words), at: settings.clock()))
      ])
  }

  /// A reply is free text from outside: it must not carry a card number into the journal.
  private static func witness(_ words: String) -> Witness {
    .device(reply: CardNumber.redacted(words))
  }

  /// The host's driver of that id, or the one that a terminal set up at this till needs.
  private func driver(
    of id: String, _ terminal: ConfiguredTerminal?, _ providers: [Provider]
  ) -> (any TerminalDriver)? {
    if let driver = drivers.first(where: { $0.id == id }) { return driver }
    guard let terminal, let path = terminal.socketPath else { return nil }
    let provider = providers.first { $0.id == terminal.provider }
    let limit = provider?.seconds.map { Duration.seconds($0) } ?? TerminalAddress.limit
    return settings.connect?(
      TerminalAddress(id: id, name: terminal.name, socketPath: path, limit: limit))
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
        return notPrinted(intent, "refused", refusal.reason)
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
      guard let found = try await registrar.printed(key: intent.key) else {
        return notPrinted(intent, "not_printed", nil)
      }
      return accept(found, intent, try? DocumentFreezer.thaw(intent.document))
    } catch { return outcome([.null, "unreachable"]) }
  }

  /// Takes a document for this receipt's only where it is newer than the intent.
  ///
  /// In a restored copy a receipt may be one that was printed before, with other goods: its money
  /// must not be covered by that document.
  private func accept(
    _ found: PrintedDocument, _ intent: PrintIntent, _ document: FiscalDocument?
  ) -> DeviceOutcome {
    guard found.number > intent.lastDocument else {
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
      ], paper: paper(of: printed, document, .receipt))
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
      columns: lines.map(\.count).max() ?? settings.columns, qr: printed.qr)
  }

  private func continuePrinting() async -> DeviceOutcome {
    do {
      guard let printed = try await registrar.continuePrinting() else {
        return outcome([["paper": "complete"]])
      }
      return outcome([printed.value])
    } catch { return refused(error) }
  }

  private func copyOfLast() async -> DeviceOutcome {
    do {
      let copy = try await registrar.copyOfLast()
      return outcome([copy.value], paper: paper(of: copy, nil, .copy))
    } catch { return refused(error) }
  }

  /// A fault has words that only a technician can use.
  private func note(_ error: RegistrarError) {
    guard case .refused(.deviceFault) = error else { return }
    settings.log.error("\(error)")
  }

  private func refused(_ error: RegistrarError) -> DeviceOutcome {
    note(error)
    return switch error {
    case .unreachable: outcome([.null, "unreachable", "unreachable"])
    case .refused(let refusal): outcome([.null, "refused", .string(refusal.reason)])
    }
  }
}

// MARK: - Shifts

extension TillDevices {
  /// Opens or closes a shift.
  ///
  /// The key makes a repeat harmless: the registrar answers with the report it has issued for it.
  private func shift(
    _ key: String, _ scene: Scene,
    _ call: (any Registrar) async throws(RegistrarError) -> ShiftReport
  ) async -> DeviceOutcome {
    do {
      let report = try await call(registrar)
      let change: TillChange =
        switch report.kind {
        case .opening:
          .shiftOpened(number: report.shift, document: report.number, at: report.openedAt, key: key)
        case .closing:
          .shiftClosed(
            number: report.shift, document: report.number, at: report.closedAt ?? settings.clock(),
            key: key)
        }
      return outcome(
        [["number": .int(Int64(report.shift))]], [.till(change: change)],
        paper: paper(of: report, scene))
    } catch {
      let refusal = refused(error)
      guard case .unreachable = error else { return refusal }
      return outcome(refusal.result, [.till(change: .shiftUnanswered(key: key))])
    }
  }

  /// The report, and on a closing one what each terminal took and the journal's head, so that an
  /// edit, a gap or a cut-off end of the journal shows against paper.
  private func paper(of report: ShiftReport, _ scene: Scene) -> Paper {
    let terminals = scene.ledger.till.shift?.terminals ?? [:]
    let head = scene.last.hash.prefix(8).hex
    let isClosing = report.kind == .closing
    let lines = ReceiptLayout(width: settings.columns, banner: registrar.banner).lines(
      report, seller: manifest.seller,
      terminals: isClosing ? terminals.values.sorted { $0.title < $1.title } : [],
      notes: isClosing ? ["Журнал \(scene.last.number): \(head)"] : [])
    return Paper(
      kind: isClosing ? .shiftClosing : .shiftOpening, number: report.number, lines: lines,
      columns: settings.columns, qr: nil)
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
