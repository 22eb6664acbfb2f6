// MARK: - What a request will come to

extension FlowContext {
  /// Tries on a copy what the request will do to the receipt, so that a script's mistake raises where
  /// it was made and nothing waits for it.
  func rehearse(_ request: WaitRequest) throws(ReceiptError) {
    // Most questions move no money, and nothing is copied for them.
    if case .prompt(let prompt) = request, case .script = prompt.use { return }
    var copy = receipt
    switch request {
    case .charge(let charge): try copy.apply(.attemptOpened(attempt: attempt(for: charge)))
    case .void(let charge, _, _): try copy.apply(.attemptOpened(attempt: voidAttempt(of: charge)))
    case .refund(let request):
      try copy.apply(.attemptOpened(attempt: refundAttempt(of: request)))
    case .print:
      if case .intended = copy.printing { return }
      try copy.apply(
        .printIntended(
          intent: PrintIntent(key: copy.printKey, lastDocument: 0, document: .null, memory: ""))
      )
    case .prompt(let prompt): try copy.rehearse(prompt.use)
    case .continuePrinting, .copyOfLast, .openShift, .closeShift, .readiness, .unconfirmed,
      .service, .moveCash, .interimReport, .printText:
      break
    }
  }

  func attempt(for request: ChargeRequest) -> Attempt {
    // What a connected terminal does not report is proven as on one that is not connected.
    let proof =
      request.isConnected && asksSlips ? request.proof.and(.instead) : request.proof
    return Attempt(
      id: receipt.attempts.count + 1, operation: .charge, terminal: request.terminal,
      reason: request.reason, trace: request.trace, amount: request.amount, since: now,
      day: day, proof: proof)
  }

  /// What the store says of its providers, whatever level runs.
  private var storeProviders: [Provider] { terms?.providers ?? [] }

  /// The attempt that undoes an approved charge, on the terminal that took it.
  func voidAttempt(of charge: Int) throws(ReceiptError) -> Attempt {
    guard let approved = receipt.charges.first(where: { $0.attempt.id == charge }) else {
      throw .nothingToVoid(charge)
    }
    let (proof, repeats) =
      provesVoids
      ? storeProviders.voidProof(
        of: approved.attempt.terminal.provider, approved.approval.slip.repeated)
      : (.button, nil)
    return Attempt(
      id: receipt.attempts.count + 1, operation: .void(charge: charge),
      terminal: approved.attempt.terminal, reason: "void", amount: approved.approval.amount,
      since: now, day: day, proof: proof, repeats: repeats)
  }
}

extension FlowContext {
  /// The attempt that gives back what is due next of a charge, on the terminal that took it.
  func refundAttempt(of request: RefundRequest) throws(ReceiptError) -> Attempt {
    let share = receipt.returnPlan.first { $0.charge == request.charge }
    let own = receipt.charges.first {
      request.charge == ChargeKey(receipt: receipt.id, attempt: $0.attempt.id)
    }
    guard let terminal = share?.terminal ?? own?.attempt.terminal,
      let amount = share?.amount ?? own?.approval.amount
    else { throw .nothingToRefund }
    var (proof, repeats) = (request.proof, [String: String]?.none)
    if request.byVoid, provesVoids {
      let slip = receipt.back?.sale.tenders.first { $0.charge == request.charge }?.slip
      (proof, repeats) = storeProviders.voidProof(of: terminal.provider, slip)
    }
    return Attempt(
      id: receipt.attempts.count + 1, operation: .refund(charge: request.charge),
      terminal: terminal, reason: request.byVoid ? "void" : "refund", amount: amount, since: now,
      day: day, proof: proof, byVoid: request.byVoid ? true : nil, repeats: repeats)
  }
}

extension Receipt {
  /// Refuses a question that no answer could settle, before a cashier is asked it.
  mutating func rehearse(_ use: AnswerUse) throws(ReceiptError) {
    switch use {
    case .cashReceived: try apply(.cashReceived(amount: Money(checked: 1)))
    case .cashReturned: try apply(.cashReturned)
    case .cashPromised: try apply(.cashPromised(by: ""))
    case .cashHandedOver: try apply(.cashHandedOver(by: "", at: Moment(milliseconds: 0)))
    case .returnPIN(let who), .returnConfirmed(let who):
      try apply(.returnAllowed(by: who, isListed: true, at: Moment(milliseconds: 0)))
    case .differenceReturned:
      guard case .mismatched(let slip)? = openAttempt?.state, slip > openAttempt?.amount ?? slip
      else { throw .slipNotAsked }
    case .mismatchVoided:
      switch openAttempt?.state {
      case .mismatched, .claimed: break
      case .unknown where openAttempt?.undoing == .charge: break
      case .open, .unknown, .approved, .declined, .notRun, .voided, nil: throw .slipNotAsked
      }
    case .slipVerdict:
      guard let attempt = openAttempt, case .mismatched = attempt.state else { throw .slipNotAsked }
      guard attempt.undoing == nil else { throw .undoUnknown(attempt.terminal.name) }
    case .slipAmount(let id):
      let asked = openAttempt?.amount ?? .zero
      try apply(
        .slipAmount(
          attempt: id, amount: asked, by: .person(cashier: ""), at: Moment(milliseconds: 0)))
    case .slipReplaced(let id, let name):
      try apply(.slipReplaced(attempt: id, by: name, at: Moment(milliseconds: 0)))
    case .slipField(let id, let field):
      let text = String(repeating: "1", count: field.length.lowerBound)
      let at = Moment(milliseconds: 0)
      let use = openAttempt?.use(of: field, text, receipt: self.id, at: at)
      try apply(
        .slipField(
          attempt: id, field: field, text: text, use: use, by: .person(cashier: ""), at: at))
    default: break
    }
  }
}
