import KassaEmulators
import KassaRuntime

/// One scenario that plays: the front end of a real till, answering as the scenario says.
///
/// The scenario's machine runs inside of `answer`, so till and scenario never run at once.
actor ScenarioPlay: Cashier {
  nonisolated var source: AnswerSource { .program }

  private let store: ScenarioStore
  private let place: ScenarioPlace
  private let world: DayWorld
  private let machine: DayMachine
  private let desk: DayDesk
  private let name: String
  private var till: Till?
  private var record = DayRecord()
  private var papers: [Paper] = []
  private var isEnded = false
  private var failure: ScenarioFailure?
  /// What is to become of the answer that was given last.
  private var given: DayMove.Then?
  private var refusal: AnswerError?
  private let file: ScenarioFile
  private var answeredOfTheHouse = 0
  /// The prompt that is open and not answered yet.
  private var open: Prompt?
  /// The step at which a script could not go on.
  private var stopped: (place: ScenarioPlace, step: String?)?
  /// The prompt that stood when the power went, and whether the scenario itself cut it.
  private var stood: (prompt: Prompt, isOfScenario: Bool)?
  /// Whether the power goes at every prompt, and at which it went last.
  private let isCut: Bool
  private var cutAt: Int?
  /// Whether the power went on that day.
  private var wasCut = false
  private let isVerified: Bool
  private var (answers, steps, powerCuts) = (0, 0, 0)
  /// More than any day has of each: a scenario that never ends ends here, within seconds.
  private static let (answersMax, stepsMax, powerCutsMax) = (2_000, 10_000, 200)

  /// - Parameters:
  ///   - isCut: whether the power goes at every prompt, before it is answered.
  ///   - isVerified: whether the journal is verified that the day leaves; it is where the power went.
  init(
    _ name: String, at place: ScenarioPlace, of file: ScenarioFile, in store: ScenarioStore,
    isCut: Bool, isVerified: Bool
  )
    throws
  {
    self.name = name
    self.place = place
    self.file = file
    self.store = store
    (self.isCut, self.isVerified) = (isCut, isVerified)
    world = DayWorld(
      clock: DayClock(),
      registrar: try EmulatedRegistrarControl(folder: ScenarioStore.data, seam: store.seam),
      known: KnownValues(store.manifest))
    machine = file.machine()
    desk = machine.desk
  }

  /// Plays to the end and looks at what the day has left; nil when all is well.
  func play() async -> ScenarioFailure? {
    do {
      try take(machine.start(file.arguments(playing: name)))
      try changeWorld()
      while !isEnded { try await openTill() }
      try check()
      return nil
    } catch let failure as ScenarioFailure {
      return told(failure)
    } catch {
      return told(ScenarioFailure(DayMismatch("\(error)"), at: current, in: desk.step?.title))
    }
  }

  /// What the store's script said, a line each.
  var log: [String] { world.trace.log }

  /// What of the store the day has met.
  var reach: StoreReach { world.trace.reach }

  /// What was printed.
  var documents: [FiscalDocument] {
    ((try? world.registrar.receipts()) ?? []).map(\.document)
  }

  /// What happened, with the journal that it left.
  var trace: ScenarioTrace {
    var entries: [(number: Int, kind: String, summary: String, json: String)] = []
    var listing = JournalListing()
    if world.isOpen, let reader = try? JournalReader(folder: ScenarioStore.data, in: store.files) {
      try? reader.forEach {
        entries.append(($0.number, $0.kind, listing.summary(of: $0), $0.json))
      }
    }
    return ScenarioTrace(events: world.trace.events, entries: entries)
  }

  /// With the way that led there.
  private func told(_ failure: ScenarioFailure) -> ScenarioFailure {
    var told = failure
    if let open {
      world.trace.note(.asked(open, nil))
      let place = record.request?.storePlace
      told.standing = StandingPrompt(
        id: open.id, place: place, point: place == nil ? nil : world.trace.entered)
    }
    told.way = world.trace.lines
    return told
  }

  /// Serves until the scenario ends or cuts the power.
  private func openTill() async throws {
    let isFirst = !world.isOpen
    world.isOpen = true
    let till = try await store.till(of: world, isFirst: isFirst, cashier: self)
    self.till = till
    defer { self.till = nil }
    do { try await till.run() } catch is CashierGone {}
    if stood != nil { wasCut = true }
    if let failure { throw failure }
  }

  private func check() throws(ScenarioFailure) {
    let faults = unexpectedFaults
    guard faults.isEmpty else { throw ScenarioFailure(faults, in: place) }
    do {
      // It is written where it is read: a day without a power cut goes by what was committed.
      if isVerified || wasCut {
        _ = try JournalReader(folder: ScenarioStore.data, in: store.files).verifyEntries()
      }
      try record.check(try world.registrar.receipts())
    } catch let mismatch as DayMismatch {
      throw ScenarioFailure(mismatch, at: place, in: nil)
    } catch {
      // A day without a till has no journal, and nothing to verify.
      guard world.isOpen else { return }
      throw ScenarioFailure(DayMismatch("\(error)"), at: place, in: nil)
    }
  }

  private var unexpectedFaults: [DayFault] {
    record.faults.enumerated().filter { !world.expectedFaults.contains($0.offset) }.map(\.element)
  }

  private var current: ScenarioPlace { desk.step?.place ?? place }
}

// MARK: - What the till asks of its front end

extension ScenarioPlay {
  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    // Whoever stood at the till when the power went stands there again.
    if stood != nil, prompt.id == "person.pin" { return .text(DayCashierSteps.pin) }
    do {
      try await readEntries()
      open = prompt
      // What the till asks itself is in no entry: after a power cut the prompt before it stands.
      if isCut, stood == nil, cutAt != prompt.number, prompt.number > 0 {
        (stood, cutAt) = ((prompt, false), prompt.number)
        throw CashierGone()
      }
      if let fault = DayFault(unfilled: prompt) { record.note(fault) }
      let answer = try meet(prompt)
      open = nil
      world.trace.note(.asked(prompt, answer))
      answers += 1
      guard answers <= Self.answersMax else {
        throw endless("\(Self.answersMax) answers, the last to \(prompt.shown)")
      }
      return answer
    } catch let gone as CashierGone {
      throw gone
    } catch let failure as ScenarioFailure {
      self.failure = failure
    } catch {
      failure = ScenarioFailure(DayMismatch("\(error)"), at: current, in: desk.step?.title)
    }
    throw CashierGone()
  }

  /// Takes over what was committed since; the first time, also what stood in the journal before.
  private func readEntries() async throws {
    var entries = world.trace.takeCommitted()
    if record.count == 0, world.isSetUp, let till { entries = try await till.entries(after: 0) }
    for entry in entries { try record.add(entry) }
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {
    refusal = error
    world.trace.note(.refused(error.text(.en)))
  }

  /// Nobody scans; a service that the scenario lets hang is not waited for.
  func input(whileWaiting prompt: Prompt) async -> Input? {
    prompt.mayCancel && world.services.isHanging ? .answer(.cancel) : nil
  }

  func show(_ notice: Notice) async {
    switch notice {
    // What came out before a power cut is shown again after it.
    case .paper where stood?.isOfScenario == false: break
    case .paper(let paper):
      papers.append(paper)
      world.trace.note(.paper(paper))
    case .warning(let text), .scanRefused(let text): world.trace.note(.warned(text))
    case .scansWaiting: break
    }
  }

  private func meet(_ prompt: Prompt) throws -> Answer {
    var isUnderWay = given.map { if case .goOn = $0 { true } else { false } } ?? false
    if stopped == nil, record.faults.contains(where: \.endsFlow) {
      stopped = (current, desk.step?.title)
    }
    let prompt = try finishPowerCut(prompt)
    try finishAnswer(prompt)
    if let answer = try answerOfTheHouse(to: prompt) { return answer }
    while let step = desk.step {
      let view = DayView(prompt: prompt, record: record, world: world, papers: papers)
      if !isUnderWay { try refuseFaults(view) }
      switch step.act {
      case .world: try changeWorld()
      case .powerOff:
        powerCuts += 1
        guard powerCuts <= Self.powerCutsMax else {
          throw endless("\(Self.powerCutsMax) power cuts")
        }
        stood = (prompt, true)
        world.trace.note(.powerOff(prompt))
        throw CashierGone()
      case .prompts(let act):
        switch try checked({ () throws(DayMismatch) in try act(view) }) {
        case .done(let values):
          try resume(values)
          isUnderWay = false
        case .answer(let answer, let then):
          given = then
          return answer
        }
      }
    }
    throw CashierGone()
  }

  /// What a store asks beside what a shared scenario knows is answered as its house says.
  private func answerOfTheHouse(to prompt: Prompt) throws(ScenarioFailure) -> Answer? {
    guard file.isShared, let answer = desk.house.answer(to: prompt) else {
      answeredOfTheHouse = 0
      return nil
    }
    answeredOfTheHouse += 1
    guard answeredOfTheHouse <= Self.houseMax, refusal == nil else {
      throw mismatch(
        DayMismatch(
          expected: "an answer of day.house that counts",
          came: prompt.shown + (refusal.map { ": \($0.text(.en))" } ?? " again and again")))
    }
    return answer
  }

  private static let houseMax = 60

  /// A script that could not go on fails the scenario where it stopped, unless the next step expects it.
  private func refuseFaults(_ view: DayView) throws(ScenarioFailure) {
    guard desk.step?.title != "day." + DayLookSteps.expectFault,
      let fault = view.unexpectedFaults.first(where: \.fault.endsFlow)?.fault
    else { return }
    let (place, title) = stopped ?? (current, desk.step?.title)
    throw ScenarioFailure(
      DayMismatch(expected: "the store's script to go on", came: "its fault: \(fault.text)"),
      at: place, in: title)
  }

  /// Ends the step whose last answer was given before this prompt.
  private func finishAnswer(_ prompt: Prompt) throws(ScenarioFailure) {
    guard let then = given else { return }
    let words = refusal?.text(.en)
    (given, refusal) = (nil, nil)
    switch (then, words) {
    case (.refused, let words?): try resume([.string(words)])
    case (.refused, nil):
      throw mismatch(DayMismatch(expected: "a refusal", came: prompt.shown))
    case (_, let words?):
      throw mismatch(
        DayMismatch(expected: "an answer that counts", came: "\(prompt.shown): \(words)"))
    case (.done, nil): try resume([])
    case (.goOn, nil): break
    }
  }

  /// After the power cut the same prompt must stand; its words may tell of the cut.
  ///
  /// - Returns: the prompt as the scenario sees it: without those words where it has not cut the power.
  private func finishPowerCut(_ prompt: Prompt) throws(ScenarioFailure) -> Prompt {
    guard let (before, isOfScenario) = stood else { return prompt }
    stood = nil
    guard prompt.number == before.number, prompt.id == before.id, prompt.kind == before.kind
    else {
      throw mismatch(DayMismatch(expected: before.shown + " again", came: prompt.shown))
    }
    guard isOfScenario else { return before }
    try resume([])
    return prompt
  }
}

// MARK: - The scenario's machine

extension ScenarioPlay {
  private func resume(_ values: [Value]) throws(ScenarioFailure) {
    steps += 1
    guard steps <= Self.stepsMax else { throw endless("\(Self.stepsMax) steps") }
    desk.step = nil
    try take(machine.resume(values))
  }

  private func take(_ resumption: Resumption) throws(ScenarioFailure) {
    do throws(ScriptError) {
      isEnded = try resumption.checked(within: machine.limits) == .ended
    } catch { throw ScenarioFailure(error, in: place) }
  }

  /// Does what needs no prompt, up to the first step that does.
  private func changeWorld() throws(ScenarioFailure) {
    while case .world(let change) = desk.step?.act {
      try checked { () throws(DayMismatch) in try change(world) }
      try resume([])
    }
  }

  private func checked<Result>(
    _ body: () throws(DayMismatch) -> Result
  ) throws(ScenarioFailure) -> Result {
    do throws(DayMismatch) { return try body() } catch { throw mismatch(error) }
  }

  private func endless(_ came: String) -> ScenarioFailure {
    mismatch(DayMismatch(expected: "the scenario to end", came: came))
  }

  private func mismatch(_ mismatch: DayMismatch) -> ScenarioFailure {
    let fault = unexpectedFaults.last
    let said = fault.map { "; the script failed: \($0.text)" } ?? ""
    return ScenarioFailure(
      DayMismatch(expected: mismatch.expected, came: mismatch.came + said), at: current,
      in: desk.step?.title)
  }
}

extension Till {
  /// What was committed after the first `count` entries.
  func entries(after count: Int) throws -> [Entry] { try journal.entries(from: count + 1) }
}
