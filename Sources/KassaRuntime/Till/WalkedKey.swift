/// Where a till stands, as far as what follows depends on it.
///
/// - The prompt: its id, buttons and bounds.
/// - Receipt and till without ids, times and numbers; of attempts what they paid, and the last by outcome
///   and terminal.
/// - The script's calls and all values that they reach (`MachineKey`).
package struct WalkedKey: Hashable, Sendable {
  /// All but what the script and its memory hold: where that alone changes, something is counted.
  package let place: Place
  private let script: [UInt64]
  private let memo: [String: Value]
  private let kept: KeptValues
  private let parameters: [String: Value]?

  /// Where a till stands, whatever its script has counted.
  package struct Place: Hashable, Sendable {
    private let prompt: PromptKey
    private let flow: FlowKey
    private let receipt: ReceiptKey
    private let till: TillKey
    private let calls: [UInt64]

    init(_ request: PromptRequest, _ run: FlowRun, _ ledger: Ledger, _ script: MachineKey) {
      prompt = PromptKey(request)
      flow = FlowKey(run)
      receipt = ReceiptKey(ledger.receipt ?? run.start.receipt)
      till = TillKey(ledger.till)
      calls = script.place
    }
  }

  init(_ request: PromptRequest, _ run: FlowRun, _ ledger: Ledger, _ script: MachineKey) {
    place = Place(request, run, ledger, script)
    self.script = script.values
    memo = (ledger.receipt ?? run.start.receipt).memo
    kept = ledger.till.kept
    parameters = ledger.till.core.parameters
  }
}

/// A prompt as it was asked for, without its words.
private struct PromptKey: Hashable, Sendable {
  let id: String
  let kind: RequestKind
  let buttons, hidden: [String]
  let mayCancel: Bool

  init(_ request: PromptRequest) {
    id = request.id
    kind = if case .outcome = request.kind { .outcome(attempt: 0) } else { request.kind }
    (buttons, hidden) = (request.buttons, request.hidden)
    mayCancel = request.mayCancel
  }
}

/// A flow, and what Swift holds of it.
private struct FlowKey: Hashable, Sendable {
  let name: String
  let level: FlowLevel
  let held: FlowRun.Held
  let context: FlowContext.Held
  let wasParked: Bool

  init(_ run: FlowRun) {
    (name, level) = (run.start.name, run.start.level)
    (held, context) = (run.holds, run.context.holds)
    wasParked = run.start.parkedNumber != nil
  }
}

/// A receipt without ids, times and numbers.
private struct ReceiptKey: Hashable, Sendable {
  struct Line: Hashable, Sendable {
    let item: Item
    let discount: Discount?
    let cuts: [PriceCut]?
  }
  struct Charge: Hashable, Sendable {
    let terminal: String
    let amount: Money
    let over: Money?
  }
  struct Last: Hashable, Sendable {
    let terminal: String
    let amount: Money
    let state: Attempt.Stage
    let slip: Slip?
    let operation: PromptEffect.Act
    let isRunning: Bool
    let undoing: Attempt.Undo?
    let takenInPart: Money?
    let repeats: [String: String]?
  }

  let lines: [Line]
  let contact: String?
  let unknownCodes: [String]?
  let charges: [Charge]
  let last: Last?
  let tenders: [Tender]
  let isPrinting, isPrinted, isDetached, isPermitted, isBegun, isBeforeTender: Bool
  /// The discounts that somebody entitled said yes to, lines by their place.
  let permitted: Set<PermittedDiscount>
  let heldBack: Bool?
  let passed, lifted: Set<String>
  let underWay: String?
  let returnAllowed, owedCash: Money?
  let right: RightDocument?
  let correction: [Bool]?
  let missing: MissingSale?

  init(_ receipt: Receipt) {
    returnAllowed = receipt.back?.allowed == nil ? nil : receipt.total
    owedCash = receipt.isReturn ? receipt.owedCash : nil
    right = receipt.correcting?.right
    missing = receipt.missing
    correction = receipt.correcting.map { [$0.allowed != nil, $0.reversed != nil] }
    lines = receipt.lines.map { Line(item: $0.item, discount: $0.discount, cuts: $0.cuts) }
    (contact, unknownCodes) = (receipt.contact, receipt.unknownCodes)
    charges = receipt.charges.map {
      Charge(
        terminal: $0.attempt.terminal.id, amount: $0.approval.amount, over: $0.attempt.over)
    }
    last = receipt.attempts.last.map { attempt in
      Last(
        terminal: attempt.terminal.id, amount: attempt.amount, state: attempt.state.stage,
        slip: attempt.slipSoFar, operation: attempt.act,
        isRunning: attempt.isRunning == true, undoing: attempt.undoing,
        takenInPart: attempt.takenInPart, repeats: attempt.repeats)
    }
    tenders = receipt.tenders
    (isPrinting, isPrinted) = (receipt.isPrinting, receipt.isPrinted)
    (isDetached, isPermitted) = (receipt.detached, receipt.permittedBy != nil)
    permitted = Set(
      (receipt.permitted ?? []).compactMap { each in
        receipt.lines.place(of: each.line).map {
          PermittedDiscount(line: $0, most: each.most)
        }
      })
    (isBegun, isBeforeTender) = (receipt.isBegun == true, receipt.beforeTender != nil)
    heldBack = receipt.heldBack
    passed = Set(receipt.passed ?? [])
    lifted = Set((receipt.lifted ?? [:]).keys)
    underWay = receipt.underWay
  }
}

/// A till without ids, times and numbers.
private struct TillKey: Hashable, Sendable {
  struct Unconfirmed: Hashable, Sendable {
    let terminal: String
    let amount: Money
    let standing: UnconfirmedCharge.Standing
    let isDenied: Bool?
    let isRefund, isStray: Bool
  }

  let cashier: String?
  let isShiftOpen: Bool
  let terminals: TerminalBook
  let unansweredReports: Int
  let lifts: Set<String>
  let stops: [String: Int]?
  let standsInFor: String?
  let unseenLifts, unseenReturns: Int
  let parked: [ReceiptKey]
  let unconfirmed: [Unconfirmed]
  let unknownCalls: [String: Int]
  /// Whether its drawer was counted, is being counted, and what it holds: too little, nothing, something; whether
  /// cash went to the safe for a closing that has not come.
  let drawer: [Int64]
  /// By their ids whether terminals did anything since they were settled, were counted, and did not come through
  /// it.
  let periods: [String: [Bool]]

  init(_ till: TillState) {
    cashier = till.cashier
    isShiftOpen = till.shift != nil
    terminals = till.terminals
    unansweredReports = till.unansweredReports.count
    lifts = Set((till.core.lifts ?? [:]).keys)
    (stops, standsInFor) = (till.core.stops, till.core.standsInFor)
    unseenLifts = till.core.unseenLifts?.count ?? 0
    unseenReturns = (till.core.unseenReturns?.count ?? 0) + (till.core.unseenBefore?.count ?? 0)
    parked = till.parkedInOrder.map { ReceiptKey($0.receipt) }
    unconfirmed = till.unconfirmed.map {
      Unconfirmed(
        terminal: $0.terminal.id, amount: $0.amount, standing: $0.standing,
        isDenied: $0.isDenied, isRefund: $0.refunded != nil,
        isStray: $0.isStray == true)
    }
    unknownCalls = till.core.services?.counts ?? [:]
    let counted: Int64 = till.drawer.counted == nil ? 0 : 1
    periods = till.periods.mapValues {
      [$0.isEmpty, $0.counted == nil, $0.typed == nil, $0.failedAt == nil]
    }
    drawer = [
      counted, till.drawer.typed == nil ? 0 : 1, counted * till.expectedCash.signum(),
      till.drawer.safe == nil ? 0 : 1,
    ]
  }
}

extension Attempt {
  /// What was typed of its slip so far, or proved it.
  fileprivate var slipSoFar: Slip? {
    switch state {
    case .claimed(let slip): slip
    case .approved(let approval): approval.slip
    case .open, .unknown, .mismatched, .declined, .notRun, .voided: nil
    }
  }
}
