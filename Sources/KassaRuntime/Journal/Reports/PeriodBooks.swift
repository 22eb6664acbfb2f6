import GRDB

/// What a journal says of a span of time, for reports.
package struct PeriodBooks: Sendable {
  /// Receipts that were printed, in order.
  package fileprivate(set) var receipts: [BookedReceipt]
  /// What terminals did for a receipt, in order.
  package fileprivate(set) var operations: [TerminalOperation] = []
  /// Charges that were declined or not run, as people or devices said, in order.
  package fileprivate(set) var failed: [TerminalOperation] = []
  /// By how much corrections, and slips of another amount than their receipts', change what terminals did, in order.
  package fileprivate(set) var moved: [MovedTotal] = []
  /// What cashiers did that no fiscal document shows, in order.
  package fileprivate(set) var acts: [CashierAct] = []
  /// By the number that receipts and reports carry.
  package fileprivate(set) var shifts: [Int: ShiftTimes] = [:]
  /// Receipts whose money is in question at the journal's end, whenever that began.
  package fileprivate(set) var matters: [ParkedReceipt] = []
  /// The receipt in hand at the journal's end, where its money is in question.
  package fileprivate(set) var inHand: Receipt?

  package init(receipts: [BookedReceipt] = []) { self.receipts = receipts }
}

/// A receipt that was printed, and what led to it.
package struct BookedReceipt: Sendable {
  package let entry: Int
  /// The receipt's id.
  package let receipt: String
  package let document: FiscalDocument
  package let issued: Issued
  /// Who was signed in.
  package let cashier: String
}

/// A charge, a refund or a void that is held for done.
package struct TerminalOperation: Sendable {
  package let receipt: String
  package let terminal: String
  package let name: String
  package let kind: BookedOperation.Kind
  package let amount: Money
  /// When the journal learnt of it.
  package let at: Moment
  /// When the terminal was asked for it: the period in which it counts has that moment.
  package let doneAt: Moment
  package let cashier: String
}

/// What is known later of what a terminal did: by a correction, or by a slip of another amount than its receipt's.
package struct MovedTotal: Sendable {
  package let terminal: String
  package let name: String
  package let kind: BookedOperation.Kind
  /// Whether a fiscal document says so.
  package let isPrinted: Bool
  /// By how many operations it is more; below zero less.
  package let count: Int
  /// By how much, in kopecks.
  package let sum: Int64
}

/// Something that lowers what a cashier has to answer for.
package struct CashierAct: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// A line taken off a receipt, or less of it.
    case removed
    /// A receipt that was left before it was printed.
    case discarded
    /// «Не проводили»: a charge that was asked for and, they say, not run.
    case notRun = "not_run"
    /// What a receipt that was not printed was paid by and what went back.
    case undone
    /// A line of a printed sale that was made cheaper by hand, or by the store's own prices.
    case discounted
    case cut
  }

  package let kind: Kind
  package let cashier: String
  package let receipt: String
  package let amount: Money
  /// How many they were, together of that amount.
  package let times: Int
  package let at: Moment
}

package struct ShiftTimes: Hashable, Sendable {
  package var opened: Moment?
  package var closed: Moment?
  /// What made the drawer hold what it should at its end; nil in journals of older programs.
  package var drawer: DrawerTerms?
  /// Whether it was closed in the report's days, or lasts.
  package var endsInSpan = false

  /// Whether cash moved in it, or was missing, receipts or not.
  var hasCash: Bool {
    endsInSpan && drawer.map { $0.hasMoved || $0.differences != 0 } ?? false
  }
}

extension JournalReader {
  /// What the journal says of the moments from `first` to before `end`; of all where nil.
  ///
  /// Whether it holds together is `verify`'s to say.
  package func books(
    from first: Moment? = nil, until end: Moment? = nil
  ) throws(JournalError) -> PeriodBooks {
    do {
      return try database.read { connection in
        var fold = BooksFold(first ?? Moment(milliseconds: .min), end)
        _ = try forEachEntry(connection) { entry in
          try fold.take(try entry.decoded(), number: entry.number, at: entry.at)
        }
        return fold.whole
      }
    } catch { throw JournalError(error, path: path) }
  }
}

/// Goes through the entries from the first one, as the ledger needs them; notes those of the span.
struct BooksFold {
  private let first: Moment
  private let end: Moment?
  private var ledger = Ledger()
  private var books = PeriodBooks()
  private var intents: [String: PrintIntent] = [:]
  /// By receipt and attempt, what of it is noted.
  private var noted: [String: [Int: Attempt.Stage]] = [:]

  init(_ first: Moment, _ end: Moment?) { (self.first, self.end) = (first, end) }

  var whole: PeriodBooks {
    var books = books
    books.matters = ledger.till.matters
    books.inHand = ledger.receipt.flatMap { $0.hasMoneyInQuestion ? $0 : nil }
    if let open = ledger.till.shift?.number, books.shifts[open]?.closed == nil {
      books.shifts[open, default: ShiftTimes()].drawer = ledger.till.drawerTerms
      books.shifts[open]?.endsInSpan = end == nil
    }
    return books
  }

  mutating func take(_ entry: Entry, number: Int, at: Moment) throws(JournalError) {
    let before = ledger.receipt
    let person = ledger.till.cashier
    let (tallies, drawer) = (ledger.till.core.tallies ?? [:], ledger.till.drawerTerms)
    let unconfirmed = ledger.till.unconfirmed
    do throws(ReceiptError) { try ledger.apply(entry, number: number) } catch {
      throw .broken(entry: number, reason: "it breaks a rule: \(error)")
    }
    let cashier = person ?? ledger.till.cashier ?? ""
    if case .flow(let start) = entry, case .intended(let intent) = start.receipt.printing {
      intents[start.receipt.id] = intent
    }
    for change in entry.changes {
      switch change {
      case .receipt(let change):
        try note(
          change, before, number, at, cashier, found: unconfirmed.filter { $0.isWrong == true })
      case .till(.shiftOpened(let number, _, let at, _)): books.shifts[number] = .init(opened: at)
      case .till(.shiftClosed(let number, _, let at, _, _)):
        books.shifts[number, default: ShiftTimes()].closed = at
        books.shifts[number]?.drawer = drawer
        let endsInSpan = isInSpan(at)
        books.shifts[number]?.endsInSpan = endsInSpan
      case .till(.amountFound(let charge, _, _)):
        noteFound(charge, unconfirmed.first { $0.key == charge.key && $0.isWrong == true })
      case .till(.chargeStruck(let key, _, let at)):
        noteSettled(unconfirmed.first { $0.key == key && $0.isWrong == true }, at)
      case .till: break
      }
    }
    noteUndone(since: tallies, before?.id ?? "", at)
    if let receipt = ledger.receipt { note(receipt, at, cashier) }
    guard case .step(let step) = entry, case .end(let end) = step.next else { return }
    if end.disposition == .discarded, let before, before.isSale, before.total > .zero,
      !before.isPrinted
    {
      add(.discarded, before.total, before.id, at, cashier)
    }
  }

  private func isInSpan(_ at: Moment) -> Bool { at >= first && (end.map { at < $0 } ?? true) }

  private mutating func note(
    _ change: ReceiptChange, _ before: Receipt?, _ number: Int, _ at: Moment, _ cashier: String,
    found: [UnconfirmedCharge]
  ) throws(JournalError) {
    guard let receipt = ledger.receipt ?? before else { return }
    switch change {
    case .printIntended(let intent): intents[receipt.id] = intent
    case .printed(let issued):
      guard let intent = intents.removeValue(forKey: receipt.id), isInSpan(issued.at) else {
        return
      }
      guard let document = try? FiscalDocument(json: intent.document.bytes) else {
        throw .broken(entry: number, reason: "the document that it printed can't be read")
      }
      books.receipts.append(
        BookedReceipt(
          entry: number, receipt: receipt.id, document: document, issued: issued,
          cashier: cashier))
      if receipt.isSale { noteDiscounts(receipt, issued.at, cashier) }
      // The entry may end the flow too: what it made of the receipt is no more in the ledger.
      var after = before ?? receipt
      try? after.apply(change)
      if after.isCorrection, after.isPrinted { noteMoved(after, found) }
    case .lineRemoved(let line) where receipt.isSale:
      guard let sum = before?.lines.first(where: { $0.id == line })?.sum else { return }
      add(.removed, sum, receipt.id, at, cashier)
    case .quantitySet(let line, _) where receipt.isSale:
      let sums = [before, receipt].map { $0?.lines.first { $0.id == line }?.sum ?? .zero }
      if sums[0] > sums[1] { add(.removed, sums[0].less(sums[1]), receipt.id, at, cashier) }
    case .slipVoided where ledger.till.listsUndone:
      guard let undone = before.flatMap({ change.undone(on: $0) }) else { return }
      noteUndone(undone, receipt.id, cashier)
    case .outcome(let id, .notRun, _, _) where receipt.isSale:
      guard let attempt = receipt.attempts.first(where: { $0.id == id }) else { return }
      add(.notRun, attempt.amount, receipt.id, at, cashier)
    default: return
    }
  }

  private mutating func noteDiscounts(_ receipt: Receipt, _ at: Moment, _ cashier: String) {
    for line in receipt.lines {
      if line.byHand > .zero { add(.discounted, line.byHand, receipt.id, at, cashier) }
      if line.cut > .zero { add(.cut, line.cut, receipt.id, at, cashier) }
    }
  }

  /// A correction counts when its slip was made; what its slip shows was counted as it was found.
  private mutating func noteMoved(_ receipt: Receipt, _ found: [UnconfirmedCharge]) {
    for moved in receipt.movedCharges where isInSpan(moved.at) {
      if let known = found.first(where: { $0.key == moved.charge }) {
        noteUnprinted(.charge, known, count: 0, sum: moved.amount.kopecks)
      }
      let sign: Int64 = moved.isMore ? 1 : -1
      books.moved.append(
        MovedTotal(
          terminal: moved.terminal.id, name: moved.terminal.name, kind: .charge, isPrinted: true,
          count: moved.isMore ? 1 : moved.isAll ? -1 : 0, sum: sign * moved.amount.kopecks))
    }
  }

  /// The slip of a printed receipt shows another amount: its charge is of that amount.
  private mutating func noteFound(_ charge: UnconfirmedCharge, _ before: UnconfirmedCharge?) {
    guard let taken = charge.taken, isInSpan(charge.since) else { return }
    let more = taken.kopecks - (before?.taken ?? charge.amount).kopecks
    noteUnprinted(.charge, charge, count: 0, sum: more)
  }

  /// A senior has seen to it: the rest was charged, or the excess given back.
  private mutating func noteSettled(_ charge: UnconfirmedCharge?, _ at: Moment) {
    guard let charge, let ending = charge.ending, isInSpan(at) else { return }
    noteUnprinted(ending.kind, charge, count: 1, sum: ending.amount.kopecks)
  }

  private mutating func noteUnprinted(
    _ kind: BookedOperation.Kind, _ charge: UnconfirmedCharge, count: Int, sum: Int64
  ) {
    guard sum != 0 else { return }
    books.moved.append(
      MovedTotal(
        terminal: charge.terminal.id, name: charge.terminal.name, kind: kind, isPrinted: false,
        count: count, sum: sum))
  }

  /// Money that went back before any document, as the till counts it for the shift's report.
  private mutating func noteUndone(
    since before: [String: CashierTally], _ receipt: String, _ at: Moment
  ) {
    for (name, tally) in ledger.till.core.tallies ?? [:] {
      let known = before[name]?.undone ?? TerminalPeriod.Tally()
      guard let undone = tally.undone, undone.count > known.count else { continue }
      let amount = Money(checked: undone.sum.kopecks - known.sum.kopecks)
      add(.undone, amount, receipt, at, name, times: undone.count - known.count)
    }
  }

  /// A charge that its slip did not prove, and its void.
  private mutating func noteUndone(
    _ undone: (attempt: Attempt, taken: Money, at: Moment), _ receipt: String, _ cashier: String
  ) {
    let terminal = undone.attempt.terminal
    guard undone.attempt.operation == .charge else { return }
    noted[receipt, default: [:]][undone.attempt.id] = .declined
    guard isInSpan(undone.at) else { return }
    for (kind, done) in [
      (BookedOperation.Kind.charge, undone.attempt.since), (.void, undone.at),
    ] {
      books.operations.append(
        TerminalOperation(
          receipt: receipt, terminal: terminal.id, name: terminal.name, kind: kind,
          amount: undone.taken, at: undone.at, doneAt: done, cashier: cashier))
    }
  }

  private mutating func add(
    _ kind: CashierAct.Kind, _ amount: Money, _ receipt: String, _ at: Moment, _ cashier: String,
    times: Int = 1
  ) {
    guard isInSpan(at) else { return }
    books.acts.append(
      CashierAct(
        kind: kind, cashier: cashier, receipt: receipt, amount: amount, times: times, at: at))
  }

  /// Notes what terminals have done for `receipt` since it was looked at last.
  private mutating func note(_ receipt: Receipt, _ at: Moment, _ cashier: String) {
    for attempt in receipt.attempts {
      let stage = attempt.state.stage
      let known = noted[receipt.id]?[attempt.id]
      guard stage != known else { continue }
      noted[receipt.id, default: [:]][attempt.id] = stage
      switch attempt.state {
      case .approved(let approval) where attempt.operation == .charge:
        // What it took beyond its charge went back.
        let over = ledger.till.listsAlone ? attempt.over ?? .zero : .zero
        let taken = Money(checked: approval.amount.kopecks + over.kopecks)
        add(.charge, approval, attempt, receipt, at, cashier, amount: taken)
        guard over > .zero else { break }
        add(.refund, approval, attempt, receipt, at, cashier, amount: over)
      case .approved(let approval) where attempt.operation.refunded != nil:
        add(
          attempt.deed == .void ? .void : .refund, approval, attempt, receipt, at, cashier)
      case .voided(let approval):
        if known != .approved { add(.charge, approval, attempt, receipt, at, cashier) }
        if !receipt.isRefunded(attempt.id) {
          add(.void, approval, attempt, receipt, at, cashier)
        }
      case .declined, .notRun:
        guard isInSpan(at), attempt.operation == .charge else { break }
        books.failed.append(
          TerminalOperation(
            receipt: receipt.id, terminal: attempt.terminal.id, name: attempt.terminal.name,
            kind: .charge, amount: attempt.amount, at: at, doneAt: attempt.since,
            cashier: cashier))
      default: break
      }
    }
  }

  private mutating func add(
    _ kind: BookedOperation.Kind, _ approval: Approval, _ attempt: Attempt, _ receipt: Receipt,
    _ at: Moment, _ cashier: String, amount: Money? = nil
  ) {
    guard isInSpan(at) else { return }
    books.operations.append(
      TerminalOperation(
        receipt: receipt.id, terminal: attempt.terminal.id, name: attempt.terminal.name,
        kind: kind, amount: amount ?? approval.amount, at: at,
        doneAt: receipt.doneAt(kind, attempt, approval, or: at), cashier: cashier))
  }
}
