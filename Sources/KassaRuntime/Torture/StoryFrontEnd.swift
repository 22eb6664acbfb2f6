import Foundation

/// What the till of a story asks and shows.
extension StoryRun: Cashier {
  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    guard !disk.isOff, violation == nil else { throw CashierGone() }
    do { return try meet(prompt) } catch let found as Violation {
      violation = found
    } catch is CashierGone {} catch {
      violation = Violation("till unusable", "\(error)")
    }
    throw CashierGone()
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {
    refusals += 1
    result.telling.append("        refused: \(error.text(.en))")
  }

  func show(_ notice: Notice) async {
    guard !disk.isOff else { return }
    switch notice {
    case .paper(let paper):
      papers.append(paper.number)
      note(secretsIn: paper.lines.joined(separator: "\n"), "the paper of \(paper.number)")
    case .warning(let text):
      result.telling.append("        warning: \(text)")
      note(secretsIn: text, "a warning")
    }
  }

  private func note(secretsIn text: String, _ place: String) {
    for secret in person.pins + [person.card] where text.contains(secret) {
      violation = violation ?? Violation("secret", "«\(secret)» is shown in \(place)")
    }
  }
}

// MARK: - One prompt

extension StoryRun {
  /// More prompts than any way out of the stock flows takes.
  private static let settlingMax = 60
  private static let stuck = 20..<40

  private func meet(_ prompt: Prompt) throws -> Answer {
    try look(at: prompt)
    disk.plan()
    let isRepeated = refusals > 0 && stood?.prompt.number == prompt.number
    if !isRepeated { refusals = 0 }
    stood = (prompt, false)
    world.pass(seconds: 3)
    if isRepeated { return answerAgain(prompt) }
    if isFinished(prompt) {
      isOver = true
      throw CashierGone()
    }
    var move = try nextMove(prompt)
    move.reopenings = []
    result.moves.append(move)
    return try perform(move, prompt)
  }

  /// What is shown was committed, is what stood before, and has no secret in it.
  private func look(at prompt: Prompt) throws {
    result.prompts += 1
    if isRecovering { result.recoveries += 1 }
    isRecovering = false
    sweep.isOpeningOver = true
    let text = "\(prompt)"
    note(secretsIn: text, "prompt \(prompt.id)")
    // It compares the registrar with the journal, and is no entry.
    guard prompt.id != "till.behind" else { return }
    shown.append((prompt.number, prompt.id))
    guard let stood, stood.prompt.id != "till.behind" else { return }
    let before = stood.prompt
    guard prompt.number >= before.number else {
      throw Violation("another prompt", "prompt \(prompt.number) follows \(before.number)")
    }
    guard prompt.number == before.number || stood.isAnswered else {
      throw Violation("another prompt", "«\(before.id)» stood, and «\(prompt.id)» is asked now")
    }
    guard prompt.number != before.number || prompt.isSameQuestion(as: before) else {
      throw Violation(
        "another prompt",
        "number \(prompt.number) was \(before.inShort), and is \(prompt.inShort) after a restart")
    }
  }

  private func isFinished(_ prompt: Prompt) -> Bool {
    let isDone = story.sweep == nil ? result.moves.count >= story.moves.count : isErrandDone
    guard isDone else { return false }
    return prompt.isAtRest
  }

  private var isErrandDone: Bool {
    person.isErrandDone && sweep.prompts > 8 || sweep.prompts > SweepCount.promptsMax
  }

  private func nextMove(_ prompt: Prompt) throws -> StoryMove {
    if let kind = story.sweep, sweep.prompt < 0 || !isErrandDone {
      sweep.answer = sweep.prompt == prompt.number ? sweep.answer + 1 : 1
      if sweep.answer == 1 { sweep.prompts += 1 }
      sweep.prompt = prompt.number
      return StoryMove(event: .cut(kind.cut(at: sweep.answer)))
    }
    if story.sweep == nil, result.moves.count < story.moves.count {
      return story.moves[result.moves.count]
    }
    try settle(prompt)
    // Whoever gets nowhere by plain answers tries the others for a while.
    let isStuck = Self.stuck.contains(settling ?? 0)
    return StoryMove(pick: isStuck ? UInt64(settling ?? 0) : 0)
  }

  /// From here on the world is kind; a till that comes to no rest then has a dead end.
  private func settle(_ prompt: Prompt) throws {
    if settling == nil {
      try EmulatedRegistrarControl(folder: disk.folder).clearAll()
      world.pinpad.be(.approve)
      world.setRight()
    }
    settling = (settling ?? 0) + 1
    if settling ?? 0 > Self.settlingMax {
      throw Violation("dead end", "plain answers lead nowhere; «\(prompt.id)» stands")
    }
  }

  private func perform(_ move: StoryMove, _ prompt: Prompt) throws -> Answer {
    tell(prompt, "\(move.event)")
    switch move.event {
    case .none, .tapTwice: break
    case .cutWhileShown:
      disk.cutNow("while «\(prompt.id)» is shown")
      throw CashierGone()
    case .walkAway: throw CashierGone()
    case .registrar(let fault, let times):
      try EmulatedRegistrarControl(folder: disk.folder).set(fault, times: times)
    case .mend: try EmulatedRegistrarControl(folder: disk.folder).clearAll()
    case .clock(let minutes): world.pass(seconds: minutes * 60)
    case .pinpad(let mood): world.pinpad.be(mood)
    case .cut, .failure: break
    }
    var answer = person.answer(prompt, pick: move.pick)
    if move.event == .tapTwice, let lastAnswer { answer = lastAnswer }
    if case .cut(let cut) = move.event { disk.plan(cut: cut) }
    if case .failure(let failure) = move.event { disk.plan(failure: failure) }
    return give(answer, prompt)
  }

  /// After a refusal: plainly, and if that counts neither, one button after the other.
  private func answerAgain(_ prompt: Prompt) -> Answer {
    if refusals > 20 {
      violation = Violation("dead end", "«\(prompt.id)» refuses every answer")
    }
    let buttons = prompt.buttons
    guard refusals > 1, !buttons.isEmpty else { return give(person.plain(prompt), prompt) }
    return give(.button(buttons[refusals % buttons.count].id), prompt)
  }

  private func give(_ answer: Answer, _ prompt: Prompt) -> Answer {
    stood = (prompt, true)
    lastAnswer = answer
    result.telling.append("        → \(answer)")
    return answer
  }

  private func tell(_ prompt: Prompt, _ event: String) {
    result.telling.append(
      "\(prompt.number)  \(prompt.id)  «\(prompt.title)»" + (event.isEmpty ? "" : "; \(event)"))
  }
}

extension Prompt {
  /// Whether a restart shows it so; its words may tell how old the question is.
  fileprivate func isSameQuestion(as other: Prompt) -> Bool {
    id == other.id && kind == other.kind && buttons.map(\.id) == other.buttons.map(\.id)
  }

  fileprivate var inShort: String { "«\(id)» \(buttons.map(\.id)) \(kind)" }

  /// Nobody waits for anything here.
  fileprivate var isAtRest: Bool {
    if case .sale(let view) = kind { return view.lines.isEmpty }
    return id == "sign_in.name" || id == "sign_in.pin" || id == "sign_in.new_pin"
  }
}
