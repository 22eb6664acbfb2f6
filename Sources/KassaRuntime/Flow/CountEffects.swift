/// What figures that somebody counted come to.
///
/// One that does not fit is typed once more, without a hint; then it stands beside what should have been
/// there, and nothing is adjusted.
extension AnswerEffects {
  /// Nil where the answer counts nothing and settles nothing.
  static func count(
    _ use: DrawerUse, _ answer: Answer, _ request: PromptRequest, _ ledger: Ledger, at now: Moment
  ) -> AnswerEffects? {
    let (till, by) = (ledger.till, ledger.till.cashier ?? "")
    switch (use, answer, request.kind) {
    case (.count, .count(let figures), .count(let rule)):
      return drawer(rule.sum(figures), figures, till, by, now)
    case (.terminalCount(let id, let voids), .count(let figures), .count(let rule)):
      return terminal(id, figures, voids, rule, till, by, now)
    case (.terminalCount(let id, let voids), .button("no_report"), .count(let rule)):
      return terminal(id, nil, voids, rule, till, by, now)
    case (.settlement(let id), .button(let word), _):
      guard let word = Settlement.Word(rawValue: word) else { return nil }
      let settlement = Settlement(
        terminal: id, title: till.periods[id]?.title ?? id, word: word, by: by, at: now)
      return AnswerEffects(
        .terminalSettled(settlement: settlement), result: [.string(word.rawValue)])
    case (.amountFound(let charge), .amount(let amount), _):
      let isKept = till.unconfirmed.contains { $0.key == charge.key && $0.isWrong == true }
      guard amount != charge.amount || isKept else {
        return AnswerEffects(result: [.null, "same"])
      }
      return AnswerEffects(
        .amountFound(charge: charge.found(amount), by: by, at: now),
        result: amount == charge.amount ? [.null, "same"] : [.string(charge.key.id)])
    case (.handover, .button(let name), _) where name != "skip":
      let handover = Handover(
        to: name, by: by, receipts: till.matters.map(\.number), at: now)
      return AnswerEffects(.mattersHandedOver(handover: handover), result: [.string(name)])
    default: return nil
    }
  }

  private init(_ change: TillChange, result: [Value]) {
    self.init(result: result, changes: [.till(change: change)])
  }

  private static func drawer(
    _ figure: Int64, _ figures: [String: Int64], _ till: TillState, _ by: String, _ now: Moment
  ) -> AnswerEffects {
    let (drawer, expected) = (till.drawer, till.expectedCash)
    let isFirst = drawer.counted == nil
    if !isFirst, figure != expected, drawer.typed == nil {
      return AnswerEffects(.drawerTyped(figure: figure), result: [.null, "again"])
    }
    let count = DrawerCount(
      figure: figure, first: drawer.typed.flatMap { $0 == figure ? nil : $0 },
      expected: isFirst ? nil : expected, unprinted: till.unprintedCash, figures: figures, by: by,
      at: now, shift: till.shift?.number, looks: drawer.looks, refusals: drawer.refusals,
      isAfterClosing: till.isDrawerTold ? true : nil)
    // Older flows were told what there is of it now.
    let before = till.holdsPeriods ? drawer.counted?.unprinted ?? 0 : 0
    return AnswerEffects(
      .drawerCounted(count: count), result: [count.value(after: drawer, count.unprinted - before)])
  }

  private static func terminal(
    _ id: String, _ figures: [String: Int64]?, _ voids: VoidArithmetic?, _ rule: CountRule,
    _ till: TillState, _ by: String, _ now: Moment
  ) -> AnswerEffects? {
    guard let period = till.periods(at: now)[id] else { return nil }
    let isShared = till.terminals[id]?.isShared
    if let figures, isShared != true, !period.fits(figures, voids, rule), period.typed == nil {
      return AnswerEffects(
        .terminalTyped(terminal: id, figures: figures, at: now), result: [.null, "again"])
    }
    let count = TerminalCount(
      terminal: id, title: period.title, figures: figures,
      first: period.typed.flatMap { $0 == figures ? nil : $0 },
      expected: period.expected(voids, rule),
      unprinted: till.unprintedCharges(of: id, at: now), by: by, at: now, voids: voids,
      isShared: isShared,
      known: rule == .terminal ? nil : period.expected(voids, .terminal))
    return AnswerEffects(.terminalCounted(count: count), result: [count.value])
  }
}

extension DrawerCount {
  /// As a script shows it: kopecks, term by term.
  fileprivate func value(after drawer: Drawer, _ unprinted: Int64) -> Value {
    func number(_ kopecks: Int64?) -> Value { kopecks.map(Value.int) ?? .null }
    return [
      "figure": .int(figure), "first": number(first), "expected": number(expected),
      "difference": number(difference), "before": number(drawer.counted?.figure),
      "before_by": drawer.counted.map { .string($0.by) } ?? .null,
      "before_at": number(drawer.counted?.at.milliseconds),
      "sales": .int(drawer.sales.kopecks), "returns": .int(drawer.returns.kopecks),
      "paid_in": .int(drawer.paidIn.kopecks), "paid_out": .int(drawer.paidOut.kopecks),
      "unprinted": .int(unprinted), "after_closing": .bool(isAfterClosing == true),
    ]
  }
}

extension TerminalCount {
  fileprivate var value: Value {
    [
      "figures": figures.map { .record($0.mapValues(Value.int)) } ?? .null,
      "expected": .record(expected.mapValues(Value.int)),
    ]
  }
}
