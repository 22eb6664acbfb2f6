/// Charges of printed receipts whose slips show another amount: what they do to their terminal's period.
extension TillState {
  /// Keeps it until a senior has seen to it, and counts at its terminal what its slip shows.
  mutating func note(wrong charge: UnconfirmedCharge, by name: String, at moment: Moment) {
    let before = unconfirmed.first { $0.key == charge.key && $0.isWrong == true }
    core.devices?.charges.removeAll { $0.key == charge.key && $0.isWrong == true }
    // Its receipt's own amount after all.
    if charge.taken != charge.amount { core.devices?.charges.append(charge) }
    let known = before?.taken ?? charge.amount
    let found = charge.taken ?? known
    listUndone(
      .slipAmount, found > known ? found.less(known) : known.less(found), by: name, at: moment)
    let id = charge.terminal.id
    guard keepsCounts, let period = periods[id], let taken = charge.taken,
      period.since.map({ charge.since > $0 }) ?? true
    else { return }
    change(period: id, period.title, at: charge.since) {
      $0.charges.sum -= known
      $0.charges.sum += taken
    }
  }

  /// Documents put right its receipt: where they say what its slip does, it is no matter any more.
  mutating func noteRight(_ right: [SoldTender], of sale: SoldReceipt?) {
    for charge in unconfirmed where charge.isWrong == true {
      guard sale?.tenders.contains(where: { $0.charge == charge.key }) == true else { continue }
      let now = right.first { $0.charge == charge.key }?.paid ?? .zero
      core.devices?.charges.removeAll { $0.key == charge.key && $0.isWrong == true }
      if charge.taken != now { core.devices?.charges.append(charge.put(right: now)) }
    }
  }

  /// A senior has seen to it: the rest was charged, or what was too much given back, on its terminal.
  mutating func settle(wrong key: ChargeKey, at moment: Moment) {
    guard keepsCounts, let charge = unconfirmed.first(where: { $0.key == key }),
      charge.isWrong == true, let ending = charge.ending
    else { return }
    change(period: charge.terminal.id, charge.terminal.name, at: moment) {
      switch ending.kind {
      case .charge: $0.charges.add(ending.amount)
      case .refund, .void: $0.refunds.add(ending.amount)
      }
    }
  }
}

extension UnconfirmedCharge {
  /// What a senior has seen to where its slip shows another amount: the rest was charged, or the excess given back.
  var ending: (kind: BookedOperation.Kind, amount: Money)? {
    guard let taken, taken != amount else { return nil }
    return taken < amount ? (.charge, amount.less(taken)) : (.refund, taken.less(amount))
  }
}
