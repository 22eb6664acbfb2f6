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
    let terminals = manifest.terms.counts.flatMap { till.terminalsSection($0, at: moment) }
    return [
      till.tendersSection, till.othersSection, till.movedSection, till.correctionsSection,
      till.drawerTermsSection, till.drawerSection, terminals, till.cashiersSection,
      till.unwatchedSection,
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
