/// A script that is to take another's place, as long as it has not.
struct OtherScript {
  /// The one that is taken at the next place between two receipts.
  var ordered: ScriptGate.Candidate?
  /// What the registrar said last when a script was held against it; nil where it did not answer.
  var registrar: RegistrarStatus?
  /// Why one was refused last as it was to be taken.
  var refusal: [String]?
  /// Runs while the flow that waits begins over on another script, or the registrar is asked for one.
  var changing: Task<Void, Never>?
  /// What was said to that flow meanwhile.
  var held: HeldAnswer?
  /// Whether the till waits for an answer to its flow's prompt, and for nothing else.
  var isAsking = false
  /// Whether a transaction is begun on what is committed now, while something is waited for.
  var isDrafting = false

  /// What was said for a receipt waits for the one that begins where its flow failed with nothing on it.
  mutating func passHeld(over flow: TillState.FlowState?, to start: FlowStart) {
    guard case .fault(_, let kept)? = flow?.ended, kept.isBlank, held?.receipt == kept.id else {
      return
    }
    held?.receipt = start.receipt.id
  }
}

extension Till {
  /// Takes the script that was ordered while nobody has begun anything; false where it has to wait.
  func changeScriptNow() async -> Bool {
    guard !other.isDrafting, other.changing == nil, other.isAsking || !isServing, standsBlank,
      storageFailure == nil
    else { return false }
    let change = Task {
      do { try await beginOverOnOtherScript() } catch is CashierGone {} catch {
        note(failure: error)
      }
    }
    other.changing = change
    await change.value
    other.changing = nil
    return true
  }

  /// Asks the registrar what it is registered for, where nothing else is asked of it or will be meanwhile.
  func askRegistrar() async {
    guard !other.isDrafting, other.changing == nil, other.isAsking || !isServing else { return }
    let asking = Task { other.registrar = try? await devices.registrar.status() }
    other.changing = asking
    await asking.value
    other.changing = nil
  }

  /// Waits for a script that is being taken.
  func awaitScript() async throws {
    await other.changing?.value
    if let storageFailure { throw storageFailure }
  }

  /// What is said at the prompt of `run`; nil where it counts for nothing there, or another flow runs.
  func asking(
    _ run: FlowRun, _ prompt: Prompt, _ ask: () async throws -> Said?
  ) async throws -> Said? {
    if let held = other.held, held.receipt == run.start.receipt.id {
      other.held = held.isOfGoods && !held.answers(prompt) ? held : nil
      if held.answers(prompt) { return held.said }
    }
    other.isAsking = true
    defer { other.isAsking = false }
    let said = try await ask()
    try await awaitScript()
    guard self.run !== run else { return said }
    if let said, let receipt = self.run?.start.receipt.id {
      other.held = HeldAnswer(said: said, prompt: prompt, receipt: receipt)
    }
    return nil
  }

  /// Runs `body` while a transaction is begun: nothing else is committed meanwhile.
  func drafting<Result>(_ body: () async -> Result) async -> Result {
    other.isDrafting = true
    defer { other.isDrafting = false }
    return await body()
  }
}

// MARK: - What was said to the flow before

/// An answer that came to a prompt whose flow has begun over on another script meanwhile.
struct HeldAnswer {
  let said: Till.Said
  let prompt: Prompt
  /// The receipt that begins now, by its id: it is for no other.
  var receipt: String

  /// Whether it is an answer to `other`, which stands there now.
  func answers(_ other: Prompt) -> Bool {
    // Leaving moves nothing.
    if case .cancel = said.answer, prompt.id == other.id { return other.mayCancel }
    guard other.effect == nil else { return false }
    if isOfGoods, case .sale = other.kind { return true }
    guard prompt.id == other.id, prompt.effect == nil else { return false }
    switch (said.answer, prompt.kind, other.kind) {
    case (.button(let id), _, _):
      return prompt.buttons.first { $0.id == id }?.label
        == other.buttons.first { $0.id == id }?.label
    case (.action, .sale, .sale): return true
    // A PIN that was typed to the same question.
    case (.text, .secret, .secret): return prompt.title == other.title
    case (.text, .text, .text): return prompt.title == other.title && prompt.kind == other.kind
    default: return false
    }
  }

  /// Whether it puts something on a receipt: it waits for the sale then, whatever the new script asks first.
  var isOfGoods: Bool {
    if case .action = said.answer, case .sale = prompt.kind { true } else { false }
  }
}
