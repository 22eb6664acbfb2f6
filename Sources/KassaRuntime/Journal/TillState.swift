/// What outlives a flow: a projection of the entries, kept in the same file and rebuildable.
package struct TillState: Hashable, Sendable {
  /// All but the receipts and the flow.
  var core: Core {
    get { sharedCore.value }
    _modify { yield &sharedCore.value }
  }
  /// Receipts set aside, by their id.
  package var parked = ParkedReceipts()
  /// What scripts remember beyond a receipt.
  package var kept = KeptValues()
  /// Which scripts it runs and has run; nil where no program has kept that yet.
  package var scripts: ScriptMemory? {
    get { sharedScripts.value }
    _modify { yield &sharedScripts.value }
  }
  /// The flow that runs or ran last, and how it ended.
  var flow: FlowState? {
    get { sharedFlow.value }
    _modify { yield &sharedFlow.value }
  }

  // A ledger is copied some six times a step, to be drafted on and to be gone back to: with all of this in each
  // copy that took 1,900 instructions a time, a tenth of a sale's.
  private var sharedCore: Shared<Core>
  private var sharedScripts = TillState.noScripts
  private var sharedFlow = TillState.noFlow

  // Made once: each flow begins with both.
  private static let noScripts = Shared<ScriptMemory?>(nil)
  private static let noFlow = Shared<FlowState?>(nil)

  /// Whether the parts are as in `other`: those that both share are not looked at.
  func hasCore(of other: TillState) -> Bool { sharedCore == other.sharedCore }
  func hasScripts(of other: TillState) -> Bool { sharedScripts == other.sharedScripts }
  func hasFlow(of other: TillState) -> Bool { sharedFlow == other.sharedFlow }

  /// Of a till that has done nothing; made once, for every flow begins with one.
  static let empty = TillState()

  init(_ core: Core = Core(), parked: ParkedReceipts = [:]) {
    (sharedCore, self.parked) = (Shared(core), parked)
  }

  /// What is small and may change with every entry; a flow's start carries it.
  struct Core: JSONCoded, Hashable, Sendable {
    var cashier: String?
    var shift: Shift?
    var terminals = TerminalBook()
    /// The highest fiscal document number known here (tag 1040).
    var lastDocument = 0
    /// Shifts' reports that may have been issued and whose numbers are not known here: their keys,
    /// in the order they were first asked for.
    var unansweredReports: [String] = []
    /// Counts parked receipts, so that a cashier can call one by a short number.
    var lastParked = 0
    /// The bundle that the till was started with last.
    var bundle: String?
    /// What the script's parameters were given at this till, by name; nil where none was.
    var parameters: [String: Value]?
    /// Who goes on past a guard of this store's until the shift is closed, by the guard's name.
    var lifts: [String: String]?
    /// Guards that somebody went on past who is not entitled to it, until a senior has seen them.
    var unseenLifts: [GuardLift]?
    /// What went back in this shift without a senior's yes, in kopecks; nil for nothing.
    var freedReturns: Int64?
    /// What of it was of sales that this journal does not have; nil for nothing.
    var otherReturns: Int64?
    /// Returns that no senior said yes to, until one has seen them.
    var unseenReturns: [ListedReturn]?
    /// What of them `unseenReturns` has no room for, the smallest; nil for nothing.
    var unseenBefore: TerminalPeriod.Tally?
    /// How often the store's script was stopped or left in this shift, by where its function begins.
    var stops: [String: Int]?
    /// Where the store's script was stopped too often: the stock flows sell until another script runs
    /// or a senior says otherwise.
    var standsInFor: String?
    /// What devices said, and what they have still to say; none in a flow of a program that kept none.
    var devices: DeviceMemory?
    /// What is kept of calls of the shop's own services; nil where none was made.
    var services: ServiceMemory?
    /// The cash drawer; nil where no cash ever moved.
    var drawer: Drawer?
    /// What terminals did since they were settled, by their ids; nil where none did anything.
    var periods: [String: TerminalPeriod]?
    /// Whether a shift was closed with open matters that nobody was given; nil for no.
    var unhanded: Bool?
    /// What cashiers did since the last closing that no document tells, by their names.
    var tallies: [String: CashierTally]?
    /// Documents whose paper ended in the middle; nil for none.
    var papers: [LostPaper]?
    /// What was counted and settled since the last closing report, and another count took the place of.
    var noted: NotedCounts?
    /// What was done without a senior in a store that names none, until a closing report has it.
    var unwatched: Unwatched?
  }

  struct Shift: JSONCoded, Hashable, Sendable {
    let number: Int
    let openedAt: Moment
    /// What each terminal took in this shift, by its name.
    var terminals: [String: TerminalTotal] = [:]
    /// What its documents come to by type, as the till counts them; nil before the first.
    var totals: [ShiftTotal]?
    /// Documents of it that put others right, by type; they stand in no other total.
    var corrections: [ShiftTotal]?
    /// What was put right in it, the last of them.
    var corrected: [NotedCorrection]?
    /// Returns of it of sales that this journal does not have, the last of them.
    var others: [OtherReturn]?
    /// What of them there was before the last that `others` keeps; nil for nothing.
    var othersBefore: TerminalPeriod.Tally?
    /// Money that went back another way than it came without a second person, the last of it.
    var moved: [MovedMoney]?
    /// What of it there was before the last that `moved` keeps; nil for nothing.
    var movedBefore: TerminalPeriod.Tally?
    /// Terminals that were counted in it, and settled, the last time each.
    var counts: [TerminalCount]?
    var settlements: [Settlement]?
    /// To whom what is open was handed over when it was closed.
    var handedTo: Handover?
  }

  struct FlowState: JSONCoded, Hashable, Sendable {
    /// The number of its first entry.
    let entry: Int
    let start: FlowStart
    /// How it ended; none while it runs.
    var ended: Ended?
  }

  enum Ended: JSONCoded, Hashable, Sendable {
    case end(with: FlowEnd)
    /// With the receipt as it stood, its script's last step left out.
    case fault(because: Fault, receipt: Receipt)
  }
}

/// A receipt set aside, for its customer or because of its money.
package struct ParkedReceipt: JSONCoded, Hashable, Sendable {
  /// Short, for people; counts up at this till.
  let number: Int
  var receipt: Receipt
  let cashier: String?
  let at: Moment

  /// Whether somebody must still resolve its money.
  package var isMatter: Bool { receipt.hasMoneyInQuestion }

  /// The attempts that took its money, or may have.
  var waiting: [Attempt] { receipt.attempts.filter(\.isOpen) + receipt.charges.map(\.attempt) }

  /// Since when its money waits: since its first charge in question, else since it was set aside last.
  ///
  /// To look at it and set it aside once more makes a charge no younger.
  var since: Moment { waiting.map(\.since).reduce(at, min) }
}

extension TillState {
  var cashier: String? {
    get { core.cashier }
    set { core.cashier = newValue }
  }
  var shift: Shift? { core.shift }
  var terminals: TerminalBook { core.terminals }
  var lastDocument: Int { core.lastDocument }
  var unansweredReports: [String] { core.unansweredReports }
  /// Charges that their terminals have not confirmed.
  var unconfirmed: [UnconfirmedCharge] { core.devices?.charges ?? [] }

  package var matters: [ParkedReceipt] { parkedInOrder.filter(\.isMatter) }

  /// How many there are and what they come to, with those beside receipts; flows of older programs left these out.
  var openMatters: (count: Int, kopecks: Int64) {
    let aside = matters.map(\.receipt.total.kopecks)
    let beside = listsUndone ? unconfirmed.filter(\.isListed) : []
    let sums = aside + beside.map { ($0.taken ?? $0.amount).kopecks }
    return (sums.count, sums.reduce(0, +))
  }
  var parkedInOrder: [ParkedReceipt] { parked.values.sorted { $0.number < $1.number } }

  /// A call of a service is about to be made.
  mutating func note(_ call: ServiceIntent) {
    core.services = core.services.with { $0.last = call.number }
  }

  mutating func apply(_ change: TillChange) {
    switch change {
    case .signedIn(let name): cashier = name
    case .signedOut: cashier = nil
    case .allowed, .newPINAllowed: break
    case .shiftUnanswered(let key):
      if !core.unansweredReports.contains(key) { core.unansweredReports.append(key) }
    case .shiftOpened(let number, let document, let at, let key):
      answered(key)
      core.shift = Shift(number: number, openedAt: at)
      core.lastDocument = max(core.lastDocument, document)
    case .shiftNotIssued(let key): core.unansweredReports.removeAll { $0 == key }
    // The ledger knows whether its receipt takes the word.
    case .chargeAnswered: break
    case .amountFound(let charge, let name, let at): note(wrong: charge, by: name, at: at)
    case .chargeStruck(let charge, _, let at):
      settle(wrong: charge, at: at)
      core.devices?.charges.strike(charge)
    case .shiftClosed(let number, let document, let at, let key, let figures):
      answered(key)
      if keepsCounts, core.shift?.handedTo == nil, openMatters.count > 0 { core.unhanded = true }
      (core.shift, core.lifts, core.stops) = (nil, nil, nil)
      (core.freedReturns, core.otherReturns) = (nil, nil)
      kept.endShift()
      core.devices?.lastShift = number
      if holdsMatters { core.devices?.lastClosedAt = at }
      // A report that its registrar made alone names none of the till's terminals.
      if figures != nil || !holdsPeriods { noteUncountedSeen(at: at) }
      if figures != nil {
        noteCountsSeen()
        core.unwatched = nil
      }
      core.drawer?.safe = nil
      closeDrawer(isTold: figures != nil)
      core.drawer?.listed = nil
      core.drawer?.listedBefore = nil
      core.tallies = nil
      core.devices?.earlier = []
      core.lastDocument = max(core.lastDocument, document)
    case .terminals(let change):
      noteUncompared(change)
      configure(change)
    case .guardLifted(let name, let who, _):
      core.lifts = (core.lifts ?? [:]).merging([name: who]) { _, new in new }
    case .liftsSeen: core.unseenLifts = nil
    case .returnsSeen(_, _, let shown): dismissUnseen(shown: shown)
    case .scriptRestored: (core.stops, core.standsInFor) = (nil, nil)
    case .kept(let change): kept.apply(change)
    case .parameter(let change): set(parameter: change.name, change.value ?? .null)
    case .cashMoved(let movement):
      note(movement)
      list(movement)
    case .cashNoted(let key, let noted, _): changeDrawer { $0.note(noted, of: key) }
    case .cashShort: changeDrawer { $0.refusals = ($0.refusals ?? 0) + 1 }
    case .drawerTyped(let figure): note(typed: figure)
    case .drawerCounted(let count): apply(count)
    case .paperEnded(let paper): note(lost: paper)
    case .paperMended(let document, _, _): noteMended(document)
    case .drawerSeen(let look): changeDrawer { $0.note(look) }
    case .terminalTyped(let id, let figures, nil): core.periods?[id]?.typed = figures
    case .terminalTyped(let id, let figures, let at?):
      guard let period = periods[id] else { break }
      self.change(period: id, period.title, at: at) { $0.typed = figures }
    case .terminalCounted(let count): apply(count)
    case .terminalSettled(let settlement): apply(settlement)
    case .mattersHandedOver(let handover):
      core.shift?.handedTo = handover
      core.unhanded = nil
    case .serviceUnknown(let call): core.services = core.services.with { $0.add(call) }
    case .serviceSettled(let service, let key, _, _): core.services?.settle(service, key)
    }
  }

  mutating func set(parameter name: String, _ value: Value) {
    var parameters = core.parameters ?? [:]
    // A literal nil would be the value null here.
    if value == .null { parameters.removeValue(forKey: name) } else { parameters[name] = value }
    core.parameters = parameters.isEmpty ? nil : parameters
  }

  /// Keeps for a senior's eyes that somebody went on past a guard; the last of them are enough.
  mutating func note(_ lift: GuardLift) {
    noteUnwatched(lift)
    core.unseenLifts.note(lift, keeping: Self.unseenLiftsMax)
  }

  static let unseenLiftsMax = 50

  /// Keeps for a senior's eyes that money went back without one; the sum holds for the shift.
  mutating func note(_ listed: ListedReturn) {
    core.freedReturns = (core.freedReturns ?? 0) + listed.total.kopecks
    noteUnseen(listed)
  }

  /// Counts a script that was stopped or left: twice at one place in a shift, and it is done without.
  mutating func note(_ fault: Fault) {
    guard let origin = fault.origin else { return }
    var stops = core.stops ?? [:]
    stops[origin, default: 0] += 1
    if stops[origin, default: 0] >= Self.stopsMax { core.standsInFor = origin }
    core.stops = stops.count > Self.placesMax ? [origin: 1] : stops
  }

  private static let stopsMax = 2
  private static let placesMax = 100

  /// What was asked for before the report of `key` has a lower number: it is not in question any more.
  private mutating func answered(_ key: String) {
    let index = core.unansweredReports.firstIndex(of: key)
    core.unansweredReports = index.map { Array(core.unansweredReports[($0 + 1)...]) } ?? []
  }

  /// Refuses a change of the terminals that the till could not keep its word about.
  ///
  /// - Parameter open: the receipt in hand.
  func check(_ change: TerminalChange, with open: Receipt?) throws(TerminalError) {
    try terminals.check(
      change, busy: busyTerminals(with: open),
      unconfirmed: Set(unconfirmed.filter(\.isListed).map(\.terminal.id)))
  }

  /// Terminals that receipts with money in question still need.
  private func busyTerminals(with open: Receipt?) -> Set<String> {
    let receipts = parked.values.map(\.receipt) + (open.map { [$0] } ?? [])
    return Set(
      receipts.filter(\.hasMoneyInQuestion).flatMap { receipt in
        receipt.charges.map(\.attempt.terminal.id)
          + (receipt.openAttempt.map { [$0.terminal.id] } ?? [])
      })
  }

  /// Adds what a printed receipt took on each terminal to its shift.
  mutating func count(_ receipt: Receipt, _ document: Issued) {
    let cash = receipt.covered(by: .cash)
    if cash > .zero, !isCounted(receipt) {
      leaveTyped()
      changeDrawer { $0.add(cash, of: receipt.type) }
    }
    if let last = core.shift.map({ $0.number - 1 }) ?? core.devices?.lastShift,
      core.devices != nil, document.shift <= last
    {
      core.devices?.earlier.append(EarlierDocument(of: receipt, document))
      return
    }
    // A shift whose opening was not answered is known by its first receipt.
    if core.shift?.number != document.shift {
      if core.shift != nil { kept.endShift() }
      core.shift = Shift(number: document.shift, openedAt: document.at)
      core.unansweredReports = []
    }
    noteMoved(receipt, document)
    if receipt.isCorrection {
      let corrections = (core.shift?.corrections ?? []).adding(receipt)
      core.shift?.corrections = corrections
      return
    }
    if keepsCounts {
      let totals = (core.shift?.totals ?? []).adding(receipt)
      core.shift?.totals = totals
    }
    for charge in receipt.charges {
      // What went back stands apart: a shift's turnover only grows.
      let name = charge.attempt.terminal.name + (receipt.isReturn ? " ВОЗВРАТ" : "")
      var total =
        core.shift?.terminals[name] ?? TerminalTotal(title: name, count: 0, total: .zero)
      total.count += 1
      total.total += charge.approval.amount
      core.shift?.terminals[name] = total
    }
  }
}

extension [ShiftTotal] {
  /// With one more document, added to what its type comes to.
  fileprivate func adding(_ receipt: Receipt) -> [ShiftTotal] {
    var total = first { $0.type == receipt.type } ?? ShiftTotal(type: receipt.type)
    total.count += 1
    total.total += receipt.total
    total.payments.cash += receipt.covered(by: .cash)
    total.payments.cashless += receipt.covered(by: .cashless)
    total.payments.prepaid += receipt.covered(by: .prepaid)
    total.payments.credit += receipt.covered(by: .credit)
    total.payments.other += receipt.covered(by: .other)
    return (filter { $0.type != receipt.type } + [total])
      .sorted { $0.type.rawValue < $1.type.rawValue }
  }
}

extension ServiceMemory? {
  /// The same with a change, begun where there was none.
  fileprivate func with(_ change: (inout ServiceMemory) -> Void) -> ServiceMemory {
    var memory = self ?? ServiceMemory()
    change(&memory)
    return memory
  }
}
