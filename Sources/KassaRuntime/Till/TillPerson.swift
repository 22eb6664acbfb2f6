/// Who stands at the till, once it was started again: nobody goes on in another's name.
///
/// These questions are the till's own. They are no entries: what they come to is one, kept with the
/// first answer that counts.
extension Till {
  /// Whether whoever answers next has still to say who they are.
  var mustSayWho: Bool {
    let isOpen = journal.ledger.receipt?.openAttempt != nil
    return !isAttended || isOpen && arriving == nil && journal.ledger.till.cashier == nil
  }

  /// Who is known to stand at the till.
  var attending: String? { mustSayWho ? nil : arriving ?? journal.ledger.till.cashier }

  /// The newcomer who has proved who they are; told once.
  private func takeProven() -> String? {
    defer { proven = nil }
    return proven
  }

  /// Asks until somebody of the store has typed their PIN, with what waits for them before their eyes.
  func askWho() async throws {
    let people = store.manifest.people
    let words = PersonWords(language: settings.language, isLeft: isLeft)
    let open = waitingPayment
    var who = try journal.ledger.till.cashier.flatMap { try pins.has($0) ? people[$0] : nil }
    if people.all.count == 1 { who = people.all.first }
    while true {
      if let name = takeProven(), people[name] != nil { return attend(name) }
      guard let person = who else {
        let answer = try await answer(
          to: words.who(people, number: ownNumber(), about: open))
        if case .button(let name) = answer { who = people[name] }
        continue
      }
      if try await hasSaidWho(person, words, isAlone: people.all.count == 1, about: open) {
        return attend(person.name)
      }
      who = nil
    }
  }

  /// Whether `person` is who they say: by their PIN, or by choosing their first one.
  private func hasSaidWho(
    _ person: Person, _ words: PersonWords, isAlone: Bool, about open: String?
  ) async throws -> Bool {
    if try pins.has(person.name) {
      return try await hasTypedPIN(
        of: person.name, words.pin(person.name, number: ownNumber(), isAlone: isAlone, about: open))
    }
    guard person.choosesFirstPIN else {
      try await answer(to: words.noPIN(person.name, number: ownNumber()))
      return false
    }
    let new = try await answer(to: words.newPIN(person.name, number: ownNumber(), about: open))
    guard case .text(let pin) = new else { return false }
    try pins.propose(pin, of: person.name)
    let again = try await answer(to: words.repeatedPIN(person.name, number: ownNumber()))
    guard case .text(let pin) = again else { return false }
    return try pins.confirm(pin, of: person.name, at: now)
  }

  /// Whether the PIN of `name` was typed at `prompt`, a question of the till's own; false where it was
  /// left.
  func hasTypedPIN(of name: String, _ prompt: Prompt) async throws -> Bool {
    while true {
      guard case .text(let pin) = try await answer(to: prompt) else { return false }
      do {
        try refuseTooSoon(name)
        if try pins.verify(pin, of: name, at: now) { return true }
        throw AnswerError.refused(rule: PersonWords.wrongPIN(settings.language))
      } catch let error as AnswerError { await cashier.refuse(error, of: prompt) }
    }
  }

  /// What is said to a question of the till's own: it counts by its kind alone.
  @discardableResult
  func answer(to prompt: Prompt) async throws -> Answer {
    while true {
      guard let answer = try await said(at: prompt, nil)?.answer else {
        // Who stands there now has proved it: the question is over.
        if proven != nil, prompt.id.hasPrefix("person.") { return .cancel }
        continue
      }
      do throws(AnswerError) {
        try prompt.check(answer)
        return answer
      } catch { await cashier.refuse(error, of: prompt) }
    }
  }

  /// The payment that waits for its outcome, in the words of whoever is to answer it.
  private var waitingPayment: String? {
    let receipt = journal.ledger.receipt
    guard let attempt = receipt?.openAttempt else { return nil }
    let question = OutcomeQuestion(
      operation: .init(attempt.operation), amount: attempt.amount, terminal: attempt.terminal.name,
      since: attempt.since)
    let age = PromptRendering.duration(
      max(0, now.milliseconds(since: attempt.since)), settings.language)
    return PersonWords(language: settings.language).open(question, age: age)
  }
}
