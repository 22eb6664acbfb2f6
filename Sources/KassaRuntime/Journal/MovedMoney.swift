/// Money that went back another way than it came, for which a reason stands in place of a second person.
package struct MovedMoney: JSONCoded, Hashable, Sendable {
  /// The return's document (tag 1040).
  let document: Int
  let amount: Money
  /// Whether cash went back on a card; else a card's money did in cash.
  let isOnCard: Bool
  let by: String
  let reason: String
}

extension TillState {
  private static let movedMax = 50

  /// Keeps for the shift's report, and for a senior's eyes, what nobody else said yes to.
  mutating func noteMoved(_ receipt: Receipt, _ document: Issued) {
    guard core.shift != nil else { return }
    for each in receipt.movedAlone(document.number) {
      let gone = core.shift?.moved.note(each, keeping: Self.movedMax) ?? nil
      if holdsPeriods, let gone { core.shift?.movedBefore.add(gone.amount) }
      // A return that is listed itself is listed once.
      let isListed = receipt.back?.allowed?.isListed == true || namesNoSenior && receipt.isReturn
      guard !listsAlone || !isListed else { continue }
      noteUnseen(
        ListedReturn(
          document: each.document, total: each.amount, by: each.by, at: document.at))
    }
  }

  /// On the shift's report, each with who answers for it.
  var movedSection: ReportSection? {
    guard let moved = core.shift?.moved else { return nil }
    var section = ReportSection("ДРУГИМ СПОСОБОМ, БЕЗ ВТОРОГО ЧЕЛОВЕКА")
    section.add(before: core.shift?.movedBefore)
    for each in moved {
      section.add(
        each.isOnCard ? "НАЛИЧНЫЕ НА КАРТУ" : "КАРТА НАЛИЧНЫМИ", each.amount.kopecks)
      section.note("ЧЕК ФД \(each.document): \(each.by), \(each.reason)")
    }
    return section
  }
}

extension Receipt {
  fileprivate func movedAlone(_ document: Int) -> [MovedMoney] {
    (back?.moved ?? []).compactMap { moved in
      guard let reason = moved.reason else { return nil }
      let inCash = tenders.reduce(Int64(0)) {
        $1.charge == moved.charge ? $0 + $1.amount.kopecks : $0
      }
      let onCard = charges.reduce(Int64(0)) {
        $1.attempt.operation.refunded == moved.charge ? $0 + $1.approval.amount.kopecks : $0
      }
      let isOnCard = moved.terminal != nil
      let amount = Money(checked: isOnCard ? onCard : inCash)
      guard amount > .zero else { return nil }
      return MovedMoney(
        document: document, amount: amount, isOnCard: isOnCard, by: moved.by, reason: reason)
    }
  }
}
