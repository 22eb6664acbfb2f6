import Foundation
import KassaEmulators
import KassaRuntime

/// One scenario that plays: the front end of a real till, answering as the scenario says.
///
/// The scenario's machine runs inside of `answer`, so till and scenario never run at once.
actor ScenarioPlay: Cashier {
  nonisolated var source: AnswerSource { .program }

  private let store: ScenarioStore
  private let data: String
  private let place: ScenarioPlace
  private let desk = DayDesk()
  private let world: DayWorld
  private let machine: LuaMachine
  private let name: String
  private var till: Till?
  private var record = DayRecord()
  private var papers: [Paper] = []
  private var isEnded = false
  private var failure: ScenarioFailure?
  /// What is to become of the answer that was given last.
  private var given: DayMove.Then?
  private var refusal: AnswerError?
  /// The prompt that stood when the power went.
  private var stood: Prompt?

  /// - Parameter data: a folder of its own.
  init(
    _ name: String, at place: ScenarioPlace, of file: ScenarioFile, in store: ScenarioStore,
    data: String
  )
    throws
  {
    self.name = name
    self.place = place
    self.store = store
    self.data = data
    world = DayWorld(clock: DayClock(), registrar: try EmulatedRegistrarControl(folder: data))
    machine = file.machine(desk)
  }

  /// Plays to the end and looks at what the day has left; nil when all is well.
  func play() async -> ScenarioFailure? {
    do {
      try take(machine.start("day.play", arguments: [.string(name)]))
      try changeWorld()
      while !isEnded { try await openTill() }
      try check()
      return nil
    } catch let failure as ScenarioFailure {
      return failure
    } catch {
      return ScenarioFailure(DayMismatch("\(error)"), at: current, in: desk.step?.title)
    }
  }

  /// Serves until the scenario ends or cuts the power.
  private func openTill() async throws {
    world.isOpen = true
    let till = try await store.till(
      data: data, clock: world.clock, language: world.language, parameters: world.parameters,
      pinpad: world.pinpad, log: world.log, cashier: self)
    self.till = till
    defer { self.till = nil }
    do { try await till.run() } catch is CashierGone {}
    if let failure { throw failure }
  }

  private func check() throws(ScenarioFailure) {
    do {
      _ = try JournalReader(folder: data).verify()
      try record.check(try world.registrar.receipts())
    } catch let mismatch as DayMismatch {
      throw ScenarioFailure(mismatch, at: place, in: nil)
    } catch {
      // A day without a till has no journal, and nothing to verify.
      guard world.isOpen else { return }
      throw ScenarioFailure(DayMismatch("\(error)"), at: place, in: nil)
    }
  }

  private var current: ScenarioPlace { desk.step?.place ?? place }
}

// MARK: - What the till asks of its front end

extension ScenarioPlay {
  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    // Whoever stood at the till when the power went stands there again.
    if stood != nil, prompt.id == "person.pin" { return .text(DayCashierSteps.pin) }
    do {
      if let till {
        for body in try await till.entries(after: record.count) { try record.add(body) }
      }
      return try meet(prompt)
    } catch let gone as CashierGone {
      throw gone
    } catch let failure as ScenarioFailure {
      self.failure = failure
    } catch {
      failure = ScenarioFailure(DayMismatch("\(error)"), at: current, in: desk.step?.title)
    }
    throw CashierGone()
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async { refusal = error }

  func show(_ notice: Notice) async {
    if case .paper(let paper) = notice { papers.append(paper) }
  }

  private func meet(_ prompt: Prompt) throws -> Answer {
    if let fault = record.fault {
      throw mismatch(
        DayMismatch(expected: "the store's script to go on", came: "its fault: \(fault.message)"))
    }
    try finishAnswer(prompt)
    try finishPowerCut(prompt)
    while let step = desk.step {
      let view = DayView(prompt: prompt, record: record, world: world, papers: papers)
      switch step.act {
      case .world: try changeWorld()
      case .powerOff:
        stood = prompt
        throw CashierGone()
      case .prompts(let act):
        switch try checked({ () throws(DayMismatch) in try act(view) }) {
        case .done(let values): try resume(values)
        case .answer(let answer, let then):
          given = then
          return answer
        }
      }
    }
    throw CashierGone()
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
  private func finishPowerCut(_ prompt: Prompt) throws(ScenarioFailure) {
    guard let before = stood else { return }
    stood = nil
    guard prompt.number == before.number, prompt.id == before.id, prompt.kind == before.kind
    else {
      throw mismatch(DayMismatch(expected: before.shown + " again", came: prompt.shown))
    }
    try resume([])
  }
}

// MARK: - The scenario's machine

extension ScenarioPlay {
  private func resume(_ values: [Value]) throws(ScenarioFailure) {
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

  private func mismatch(_ mismatch: DayMismatch) -> ScenarioFailure {
    let said = world.log.take().map { "; the script failed: \($0)" } ?? ""
    return ScenarioFailure(
      DayMismatch(expected: mismatch.expected, came: mismatch.came + said), at: current,
      in: desk.step?.title)
  }
}

extension Till {
  /// What was committed after the first `count` entries.
  func entries(after count: Int) throws -> [Entry] { try journal.entries(from: count + 1) }
}
