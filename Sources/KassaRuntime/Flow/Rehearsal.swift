extension Receipt {
  /// Refuses a question that no answer could settle, before a cashier is asked it.
  mutating func rehearse(_ use: AnswerUse) throws(ReceiptError) {
    switch use {
    case .cashReceived: try apply(.cashReceived(amount: Money(checked: 1)))
    case .cashReturned: try apply(.cashReturned)
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
