/// What Swift shows of a prompt about money, whatever words a script gives it.
extension PromptRendering {
  /// What an answer to `request` will do.
  func effect(_ request: PromptRequest) -> PromptEffect? {
    if let move = request.move { return effect(move) }
    return switch request.use {
    case .outcome(let id), .mismatchVoided(let id), .differenceReturned(let id),
      .slipVerdict(let id), .slipField(let id, _), .slipAmount(let id), .slipReplaced(let id, _):
      attempt(id).map { effect(request.use, of: $0) }
    case .cashReceived: PromptEffect(.payment, amount: receipt.due)
    case .cashReturned: PromptEffect(.refund, amount: receipt.received)
    case .confirmed(_, let amount): PromptEffect(.tender, amount: amount)
    case .closing: PromptEffect(.closing)
    case .printNothing: PromptEffect(.print, amount: receipt.total)
    case .guardLift: PromptEffect(.unchecked)
    case .returnPIN, .returnConfirmed: PromptEffect(.refund, amount: receipt.total)
    case .cashPromised: PromptEffect(.refund, amount: receipt.due)
    case .cashHandedOver: PromptEffect(.handover, amount: receipt.owedCash)
    case .address: PromptEffect(.address)
    case .strike(let key, _):
      till.unconfirmed.first { $0.key == key }.map {
        PromptEffect(.strike, amount: $0.taken ?? $0.amount, terminal: $0.terminal.name.visible)
      }
    case .paperStrike(let number, _):
      PromptEffect(.strike, amount: till.lostPapers.first { $0.document == number }?.total)
    case .parameter: PromptEffect(.parameter)
    case .drawer(let use): effect(use)
    case .correctionSlip(let terminal):
      PromptEffect(
        .correction, amount: receipt.cardWithoutCharge, terminal: terminal.name.visible)
    case .correctionConfirmed:
      PromptEffect(.correction, amount: receipt.correcting?.sale.total ?? receipt.total)
    case .allowance(.senior, _) where receipt.detached: PromptEffect(.again, amount: receipt.due)
    case .allowance(.senior, _) where receipt.back?.allowed != nil && receipt.due > .zero:
      receipt.returnPlan.first.map { PromptEffect(.refund, amount: $0.amount) }
    case .script:
      TerminalPrompts.ids.contains(request.id) ? PromptEffect(.terminals) : choice(request)
    case .pin, .newPIN, .repeatedPIN, .allowance, .settlement, .newPINAllowance, .liftsSeen,
      .scriptRestored, .returnsSeen:
      nil
    }
  }

  private func effect(_ move: AskedMove) -> PromptEffect {
    let cash = words.stock(language, "return.tender.cash")?.title
    return PromptEffect(
      .refund, amount: move.amount, terminal: move.terminal?.name.visible ?? cash)
  }

  /// A count's line has no amount: it is what is asked for.
  private func effect(_ use: DrawerUse) -> PromptEffect {
    func title(_ id: String) -> String? { till.periods[id]?.title.visible }
    return switch use {
    case .cash(let asked):
      PromptEffect(asked.direction == .inward ? .cashIn : .cashOut, amount: asked.amount)
    case .count: PromptEffect(.counting)
    case .terminalCount(let id, _): PromptEffect(.counting, terminal: title(id))
    case .amountFound(let charge):
      PromptEffect(.counting, terminal: charge.terminal.name.visible)
    case .settlement(let id): PromptEffect(.settling, terminal: title(id))
    case .handover: PromptEffect(.closing)
    }
  }

  /// What a choice about money is about; of the last flow's, and of a late charge, what is at stake.
  private func choice(_ request: PromptRequest) -> PromptEffect? {
    guard let choice = MoneyPrompts.choice(request.id) else {
      guard MoneyPrompts.isStock(request.id) else { return nil }
      let sum = receipt.charged > .zero ? receipt.charged : receipt.due
      return PromptEffect(.payment, amount: sum > .zero ? sum : nil)
    }
    let (amount, terminal) = subject(choice.subject, request)
    return PromptEffect(
      choice.act, amount: amount.flatMap { $0 > .zero ? $0 : nil }, terminal: terminal?.visible)
  }

  private func subject(
    _ subject: MoneyPrompts.Subject, _ request: PromptRequest
  ) -> (amount: Money?, terminal: String?) {
    switch subject {
    case .taken:
      let names = Set(receipt.charges.map(\.attempt.terminal.name))
      return (taken, names.count == 1 ? names.first : nil)
    case .due: return (receipt.due, nil)
    case .attempt, .detached:
      return (receipt.openAttempt?.amount, receipt.openAttempt?.terminal.name)
    case .listed:
      let kopecks = request.arguments["amount"]?.int ?? 0
      return (try? Money(kopecks: kopecks), request.arguments["terminal"]?.string)
    case .difference:
      let charge = till.unconfirmed.first {
        $0.isWrong == true && $0.taken?.kopecks == request.arguments["amount"]?.int
      }
      return (charge?.difference, charge?.terminal.name)
    case .document: return (receipt.total, nil)
    case .none: return (nil, nil)
    }
  }

  /// What cards have paid; where none has, the cash that was handed over.
  private var taken: Money { receipt.charged > .zero ? receipt.charged : receipt.received }

  /// The receipt's own amounts, whatever a script passes under their names.
  func arguments(_ subject: MoneyPrompts.Subject) -> [String: Value] {
    switch subject {
    case .taken: ["amount": .int(taken.kopecks)]
    case .due: ["due": .int(receipt.due.kopecks), "charged": .int(receipt.charged.kopecks)]
    case .attempt, .detached, .listed, .difference, .document, .none: [:]
    }
  }

  private func effect(_ use: AnswerUse, of attempt: Attempt) -> PromptEffect {
    let act: PromptEffect.Act
    switch use {
    case .differenceReturned: act = .refund
    case .mismatchVoided: act = .void
    default: act = attempt.act
    }
    // Beside the till's amount the slip's is copied instead of read.
    var sum: Money? = amount(use, attempt)
    if case .slipAmount = use { sum = nil }
    let isOutcome = if case .outcome = use { true } else { false }
    return PromptEffect(
      act, amount: sum, terminal: attempt.terminal.name.visible,
      isBeforeReceipt: isOutcome && act == .payment)
  }

  /// What a slip shows against what its charge was for, where it is asked what becomes of that.
  func mismatch(_ request: PromptRequest) -> SlipMismatch? {
    guard case .slipVerdict(let id) = request.use, let attempt = attempt(id),
      case .mismatched(let slip) = attempt.state
    else { return nil }
    return SlipMismatch(got: slip, due: attempt.amount)
  }

  /// The attempt of that number.
  func attempt(_ id: Int) -> Attempt? {
    receipt.attempts.indices.contains(id - 1) ? receipt.attempts[id - 1] : nil
  }

  /// The text for `effect`, or the stock one where a store's says what another prompt does.
  func honest(
    _ text: String, stock: String?, _ isLie: (String, PromptEffect.Act) -> Bool,
    _ effect: PromptEffect?, _ fill: (String) -> String
  ) -> String {
    let shown = fill(text)
    // What the library itself says, a test has looked at.
    guard let act = effect?.act, text != stock, isLie(shown, act) else { return shown }
    return stock.map(fill) ?? act.word(language)
  }

  /// The library's words for a prompt of `id`, or of one that does the same.
  func stockWords(_ id: String, _ effect: PromptEffect?) -> PromptWords? {
    words.stock(language, id)
      ?? effect.flatMap { MoneyPrompts.model($0.act) }.flatMap { words.stock(language, $0) }
  }
}

// MARK: - Labels

extension PromptRendering {
  /// `buttons` as they are shown: outcomes with their signs, and nothing that says another's.
  ///
  /// Where no sign tells what a button does, its label is the library's.
  func signed(_ buttons: [Button], _ request: PromptRequest, stock: PromptWords?) -> [Button] {
    let buttons = request.keepsStockLabels ? Self.relabelled(buttons, stock) : buttons
    guard request.hasOutcomes else {
      return buttons.map { button in
        let label = OutcomeSign.unsigned(button.label.visible)
        return Button(
          id: button.id, label: label.isEmpty ? button.id.visible : label, key: button.key)
      }
    }
    return buttons.compactMap { button in
      let own = stock?.buttons.first { $0.id == button.id }?.label
      let sign = sign(of: button.id, request)
      var label = button.label
      if label != own {
        label = OutcomeSign.without(label.visible)
        let others = (stock?.buttons ?? []).filter { $0.id != button.id }.map(\.label)
        if label.isEmpty || MoneyWords.isLie(label, for: sign)
          || MoneyWords.isLie(label, beside: others, own: own ?? "")
        {
          // A button of a store's own that speaks like an outcome is none at all.
          guard let honest = own ?? honestLabel(button.id, sign) else { return nil }
          label = honest
        }
      }
      let shown = request.showsSigns ? sign?.signed(label) ?? label : label
      return Button(id: button.id, label: shown, key: button.key)
    }
  }

  /// `button` with where it stands: by what it does to money, else by whose it is.
  func placed(_ button: Button, _ request: PromptRequest) -> Button {
    let place = place(of: button, request)
    let role = ButtonRole(
      button: button.id, isOutcome: place == .outcome, isSale: request.kind == .sale)
    return Button(
      id: button.id, label: button.label, key: button.key, place: place,
      role: request.chosen.value == button.id ? .chosen : role,
      menu: request.menus?[button.id].map { items in
        items.map { MenuItem(id: $0, label: menuLabel($0, request)) }
      })
  }

  /// Like a button's of a prompt without outcomes: without a sign in front.
  private func menuLabel(_ id: String, _ request: PromptRequest) -> String {
    let label = OutcomeSign.unsigned((request.menuLabels.value?[id] ?? "").visible)
    return label.isEmpty ? id.visible : label
  }

  private func place(of button: Button, _ request: PromptRequest) -> ButtonPlace? {
    if button.isWayOut { return .wayOut }
    if request.hasOutcomes, request.showsSigns {
      return sign(of: button.id, request) == nil ? nil : .outcome
    }
    if let wanted = request.places.value?[button.id] { return wanted }
    if case .sale = request.kind { return ButtonPlace(ofSale: button.id) }
    guard ButtonTable.prompts[request.id] != nil else { return nil }
    let stock = words.stock(language, request.id)?.buttons ?? []
    return stock.contains { $0.id == button.id } ? nil : .store
  }

  private static func relabelled(_ buttons: [Button], _ stock: PromptWords?) -> [Button] {
    buttons.map { button in
      let own = stock?.buttons.first { $0.id == button.id }
      return own.map { Button(id: $0.id, label: $0.label, key: button.key) } ?? button
    }
  }

  /// What the button says where its prompt has no stock words for it.
  private func honestLabel(_ button: String, _ sign: OutcomeSign?) -> String? {
    guard let sign else { return nil }
    let common = words.stock(language, "button.\(button)")?.title
    return common.flatMap { MoneyWords.isLie($0, for: sign) ? nil : $0 } ?? sign.word(language)
  }

  private func sign(of button: String, _ request: PromptRequest) -> OutcomeSign? {
    if case .slipVerdict = request.use { return OutcomeSign(verdict: button) }
    if case .script = request.use { return OutcomeSign(choice: button) }
    return OutcomeSign(
      button: button, of: request.use, isUndoing: effect(request)?.act != .payment)
  }
}

extension Attempt {
  /// What its outcome will do.
  var act: PromptEffect.Act {
    switch deed {
    case .charge: .payment
    case .void: .void
    case .refund: .refund
    }
  }
}

extension PromptRequest {
  /// Whether its buttons say what happened to money, or what will.
  fileprivate var hasOutcomes: Bool {
    switch use {
    case .outcome, .mismatchVoided, .differenceReturned, .slipVerdict, .cashReturned, .confirmed,
      .cashHandedOver:
      true
    case .script: MoneyPrompts.choice(id)?.hasList == false
    case .slipAmount, .slipField, .slipReplaced, .cashReceived, .pin, .newPIN, .repeatedPIN,
      .allowance, .strike, .paperStrike, .settlement, .newPINAllowance, .address, .parameter,
      .guardLift,
      .liftsSeen, .scriptRestored, .closing, .printNothing, .returnPIN, .returnConfirmed,
      .cashPromised, .returnsSeen, .drawer, .correctionSlip, .correctionConfirmed:
      false
    }
  }

  /// Whether its buttons do something about money, and no sign says what.
  fileprivate var keepsStockLabels: Bool {
    switch use {
    case .slipVerdict, .closing, .printNothing, .guardLift, .returnConfirmed, .cashPromised,
      .drawer, .correctionConfirmed:
      true
    case .script: [Self.lateCharge, Self.lateRefund].contains(id)
    case .outcome, .slipAmount, .slipField, .slipReplaced, .mismatchVoided, .differenceReturned,
      .cashReceived, .cashReturned, .confirmed, .pin, .newPIN, .repeatedPIN, .allowance, .strike,
      .paperStrike, .settlement, .newPINAllowance, .address, .parameter, .liftsSeen,
      .scriptRestored,
      .returnPIN, .cashHandedOver, .returnsSeen, .correctionSlip:
      false
    }
  }

  /// Whether its buttons say what has happened already.
  fileprivate var showsSigns: Bool { use != .script && !use.isVerdict }
}

extension AnswerUse {
  fileprivate var isVerdict: Bool { if case .slipVerdict = self { true } else { false } }
}

extension UnconfirmedCharge {
  /// How far its slip is from its receipt.
  fileprivate var difference: Money? {
    taken.map { $0 > amount ? $0.less(amount) : amount.less($0) }
  }
}
