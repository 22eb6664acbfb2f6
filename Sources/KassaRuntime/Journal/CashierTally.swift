/// What a cashier did in a shift that no document tells.
package struct CashierTally: JSONCoded, Hashable, Sendable {
  /// Lines taken off receipts, or made less, and receipts that were cleared.
  package var removed = TerminalPeriod.Tally()
  /// Charges of which they said that the card was not run.
  package var notRun = TerminalPeriod.Tally()
  /// Charges that were begun.
  package var tried = 0
  /// What receipts not printed were paid by and what went back: charges undone on their terminal, cash handed
  /// back; nil for none.
  package var undone: TerminalPeriod.Tally?
  /// What printed sales were made cheaper by, line by line: by a cashier's hand; nil for nothing.
  package var discounts: TerminalPeriod.Tally?
  /// The same by the store's own prices.
  package var cuts: TerminalPeriod.Tally?
  /// Transfers that came by their word; nil for none.
  var transfers: TerminalPeriod.Tally?
}

extension TillState {
  mutating func tally(undone amount: Money) {
    tally { $0.undone.add(amount) }
  }

  /// Counts what a transfer paid: no terminal's report has it, and nothing is counted against that word.
  mutating func tally(transfer attempt: Attempt, _ approval: Approval) {
    guard listsUndone, attempt.deed == .charge, attempt.terminal.provider == "transfer",
      !approval.witness.isDevice
    else { return }
    tally { $0.transfers.add(approval.amount) }
  }

  /// Counts what a printed sale was made cheaper by.
  mutating func tally(discountsOf receipt: Receipt) {
    guard holdsPeriods, keepsCounts, receipt.isSale else { return }
    for line in receipt.lines {
      let (byHand, byStore) = (line.byHand, line.cut)
      if byHand > .zero { tally { $0.discounts.add(byHand) } }
      if byStore > .zero { tally { $0.cuts.add(byStore) } }
    }
  }

  mutating func tally(_ change: (inout CashierTally) -> Void) {
    let name = cashier ?? ""
    var tally = core.tallies?[name] ?? CashierTally()
    change(&tally)
    core.tallies = (core.tallies ?? [:]).merging([name: tally]) { _, new in new }
  }

  /// Counts the goods of a receipt that was left for good.
  mutating func noteCleared(_ receipt: Receipt) {
    guard keepsCounts, !receipt.isPrinted, receipt.isSale else { return }
    for line in receipt.lines { tally { $0.removed.add(line.sum) } }
  }
}

extension ReceiptChange {
  /// The cash of `receipt`, which it has not changed yet, that goes back before any document; nil for none.
  func handedBack(on receipt: Receipt) -> Money? {
    guard case .cashReturned = self, receipt.isSale, receipt.received > .zero else { return nil }
    return receipt.received
  }

  /// What it counts for its cashier of `receipt`, which it has not changed yet; nil for nothing.
  ///
  /// - Parameter ofSales: whether of sales alone: lines of a return were sold, and stay so where it is left.
  ///   Flows of older programs counted them.
  func tallied(on receipt: Receipt, ofSales: Bool) -> ((inout CashierTally) -> Void)? {
    guard receipt.isSale || !ofSales else { return nil }
    switch self {
    case .lineRemoved(let id):
      guard let line = receipt.lines.index(of: id).map({ receipt.lines[$0] }) else { return nil }
      return { $0.removed.add(line.sum) }
    case .quantitySet(let id, let quantity):
      guard let line = receipt.lines.index(of: id).map({ receipt.lines[$0] }),
        let changed = try? line.with(quantity: quantity), changed.sum < line.sum
      else { return nil }
      return { $0.removed.add(line.sum.less(changed.sum)) }
    case .outcome(let id, .notRun, .person, _):
      guard let attempt = receipt.attempts.first(where: { $0.id == id }) else { return nil }
      return { $0.notRun.add(attempt.amount) }
    case .attemptOpened(let attempt) where attempt.operation == .charge: return { $0.tried += 1 }
    default: return nil
    }
  }
}
