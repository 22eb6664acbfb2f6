/// One flow that runs: its script, what it sees, and where it stands.
///
/// Live, the till feeds it answers and commits the steps that come out. In replay the same calls get
/// the recorded reads, and the steps that come out are compared with the recorded ones.
final class FlowRun {
  /// How far a step has come.
  enum Progress {
    /// The step is complete: commit it, then do what it says is next.
    case step(Step)
    /// The registrar's readiness is wanted first; go on with `provide`.
    case needsReadiness
  }

  let start: FlowStart
  let context: FlowContext
  /// The words of its prompts.
  let words: Words
  let script: any FlowScript
  private let documents: DocumentFreezer
  private var answer: RecordedAnswer?
  private var source: AnswerSource?
  /// The goods that a fiscal document was last made of to see whether it could be, and what was seen.
  private var checked: (goods: CheckedGoods, unprintable: Unprintable?)?
  private var pending: WaitRequest?
  /// What waits for a person's yes to a question of the runtime's own.
  private var asked: WaitRequest?
  private var wayOut = WayOut()
  /// Whether somebody has said yes to closing the shift.
  private var isClosing = false
  /// What the flow waits for once devices have said what must be known before it.
  private var held: HeldRequest?
  /// Whether its script has waited before.
  private var hasBegun = false

  init(
    _ start: FlowStart, script: any FlowScript, words: Words, providers: [Provider],
    outside: any Outside, documents: DocumentFreezer
  ) {
    self.start = start
    self.script = script
    self.words = words
    self.documents = documents
    context = FlowContext(
      start: start, words: words, providers: providers, outside: outside)
  }

  /// The same flow as it stands between two steps, with a script of its own; nil where there is none.
  ///
  /// - Parameter script: makes the script for the flow that it is given.
  init?(_ other: FlowRun, script make: SavedScript) {
    (start, words, documents) = (other.start, other.words, other.documents)
    context = FlowContext(other.context, of: other.start)
    guard let script = make(context) else { return nil }
    self.script = script
    (checked, asked, held) = (other.checked, other.asked, other.held)
    (wayOut, isClosing, hasBegun) = (other.wayOut, other.isClosing, other.hasBegun)
  }

  /// Its script as it stands, for `SavedFlow`.
  var savedScript: SavedScript? { script.saved() }

  /// What its script would do next, where that can be told.
  var key: MachineKey? { script.key() }

  /// Nothing more is asked of it: another flow may live where its script did.
  func close() { script.close() }

  /// Ends the time without a clock that replay runs in.
  func startClock() { script.startClock() }

  /// Runs the flow to its first wait.
  func begin(
    on ledger: Ledger, recordedReads: [Value]? = nil
  ) throws(ReceiptError) -> Progress {
    (answer, source) = (nil, nil)
    try context.beginStep(on: ledger, at: start.at, recordedReads: recordedReads, answered: [])
    return drive { script.start(start, context) }
  }

  /// Goes on with the answer to `request`.
  ///
  /// - Throws: what the rules refuse of the answer; the question stands as it stood then.
  func answer(
    _ answer: RecordedAnswer, by source: AnswerSource?, to request: PromptRequest,
    on ledger: Ledger, at now: Moment, recordedReads: [Value]? = nil
  ) throws(ReceiptError) -> Progress {
    if request.isLeft(by: answer) {
      return try leave(answer, by: source, request, on: ledger, at: now)
    }
    let receipt = ledger.receipt ?? start.receipt
    let counted = context.counted(answer, to: request, on: ledger)
    var effects = AnswerEffects(
      of: counted, by: source, to: request, on: ledger, receipt: receipt, at: now)
    if start.keepsChoices == true, !receipt.isPrinted {
      effects.keep(choice: counted, at: request.id, by: ledger.till.cashier ?? "", now)
    }
    if start.provesVoids == true { effects.keepOver(on: receipt, request.use) }
    try context.beginStep(
      on: ledger, at: now, recordedReads: recordedReads, answered: effects.changes)
    context.take(counted, to: request)
    if case .given(.action) = answer { wayOut.noteGoods() }
    (self.answer, self.source) = (answer, source)
    context.renew()
    if let held {
      self.held = nil
      guard effects.result == ["go_on"] else { return drive { script.resume([.null, "late"]) } }
      return goOn(with: held)
    }
    if let asked { return go(on: asked, answer) }
    return drive { script.resume(effects.result) }
  }

  /// Goes on after a device; its outcome is committed already.
  func resume(
    after outcome: DeviceOutcome, on ledger: Ledger, at now: Moment, recordedReads: [Value]? = nil
  ) throws(ReceiptError) -> Progress {
    (answer, source) = (nil, nil)
    try context.beginStep(on: ledger, at: now, recordedReads: recordedReads, answered: [])
    context.note(outcome)
    if outcome.closesShift { isClosing = false }
    guard let held else { return drive { script.resume(outcome.result) } }
    self.held = nil
    if held.isAnswered(by: outcome) { return drive { script.resume(outcome.result) } }
    if held.isGivenBack(context.ledger) { return drive { script.resume([.null, "late"]) } }
    if let owed = held.late(outcome, context.ledger, asking: start) {
      self.held = held
      return next(.prompt(request: .lateCharge(owed)))
    }
    return goOn(with: held)
  }

  /// Gives the step the readiness it asked for; the recorded one in replay.
  func provide(_ live: Readiness?) -> Progress {
    let request = pending
    pending = nil
    do {
      guard var readiness = Readiness(try context.remember { live?.value ?? .null }) else {
        return fault(.error, "whether the registrar is ready can't be read from the record")
      }
      switch (request, context.objection(to: request, readiness)) {
      case (.charge, let reason?), (.refund, let reason?), (.print, let reason?):
        return notReady(reason)
      case (.refund(let request), nil):
        return unprintable == nil ? try open(request) : notReady(.documentInvalid)
      case (.charge(let request), nil):
        return unprintable == nil ? try open(request) : notReady(.documentInvalid)
      case (.print, nil): return try intendPrint(readiness)
      case (.closeShift, let reason): return try closeShift(reason)
      case (.readiness(let kind), nil):
        // What can't be printed is told before a card or cash is taken for it.
        let found = context.receipt.lines.isEmpty ? nil : unprintable ?? misfit(kind)
        guard let found else { return drive { script.resume([readiness.value]) } }
        readiness.reason = .documentInvalid
        // A flow of a program that named no line replays as it ran.
        let isNamed = context.ledger.till.core.devices != nil
        return drive { script.resume([isNamed ? found.value : readiness.value]) }
      default: return drive { script.resume([readiness.value]) }
      }
    } catch { return fault(.error, String(describing: error)) }
  }

  private func notReady(_ reason: Readiness.Reason) -> Progress {
    drive { script.resume([.null, "not_ready", .string(reason.rawValue)]) }
  }

  /// Why fiscal memory would not take the receipt once it is paid; looked at once for the same goods.
  private var unprintable: Unprintable? {
    let goods = CheckedGoods(context.receipt, context.cashier)
    if let checked, checked.goods == goods { return checked.unprintable }
    let unprintable = documents.objection(to: context.receipt, cashier: context.cashier ?? "")
    checked = (goods, unprintable)
    return unprintable
  }

  /// The first line that `kind` can't pay, where it can pay none of what is due.
  private func misfit(_ kind: TenderKind?) -> Unprintable? {
    guard let kind, context.receipt.due > .zero,
      SettlementRoom(context.receipt).left(for: kind) == .zero
    else { return nil }
    return Unprintable(misfitOf: kind, context.receipt)
  }

  /// Ends the flow because its script can't go on.
  func fault(_ kind: Fault.Kind, _ message: String, calls: [String] = []) -> Progress {
    let isStopped = kind == .killed || kind == .left
    let origin = isStopped ? script.storePlace?.origin : nil
    script.close()
    return .step(
      context.step(
        answer: answer, by: source,
        next: .fault(because: Fault(kind, message, calls: calls, origin: origin))))
  }

  /// Goes on without the store's script: its question is answered by nothing.
  private func leave(
    _ answer: RecordedAnswer, by source: AnswerSource?, _ request: PromptRequest, on ledger: Ledger,
    at now: Moment
  ) throws(ReceiptError) -> Progress {
    try context.beginStep(on: ledger, at: now, recordedReads: nil, answered: [])
    (self.answer, self.source) = (answer, source)
    context.renew()
    return fault(
      .left,
      "\(request.wayOut.value ?? "the store"): \(point)the cashier went on without the store's "
        + "script")
  }

  /// The listener that runs, as a fault names it.
  private var point: String { context.listener.map { "\($0.name): " } ?? "" }

  /// Lets the script run on what is left of its budget.
  func drive(_ turn: () -> Resumption) -> Progress {
    script.limit(to: context.left)
    let resumption = turn()
    let spent = script.spent
    context.spend(instructions: spent.instructions, microseconds: spent.microseconds)
    return go(resumption)
  }

  private func go(_ resumption: Resumption) -> Progress {
    switch resumption {
    case .finished(let values): end(values)
    case .failed(let error): fault(.error, error.description, calls: error.calls)
    case .killed(let kill, let place):
      fault(.killed, (place.map { "\($0): " } ?? "") + point + kill.description)
    case .waiting: wait()
    }
  }

  private func wait() -> Progress {
    guard let request = context.takePending() else {
      return fault(.error, "the script waits for nothing; use a function of «prompt»")
    }
    if !request.isPrompt, let objection = context.spend(\.calls) {
      return fault(.killed, objection)
    }
    if request.printsDocument, let objection = context.objectionToDocument {
      return fault(.killed, objection)
    }
    defer { hasBegun = true }
    return goOn(with: HeldRequest(request, late: hasBegun ? [] : start.asksCharges ?? []))
  }

  /// Does what the script asks for, once no device has to be asked before.
  private func goOn(with first: HeldRequest) -> Progress {
    var held = first
    if let call = held.question(context.ledger, asking: start) {
      self.held = held
      return next(.device(call: call))
    }
    do {
      switch held.request {
      case .prompt(let prompt):
        if prompt.use.takesTender, context.ledger.till.core.devices != nil, let unprintable {
          return drive { script.resume([.null, .string(unprintable.reason)]) }
        }
        return next(.prompt(request: prompt))
      // No document tells of what is given back of a receipt that is not printed.
      case .refund(let refund) where !context.receipt.isReturn: return try open(refund)
      case .charge, .refund, .readiness:
        pending = held.request
        return .needsReadiness
      case .void(let charge, let isConnected, let prompt):
        return try open(void: charge, isConnected: isConnected, prompt)
      case .print where context.isRefusedLate: return notReady(.lateReceipt)
      case .print:
        if case .intended(let intent) = context.receipt.printing {
          return next(.device(call: .settlePrint(intent: PrintKey(key: intent.key))))
        }
        if context.receipt.total == .zero, asksItself { return ask(held.request, .printNothing) }
        pending = held.request
        return .needsReadiness
      case .continuePrinting: return next(.device(call: .continuePrinting))
      case .copyOfLast: return next(.device(call: .copyOfLast))
      case .openShift:
        return next(
          .device(call: .openShift(key: shiftKey("open"), cashier: context.cashier ?? "")))
      case .closeShift:
        guard asksItself, !isClosing else { return closeShift() }
        pending = held.request
        return .needsReadiness
      case .moveCash(let cash): return try move(cash, held.request)
      case .interimReport:
        return next(.device(call: .interimReport(cashier: context.cashier ?? "")))
      case .printText(let document, let lines):
        return next(.device(call: .printText(document: document, lines: lines)))
      // It was asked about before, or is over.
      case .unconfirmed: return drive { script.resume([true]) }
      case .service(let request):
        guard let intent = context.intent(for: request) else {
          return drive { script.resume([.null, "spent"]) }
        }
        return next(.device(call: .callService(intent: intent)))
      }
    } catch { return fault(.error, String(describing: error)) }
  }

  func next(_ next: Next) -> Progress {
    guard case .prompt(var request) = next else {
      if case .end = next { script.close() }
      return .step(context.step(answer: answer, by: source, next: next))
    }
    let receipt = context.receipt
    wayOut.note(receipt)
    if let store = script.storePlace {
      if asksItself, wayOut.isOverdue(receipt) {
        return fault(
          .left,
          "\(store.place): \(point)the script asked \(WayOut.promptsMax) times, and nothing changed"
        )
      }
      if wayOut.isOffered(at: request) { request.wayOut = Unrecorded(store.place) }
    }
    return .step(context.step(answer: answer, by: source, next: .prompt(request: request)))
  }

  private func closeShift() -> Progress {
    next(.device(call: .closeShift(key: shiftKey("close"), cashier: context.cashier ?? "")))
  }
}

// MARK: - Questions of the runtime's own

extension FlowRun {
  /// Whether the runtime asks by itself; an older program's flow is replayed as it was recorded.
  private var asksItself: Bool { start.terms != nil && start.level != .last }

  func ask(_ request: WaitRequest, _ question: RuntimeQuestion) -> Progress {
    asked = request
    return next(.prompt(request: question.request))
  }

  /// Goes on with what waited for a person's yes.
  private func go(on request: WaitRequest, _ answer: RecordedAnswer) -> Progress {
    asked = nil
    guard answer == .given(answer: .button("yes")) else {
      return drive { script.resume([.null, "cancelled", "cancelled"]) }
    }
    if case .closeShift = request {
      isClosing = true
      return closeShift()
    }
    if case .moveCash(let cash) = request {
      guard context.ledger.till.mayMove(cash) else { return short() }
      return next(.device(call: .moveCash(movement: movement(cash))))
    }
    pending = request
    return .needsReadiness
  }

  /// Closes a shift whose 24 hours end; any other only by a person's yes.
  private func closeShift(_ reason: Readiness.Reason?) throws -> Progress {
    if reason == .shiftExpired || reason == .shiftEnding { return closeShift() }
    try context.require(guard: StoreTerms.beforeShiftClose)
    return ask(.closeShift, .closing)
  }
}

// MARK: - Telling one place from another

extension FlowRun {
  /// What it holds between two steps beside its script and the receipt.
  struct Held: Hashable, Sendable {
    let asked, held: WaitRequest?
    let isClosing: Bool
  }

  var holds: Held { Held(asked: asked, held: held?.request, isClosing: isClosing) }
}

// MARK: - Opening attempts, freezing documents

extension FlowRun {
  private func open(_ request: ChargeRequest) throws -> Progress {
    let attempt = context.attempt(for: request)
    try context.change(.attemptOpened(attempt: attempt))
    if request.isConnected {
      return next(
        .device(
          call: .charge(
            attempt: attempt.id, terminal: request.terminal.id, amount: request.amount)))
    }
    return next(.prompt(request: request.prompt.about(attempt: attempt.id)))
  }

  private func intendPrint(_ readiness: Readiness) throws -> Progress {
    let document: JSONText
    do {
      document = try documents.freeze(
        context.receipt, cashier: context.cashier ?? "", readiness.format)
    } catch is DocumentError { return notReady(.documentInvalid) }
    let intent = PrintIntent(
      key: context.receipt.printKey, lastDocument: readiness.lastDocument, document: document,
      memory: readiness.memory, slip: context.receipt.correctionSlip?.use)
    try context.change(.printIntended(intent: intent))
    return next(.device(call: .print(intent: PrintKey(key: intent.key))))
  }
}
