/// Gives a request its words: what a front end shows.
struct PromptRendering {
  let words: Words
  let language: Language
  let receipt: Receipt
  let till: TillState
  let now: Moment
  /// Seconds east of UTC, for the times that prompts name.
  let offsetSeconds: Int
  /// Whether the process started anew while this prompt was open.
  let isResumed: Bool
  /// The till's data folder, which a command for it names.
  var folder = ""
  /// What a sale showed before this.
  var lines = ShownLines()

  /// A double press, and what a hand had begun before it saw the prompt, are over by then.
  static let quietMilliseconds = 700

  /// A title or a body is far shorter; an argument that stands in it many times makes it long.
  private static let textBytesMax = 16_384

  func prompt(_ request: PromptRequest, number: Int) -> Prompt {
    let (id, found) = chosenWords(request)
    let arguments = allArguments(request)
    let effect = effect(request)
    let stock = stockWords(id, effect)
    let title = honest(
      found.title ?? "", stock: stock?.title, MoneyWords.isLie(title:for:), effect
    ) { fill($0, arguments) }
    let body = honest(
      found.body ?? "", stock: stock?.body, MoneyWords.isLie(body:for:), effect
    ) { fill($0, arguments) }
    let labels = id == request.id ? stock : stockWords(request.id, effect)
    let (offered, next) = buttons(request, found)
    let shown = signed(offered, request, stock: labels) + wayOut(request, key: next)
    return Prompt(
      number: number, id: request.id, kind: kind(request), title: title,
      body: isForAnother(request) ? "" : completed(body, request),
      buttons: shown.map { placed($0, request) },
      defaultButton: request.defaultButton, mayCancel: request.mayCancel,
      quietMilliseconds: isQuiet(request) ? Self.quietMilliseconds : 0,
      takesScan: request.takesScan ?? false, language: language, effect: effect,
      mismatch: mismatch(request))
  }

  /// Whether its text may be what the drawer should hold, which was shown in this flow by the right of somebody who
  /// has left the till since.
  private func isForAnother(_ request: PromptRequest) -> Bool {
    guard request.use == .script, request.words.value?.body != nil, let start = till.flow?.start,
      start.cashier != till.cashier, let look = till.drawer.looks?.last, look.at >= start.at
    else { return false }
    return !People(all: start.terms?.people ?? []).holds(till.cashier, .senior)
  }

  /// `body` with what its answer is evidence about, where a store's words leave that out.
  private func completed(_ body: String, _ request: PromptRequest) -> String {
    let missing: String
    if let question = question(request) {
      let amount = question.amount.text(language)
      switch (body.shows(amount), !body.places(of: question.terminal).isEmpty) {
      case (true, true): return body
      case (true, false): missing = question.terminal
      case (false, _): missing = "\(question.terminal): \(amount)"
      }
    } else if let sum = sum(request.use) {
      let amount = sum.amount.text(language)
      if body.shows(amount) { return body }
      // A store's word for it could say that the money goes the other way.
      let label = words.stock(language, sum.label) ?? words.find(language, sum.label)
      missing = label?.title.map { "\($0): \(amount)" } ?? amount
    } else if case .closing = request.use, !till.parked.isEmpty {
      missing = parkedLine
    } else {
      return body
    }
    return body.isEmpty ? missing : "\(body)\n\(missing)"
  }

  /// How many receipts are set aside, and what they come to.
  private var parkedLine: String {
    let total = till.parked.values.reduce(into: Turnover.zero) { $0 += $1.receipt.total }
    let sum = (try? Money(kopecks: total.kopecks))?.text(language) ?? total.description
    return switch language {
    case .ru: "Отложено: \(till.parked.count) на \(sum)"
    case .en: "Parked: \(till.parked.count) for \(sum)"
    }
  }

  /// The money that an answer about cash or another tender moves, and the id of the word for it.
  private func sum(_ use: AnswerUse) -> (label: String, amount: Money)? {
    switch use {
    case .cashReceived: ("payment.sum.due", receipt.due)
    case .cashReturned: ("payment.sum.return", receipt.received)
    case .returnPIN, .returnConfirmed: ("payment.sum.return", receipt.total)
    case .cashPromised: ("payment.sum.return", receipt.due)
    case .cashHandedOver: ("return.sum.cash", receipt.owedCash)
    case .confirmed(_, let amount): ("payment.sum.confirmed", amount)
    case .script, .outcome, .slipAmount, .slipField, .slipReplaced, .slipVerdict, .mismatchVoided,
      .differenceReturned, .pin, .newPIN, .repeatedPIN, .allowance, .strike, .paperStrike,
      .settlement,
      .newPINAllowance, .address, .parameter, .guardLift, .liftsSeen, .scriptRestored, .closing,
      .printNothing, .returnsSeen, .drawer, .correctionSlip, .correctionConfirmed:
      nil
    }
  }

  /// Where an answer is evidence about money, or chooses what becomes of a charge, a payment, a
  /// document.
  private func isQuiet(_ request: PromptRequest) -> Bool {
    if request.use.isAboutMoney { return true }
    return switch request.kind {
    case .choose, .confirm, .amount: MoneyPrompts.leadsToMoney(request.id)
    case .outcome, .tell, .text, .secret, .sale, .count: false
    }
  }

  /// The words of `request`, and the id whose they are.
  private func chosenWords(_ request: PromptRequest) -> (id: String, PromptWords) {
    var id = request.id
    var given = request.words.value
    // What a reason is given for is the till's own question.
    if request.move != nil, request.use == .script, let own = words.stock(language, id) {
      return (id, own)
    }
    if isResumed, case .outcome(let number) = request.kind,
      receipt.attempts.indices.contains(number - 1),
      receipt.attempts[number - 1].operation == .charge
    {
      id = "charge.resumed"
      // Whatever a provider calls its window, a question that a restart repeats says so.
      given = given.map { PromptWords(title: nil, body: nil, buttons: $0.buttons) }
    }
    var stock = words.find(language, id)
    // The question and its buttons are those that stood before; only what it says is new.
    if id != request.id, let own = words.find(language, request.id) { stock?.buttons = own.buttons }
    let chosen =
      given.map { $0.over(stock) } ?? stock
      ?? PromptWords(title: request.id, body: nil, buttons: [])
    return (id, chosen)
  }

  private func kind(_ request: PromptRequest) -> PromptKind {
    switch request.kind {
    case .tell: .tell
    case .confirm: .confirm
    case .choose: .choose
    case .amount(let rule): .amount(rule)
    case .text(let rule): .text(rule)
    case .secret(let rule): .secret(rule)
    case .sale: .sale(SaleView(of: receipt, lines.view(of: receipt.lines), till))
    case .outcome: question(request).map(PromptKind.outcome) ?? .tell
    case .count(let rule): .count(labelled(rule))
    }
  }

  /// The fields under the words of the cashier's language; a note under what it is worth.
  private func labelled(_ rule: CountRule) -> CountRule {
    var rule = rule
    for index in rule.fields.indices {
      let field = rule.fields[index]
      let word = words.find(language, "count.\(field.id)")?.title ?? field.id
      rule.fields[index].label = field.worth?.text(language) ?? word.visible
    }
    return rule
  }

  private func question(_ request: PromptRequest) -> OutcomeQuestion? {
    guard case .outcome(let id) = request.kind, let attempt = attempt(id) else { return nil }
    return OutcomeQuestion(
      operation: request.use.isUndoing ? .void : .init(attempt.operation),
      amount: amount(request.use, attempt), terminal: attempt.terminal.name.visible,
      since: attempt.since)
  }

  /// What is asked about: the charge, or the part of what its slip shows that is to be undone.
  func amount(_ use: AnswerUse, _ attempt: Attempt) -> Money {
    guard case .mismatched(let slip) = attempt.state else { return attempt.amount }
    return switch use {
    case .mismatchVoided: slip
    case .differenceReturned: slip.less(attempt.amount)
    default: attempt.amount
    }
  }
}

// MARK: - Buttons

extension PromptRendering {
  /// The buttons offered now, and the first key that none of the prompt's own has.
  private func buttons(
    _ request: PromptRequest, _ found: PromptWords
  ) -> (offered: [Button], nextKey: Int) {
    var buttons = found.buttons
    if !request.buttons.isEmpty {
      buttons = request.buttons.map { id in
        found.buttons.first { $0.id == id } ?? Button(id: id, label: id)
      }
    }
    buttons.removeAll { $0.id == PromptRequest.wayOutButton }
    // Where a store may have buttons of its own they are checked as it is loaded.
    if MoneyPrompts.choice(request.id)?.hasList == false, ButtonTable.prompts[request.id] == nil {
      // A store words and orders the buttons of a choice about money; which there are is the library's.
      let stock = words.stock(language, request.id)?.buttons ?? []
      buttons.removeAll { button in !stock.contains { $0.id == button.id } }
      buttons += stock.filter { button in !buttons.contains { $0.id == button.id } }
    }
    let required = required(request.kind)
    for id in required where !buttons.contains(where: { $0.id == id }) {
      let same = stockWords(request.id, effect(request))?.buttons.first { $0.id == id }
      let label = same?.label ?? words.find(language, "button.\(id)")?.title ?? id
      buttons.append(Button(id: id, label: label))
    }
    let all = keyed(buttons, request.kind)
    let shown = all.filter { button in
      required.contains(button.id)
        || !request.hidden.contains(button.id) && !isOverdue(button.id, request.kind)
    }
    return (shown, (all.compactMap(\.key).max() ?? 0) + 1)
  }

  /// Each button under the key it has whatever else is offered: its place among all there are; what a
  /// terminal can have done has the first four, in every window.
  private func keyed(_ buttons: [Button], _ kind: RequestKind) -> [Button] {
    guard case .outcome = kind else {
      return buttons.enumerated().map { Button(id: $1.id, label: $1.label, key: $0 + 1) }
    }
    let outcomes: [Outcome] = [.approved, .declined, .unknown, .notRun]
    let first = outcomes.enumerated().compactMap { place, outcome in
      buttons.first { $0.id == outcome.rawValue }
        .map { Button(id: $0.id, label: $0.label, key: place + 1) }
    }
    let others = buttons.filter { button in !first.contains { $0.id == button.id } }
    return first
      + others.enumerated().map {
        Button(id: $1.id, label: $1.label, key: outcomes.count + $0 + 1)
      }
  }

  /// Of a key that means «Безналичными» a screen later it would be pressed for that.
  private static let wayOutKey = 9

  /// The till's own way past a script that does not let the cashier go on.
  private func wayOut(_ request: PromptRequest, key: Int) -> [Button] {
    guard request.wayOut.value != nil else { return [] }
    let label =
      switch language {
      case .ru: "Дальше без сценария магазина"
      case .en: "Go on without the store's script"
      }
    return [Button(id: PromptRequest.wayOutButton, label: label, key: max(key, Self.wayOutKey))]
  }

  /// Whether a button says that nothing was run on a terminal that was said to have run.
  private func isOverdue(_ button: String, _ kind: RequestKind) -> Bool {
    guard case .outcome = kind, Outcome(button: button) == .notRun else { return false }
    return receipt.openAttempt?.state != .open
  }

  /// The buttons no store can take away.
  private func required(_ kind: RequestKind) -> [String] {
    switch kind {
    case .outcome: ["approved", "declined", "unknown"]
    case .confirm: ["yes", "no"]
    case .tell: ["ok"]
    case .choose, .amount, .text, .secret, .sale, .count: []
    }
  }
}

// MARK: - Arguments

extension PromptRendering {
  private func allArguments(_ request: PromptRequest) -> [String: Value] {
    var arguments = request.arguments
    arguments["folder"] = .string(folder)
    if let question = question(request) {
      arguments["amount"] = .int(question.amount.kopecks)
      arguments["terminal"] = .string(question.terminal)
      arguments["time"] = .int(question.since.milliseconds)
      arguments["age"] = .int(max(0, now.milliseconds(since: question.since)))
    }
    if let mismatch = mismatch(request) {
      arguments["due"] = .int(mismatch.due.kopecks)
      arguments["got"] = .int(mismatch.got.kopecks)
      arguments["difference"] = .int(abs(mismatch.got.kopecks - mismatch.due.kopecks))
    }
    if case .differenceReturned = request.use { arguments["difference"] = arguments["amount"] }
    if case .drawer(.cash(let asked)) = request.use {
      arguments["amount"] = .int(asked.amount.kopecks)
      arguments["why"] = .string(asked.reason)
    }
    if let sum = sum(request.use) {
      arguments["amount"] = .int(sum.amount.kopecks)
      if case .cashReceived = request.use { arguments["due"] = arguments["amount"] }
    }
    if case .script = request.use, let subject = MoneyPrompts.choice(request.id)?.subject {
      arguments.merge(self.arguments(subject)) { _, own in own }
    }
    return arguments
  }

  /// Writes each argument where its `{name}` stands; what has no argument stays as it is.
  ///
  /// One pass: what an argument holds is written and never looked at again. What nobody can see is left
  /// out, and what nobody would read any more is cut off.
  private func fill(_ template: String, _ arguments: [String: Value]) -> String {
    var text = ""
    var rest = template[...]
    while text.utf8.count < Self.textBytesMax,
      let brace = rest.utf8.firstIndex(of: UInt8(ascii: "{"))
    {
      text += rest[..<brace]
      let name = rest[brace...].dropFirst().prefix { $0 != "{" && $0 != "}" }
      rest = rest[name.endIndex...]
      if rest.first == "}", let value = arguments[String(name)] {
        text += written(String(name), value)
        rest = rest.dropFirst()
      } else {
        text += "{" + name
      }
    }
    text = (text + rest).visible
    guard text.utf8.count > Self.textBytesMax else { return text }
    return String(decoding: text.utf8.prefix(Self.textBytesMax), as: UTF8.self) + "…"
  }

  private func written(_ name: String, _ value: Value) -> String {
    switch (ArgumentKind(name: name), value) {
    case (.money, .int(let kopecks)):
      (try? Money(kopecks: kopecks))?.text(language) ?? "\(kopecks)"
    case (.moment, .int(let milliseconds)):
      time(Moment(milliseconds: milliseconds))
    case (.duration, .int(let milliseconds)): Self.duration(milliseconds, language)
    case (.reason, .string(let reason)): words.find(language, "reason.\(reason)")?.title ?? reason
    case (_, .int(let number)): "\(number)"
    case (_, .string(let text)): text
    case (_, .bool(let flag)): "\(flag)"
    case (_, .null), (_, .list), (_, .record): ""
    }
  }

  /// "23:15" today, with the date on any other day.
  private func time(_ moment: Moment) -> String {
    let text = LocalTime(moment, offsetSeconds: offsetSeconds).text
    let today = LocalTime(now, offsetSeconds: offsetSeconds).text
    return text.prefix(8) == today.prefix(8) ? String(text.suffix(5)) : text
  }

  /// "1 h 5 min": how old something is; below a minute in seconds, of which there is one at least.
  static func duration(_ milliseconds: Int64, _ language: Language) -> String {
    let (day, hour, minute, second) =
      switch language {
      case .ru: ("дн", "ч", "мин", "с")
      case .en: ("d", "h", "min", "s")
      }
    let seconds = milliseconds / 1_000
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
    if seconds < 60 { return "\(max(1, seconds)) \(second)" }
    if hours == 0 { return "\(minutes) \(minute)" }
    if hours >= 48 { return "\(hours / 24) \(day)" }
    return "\(hours) \(hour)" + (minutes == 0 ? "" : " \(minutes) \(minute)")
  }
}

extension String {
  /// Whether `amount` stands here as a whole, and not as the end of a larger one.
  fileprivate func shows(_ amount: String) -> Bool {
    places(of: amount).contains { range in
      // A space or a comma may group thousands.
      let before = self[..<range.lowerBound]
      return !before.suffix(1).contains(where: \.isNumber)
        && !(before.suffix(2).first?.isNumber ?? false)
    }
  }
}
