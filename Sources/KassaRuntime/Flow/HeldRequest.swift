/// Something a script asks for, with what devices are asked before it goes on.
///
/// Money is taken and documents are issued on what is known: a charge that may be alive is stopped or
/// asked about first, and so is a shift's report without an answer.
struct HeldRequest {
  let request: WaitRequest
  /// Charges that are asked about whatever is requested.
  private let late: [ChargeKey]
  /// The reports that were asked about for it.
  private var reports: Set<String> = []
  private var hasAskedCharges = false
  private var cash: Set<String> = []
  /// How much cash the registrar had not answered about when it was asked last.
  private var unanswered: Int?

  init(_ request: WaitRequest, late: [ChargeKey] = []) {
    (self.request, self.late) = (request, late)
  }

  /// How long a customer waits for the answer, and how long a closing does.
  private static let (secondsMax, closingSecondsMax) = (3, 10)

  /// What is to be asked next, each once; nil once nothing is.
  mutating func question(_ ledger: Ledger, asking start: FlowStart) -> DeviceCall? {
    // A flow of a program that asked nothing replays as it ran.
    guard ledger.till.core.devices != nil else { return nil }
    if needsShift, let key = ledger.till.unansweredReports.first(where: { !reports.contains($0) }) {
      reports.insert(key)
      return .settleReport(key: key)
    }
    if start.asksCash == true, needsCash {
      if let movement = cashToAskAbout(
        ledger.till.drawer.unanswered, all: start.holdsReturns == true)
      {
        return .moveCash(movement: movement)
      }
    }
    guard !hasAskedCharges else { return nil }
    hasAskedCharges = true
    let charges = ledger.till.unconfirmed.filter {
      $0.standing != .owed
        && (late.contains($0.key) || concerns($0, of: ledger.receipt)
          || start.holdsPeriods == true && mayHaveGivenBack($0, of: ledger.receipt))
    }
    guard !charges.isEmpty else { return nil }
    return .askCharges(
      charges: charges.map(\.key),
      seconds: request == .closeShift ? Self.closingSecondsMax : Self.secondsMax)
  }

  /// One after the other, as long as it answers: what can't be reached is not asked fifty times.
  private mutating func cashToAskAbout(_ left: [CashMovement], all: Bool) -> CashMovement? {
    if let unanswered, left.count >= unanswered { return nil }
    unanswered = left.count
    return (all ? left[...] : left.prefix(1)).first { cash.insert($0.key).inserted }
  }

  /// Whether it needs to be known how the registrar's shift stands.
  private var needsShift: Bool {
    switch request {
    case .charge, .refund, .print, .openShift, .closeShift, .readiness, .moveCash, .interimReport:
      true
    case .prompt, .void, .continuePrinting, .copyOfLast, .unconfirmed, .service, .printText:
      false
    }
  }

  /// Whether the registrar's own sum of the drawer matters to it.
  private var needsCash: Bool {
    switch request {
    case .moveCash, .interimReport, .closeShift: true
    default: false
    }
  }

  private func concerns(_ charge: UnconfirmedCharge, of receipt: Receipt?) -> Bool {
    let isOwn = charge.key.receipt == receipt?.id
    return switch request {
    case .charge(let request): isOwn || charge.terminal.id == request.terminal.id
    case .refund(let refund):
      charge.key == refund.charge || charge.refunded == refund.charge
        || charge.terminal.id == refundTerminal(refund.charge, receipt)
    case .prompt(let prompt): isOwn && prompt.use.takesTender
    case .closeShift: true
    case .unconfirmed(let key): charge.key == key
    case .void, .print, .continuePrinting, .copyOfLast, .openShift, .readiness, .service,
      .moveCash, .interimReport, .printText:
      false
    }
  }

  /// Whether it may have given back what is to go back now: as a refund of this return, whatever its terminal said
  /// then, before cash goes in its place; or of the other till's sale, all that goes back of whose paper counts
  /// together, by whatever key.
  private func mayHaveGivenBack(_ refund: UnconfirmedCharge, of receipt: Receipt?) -> Bool {
    guard givesBack(receipt), let refunded = refund.refunded else { return false }
    guard refund.key.receipt != receipt?.id else { return request.isPrompt }
    guard let sale = receipt?.back?.sale, sale.other?.most != nil else { return false }
    return refunded.receipt == sale.receipt
  }

  /// Whether money goes back next, or cash of it by a person's yes.
  private func givesBack(_ receipt: Receipt?) -> Bool {
    switch request {
    case .refund: true
    case .prompt(let prompt) where prompt.use.allowsReturn:
      receipt?.returnPlan.contains { $0.kind == .cash } == true
    default: false
    }
  }

  private func refundTerminal(_ charge: ChargeKey, _ receipt: Receipt?) -> String? {
    receipt?.returnPlan.first { $0.charge == charge }?.terminal?.id
  }

  /// Whether the report that was asked about is the one that the script wants.
  func isAnswered(by outcome: DeviceOutcome) -> Bool {
    switch request {
    case .openShift: outcome.result.first?["kind"] == "opening"
    case .closeShift: outcome.result.first?["kind"] == "closing"
    case .unconfirmed: true
    case .prompt, .charge, .void, .refund, .print, .continuePrinting, .copyOfLast, .readiness,
      .service, .moveCash, .interimReport, .printText:
      false
    }
  }

  /// Whether a terminal turned out to have given back already what a refund is wanted for.
  func isGivenBack(_ ledger: Ledger) -> Bool {
    if ledger.till.holdsPeriods,
      ledger.till.unconfirmed.contains(where: {
        $0.standing == .owed && mayHaveGivenBack($0, of: ledger.receipt)
      })
    {
      return true
    }
    if case .prompt(let prompt) = request, case .cashPromised = prompt.use {
      return ledger.till.holdsPeriods && ledger.receipt?.due == .zero
    }
    guard case .refund(let refund) = request else { return false }
    return ledger.receipt?.due(of: refund.charge) ?? .zero == .zero
      || ledger.till.unconfirmed.contains {
        $0.standing == .owed && $0.refunded == refund.charge && $0.key.receipt != ledger.receipt?.id
      }
  }

  /// The charge of the receipt in hand that was found to have taken money: nobody means to take it
  /// twice without knowing.
  ///
  /// Of sales without paper nobody but people can tell whether a refund that was found is this one's.
  func late(
    _ outcome: DeviceOutcome, _ ledger: Ledger, asking start: FlowStart
  ) -> UnconfirmedCharge? {
    guard request != .closeShift else { return nil }
    let sale = ledger.receipt?.back?.sale
    let isWithoutPaper =
      start.holdsReturns == true && sale?.other != nil && sale?.other?.most == nil
    let answered = outcome.changes.compactMap { change in
      if case .till(.chargeAnswered(let key, _, _)) = change { key } else { nil }
    }
    return ledger.till.unconfirmed.first {
      $0.standing == .owed && answered.contains($0.key)
        && ($0.key.receipt == ledger.receipt?.id || isWithoutPaper && $0.isWithoutPaper)
    }
  }
}

extension AnswerUse {
  /// Whether a yes lets cash of a return go back.
  fileprivate var allowsReturn: Bool {
    switch self {
    case .returnPIN, .returnConfirmed, .cashPromised: true
    default: false
    }
  }

  /// Whether a yes pays a part of the receipt.
  var takesTender: Bool {
    switch self {
    case .cashReceived, .confirmed: true
    case .script, .outcome, .slipAmount, .slipField, .slipReplaced, .slipVerdict, .mismatchVoided,
      .differenceReturned, .cashReturned, .pin, .newPIN, .repeatedPIN, .allowance,
      .newPINAllowance, .strike, .paperStrike, .settlement, .address, .parameter, .guardLift,
      .liftsSeen,
      .scriptRestored, .closing, .printNothing, .returnPIN, .returnConfirmed, .cashPromised,
      .cashHandedOver, .returnsSeen, .drawer, .correctionSlip, .correctionConfirmed:
      false
    }
  }
}

extension PromptRequest {
  /// The id of the runtime's question whether money is taken again.
  static let (lateCharge, lateRefund) = ("charge.late", "return.late")

  /// Tells that a charge has taken money after all, before anything else is taken.
  static func lateCharge(_ charge: UnconfirmedCharge) -> PromptRequest {
    PromptRequest(
      id: charge.refunded == nil ? lateCharge : lateRefund, kind: .choose,
      arguments: [
        "amount": .int((charge.taken ?? charge.amount).kopecks),
        "terminal": .string(charge.terminal.name),
      ], buttons: ["stop", "go_on"], hidden: [], defaultButton: nil, mayCancel: false, use: .script,
      words: Unrecorded(nil))
  }
}
