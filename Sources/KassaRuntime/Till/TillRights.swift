/// What a cashier may not do alone: somebody who may says yes by their PIN, to what they are shown and no more.
///
/// It is asked where an answer is committed, so no flow gets round it; like all that the till asks itself
/// it is no entry. The yes is one, in the same transaction as the answer.
extension Till {
  /// The entries that go before `answer`; nil where it does not count because nobody said yes.
  func permission(for answer: Answer, _ request: PromptRequest) async throws -> [Entry]? {
    let people = store.manifest.people
    let who = arriving ?? journal.ledger.till.cashier
    guard let receipt = journal.ledger.receipt,
      let asked = store.manifest.rights.asked(by: answer, to: request, on: receipt),
      asked.act == .corrections || !people.holds(who, asked.role)
    else { return [] }
    // Of two people one is a senior: whoever stands here, or the other.
    var role = asked.takesSecond && people.holds(who, asked.role) ? Role.cashier : asked.role
    var able = try withPIN(role, asked, except: who)
    // Cash that leaves by a correction takes two people, whoever they are.
    if able.isEmpty, asked.takesSecond {
      role = .cashier
      able = try withPIN(role, asked, except: who)
    }
    let words = RightsWords(
      language: settings.language, asked: asked, role: role, receipt: receipt)
    guard !able.isEmpty else {
      // Cash goes out all the same, and a document is put right: a reason stands for them, and it is listed.
      if asked.cash != nil || asked.act == .corrections { return [] }
      let first = people.holders(of: asked.role).first?.name
      let given = first.map { PersonWords(language: settings.language).given($0) }
      try await self.answer(to: words.absent(given, number: ownNumber()))
      return nil
    }
    guard let name = try await one(of: able, words),
      try await hasTypedPIN(of: name, words.pin(name, number: ownNumber()))
    else { return nil }
    return [asked.permission(by: name, at: now)]
  }

  private func withPIN(
    _ role: Role, _ asked: Rights.Asked, except who: String?
  ) throws -> [String] {
    try store.manifest.people.holders(of: role).map(\.name).filter {
      try pins.has($0) && !(asked.takesSecond && $0 == who)
    }
  }

  private func one(of able: [String], _ words: RightsWords) async throws -> String? {
    guard able.count > 1 else { return able.first }
    guard case .button(let name) = try await answer(to: words.who(able, number: ownNumber())) else {
      return nil
    }
    return name
  }
}

extension Rights.Asked {
  func permission(by name: String, at moment: Moment) -> Entry {
    .permission(act: act.rawValue, by: name, at: moment, line: line?.id, extent: extent)
  }
}

/// The till's own words for what a cashier may not do alone.
struct RightsWords {
  let language: Language
  let asked: Rights.Asked
  /// The role of whoever is asked.
  let role: Role
  let receipt: Receipt

  /// Whether a senior is asked; else any second person.
  private var isOfSeniors: Bool { role != .cashier }

  private func say(_ russian: String, _ english: String) -> String {
    switch language {
    case .ru: russian
    case .en: english
    }
  }

  private var body: String {
    let line = asked.line.map { "«\($0.item.name)» \($0.gross.text(language))" } ?? ""
    let total = receipt.total.text(language)
    let part = Money(checked: asked.extent ?? 0)
    let discount = asked.discount.map { say("", "of ") + $0.text(language) + " " } ?? ""
    return switch asked.act {
    case .discount: say("Скидка \(discount)на \(line)", "A discount \(discount)on \(line)")
    case .remove where part < asked.line?.sum ?? part:
      say("Убрать \(part.text(language)) из \(line)", "Take \(part.text(language)) off \(line)")
    case .remove: say("Убрать \(line)", "Remove \(line)")
    case .returns: say("Возврат \(total)", "A return of \(total)")
    case .corrections: say("Исправление чека \(total)", "A correction of a receipt of \(total)")
    case .clear: say("Очистить чек на \(total)", "Clear a receipt of \(total)")
    case .cashOut:
      asked.cash.map { cash in
        let amount = cash.amount.text(language)
        return say("Изъятие \(amount): \(cash.reason)", "Cash out \(amount): \(cash.reason)")
      } ?? ""
    }
  }

  func who(_ names: [String], number: Int) -> Prompt {
    Prompt(
      number: number, id: "rights.who", kind: .choose,
      title: isOfSeniors
        ? say("Кто из старших?", "Which senior?") : say("Кто второй?", "Who is the second person?"),
      body: body,
      buttons: names.map { Button(id: $0, label: $0) }, mayCancel: true, language: language)
  }

  func pin(_ name: String, number: Int) -> Prompt {
    Prompt(
      number: number, id: "rights.pin", kind: .secret(PromptModule.pinRule),
      title: isOfSeniors
        ? say("\(name): PIN старшего", "\(name): senior's PIN")
        : say("\(name): PIN второго сотрудника", "\(name): second person's PIN"),
      body: body, buttons: [],
      mayCancel: true, language: language)
  }

  /// Nobody who may has a PIN at this till.
  /// - Parameter given: how the first of them gets one; nil where the store names nobody.
  func absent(_ given: String?, number: Int) -> Prompt {
    Prompt(
      number: number, id: "rights.absent", kind: .tell,
      title: say("Нужен старший", "A senior is needed"),
      body: [body, given].compactMap(\.self).joined(separator: "\n"),
      buttons: [Button(id: "ok", label: say("Понятно", "OK"))], language: language)
  }
}
