// What X and Z say of the cash drawer.
extension TillState {
  /// What made it hold what it should since the closing report before, where a count began it anew since.
  var drawerTermsSection: ReportSection? {
    guard let terms = drawerTerms, let day = drawer.day, day.counts > 0, day.hasMoved else {
      return nil
    }
    var section = ReportSection("НАЛИЧНЫЕ ЗА СМЕНУ")
    section.add("БЫЛО", terms.before)
    section.add("+ ПРОДАЖИ", terms.sales)
    section.add("- ВОЗВРАТЫ", terms.returns)
    section.add("+ ВНЕСЕНИЯ", terms.paidIn)
    section.add("- ИЗЪЯТИЯ", terms.paidOut)
    section.addSome("+ БЕЗ ЧЕКА", terms.unprinted)
    section.addSome("РАЗНИЦА ПРИ ПЕРЕСЧЕТАХ (\(terms.counts))", terms.differences)
    section.add("ДОЛЖНО БЫТЬ", terms.total)
    return section
  }

  /// What should lie in the drawer, term by term since it was counted.
  var drawerSection: ReportSection? {
    let drawer = drawer
    guard drawer != Drawer() else { return nil }
    var section = ReportSection("НАЛИЧНЫЕ В ЯЩИКЕ")
    add(counts: noted, to: &section)
    if let count = drawer.counted {
      if let shift, count.shift != shift.number { section.note("В ЭТОЙ СМЕНЕ НЕ ПЕРЕСЧИТАНО") }
      if count.isAfterClosing == true { section.note("ПЕРЕСЧИТАНО ПОСЛЕ Z-ОТЧЕТА") }
      if let difference = count.difference, difference != 0 {
        section.add("ПРИ ПЕРЕСЧЕТЕ РАЗНИЦА", difference)
      }
      section.add(
        first: count.first, looks: Set((count.looks ?? []).map(\.by)).sorted(), count.refusals)
      section.add("ПЕРЕСЧИТАНО (\(count.by))", count.figure)
    } else {
      section.note("НЕ ПЕРЕСЧИТАНО")
    }
    section.add("+ ПРОДАЖИ", drawer.sales.kopecks)
    section.add("- ВОЗВРАТЫ", drawer.returns.kopecks)
    section.add("+ ВНЕСЕНИЯ", drawer.paidIn.kopecks)
    section.add("- ИЗЪЯТИЯ", drawer.paidOut.kopecks)
    section.addSome("+ БЕЗ ЧЕКА", unprintedCash - (drawer.counted?.unprinted ?? 0))
    section.add("ДОЛЖНО БЫТЬ", expectedCash)
    if expectedCash < 0 { section.note("МЕНЬШЕ НУЛЯ: ПЕРЕСЧИТАЙТЕ ЯЩИК") }
    if let before = drawer.listedBefore {
      section.add("БЕЗ СТАРШЕГО ИЗЪЯТО РАНЬШЕ (\(before.count))", before.sum.kopecks)
    }
    for each in drawer.listed ?? [] { section.note(each.words) }
    return section
  }

  /// Counts in whose place another one stands, and first figures that nobody typed once more.
  private func add(counts noted: NotedCounts, to section: inout ReportSection) {
    section.add("ПЕРЕСЧЕТОВ С РАЗНИЦЕЙ РАНЬШЕ", noted.drawerBefore)
    var counts = noted.drawer ?? []
    // The last one stands below with what moved since.
    if let last = counts.last, last == drawer.counted.flatMap(NotedDrawer.init) {
      counts.removeLast()
    }
    for each in counts {
      section.add("ПЕРЕСЧЕТ \(time(each.at)) (\(each.by))", each.figure)
      section.addSome("РАЗНИЦА", each.difference ?? 0)
      section.add(first: each.first, looks: each.looks ?? [], each.refusals)
    }
    let left = (noted.left ?? []) + [drawer.typing].compactMap(\.self)
    let before = noted.leftBefore?.count ?? 0
    guard left.count + before > 0 else { return }
    section.note("НАБРАНО И ОСТАВЛЕНО: \(left.count + before)")
    section.add("НАБРАНО РАНЬШЕ", noted.leftBefore)
    for each in left {
      section.add("НАБРАНО (\(each.by))", each.figure)
      section.add("РАЗНИЦА", each.difference)
    }
  }

  func time(_ moment: Moment) -> String {
    LocalTime(moment, offsetSeconds: flow?.start.offsetSeconds ?? 0).text
  }
}

extension ReportSection {
  /// What went before a count that a senior should know of.
  fileprivate mutating func add(first: Int64?, looks: [String], _ refusals: Int?) {
    if let first { add("СНАЧАЛА НАБРАНО", first) }
    if !looks.isEmpty { note("ДО ПЕРЕСЧЕТА X-ОТЧЕТ: \(looks.joined(separator: ", "))") }
    if let refusals { note("ДО ПЕРЕСЧЕТА ОТКАЗОВ В НАЛИЧНЫХ: \(refusals)") }
  }

  /// What a list that keeps the last has no room for: what is missing and what is too much apart.
  mutating func add(_ name: String, _ differences: NotedDifferences?) {
    guard let differences else { return }
    note("\(name): \(differences.count)")
    addSome("НЕДОСТАЧИ", -differences.short)
    addSome("ИЗЛИШКИ", differences.over)
    if differences.looks > 0 { note("ДО НИХ X-ОТЧЕТОВ: \(differences.looks)") }
    if differences.refusals > 0 { note("ДО НИХ ОТКАЗОВ В НАЛИЧНЫХ: \(differences.refusals)") }
  }
}

extension CashMovement {
  /// Why a senior should look at it.
  fileprivate var words: String {
    let name = direction == .inward ? "ВНЕСЕНИЕ" : "ИЗЪЯТИЕ"
    let alone = isToSafe == true ? "при закрытии" : "без старшего"
    let why = (isAlone ? [alone] : []) + (noted == .unknown ? ["ККТ не ответила"] : [])
    return "\(name) \(amount): \(why.joined(separator: ", ")); \(by), \(reason)"
  }
}
