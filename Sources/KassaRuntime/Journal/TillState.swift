/// What outlives a flow: a projection of the entries, kept in the same file and rebuildable.
package struct TillState: Codable, Hashable, Sendable {
  var cashier: String?
  var shift: Shift?
  var terminals = TerminalBook()
  /// Receipts set aside, by their id.
  package var parked: [String: ParkedReceipt] = [:]
  /// The flow that runs or ran last, and how it ended.
  var flow: FlowState?
  /// The highest fiscal document number known here (tag 1040).
  var lastDocument = 0
  /// Shifts' reports that may have been issued and whose numbers are not known here: their keys, in
  /// the order they were first asked for.
  var unansweredReports: [String] = []
  /// Counts parked receipts, so that a cashier can call one by a short number.
  var lastParked = 0

  struct Shift: Codable, Hashable, Sendable {
    let number: Int
    let openedAt: Moment
    /// What each terminal took in this shift, by its name.
    var terminals: [String: TerminalTotal] = [:]
  }

  struct FlowState: Codable, Hashable, Sendable {
    /// The number of its first entry.
    let entry: Int
    let start: FlowStart
    /// How it ended; none while it runs.
    var ended: Ended?
  }

  enum Ended: Codable, Hashable, Sendable {
    case end(with: FlowEnd)
    /// With the receipt as it stood, its script's last step left out.
    case fault(because: Fault, receipt: Receipt)
  }
}

/// A receipt set aside, for its customer or because of its money.
package struct ParkedReceipt: Codable, Hashable, Sendable {
  /// Short, for people; counts up at this till.
  let number: Int
  let receipt: Receipt
  let cashier: String?
  let at: Moment

  /// Whether somebody must still resolve its money.
  package var isMatter: Bool { receipt.hasMoneyInQuestion }
}

extension Ledger {
  /// The highest document number the registrar may have without being ahead of this journal: each
  /// print and each shift's report whose outcome is missing may have come out.
  package var lastDocumentPossible: Int {
    let open = receipt.map { [$0] } ?? []
    return till.lastDocument + till.unansweredReports.count
      + (open + till.parked.values.map(\.receipt)).count(where: \.isPrinting)
  }
}

extension TillState {
  package var matters: [ParkedReceipt] { parkedInOrder.filter(\.isMatter) }
  var parkedInOrder: [ParkedReceipt] { parked.values.sorted { $0.number < $1.number } }

  mutating func apply(_ change: TillChange) {
    switch change {
    case .signedIn(let name): cashier = name
    case .signedOut: cashier = nil
    case .allowed, .newPINAllowed: break
    case .shiftUnanswered(let key):
      if !unansweredReports.contains(key) { unansweredReports.append(key) }
    case .shiftOpened(let number, let document, let at, let key):
      answered(key)
      shift = Shift(number: number, openedAt: at)
      lastDocument = max(lastDocument, document)
    case .shiftClosed(_, let document, _, let key):
      answered(key)
      shift = nil
      lastDocument = max(lastDocument, document)
    case .terminals(let change): terminals.apply(change)
    }
  }

  /// What was asked for before the report of `key` has a lower number: it is not in question any more.
  private mutating func answered(_ key: String) {
    let index = unansweredReports.firstIndex(of: key)
    unansweredReports = index.map { Array(unansweredReports[($0 + 1)...]) } ?? []
  }

  /// Terminals that receipts with money in question still need.
  func busyTerminals(with open: Receipt?) -> Set<String> {
    let receipts = parked.values.map(\.receipt) + (open.map { [$0] } ?? [])
    return Set(
      receipts.filter(\.hasMoneyInQuestion).flatMap { receipt in
        receipt.charges.map(\.attempt.terminal.id)
          + (receipt.openAttempt.map { [$0.terminal.id] } ?? [])
      })
  }

  /// Adds what a printed receipt took on each terminal to its shift.
  mutating func count(_ receipt: Receipt, _ document: Issued) {
    // A shift whose opening was not answered is known by its first receipt.
    if shift?.number != document.shift {
      shift = Shift(number: document.shift, openedAt: document.at)
      unansweredReports = []
    }
    for charge in receipt.charges {
      let name = charge.attempt.terminal.name
      var total =
        shift?.terminals[name] ?? TerminalTotal(title: name, count: 0, total: .zero)
      total.count += 1
      total.total += charge.approval.amount
      shift?.terminals[name] = total
    }
  }
}

/// The till as its entries tell it, without any script: the one way from entries to state.
///
/// The journal folds each transaction through it as it commits, a restart folds the open flow, and
/// `journal verify` folds everything from the first entry.
package struct Ledger: Hashable, Sendable {
  package private(set) var till = TillState()
  /// The receipt of the flow that runs.
  package private(set) var receipt: Receipt?

  package init(till: TillState = TillState(), receipt: Receipt? = nil) {
    self.till = till
    self.receipt = receipt
  }

  package mutating func apply(_ body: EntryBody, number: Int) throws(ReceiptError) {
    switch body {
    case .flow(let start): begin(start, number)
    case .device(let outcome): try apply(outcome.changes)
    case .reconciled(let document): reconcile(upTo: document)
    case .terminals(let visit): try configure(visit)
    case .step(let step):
      try apply(step.answered)
      try apply(step.changes)
      switch step.next {
      case .prompt, .device: break
      case .end(let end): finish(end, at: step.at)
      case .fault(let fault):
        if let receipt { till.flow?.ended = .fault(because: fault, receipt: receipt) }
        receipt = nil
      }
    }
  }

  mutating func apply(_ change: TillChange) { till.apply(change) }

  mutating func reconcile(upTo document: Int) {
    till.lastDocument = max(till.lastDocument, document)
  }

  mutating func apply(_ changes: [Change]) throws(ReceiptError) {
    for change in changes {
      switch change {
      case .till(let change): till.apply(change)
      case .receipt(let change):
        try receipt?.apply(change)
        if let attempt = receipt?.attempts.last, attempt.operation == .charge {
          till.terminals.note(attempt, isNew: change.opensAttempt)
        }
        if case .printed(let document) = change, let receipt {
          till.count(receipt, document)
          till.lastDocument = max(till.lastDocument, document.number)
        }
      }
    }
  }

  /// A visit comes between flows, so no script ever finds its terminals changed in the middle.
  private mutating func configure(_ visit: TerminalVisit) throws(ReceiptError) {
    if let receipt {
      guard receipt.isBlank else { throw .inHand }
      till.flow?.ended = .end(with: FlowEnd(next: nil, takesBack: nil, disposition: .discarded))
      self.receipt = nil
    }
    for change in visit.changes { till.terminals.apply(change) }
  }

  private mutating func begin(_ start: FlowStart, _ number: Int) {
    till.flow = .init(entry: number, start: start, ended: nil)
    till.parked[start.receipt.id] = nil
    till.cashier = start.cashier
    receipt = start.receipt
  }

  private mutating func finish(_ end: FlowEnd, at: Moment) {
    let isDropped = Planted.bug == .matterDropped && receipt?.hasMoneyInQuestion == true
    if end.disposition == .parked, !isDropped, let receipt {
      till.lastParked += 1
      till.parked[receipt.id] = ParkedReceipt(
        number: till.lastParked, receipt: receipt, cashier: till.cashier, at: at)
    }
    till.flow?.ended = .end(with: end)
    receipt = nil
  }
}

extension TerminalBook {
  /// Follows a charge from its opening to what the terminal is said to have done.
  fileprivate mutating func note(_ attempt: Attempt, isNew: Bool) {
    let id = attempt.terminal.id
    if isNew { (lastUsed, armed[id]) = (id, attempt.amount) }
    switch attempt.state {
    case .approved, .declined: armed[id] = nil
    case .open, .unknown, .claimed, .mismatched, .notRun: break
    }
  }
}

extension ReceiptChange {
  fileprivate var opensAttempt: Bool { if case .attemptOpened = self { true } else { false } }
}
