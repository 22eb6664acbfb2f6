extension TillDevices {
  /// Tells the registrar of cash; what it does not know of cash stands in the journal alone.
  ///
  /// Where it does not answer, people go on: the movement stands, and the closing report names it.
  func moveCash(_ movement: CashMovement, _ scene: Scene) async -> DeviceOutcome {
    if movement.noted == .unknown { return await askCash(movement) }
    var movement = movement
    // One that may have forgotten the key is told nothing twice.
    guard registrar.keysAreDurable || !scene.isRepeated else {
      return moved(&movement, .unknown)
    }
    do {
      let isNoted = try await registrar.moveCash(
        movement.amount, movement.direction, key: movement.key, cashier: movement.by)
      return moved(&movement, isNoted ? .done : .lacking)
    } catch {
      guard case .unreachable = error else { return refused(error) }
      return moved(&movement, .unknown)
    }
  }

  /// Tells it once more under its key, which is harmless, of cash that it had not answered about.
  private func askCash(_ movement: CashMovement) async -> DeviceOutcome {
    guard registrar.keysAreDurable else { return outcome([false]) }
    do {
      let isNoted = try await registrar.moveCash(
        movement.amount, movement.direction, key: movement.key, cashier: movement.by)
      let noted = isNoted ? CashMovement.Noted.done : .lacking
      return outcome(
        [true],
        [.till(change: .cashNoted(key: movement.key, noted: noted, at: settings.clock()))])
    } catch { return outcome([false]) }
  }

  private func moved(_ movement: inout CashMovement, _ noted: CashMovement.Noted) -> DeviceOutcome {
    movement.noted = noted
    return outcome(
      [["registrar": .string(noted.rawValue)]], [.till(change: .cashMoved(movement: movement))])
  }

  /// Prints what the shift comes to so far, by the registrar where it can, and what the till counts.
  func interimReport(_ cashier: String, _ scene: Scene) async -> DeviceOutcome {
    do {
      let report = try await registrar.interimReport(cashier: cashier)
      let look = DrawerLook(by: cashier, at: settings.clock())
      return outcome(
        [["registrar": .bool(report != nil)]], [.till(change: .drawerSeen(look: look))],
        paper: interimPaper(report, cashier, scene))
    } catch { return refused(error) }
  }

  private func interimPaper(
    _ report: ShiftReport?, _ cashier: String, _ scene: Scene
  ) -> Paper {
    let layout = ReceiptLayout(width: settings.columns, banner: registrar.banner)
    let sections = sections(scene.ledger, at: settings.clock())
    let lines =
      report.map { layout.lines($0, seller: manifest.seller, sections: sections) }
      ?? layout.lines(
        "X-ОТЧЕТ БЕЗ ГАШЕНИЯ", seller: manifest.seller, cashier: cashier,
        at: LocalTime(settings.clock(), offsetSeconds: settings.offsetSeconds), sections: sections)
    return Paper(
      kind: .shiftInterim, number: report?.number ?? 0, lines: lines, columns: settings.columns,
      qr: nil)
  }
}

// MARK: - What the till itself counts

extension TillDevices {
  /// What a report says beside the registrar's own sums.
  ///
  /// - Parameter moment: the report's own: what it names of terminals, and what its entry ends, are the same.
  func sections(_ ledger: Ledger, at moment: Moment) -> [ReportSection] {
    let till = ledger.till
    let terminals = manifest.terms.counts == nil ? nil : till.terminalsSection(at: moment)
    return [
      till.tendersSection, till.othersSection, till.movedSection, till.correctionsSection,
      till.drawerSection, terminals, till.cashiersSection, till.unwatchedSection,
    ]
    .compactMap(\.self)
  }
}

extension TillState {
  /// Sales, returns and what is left of both, by tender.
  fileprivate var tendersSection: ReportSection? {
    guard let totals = shift?.totals else { return nil }
    let sales = totals.first { $0.type == .sale } ?? ShiftTotal(type: .sale)
    let returns = totals.first { $0.type == .saleReturn } ?? ShiftTotal(type: .saleReturn)
    var section = ReportSection("ИТОГИ КАССЫ")
    section.add("ПРОДАЖИ (\(sales.count))", sales.total.kopecks)
    section.add("ВОЗВРАТЫ (\(returns.count))", returns.total.kopecks)
    section.add("ВЫРУЧКА", sales.total.kopecks - returns.total.kopecks)
    let (paid, back) = (sales.payments, returns.payments)
    section.addSome("НАЛИЧНЫМИ", paid.cash.kopecks - back.cash.kopecks)
    section.addSome("БЕЗНАЛИЧНЫМИ", paid.cashless.kopecks - back.cashless.kopecks)
    section.addSome("ПРЕДОПЛАТА", paid.prepaid.kopecks - back.prepaid.kopecks)
    section.addSome("В КРЕДИТ", paid.credit.kopecks - back.credit.kopecks)
    section.addSome("ИНАЯ ОПЛАТА", paid.other.kopecks - back.other.kopecks)
    return section
  }

  /// What was put right, each by its original: what cash and cards are more by it, or less.
  fileprivate var correctionsSection: ReportSection? {
    guard let corrected = shift?.corrected, !corrected.isEmpty else { return nil }
    var section = ReportSection("ИСПРАВЛЕНИЯ")
    for total in shift?.corrections ?? [] {
      section.add("\(total.type.title) (\(total.count))", total.total.kopecks)
    }
    for each in corrected {
      section.note("\(each.about): \(each.people)")
      section.addSome("НАЛИЧНЫМИ", each.cash)
      section.addSome("БЕЗНАЛИЧНЫМИ", each.card)
    }
    return section
  }

  /// Terminals that were counted, as the till knows them and as their reports say.
  fileprivate func terminalsSection(at now: Moment) -> ReportSection? {
    var section = ReportSection("ПО ТЕРМИНАЛАМ")
    for count in shift?.counts ?? [] {
      let known = count.known ?? count.expected
      section.add("\(count.title), ОПЛАТА (\(known["charges_count"] ?? 0))", known["charges"] ?? 0)
      section.addSome("ВОЗВРАТ (\(known["refunds_count"] ?? 0))", known["refunds"] ?? 0)
      section.addSome("ОТМЕНА (\(known["voids_count"] ?? 0))", known["voids"] ?? 0)
      section.addSome("БЕЗ ЧЕКА (\(count.unprinted.count))", count.unprinted.sum.kopecks)
      guard let figures = count.figures else {
        section.note("НЕТ ОТЧЕТА ТЕРМИНАЛА")
        continue
      }
      if count.isShared == true {
        section.note("ОБЩИЙ ТЕРМИНАЛ: НЕ СРАВНИВАЕТСЯ")
        continue
      }
      for (name, id) in [("ОПЛАТА", "charges"), ("ВОЗВРАТ", "refunds"), ("ОТМЕНА", "voids")] {
        section.compare(name, id, figures, count.expected)
      }
    }
    for each in shift?.settlements ?? [] {
      section.note("СВЕРКА \(each.title): \(each.word.words)")
    }
    // A transfer has no terminal that anybody settles.
    for (id, period) in periods(at: now).sorted(by: { $0.key < $1.key })
    where (terminals[id]?.provider ?? id) != "transfer" {
      if let until = period.uncounted {
        let at = LocalTime(until, offsetSeconds: flow?.start.offsetSeconds ?? 0)
        section.note("НЕ ПЕРЕСЧИТАН ДО \(at.text): \(period.title)")
      }
      guard !period.isEmpty else { continue }
      let hour = terminals[id]?.settlesAt
      section.note(
        hour.map { "СВЕРИТСЯ САМ В \($0): \(period.title)" } ?? "НЕ СВЕРЕН: \(period.title)")
    }
    return section.lines.isEmpty ? nil : section
  }

  /// What should lie in the drawer, term by term.
  fileprivate var drawerSection: ReportSection? {
    let drawer = drawer
    guard drawer != Drawer() else { return nil }
    var section = ReportSection("НАЛИЧНЫЕ В ЯЩИКЕ")
    if let count = drawer.counted {
      if let shift, count.shift != shift.number { section.note("В ЭТОЙ СМЕНЕ НЕ ПЕРЕСЧИТАНО") }
      if count.isAfterClosing == true { section.note("ПЕРЕСЧИТАНО ПОСЛЕ Z-ОТЧЕТА") }
      if let difference = count.difference, difference != 0 {
        section.add("ПРИ ПЕРЕСЧЕТЕ РАЗНИЦА", difference)
      }
      if let looks = count.looks, !looks.isEmpty {
        section.note(
          "ДО ПЕРЕСЧЕТА X-ОТЧЕТ: \(Set(looks.map(\.by)).sorted().joined(separator: ", "))")
      }
      if let refusals = count.refusals {
        section.note("ДО ПЕРЕСЧЕТА ОТКАЗОВ В НАЛИЧНЫХ: \(refusals)")
      }
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
}

extension NotedCorrection {
  /// The document that is put right, or what stands for it.
  fileprivate var about: String {
    if let original { return "ЧЕК ФД \(original)" }
    guard let statement else { return "ЧЕКА НЕ БЫЛО" }
    return "ЧЕКА НЕ БЫЛО \(statement.day), ОСНОВАНИЕ \(statement.number) ОТ \(statement.date)"
  }

  fileprivate var people: String {
    [by, with == by ? nil : with, reason].compactMap(\.self).joined(separator: ", ")
  }
}

extension ReportSection {
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
    func counted(_ count: Int64) -> String { expected["\(id)_count"] == nil ? "" : " (\(count))" }
    add("ОТЧЕТ: \(name)" + counted(figures["\(id)_count"] ?? 0), figures[id] ?? 0)
    add("РАЗНИЦА" + counted(times), sum)
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

extension CashMovement {
  /// Why a senior should look at it.
  fileprivate var words: String {
    let name = direction == .inward ? "ВНЕСЕНИЕ" : "ИЗЪЯТИЕ"
    let why = (isAlone ? ["без старшего"] : []) + (noted == .unknown ? ["ККТ не ответила"] : [])
    return "\(name) \(amount): \(why.joined(separator: ", ")); \(by), \(reason)"
  }
}
