extension TillDevices {
  /// Opens or closes a shift.
  ///
  /// The key makes a repeat harmless: the registrar answers with the report it has issued for it. One
  /// whose keys are not durable is sent nothing again before it is known what became of the first.
  func shift(
    _ key: String, _ scene: Scene,
    _ call: (any Registrar) async throws(RegistrarError) -> ShiftReport
  ) async -> DeviceOutcome {
    if !registrar.keysAreDurable,
      scene.isRepeated || scene.ledger.till.unansweredReports.contains(key)
    {
      let settled = await settleReport(key, scene)
      // Asked again, it is sent once this is committed and known.
      if settled.result.first != .null || settled.changes.isEmpty { return settled }
    }
    do {
      return issued(try await call(registrar), key, scene)
    } catch {
      let refusal = refused(error)
      guard case .unreachable = error else { return refusal }
      return outcome(refusal.result, [.till(change: .shiftUnanswered(key: key))])
    }
  }

  /// Asks what became of a report whose reply is missing.
  func settleReport(_ key: String, _ scene: Scene) async -> DeviceOutcome {
    do {
      guard registrar.keysAreDurable else { return try await compareShift(key, scene) }
      guard let report = try await registrar.report(key: key) else { return notIssued(key) }
      return issued(report, key, scene)
    } catch { return outcome([.null, "unreachable", "unreachable"]) }
  }

  private func notIssued(_ key: String) -> DeviceOutcome {
    outcome([.null, "not_printed"], [.till(change: .shiftNotIssued(key: key))])
  }

  /// A registrar that may have forgotten the key tells how its shift stands.
  private func compareShift(
    _ key: String, _ scene: Scene
  ) async throws(RegistrarError) -> DeviceOutcome {
    let status = try await registrar.status()
    guard status.lastDocument > scene.ledger.till.lastDocument else { return notIssued(key) }
    let document = status.lastDocument
    switch status.shift {
    case .closed:
      let number = scene.ledger.till.shift?.number ?? 0
      return outcome(
        [["number": .int(Int64(number)), "kind": "closing"]],
        [
          .till(
            change: .shiftClosed(
              number: number, document: document, at: status.lastDocumentAt ?? status.clock,
              key: key, figures: nil))
        ])
    case .open(let number, let openedAt, _), .expired(let number, let openedAt):
      guard number != scene.ledger.till.shift?.number else { return notIssued(key) }
      return outcome(
        [["number": .int(Int64(number)), "kind": "opening"]],
        [
          .till(
            change: .shiftOpened(number: number, document: document, at: openedAt, key: key))
        ])
    }
  }

  private func issued(_ report: ShiftReport, _ key: String, _ scene: Scene) -> DeviceOutcome {
    let moment = report.closedAt ?? settings.clock()
    let change: TillChange =
      switch report.kind {
      case .opening:
        .shiftOpened(number: report.shift, document: report.number, at: report.openedAt, key: key)
      case .closing, .interim:
        .shiftClosed(
          number: report.shift, document: report.number, at: moment,
          key: key,
          figures: ShiftFigures(
            receipts: report.receipts, totals: report.totals, terminals: terminals(scene)))
      }
    return outcome(
      [["number": .int(Int64(report.shift)), "kind": .string(report.kind.rawValue)]],
      [.till(change: change)], paper: paper(of: report, at: moment, scene))
  }

  private func terminals(_ scene: Scene) -> [TerminalTotal] {
    (scene.ledger.till.shift?.terminals ?? [:]).values.sorted { $0.title < $1.title }
  }

  /// The report, and on a closing one what each terminal took, what is still open, and the journal's
  /// head, so that an edit, a gap or a cut-off end of the journal shows against paper.
  private func paper(of report: ShiftReport, at moment: Moment, _ scene: Scene) -> Paper {
    let head = scene.last.hash.prefix(8).hex
    let isClosing = report.kind == .closing
    let notes = isClosing ? openNotes(scene.ledger) + ["Журнал \(scene.last.number): \(head)"] : []
    let lines = ReceiptLayout(width: settings.columns, banner: registrar.banner).lines(
      report, seller: manifest.seller,
      terminals: isClosing && manifest.terms.counts == nil ? terminals(scene) : [],
      sections: isClosing ? sections(scene.ledger, at: moment) : [], notes: notes)
    return Paper(
      kind: isClosing ? .shiftClosing : .shiftOpening, number: report.number, lines: lines,
      columns: settings.columns, qr: nil)
  }

  /// Calls of services that nobody knows of: they hold nothing up, and somebody is to see to them.
  private func services(_ ledger: Ledger) -> [String] {
    (ledger.till.core.services?.counts ?? [:]).sorted { $0.key < $1.key }.map { id, count in
      let title = manifest.terms.services?.first { $0.id == id }?.title.text(.ru) ?? id
      return "НЕ ПОДТВЕРЖДЕНО СЛУЖБОЙ: \(title) (\(count))"
    }
  }

  /// What was set aside, and whose what is open about money is now.
  private func aside(_ ledger: Ledger) -> [String] {
    guard manifest.terms.counts != nil else { return [] }
    let (parked, matters) = (ledger.till.parkedInOrder, ledger.till.openMatters.count)
    let total = parked.reduce(into: Turnover.zero) { $0 += $1.receipt.total }
    var notes = parked.isEmpty ? [] : ["ОТЛОЖЕНО ЧЕКОВ: \(parked.count), \(total)"]
    if matters > 0 {
      let to = ledger.till.shift?.handedTo.map { "ПЕРЕДАНО: \($0.to)" } ?? "НЕ ПЕРЕДАНО"
      notes.append("НЕЗАВЕРШЕНО: \(matters), \(to)")
    }
    return notes
  }

  /// What the totals do not hold: documents that were found too late for their own report, prints that
  /// nobody knows of, and charges that a terminal has not confirmed.
  private func openNotes(_ ledger: Ledger) -> [String] {
    let earlier = (ledger.till.core.devices?.earlier ?? []).map { document in
      let charges = document.charges.map { ", \($0.terminal) \($0.amount)" }.joined()
      return "СМЕНА \(document.shift), ФД \(document.number)\(charges)"
    }
    let unprinted = ledger.till.parkedInOrder.filter(\.receipt.isPrinting).map { parked in
      let charges = parked.receipt.charges.map {
        ", \($0.attempt.terminal.name) \($0.approval.amount)"
      }
      return "ПЕЧАТЬ НЕИЗВЕСТНА: чек \(parked.number)\(charges.joined())"
    }
    let unconfirmed = ledger.till.unconfirmed.filter { $0.isListed || $0.standing == .open }
    let charges = unconfirmed.map { charge in
      "\(charge.words): \(charge.terminal.name) \(charge.taken ?? charge.amount)"
    }
    return earlier + unprinted + charges + aside(ledger) + unseen(ledger) + services(ledger)
  }

  /// What no senior has been shown yet; a store that names none has each of it above.
  private func unseen(_ ledger: Ledger) -> [String] {
    let till = ledger.till
    guard till.listsUndone, !till.namesNoSenior, let last = till.core.unseenReturns else {
      return []
    }
    let before = till.core.unseenBefore ?? TerminalPeriod.Tally()
    let sum = last.reduce(into: before.sum) { $0 += $1.total }
    return ["СТАРШЕМУ НЕ ПОКАЗАНО: \(before.count + last.count), \(sum)"]
  }
}

extension UnconfirmedCharge {
  /// What somebody has to see to, for the report.
  fileprivate var words: String {
    guard standing == .owed else { return "НЕ ПОДТВЕРЖДЕНО ТЕРМИНАЛОМ" }
    if isWrong == true { return "НА СЛИПЕ НЕ \(amount)" }
    if isStray == true { return "ОТМЕНЕНА ЧУЖАЯ ОПЛАТА" }
    return refunded == nil ? "ВЕРНУТЬ ПОКУПАТЕЛЮ" : "ВОЗВРАТ БЕЗ ЧЕКА"
  }
}
