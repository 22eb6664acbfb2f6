/// What a terminal did from one settlement to the next, over shifts and midnight, as the till knows it.
package struct TerminalPeriod: JSONCoded, Hashable, Sendable {
  /// How many, and what they come to.
  package struct Tally: JSONCoded, Hashable, Sendable {
    package var count = 0
    package var sum = Turnover.zero

    mutating func add(_ amount: Money) {
      count += 1
      sum += amount
    }

    func adding(_ amount: Money) -> Tally {
      var tally = self
      tally.add(amount)
      return tally
    }
  }

  /// The terminal as it was called last.
  package var title: String
  /// When it was settled before; nil where it never was.
  package var since: Moment?
  package var charges = Tally()
  package var refunds = Tally()
  package var voids = Tally()
  /// The last count of it, as long as nothing was done on its terminal since; of older programs, as long as it is
  /// not settled.
  var counted: TerminalCount?
  /// The first figures of a count that did not fit, until they are typed once more.
  var typed: [String: Int64]?
  /// When it was asked for its settlement and that came to nothing.
  var failedAt: Moment?
  /// When its terminal settled itself last with something in its report that nobody had counted; nil for never.
  ///
  /// The next closing report, which names it, ends that.
  var uncounted: Moment?

  /// Whether anything was done since it was settled.
  package var isEmpty: Bool { charges.count + refunds.count + voids.count == 0 }

  /// Its terminal was charged `over` more than counts, and gave that back.
  fileprivate mutating func add(
    _ charge: (attempt: Attempt, approval: Approval), over: Money?
  ) {
    guard let over else { return charges.add(charge.approval.amount) }
    charges.add(Money(checked: charge.approval.amount.kopecks + over.kopecks))
    refunds.add(over)
  }

  /// Whether the same was done in it.
  func hasDone(the other: TerminalPeriod) -> Bool {
    charges == other.charges && refunds == other.refunds && voids == other.voids
  }
}

/// What a terminal's own report says of its period, by the word of whoever read it.
package struct TerminalCount: JSONCoded, Hashable, Sendable {
  let terminal: String
  let title: String
  /// By field, one that is left out being nothing; nil where there is no report.
  package let figures: [String: Int64]?
  package let first: [String: Int64]?
  /// The same fields as the till knows them.
  package let expected: [String: Int64]
  /// Of the charges those that no receipt was printed for.
  let unprinted: TerminalPeriod.Tally
  let by: String
  let at: Moment
  /// Where its report has what was voided, as its provider's terminals do; nil for unsaid.
  var voids: VoidArithmetic?
  /// Whether others charged it too, so that its report can't be compared; nil for no.
  var isShared: Bool?
  /// All that the till knows, where the report shows less; nil for `expected`.
  var known: [String: Int64]?
}

/// What came of a terminal's settlement.
package struct Settlement: JSONCoded, Hashable, Sendable {
  package enum Word: String, JSONCoded, CaseIterable, Hashable, Sendable {
    /// «Совпали», «Не совпали»: its period is over.
    case matched, differs
    /// «Не вышло»: it goes on.
    case failed
  }

  let terminal: String
  let title: String
  let word: Word
  let by: String
  let at: Moment
  /// Whether nobody had counted the period that it ended; nil for no, and of older programs.
  var isUncounted: Bool?
  /// The first figures of such a count that did not fit and was left.
  var typed: [String: Int64]?

  /// What became of the period that it ends.
  fileprivate mutating func take(_ period: TerminalPeriod?) {
    guard let period, !period.isEmpty, period.counted == nil else { return }
    (isUncounted, typed) = (true, period.typed)
  }
}

/// Matters are somebody's from then on.
package struct Handover: JSONCoded, Hashable, Sendable {
  let to: String
  let by: String
  /// The numbers that they were set aside under.
  let receipts: [Int]
  let at: Moment
}

extension TerminalPeriod {
  /// By those fields of its count, as a report has them that shows voids so.
  func expected(_ arithmetic: VoidArithmetic?, _ rule: CountRule) -> [String: Int64] {
    let all = expected(arithmetic)
    return all.filter { field in rule.fields.contains { $0.id == field.key } }
  }

  private func expected(_ arithmetic: VoidArithmetic?) -> [String: Int64] {
    // A payment that was voided is none any more.
    let gone = arithmetic == .inside ? voids : Tally()
    var fields: [String: Int64] = [:]
    for (name, tally, less) in [
      ("charges", charges, gone), ("refunds", refunds, Tally()), ("voids", voids, Tally()),
    ] {
      fields[name] = tally.sum.kopecks - less.sum.kopecks
      fields["\(name)_count"] = Int64(tally.count - less.count)
    }
    return fields
  }

  /// Whether `figures` say the same, what is left out being nothing.
  func fits(
    _ figures: [String: Int64], _ arithmetic: VoidArithmetic?, _ rule: CountRule
  ) -> Bool {
    expected(arithmetic, rule).allSatisfy { figures[$0.key] ?? 0 == $0.value }
  }
}

extension TillState {
  /// What terminals did since they were settled, by their ids.
  package var periods: [String: TerminalPeriod] { core.periods ?? [:] }

  /// Counts what `receipt` charged or gave back since it had `before`, and what of that it has undone.
  ///
  /// - Parameter moment: when that was said.
  mutating func countCharges(
    _ before: [(attempt: Attempt, approval: Approval)], _ receipt: Receipt, at moment: Moment
  ) {
    guard keepsCounts else { return }
    let now = receipt.charges
    for charge in now where !before.contains(where: { $0.attempt.id == charge.attempt.id }) {
      let terminal = charge.attempt.terminal
      let over = listsAlone ? charge.attempt.over : nil
      // What a return took over was made for an earlier one, maybe before its terminal was settled.
      let isTakenOver = holdsReturns && receipt.back?.takenOver?.contains(charge.attempt.id) == true
      if isTakenOver, let since = periods[terminal.id]?.since, charge.attempt.since <= since {
        continue
      }
      change(
        period: terminal.id, terminal.name, at: charge.attempt.doneAt(charge.approval),
        isLate: isTakenOver || wasBegunBefore(charge.attempt, of: receipt)
      ) {
        $0.title = terminal.name
        switch charge.attempt.deed {
        case .charge: $0.add(charge, over: over)
        case .refund: $0.refunds.add(charge.approval.amount)
        case .void: $0.voids.add(charge.approval.amount)
        }
      }
      if let over { listAlone(.difference, over, at: moment) }
      tally(transfer: charge.attempt, charge.approval)
    }
    for charge in before where !now.contains(where: { $0.attempt.id == charge.attempt.id }) {
      let terminal = charge.attempt.terminal
      let isRefunded = receipt.isRefunded(charge.attempt.id)
      if holdsMatters, receipt.isSale { tally(undone: charge.approval.amount) }
      let undoing = receipt.undoing(charge.attempt)
      if receipt.isSale {
        if isRefunded {
          listAlone(.refund, charge.approval.amount, at: moment)
        } else if undoing?.isDevices != true {
          listUndone(.void, charge.approval.amount, at: moment)
        }
      }
      change(
        period: terminal.id, terminal.name, at: undoing?.since ?? moment,
        isLate: undoing.map { wasBegunBefore($0, of: receipt) } ?? false
      ) {
        isRefunded
          ? $0.refunds.add(charge.approval.amount) : $0.voids.add(charge.approval.amount)
      }
    }
  }

  /// Counts a charge that its slip did not prove, and that was undone on its terminal: its report has both.
  ///
  /// Of a refund nobody knows how a report shows its void: it is listed.
  mutating func count(
    undone attempt: Attempt, _ taken: Money, of receipt: Receipt, at moment: Moment
  ) {
    guard attempt.operation == .charge else { return listUndone(.refund, taken, at: moment) }
    tally(undone: taken)
    listUndone(.void, taken, at: moment)
    guard keepsCounts else { return }
    let terminal = attempt.terminal
    change(
      period: terminal.id, terminal.name, at: attempt.since,
      isLate: wasBegunBefore(attempt, of: receipt)
    ) {
      $0.title = terminal.name
      $0.charges.add(taken)
    }
    change(period: terminal.id, terminal.name, at: moment) { $0.voids.add(taken) }
  }

  /// Whether an attempt was begun before the flow that runs, so that its terminal may have been settled since.
  private func wasBegunBefore(_ attempt: Attempt, of receipt: Receipt) -> Bool {
    guard let start = flow?.start.receipt, start.id == receipt.id else { return true }
    return start.attempts.contains { $0.id == attempt.id }
  }

  mutating func apply(_ count: TerminalCount) {
    noteReplaced(by: count)
    change(period: count.terminal, count.title, at: count.at) {
      $0.counted = count
      $0.typed = nil
    }
    let others = (core.shift?.counts ?? []).filter { $0.terminal != count.terminal }
    core.shift?.counts = others + [count]
  }

  mutating func apply(_ settlement: Settlement) {
    let id = settlement.terminal
    guard let period = core.periods?[id] else { return }
    var settlement = settlement
    if holdsPeriods, settlement.word != .failed { settlement.take(self.period(id, settlement.at)) }
    noteReplaced(by: settlement)
    let others = (core.shift?.settlements ?? []).filter { $0.terminal != id }
    core.shift?.settlements = others + [settlement]
    switch settlement.word {
    case .matched, .differs:
      core.periods?[id] = TerminalPeriod(title: period.title, since: settlement.at)
    case .failed:
      change(period: id, period.title, at: settlement.at) { $0.failedAt = settlement.at }
    }
  }

  /// What of a terminal's charges no receipt was printed for: how many, and what they come to.
  func unprintedCharges(of id: String, at moment: Moment) -> TerminalPeriod.Tally {
    let since = periodBegan(id, at: moment)
    var tally = TerminalPeriod.Tally()
    for parked in parked.values where !parked.receipt.isPrinted && !parked.receipt.isReturn {
      for charge in parked.receipt.charges
      where charge.attempt.terminal.id == id && since.map({ charge.attempt.since > $0 }) ?? true {
        tally.add(charge.approval.amount)
      }
    }
    return tally
  }
}

extension Receipt {
  /// By what its terminal was asked to undo that charge, or to give it back; nil where nobody asked it.
  fileprivate func undoing(_ charge: Attempt) -> Attempt? {
    let key = ChargeKey(receipt: id, attempt: charge.id)
    return attempts.last {
      $0.operation == .void(charge: charge.id) || $0.operation.refunded == key
    }
  }

  /// When its terminal did what an approved attempt, or the undoing of one that was voided, says.
  func doneAt(
    _ kind: BookedOperation.Kind, _ attempt: Attempt, _ approval: Approval, or moment: Moment
  ) -> Moment {
    let isUndoing = kind == .void && attempt.operation == .charge
    return isUndoing ? undoing(attempt)?.since ?? moment : attempt.doneAt(approval)
  }
}

extension Attempt {
  /// Whether its terminal itself said that it did it.
  fileprivate var isDevices: Bool {
    if case .approved(let approval) = state { approval.witness.isDevice } else { false }
  }

  /// When its terminal did it; what came by a transfer came when somebody saw it.
  fileprivate func doneAt(_ approval: Approval) -> Moment {
    terminal.provider == "transfer" ? approval.at : since
  }
}

extension ReceiptChange {
  /// The charge or refund of `receipt`, which it has not changed yet, that was undone before it counted, and what its
  /// slip shows; nil for none.
  func undone(on receipt: Receipt) -> (attempt: Attempt, taken: Money, at: Moment)? {
    guard case .slipVoided(let id, _, let at) = self,
      let attempt = receipt.attempts.first(where: { $0.id == id }), attempt.deed != .void
    else { return nil }
    let taken: Money? =
      switch attempt.state {
      case .mismatched(let slip): slip
      case .claimed(let slip): slip.amount
      case .open, .unknown, .approved, .declined, .notRun, .voided: nil
      }
    return (attempt, taken ?? attempt.amount, at)
  }

  /// When it was said, of one by which a charge may count, or count no more; nil of any other.
  var chargeMovedAt: Moment? {
    switch self {
    case .outcome(_, _, _, let at), .approvedInPart(_, _, _, let at),
      .approvedOver(_, _, _, let at), .slipAmount(_, _, _, let at),
      .slipField(_, _, _, _, _, let at), .slipAccepted(_, _, let at),
      .slipReplaced(_, _, let at), .slipVoided(_, _, let at), .undoUnknown(_, _, _, let at),
      .undoFailed(_, _, let at), .refundTakenOver(_, _, _, let at):
      at
    default: nil
    }
  }
}
