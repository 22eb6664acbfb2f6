extension TerminalCharge {
  /// One an attempt.
  ///
  /// The time is the attempt's own: a restored copy, which counts the same attempts again, must not
  /// be told of a charge that another customer paid.
  static func key(receipt: String, attempt: Int, since: Moment) -> String {
    "\(receipt)/\(attempt)/\(since.milliseconds)"
  }
}

extension TerminalCharge {
  init(_ attempt: Attempt, of receipt: String) {
    self.init(
      key: Self.key(receipt: receipt, attempt: attempt.id, since: attempt.since),
      amount: attempt.amount)
  }
}

extension Receipt {
  /// The charge that an attempt undoes or gives back, as its terminal knows it; nil where another took it.
  fileprivate func asked(_ refund: Attempt) -> TerminalCharge? {
    if let own = undone(by: refund) { return TerminalCharge(attempts[own - 1], of: id) }
    guard let tender = back?.sale.tender(of: refund), let charge = tender.charge,
      let since = tender.since,
      tender.terminal?.id == refund.terminal.id
    else { return nil }
    return TerminalCharge(
      key: TerminalCharge.key(receipt: charge.receipt, attempt: charge.attempt, since: since),
      amount: tender.asked ?? tender.paid)
  }
}

extension UnconfirmedCharge {
  /// As its terminal knows it.
  fileprivate var asked: TerminalCharge {
    TerminalCharge(
      key: TerminalCharge.key(receipt: key.receipt, attempt: key.attempt, since: since),
      amount: amount)
  }
}

extension TillDevices {
  /// Asks a connected terminal for a charge; after a restart only what became of it.
  ///
  /// One that nobody waits for any more is stopped.
  func charge(
    _ attempt: Int, _ driver: (any TerminalDriver)?, _ request: TerminalCharge, isRepeated: Bool,
    _ patience: TerminalPatience?
  ) async -> DeviceOutcome {
    guard let terminal = driver.map({ WatchedTerminal($0, watch) }) else {
      return told(.unknown, attempt, request.amount)
    }
    var reply = await TerminalPatience.reply(patience) {
      var reply = TerminalReply.unknown
      if !isRepeated { reply = await terminal.charge(request) }
      if reply == .unknown { reply = await terminal.outcome(of: request) }
      return reply
    }
    if reply == nil {
      reply = await Deadline.first(within: Self.questionLimit) { await terminal.stop(request) }
    }
    return told(reply ?? .unknown, attempt, request.amount)
  }

  /// Asks a connected terminal to undo a charge, or to give one back.
  ///
  /// After a restart it is asked what became of a refund; a void by the same key does nothing twice. It is waited
  /// for however long it takes: neither can be stopped, and one that ends after a person has said what it
  /// did would give money back beside that.
  func undo(
    _ id: Int, _ driver: (any TerminalDriver)?, _ scene: Scene
  ) async -> DeviceOutcome {
    guard let receipt = scene.ledger.receipt,
      let attempt = receipt.attempts.first(where: { $0.id == id })
    else { return charged(id, .unknown, "the receipt in hand has no such attempt") }
    guard let terminal = driver.map({ WatchedTerminal($0, watch) }) else {
      return told(scene.isRepeated ? .unknown : .byHand, id, attempt.amount)
    }
    var reply = TerminalReply.unknown
    let charge = receipt.asked(attempt)
    if attempt.deed == .void {
      guard let charge else { return told(.byHand, id, attempt.amount) }
      reply = await terminal.void(charge)
      if reply == .unknown { reply = await terminal.void(charge) }
    } else {
      let asked = TerminalCharge(attempt, of: receipt.id)
      if !scene.isRepeated { reply = await terminal.refund(asked, of: charge) }
      if reply == .unknown { reply = await terminal.outcome(of: asked) }
    }
    return told(reply, id, attempt.amount)
  }

  /// What a terminal's reply to the attempt comes to.
  private func told(
    _ reply: TerminalReply, _ attempt: Int, _ amount: Money
  ) -> DeviceOutcome {
    switch reply {
    case .byHand: return outcome(["by_hand"], [.receipt(change: .leftToPerson(attempt: attempt))])
    case .approved(let reference): return charged(attempt, .approved, reference)
    case .declined(let reason): return charged(attempt, .declined, reason)
    case .unknown: return charged(attempt, .unknown, "no reply")
    case .running:
      return outcome(
        [.string(Outcome.unknown.rawValue)],
        [
          .receipt(
            change: .outcome(
              attempt: attempt, outcome: .unknown, by: .running, at: settings.clock()))
        ])
    case .approvedInPart(let taken, let reference):
      guard taken > .zero, taken < amount else {
        return charged(attempt, .unknown, reference)
      }
      return outcome(
        ["in_part"],
        [
          .receipt(
            change: .approvedInPart(
              attempt: attempt, amount: taken, by: Self.witness(reference), at: settings.clock()))
        ])
    case .approvedOver(let taken, let reference):
      guard taken > amount else { return charged(attempt, .unknown, reference) }
      return outcome(
        ["over"],
        [
          .receipt(
            change: .approvedOver(
              attempt: attempt, amount: taken, by: Self.witness(reference), at: settings.clock()))
        ])
    }
  }

  /// Asks terminals again about charges that may be alive, one after another, in `seconds` together.
  ///
  /// One that pays its receipt by a person's word is only asked about; any other is stopped.
  func ask(_ keys: [ChargeKey], within seconds: Int, _ scene: Scene) async -> DeviceOutcome {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var changes: [Change] = []
    for key in keys {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero, let charge = scene.ledger.till.unconfirmed.first(where: { $0.key == key })
      else { continue }
      let word = await word(of: charge, scene, within: min(left, Self.questionLimit))
      changes.append(.till(change: .chargeAnswered(charge: key, word: word, at: settings.clock())))
    }
    return outcome([true], changes)
  }

  /// How long one terminal may take to say what became of a charge.
  private static let questionLimit = Duration.seconds(3)

  private func word(
    of charge: UnconfirmedCharge, _ scene: Scene, within limit: Duration
  ) async -> ChargeWord {
    let id = charge.terminal.id
    guard let driver = driver(of: id, scene.ledger.till.terminals[id], scene.providers) else {
      return .silent
    }
    let request = charge.asked
    let terminal = WatchedTerminal(driver, watch)
    if charge.voids != nil { return await self.word(ofVoid: charge, terminal, within: limit) }
    let isPaid = charge.standing == .paid
    let reply = await Deadline.first(within: limit) {
      isPaid ? await terminal.outcome(of: request) : await terminal.stop(request)
    }
    switch reply {
    case .approved(let reference): return .took(amount: charge.amount, reference: kept(reference))
    case .approvedInPart(let amount, let reference), .approvedOver(let amount, let reference):
      return amount > .zero ? .took(amount: amount, reference: kept(reference)) : .silent
    case .declined(let reason): return .nothing(reason: kept(reason))
    case .running, .unknown, .byHand, nil: return .silent
    }
  }

  /// What became of a void, by what became of its charge.
  private func word(
    ofVoid void: UnconfirmedCharge, _ terminal: WatchedTerminal, within limit: Duration
  ) async -> ChargeWord {
    guard let charge = void.refunded, let since = void.voids else { return .silent }
    let asked = TerminalCharge(
      key: TerminalCharge.key(receipt: charge.receipt, attempt: charge.attempt, since: since),
      amount: void.amount)
    let reply = await Deadline.first(within: limit) { await terminal.outcome(of: asked) }
    switch reply {
    case .declined(let reason): return .took(amount: void.amount, reference: kept(reason))
    case .approved, .approvedInPart, .approvedOver: return .nothing(reason: "it stands")
    case .running, .unknown, .byHand, nil: return .silent
    }
  }

  private func kept(_ words: String) -> String { CardNumber.redacted(words) }

  func charged(_ attempt: Int, _ result: Outcome, _ words: String) -> DeviceOutcome {
    outcome(
      [.string(result.rawValue)],
      [
        .receipt(
          change: .outcome(
            attempt: attempt, outcome: result, by: Self.witness(words), at: settings.clock()))
      ])
  }

  /// A reply is free text from outside: it must not carry a card number into the journal.
  private static func witness(_ words: String) -> Witness {
    .device(reply: CardNumber.redacted(words))
  }

  /// The host's driver of that id, or the one that a terminal set up at this till needs.
  func driver(
    of id: String, _ terminal: ConfiguredTerminal?, _ providers: [Provider]
  ) -> (any TerminalDriver)? {
    if let driver = drivers.first(where: { $0.id == id }) { return driver }
    guard let terminal, let path = terminal.socketPath else { return nil }
    let provider = providers.first { $0.id == terminal.provider }
    let limit = provider?.seconds.map { Duration.seconds($0) } ?? TerminalAddress.limit
    return settings.connect?(
      TerminalAddress(id: id, name: terminal.name, socketPath: path, limit: limit))
  }
}
