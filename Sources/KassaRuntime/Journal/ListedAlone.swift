// What gives money back beside documents, and no senior said yes to.

extension TillState {
  /// Keeps for a senior's eyes what was done without one.
  mutating func listAlone(
    _ kind: ListedReturn.Kind, _ amount: Money, by person: String? = nil, at moment: Moment
  ) {
    let by = person ?? cashier
    guard listsAlone, amount > .zero else { return }
    let listed = ListedReturn(document: 0, total: amount, by: by ?? "", at: moment, kind: kind)
    // Who says yes to themselves has seen it: the closing report tells whoever reads that.
    if namesNoSenior { noteUnwatched(listed) } else if !isSenior(by) { noteUnseen(listed) }
  }

  /// What went to the safe for a closing is cash out like any other once something else is begun.
  ///
  /// The start of a flow and the ledger that takes it up both call it, on the flow before.
  mutating func listSafe(before flow: String) {
    guard let safe = core.drawer?.safe, flow != "shift" else { return }
    core.drawer?.safe = nil
    // Where the store names no senior the closing report has it as cash out already.
    guard !namesNoSenior else { return }
    listAlone(.safe, safe.amount, by: safe.by, at: safe.at)
  }

  /// The same of what older flows left unlisted.
  mutating func listUndone(
    _ kind: ListedReturn.Kind, _ amount: Money, by person: String? = nil, at moment: Moment
  ) {
    if listsUndone { listAlone(kind, amount, by: person, at: moment) }
  }

  /// Cash that went out without a senior; the closing report of a store that names none has it already.
  mutating func list(_ movement: CashMovement) {
    guard movement.direction == .outward else { return }
    let isListed =
      namesNoSenior
      ? movement.allowedBy != nil
      : listsUndone && movement.isAlone && movement.isToSafe != true
    if isListed { listAlone(.cashOut, movement.amount, by: movement.by, at: movement.at) }
  }

  /// Whether what that person said yes to is listed all the same: they are no senior.
  func isListed(yesOf name: String?) -> Bool { listsAlone && !isSenior(name) }

  private func isSenior(_ name: String?) -> Bool {
    People(all: flow?.start.terms?.people ?? []).holds(name, .senior)
  }
}

extension ListedReturn {
  /// As the closing report has it.
  var words: String {
    switch kind {
    case nil: "ФД \(document)"
    case .refund: "ВОЗВРАТ НА КАРТУ БЕЗ ЧЕКА"
    case .difference: "РАЗНИЦА НА КАРТУ"
    case .safe: "В СЕЙФ БЕЗ ЗАКРЫТИЯ"
    case .cashOut: "ИЗЪЯТИЕ"
    case .void: "ОТМЕНА ОПЛАТЫ БЕЗ ЧЕКА"
    case .cashBack: "НАЛИЧНЫЕ НАЗАД БЕЗ ЧЕКА"
    case .slipAmount: "СУММА СЛИПА ИЗМЕНЕНА"
    }
  }
}
