// What X and Z say of terminals.
extension TillState {
  /// Terminals that were counted, as the till knows them and as their reports say; those that were not, by name.
  func terminalsSection(_ terms: CountTerms, at now: Moment) -> ReportSection? {
    var section = ReportSection("ПО ТЕРМИНАЛАМ")
    section.add("ПЕРЕСЧЕТОВ РАНЬШЕ", noted.terminalsBefore)
    for count in noted.terminals ?? [] {
      section.note("ПЕРЕСЧЕТ \(time(count.at)) (\(count.by))")
      section.add(count)
    }
    for count in shift?.counts ?? [] { section.add(count) }
    if let before = noted.settlementsBefore { section.note("СВЕРОК РАНЬШЕ: \(before)") }
    for each in (noted.settlements ?? []) + (shift?.settlements ?? []) { section.add(each) }
    // A transfer has no terminal that anybody settles.
    for (id, period) in periods(at: now).sorted(by: { $0.key < $1.key })
    where (terminals[id]?.provider ?? id) != "transfer" {
      if let until = period.uncounted {
        section.note("НЕ ПЕРЕСЧИТАН ДО \(time(until)): \(period.title)")
      }
      guard !period.isEmpty else { continue }
      let hour = terminals[id]?.settlesAt
      // One that settles itself is named once its hour has come.
      if terms.terminals, holdsPeriods, period.counted == nil, hour == nil {
        section.note("НЕ ПЕРЕСЧИТАН: \(period.title)")
        section.add(typed: period.typed)
      }
      section.note(
        hour.map { "СВЕРИТСЯ САМ В \($0): \(period.title)" } ?? "НЕ СВЕРЕН: \(period.title)")
    }
    if let before = noted.changedBefore { section.note("ИЗМЕНЕНО РАНЬШЕ: \(before)") }
    for each in noted.changed ?? [] {
      let what = each.settlesAt.map { "СВЕРЯЕТСЯ САМ В \($0)" } ?? "ОБЩИЙ, НЕ СРАВНИВАТЬ"
      section.note("ИЗМЕНЕН \(each.title): \(what) (\(each.by))")
    }
    // Held against the bank's statement by whoever reads the report.
    for (name, tally) in (core.tallies ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let came = tally.transfers else { continue }
      section.add("ПЕРЕВОД ПО СЛОВУ: \(name) (\(came.count))", came.sum.kopecks)
    }
    return section.lines.isEmpty ? nil : section
  }
}

extension ReportSection {
  fileprivate mutating func add(_ count: TerminalCount) {
    let known = count.known ?? count.expected
    add("\(count.title), ОПЛАТА (\(known["charges_count"] ?? 0))", known["charges"] ?? 0)
    addSome("ВОЗВРАТ (\(known["refunds_count"] ?? 0))", known["refunds"] ?? 0)
    addSome("ОТМЕНА (\(known["voids_count"] ?? 0))", known["voids"] ?? 0)
    addSome("БЕЗ ЧЕКА (\(count.unprinted.count))", count.unprinted.sum.kopecks)
    guard let figures = count.figures else { return note("НЕТ ОТЧЕТА ТЕРМИНАЛА") }
    let operations = [("ОПЛАТА", "charges"), ("ВОЗВРАТ", "refunds"), ("ОТМЕНА", "voids")]
    if count.isShared == true {
      for (name, id) in operations where id == "charges" || figures[id, default: 0] != 0 {
        report(name, id, figures, count.expected)
      }
      return note("ОБЩИЙ ТЕРМИНАЛ: НЕ СРАВНИВАЕТСЯ")
    }
    for (name, id) in operations { compare(name, id, figures, count.expected) }
    if let first = count.first { add("СНАЧАЛА НАБРАНО: ОПЛАТА", first["charges"] ?? 0) }
  }

  fileprivate mutating func add(_ settlement: Settlement) {
    note("СВЕРКА \(settlement.title): \(settlement.word.words)")
    guard settlement.isUncounted == true else { return }
    note("НЕ ПЕРЕСЧИТАН: \(settlement.title)")
    add(typed: settlement.typed)
  }

  /// A first figure that did not fit, and that nobody typed once more.
  fileprivate mutating func add(typed figures: [String: Int64]?) {
    if let figures { add("НАБРАНО И ОСТАВЛЕНО", figures["charges"] ?? 0) }
  }

  /// What a terminal's report says of one kind of operation where that is not what the till has; of what
  /// the report does not show, nothing.
  fileprivate mutating func compare(
    _ name: String, _ id: String, _ figures: [String: Int64], _ expected: [String: Int64]
  ) {
    func difference(_ field: String) -> Int64 {
      expected[field].map { figures[field, default: 0] - $0 } ?? 0
    }
    let (sum, times) = (difference(id), difference("\(id)_count"))
    guard sum != 0 || times != 0 else { return }
    report(name, id, figures, expected)
    add("РАЗНИЦА" + (expected["\(id)_count"] == nil ? "" : " (\(times))"), sum)
  }

  /// What was read on the terminal's report; how many only where it shows that.
  private mutating func report(
    _ name: String, _ id: String, _ figures: [String: Int64], _ expected: [String: Int64]
  ) {
    let count = expected["\(id)_count"] == nil ? "" : " (\(figures["\(id)_count"] ?? 0))"
    add("ОТЧЕТ: \(name)\(count)", figures[id] ?? 0)
  }
}

extension Settlement.Word {
  fileprivate var words: String {
    switch self {
    case .matched: "СОВПАЛИ"
    case .differs: "НЕ СОВПАЛИ"
    case .failed: "НЕ ВЫШЛА"
    }
  }
}
