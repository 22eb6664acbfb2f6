/// What other tenders than charges may pay.
extension Receipt {
  mutating func applyToTenders(_ change: ReceiptChange) throws(ReceiptError) {
    try requireNothingOpen()
    switch change {
    case .cashReceived(let amount):
      try requireNobodysWord()
      guard !lines.isEmpty else { throw .empty }
      guard amount > .zero else { throw .cashAmount(amount) }
      guard due > .zero else { throw .nothingDue }
      guard received.kopecks + amount.kopecks <= Money.kopecksMax else { throw .tooLarge }
      tenders.append(
        Tender(kind: .cash, amount: min(amount, due), evidence: .received(amount: amount)))
    case .cashReturned: tenders.removeAll { $0.kind == .cash }
    case .confirmed(let kind, let amount, let cashier):
      try requireNobodysWord()
      guard kind != .cash, kind != .cashless else { throw .needsEvidence(kind) }
      guard amount > .zero, amount <= due else { throw .chargeAmount(amount, due: due) }
      guard amount <= SettlementRoom(self).left(for: kind) else { throw .methodMismatch(kind) }
      tenders.append(Tender(kind: kind, amount: amount, evidence: .confirmed(cashier: cashier)))
    default: break
    }
  }
}
