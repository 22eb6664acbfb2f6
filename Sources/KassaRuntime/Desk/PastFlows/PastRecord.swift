/// A flow of the past as its own script runs it again: what people saw, and what was said to it.
package struct PastRecord: Sendable {
  /// What was said to a prompt, and what stood then.
  struct Said: Sendable {
    let answer: RecordedAnswer
    let by: AnswerSource?
    let at: Moment
    /// What else was committed between the prompt and the answer.
    let before: [Entry]
    /// What was due, and what an open charge was for.
    let due: Money
    let charge: Money?
  }

  package private(set) var trail = FlowTrail()
  /// To each prompt of the trail; nil where nobody has answered it.
  private(set) var said: [Said?] = []
  /// What devices did, by the name of the call, in order.
  private(set) var devices: [(call: String, outcome: DeviceOutcome)] = []
  /// How ready the registrar was each time it was asked.
  private(set) var readiness: [Readiness] = []

  /// Replays `flow` on the script that ran it.
  ///
  /// - Throws: `Replay.Divergence` where it does not come to what is recorded, `StoreError` where this
  ///   program can't read its script.
  init(_ flow: PastFlow, _ script: ShadowScript, _ known: PastOutside.Known) throws {
    let manifest = try script.manifest(flow.start.till.parameters ?? [:])
    let outside = PastOutside(known, manifest.people)
    let run = script.run(flow.start, manifest, outside, isHeard: false)
    defer { run.close() }
    // A fault is in no replay: what was read before it stands in no entry. Nor is the end that a till gave a flow
    // in which nothing had begun: no script came to it.
    let fault = flow.entries.firstIndex(where: \.isFault)
    let cut = fault ?? flow.entries.endWithoutAnswer
    let replayed = flow.entries[..<(cut ?? flow.entries.endIndex)]
    var trail = FlowTrail()
    var stood: [(due: Money, charge: Money?)] = []
    _ = try Replay.replay(run, replayed, on: flow.ledger) { step, ledger in
      trail.note(step, isHeard: false)
      guard case .prompt(let request) = step.next else { return }
      let place = trail.asked.count
      trail.asked.append(.init(request, by: run, ledger, at: step.at, journal: place))
      let receipt = ledger.receipt ?? flow.start.receipt
      stood.append((receipt.due, receipt.openAttempt?.amount))
    }
    if let fault, case .step(let step) = flow.entries[fault] { trail.note(step, isHeard: false) }
    self.trail = trail
    take(flow.entries, stood)
  }

  /// Takes what people and devices said out of the entries.
  private mutating func take(_ entries: [Entry], _ stood: [(due: Money, charge: Money?)]) {
    var before: [Entry] = []
    var call: DeviceCall?
    for entry in entries {
      switch entry {
      case .flow, .terminals, .pin: break
      case .reconciled, .start, .swap, .script, .refused, .person, .parameter, .permission:
        before.append(entry)
      case .device(let outcome):
        if let call { devices.append((call.name, outcome)) }
        call = nil
      case .step(let step):
        readiness += step.reads.compactMap(Readiness.init)
        if let answer = step.answer, stood.indices.contains(said.count) {
          let then = stood[said.count]
          said.append(
            Said(
              answer: answer, by: step.by, at: step.at, before: before, due: then.due,
              charge: then.charge))
          before = []
        }
        if case .device(let asked) = step.next { call = asked }
      }
    }
    said += Array(repeating: nil, count: max(0, trail.asked.count - said.count))
  }
}

extension Entry {
  fileprivate var isFault: Bool {
    guard case .step(let step) = self, case .fault = step.next else { return false }
    return true
  }
}

extension [Entry] {
  /// The step that ends a flow at a prompt that nobody has answered; nil where there is none.
  fileprivate var endWithoutAnswer: Int? {
    var waits = false
    for (index, entry) in enumerated() {
      guard case .step(let step) = entry else { continue }
      if waits, step.answer == nil, case .end = step.next { return index }
      waits = if case .prompt = step.next { true } else { false }
    }
    return nil
  }
}

extension FlowTrail.Asked {
  /// The prompt of `request` as a front end shows it.
  init(
    _ request: PromptRequest, by run: FlowRun, _ ledger: Ledger, at now: Moment, journal: Int?
  ) {
    let receipt = ledger.receipt ?? run.start.receipt
    (total, due) = (receipt.total, receipt.due)
    let rendering = PromptRendering(
      words: run.words, language: run.start.language, receipt: receipt, till: ledger.till,
      now: now, offsetSeconds: run.start.offsetSeconds, isResumed: false)
    prompt = rendering.prompt(request, number: 0)
    place = request.wayOut.value
    role = if case .allowance(let role, _) = request.use { role } else { nil }
    self.journal = journal
  }
}
