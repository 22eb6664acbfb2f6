/// A return of a sale that this journal does not have: each is on the shift's report, and a senior is shown it.
package struct OtherReturn: JSONCoded, Hashable, Sendable {
  /// Its own document (tag 1040).
  let document: Int
  let total: Money
  let by: String
  let reason: String
  /// Whether there was no paper of the sale.
  let isWithoutPaper: Bool
}

extension TillState {
  private static let othersMax = 50

  /// - Parameter isAlone: whether no senior said yes, which a shift has a limit for.
  mutating func note(_ listed: ListedReturn, _ other: OtherSale, isAlone: Bool) {
    if isAlone {
      let before = core.otherReturns ?? 0
      core.otherReturns = before + listed.total.kopecks
    } else {
      noteUnseen(listed)
    }
    let noted = OtherReturn(
      document: listed.document, total: listed.total, by: listed.by, reason: other.reason,
      isWithoutPaper: other.most == nil)
    let gone = core.shift?.others.note(noted, keeping: Self.othersMax) ?? nil
    if holdsPeriods, let gone { core.shift?.othersBefore.add(gone.total) }
  }

  /// On the shift's report, each with who answers for it.
  var othersSection: ReportSection? {
    guard let others = core.shift?.others else { return nil }
    var section = ReportSection("ВОЗВРАТЫ ПРОДАЖ НЕ ЭТОЙ КАССЫ")
    section.add(before: core.shift?.othersBefore)
    for each in others {
      section.add(each.isWithoutPaper ? "БЕЗ ЧЕКА" : "ПО ЧУЖОМУ ЧЕКУ", each.total.kopecks)
      section.note("ЧЕК ФД \(each.document): \(each.by), \(each.reason)")
    }
    return section
  }
}
