/// A charge that a connected terminal was asked for, until the terminal has said what it came to.
///
/// The till keeps it beside its receipts: what becomes of a receipt ends no charge.
package struct UnconfirmedCharge: JSONCoded, Hashable, Sendable {
  /// What the till takes the charge for.
  enum Standing: String, JSONCoded, Sendable {
    /// Nobody has said what came of it.
    case open
    /// It is said to have taken nothing.
    case ended
    /// It pays its receipt by a person's word.
    case paid
    /// Its terminal took money that pays nothing: a refund is owed.
    case owed
  }

  let key: ChargeKey
  let terminal: TerminalReference
  let amount: Money
  let since: Moment
  var standing = Standing.open
  /// The terminal says that it took nothing, or something else than a person said.
  var isDenied: Bool?
  /// What the terminal says it took, where nobody else had said so.
  var taken: Money?
  /// The fiscal document of its receipt, where it was printed.
  var document: Int?
}

extension UnconfirmedCharge {
  /// Whether people have to look at it: neither one whose receipt still asks, nor a terminal's own no.
  var isListed: Bool {
    switch standing {
    case .open: false
    case .ended: isDenied != true
    case .paid, .owed: true
    }
  }
}

/// Names a charge among all of a till.
package struct ChargeKey: JSONCoded, Hashable, Sendable {
  let receipt: String
  /// The attempt's number within the receipt.
  let attempt: Int

  /// As scripts name it.
  var id: String { "\(receipt)/\(attempt)" }
}

/// What a terminal says of a charge that it is asked about again.
package enum ChargeWord: JSONCoded, Hashable, Sendable {
  case took(amount: Money, reference: String)
  /// Nothing was taken, and never will be.
  case nothing(reason: String)
  /// It does not reply, can't tell, or is still at it.
  case silent
}

extension [UnconfirmedCharge] {
  /// Follows what `change`, which `receipt` has taken, says of the receipt's charges.
  mutating func follow(_ change: ReceiptChange, of receipt: Receipt) {
    if let attempt = change.confirmedAttempt {
      removeAll { $0.key == ChargeKey(receipt: receipt.id, attempt: attempt) }
    }
    for index in indices where self[index].key.receipt == receipt.id {
      self[index].follow(change, of: receipt)
    }
  }

  /// Takes the terminal's word for a charge.
  mutating func take(_ word: ChargeWord, of key: ChargeKey) {
    guard let index = firstIndex(where: { $0.key == key }) else { return }
    let charge = self[index]
    switch (word, charge.standing) {
    case (.took(let amount, _), .paid) where amount == charge.amount: remove(at: index)
    case (.took(let amount, _), .paid): (self[index].isDenied, self[index].taken) = (true, amount)
    case (.took, .open): remove(at: index)
    case (.took(let amount, _), .ended): (self[index].standing, self[index].taken) = (.owed, amount)
    case (.nothing, .open), (.nothing, .ended): remove(at: index)
    case (.nothing, .paid): self[index].isDenied = true
    // A terminal's own no, that it was asked about once more.
    case (.silent, .ended) where charge.isDenied == true: remove(at: index)
    case (.silent, _), (_, .owed): break
    }
  }

  mutating func strike(_ key: ChargeKey) { removeAll { $0.key == key } }
}

extension UnconfirmedCharge {
  fileprivate mutating func follow(_ change: ReceiptChange, of receipt: Receipt) {
    if case .printed(let issued) = change { document = issued.number }
    guard standing != .owed, receipt.attempts.indices.contains(key.attempt - 1) else { return }
    switch receipt.attempts[key.attempt - 1].state.stage {
    case .open, .unknown, .claimed, .mismatched: standing = .open
    case .approved: standing = .paid
    case .declined, .notRun, .voided, .owed: standing = .ended
    }
    // Some say no before their bank has said yes: a no is asked about once more.
    if case .outcome(key.attempt, .declined, .device, _) = change { isDenied = true }
  }
}

extension ReceiptChange {
  /// The attempt whose money its own terminal has named.
  fileprivate var confirmedAttempt: Int? {
    switch self {
    case .outcome(let attempt, .approved, .device, _), .approvedInPart(let attempt, _, .device, _),
      .approvedOver(let attempt, _, .device, _):
      attempt
    default: nil
    }
  }
}
