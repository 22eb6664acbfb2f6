/// A charge or a refund that a connected terminal was asked for, until the terminal has said what it came to.
///
/// The till keeps it beside its receipts: what becomes of a receipt ends no charge, and a terminal may
/// say yes after a person's no, also when the receipt is printed or gone.
package struct UnconfirmedCharge: Codable, Hashable, Sendable {
  /// What the till takes the charge for.
  enum Standing: String, JSONCoded, Sendable {
    /// Nobody has said what came of it.
    case open
    /// It is said to have taken nothing.
    case ended
    /// It pays its receipt by a person's word.
    case paid
    /// Its terminal took money that pays nothing: a refund is owed. Of a refund: money went back that no
    /// document has.
    case owed
  }

  let key: ChargeKey
  let terminal: TerminalReference
  let amount: Money
  let since: Moment
  private(set) var standing = Standing.open
  /// The terminal says that it took nothing, or something else than a person said.
  private(set) var isDenied: Bool?
  /// What the terminal says it took, where nobody else had said so.
  private(set) var taken: Money?
  /// The fiscal document of its receipt, where it was printed.
  private(set) var document: Int?
  /// Of a refund, the charge that it gives back.
  var refunded: ChargeKey?
  /// Of a refund by a void: when its charge began, by whose key the terminal knows it.
  var voids: Moment?
  /// Whether a void undid some other charge of that amount, which nobody has named yet; nil for no.
  var isStray: Bool?
  /// Whether somebody found on its slip, once it was printed, another amount than its receipt has: `taken`.
  private(set) var isWrong: Bool?

  init(
    key: ChargeKey, terminal: TerminalReference, amount: Money, since: Moment,
    refunded: ChargeKey? = nil, voids: Moment? = nil
  ) {
    (self.key, self.terminal, self.amount, self.since) = (key, terminal, amount, since)
    (self.refunded, self.voids) = (refunded, voids)
  }
}

extension UnconfirmedCharge {
  /// A void of another charge than was meant, as somebody saw it.
  static func stray(
    _ key: ChargeKey, _ attempt: Attempt, _ amount: Money
  ) -> UnconfirmedCharge {
    var stray = UnconfirmedCharge(
      key: key, terminal: attempt.terminal, amount: amount, since: attempt.since)
    (stray.standing, stray.isStray) = (.owed, true)
    return stray
  }

  /// A charge of a printed receipt whose slip shows another amount.
  static func wrong(_ tender: SoldTender, of sale: SoldReceipt) -> UnconfirmedCharge? {
    guard let key = tender.charge, let terminal = tender.terminal else { return nil }
    var charge = UnconfirmedCharge(
      key: key, terminal: terminal, amount: tender.paid, since: tender.since ?? sale.at)
    (charge.standing, charge.isWrong, charge.document) = (.owed, true, sale.document)
    return charge
  }

  /// The same once it is known what the slip shows.
  func found(_ amount: Money) -> UnconfirmedCharge {
    var charge = self
    charge.taken = amount
    return charge
  }

  /// The same of a receipt that has `amount` of it, once it was put right.
  func put(right amount: Money) -> UnconfirmedCharge {
    var charge = UnconfirmedCharge(key: key, terminal: terminal, amount: amount, since: since)
    (charge.standing, charge.isWrong, charge.taken) = (standing, isWrong, taken)
    charge.document = document
    return charge
  }

  /// Whether it gives back a sale that this journal does not have, and of which there was no paper.
  var isWithoutPaper: Bool { refunded?.receipt.hasPrefix(OtherSale.withoutPaper) == true }

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

// MARK: - Its life beside its receipt: where each word of its terminal leads

extension UnconfirmedCharge {
  /// Where a charge stands, with who said so.
  enum Stage: Hashable, Sendable, CaseIterable {
    case open
    /// A person said that it took nothing.
    case ended
    /// Its terminal did, at once; some say so before their bank has said yes.
    case endedByTerminal
    case paid
    /// Its terminal says otherwise than the person by whose word it pays.
    case denied
    case owed
  }

  enum Said: Hashable, Sendable, CaseIterable { case took, tookOther, nothing, silent }

  struct Row: Hashable, Sendable {
    let from: Stage
    let said: Said
    /// Nil takes it off the list: everybody says the same.
    let to: Stage?

    init(_ from: Stage, _ said: Said, _ to: Stage?) {
      (self.from, self.said, self.to) = (from, said, to)
    }
  }

  /// What is not here leaves a charge where it stands; who strikes one off ends it anywhere.
  static let moves: Set<Row> = [
    Row(.open, .took, nil), Row(.open, .tookOther, nil), Row(.open, .nothing, nil),

    // A late yes, also once the receipt is printed.
    Row(.ended, .took, .owed), Row(.ended, .tookOther, .owed),
    Row(.ended, .nothing, nil),

    Row(.endedByTerminal, .took, .owed), Row(.endedByTerminal, .tookOther, .owed),
    Row(.endedByTerminal, .nothing, nil), Row(.endedByTerminal, .silent, nil),  // asked once more

    Row(.paid, .took, nil), Row(.paid, .tookOther, .denied), Row(.paid, .nothing, .denied),
    Row(.denied, .took, nil), Row(.denied, .tookOther, .denied),
  ]

  var stage: Stage {
    switch standing {
    case .open: .open
    case .ended: isDenied == true ? .endedByTerminal : .ended
    case .paid: isDenied == true ? .denied : .paid
    case .owed: .owed
    }
  }

  /// Takes its terminal's word; nil where it leaves the list.
  func after(_ word: ChargeWord) -> UnconfirmedCharge? {
    let said = word.said(of: amount)
    guard let row = Self.moves.first(where: { ($0.from, $0.said) == (stage, said) }) else {
      return self
    }
    guard let to = row.to else { return nil }
    var charge = self
    if to == .owed { charge.standing = .owed } else { charge.isDenied = true }
    if case .took(let amount, _) = word { charge.taken = amount }
    return charge
  }

  /// Follows what its receipt has taken.
  fileprivate mutating func follow(_ change: ReceiptChange, of receipt: Receipt) {
    if case .printed(let issued) = change { document = issued.number }
    stand(by: receipt)
    // Some say no before their bank has said yes: a no is asked about once more.
    if case .outcome(key.attempt, .declined, .device, _) = change, standing != .owed {
      isDenied = true
    }
  }

  fileprivate mutating func stand(by receipt: Receipt) {
    guard standing != .owed, receipt.attempts.indices.contains(key.attempt - 1) else { return }
    switch receipt.attempts[key.attempt - 1].state.stage {
    case .open, .unknown, .claimed, .mismatched: standing = .open
    case .approved: standing = .paid
    case .declined, .notRun, .voided: standing = .ended
    }
  }
}

extension ChargeWord {
  fileprivate func said(of asked: Money) -> UnconfirmedCharge.Said {
    switch self {
    case .took(let amount, _): amount == asked ? .took : .tookOther
    case .nothing: .nothing
    case .silent: .silent
    }
  }
}

extension Receipt {
  /// The charge that an attempt was to void.
  fileprivate func voided(by attempt: Int) -> [Int] {
    guard attempts.indices.contains(attempt - 1),
      case .void(let charge) = attempts[attempt - 1].operation
    else { return [] }
    return [charge]
  }
}

extension [UnconfirmedCharge] {
  /// Follows what `change`, which `receipt` has taken, says of the receipt's charges.
  mutating func follow(_ change: ReceiptChange, of receipt: Receipt) {
    for attempt in change.confirmedAttempts(of: receipt) {
      removeAll { $0.key == ChargeKey(receipt: receipt.id, attempt: attempt) }
    }
    for index in indices where self[index].key.receipt == receipt.id {
      self[index].follow(change, of: receipt)
    }
  }

  /// Takes the terminal's word for a charge.
  mutating func take(_ word: ChargeWord, of key: ChargeKey) {
    guard let index = firstIndex(where: { $0.key == key }) else { return }
    if let charge = self[index].after(word) { self[index] = charge } else { remove(at: index) }
  }

  /// Takes for a charge what its receipt takes it for.
  mutating func stand(_ key: ChargeKey, by receipt: Receipt) {
    for index in indices where self[index].key == key { self[index].stand(by: receipt) }
  }

  mutating func strike(_ key: ChargeKey) { removeAll { $0.key == key } }
}

extension ReceiptChange {
  /// The attempts whose money their own terminal has named, or that it left to a person.
  fileprivate func confirmedAttempts(of receipt: Receipt) -> [Int] {
    switch self {
    case .approvedInPart(let attempt, _, .device, _), .approvedOver(let attempt, _, .device, _),
      .refundFound(let attempt, _, _):
      [attempt]
    case .outcome(let attempt, .approved, .device, _): [attempt] + receipt.voided(by: attempt)
    case .leftToPerson(let attempt): [attempt] + receipt.voided(by: attempt)
    default: []
    }
  }
}

extension UnconfirmedCharge: JSONCoded {
  package func write(to json: inout JSONWriter) {
    json.record { json in
      json.field("amount", amount)
      json.field("document", document)
      json.field("isDenied", isDenied)
      json.field("isStray", isStray)
      json.field("isWrong", isWrong)
      json.field("key", key)
      json.field("refunded", refunded)
      json.field("since", since)
      json.field("standing", standing)
      json.field("taken", taken)
      json.field("terminal", terminal)
      json.field("voids", voids)
    }
  }

  package init(json: JSONNode) throws {
    var fields = try json.fields()
    amount = try fields.take("amount")
    document = try fields.find("document")
    isDenied = try fields.find("isDenied")
    isStray = try fields.find("isStray")
    isWrong = try fields.find("isWrong")
    key = try fields.take("key")
    refunded = try fields.find("refunded")
    since = try fields.take("since")
    standing = try fields.take("standing")
    taken = try fields.find("taken")
    terminal = try fields.take("terminal")
    voids = try fields.find("voids")
  }
}
