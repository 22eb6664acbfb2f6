extension Entry {
  /// What happened, in a few words.
  var summary: String {
    switch self {
    case .flow(let start):
      "flow «\(start.name)» begins" + (start.level == .store ? "" : " in the \(start.level) script")
    case .step(let step):
      (step.answer.map { "\($0.summary) → " } ?? "") + step.next.summary
        + (step.failures ?? []).map { "; failed: " + $0.shown.replacing("\n", with: " ") }.joined()
    case .device(let outcome):
      "device: "
        + (outcome.changes.isEmpty
          ? "nothing changed"
          : outcome.changes.map(\.summary)
            .joined(separator: ", "))
    case .reconciled(let document): "reconciled with the registrar up to document \(document)"
    case .terminals(let visit):
      "\(visit.by): " + visit.changes.map(\.summary).joined(separator: ", ")
    case .start(let start):
      "the till starts with the script \((start.script ?? start.bundle).prefix(12))"
        + (start.version.map { " v\($0)" } ?? "")
        + (start.script == nil ? "" : ", bundle \(start.bundle.prefix(12))") + ", \(start.program)"
        + (start.refused.map { ", which ran before; the new one can't be used: \($0)" } ?? "")
    case .script(let change): change.summary
    case .refused(let refused): refused.summary
    case .swap(let from, let to): "the bundle \(from.prefix(12)) gives way to \(to.prefix(12))"
    case .person(let name?): "\(name) stands at the till"
    case .person(nil): "nobody stands at the till"
    case .permission(let act, let by, _, _, _): "\(by) said yes to «\(act)»"
    case .pin(let pin): "\(pin.by) gave \(pin.name) \(pin.isFirst ? "the first" : "another") PIN"
    case .parameter(let name, let value, let by, let old):
      ParameterChange(name: name, old: old, value: value, by: by).summary
    }
  }
}

extension ScriptTaken {
  /// "ivan swapped the script v12 → v13".
  package var summary: String {
    let who = by ?? "the till"
    let what = "\(from?.shown ?? "one before") → \(to.shown)"
    return switch source {
    case .folder: "the store's folder has another script: \(what)"
    case .sent: "\(who) swapped the script: \(what)"
    case .back: "\(who) went back to the script before: \(what)" + (because.map { "; \($0)" } ?? "")
    }
  }
}

extension ScriptRefused {
  package var summary: String {
    let what = source == .back ? "the way back to the script" : "the script"
    return "\(what) \(shown) is refused: " + reasons.joined(separator: "; ")
  }
}

extension RecordedAnswer {
  /// In a few words.
  var summary: String {
    switch self {
    case .verdict(let right): right ? "right PIN" : "wrong PIN"
    case .duplicate(let text, _): "«\(text)», a slip accepted before"
    case .given(.button(let id)): "«\(id)»"
    case .given(.amount(let amount)): "\(amount)"
    case .given(.count(let figures)):
      figures.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    case .given(.text(let text)): "«\(text)»"
    case .given(.action(let action)): "«\(action.value["action"].string ?? "")»"
    case .given(.cancel): "cancelled"
    }
  }
}

extension Change {
  fileprivate var summary: String {
    switch self {
    case .receipt(.printed(let document)): "receipt printed, document \(document.number)"
    case .receipt(.printRefused): "not printed"
    case .receipt(.slipField(_, let field, let text, _, _, _)):
      "slip: \(field.rawValue) " + (text ?? "not shown")
    case .till(.newPINAllowed(let cashier, let name, _)):
      "\(name) let \(cashier) choose a new PIN"
    case .till(.allowed(let role, let name, _)): "\(name) said yes as \(role.rawValue)"
    case .receipt(.outcome(_, let outcome, _, _)): "the terminal \(outcome.rawValue)"
    case .receipt(.guardLifted(let name, let who, _, _)):
      "\(who) went on past «\(name)» for this receipt"
    case .receipt(.returnBegun(let sale)): "a return of document \(sale.document)"
    case .receipt(.returnAllowed(let who, _, _)): "\(who) said yes to the return"
    case .receipt(.cashHandedOver(let who, _)): "\(who) handed the cash over"
    case .receipt(.correctionBegun(let original, let wrong)):
      "a correction of document \(original.sale.document): \(wrong.rawValue)"
    case .receipt(.missingBegun(let sale)): "a sale of \(sale.day) that had no document"
    case .receipt(.lateDropped): "no correction of the receipt set aside"
    case .receipt(.correctionAllowed(let allowed)):
      "\(allowed.with ?? allowed.by) said yes to the correction"
    case .receipt: "receipt changed"
    case .till(.shiftOpened(let number, _, _, _)): "shift \(number) opened"
    case .till(.shiftClosed(let number, _, _, _, _)): "shift \(number) closed"
    case .till(.shiftUnanswered): "no answer about the shift"
    case .till(.shiftNotIssued): "no report of the shift was issued"
    case .till(.chargeAnswered(let charge, let word, _)): "charge \(charge.id): \(word.summary)"
    case .till(.amountFound(let charge, let name, _)):
      "\(name) read \(charge.taken ?? .zero) on the slip of charge \(charge.key.id), printed as "
        + "\(charge.amount)"
    case .till(.chargeStruck(let charge, let name, _)): "\(name) saw to charge \(charge.id)"
    case .till(.signedIn(let name)): "\(name) signed in"
    case .till(.signedOut): "signed out"
    case .till(.terminals(let change)): change.summary
    case .till(.guardLifted(let name, let who, _)):
      "\(who) goes on past «\(name)» until the shift is closed"
    case .till(.scriptRestored(let who, _)): "\(who) lets the store's script sell again"
    case .till(.liftsSeen(let who, _)): "\(who) has seen who went on past guards"
    case .till(.returnsSeen(let who, _, _)): "\(who) has seen the returns without a senior's yes"
    case .till(.kept(let change)):
      "«\(change.key.row)» is " + (change.kept?.value.jsonText ?? "kept no more")
    case .till(.parameter(let change)): change.summary
    case .till(.cashMoved(let cash)):
      "cash \(cash.direction.rawValue): \(cash.amount), \(cash.by), \(cash.reason)"
        + (cash.allowedBy.map { ", \($0) said yes" } ?? "")
    case .till(.cashNoted(let key, let noted, _)): "the registrar on cash \(key): \(noted.rawValue)"
    case .till(.cashShort): "the drawer holds less"
    case .till(.drawerTyped): "the drawer is counted once more"
    case .till(.drawerCounted(let count)):
      "\(count.by) counted \(Money.shown(count.figure))"
        + (count.expected.map { ", expected \(Money.shown($0))" } ?? "")
    case .till(.paperEnded(let paper)): "the paper of document \(paper.document) ended"
    case .till(.paperMended(let document, let who, _)):
      (who.map { "\($0) saw to" } ?? "out came") + " the paper"
        + (document.map { " of document \($0)" } ?? "")
    case .till(.drawerSeen(let look)): "\(look.by) saw what the drawer should hold"
    case .till(.terminalTyped(let id, _, _)): "terminal \(id) is counted once more"
    case .till(.terminalCounted(let count)):
      "\(count.by) counted terminal «\(count.title)»"
        + (count.figures == nil ? ": no report" : "")
    case .till(.terminalSettled(let settled)):
      "settlement of terminal «\(settled.title)»: \(settled.word.rawValue)"
    case .till(.mattersHandedOver(let handover)):
      "\(handover.by) handed \(handover.receipts.count) matters to \(handover.to)"
    case .till(.serviceUnknown(let call)):
      "nobody knows what became of \(call.service)/\(call.what), key \(call.key)"
    case .till(.serviceSettled(let service, let key?, let who, _)):
      "\(who) saw to the call \(key) of \(service)"
    case .till(.serviceSettled(let service, nil, let who, _)):
      "\(who) saw to all calls of \(service)"
    }
  }
}

extension TerminalChange {
  fileprivate var summary: String {
    switch self {
    case .added(let terminal): "terminal «\(terminal.name)» added"
    case .changed(let terminal): "terminal «\(terminal.name)» changed"
    case .removed(let id, _): "terminal \(id) removed"
    case .marked(let id?): "terminal \(id) marked as default"
    case .marked(nil): "no terminal marked as default"
    }
  }
}

extension ChargeWord {
  fileprivate var summary: String {
    switch self {
    case .took(let amount, _): "the terminal took \(amount)"
    case .nothing: "the terminal took nothing"
    case .silent: "the terminal can't tell"
    }
  }
}

extension Next {
  /// In a few words, for messages.
  var summary: String {
    switch self {
    case .prompt(let request): "the prompt «\(request.id)»"
    case .device(let call): "the device call «\(call.name)» (\(call.arguments))"
    case .end: "the end of the flow"
    case .fault(let fault): "a fault (\(fault.message))"
    }
  }
}

extension DeviceCall {
  var name: String {
    switch self {
    case .charge: "charge"
    case .undo: "undo"
    case .print: "print"
    case .settlePrint: "settle print"
    case .continuePrinting: "continue printing"
    case .copyOfLast: "copy"
    case .openShift: "open shift"
    case .closeShift: "close shift"
    case .settleReport: "settle report"
    case .askCharges: "ask charges"
    case .callService: "service"
    case .moveCash: "cash"
    case .interimReport: "interim report"
    case .printText: "copy of a receipt"
    }
  }

  /// What a call of that name is told apart by.
  fileprivate var arguments: String {
    switch self {
    case .charge(let attempt, let terminal, let amount),
      .undo(let attempt, let terminal, let amount):
      "attempt \(attempt), terminal \(terminal), \(amount)"
    case .print(let intent), .settlePrint(let intent):
      "key \(intent.key)"
    case .continuePrinting, .copyOfLast: "of the last receipt"
    case .openShift(let key, let cashier), .closeShift(let key, let cashier):
      "key \(key), cashier \(cashier)"
    case .settleReport(let key): "key \(key)"
    case .askCharges(let charges, let seconds):
      charges.map(\.id).joined(separator: ", ") + ", \(seconds) s"
    case .moveCash(let cash): "\(cash.direction.rawValue), \(cash.amount), key \(cash.key)"
    case .interimReport(let cashier): "cashier \(cashier)"
    case .printText(let document, _): "document \(document)"
    case .callService(let call): "\(call.service)/\(call.what), key \(call.key)"
    }
  }
}

extension ParameterChange {
  /// "ivan: parameter «limit» is 50000, was 30000".
  fileprivate var summary: String {
    let given = { (value: Value?) in value.flatMap { $0 == .null ? nil : $0.jsonText } }
    return "\(by): parameter «\(name)» is \(given(value) ?? "as declared"), "
      + "was \(given(old) ?? "as declared")"
  }
}
