// What X and Z say of cashiers.
extension TillState {
  /// What no document tells, by cashier.
  var cashiersSection: ReportSection? {
    var section = ReportSection("ПО КАССИРАМ")
    for (name, tally) in (core.tallies ?? [:]).sorted(by: { $0.key < $1.key }) {
      if tally.removed.count > 0 {
        section.add("\(name), УБРАНО (\(tally.removed.count))", tally.removed.sum.kopecks)
      }
      if let undone = tally.undone {
        section.add("\(name), ОПЛАТЫ ОТМЕНЕНЫ (\(undone.count))", undone.sum.kopecks)
      }
      if let discounts = tally.discounts {
        section.add("\(name), СКИДКИ ВРУЧНУЮ (\(discounts.count))", discounts.sum.kopecks)
      }
      if let cuts = tally.cuts {
        section.add("\(name), СКИДКИ МАГАЗИНА (\(cuts.count))", cuts.sum.kopecks)
      }
      if tally.notRun.count > 0 {
        let share = tally.notRun.count * 100 / max(1, tally.tried)
        section.add(
          "\(name), НЕ ПРОВОДИЛИ (\(tally.notRun.count), \(share) %)", tally.notRun.sum.kopecks)
      }
    }
    return section.lines.isEmpty ? nil : section
  }
}
