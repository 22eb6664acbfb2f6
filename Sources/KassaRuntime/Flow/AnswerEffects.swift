/// What an answer does before the script sees it, and what the script is told.
struct AnswerEffects {
  var changes: [Change] = []
  /// The results of the call that waited.
  var result: [Value]

  /// An answer that was given: `receipt` is the flow's as the answer finds it.
  init(
    of answer: RecordedAnswer, by source: AnswerSource?, to request: PromptRequest,
    on ledger: Ledger, receipt: Receipt, at now: Moment
  ) {
    let cashier = ledger.till.cashier
    switch answer {
    case .verdict(let right): self.init(verdict: right, request.use, receipt, now)
    case .duplicate(_, let use):
      self.init(result: [.null, "duplicate", use.value(for: receipt.openAttempt)])
    case .given(.cancel): self.init(result: [.null, "cancelled"])
    case .given(let answer):
      if case .parameter(let name, let who) = request.use,
        let value = request.parameterValue(of: answer)
      {
        let change = ParameterChange(
          name: name, old: ledger.till.core.parameters?[name], value: value, by: who)
        self.init(result: [true], changes: [.till(change: .parameter(change: change))])
        return
      }
      if case .drawer(let use) = request.use,
        let found = Self.count(use, answer, request, ledger, at: now)
      {
        self = found
        return
      }
      let witness = Witness.person(cashier: cashier ?? "")
      if let found = Self.correction(answer, request, receipt, witness, ledger.till, now) {
        self = found
        return
      }
      let undo = Self.undo(answer, request, receipt, witness, now)
      // A flow of a program that did not keep it replays as it ran.
      if let undo, ledger.till.core.devices != nil {
        self = undo
      } else {
        self.init(answer, request, receipt, witness, now)
      }
      if source == .scan, case .action = answer { markScanned() }
    }
  }

  /// Keeps what a person chose to do with a receipt that money was taken for.
  mutating func keep(
    choice answer: RecordedAnswer, at id: String, by cashier: String, _ now: Moment
  ) {
    guard case .given(.button(let button)) = answer,
      let goesOn = MoneyPrompts.choice(id)?.goesOn(by: button)
    else { return }
    changes.append(
      .receipt(change: goesOn ? .goesOn(by: cashier, at: now) : .heldBack(by: cashier, at: now)))
  }

  /// Keeps what a typed slip shows of a charge that counts for less, the difference having gone back.
  ///
  /// What a terminal itself took as a tip stays with it, and its void gives all of that back.
  mutating func keepOver(on receipt: Receipt, _ use: AnswerUse) {
    let isReturned = if case .differenceReturned = use { true } else { false }
    guard let place = changes.firstIndex(where: \.acceptsSlip), let attempt = receipt.openAttempt,
      case .mismatched(let slip) = attempt.state, slip > attempt.amount,
      isReturned || attempt.takenInPart == nil
    else { return }
    changes.insert(.receipt(change: .slipOver(attempt: attempt.id, slip: slip)), at: place)
  }

  /// Tells the script that a scanner named the good.
  private mutating func markScanned() {
    guard case .record(var action)? = result.first else { return }
    action["scanned"] = true
    result[0] = .record(action)
  }

  init(result: [Value], changes: [Change] = []) {
    self.result = result
    self.changes = changes
  }

  private init(_ change: ReceiptChange, result: [Value]) {
    self.init(result: result, changes: [.receipt(change: change)])
  }

  private init(verdict right: Bool, _ use: AnswerUse, _ receipt: Receipt, _ now: Moment) {
    switch use {
    case .pin(let cashier) where right, .repeatedPIN(let cashier) where right:
      self.init(result: [true], changes: [.till(change: .signedIn(cashier: cashier))])
    case .newPIN: self.init(result: [true])
    case .newPINAllowance(let cashier, let name) where right:
      self.init(
        result: [true],
        changes: [.till(change: .newPINAllowed(cashier: cashier, by: name, at: now))])
    case .strike(let charge, let name) where right:
      self.init(
        result: [true],
        changes: [.till(change: .chargeStruck(charge: charge, by: name, at: now))])
    case .paperStrike(let number, let name) where right:
      self.init(
        result: [true],
        changes: [.till(change: .paperMended(document: number, by: name, at: now))])
    case .slipReplaced(let id, let name) where right:
      self.init(.slipReplaced(attempt: id, by: name, at: now), result: [true])
    case .returnPIN(let name) where right:
      self.init(.returnAllowed(by: name, isListed: false, at: now), result: [true])
    case .settlement(let service, let key, let name) where right:
      self.init(
        result: [true],
        changes: [.till(change: .serviceSettled(service: service, key: key, by: name, at: now))])
    case .allowance(let role, let name) where right:
      self.init(
        result: [true], changes: [.till(change: .allowed(role: role, by: name, at: now))])
      if role == .senior, receipt.detached {
        changes.append(.receipt(change: .seniorAllowed(by: name, at: now)))
      }
    default: self.init(result: [false])
    }
  }

  private init(
    _ answer: Answer, _ request: PromptRequest, _ receipt: Receipt, _ witness: Witness,
    _ now: Moment
  ) {
    switch (request.use, answer) {
    case (.outcome(let id), .button(let button)):
      self.init(outcome: id, button, receipt, witness, now)
    case (.slipAmount(let id), .amount(let amount)):
      self.init(
        .slipAmount(attempt: id, amount: amount, by: witness, at: now),
        result: [.int(amount.kopecks)])
    case (.slipAmount(let id), .button("no_slip"))
    where receipt.openAttempt?.proof[.amount] == .optional:
      self.init(
        .slipField(attempt: id, field: .amount, text: nil, use: nil, by: witness, at: now),
        result: [true])
    case (.slipField(let id, let field), .text(let text)):
      let use = receipt.openAttempt?.use(of: field, text, receipt: receipt.id, at: now)
      self.init(
        .slipField(attempt: id, field: field, text: text, use: use, by: witness, at: now),
        result: [true])
    case (.slipField(let id, let field), .button("none"))
    where receipt.openAttempt?.proof[field] == .optional:
      self.init(
        .slipField(attempt: id, field: field, text: nil, use: nil, by: witness, at: now),
        result: [true])
    // What a terminal itself took beyond the sum may be a tip, which a slip of the cashier's can't prove.
    case (.slipVerdict(let id), .button("tip"))
    where !Self.slipIsShort(receipt) && receipt.openAttempt?.takenInPart != nil:
      self.init(.slipAccepted(attempt: id, by: witness, at: now), result: ["tip"])
    case (.slipVerdict(let id), .button("rest")) where Self.slipIsShort(receipt):
      self.init(.slipAccepted(attempt: id, by: witness, at: now), result: ["rest"])
    case (.slipVerdict(let id), .button("other")) where receipt.openAttempt?.deed == .void:
      self.init(.strayVoid(attempt: id, by: witness, at: now), result: ["other"])
    case (.mismatchVoided(let id), .button(let button)):
      self.init(mismatchVoided: id, button, witness, now)
    case (.differenceReturned(let id), .button("approved")) where !Self.slipIsShort(receipt):
      self.init(.slipAccepted(attempt: id, by: witness, at: now), result: ["approved"])
    case (.cashReceived, .amount(let amount)):
      self.init(.cashReceived(amount: amount), result: [.int(amount.kopecks)])
    case (.cashReturned, .button("returned")):
      self.init(.cashReturned, result: [true])
    case (.confirmed(let kind, let amount), .button("yes")):
      self.init(
        .confirmed(kind: kind, amount: amount, cashier: Self.cashier(witness)), result: [true])
    case (.returnConfirmed(let who), .button("yes")):
      self.init(.returnAllowed(by: who, isListed: true, at: now), result: [true])
    case (.cashPromised, .button("yes")):
      self.init(.cashPromised(by: Self.cashier(witness)), result: [true])
    case (.cashHandedOver, .button("given")):
      self.init(.cashHandedOver(by: Self.cashier(witness), at: now), result: [true])
    case (.correctionSlip(let terminal), .text(let text)):
      let slip = receipt.slip(of: terminal, text, at: now)
      self.init(.rightSlipTyped(slip: slip), result: [true])
    case (.returnsSeen(let who, let shown), .button("ok")):
      let seen = TillChange.returnsSeen(by: who, at: now, shown: shown)
      self.init(result: [true], changes: [.till(change: seen)])
    // The address goes to the terminal that is set up next; a script is told that there is one.
    case (.address, .text): self.init(result: [true])
    case (.guardLift(let name, let who, let isEntitled), .button("receipt")):
      self.init(
        .guardLifted(name: name, by: who, isEntitled: isEntitled, at: now), result: [true])
    case (.guardLift(let name, let who, true), .button("shift")):
      self.init(
        result: [true], changes: [.till(change: .guardLifted(name: name, by: who, at: now))])
    case (.guardLift, .button(let button)): self.init(result: [false, .string(button)])
    case (.scriptRestored(let who), .button("yes")):
      self.init(result: [true], changes: [.till(change: .scriptRestored(by: who, at: now))])
    case (.liftsSeen(let who), .button("ok")):
      self.init(result: [true], changes: [.till(change: .liftsSeen(by: who, at: now))])
    default: self.init(result: Self.plain(answer, request.kind))
    }
  }

  /// Whoever says yes to a correction stands for it with whom its rights asked: a senior has to be one of them, else
  /// it is listed.
  private static func correction(
    _ answer: Answer, _ request: PromptRequest, _ receipt: Receipt, _ witness: Witness,
    _ till: TillState, _ now: Moment
  ) -> AnswerEffects? {
    guard case .correctionConfirmed(let isSenior, let reason) = request.use,
      answer == .button("yes")
    else { return nil }
    let with = receipt.permittedBy
    let lowers = (receipt.correcting?.drawerMoves ?? 0) < 0
    let isListed = with == nil ? lowers || !isSenior : !isSenior && till.isListed(yesOf: with)
    let allowance = CorrectionAllowance(
      by: cashier(witness), with: with, reason: lowers && with == nil ? reason : nil,
      isListed: isListed, at: now)
    return AnswerEffects(.correctionAllowed(allowance: allowance), result: [true])
  }

  private static func cashier(_ witness: Witness) -> String {
    if case .person(let name) = witness { name } else { "" }
  }

  /// What a terminal did; that nothing was run counts only before anybody said that something was.
  private init(
    outcome id: Int, _ button: String, _ receipt: Receipt, _ witness: Witness, _ now: Moment
  ) {
    guard let outcome = Outcome(button: button),
      outcome != .notRun || receipt.openAttempt?.state == .open
    else {
      self.init(result: [.null, .string(button)])
      return
    }
    self.init(
      .outcome(attempt: id, outcome: outcome, by: witness, at: now),
      result: button == outcome.rawValue ? [.string(button)] : [.null, .string(button)])
  }

  /// That nobody can tell whether a charge was undone, or that it was not: it is asked again until it is
  /// known, and nothing else is believed of the charge meanwhile.
  private static func undo(
    _ answer: Answer, _ request: PromptRequest, _ receipt: Receipt, _ witness: Witness,
    _ now: Moment
  ) -> AnswerEffects? {
    let (id, undo): (Int, Attempt.Undo)
    switch request.use {
    case .mismatchVoided(let attempt): (id, undo) = (attempt, .charge)
    case .differenceReturned(let attempt): (id, undo) = (attempt, .difference)
    default: return nil
    }
    switch answer {
    case .button("unknown"):
      return AnswerEffects(
        .undoUnknown(attempt: id, undo: undo, by: witness, at: now), result: ["unknown"])
    case .button("declined") where receipt.openAttempt?.undoing != nil:
      return AnswerEffects(
        .undoFailed(attempt: id, by: witness, at: now), result: ["declined"])
    default: return nil
    }
  }

  /// A charge for another amount than was asked, undone on the terminal, charged nothing.
  private init(mismatchVoided id: Int, _ button: String, _ witness: Witness, _ now: Moment) {
    switch Outcome(rawValue: button) {
    case .approved:
      self.init(.slipVoided(attempt: id, by: witness, at: now), result: ["approved"])
    case .unknown:
      self.init(
        .outcome(attempt: id, outcome: .unknown, by: witness, at: now), result: ["unknown"])
    case .declined, .notRun, nil: self.init(result: [.string(button)])
    }
  }

  /// Whether the slip shows less than was asked.
  ///
  /// Only then does paying the rest settle it: of more, the difference has to go back first, under
  /// whatever prompt id a script asks.
  private static func slipIsShort(_ receipt: Receipt) -> Bool {
    guard let attempt = receipt.openAttempt, case .mismatched(let slip) = attempt.state else {
      return false
    }
    return slip < attempt.amount
  }

  /// The answer as a script reads it when it moves no money.
  private static func plain(_ answer: Answer, _ kind: RequestKind) -> [Value] {
    switch (answer, kind) {
    case (.button(let id), .confirm): [.bool(id == "yes")]
    case (.button(let id), .amount), (.button(let id), .text), (.button(let id), .secret),
      (.button(let id), .count):
      [.null, .string(id)]
    case (.button(let id), .sale): [["action": .string(id)]]
    case (.button(let id), _): [.string(id)]
    case (.amount(let amount), _): [.int(amount.kopecks)]
    case (.text(let text), _): [.string(text)]
    case (.action(let action), _): [action.value]
    case (.count(let figures), _): [.record(figures.mapValues(Value.int))]
    case (.cancel, _): [.null, "cancelled"]
    }
  }
}

extension Change {
  fileprivate var acceptsSlip: Bool {
    if case .receipt(.slipAccepted) = self { true } else { false }
  }
}

extension SlipUse {
  /// As a script tells the cashier of it: the receipt's document, if it became one, and when.
  fileprivate func value(for attempt: Attempt?) -> Value {
    [
      "number": document.map { .int(Int64($0)) } ?? .null, "at": .int(at.milliseconds),
      "may_date": .bool(attempt?.asksDate == true && attempt?.day != day),
    ]
  }
}
