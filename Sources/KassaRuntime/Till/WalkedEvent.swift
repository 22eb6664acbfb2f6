/// Something that happened at a till between two prompts.
package enum WalkedEvent: Sendable {
  case began(flow: String, level: String)
  case ended(flow: String, with: FlowEnd)
  /// Something of the store failed, and its flow went on.
  case failed(ScriptFailure)
  /// A flow could not go on.
  case fault(Fault, flow: String, level: String)
  case called(DeviceCall)
  /// The registrar was asked whether it is ready.
  case askedReadiness
  /// A function of the store ran, by its point's name; or one of its providers settled a terminal.
  case heard(String)
  /// A receipt was issued.
  case printed(FiscalDocument)
}

extension WalkedEvent {
  /// Whose terminals `step` of a store's flow settled, by their providers.
  static func settled(_ step: Step, _ ledger: Ledger) -> [WalkedEvent] {
    step.answered.compactMap { change in
      guard case .till(.terminalSettled(let settlement)) = change,
        let terminal = ledger.till.terminals.all.first(where: { $0.id == settlement.terminal })
      else { return nil }
      return .heard("settle of «\(terminal.provider)»")
    }
  }
}

/// Why a till stands at no prompt.
package enum WalkedAstray: Error, Hashable, Sendable {
  /// It was not begun.
  case nowhere
  /// Flow after flow begins, and none asks anybody anything.
  case asksNobody(flow: String)
}

/// A till as whoever walks it sees it, beside the prompt.
package struct WalkedSight: Hashable, Sendable {
  package let receipt: String
  package let total, due, charged: Money
  /// Lines that were ever added.
  package let linesAdded: Int
  package let attempts: Int
  /// What the attempt without an outcome is for.
  package let open: Money?
  package let isPrinted: Bool
  package let parked, matters: Int
  /// Terminals that may still hold an amount.
  package let armed: Int
  /// What the next receipt finds of those before it: terminals that may still hold an amount, charges and
  /// reports that nobody has confirmed, a terminal used last that is not the marked one.
  package let leftOver: Int
  package let cashier: String?
  package let isShiftOpen: Bool
  /// The highest document number that the registrar may have without being ahead.
  package let documents: Int
  /// What the terminals and parameters of the till are.
  package let setUp: Int
  /// Why the last attempt went where it did: the rule's label, or who.
  package let reason: String?
  /// The provider of the last attempt's terminal.
  package let provider: String?

  init(_ ledger: Ledger, _ start: Receipt) {
    let receipt = ledger.receipt ?? start
    self.receipt = receipt.id
    (total, due, charged) = (receipt.total, receipt.due, receipt.charged)
    (linesAdded, attempts) = (receipt.lastLine, receipt.attempts.count)
    open = receipt.openAttempt?.amount
    isPrinted = receipt.isPrinted
    armed = ledger.till.terminals.armed.count
    let terminals = ledger.till.terminals
    leftOver =
      armed + ledger.till.unconfirmed.count + ledger.till.unansweredReports.count
      + (terminals.lastUsed == nil || terminals.lastUsed == terminals.marked ? 0 : 1)
    parked = ledger.till.parked.values.count
    matters = ledger.till.matters.count
    (cashier, isShiftOpen) = (ledger.till.cashier, ledger.till.shift != nil)
    documents = ledger.lastDocumentPossible
    var hasher = Hasher()
    hasher.combine(ledger.till.terminals.all)
    hasher.combine(ledger.till.terminals.marked)
    hasher.combine(ledger.till.core.parameters)
    setUp = hasher.finalize()
    (reason, provider) = (receipt.attempts.last?.reason, receipt.attempts.last?.terminal.provider)
  }
}

extension WalkedTill {
  package var sight: WalkedSight? { begun.map { WalkedSight(ledger, $0) } }
}
