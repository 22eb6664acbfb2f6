/// What one flow sees and changes of the till, with the record of its current step.
///
/// Each step is drafted on a copy of the ledger that it begins on. Live and in replay the same code
/// runs; replay differs only in where `read` takes its values.
final class FlowContext: FlowPort {
  /// The draft of the step: the ledger it began on, with what the answer and the script did so far.
  private(set) var ledger: Ledger
  let language: Language
  let words: Words
  /// Its name.
  let flow: String
  let offsetSeconds: Int
  let seller: Seller
  let providers: [Provider]
  private(set) var now: Moment
  private(set) var isParkRequested = false
  private(set) var pending: WaitRequest?
  /// What people said yes to in this flow.
  private var yes = GivenYes()
  /// Whether the answer that began this step lets the script change the terminals, once.
  private var mayConfigure = false
  /// What the answer that began this step lets what is due next of a return go back another way by, once.
  private var yesToMove: YesToMove?
  let terms: StoreTerms?
  let asksSlips: Bool
  let undoesByKey: Bool
  let provesVoids: Bool
  let holdsReturns: Bool
  let holdsMatters: Bool
  /// Whether its receipt was set aside before it.
  let wasSetAside: Bool

  /// What the script's parameters are in this flow, by name.
  let parameters: [String: Value]

  /// The listener of the store that runs; nil where none does.
  var listener: RunningListener?
  /// Whether a listener has asked somebody in this flow, and was answered.
  private(set) var isListenerAnswered = false
  /// Whether the receipt was set aside before this flow, and no listener has been told of it yet.
  private var isTakenBack: Bool

  private var snapshots: [Int: (receipt: Receipt, keptChanges: Int)] = [:]
  /// What durable values were before this flow changed them, one for each change.
  var keptBefore: [KeptChange] = []
  /// Of these, those that the listeners before a tender made which is about to be taken.
  var keptForTender = 0..<0
  private var lastSnapshot = 0
  private static let snapshotsMax = 16
  private var reads: [Value] = []
  private var changes: [Change] = []
  private var answered: [Change] = []
  private var failures: [ScriptFailure] = []
  /// The draft without the script's own changes of this step: what a fault goes back to.
  private var beforeScript: Ledger
  /// Reads still to be given again; nil when live.
  private var recordedReads: ArraySlice<Value>?
  private let outside: any Outside

  init(start: FlowStart, words: Words, providers: [Provider], outside: any Outside) {
    self.words = words
    self.providers = providers
    (terms, level) = (start.terms, start.level)
    (asksSlips, undoesByKey) = (start.asksSlips == true, start.undoesByKey == true)
    provesVoids = start.provesVoids == true
    (holdsReturns, holdsMatters) = (start.holdsReturns == true, start.holdsMatters == true)
    wasSetAside = start.parkedNumber != nil
    spent = start.spent ?? Spending()
    parameters = (start.terms?.parameters ?? []).values(start.till.parameters ?? [:])
    offsetSeconds = start.offsetSeconds
    seller = start.seller
    ledger = Ledger(receipt: start.receipt)
    beforeScript = ledger
    (language, flow) = (start.language, start.name)
    now = start.at
    self.outside = outside
    empty = start.receipt
    isTakenBack = start.parkedNumber != nil
  }

  /// What scripts have spent since a person's last input.
  var spent: Spending
  let level: FlowLevel

  private let empty: Receipt
  var receipt: Receipt { ledger.receipt ?? empty }
  var cashier: String? { ledger.till.cashier }
  var terminals: TerminalBook { ledger.till.terminals }
  var unconfirmed: [UnconfirmedCharge] { ledger.till.unconfirmed }
  var periods: [String: TerminalPeriod] { ledger.till.periods(at: now) }
  var matters: (count: Int, kopecks: Int64) { ledger.till.openMatters }
  var isUnhanded: Bool { ledger.till.core.unhanded == true && matters.count > 0 }
  var services: ServiceMemory? { ledger.till.core.services }

  /// Starts a step on `committed`: first what the runtime makes of the answer, then the script's turn.
  ///
  /// - Throws: what the rules refuse of the answer; no step is begun then.
  func beginStep(
    on committed: Ledger, at now: Moment, recordedReads: [Value]?, answered: [Change]
  ) throws(ReceiptError) {
    var draft = committed
    try draft.apply(answered)
    if isAnothers(committed), committed.till.listsUndone { yes.end() }
    yes.take(answered)
    (ledger, beforeScript) = (draft, draft)
    self.now = now
    self.recordedReads = recordedReads.map { $0[...] }
    (reads, changes, failures) = ([], [], [])
    pending = nil
    self.answered = answered
    (mayConfigure, yesToMove) = (false, nil)
  }

  /// Takes what the answer that began this step lets the script change of the terminals.
  func take(_ answer: RecordedAnswer, to request: PromptRequest) {
    if listener != nil { isListenerAnswered = true }
    yesToMove = YesToMove(answer, to: request, answered)
    guard case .given(let answer) = answer else { return }
    mayConfigure = TerminalPrompts.isYes(answer, to: request)
    if case .address = request.use, case .text(let path) = answer { yes.take(address: path) }
  }

  /// The same flow once more, as it is known between two steps.
  convenience init(_ other: FlowContext, of start: FlowStart) {
    self.init(
      start: start, words: other.words, providers: other.providers, outside: other.outside)
    (ledger, now, spent) = (other.ledger, other.now, other.spent)
    (yes, listener, isTakenBack) = (other.yes, other.listener, other.isTakenBack)
    isListenerAnswered = other.isListenerAnswered
    (snapshots, lastSnapshot) = (other.snapshots, other.lastSnapshot)
    (keptBefore, keptForTender) = (other.keptBefore, other.keptForTender)
    isParkRequested = other.isParkRequested
  }

  /// The step as it is recorded, with what follows it.
  func step(answer: RecordedAnswer?, by source: AnswerSource?, next: Next) -> Step {
    var kept = changes
    if case .fault = next {
      // A fault is never replayed, so nothing needs what the script read.
      (ledger, kept, reads) = (beforeScript, [], [])
    }
    return Step(
      at: now, answer: answer, by: source, answered: answered, reads: reads, changes: kept,
      failures: failures.isEmpty ? nil : failures, next: next)
  }

  func takePending() -> WaitRequest? {
    defer { pending = nil }
    return pending
  }
}

// MARK: - What the bindings call

extension FlowContext {
  func change(_ change: ReceiptChange) throws(ReceiptError) {
    try requireOwn(change)
    try change.checkTexts()
    if change.choosesGoods, receipt.isReturn, !choosesTakenOver, !receipt.attempts.isEmpty {
      throw .tendersTaken
    }
    if level != .store, let name = change.goodsGuard { try require(guard: name) }
    try record(.receipt(change: change))
    if level != .store, change.isOfGoods { try dropCuts() }
  }

  /// Refuses a listener what would be lost, or is none of its business.
  private func requireOwn(_ change: ReceiptChange) throws(ReceiptError) {
    guard let listener else { return }
    if listener.isPure { throw .onlyLooks(listener.name) }
    if let point = listener.point, StoreTerms.withoutReceipt.contains(point) {
      throw .noReceiptAt(point: listener.name)
    }
  }

  /// What prices took off other goods holds no more where nobody computes it again.
  private func dropCuts() throws(ReceiptError) {
    guard receipt.lines.cutCount > 0 else { return }
    let lines = receipt.lines.filter { $0.cuts != nil }.map { CutLine(line: $0.id, cuts: []) }
    try record(.receipt(change: .repriced(lines: lines)))
  }

  var givenParameters: [String: Value] { ledger.till.core.parameters ?? [:] }

  func change(_ change: TillChange) throws(ReceiptError) {
    if let listener, listener.isPure { throw .onlyLooks(listener.name) }
    if let open = receipt.openAttempt {
      throw .attemptOpen(open.terminal.name, open.amount)
    }
    try record(.till(change: change))
  }

  func may(_ role: Role) throws(ScriptError) -> Bool {
    try sayer(of: role) != nil
  }

  func sayer(of role: Role) throws(ScriptError) -> String? {
    if let name = yes.roles[role] { return name }
    return People(try listedPeople()).holds(cashier, role) ? cashier : nil
  }

  var standsInFor: String? { ledger.till.core.standsInFor }

  func takeYesToMove() -> YesToMove? {
    defer { yesToMove = nil }
    return yesToMove
  }

  func mayChooseNewPIN(_ name: String) -> Bool { yes.newPINs[name] == true }

  func snapshot() -> Int {
    lastSnapshot += 1
    snapshots[lastSnapshot] = (receipt, keptBefore.count)
    // Hooks nest a few deep; a script that takes more has forgotten the older ones.
    snapshots[lastSnapshot - Self.snapshotsMax] = nil
    return lastSnapshot
  }

  func restore(_ number: Int) throws(ReceiptError) {
    guard let (before, keptChanges) = snapshots[number] else { throw .noSnapshot(number) }
    try undo(to: before, keptChanges)
  }

  func mayGiveAddress() throws(ScriptError) -> Bool {
    let people = People(try listedPeople())
    return ([cashier].compactMap(\.self) + yes.roles.values).contains(where: people.namesTechnician)
  }

  func takeAddress() -> String? { yes.takeAddress() }

  func configure(_ change: TerminalChange) throws(TerminalError) {
    guard receipt.openAttempt == nil else { throw .attemptOpen }
    guard mayConfigure else { throw .nobodySaidYes }
    try ledger.till.check(change, with: receipt)
    mayConfigure = false
    let change = TillChange.terminals(change: change)
    ledger.apply(change)
    changes.append(.till(change: change))
  }

  private func record(_ change: Change) throws(ReceiptError) {
    guard spend(bytes: change.weight) else { throw .stepTooLarge }
    try ledger.apply(change)
    changes.append(change)
  }

  func read(_ read: OutsideRead) throws(ScriptError) -> Value {
    let value = try remember { outside.value(of: read, ledger.till, providers) }
    outside.note(read, value)
    return value
  }

  /// Takes the next recorded read in replay; otherwise asks for the value and records it.
  func remember(_ live: () -> Value) throws(ScriptError) -> Value {
    let value: Value
    if recordedReads != nil {
      guard let recorded = recordedReads?.popFirst() else { throw .replayReadsMore }
      value = recorded
    } else {
      value = live()
    }
    guard spend(bytes: value.weight) else { throw .stepTooLarge }
    reads.append(value)
    return value
  }

  private func spend(bytes: Int) -> Bool {
    spent[level].bytes += bytes
    return spent[level].bytes <= Budget.of(level).bytes
  }

  func request(_ request: WaitRequest) throws(ReceiptError) {
    switch request {
    case .prompt: break
    case .readiness, .unconfirmed: break
    case .charge, .void, .refund, .print, .continuePrinting, .copyOfLast, .openShift, .closeShift,
      .service, .moveCash, .interimReport, .printText:
      if let open = receipt.openAttempt {
        throw .attemptOpen(open.terminal.name, open.amount)
      }
    }
    if let listener {
      if let what = request.isForFlowsOnly {
        throw .notForListeners(point: listener.name, what: what)
      }
      try noteUnderWay(listener)
    }
    try requireGuards(of: request)
    try rehearse(request)
    pending = request
  }

  /// The local date: the business day to which terminals book now.
  var day: String { String(LocalTime(now, offsetSeconds: offsetSeconds).iso.prefix(10)) }

  func park() { isParkRequested = true }

  func tellEntered(_ name: String) { if isLive { outside.noteEntered(name) } }

  func hear(_ line: ScriptLine) {
    guard line.level == .error, failures.count < ScriptFailure.stepMax else { return }
    failures.append(ScriptFailure(line, in: flow))
  }
}

// MARK: - Who stands there

extension FlowContext {
  /// Whether somebody else stands there by `committed` than when it was asked; flows of older programs did not look.
  private func isAnothers(_ committed: Ledger) -> Bool {
    committed.till.listsAlone && committed.till.cashier != cashier
  }

  /// What counts of an answer: whoever came since it was asked says no yes of another's, and goes on with none.
  func counted(
    _ answer: RecordedAnswer, to request: PromptRequest, on committed: Ledger
  ) -> RecordedAnswer {
    guard isAnothers(committed) else { return answer }
    let hasNone = committed.till.listsUndone && yes.isGiven
    let isLeft = request.use.isOnePersons || hasNone && request.isLeftWithoutYes
    return isLeft ? .given(answer: .cancel) : answer
  }

  /// The till was started again; flows of older programs did not look.
  func noteStart() { if ledger.till.listsUndone { yes.endNewPINs() } }

  /// Whether a new PIN was let be chosen and the till was started again since.
  func isNewPINOver(_ use: AnswerUse) -> Bool {
    switch use {
    case .newPIN(let name), .repeatedPIN(let name): yes.newPINs[name] == false
    default: false
    }
  }
}

// MARK: - What listeners need of it

extension FlowContext {
  /// Whether it is not replayed.
  var isLive: Bool { recordedReads == nil }

  // Without a copy of the receipt, which takes longer than the whole call.
  func has(line: Int) -> Bool { ledger.receipt?.lines.index(of: line) != nil }

  func beginReceipt() throws(ReceiptError) -> ReceiptBeginning? {
    let wasSetAside = isTakenBack
    isTakenBack = false
    let isNew = receipt.isBegun != true
    if isNew { try change(.begun) }
    return wasSetAside ? .takenBack : isNew && receipt.isBlank ? .new : nil
  }
}

// MARK: - Telling one place from another

extension FlowContext {
  /// What it holds between two steps beside the ledger.
  struct Held: Hashable, Sendable {
    let allowed: [Role: String]
    let newPINs: [String: Bool]
    let hasAddress, isTakenBack, isParkRequested: Bool
    let listener: String?
    /// What the listener that runs is undone to.
    let undoing: [Line]?
  }

  var holds: Held {
    let undoing = listener == nil ? nil : snapshots[lastSnapshot].map { Array($0.receipt.lines) }
    return Held(
      allowed: yes.roles, newPINs: yes.newPINs, hasAddress: yes.address != nil,
      isTakenBack: isTakenBack, isParkRequested: isParkRequested, listener: listener?.name,
      undoing: undoing)
  }
}
